/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The questionnaires and examples of surveys: both languages complete, every question and option worded once, every
   list used, what excludes other answers excludes them, grids are grids, and every respondent of the examples answered
   what was asked. */
#include "check.h"

#include "folder.h"

#include "model/answers.h"
#include "model/qtype.h"
#include "model/recode.h"
#include "model/response_book.h"

#define ROOT PG_SOURCE_DIR

static const char *const files[] = {
    ROOT "/questionnaires/csirt-psirt-survey.csv",
    ROOT "/questionnaires/sirt-landscape.csv",
    ROOT "/examples/nca2017/questionnaire.csv",
};
static const char *const langs[] = {"en", "ja"};

static struct arena arena;
static struct questionnaire *loaded[ARRAY_LEN(files)];

static int set_up(void **state) {
    (void)state;
    struct diags ds = {0};
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        loaded[i] = questionnaire_load(files[i], &ds);
    }
    check_no_diags(&ds);
    diags_clear(&ds);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        questionnaire_free(loaded[i]);
    }
    arena_clear(&arena);
    return 0;
}

/* 3: both; 0: neither. */
static int languages_of(const struct i18n *x) {
    int found = 0;
    for (int i = 0; i < x->n; i++) {
        found |= strcmp(x->item[i].lang, "en") == 0 ? 1 : strcmp(x->item[i].lang, "ja") == 0 ? 2 : 4;
    }
    return found;
}

static void check_texts_of(const struct questionnaire *q) {
    for (int i = 0; i < q->n_questions; i++) {
        CHECK_ROW(i);
        const struct question *x = &q->question[i];
        check_int(languages_of(&x->label), x->type->role == QTYPE_END ? 0 : 3);
        check_true(languages_of(&x->hint) == 0 || languages_of(&x->hint) == 3);
        check_int(languages_of(&x->constraint_message), x->constraint ? 3 : 0);
    }
    for (int l = 0; l < q->n_lists; l++) {
        for (int c = 0; c < q->list[l].n; c++) {
            check_int(languages_of(&q->list[l].choice[c].label), 3);
        }
    }
    for (int v = 0; v < q->n_variables; v++) {
        CHECK_ROW(v);
        check_int(languages_of(q->variable[v].title), 3);
        for (int r = 0; r < q->variable[v].n_rows; r++) {
            const struct recode_row *row = &q->variable[v].row[r];
            check_int(languages_of(&row->label), *row->result ? 3 : 0);
            check_true(languages_of(&row->note) == 0 || languages_of(&row->note) == 3);
        }
    }
}

static void test_texts(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        check_texts_of(loaded[i]);
        check_int(languages_of(&loaded[i]->info.title), 4 + 2); /* XLSForm's plain title, and the Japanese one */
    }
}

/* No two questions in the same words, and no two options of a list. */
static void check_unique(const struct questionnaire *q, const char *lang) {
    struct map seen = {0};
    for (int i = 0; i < q->n_questions; i++) {
        if (question_is_answered(&q->question[i]) && !map_add(&seen, i18n_get(&q->question[i].label, lang), i)) {
            fail_msg("%s: %s asks what was asked already", q->info.id, q->question[i].name);
        }
    }
    map_clear(&seen);
    for (int l = 0; l < q->n_lists; l++) {
        struct map options = {0};
        for (int c = 0; c < q->list[l].n; c++) {
            if (!map_add(&options, i18n_get(&q->list[l].choice[c].label, lang), c)) {
                fail_msg("%s: %s has an option twice", q->info.id, q->list[l].name);
            }
        }
        map_clear(&options);
    }
}

static void test_unique(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        check_unique(loaded[i], langs[0]);
        check_unique(loaded[i], langs[1]);
    }
}

static void check_lists_of(const struct questionnaire *q) {
    for (int l = 0; l < q->n_lists; l++) {
        int n = 0;
        for (int i = 0; i < q->n_questions; i++) {
            n += q->question[i].list == l;
        }
        if (n == 0 || q->list[l].n < 2) {
            fail_msg("%s: the list %s is asked %d times and has %d options", q->info.id, q->list[l].name, n,
                     q->list[l].n);
        }
    }
    for (int i = 0; i < q->n_questions; i++) {
        const struct question *x = &q->question[i];
        bool is_alone =
            x->type->is_multiple && (question_choice(q, x, "none") >= 0 || question_choice(q, x, "dk") >= 0);
        if (is_alone && !x->constraint) {
            fail_msg("%s: %s lets 'none' stand beside others", q->info.id, x->name);
        }
    }
}

/* Every list is asked, and an option that means none of the others stands alone. */
static void test_lists(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        check_lists_of(loaded[i]);
    }
}

