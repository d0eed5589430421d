/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The organisational model: criteria as data, three findings, and the two published cases with the real criteria
   (tests/data/; what is public of Cybozu, 2017, and Cisco, 2018, everything else blank). */
#include "check.h"

#include "score/organisation_check.h"

#include "folder.h"

#define DATA PG_SOURCE_DIR "/"

static const char form[] =
    "settings\n,form_id\n,about\nsurvey\n,type,name\n,integer,a\n,integer,b\n,integer,c\n,select_one s,d\n"
    "choices\n,list_name,name,state\n,s,yes,\n,s,dk,dk\n,s,other,alternate\n";
#define SETTINGS(mixed) "settings\n,id,questionnaire,min_facts,min_lead,mixed\n,crit,about,2,2," mixed "\n"
#define MODELS "models\n,id,label\n,one,One\n,two,Two\n,mix,Mix\n"
#define CRITERIA "criteria\n,finding,model,when,points,reason\n"
static const char criteria[] = CRITERIA ",stated,one,${d} = 'yes',2,States one\n"
                                        ",described,one,${a} > 1,2,Large a\n,described,two,${b} > 1,,Large b\n"
                                        ",described,two,${a} > 2 and ${b} > 2,3,Both\n,described,mix,${c} = 1,0.5,A c\n"
                                        ",suggested,mix,${a} = 7,3,Seven\n";

struct fixture {
    struct folder folder;
    struct arena arena;
    struct diags ds;
    struct questionnaire *q;
    struct organisation *o;
    struct answers *x;
};

static int set_up(void **state) {
    struct fixture *f = calloc(1, sizeof *f);
    folder_make(&f->folder);
    *state = f;
    return 0;
}

static void forget(struct fixture *f) {
    answers_free(f->x);
    organisation_free(f->o);
    questionnaire_free(f->q);
    f->x = NULL;
    f->o = NULL;
    f->q = NULL;
    diags_clear(&f->ds);
}

static int tear_down(void **state) {
    struct fixture *f = *state;
    forget(f);
    folder_remove(&f->folder);
    arena_clear(&f->arena);
    free(f);
    return 0;
}

static bool load(struct fixture *f, const char *text) {
    forget(f);
    f->q = questionnaire_load(folder_write(&f->folder, "about.csv", form), &f->ds);
    f->o = organisation_load(folder_write(&f->folder, "crit.csv", text), f->q, &f->ds);
    check_true((f->o != NULL) == (f->ds.n_errors == 0));
    return f->o != NULL;
}

static struct org_finding *check_answers(struct fixture *f, const char *path) {
    answers_free(f->x);
    f->x = answers_open(path, &f->ds);
    check_true(f->x && answers_read(f->x, f->q, &f->ds));
    return organisation_check(f->o, f->x, &f->arena);
}

static const char *model_of(const struct fixture *f, const struct org_finding *x) {
    return x->model < 0 ? "-" : f->o->model[x->model].id;
}

static const struct {
    const char *answers;    /* of a, b, c, d */
    const char *described;  /* model found, or "-" */
    enum org_status status; /* with a mixed model */
    double one, two, mix;   /* points */
    int n_known, n_reasons;
} rows[] = {
    {"2,1,1,", "mix", ORG_MIXED, 2, 0, 0.5, 3, 2}, /* 2 against 0.5: it must lead by 2 */
    {"2,1,0,", "one", ORG_FOUND, 2, 0, 0, 3, 1},   {"2,2,0,", "mix", ORG_MIXED, 2, 1, 0, 3, 2},
    {"3,3,0,", "two", ORG_FOUND, 2, 4, 0, 3, 3},   {"3,3,1,", "two", ORG_FOUND, 2, 4, 0.5, 3, 4},
    {"0,2,0,", "mix", ORG_MIXED, 0, 1, 0, 3, 1},   /* a lead of 1 */
    {"2,,,", "-", ORG_FEW_FACTS, 2, 0, 0, 1, 1},   /* one fact known, two needed */
    {"0,0,0,", "-", ORG_FEW_FACTS, 0, 0, 0, 3, 0}, /* nothing speaks for any */
    {",,,", "-", ORG_FEW_FACTS, 0, 0, 0, 0, 0},
};

static void test_decisions(void **state) {
    struct fixture *f = *state;
    const char *text = arena_printf(&f->arena, "%s%s", SETTINGS("mix") MODELS, criteria);
    check_true(load(f, text));
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        const char *answers = arena_printf(&f->arena, "a,b,c,d\n%s\n", rows[i].answers);
        answers = strcmp(rows[i].answers, ",,,") == 0 ? "a,b,c,d,organisation\n,,,,River\n" : answers;
        struct org_finding *x = check_answers(f, folder_write(&f->folder, "x.csv", answers));
        const struct org_finding *d = &x[FINDING_DESCRIBED];
        check_text(model_of(f, d), rows[i].described);
        check_int(d->status, rows[i].status);
        check_near(d->points[0], rows[i].one, 0);
        check_near(d->points[1], rows[i].two, 0);
        check_near(d->points[2], rows[i].mix, 0);
        check_int(d->n_questions, 3);
        check_int(d->n_known, rows[i].n_known);
        check_int(d->n_reasons, rows[i].n_reasons);
    }
    check_int(f->ds.n_errors, 0);
}

