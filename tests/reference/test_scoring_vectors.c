/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Models of the field, declared as data, give the numbers that the field prints: one test a row of cases.csv in each
   folder of tests/reference/scoring. doc/scoring.md explains the folders; nothing here knows a model. */
#include "check.h"

#include <dirent.h>
#include <math.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "score/assessment.h"
#include "tests/unit/compiled.h"

#define TOP PG_SOURCE_DIR "/tests/reference/scoring"

struct vector_case {
    const char *folder, *answers, *node, *layer, *what, *expected, *source, *place;
    double tolerance;
};

static struct arena arena;
static struct vector_case *cases;
static size_t n_cases, cap_cases;

static const char *cell(const struct book_sheet *s, size_t row, const char *column) {
    return text_trim(&arena, table_cell(s->table, row, book_column(s, column)));
}

static void read_cases(const char *folder) {
    struct input *in = ARENA_NEW(&arena, struct input); /* stays open: the cases borrow its texts */
    struct diags ds = {0};
    const char *path = arena_printf(&arena, "%s/%s/cases.csv", TOP, folder);
    check_true(input_open(in, path, &ds));
    struct book_sheet s = book_plain_sheet(&in->sheet[0]);
    for (size_t i = s.first; i < s.end; i++) {
        struct vector_case c = {folder,
                                cell(&s, i, "answers"),
                                cell(&s, i, "node"),
                                cell(&s, i, "layer"),
                                cell(&s, i, "what"),
                                cell(&s, i, "expected"),
                                cell(&s, i, "source"),
                                arena_printf(&arena, "%s/cases.csv:%zu", folder, i + 1),
                                1e-9};
        num_parse(cell(&s, i, "tolerance"), &c.tolerance);
        VEC_GROW(cases, n_cases, cap_cases);
        cases[n_cases++] = c;
    }
    diags_clear(&ds);
}

/* ---- one assessment ------------------------------------------------------------------------------------------ */

static struct {
    const char *folder, *file;
    struct library library;
    struct kit *kit;
    struct answers *answers;
    struct assessment *assessment;
} last;

static void clear_last(void) {
    assessment_free(last.assessment);
    answers_free(last.answers);
    kit_free(last.kit);
    memset(&last, 0, sizeof last);
}

static void print_diags(const struct diags *ds) {
    for (size_t i = 0; i < ds->n; i++) {
        print_message("%s: %s\n", ds->item[i].place.file ? ds->item[i].place.file : "",
                      diag_text(&arena, &ds->item[i], "en"));
    }
}

static void assess(const struct vector_case *c) {
    struct diags ds = {0};
    if (last.assessment && strcmp(last.folder, c->folder) == 0 && strcmp(last.file, c->answers) == 0) {
        return;
    }
    clear_last();
    const char *folder = arena_printf(&arena, "%s/%s", TOP, c->folder);
    const char *profile = arena_printf(&arena, "%s/profile.csv", folder);
    const char *framework = arena_printf(&arena, "%s/framework.csv", folder);
    struct kit_request request = {.questionnaire = arena_printf(&arena, "%s/questionnaire.csv", folder),
                                  .framework = &framework,
                                  .n_frameworks = 1,
                                  .model = arena_printf(&arena, "%s/model.csv", folder),
                                  .profile = &profile,
                                  .n_profiles = file_exists(profile)};
    last.library = (struct library){.root = PG_SOURCE_DIR};
    last.kit = kit_load(&last.library, &request, &ds);
    print_diags(&ds);
    check_true(last.kit != NULL);
    last.answers = answers_open(arena_printf(&arena, "%s/%s.csv", folder, c->answers), &ds);
    check_true(last.answers && answers_read(last.answers, last.kit->questionnaire, &ds));
    print_diags(&ds);
    last.assessment = assessment_new(last.kit, last.answers, NULL, NULL);
    struct compiled *form = score_compile(last.kit, &arena); /* what a form would compute */
    check_true(!form->problem);
    compiled_agrees(form, last.answers, last.assessment->card);
    compiled_clear(form);
    last.folder = c->folder;
    last.file = c->answers;
    diags_clear(&ds);
}

/* ---- what a case asks for ------------------------------------------------------------------------------------ */

static const struct minimum_check *minimum_of(const char *node) {
    const struct profile_check *p = last.assessment->profile;
    for (int i = 0; last.kit->n_profiles > 0 && i < p->profile->n_minima; i++) {
        if (strcmp(p->profile->minimum[i].node_id, node) == 0) {
            return &p->minimum[i];
        }
    }
    return NULL;
}

