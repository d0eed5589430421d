/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Variables made of answers: where answers go, in which order variables are computed, and each mistake. */
#include "check.h"

#include "model/recode.h"

#include "sandbox.h"

#define FORM                                                                                                           \
    "settings\n,form_id\n,q\nsurvey\n,type,name,label,role\n,integer,n,N,identifying\n,integer,m,M,\n"                 \
    ",select_one abc,one,One,sensitive\n,select_multiple abc,many,Many,\n,text,free,Free,\n"                           \
    "choices\n,list_name,name,label\n,abc,a,A\n,abc,b,B\n,abc,c,C\n"
#define RECODES "recodes\n,variable,kind,of,result,choices,low,high,expression,title,note\n" /* line 18 is the first */

static struct questionnaire *load(struct sandbox *x, const char *rows) {
    const char *text = arena_printf(&x->arena, FORM RECODES "%s", rows);
    return questionnaire_load(folder_write(&x->folder, "q.csv", text), &x->ds);
}

static void test_bands(void **state) {
    struct sandbox *x = *state;
    struct questionnaire *q = load(x, ",size,band,n,low,,,5,,Size,\n,size,band,n,mid,,5,10,,,\n"
                                      ",size,band,n,high,,10,20,,,\n");
    check_no_diags(&x->ds);
    static const struct {
        double x;
        int row;
    } rows[] = {{-1e9, 0}, {4.999, 0}, {5, 1}, {9, 1}, {10, 2}, {19.5, 2}, {20, -1}};
    const struct recode_variable *v = &q->variable[recode_find(q, "size")];
    check_int(v->form, RECODE_BANDS);
    check_text(i18n_get(v->title, "en"), "Size");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        check_int(recode_band(v, rows[i].x), rows[i].row);
    }
    check_int(q->question[0].role, ROLE_IDENTIFYING);
    check_int(q->question[1].role, ROLE_OPEN);
    check_int(q->question[2].role, ROLE_SENSITIVE);
    questionnaire_free(q);
}

static void test_options(void **state) {
    struct sandbox *x = *state;
    struct questionnaire *q = load(x, ",o,merge,one,ab,a b,,,,,\n,p,net,many,b,b,,,,,\n,o,net,one,any,a b c,,,,,\n"
                                      ",o,drop,one,,c,,,,,C is left out\n");
    check_int((int)x->ds.n_errors, 1); /* a net called like an option that is there */
    check_diag(&x->ds, DIAG_RECODE_RESULT_TAKEN, 19);
    diags_clear(&x->ds);
    q = load(x, ",o,merge,one,a,a b,,,,,\n,p,net,many,any,a b c,,,,,\n,o,net,one,any,a b c,,,,,\n"
                ",o,drop,one,,c,,,,,C is left out\n");
    check_no_diags(&x->ds);
    check_int(q->n_variables, 2);
    const struct recode_variable *v = &q->variable[recode_find(q, "o")];
    check_int(v->n_rows, 3); /* rows of a variable need not stand together */
    check_int(recode_merged(v, 0), 0);
    check_int(recode_merged(v, 1), 0);
    check_int(recode_merged(v, 2), -1);
    check_true(recode_is_dropped(v, 2) && !recode_is_dropped(v, 0));
    check_true(recode_is_in(&v->row[1], 2) && !recode_is_in(&v->row[2], 1));
    check_int(v->question, questionnaire_find(q, "one"));
    questionnaire_free(q);
}

static const char *answer(const void *context, int index) {
    const char *const *answers = context;
    return answers[index];
}

/* Each variable stands behind those that it needs, and its expression names them by their new places. */
static void test_computed(void **state) {
    struct sandbox *x = *state;
    struct questionnaire *q = load(x, ",band,band,twice,low,,,0.5,,,\n,band,band,twice,high,,0.5,,,,\n"
                                      ",twice,compute,,,,,,${share} * 2,,\n,share,compute,,,,,,${n} div ${m},,\n");
    check_no_diags(&x->ds);
    check_text(q->variable[0].name, "share");
    check_text(q->variable[1].name, "twice");
    check_text(q->variable[2].name, "band");
    check_int(q->variable[2].variable, 1);
    const char *answers[] = {"1", "8", "", "", "", "0.125", "0.25"};
    check_text(condition_text(q->variable[0].expression, answer, answers, &x->arena), "0.125");
    check_text(condition_text(q->variable[1].expression, answer, answers, &x->arena), "0.25");
    answers[1] = "";
    check_text(condition_text(q->variable[0].expression, answer, answers, &x->arena), "");
    answers[1] = "0";
    check_text(condition_text(q->variable[0].expression, answer, answers, &x->arena), "");
    questionnaire_free(q);
}

