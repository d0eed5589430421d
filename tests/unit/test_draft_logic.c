/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions of survey tools as conditions of the drafted questionnaire. */
#include "sandbox.h"

#include "imported.h"
#include "model/questionnaire.h"

/* ---- LimeSurvey -------------------------------------------------------------------------------------------------- */

#define QUESTION(id, order, type, code, more)                                                                          \
    "<row><qid>" id "</qid><parent_qid>0</parent_qid><gid>1</gid><type>" type "</type><title>" code                    \
    "</title><question>Wording of " code "</question><question_order>" order "</question_order>" more "</row>"
#define SUB(parent, id, code)                                                                                          \
    "<row><qid>" id "</qid><parent_qid>" parent "</parent_qid><title>" code "</title><question>" code                  \
    "</question><question_order>" id "</question_order></row>"
#define ANSWER(question, code, text)                                                                                   \
    "<row><qid>" question "</qid><code>" code "</code><answer>" text "</answer><sortorder>" code "</sortorder></row>"

/* Q1 one of 1, 2; Q2 several of SQ001, SQ002 and other; Q3 a grid of R1; Q4 a number; Q5 a text; Q6 has the
   condition. */
static const char lss[] =
    "<document><LimeSurveyDocType>Survey</LimeSurveyDocType>"
    "<groups><rows><row><gid>1</gid><group_name>G</group_name></row></rows></groups>"
    "<questions><rows>" QUESTION("10", "1", "L", "Q1", "") QUESTION("11", "2", "M", "Q2", "<other>Y</other>") QUESTION(
        "12", "3", "F", "Q3", "") QUESTION("13", "4", "N", "Q4", "") QUESTION("14", "5", "S", "Q5", "")
        QUESTION(
            "15", "6", "S", "Q6",
            "<relevance><![CDATA[%s]]></relevance>") "</rows></questions>"
                                                     "<subquestions><rows>" SUB("11", "20", "SQ001") SUB("11", "21",
                                                                                                         "SQ002")
                                                         SUB("12", "22",
                                                             "R1") "</rows></subquestions>"
                                                                   "<answers><rows>" ANSWER("10", "1", "One") ANSWER(
                                                                       "10", "2",
                                                                       "Two") ANSWER("12", "A1", "Never")
                                                                       ANSWER("12", "A2",
                                                                              "Always") "</rows></answers></document>";

static const struct {
    const char *relevance, *relevant; /* "": no condition; NULL: quoted in a warning */
} rows[] = {
    {"1", ""},
    {"", ""},
    {"(1)", ""},
    {"0", "false()"},
    {"((7X1X11SQ001.NAOK == \"Y\"))", "selected(${Q2}, 'SQ001')"},
    {"7X1X11SQ002 != 'Y'", "not(selected(${Q2}, 'SQ002'))"},
    {"Q2_SQ001.NAOK == \"\"", "not(selected(${Q2}, 'SQ001'))"},
    {"is_empty(Q2_SQ001)", "not(selected(${Q2}, 'SQ001'))"},
    {"!is_empty(Q2_other.NAOK)", "${Q2_other} != ''"},
    {"Q1.NAOK == \"2\"", "${Q1} = '2'"},
    {"\"2\" eq Q1", "${Q1} = '2'"},
    {"Q1.NAOK > 1", "${Q1} > 1"},
    {"1 < Q1.NAOK", "${Q1} > 1"},
    {"7X1X10.NAOK != \"\"", "${Q1} != ''"},
    {"Q3_R1.NAOK == 'A2'", "${Q3_R1} = 'A2'"},
    {"Q4.NAOK >= 18 and Q4.NAOK lt 65", "${Q4} >= 18 and ${Q4} < 65"},
    {"Q5 == \"it's\"", "${Q5} = \"it's\""},
    {"Q1 == 1 && (Q4 > 3 || !(Q5 == \"x\"))", "${Q1} = '1' and (${Q4} > 3 or not(${Q5} = 'x'))"},
    {"Q1 == 1 or Q4 > 3 and Q5 == 'x'", "${Q1} = '1' or (${Q4} > 3 and ${Q5} = 'x')"},
    {"!!is_empty(Q4)", "${Q4} = ''"},
    /* not ours to say */
    {"count(Q2.NAOK) > 1", NULL},
    {"regexMatch('/a/', Q5)", NULL},
    {"Q4 + 1 > 3", NULL},
    {"Q1 == 9", NULL},
    {"Q3_R1 > 1", NULL},
    {"Q7 == 1", NULL},
    {"Q6 == 'x'", NULL},
    {"Q2_SQ001 == 'N'", NULL},
    {"Q1 == ", NULL},
    {"Q1 == 1 Q4 == 2", NULL},
    {"Q1.shown == 'One'", NULL},
    {"(Q1 == 1", NULL},
};

static void draft_text(struct sandbox *x, const char *text, struct structure *s, struct draft *d) {
    assert_true(structure_load(text, strlen(text), "survey", s, &x->ds));
    draft_init(d);
    draft_from_structure(d, s, &x->ds);
}