/* The ground that the survey covers, by group, and what must not leave the house as it is. */
static void test_member_survey(void **state) {
    (void)state;
    static const char *const names[] = {
        "sector",        "employees",   "setup_year",  "preparation",       "setup_lead", "setup_involved",
        "founders",      "dept_now",    "form_now",    "members",           "full_time",  "regular_staff",
        "constituency",  "s_forensics", "authority",   "poc_outside",       "report_to",  "review_freq",
        "soc",           "soc_by",      "t_siem",      "sirt_psirt",        "sirt_fsirt", "sirt_dsirt",
        "psirt_place",   "psirt_since", "psirt_model", "psirt_members",     "cve",        "sbom",
        "psirt_covered", "cra_report",  "psirt_hard",  "disclosure_policy", "consent",
    };
    static const char *const identifying[] = {"org_name", "team_name", "sector", "employees", "setup_year", "remarks"};
    static const char *const grids[] = {"services", "tools", "sirts", "cra"};
    const struct questionnaire *q = loaded[0];
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        CHECK_ROW(i);
        check_true(questionnaire_find(q, names[i]) >= 0);
    }
    for (size_t i = 0; i < ARRAY_LEN(identifying); i++) {
        CHECK_ROW(i);
        check_int(q->question[questionnaire_find(q, identifying[i])].role, ROLE_IDENTIFYING);
    }
    for (size_t g = 0; g < ARRAY_LEN(grids); g++) {
        CHECK_ROW(g);
        int group = questionnaire_find(q, grids[g]), list = -1, n = 0;
        for (int i = group + 1; i < q->n_questions && q->question[i].group == group; i++) {
            if (question_is_answered(&q->question[i])) {
                check_true(list < 0 || q->question[i].list == list);
                list = q->question[i].list;
                n++;
            }
        }
        check_true(n >= 3);
    }
    check_true(question_choice(q, &q->question[questionnaire_find(q, "psirt_hard")], "both_know") >= 0);
}

/* ---- respondents ------------------------------------------------------------------------------------------------- */

static const struct {
    const char *file, *questionnaire;
    int respondents;
    bool is_made; /* from published totals */
} examples[] = {
    {ROOT "/examples/landscape.csv", ROOT "/questionnaires/sirt-landscape.csv", 11, false},
    {ROOT "/examples/nca2017/responses-2017.csv", ROOT "/examples/nca2017/questionnaire.csv", 187, true},
    {ROOT "/examples/nca2017/responses-2015.csv", ROOT "/examples/nca2017/questionnaire.csv", 66, true},
    {ROOT "/examples/council/survey-2024.csv", ROOT "/questionnaires/csirt-psirt-survey.csv", 88, false},
    {ROOT "/examples/council/survey-2026.csv", ROOT "/questionnaires/csirt-psirt-survey.csv", 112, false},
    {ROOT "/examples/council/maturity-2024.csv", ROOT "/questionnaires/psirt-quick.csv", 26, false},
    {ROOT "/examples/council/maturity-2026.csv", ROOT "/questionnaires/psirt-quick.csv", 43, false},
};

static void put_row(const struct book_sheet *s, size_t row, struct buf *out) {
    for (int c = s->first_column; c < s->end_column; c++) {
        buf_puts(out, c > s->first_column ? ",\"" : "\"");
        for (const char *p = table_cell(s->table, row, c); *p; p++) {
            buf_puts(out, *p == '"' ? "\"\"" : (const char[]){*p, '\0'});
        }
        buf_puts(out, "\"");
    }
    buf_puts(out, "\n");
}

/* One respondent as one organisation: choices that are there, constraints held, nothing answered that was not asked. */
static void check_respondent(struct folder *f, const struct book_sheet *s, size_t row, const struct questionnaire *q) {
    struct buf text;
    struct diags ds = {0};
    buf_init(&text, BUF_MAX_DEFAULT);
    put_row(s, s->header_row, &text);
    put_row(s, row, &text);
    struct answers *x = answers_open(folder_write(f, "one.csv", text.data), &ds);
    check_true(x && answers_read(x, q, &ds) && x->n_given > 0);
    for (size_t i = 0; i < ds.n; i++) {
        if (ds.item[i].id != DIAG_NA_NO_REASON) {
            check_print_diags(&ds);
            fail_msg("respondent %s", table_cell(s->table, row, s->first_column));
        }
    }
    answers_free(x);
    diags_clear(&ds);
    buf_clear(&text);
}

static void check_book(const struct book *b, const struct questionnaire *q, int respondents) {
    const struct book_sheet *s = book_sheet(b, "responses");
    struct folder folder;
    struct map seen = {0};
    int n = 0;
    folder_make(&folder);
    check_text(table_cell(s->table, s->header_row, s->first_column), "respondent_id");
    for (size_t row = s->first; row < s->end; row++) {
        check_true(map_add(&seen, table_cell(s->table, row, s->first_column), 0));
        check_respondent(&folder, s, row, q);
        n++;
    }
    check_int(n, respondents);
    map_clear(&seen);
    folder_remove(&folder);
}

static void test_respondents(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(examples); i++) {
        CHECK_ROW(i);
        struct diags ds = {0};
        struct book b;
        struct response_book_info info = {0};
        struct questionnaire *q = questionnaire_load(examples[i].questionnaire, &ds);
        assert_true(q && book_open(&b, examples[i].file, &ds));
        check_true(response_book_info(&b, &info, &arena, &ds));
        check_int((int)response_book_check(&b, q, &ds), examples[i].respondents);
        check_no_diags(&ds);
        check_text(info.form_id, q->info.id);
        check_text(info.version, q->info.version);
        check_int(info.reconstructed, examples[i].is_made ? RECONSTRUCTED_MARGINS : RECONSTRUCTED_NOT);
        check_int(languages_of(&info.note), 3);
        check_book(&b, q, examples[i].respondents);
        book_close(&b);
        questionnaire_free(q);
        diags_clear(&ds);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts),         cmocka_unit_test(test_unique),      cmocka_unit_test(test_lists),
        cmocka_unit_test(test_member_survey), cmocka_unit_test(test_respondents),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
