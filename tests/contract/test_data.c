/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The data that is shipped: every file loads without a word of complaint, every text stands in both languages, and the
   content is complete. What is counted here is stated in the FIRST PSIRT Services Framework 1.1 (its ids, by level and
   area) or is a decision of this project. */
#include "tests/unit/check.h"

#include "model/answers.h"
#include "model/brand.h"
#include "model/crosswalk.h"
#include "model/kit.h"
#include "model/plan.h"
#include "model/qtype.h"

#define ROOT PG_SOURCE_DIR
#define EN "::English (en)"
#define JA "::日本語 (ja)"

static const struct library library = {.root = ROOT};
static struct arena arena;
static struct kit *full, *quick;

static struct kit *load_kit(const char *questionnaire) {
    struct diags ds = {0};
    struct kit_request request = {.questionnaire = questionnaire, .wants_about = true};
    struct kit *k = kit_load(&library, &request, &ds);
    check_no_diags(&ds);
    diags_clear(&ds);
    return k;
}

static int set_up(void **state) {
    (void)state;
    full = load_kit("psirt-full");
    quick = load_kit("psirt-quick");
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    kit_free(full);
    kit_free(quick);
    arena_clear(&arena);
    return 0;
}

/* ---- every file ---------------------------------------------------------------------------------------------- */

static bool is_framework(const char *path, struct diags *ds) {
    struct framework *f = framework_load(path, ds);
    bool is_good = f && *i18n_get(&f->info.attribution, "en") && *f->info.version;
    framework_free(f);
    return is_good;
}

static bool is_questionnaire(const char *path, struct diags *ds) {
    struct questionnaire *q = questionnaire_load(path, ds);
    questionnaire_free(q);
    return q != NULL;
}

/* Scoring models, and criteria of the organisational model beside them. */
static bool is_model(const char *path, struct diags *ds) {
    struct book b;
    check_true(book_open(&b, path, ds));
    bool is_criteria = book_sheet(&b, "criteria") != NULL;
    book_close(&b);
    struct scoring *m = is_criteria ? NULL : scoring_load(path, ds);
    struct organisation *o = is_criteria ? organisation_load(path, full->about, ds) : NULL;
    bool is_good = m || o;
    scoring_free(m);
    organisation_free(o);
    return is_good;
}

static bool is_profile(const char *path, struct diags *ds) {
    struct profile *p = profile_load(path, ds);
    profile_free(p);
    return p != NULL;
}

static bool is_crosswalk(const char *path, struct diags *ds) {
    struct crosswalk *x = crosswalk_load(path, &(struct crosswalk_sources){.library = &library}, ds);
    bool is_good = x && *i18n_get(&x->info.judge, "en") && *i18n_get(&x->info.attribution, "en");
    crosswalk_free(x);
    return is_good;
}

static bool is_plan(const char *path, struct diags *ds) {
    struct plan *p = plan_load(path, ds);
    bool is_good = p && plan_has_language(p, "en") && plan_has_language(p, "ja");
    plan_free(p);
    return is_good;
}

static const struct {
    enum library_kind kind;
    bool (*loads)(const char *path, struct diags *ds);
    size_t least;
} kinds[] = {
    {LIBRARY_FRAMEWORK, is_framework, 2}, {LIBRARY_QUESTIONNAIRE, is_questionnaire, 3}, {LIBRARY_MODEL, is_model, 2},
    {LIBRARY_PROFILE, is_profile, 1},     {LIBRARY_CROSSWALK, is_crosswalk, 7},         {LIBRARY_REPORT, is_plan, 1},
};

static void test_files_load(void **state) {
    (void)state;
    for (size_t k = 0; k < ARRAY_LEN(kinds); k++) {
        CHECK_ROW(k);
        const char **path;
        size_t n = library_list(&library, kinds[k].kind, &arena, &path);
        check_true(n >= kinds[k].least);
        for (size_t i = 0; i < n; i++) {
            struct diags ds = {0};
            if (!kinds[k].loads(path[i], &ds) || ds.n > 0) {
                print_error("%s\n", path[i]);
                check_no_diags(&ds);
                fail();
            }
            diags_clear(&ds);
        }
    }
}

/* Each example, the questionnaire that it answers, whether it answers all of it, and whether something does not
   apply. */
static void test_examples(void **state) {
    (void)state;
    const struct {
        const char *path;
        const struct questionnaire *q;
        bool is_complete, has_na;
    } rows[] = {
        {ROOT "/examples/meridian/answers.csv", full->questionnaire, true, true},
        {ROOT "/examples/meridian/profile.csv", full->about, true, false},
        {ROOT "/examples/hayabusa/answers.csv", quick->questionnaire, true, false},
        {ROOT "/examples/partial/answers.csv", full->questionnaire, false, true},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        struct diags ds = {0};
        struct answers *x = answers_open(rows[i].path, &ds);
        check_true(x && answers_read(x, rows[i].q, &ds));
        check_no_diags(&ds);
        check_true(x->n_given > 0);
        check_true((x->n_blank == 0) == rows[i].is_complete);
        check_true((x->n_na > 0) == rows[i].has_na);
        answers_free(x);
        diags_clear(&ds);
    }
    struct diags ds = {0};
    struct brand_file *b = brand_load(ROOT "/examples/brand/northgate.csv", &ds);
    check_no_diags(&ds);
    check_true(b && b->logo.len > 0);
    brand_free(b);
}

