/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questionnaires: types, choice lists, groups, conditions and their order, names, advice. */
#include "check.h"

#include "model/qtype.h"

#include "sandbox.h"

#define SETTINGS "settings\n,form_id,version,framework,model\n,q,2,river,plain\n"
#define SURVEY "survey\n,type,name,label::English (en),relevant,constraint,node,layer,weight\n"
#define CHOICES "choices\n,list_name,name,label,credit,state\n,yn,yes,Yes,1,\n,yn,no,No,0,\n,yn,na,N/A,,na\n"

static struct questionnaire *load(struct sandbox *x, const char *text) {
    struct questionnaire *q = questionnaire_load(folder_write(&x->folder, "q.csv", text), &x->ds);
    check_true((q != NULL) == (x->ds.n_errors == 0));
    return q;
}

static void test_types(void **state) {
    struct sandbox *x = *state;
    static const struct {
        const char *type, *name; /* as found; NULL: unknown */
        bool is_answered, has_list;
    } rows[] = {
        {"select_one yn", "select_one", true, true},
        {"select_multiple yn", "select_multiple", true, true},
        {"select_one yn or_other", "select_one", true, true},
        {"integer", "integer", true, false},
        {"int", "integer", true, false},
        {"decimal", "decimal", true, false},
        {"date", "date", true, false},
        {"text", "text", true, false},
        {"string", "text", true, false},
        {"note", "note", false, false},
        {"start", "note", false, false},
        {"deviceid", "note", false, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        const char *text = arena_printf(&x->arena, SETTINGS CHOICES SURVEY ",%s,a,A,,,,,\n", rows[i].type);
        struct questionnaire *q = load(x, text);
        check_no_diags(&x->ds);
        check_text(q->question[0].type->name, rows[i].name);
        check_true(question_is_answered(&q->question[0]) == rows[i].is_answered);
        check_true((question_list(q, &q->question[0]) != NULL) == rows[i].has_list);
        questionnaire_free(q);
    }
}

/* Every type of the registry has what a reader of messages and documentation needs. */
static void test_registry(void **state) {
    struct sandbox *x = *state;
    for (size_t i = 0; i < qtype_count(); i++) {
        CHECK_ROW(i);
        const struct qtype *t = qtype_at(i);
        check_true(*t->name && *t->summary);
        check_true(qtype_find(t->name, strlen(t->name)) == t);
        check_true((t->role == QTYPE_QUESTION) == (t->read != NULL));
        check_contains(qtype_names(&x->arena), t->name);
    }
    check_true(qtype_find("select", 6) == NULL && qtype_find("", 0) == NULL);
}

static void test_lists(void **state) {
    struct sandbox *x = *state;
    struct questionnaire *q =
        load(x, SETTINGS SURVEY ",select_one b,a,A,,,,,\n,select_one a,b,B,,,,,\n"
                                "choices\n,list_name,name,label,credit,state\n,a,one,One,0.5,\n,b,x,X,,dk\n"
                                ",a,two,Two,1,\n,b,y,Y,1,alternate\n,a,na,NA,,na\n");
    check_no_diags(&x->ds);
    const struct choice_list *b = question_list(q, &q->question[0]), *a = question_list(q, &q->question[1]);
    check_text(a->name, "a");
    check_int(a->n, 3); /* rows of a list need not stand together */
    check_text(a->choice[1].name, "two");
    check_near(a->choice[0].credit, 0.5, 0);
    check_true(isnan(a->choice[2].credit));
    check_int(a->choice[2].state, CHOICE_NA);
    check_int(b->n, 2);
    check_int(b->choice[0].state, CHOICE_DK);
    check_int(b->choice[1].state, CHOICE_ALTERNATE);
    check_int(question_choice(q, &q->question[1], "na"), 2);
    check_int(question_choice(q, &q->question[1], "x"), -1); /* of another list */
    questionnaire_free(q);
}

static void test_groups_and_conditions(void **state) {
    struct sandbox *x = *state;
    struct questionnaire *q =
        load(x, SETTINGS CHOICES SURVEY
             ",begin_group,g,G,,,,,\n,select_one yn,a,A,,,,,\n"
             ",begin group,h,H,${a} = 'yes',,,,\n,integer,n,N,,. > 0 and . < ${m},,,2\n,end group,,,,,,,\n"
             ",end_group,,,,,,,\n,integer,m,M,${n} > 1,,,,\n");
    check_no_diags(&x->ds);
    static const int groups[] = {-1, 0, 0, 2, 0, -1, -1};
    for (int i = 0; i < q->n_questions; i++) {
        CHECK_ROW(i);
        check_int(q->question[i].group, groups[i]);
        check_true(q->question[i].card == -1 && q->question[i].node == -1 && q->question[i].layer == -1);
    }
    check_int(questionnaire_find(q, "n"), 3);
    check_int(questionnaire_find(q, "h"), 2);
    check_int(questionnaire_find(q, "nn"), -1);
    check_text(questionnaire_hint(q, "mm", &x->arena), diag_proposal(&x->arena, "m"));
    check_true(q->question[2].relevant && q->question[3].constraint && !q->question[1].relevant);
    check_near(q->question[3].weight, 2, 0);
    check_near(q->question[1].weight, 1, 0);
    check_text(q->info.id, "q");
    check_text(q->info.version, "2");
    questionnaire_free(q);
}

static const struct {
    const char *text; /* after the settings */
    enum diag_id id;
    long line;
    const char *said; /* part of the English text */
} errors[] = {
    {SURVEY ",selct_one yn,a,A,,,,,\n" CHOICES, DIAG_QTYPE_UNKNOWN, 6, "did you mean 'select_one'?"},
    {SURVEY ",begin_repeat,a,A,,,,,\n", DIAG_QTYPE_UNKNOWN, 6, "'begin_repeat'"},
    {SURVEY ",begin repeat,a,A,,,,,\n", DIAG_QTYPE_UNKNOWN, 6, "'begin repeat'"},
    {SURVEY ",select_one yns,a,A,,,,,\n" CHOICES, DIAG_LIST_UNKNOWN, 6, "did you mean 'yn'?"},
    {SURVEY ",select_one,a,A,,,,,\n" CHOICES, DIAG_LIST_UNKNOWN, 6, "''"},
    {SURVEY ",select_one yn,a,A,,,,,\n", DIAG_LIST_UNKNOWN, 6, "'yn'"}, /* no sheet of choices */
    {SURVEY ",,a,A,,,,,\n", DIAG_VALUE_MISSING, 6, "'type'"},
    {SURVEY ",text,,A,,,,,\n", DIAG_VALUE_MISSING, 6, "'name'"},
    {SURVEY ",begin_group,,A,,,,,\n,end_group,,,,,,,\n", DIAG_VALUE_MISSING, 6, "'name'"},
    {SURVEY ",text,1a,A,,,,,\n", DIAG_VALUE_NOT_ID, 6, "'1a'"},
    {SURVEY ",text,a.b,A,,,,,\n", DIAG_VALUE_NOT_ID, 6, "'a.b'"},
    {SURVEY ",text,質問,A,,,,,\n", DIAG_VALUE_NOT_ID, 6, "質問"},
    {SURVEY ",text,a,A,,,,,\n,integer,a,B,,,,,\n", DIAG_ID_DUPLICATE, 7, "first in line 6"},
    {SURVEY ",begin_group,a,A,,,,,\n,text,a,A,,,,,\n,end_group,,,,,,,\n", DIAG_ID_DUPLICATE, 7, "first in line 6"},
    {SURVEY ",end_group,,,,,,,\n,text,a,A,,,,,\n", DIAG_GROUP_UNBALANCED, 6,
     "'end_group' has no matching 'begin_group'"},
    {SURVEY ",begin_group,g,,,,,,\n,begin_group,h,,,,,,\n,text,a,A,,,,,\n,end_group,,,,,,,\n", DIAG_GROUP_UNBALANCED, 6,
     "'begin_group' has no matching"},
    {SURVEY ",text,a,A,${b} = 1,,,,\n,text,b,B,,,,,\n", DIAG_EXPRESSION_LATER, 6, "'${b}'"},
    {SURVEY ",text,a,A,${a} = 1,,,,\n", DIAG_EXPRESSION_LATER, 6, "'${a}'"},
    {SURVEY ",begin_group,g,G,${a} = 1,,,,\n,text,a,A,,,,,\n,end_group,,,,,,,\n", DIAG_EXPRESSION_LATER, 6, "'${a}'"},
    {SURVEY ",text,first,A,,,,,\n,text,b,B,${frist} = 1,,,,\n", DIAG_EXPRESSION_UNKNOWN_NAME, 7,
     "did you mean 'first'?"},
    {SURVEY ",text,a,A,,${c} = .,,,\n", DIAG_EXPRESSION_UNKNOWN_NAME, 6, "'${c}'"},
    {SURVEY ",text,a,A,1 +,,,,\n", DIAG_EXPRESSION_INVALID, 6, "at character 4"},
    {SURVEY ",text,a,A,,regex('a'),,,\n", DIAG_EXPRESSION_INVALID, 6, "unknown function"},
    {SURVEY ",text,a,A,,,,,-1\n", DIAG_VALUE_NEGATIVE_WEIGHT, 6, "-1"},
    {SURVEY ",text,a,A,,,2001/1/1,,\n", DIAG_ID_IS_DATE, 6, "2001/1/1"},
    {SURVEY, DIAG_SHEET_EMPTY, 5, "'survey'"},
    {CHOICES, DIAG_SHEET_MISSING, 0, "'survey'"},
    {SURVEY ",text,a,A,,,,,\n" CHOICES ",yn,no,Again,0,\n", DIAG_ID_DUPLICATE, 12, "first in line 10"},
    {SURVEY ",text,a,A,,,,,\n" CHOICES ",yn,half,Half,,n/a\n", DIAG_VALUE_UNKNOWN_WORD, 12, "did you mean 'na'?"},
    {SURVEY ",text,a,A,,,,,\n" CHOICES ",yn,,Half,,\n", DIAG_VALUE_MISSING, 12, "'name'"},
    {SURVEY ",text,a,A,,,,,\n" CHOICES ",,half,Half,,\n", DIAG_VALUE_MISSING, 12, "'list_name'"},
    {SURVEY ",text,abc,A,,,,,\nadvice\n,question,towards,text\n,abd,1,Do\n", DIAG_QUESTION_UNKNOWN, 9,
     "did you mean 'abc'?"},
    {SURVEY ",text,a,A,,,,,\nadvice\n,question,towards,text\n,a,,Do\n", DIAG_VALUE_MISSING, 9, "'towards'"},
};

static void test_errors(void **state) {
    struct sandbox *x = *state;
    for (size_t i = 0; i < ARRAY_LEN(errors); i++) {
        CHECK_ROW(i);
        check_true(load(x, arena_printf(&x->arena, "%s%s", SETTINGS, errors[i].text)) == NULL);
        check_diag(&x->ds, errors[i].id, errors[i].line);
        check_int(x->ds.n_errors, 1); /* what follows from an error is not reported as another */
        check_contains(diag_text(&x->arena, &x->ds.item[0], "en"), errors[i].said);
        diags_clear(&x->ds);
    }
    check_true(load(x, SURVEY ",text,a,A,,,,,\n") == NULL);
    check_diag(&x->ds, DIAG_SHEET_MISSING, 0);
    diags_clear(&x->ds);
    check_true(load(x, "settings\n,form_id\n" SURVEY ",text,a,A,,,,,\n") == NULL);
    check_diag(&x->ds, DIAG_SHEET_EMPTY, 2);
}

/* A wrong type does not make the question's name unknown to others. */
static void test_no_follow_up(void **state) {
    struct sandbox *x = *state;
    check_true(load(x, SETTINGS SURVEY
                    ",txt,a,A,,,,,\n,select_one none,b,B,,,,,\n,text,c,C,${a} = 1 and ${b} = 2,,,,\n") == NULL);
    check_int(x->ds.n_errors, 2);
    check_diag(&x->ds, DIAG_QTYPE_UNKNOWN, 6);
    check_diag(&x->ds, DIAG_LIST_UNKNOWN, 7);
}

static void test_advice(void **state) {
    struct sandbox *x = *state;
    struct questionnaire *q =
        load(x, SETTINGS SURVEY ",text,a,A,,,,,\n,text,b,B,,,,,\n"
                                "advice\n,question,towards,text\n,a,1,Begin\n,a,2,Write\n,a,4,Measure\n,b,2,Other\n");
    check_no_diags(&x->ds);
    static const struct {
        const char *question;
        double level;
        const char *text; /* NULL: none */
    } rows[] = {
        {"a", 0, "Begin"},     {"a", 0.99, "Begin"}, {"a", 1, "Write"}, {"a", 2, "Measure"},
        {"a", 3.5, "Measure"}, {"a", 4, NULL},       {"b", 0, "Other"}, {"c", 0, NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        const struct advice *advice = questionnaire_advice(q, rows[i].question, rows[i].level);
        check_text(advice ? i18n_get(&advice->text, "en") : NULL, rows[i].text);
    }
    questionnaire_free(q);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SANDBOX_TEST(test_types),  SANDBOX_TEST(test_registry),
        SANDBOX_TEST(test_lists),  SANDBOX_TEST(test_groups_and_conditions),
        SANDBOX_TEST(test_errors), SANDBOX_TEST(test_no_follow_up),
        SANDBOX_TEST(test_advice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
