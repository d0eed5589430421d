/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Real exports, where TEST_DATA names the folder that holds them: every file imports with the records and columns
   that its description gives, and what is no export is refused with a reason. Without the folder there is one line that
   says so. */
#include <dirent.h>

#include "check.h"

#include "base/file.h"
#include "base/text.h"
#include "imported.h"
#include "model/questionnaire.h"
#include "real_data.h"
#include "sandbox.h"

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
    {"informalmodels-limesurvey/results-survey.xlsx", "limesurvey", 45, 38, 0},
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
    /* published results and routing: no exports, but tables with a header row */
    {"ospo2024-surveymonkey/gold_sa_ma.tsv", "plain", 194, 12, 0},
    {"ospo2024-surveymonkey/gold_grid.tsv", "plain", 826, 11, 0},
    {"ospo2024-surveymonkey/gold_deck_all.tsv", "plain", 236, 7, 0},
    {"ospo2024-surveymonkey/survey_reference_model.csv", "plain", 443, 5, 71},
    {"ospo2024-surveymonkey/filter_criteria.csv", "plain", 40, 4, 16},
    {"ospo2024-surveymonkey/filter_criteria_2023.csv", "plain", 48, 5, 3},
};
/* Structures: questions outside the trash, counted in the files. */
static const struct {
    const char *name;
    size_t questions;
} structures[] = {
    {"sofdcar-limesurvey/limesurvey_survey_222232.lss", 54},
    {"qualtrics-samples/Better_Sample_Survey.qsf", 11},
    {"qualtrics-samples/Long_Exhaustive_Sample_Survey.qsf", 46},
    {"qualtrics-samples/Multiple_Answer_Matrix_Questions.qsf", 5},
    {"qualtrics-samples/Survey_Logic_EVERYWHERE.qsf", 5},
};
/* What is no table: refused with a reason, or (N_DIAGS) prose that is not looked at. */
static const struct {
    const char *name;
    enum diag_id refusal;
} others[] = {
    {"README.md", DIAG_FILE_FORMAT_UNKNOWN},
    {"cncf-maintainers2018-googleforms/README_2018.md", DIAG_FILE_FORMAT_UNKNOWN},
    {"sofdcar-limesurvey/survey_english.md", DIAG_FILE_FORMAT_UNKNOWN},
    {"sofdcar-limesurvey/survey_german.md", DIAG_FILE_FORMAT_UNKNOWN},
    {"ospo2024-surveymonkey/survey_instrument.pdf", DIAG_FILE_BINARY},
    {"ospo2024-surveymonkey/frequencies_deck.txt", N_DIAGS},
    {"r-datasets/apistrat_svymean.txt", N_DIAGS},
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
    for (size_t i = 0; i < ARRAY_LEN(files) && real_data_is_there(); i++) {
        struct imported x;
        CHECK_ROW(i);
        import_file(&x, real_data_path(&s->arena, files[i].name), NULL);
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

static void test_structures(void **state) {
    struct sandbox *s = *state;
    for (size_t i = 0; i < ARRAY_LEN(structures) && real_data_is_there(); i++) {
        struct structure x;
        struct buf b;
        CHECK_ROW(i);
        buf_init(&b, FILE_MAX_DEFAULT);
        check_true(file_read(real_data_path(&s->arena, structures[i].name), FILE_MAX_DEFAULT, &b, &s->ds));
        check_true(structure_load(b.data, b.len, structures[i].name, &x, &s->ds));
        check_int(x.n_questions, structures[i].questions);
        structure_clear(&x);
        buf_clear(&b);
    }
    CHECK_ROW(-1);
}

static void test_refusals(void **state) {
    struct sandbox *s = *state;
    for (size_t i = 0; i < ARRAY_LEN(others) && real_data_is_there(); i++) {
        struct imported x;
        CHECK_ROW(i);
        if (others[i].refusal != N_DIAGS) {
            import_file(&x, real_data_path(&s->arena, others[i].name), NULL);
            check_true(!x.dialect);
            check_diag(&x.ds, others[i].refusal, 0);
            imported_clear(&x);
        }
    }
    CHECK_ROW(-1);
}

static bool is_listed(const char *name) {
    bool is_found = false;
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        is_found = is_found || strcmp(files[i].name, name) == 0;
    }
    for (size_t i = 0; i < ARRAY_LEN(structures); i++) {
        is_found = is_found || strcmp(structures[i].name, name) == 0;
    }
    for (size_t i = 0; i < ARRAY_LEN(others); i++) {
        is_found = is_found || strcmp(others[i].name, name) == 0;
    }
    return is_found;
}

/* No file of the folder is left out of the lists above. */
static size_t check_folder(struct sandbox *s, const char *below) {
    DIR *d = opendir(real_data_path(&s->arena, below));
    size_t n = 0;
    assert_non_null(d);
    for (struct dirent *e = readdir(d); e; e = readdir(d)) {
        const char *name = arena_printf(&s->arena, "%s%s%s", below, *below ? "/" : "", e->d_name);
        bool is_folder = e->d_name[0] != '.' && file_is_directory(real_data_path(&s->arena, name));
        if (is_folder) {
            n += check_folder(s, name);
        } else if (e->d_name[0] != '.') {
            if (!is_listed(name)) {
                fail_msg("%s is in no list", name);
            }
            n++;
        }
    }
    closedir(d);
    return n;
}

static void test_whole_folder(void **state) {
    struct sandbox *s = *state;
    if (real_data_is_there()) {
        check_int(check_folder(s, ""), ARRAY_LEN(files) + ARRAY_LEN(structures) + ARRAY_LEN(others));
    }
}

/* The numeric and the text file of the survey are the same responses. */
static void test_twins(void **state) {
    struct sandbox *s = *state;
    if (real_data_is_there()) {
        struct imported text, numeric;
        import_file(&text, real_data_path(&s->arena, "ospo2024-surveymonkey/raw_text.csv"), NULL);
        import_file(&numeric, real_data_path(&s->arena, "ospo2024-surveymonkey/raw_numeric.csv"), NULL);
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
    if (!real_data_is_there()) {
        return;
    }
    buf_init(&b, FILE_MAX_DEFAULT);
    check_true(file_read(real_data_path(&s->arena, "sofdcar-limesurvey/limesurvey_survey_222232.lss"), FILE_MAX_DEFAULT,
                         &b, &s->ds));
    struct import_choice choice = {.structure = b.data};
    import_file(&x, real_data_path(&s->arena, "sofdcar-limesurvey/results_german.csv"), &choice);
    size_t n_kinds[8] = {0};
    for (size_t i = 0; i < x.structure.n_questions; i++) {
        n_kinds[x.structure.question[i].kind]++;
    }
    check_int(n_kinds[STRUCTURE_MANY], 27); /* as the description counts them: 27 M, 19 F, 5 S and 3 T */
    check_int(n_kinds[STRUCTURE_GRID], 19);
    check_int(n_kinds[STRUCTURE_TEXT], 8);
    check_true(imported_question(&x, "Fach") && imported_question(&x, "DZE1_DZE1001"));
    check_text(imported_cell(&x, 1, "Fach"), "F1 F3 F5");
    size_t n_conditions = 0;
    for (size_t i = 0; i < x.structure.n_questions; i++) {
        n_conditions += x.structure.question[i].condition != NULL;
    }
    check_int(n_conditions, 35); /* 13 of their own, 22 in groups that have one */
    check_no_diags(&x.ds);       /* all are written as 'relevant' */
    check_text(imported_question(&x, "MA1A1")->relevant, "selected(${MA1}, 'MA101')");
    check_int(x.responses.n.unknown, 0); /* a question of the same wording as another has its own options */
    check_draft(s, &x);
    imported_clear(&x);
    buf_clear(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SANDBOX_TEST(test_counts),       SANDBOX_TEST(test_structures), SANDBOX_TEST(test_refusals),
        SANDBOX_TEST(test_whole_folder), SANDBOX_TEST(test_twins),      SANDBOX_TEST(test_structure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