static const char *stage_reached(void) {
    const struct profile_check *p = last.assessment->profile;
    return last.kit->n_profiles == 0 || p->reached < 0 ? "none" : p->profile->stage[p->reached].id;
}

static int count_findings(const char *name) {
    int n = 0;
    for (size_t i = 0; i < last.assessment->findings.n; i++) {
        n += strcmp(finding_name(last.assessment->findings.item[i].id), name) == 0;
    }
    return n;
}

static const char *class_name(const struct minimum_check *m) {
    return m && m->priority_class ? m->priority_class->id : "none";
}

static const char *word_of(const struct vector_case *c, const struct score *s, const char *level) {
    if (strcmp(c->what, "status") == 0) {
        return score_status_name(s->status);
    }
    if (strcmp(c->what, "band") == 0) {
        const struct band *b =
            s->status == SCORE_SCORED ? scoring_band(last.kit->model, level, s->scale, s->value) : NULL;
        return b ? b->id : "none";
    }
    const struct minimum_check *m = minimum_of(c->node);
    return strcmp(c->what, "reached") == 0 ? stage_reached()
           : strcmp(c->what, "met") == 0   ? met_name(m->met)
           : strcmp(c->what, "class") == 0 ? class_name(m)
                                           : NULL;
}

static double number_of(const struct vector_case *c, const struct node_score *n, const struct score *s) {
    const struct minimum_check *m = minimum_of(c->node);
    const struct {
        const char *what;
        double value;
    } rows[] = {{"score", s->value},
                {"value", scale_value(s->scale, s->value)},
                {"shown", score_shown(s)},
                {"low", scale_value(s->scale, s->low)},
                {"high", scale_value(s->scale, s->high)},
                {"coverage", s->coverage},
                {"scale_max", s->scale->max},
                {"confidence", n->confidence},
                {"priority", m ? m->priority : NAN},
                {"gap", m ? fmax(scale_value(s->scale, m->need) - scale_value(s->scale, m->have.value), 0) : NAN},
                {"to_target", last.kit->n_profiles ? last.assessment->profile[0].to_target : NAN}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (strcmp(rows[i].what, c->what) == 0) {
            return rows[i].value;
        }
    }
    return strncmp(c->what, "finding:", 8) == 0 ? count_findings(c->what + 8) : NAN;
}

static void test_case(void **state) {
    const struct vector_case *c = *state;
    assess(c);
    const struct framework *f = last.kit->framework[0];
    int node = *c->node ? framework_find(f, c->node) : 0,
        layer = *c->layer ? scoring_layer(last.kit->model, c->layer) : -1;
    if (node < 0) {
        print_message("%s: no node '%s'\n", c->place, c->node);
    }
    check_true(node >= 0);
    const struct node_score *n = &last.assessment->card[0].node[node];
    const struct score *s = layer < 0 ? &n->total : &n->layer[layer];
    const char *word = word_of(c, s, f->node[node].level);
    if (word) {
        check_text(word, c->expected);
        return;
    }
    double expected, actual = number_of(c, n, s);
    check_true(num_parse(c->expected, &expected));
    if (!(fabs(actual - expected) <= c->tolerance)) {
        print_message("%s: %s of '%s' is %.12g, expected %.12g (%s)\n", c->place, c->what, c->node, actual, expected,
                      c->source);
    }
    check_true(fabs(actual - expected) <= c->tolerance);
}

/* The folders in the order of their names. */
static void read_folders(void) {
    struct dirent **entry;
    int n = scandir(TOP, &entry, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        if (entry[i]->d_name[0] != '.' && file_is_directory(arena_printf(&arena, "%s/%s", TOP, entry[i]->d_name))) {
            read_cases(arena_strdup(&arena, entry[i]->d_name));
        }
        free(entry[i]);
    }
    free(n >= 0 ? entry : NULL);
}

int main(void) {
    read_folders();
    struct CMUnitTest *tests = mem_alloc(n_cases + 1, sizeof *tests);
    for (size_t i = 0; i < n_cases; i++) {
        const char *name =
            arena_printf(&arena, "%s %s %s %s", cases[i].folder, cases[i].answers, cases[i].node, cases[i].what);
        tests[i] = (struct CMUnitTest){name, test_case, NULL, NULL, &cases[i]};
    }
    int failed = _cmocka_run_group_tests("scoring vectors", tests, n_cases, NULL, NULL);
    clear_last();
    mem_free(tests);
    mem_free(cases);
    return failed;
}
