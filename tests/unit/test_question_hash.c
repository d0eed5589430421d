/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hash of a question: the value itself, what changes it and what does not, and what an answer file's hash does. */
#include "check.h"

#include "model/answers.h"
#include "model/question_hash.h"

#include "world.h"

#define HEAD "settings\n,form_id,default_language\n,h,English (en)\n"
#define SURVEY                                                                                                         \
    "survey\n,type,name,label::English (en),label::日本語 "                                                         \
    "(ja),hint,node,layer,weight,relevant,credit_from,credit_to\n"
#define RED ",select_one s,red,Red?,赤?,Look,,,,,,\n"
#define DAYS ",integer,days,How many days?,何日?,,,,,,30,1\n"
#define CHOICES "choices\n,list_name,name,label::English (en),label::日本語 (ja),credit,state\n"
#define S ",s,0,No,いいえ,0,\n,s,1,Yes,はい,0.25,\n,s,na,N/A,該当なし,,na\n"
static const char form[] = HEAD SURVEY RED DAYS CHOICES S;

/* printf 'select_one\037Red?\037\037\0360\037No\0370\037\0361\037Yes\0370.25\037\036na\037N/A\037\037na' | sha256sum
   printf 'integer\037How many days?\03730\0371' | sha256sum */
#define HASH_RED "fcf438656d386298c0e80a3531157149c2ed14a05ea1ba4e43d1f300be1ca80b"
#define HASH_DAYS "15322ba1750e8243d46c681ba49f6b4651535fc20cc71fe4087af08b22da5d93"

static const struct {
    const char *from, *to;
    bool changes_red, changes_days;
} rows[] = {
    {"Red?", "Is it red?", true, false},
    {"Yes,", "Yes!,", true, false},
    {",s,1,", ",s,one,", true, false},
    {"0.25", "0.5", true, false},
    {",,na\n", ",,dk\n", true, false},
    {",s,0,No,いいえ,0,\n,s,1,Yes,はい,0.25,\n", ",s,1,Yes,はい,0.25,\n,s,0,No,いいえ,0,\n", true, false},
    {"select_one", "select_multiple", true, false},
    {"30,1", "20,1", false, true},
    {"30,1", "30.0,1", false, false},
    {"integer", "decimal", false, true},
    {"days?", "days in all?", false, true},
    /* what an answer means stays the same: other languages, hints, weight, condition, order, name of the list */
    {"赤?", "赤いですか。", false, false},
    {"いいえ", "違う", false, false},
    {"Look,,,,,", "Look harder,,,3,,", false, false},
    {RED DAYS, DAYS RED, false, false},
    {"0.25", "0.250", false, false},
    {"English (en)\n", "en\n", false, false},
};

static void check_hashes(struct world *w, const char *text, bool is_red, bool is_days, long row) {
    struct diags ds = {0};
    char hash[SHA256_TEXT_LEN + 1];
    CHECK_ROW(row);
    struct questionnaire *q = questionnaire_load(world_write(w, "questionnaires/h.csv", text), &ds);
    check_no_diags(&ds);
    assert_non_null(q);
    question_hash(q, &q->question[questionnaire_find(q, "red")], hash);
    check_int(strcmp(hash, HASH_RED) == 0, is_red);
    question_hash(q, &q->question[questionnaire_find(q, "days")], hash);
    check_int(strcmp(hash, HASH_DAYS) == 0, is_days);
    questionnaire_free(q);
    diags_clear(&ds);
}

static void test_hash(void **state) {
    struct world *w = *state;
    check_hashes(w, form, true, true, -1);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *text = world_edit(&w->arena, form, rows[i].from, rows[i].to);
        check_hashes(w, text, !rows[i].changes_red, !rows[i].changes_days, (long)i);
    }
}

/* ---- in answers -------------------------------------------------------------------------------------------------- */

static struct answers *read(struct world *w, const struct questionnaire *q, const char *text, bool is_earlier) {
    diags_clear(&w->ds);
    struct answers *x = answers_open(world_write(w, "h-answers.csv", text), &w->ds);
    assert_non_null(x);
    x->is_earlier = is_earlier;
    answers_read(x, q, &w->ds);
    return x;
}

#define ANSWERS "question,answer,hash\n"
static void test_answers(void **state) {
    struct world *w = *state;
    struct questionnaire *q = questionnaire_load(world_write(w, "questionnaires/h.csv", form), &w->ds);
    assert_non_null(q);
    int red = questionnaire_find(q, "red");

    struct answers *x = read(w, q, ANSWERS "red,1," HASH_RED "\ndays,," HASH_RED "\n", false);
    check_no_diags(&w->ds); /* a blank cannot be wrong */
    check_true(x->has_hashes && x->answer[red].fit == ANSWER_FITS);
    answers_free(x);

    x = read(w, q, ANSWERS "days,3,\nred,1," HASH_DAYS "\n", false);
    check_diag(&w->ds, DIAG_QUESTION_CHANGED, 3);
    check_int(w->ds.n_errors, 0);
    check_int(x->answer[red].fit, ANSWER_OTHER_QUESTION);
    answers_free(x);

    /* what is no hash says nothing, and that is told */
    x = read(w, q, ANSWERS "red,1,zz!\n", true);
    check_diag(&w->ds, DIAG_HASH_INVALID, 2);
    check_int(w->ds.n_errors, 0);
    check_true(!x->has_hashes && x->answer[red].fit == ANSWER_FITS);
    answers_free(x);

    /* an earlier one: what is no more and what cannot be read now is known, and no mistake */
    x = read(w, q, ANSWERS "red,2," HASH_DAYS "\nblue,1," HASH_RED "\ndays,3,\n", true);
    check_no_diags(&w->ds);
    check_int(x->answer[red].fit, ANSWER_UNREADABLE);
    check_int(x->answer[red].state, ANSWER_BLANK);
    check_text(x->answer[red].text, "2");
    check_int(x->n_gone, 1);
    check_text(x->gone[0], "blue");
    answers_free(x);

    /* without hashes and another version, they are mistakes */
    x = read(w, q, "question,answer\nred,2\nblue,1\n", true);
    check_diag(&w->ds, DIAG_ANSWER_UNKNOWN, 2);
    check_diag(&w->ds, DIAG_QUESTION_UNKNOWN, 3);
    answers_free(x);
    questionnaire_free(q);
}

int main(void) {
    const struct CMUnitTest tests[] = {WORLD_TEST(test_hash), WORLD_TEST(test_answers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