static const char *relevant_of(const struct draft *d, const char *name) {
    for (size_t i = 0; i < d->n_questions; i++) {
        if (strcmp(d->question[i].name, name) == 0) {
            return d->question[i].relevant ? d->question[i].relevant : "";
        }
    }
    return NULL;
}

/* The book loads, with the condition in it. */
static void check_book(struct sandbox *x, const struct draft *d) {
    struct buf book;
    buf_init(&book, BUF_MAX_DEFAULT);
    draft_print_book(d, &book);
    struct diags ds = {0};
    struct questionnaire *q = questionnaire_load(folder_write(&x->folder, "draft.csv", book.data), &ds);
    check_true(q != NULL);
    check_no_diags(&ds);
    for (size_t i = 0; i < d->n_questions; i++) {
        const struct draft_question *from = &d->question[i];
        int at = questionnaire_find(q, from->name);
        check_true(at >= 0 && (q->question[at].relevant != NULL) == (from->relevant != NULL));
    }
    questionnaire_free(q);
    buf_clear(&book);
}

static void test_lss(void **state) {
    struct sandbox *x = *state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct structure s;
        struct draft d;
        CHECK_ROW(i);
        size_t before = x->ds.n;
        draft_text(x, arena_printf(&x->arena, lss, rows[i].relevance), &s, &d);
        check_text(relevant_of(&d, "Q6"), rows[i].relevant ? rows[i].relevant : "");
        check_int(x->ds.n - before, rows[i].relevant ? 0 : 1);
        if (!rows[i].relevant) {
            check_true(x->ds.item[before].id == DIAG_IMPORT_CONDITION);
            check_text(x->ds.item[before].arg[1], rows[i].relevance);
        }
        check_book(x, &d);
        draft_clear(&d);
        structure_clear(&s);
    }
    CHECK_ROW(-1);
}

/* ---- Qualtrics --------------------------------------------------------------------------------------------------- */

#define SQ(id, tag, more)                                                                                              \
    "{\"Element\":\"SQ\",\"Payload\":{\"QuestionID\":\"" id "\",\"DataExportTag\":\"" tag "\",\"QuestionText\":\"" tag \
    "?\"," more "},\"PrimaryAttribute\":\"" id "\"}"
#define TWO "\"Choices\":{\"1\":{\"Display\":\"A\"},\"2\":{\"Display\":\"B\"}}"
#define LOGIC(id, left, op, more)                                                                                      \
    "{\"LogicType\":\"Question\",\"QuestionID\":\"" id "\",\"LeftOperand\":\"q://" id "/" left "\",\"Operator\":\"" op \
    "\",\"Description\":\"<span>If</span><span>so</span>\"" more "}"
#define OR ",\"Conjuction\":\"Or\""
#define AND ",\"Conjuction\":\"And\""

static const char qsf[] =
    "{\"SurveyEntry\":{\"SurveyID\":\"SV_1\",\"SurveyName\":\"S\",\"SurveyLanguage\":\"EN\"},\"SurveyElements\":["
    "{\"Element\":\"BL\",\"Payload\":[{\"Type\":\"Default\",\"ID\":\"B\",\"Description\":\"Block\",\"BlockElements\":["
    "{\"QuestionID\":\"QID1\"},{\"QuestionID\":\"QID2\"},{\"QuestionID\":\"QID3\"},{\"QuestionID\":\"QID4\"},{"
    "\"QuestionID\":\"QID5\"}]}]}," SQ("QID1", "Q1", "\"QuestionType\":\"MC\",\"Selector\":\"SAVR\"," TWO) "," SQ(
        "QID2", "Q2",
        "\"QuestionType\":\"MC\",\"Selector\":\"MAVR\"," TWO) "," SQ("QID3", "Q3",
                                                                     "\"QuestionType\":\"TE\",\"Selector\":"
                                                                     "\"SL\"") "," SQ("QID4", "Q4",
                                                                                      "\"QuestionType\":"
                                                                                      "\"Matrix\",\"Selector\":"
                                                                                      "\"Likert\","
                                                                                      "\"Answers\":{\"1\":{"
                                                                                      "\"Display\":\"No\"},"
                                                                                      "\"2\":{\"Display\":"
                                                                                      "\"Yes\"}}," TWO) "," SQ("QID5",
                                                                                                               "Q5",
                                                                                                               "\"Quest"
                                                                                                               "ionType"
                                                                                                               "\":"
                                                                                                               "\"TE\","
                                                                                                               "\"Selec"
                                                                                                               "tor\":"
                                                                                                               "\"SL\","
                                                                                                               "\"Displ"
                                                                                                               "ayLogic"
                                                                                                               "\":{"
                                                                                                               "\"0\":%"
                                                                                                               "s,"
                                                                                                               "\"Type"
                                                                                                               "\":"
                                                                                                               "\"Boole"
                                                                                                               "anExpre"
                                                                                                               "ssion\""
                                                                                                               "}") "]"
                                                                                                                    "}";