/* One question bears on what is stated, so one fact is enough there; not knowing is no fact. */
static void test_stated(void **state) {
    struct fixture *f = *state;
    check_true(load(f, arena_printf(&f->arena, "%s%s", SETTINGS("") MODELS, criteria)));
    check_int(f->o->mixed, -1);
    static const struct {
        const char *answer;
        enum org_status status;
        int n_known;
    } stated[] = {{"yes", ORG_FOUND, 1}, {"dk", ORG_FEW_FACTS, 0}, {"other", ORG_FEW_FACTS, 1}, {"", ORG_FEW_FACTS, 0}};
    for (size_t i = 0; i < ARRAY_LEN(stated); i++) {
        CHECK_ROW(i);
        const char *text = arena_printf(&f->arena, "a,b,d\n2,2,%s\n", stated[i].answer);
        struct org_finding *x = check_answers(f, folder_write(&f->folder, "x.csv", text));
        check_int(x[FINDING_STATED].kind, FINDING_STATED);
        check_int(x[FINDING_STATED].status, stated[i].status);
        check_int(x[FINDING_STATED].n_questions, 1);
        check_int(x[FINDING_STATED].n_known, stated[i].n_known);
        check_int(x[FINDING_DESCRIBED].status, ORG_UNDECIDED); /* two against one, and no mixed model */
        check_int(x[FINDING_DESCRIBED].model, -1);
        check_text(i18n_get(&x[FINDING_DESCRIBED].reason[0]->reason, "en"), "Large a"); /* in the order of the file */
        check_text(i18n_get(&x[FINDING_DESCRIBED].reason[1]->reason, "en"), "Large b");
    }
    static const char *const kinds[] = {"stated", "described", "suggested"};
    static const char *const names[] = {"found", "mixed", "undecided", "not_enough_facts"};
    for (int i = 0; i < N_FINDINGS; i++) {
        check_text(finding_kind_name((enum finding_kind)i), kinds[i]);
    }
    for (int i = 0; i < 4; i++) {
        check_text(org_status_name((enum org_status)i), names[i]);
    }
}

/* Cybozu states and describes centralized; Cisco states hybrid, and its answers describe too little. */
static const struct {
    const char *answers;
    struct {
        const char *model;
        enum org_status status;
    } expected[N_FINDINGS];
} cases[] = {
    {"tests/data/case_cybozu.csv", {{"centralized", ORG_FOUND}, {"centralized", ORG_FOUND}, {"-", ORG_FEW_FACTS}}},
    {"tests/data/case_cisco.csv", {{"hybrid", ORG_FOUND}, {"-", ORG_FEW_FACTS}, {"-", ORG_FEW_FACTS}}},
};

static void test_published_cases(void **state) {
    struct fixture *f = *state;
    f->q = questionnaire_load(DATA "questionnaires/psirt-profile.csv", &f->ds);
    f->o = organisation_load(DATA "frameworks/models/psirt-organisation.csv", f->q, &f->ds);
    check_no_diags(&f->ds);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        CHECK_ROW(i);
        struct org_finding *x = check_answers(f, arena_printf(&f->arena, DATA "%s", cases[i].answers));
        check_no_diags(&f->ds);
        for (int k = 0; k < N_FINDINGS; k++) {
            check_text(model_of(f, &x[k]), cases[i].expected[k].model);
            check_text(org_status_name(x[k].status), org_status_name(cases[i].expected[k].status));
            check_true(x[k].n_reasons > 0 || x[k].status != ORG_FOUND);
        }
    }
}

static const struct {
    const char *text;
    enum diag_id id;
    long line;
    const char *said;
} errors[] = {
    {SETTINGS("") MODELS CRITERIA ",stated,three,${a} = 1,1,\n", DIAG_VALUE_UNKNOWN_WORD, 11, "one, two, mix"},
    {SETTINGS("three") MODELS CRITERIA ",stated,one,${a} = 1,1,\n", DIAG_VALUE_UNKNOWN_WORD, 3, "'three'"},
    {SETTINGS("") MODELS CRITERIA ",said,one,${a} = 1,1,\n", DIAG_VALUE_UNKNOWN_WORD, 11,
     "stated, described, suggested"},
    {SETTINGS("") MODELS CRITERIA ",stated,one,${e} = 1,1,\n", DIAG_EXPRESSION_UNKNOWN_NAME, 11, "'${e}'"},
    {SETTINGS("") MODELS CRITERIA ",stated,one,${a} =,1,\n", DIAG_EXPRESSION_INVALID, 11, "at character 7"},
    {SETTINGS("") MODELS CRITERIA ",stated,one,,1,\n", DIAG_VALUE_MISSING, 11, "'when'"},
    {SETTINGS("") MODELS CRITERIA ",stated,one,. = 1,1,\n", DIAG_EXPRESSION_INVALID, 11, "no meaning here"},
    {SETTINGS("") MODELS CRITERIA ",stated,one,${a} = 1,-1,\n", DIAG_VALUE_NEGATIVE_WEIGHT, 11, "-1"},
    {SETTINGS("") MODELS CRITERIA, DIAG_SHEET_EMPTY, 10, "'criteria'"},
    {SETTINGS("") CRITERIA ",stated,one,${a} = 1,1,\n", DIAG_SHEET_MISSING, 0, "'models'"},
    {"settings\n,id,questionnaire\n" MODELS CRITERIA ",stated,one,${a} = 1,1,\n", DIAG_SHEET_EMPTY, 2, "'settings'"},
    {"settings\n,id,questionnaire,min_facts\n,c,about,0\n" MODELS CRITERIA ",stated,one,${a} = 1,1,\n",
     DIAG_VALUE_OUT_OF_RANGE, 3, "0 is outside"},
};

static void test_errors(void **state) {
    struct fixture *f = *state;
    for (size_t i = 0; i < ARRAY_LEN(errors); i++) {
        CHECK_ROW(i);
        check_true(!load(f, errors[i].text));
        check_diag(&f->ds, errors[i].id, errors[i].line);
        check_contains(diag_text(&f->arena, &f->ds.item[0], "en"), errors[i].said);
    }
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_decisions),
        TEST(test_stated),
        TEST(test_published_cases),
        TEST(test_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
