/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Real exports, where TEST_DATA names the folder that holds them: every file imports with the records and columns
   that its description gives, and the published shares of a survey follow from the imported responses. Without the
   folder there is one line that says so. */
#include "check.h"

#include "base/file.h"
#include "base/num.h"
#include "base/text.h"
#include "imported.h"
#include "model/questionnaire.h"
#include "sandbox.h"

static const char *folder(void) {
    const char *path = getenv("TEST_DATA");
    return path && *path ? path : "../shared/data";
}

static const char *path_of(struct arena *a, const char *name) { return arena_printf(a, "%s/%s", folder(), name); }

static bool is_there(const char *name) {
    struct arena a = {0};
    bool is_found = file_exists(path_of(&a, name));
    arena_clear(&a);
    return is_found;
}

static bool has_data(void) {
    if (is_there("ospo2024-surveymonkey/raw_text.csv")) {
        return true;
    }
    print_message("skipped: no real exports in %s (TEST_DATA names the folder)\n", folder());
    return false;
}

/* ---- counts ------------------------------------------------------------------------------------------------------ */

struct expected {
    const char *name, *dialect;
    size_t records, columns, blank;
};
static const struct expected files[] = {
    {"ospo2024-surveymonkey/raw_text.csv", "surveymonkey", 222, 1072, 688},
    {"ospo2024-surveymonkey/raw_numeric.csv", "surveymonkey", 222, 1072, 0},
    {"ospo2024-surveymonkey/raw_2023.csv", "surveymonkey", 489, 492, 0},
    {"sofdcar-limesurvey/results_english.csv", "limesurvey", 96, 317, 0},
    {"sofdcar-limesurvey/results_german.csv", "limesurvey", 96, 317, 0},
    {"informalmodels-limesurvey/results-survey.csv", "limesurvey", 45, 38, 0},
    {"informalmodels-limesurvey/results-survey-translated.csv", "limesurvey", 45, 38, 0},
    {"cncf-maintainers2018-googleforms/results-h1-2017.csv", "googleforms", 20, 9, 0},
    {"cncf-maintainers2018-googleforms/results-h1-2018.csv", "googleforms", 56, 9, 0},
    {"qualtrics-samples/Better_Sample_Survey.csv", "qualtrics", 10, 59, 0},
    {"qualtrics-samples/Long_Exhaustive_Sample_Survey.csv", "qualtrics", 31, 367, 0},
    {"qualtrics-samples/Multiple_Answer_Matrix_Questions.csv", "qualtrics", 5, 75, 0},
    {"qualtrics-samples/Survey_Logic_EVERYWHERE.csv", "qualtrics", 10, 21, 0},
    {"qualtrics-samples/qualtRics_sample.csv", "qualtrics", 1, 20, 0},
    {"qualtrics-samples/qualtRics_sample_legacy.csv", "qualtrics", 1, 16, 0},
    {"r-datasets/survey_apistrat.csv", "plain", 200, 39, 0},
    {"r-datasets/survey_apiclus1.csv", "plain", 183, 39, 0},
    {"r-datasets/MASS_survey.csv", "plain", 237, 12, 0},
    {"r-datasets/HairEyeColor_counts.csv", "plain", 32, 4, 0},
    {"r-datasets/Titanic_counts.csv", "plain", 32, 5, 0},
};

/* Every column of the file belongs to something: a question, or a stated reason why it is none. */
static size_t count_sources(const struct imported *x) {
    size_t n = 0;
    bool *seen = calloc((size_t)x->draft.table->n_columns + 1, sizeof *seen);
    for (size_t i = 0; i < x->draft.n_questions; i++) {
        const struct draft_question *q = &x->draft.question[i];
        for (size_t k = 0; k < q->n_sources; k++) {
            n += !seen[q->source[k].column];
            seen[q->source[k].column] = true;
        }
    }
    free(seen);
    return n;
}

static void check_draft(struct sandbox *s, const struct imported *x) {
    struct questionnaire *q = questionnaire_load(folder_write(&s->folder, "draft.csv", x->book), &s->ds);
    check_true(q != NULL);
    check_no_diags(&s->ds);
    questionnaire_free(q);
}

static void test_counts(void **state) {
    struct sandbox *s = *state;
    for (size_t i = 0; i < ARRAY_LEN(files) && has_data(); i++) {
        struct imported x;
        CHECK_ROW(i);
        import_file(&x, path_of(&s->arena, files[i].name), NULL);
        assert_non_null(x.dialect);
        check_text(x.dialect->name, files[i].dialect);
        check_int(x.responses.n.records, files[i].records);
        check_int(x.responses.n.blank, files[i].blank);
        check_int(x.draft.table->n_columns, files[i].columns);
        check_int(count_sources(&x), files[i].columns);
        check_true(!diags_has_errors(&x.ds));
        check_draft(s, &x);
        imported_clear(&x);
    }
    CHECK_ROW(-1);
}

/* The numeric and the text file of the survey are the same responses. */
static void test_twins(void **state) {
    struct sandbox *s = *state;
    if (has_data()) {
        struct imported text, numeric;
        import_file(&text, path_of(&s->arena, "ospo2024-surveymonkey/raw_text.csv"), NULL);
        import_file(&numeric, path_of(&s->arena, "ospo2024-surveymonkey/raw_numeric.csv"), NULL);
        check_true(strcmp(text.csv, numeric.csv) == 0);
        imported_clear(&text);
        imported_clear(&numeric);
    }
}