static const struct {
    const char *set, *relevant;
} sets[] = {
    {"{\"0\":" LOGIC("QID1", "SelectableChoice/2", "Selected", "") ",\"Type\":\"If\"}", "${Q1} = '2'"},
    {"{\"0\":" LOGIC("QID1", "SelectableChoice/2", "NotSelected", "") ",\"Type\":\"If\"}", "not(${Q1} = '2')"},
    {"{\"0\":" LOGIC("QID2", "SelectableChoice/1", "Selected", "") ",\"1\":" LOGIC("QID2", "SelectableChoice/2",
                                                                                   "Selected", OR) ",\"Type\":\"If\"}",
     "selected(${Q2}, '1') or selected(${Q2}, '2')"},
    {"{\"0\":" LOGIC("QID4", "SelectableChoice/1/2", "Selected", "") ",\"Type\":\"If\"}", "${Q4_1} = '2'"},
    {"{\"0\":" LOGIC("QID3", "ChoiceTextEntryValue", "GreaterThan", ",\"RightOperand\":\"5\"") ",\"Type\":\"If\"}",
     "${Q3} > 5"},
    {"{\"0\":" LOGIC("QID3", "ChoiceTextEntryValue", "Empty", "") ",\"Type\":\"If\"}", "${Q3} = ''"},
    {"{\"0\":" LOGIC("QID2", "SelectedChoicesCount", "EqualTo", ",\"RightOperand\":2") ",\"Type\":\"If\"}",
     "count-selected(${Q2}) = 2"},
    {"{\"0\":" LOGIC("QID2", "SelectableChoice/1", "Selected", "") ",\"1\":" LOGIC(
         "QID2", "SelectableChoice/2", "Selected", OR) ",\"2\":" LOGIC("QID1", "SelectableChoice/1", "Selected",
                                                                       AND) ",\"Type\":\"If\"}",
     NULL},
    {"{\"0\":" LOGIC("QID1", "ChoiceDisplayed/1", "Displayed", "") ",\"Type\":\"If\"}", NULL},
    {"{\"0\":" LOGIC("QID1", "SelectableChoice/3", "Selected", "") ",\"Type\":\"If\"}", NULL},
    {"{\"0\":" LOGIC("QID3", "ChoiceTextEntryValue", "Contains", ",\"RightOperand\":\"5\"") ",\"Type\":\"If\"}", NULL},
    {"{\"0\":{\"LogicType\":\"DeviceType\",\"Operator\":\"Is\",\"Description\":\"<span>If</span><span>so</span>\"},"
     "\"Type\":\"If\"}",
     NULL},
};

static void test_qsf(void **state) {
    struct sandbox *x = *state;
    for (size_t i = 0; i < ARRAY_LEN(sets); i++) {
        struct structure s;
        struct draft d;
        CHECK_ROW(i);
        size_t before = x->ds.n;
        draft_text(x, arena_printf(&x->arena, qsf, sets[i].set), &s, &d);
        check_text(relevant_of(&d, "Q5"), sets[i].relevant ? sets[i].relevant : "");
        check_int(x->ds.n - before, sets[i].relevant ? 0 : 1);
        if (!sets[i].relevant) {
            check_true(x->ds.item[before].id == DIAG_IMPORT_CONDITION);
            check_contains(x->ds.item[before].arg[1], "If so");
        }
        check_book(x, &d);
        draft_clear(&d);
        structure_clear(&s);
    }
    CHECK_ROW(-1);
}

/* ---- XLSForm ----------------------------------------------------------------------------------------------------- */

static const char form[] = "survey\n"
                           ",type,name,label,relevant\n"
                           ",select_one yn,a,Have one?,\n"
                           ",begin_group,g,Group,${a} = 'yes'\n"
                           ",integer,b,How many?,\n"
                           ",text,c,Which?,${b} > 1\n"
                           ",end_group,,,\n"
                           "choices\n"
                           ",list_name,name,label\n"
                           ",yn,yes,Yes\n"
                           ",yn,no,No\n"
                           "settings\n"
                           ",form_title,form_id,version\n"
                           ",Form,form,1\n";

static void test_xlsform(void **state) {
    struct sandbox *x = *state;
    struct structure s;
    struct draft d;
    struct questionnaire *q = questionnaire_load(folder_write(&x->folder, "form.csv", form), &x->ds);
    assert_non_null(q);
    structure_from_questionnaire(q, &s);
    questionnaire_free(q);
    draft_init(&d);
    draft_from_structure(&d, &s, &x->ds);
    check_no_diags(&x->ds);
    check_text(relevant_of(&d, "a"), "");
    check_text(relevant_of(&d, "b"), "${a} = 'yes'");
    check_text(relevant_of(&d, "c"), "(${a} = 'yes') and (${b} > 1)");
    check_book(x, &d);
    draft_clear(&d);
    structure_clear(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {SANDBOX_TEST(test_lss), SANDBOX_TEST(test_qsf), SANDBOX_TEST(test_xlsform)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