/* ---- both languages ------------------------------------------------------------------------------------------ */

static bool ends_with(const char *s, const char *end) {
    size_t n = strlen(s), m = strlen(end);
    return n > m && strcmp(s + n - m, end) == 0;
}

/* Column of the same text in the other language: "label::English (en)" for "label::日本語 (ja)", or plain "label". */
static int english_of(const struct book_sheet *s, const char *japanese) {
    const char *base = arena_strndup(&arena, japanese, strlen(japanese) - strlen(JA));
    int c = book_column(s, arena_printf(&arena, "%s%s", base, EN));
    return c >= 0 ? c : book_column(s, base);
}

static void check_columns(const char *path, const struct book_sheet *s) {
    for (int c = s->first_column; c < s->end_column; c++) {
        const char *name = table_cell(s->table, s->header_row, c);
        if (ends_with(name, EN)) {
            const char *base = arena_strndup(&arena, name, strlen(name) - strlen(EN));
            check_true(book_column(s, arena_printf(&arena, "%s%s", base, JA)) >= 0);
        }
        int english = ends_with(name, JA) ? english_of(s, name) : -1;
        check_true(english >= 0 || !ends_with(name, JA));
        for (size_t row = s->first; english >= 0 && row < s->end; row++) {
            const char *en = table_cell(s->table, row, english), *ja = table_cell(s->table, row, c);
            if (text_is_empty(en) != text_is_empty(ja)) {
                print_error("%s:%ld: %s in one language only\n", path, s->table->line[row], name);
                fail();
            }
        }
    }
}

static void test_languages(void **state) {
    (void)state;
    for (size_t k = 0; k < ARRAY_LEN(kinds); k++) {
        const char **path;
        size_t n = library_list(&library, kinds[k].kind, &arena, &path);
        for (size_t i = 0; i < n; i++) {
            struct diags ds = {0};
            struct book b;
            check_true(book_open(&b, path[i], &ds));
            for (size_t s = 0; s < b.n_sheets; s++) {
                check_columns(path[i], &b.sheet[s]);
            }
            book_close(&b);
        }
    }
}

static bool has_both(const struct i18n *x) {
    int found = 0;
    for (int i = 0; i < x->n; i++) {
        found |= strcmp(x->item[i].lang, "en") == 0 && *x->item[i].text ? 1 : 0;
        found |= strcmp(x->item[i].lang, "ja") == 0 && *x->item[i].text ? 2 : 0;
    }
    return found == 3;
}

/* The texts that must be there: what a node is, what is asked, what an answer means, what to do next. */
static void test_texts(void **state) {
    (void)state;
    for (int f = 0; f < full->n_frameworks; f++) {
        for (int i = 1; i < full->framework[f]->n_nodes; i++) {
            CHECK_ROW(i);
            const struct node *n = &full->framework[f]->node[i];
            check_true(has_both(&n->label) && has_both(&n->purpose) && has_both(&n->outcome));
        }
        check_true(has_both(&full->framework[f]->info.attribution) && has_both(&full->framework[f]->info.translation));
    }
    const struct questionnaire *all[] = {full->questionnaire, quick->questionnaire, full->about};
    for (size_t k = 0; k < ARRAY_LEN(all); k++) {
        for (int i = 0; i < all[k]->n_questions; i++) {
            CHECK_ROW(i);
            const struct question *x = &all[k]->question[i];
            check_true(has_both(&x->label) || x->type->role == QTYPE_END);
            check_true(has_both(&x->hint) || x->layer < 0);
            check_true(has_both(&x->constraint_message) || !x->constraint);
        }
        for (int l = 0; l < all[k]->n_lists; l++) {
            for (int c = 0; c < all[k]->list[l].n; c++) {
                CHECK_ROW(l);
                check_true(has_both(&all[k]->list[l].choice[c].label));
            }
        }
        for (int i = 0; i < all[k]->n_advice; i++) {
            CHECK_ROW(i);
            check_true(has_both(&all[k]->advice[i].text));
        }
    }
}

static void test_attribution(void **state) {
    (void)state;
    const struct framework_info *info = &full->framework[0]->info;
    check_contains(i18n_get(&info->attribution, "en"), "FIRST");
    check_contains(i18n_get(&info->attribution, "en"), "not affiliated with or endorsed by");
    check_contains(i18n_get(&info->attribution, "ja"), "FIRST");
    check_true(strcmp(i18n_get(&info->attribution, "ja"), i18n_get(&info->attribution, "en")) != 0);
    check_contains(info->source, "first.org");
    const struct profile_info *profile = &full->profile[0]->info;
    check_contains(i18n_get(&profile->note, "en"), "suggested by this project, not by FIRST");
    check_contains(i18n_get(&profile->label, "ja"), "本プロジェクトの提案");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files_load), cmocka_unit_test(test_examples),    cmocka_unit_test(test_languages),
        cmocka_unit_test(test_texts),      cmocka_unit_test(test_attribution),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