/* With its structure, each question has the code that the survey gave it. */
static void test_structure(void **state) {
    struct sandbox *s = *state;
    struct buf b;
    struct imported x;
    if (!has_data()) {
        return;
    }
    buf_init(&b, FILE_MAX_DEFAULT);
    check_true(
        file_read(path_of(&s->arena, "sofdcar-limesurvey/limesurvey_survey_222232.lss"), FILE_MAX_DEFAULT, &b, &s->ds));
    struct import_choice choice = {.structure = b.data};
    import_file(&x, path_of(&s->arena, "sofdcar-limesurvey/results_german.csv"), &choice);
    size_t n_kinds[8] = {0};
    for (size_t i = 0; i < x.structure.n_questions; i++) {
        n_kinds[x.structure.question[i].kind]++;
    }
    check_int(n_kinds[STRUCTURE_MANY], 27); /* as the description counts them: 27 M, 19 F, 5 S and 3 T */
    check_int(n_kinds[STRUCTURE_GRID], 19);
    check_int(n_kinds[STRUCTURE_TEXT], 8);
    check_true(imported_question(&x, "Fach") && imported_question(&x, "DZE1_DZE1001"));
    check_text(imported_cell(&x, 1, "Fach"), "F1 F3 F5");
    check_int(x.responses.n.unknown, 1); /* "garnicht wichtig", one option spelt otherwise */
    check_draft(s, &x);
    imported_clear(&x);
    buf_clear(&b);
}

/* ---- published shares -------------------------------------------------------------------------------------------- */

/* The published table: a row a question and option. Tabs only, quotation marks are letters. */
struct gold {
    char *field[12]; /* question, page, type, base, answered n, …, option, count, share, computed, check */
};
enum { GOLD_QUESTION, GOLD_ANSWERED = 4, GOLD_OPTION = 7, GOLD_SHARE = 9, GOLD_CHECK = 11 };

static bool next_gold(char **rest, struct gold *g) {
    char *line = *rest;
    size_t n = strcspn(line, "\n");
    if (n == 0) {
        return false;
    }
    *rest = line + n + (line[n] == '\n');
    line[n] = '\0';
    line[strcspn(line, "\r")] = '\0';
    for (size_t i = 0; i < ARRAY_LEN(g->field); i++) {
        g->field[i] = line;
        size_t m = strcspn(line, "\t");
        line += m + (line[m] == '\t');
        g->field[i][m] = '\0';
    }
    return true;
}

struct shares {
    struct input in; /* the responses, read back */
    struct imported x;
};

static const char *lower(struct arena *a, const char *s) { return text_fold(a, s); }

/* Whether the published share follows from the responses: decimal half-up, on those who answered. */
static bool follows(struct shares *s, const struct gold *g, size_t *base) {
    const struct draft_question *q = imported_question(&s->x, lower(&s->x.arena, g->field[GOLD_QUESTION]));
    assert_non_null(q);
    int choice = draft_find_choice(&s->x.draft, q->list, g->field[GOLD_OPTION]);
    if (choice < 0) {
        print_error("%s has no option '%s'\n", q->name, g->field[GOLD_OPTION]);
    }
    check_true(choice >= 0);
    const char *code = s->x.draft.list[q->list].choice[choice].name;
    int column = table_find(&s->in.sheet[0], 0, q->name);
    size_t n = 0;
    *base = 0;
    for (size_t row = 1; row < s->in.sheet[0].n_rows; row++) {
        const char *cell = table_cell(&s->in.sheet[0], row, column);
        *base += *cell != '\0';
        n += text_has_word(cell, code);
    }
    const char *share = g->field[GOLD_SHARE], *dot = strchr(share, '.');
    int decimals = dot ? (int)strlen(dot + 1) : 0;
    double printed = 0;
    check_true(num_parse(share, &printed));
    return *base > 0 && fabs(num_round(100.0 * (double)n / (double)*base, decimals) - printed) < 1e-9;
}

static bool is_known_difference(const struct gold *g) {
    bool is_other = strcmp(g->field[GOLD_OPTION], "Other (please specify)") == 0;
    const char *q = g->field[GOLD_QUESTION];
    return strcmp(q, "Q46") == 0 ||
           (is_other && (strcmp(q, "Q13") == 0 || strcmp(q, "Q15") == 0 || strcmp(q, "Q43") == 0));
}

static void test_published_shares(void **state) {
    struct sandbox *s = *state;
    struct shares shares;
    struct buf b;
    struct gold g;
    size_t n_follow = 0, n_differ = 0, base;
    if (!has_data()) {
        return;
    }
    import_file(&shares.x, path_of(&s->arena, "ospo2024-surveymonkey/raw_text.csv"), NULL);
    check_true(input_open_data(&shares.in, "x.csv", shares.x.csv, strlen(shares.x.csv), &s->ds));
    buf_init(&b, FILE_MAX_DEFAULT);
    check_true(file_read(path_of(&s->arena, "ospo2024-surveymonkey/gold_sa_ma.tsv"), FILE_MAX_DEFAULT, &b, &s->ds));
    char *rest = b.data;
    next_gold(&rest, &g); /* the header */
    for (long row = 0; next_gold(&rest, &g); row++) {
        CHECK_ROW(row);
        bool is_good = follows(&shares, &g, &base);
        n_follow += is_good;
        n_differ += !is_good;
        check_true(is_good || is_known_difference(&g));
        check_true(is_good == (strcmp(g.field[GOLD_CHECK], "match") == 0));
        long answered = -1;
        check_true(num_parse_int(g.field[GOLD_ANSWERED], &answered));
        check_int(base, answered);
    }
    CHECK_ROW(-1);
    check_int(n_follow, 183);
    check_int(n_differ, 11);
    buf_clear(&b);
    input_close(&shares.in);
    imported_clear(&shares.x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SANDBOX_TEST(test_counts),
        SANDBOX_TEST(test_twins),
        SANDBOX_TEST(test_structure),
        SANDBOX_TEST(test_published_shares),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