static const struct {
    const char *rows;
    enum diag_id id;
    long line;
} mistakes[] = {
    {",n,band,m,low,,,5,,,\n", DIAG_RECODE_NAME_TAKEN, 18},
    {",v,band,x,low,,,5,,,\n", DIAG_QUESTION_UNKNOWN, 18},
    {",v,band,one,low,,,5,,,\n", DIAG_RECODE_NO_NUMBER, 18},
    {",v,merge,free,low,a,,,,,\n", DIAG_RECODE_NO_CHOICES, 18},
    {",v,band,n,low,,,5,,,\n,v,band,n,high,,4,,,,\n", DIAG_BANDS_OVERLAP, 19},
    {",v,band,n,low,,,5,,,\n,v,band,n,high,,6,,,,\n", DIAG_BANDS_HOLE, 19},
    {",v,band,n,low,,,,,,\n,v,band,n,high,,5,,,,\n", DIAG_BANDS_OVERLAP, 19},
    {",v,band,n,low,,5,5,,,\n", DIAG_RECODE_BAND_EMPTY, 18},
    {",v,band,n,low,,,5,,,\n,v,band,n,low,,5,,,,\n", DIAG_ID_DUPLICATE, 19},
    {",v,band,n,low,,,5,,,\n,v,band,m,high,,5,,,,\n", DIAG_RECODE_SOURCES, 19},
    {",v,band,n,low,,,5,,,\n,v,net,n,high,a,,,,,\n", DIAG_RECODE_KINDS, 19},
    {",v,compute,,,,,,1,,\n,v,compute,,,,,,2,,\n", DIAG_RECODE_KINDS, 19},
    {",v,merge,one,x,a d,,,,,\n", DIAG_RECODE_CHOICE_UNKNOWN, 18},
    {",v,merge,one,x,a b,,,,,\n,v,drop,one,,b,,,,,Note\n", DIAG_RECODE_CHOICE_TWICE, 19},
    {",v,net,one,x,a a,,,,,\n", DIAG_RECODE_CHOICE_TWICE, 18},
    {",v,drop,one,,b,,,,,\n", DIAG_VALUE_MISSING, 18},
    {",v,merge,one,,b,,,,,\n", DIAG_VALUE_MISSING, 18},
    {",v,compute,,,,,,,,\n", DIAG_VALUE_MISSING, 18},
    {",v,merge,one,x,b,1,,,,\n", DIAG_RECODE_STRAY, 18},
    {",v,compute,n,,,,,${n},,\n", DIAG_RECODE_STRAY, 18},
    {",v,compute,,,,,,${v} + 1,,\n", DIAG_RECODE_CYCLE, 18},
    {",v,compute,,,,,,${w} + 1,,\n,w,compute,,,,,,${n} + ${v},,\n", DIAG_RECODE_CYCLE, 18},
    {",v,compute,,,,,,${nn} + 1,,\n", DIAG_EXPRESSION_UNKNOWN_NAME, 18},
    {",v,compute,,,,,,1 +,,\n", DIAG_EXPRESSION_INVALID, 18},
    {",v,bands,n,low,,,5,,,\n", DIAG_VALUE_UNKNOWN_WORD, 18},
};

static void test_mistakes(void **state) {
    struct sandbox *x = *state;
    for (size_t i = 0; i < ARRAY_LEN(mistakes); i++) {
        CHECK_ROW(i);
        check_true(load(x, mistakes[i].rows) == NULL);
        check_diag(&x->ds, mistakes[i].id, mistakes[i].line);
        diags_clear(&x->ds);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SANDBOX_TEST(test_bands),
        SANDBOX_TEST(test_options),
        SANDBOX_TEST(test_computed),
        SANDBOX_TEST(test_mistakes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
