/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of a draft: dates, joined answers, codes and states, structures of LimeSurvey and Qualtrics. */
#include "sandbox.h"

#include "imported.h"
#include "model/draft_split.h"
#include "model/questionnaire.h"

/* ---- dates ------------------------------------------------------------------------------------------------------- */

static void test_dates(void **state) {
    (void)state;
    static const struct {
        const char *text;
        enum date_order order;
        const char *iso; /* NULL: no date */
    } rows[] = {
        {"9/18/2017 18:00:16", DATE_MONTH_FIRST, "2017-09-18T18:00:16"},
        {"05/24/2021 12:05:53 PM", DATE_MONTH_FIRST, "2021-05-24T12:05:53"},
        {"05/24/2021 12:05:53 AM", DATE_MONTH_FIRST, "2021-05-24T00:05:53"},
        {"2020/06/05 11:34:01 AM EST", DATE_MONTH_FIRST, "2020-06-05T11:34:01-05:00"},
        {"2021/05/24 12:05:53 午後 GMT+9", DATE_MONTH_FIRST, "2021-05-24T12:05:53+09:00"},
        {"2021/05/24 午後 1:05:53", DATE_MONTH_FIRST, "2021-05-24T13:05:53"},
        {"24.05.2021 12:05", DATE_MONTH_FIRST, "2021-05-24T12:05:00"},
        {"24/05/2021", DATE_DAY_FIRST, "2021-05-24"},
        {"5/24/21 12:01:10", DATE_MONTH_FIRST, "2021-05-24T12:01:10"},
        {"2021-05-24T12:01:10.000+09:00", DATE_MONTH_FIRST, "2021-05-24T12:01:10+09:00"},
        {"2021-05-24T03:05:55.000Z", DATE_MONTH_FIRST, "2021-05-24T03:05:55Z"},
        {"44340.5", DATE_MONTH_FIRST, "2021-05-24T12:00:00"}, /* LibreOffice Calc */
        {"2021-02-29", DATE_MONTH_FIRST, NULL},
        {"24/05/2021", DATE_MONTH_FIRST, NULL},
        {"12", DATE_MONTH_FIRST, NULL},
        {"1/2", DATE_MONTH_FIRST, NULL},
        {"2021-05-24 25:00:00", DATE_MONTH_FIRST, NULL},
        {"yesterday", DATE_MONTH_FIRST, NULL},
        {"", DATE_MONTH_FIRST, NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        char iso[DRAFT_DATE_MAX] = "";
        CHECK_ROW(i);
        check_true(draft_date_print(rows[i].text, rows[i].order, iso) == (rows[i].iso != NULL));
        check_text(iso, rows[i].iso ? rows[i].iso : "");
    }
    CHECK_ROW(-1);
}

static enum date_order order_of(const char *const *texts, bool *is_sure) {
    struct draft_value values[8];
    struct draft_column c = {.value = values};
    for (; texts[c.n_values]; c.n_values++) {
        values[c.n_values] = (struct draft_value){.text = texts[c.n_values], .n = 1};
    }
    return draft_date_order(&c, is_sure);
}

static void test_date_order(void **state) {
    (void)state;
    bool is_sure;
    check_true(order_of((const char *const[]){"9/10/2017", "13/10/2017", NULL}, &is_sure) == DATE_DAY_FIRST && is_sure);
    check_true(order_of((const char *const[]){"9/10/2017", "9/13/2017", NULL}, &is_sure) == DATE_MONTH_FIRST &&
               is_sure);
    check_true(order_of((const char *const[]){"9/10/2017", NULL}, &is_sure) == DATE_MONTH_FIRST && !is_sure);
    check_true(order_of((const char *const[]){"2017/9/10", NULL}, &is_sure) == DATE_MONTH_FIRST && is_sure);
    check_true(order_of((const char *const[]){"9.10.2017", NULL}, &is_sure) == DATE_MONTH_FIRST && is_sure);
}

/* ---- joined answers ---------------------------------------------------------------------------------------------- */

static struct draft_split split_of(struct arena *a, const char *const *cells, const struct split_request *request) {
    struct table_text t = {.n_columns = 1};
    size_t n = 0;
    while (cells[n]) {
        n++;
    }
    t.n_rows = n;
    t.text = (const char **)(uintptr_t)cells;
    t.start = arena_alloc(a, n + 1, sizeof *t.start);
    t.n_fields = arena_alloc(a, n + 1, sizeof *t.n_fields);
    for (size_t i = 0; i < n; i++) {
        t.start[i] = i;
        t.n_fields[i] = 1;
    }
    struct draft_column c = draft_column_scan(&t, 0, 0, a);
    return draft_split_find(&c, request, a);
}

static const char *options_of(struct arena *a, const struct draft_split *s) {
    const char *all = "";
    for (size_t i = 0; i < s->n_options; i++) {
        all = arena_printf(a, "%s%s%s", all, i ? "|" : "", s->option[i]);
    }
    return s->separator ? all : "-";
}

static void test_split(void **state) {
    (void)state;
    static const char *const plain[] = {"A, B", "B, C", "A, C", "A", "B", NULL};
    static const char *const bracketed[] = {"A (x, y), B", "B, C", "A (x, y), C", "C", NULL};
    static const char *const inside[] = {"Yes, and we like it, B", "B, C", "Yes, and we like it, C", "C, B", NULL};
    static const char *const one[] = {"Yes, fully", "Yes, in parts", "No", "Yes, fully", "No", NULL};
    static const char *const texts[] = {"We met, we spoke", "Nothing, really", "Our list, as sent", NULL};
    static const char *const semicolons[] = {"A;B;", "C;", "A;C;", NULL};
    static const struct {
        const char *const *cells;
        const char *options;
    } rows[] = {{plain, "A|B|C"}, {bracketed, "A (x, y)|B|C"}, {inside, "Yes, and we like it|B|C"}, {one, "-"},
                {texts, "-"},     {semicolons, "A|B|C"}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct arena a = {0};
        struct split_request request = {0};
        CHECK_ROW(i);
        struct draft_split s = split_of(&a, rows[i].cells, &request);
        check_text(options_of(&a, &s), rows[i].options);
        arena_clear(&a);
    }
    CHECK_ROW(-1);
}

static void test_split_known(void **state) {
    (void)state;
    static const char *const cells[] = {"Asia, without Japan, Europe", "Europe", "Japan", NULL};
    static const char *const known[] = {"Europe", "Asia, without Japan", "Japan"};
    struct arena a = {0};
    struct split_request request = {.known = known, .n_known = ARRAY_LEN(known), .is_sure = true};
    struct draft_split s = split_of(&a, cells, &request);
    const char *rest = cells[0];
    struct draft_piece p;
    check_true(draft_split_next(&rest, s.separator, s.long_option, s.n_long, &p));
    check_text(arena_strndup(&a, p.text, p.n), "Asia, without Japan");
    check_true(draft_split_next(&rest, s.separator, s.long_option, s.n_long, &p));
    check_text(arena_strndup(&a, p.text, p.n), "Europe");
    check_true(!draft_split_next(&rest, s.separator, s.long_option, s.n_long, &p));
    arena_clear(&a);
}

/* ---- names, codes, states ---------------------------------------------------------------------------------------- */

static void test_names(void **state) {
    (void)state;
    static const char *const rows[][2] = {{"Q1", "Q1"},          {"1st", "q1st"},      {"a b  c", "a_b_c"},
                                          {"a b  c", "a_b_c_2"}, {"Größe", "Groesse"}, {"質問", "fallback"},
                                          {"_x", "_x"},          {"a.b", "a_b"}};
    struct draft d;
    draft_init(&d);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        check_text(draft_name(&d, rows[i][0], "fallback"), rows[i][1]);
    }
    CHECK_ROW(-1);
    draft_clear(&d);
}

static void test_codes(void **state) {
    (void)state;
    static const struct {
        const char *code, *text, *name;
        int state;
    } rows[] = {{NULL, "Very Good", "very_good", CHOICE_ORDINARY},
                {NULL, "very good", "very_good_2", CHOICE_ORDINARY},
                {NULL, "A1", "A1", CHOICE_ORDINARY},
                {"7", "Seven", "7", CHOICE_ORDINARY},
                {NULL, "Don’t know or not sure", "dk", CHOICE_DK},
                {NULL, "N/A", "na", CHOICE_NA},
                {NULL, "該当なし", "該当なし", CHOICE_NA},
                {NULL, "“End user” organization", "end_user_organization", CHOICE_ORDINARY},
                {NULL, "???", "option", CHOICE_ORDINARY}};
    struct draft d;
    draft_init(&d);
    int list = draft_add_list(&d, "list");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        int choice = draft_add_choice(&d, list, rows[i].code, rows[i].text);
        check_text(d.list[list].choice[choice].name, rows[i].name);
        check_int(d.list[list].choice[choice].state, rows[i].state);
    }
    CHECK_ROW(-1);
    check_int(draft_find_choice(&d, list, " ｓｅｖｅｎ "), 3);
    draft_clear(&d);
}

/* ---- structures -------------------------------------------------------------------------------------------------- */

/* The newer form, whose texts stand in tables of their own. */
static const char lss[] =
    "<?xml version=\"1.0\"?><document><LimeSurveyDocType>Survey</LimeSurveyDocType>"
    "<groups><rows><row><gid>1</gid><group_order>1</group_order></row></rows></groups>"
    "<group_l10ns><rows><row><gid>1</gid><group_name>Intake</group_name><language>en</language></row></rows></"
    "group_l10ns>"
    "<questions><rows>"
    "<row><qid>11</qid><parent_qid>0</parent_qid><gid>1</gid><type>F</type><title>Q3</title><question_order>2</"
    "question_order></row>"
    "<row><qid>10</qid><parent_qid>0</parent_qid><gid>1</gid><type>M</type><title>Q2</title><other>Y</"
    "other><question_order>1</question_order></row>"
    "</rows></questions>"
    "<subquestions><rows>"
    "<row><qid>20</qid><parent_qid>10</parent_qid><type>T</type><title>SQ001</title><question_order>0</"
    "question_order></row>"
    "<row><qid>21</qid><parent_qid>10</parent_qid><type>T</type><title>SQ002</title><question_order>1</"
    "question_order></row>"
    "<row><qid>22</qid><parent_qid>11</parent_qid><type>T</type><title>R1</title><question_order>0</question_order></"
    "row>"
    "</rows></subquestions>"
    "<question_l10ns><rows>"
    "<row><qid>10</qid><question><![CDATA[<p>Which <b>chan</b>nels?</p><style>p { color: red "
    "}</style>]]></question><language>en</language></row>"
    "<row><qid>10</qid><question>どの窓口?</question><language>ja</language></row>"
    "<row><qid>11</qid><question>How often?</question><language>en</language></row>"
    "<row><qid>20</qid><question>E-mail</question><language>en</language></row>"
    "<row><qid>20</qid><question>メール</question><language>ja</language></row>"
    "<row><qid>21</qid><question>Web &amp;amp; form</question><language>en</language></row>"
    "<row><qid>22</qid><question>Advisories</question><language>en</language></row>"
    "</rows></question_l10ns>"
    "<answers><rows><row><aid>1</aid><qid>11</qid><code>A1</code><sortorder>1</sortorder></row>"
    "<row><aid>2</aid><qid>11</qid><code>A2</code><sortorder>2</sortorder></row></rows></answers>"
    "<answer_l10ns><rows><row><aid>1</aid><answer>Never</answer><language>en</language></row>"
    "<row><aid>2</aid><answer>Often</answer><language>en</language></row></rows></answer_l10ns>"
    "<surveys_languagesettings><rows><row><surveyls_survey_id>7</surveyls_survey_id><surveyls_language>en</"
    "surveyls_language>"
    "<surveyls_title>Channels</surveyls_title></row></rows></surveys_languagesettings></document>";

static void test_lss(void **state) {
    struct sandbox *x = *state;
    struct structure s;
    assert_true(structure_load(lss, strlen(lss), "x.lss", &s, &x->ds));
    check_no_diags(&x->ds);
    check_int(s.n_questions, 2);
    check_text(s.question[0].code, "Q2");
    check_text(i18n_get(&s.question[0].label, "en"), "Which channels?");
    check_text(i18n_get(&s.question[0].label, "ja"), "どの窓口?");
    check_int(s.question[0].n_options, 2);
    check_int(s.question[1].n_rows, 1);
    check_int(s.question[1].n_options, 2);
    check_true(structure_find(&s, "which channels?") == &s.question[0] && !structure_find(&s, "who?"));
    struct draft d;
    draft_init(&d);
    draft_from_structure(&d, &s, &x->ds);
    struct buf book;
    buf_init(&book, BUF_MAX_DEFAULT);
    draft_print_book(&d, &book);
    check_contains(book.data, ",select_multiple Q2,Q2,Which channels?,どの窓口?\n");
    check_contains(book.data, ",begin_group,Q3,How often?,\n,select_one Q3,Q3_R1,Advisories,\n,end_group");
    check_contains(book.data, ",Q2,SQ001,E-mail,メール,\n");
    const char *path = folder_write(&x->folder, "draft.csv", book.data);
    struct questionnaire *q = questionnaire_load(path, &x->ds);
    check_true(q != NULL);
    check_no_diags(&x->ds);
    questionnaire_free(q);
    buf_clear(&book);
    draft_clear(&d);
    structure_clear(&s);
}

/* Names and codes come from the structure, whichever of its languages the export speaks. */
static void test_structure_with_export(void **state) {
    (void)state;
    static const char *const exports[] = {
        "id;submitdate;Q2[SQ001];Q2[SQ002];Q2[other];Q3[R1]\n"
        "5;2021-05-24 12:05:53;Y;;By fax;A2\n",
        "id;submitdate;どの窓口? [メール];どの窓口? [Web & form];どの窓口? [Other];How often? [Advisories]\n"
        "5;2021-05-24 12:05:53;はい;いいえ;By fax;Often\n"};
    for (size_t i = 0; i < ARRAY_LEN(exports); i++) {
        struct imported x;
        struct import_choice choice = {.structure = lss};
        CHECK_ROW(i);
        import_text(&x, exports[i], &choice);
        check_text(x.csv, "respondent_id,submitted,Q2,Q2_other,Q3_R1\n5,2021-05-24T12:05:53,SQ001 other,By fax,A2\n");
        check_true(!diags_has_errors(&x.ds) && x.draft.n_known == 2);
        imported_clear(&x);
    }
    CHECK_ROW(-1);
}

static const char qsf[] =
    "{\"SurveyEntry\":{\"SurveyID\":\"SV_1\",\"SurveyName\":\"Channels\",\"SurveyLanguage\":\"EN\"},\"SurveyElements\":"
    "["
    "{\"Element\":\"BL\",\"PrimaryAttribute\":\"Survey "
    "Blocks\",\"Payload\":[{\"Type\":\"Default\",\"Description\":\"Intake\","
    "\"ID\":\"BL_1\",\"BlockElements\":[{\"Type\":\"Question\",\"QuestionID\":\"QID2\"},{\"Type\":\"Question\","
    "\"QuestionID\":"
    "\"QID1\"}]}]},"
    "{\"Element\":\"SQ\",\"PrimaryAttribute\":\"QID1\",\"Payload\":{\"QuestionID\":\"QID1\",\"DataExportTag\":\"has_"
    "psirt\","
    "\"QuestionType\":\"MC\",\"Selector\":\"SAVR\",\"QuestionText\":\"Do you have a "
    "<b>PSIRT</b>?\",\"Choices\":{\"1\":{\"Display\":"
    "\"Yes\"},\"2\":{\"Display\":\"No\"}},\"ChoiceOrder\":[1,2],\"RecodeValues\":{\"1\":\"10\",\"2\":\"20\"}}},"
    "{\"Element\":\"SQ\",\"PrimaryAttribute\":\"QID2\",\"Payload\":{\"QuestionID\":\"QID2\",\"DataExportTag\":\"ways\","
    "\"QuestionType\":\"MC\",\"Selector\":\"MAVR\",\"QuestionText\":\"Which?\",\"Choices\":{\"1\":{\"Display\":\"E-"
    "mail\"},\"4\":"
    "{\"Display\":\"Web\"}},\"ChoiceOrder\":[\"1\",\"4\"]}}]}";

static void test_qsf(void **state) {
    (void)state;
    struct imported x;
    struct import_choice choice = {.structure = qsf};
    import_text(&x,
                "ResponseId,Finished,has_psirt,ways_1,ways_4,ways_4_TEXT\n"
                "Response ID,Finished,Do you have a PSIRT?,Which?-E-mail,Which?-Web,Which?-Web-TEXT\n"
                "\"{'ImportId': '_recordId'}\",\"{'ImportId': 'finished'}\",\"{'ImportId': 'QID1'}\",\"{'ImportId': "
                "'QID2-1'}\",\"{'ImportId': 'QID2-4'}\",\"{'ImportId': 'QID2-4-TEXT'}\"\n"
                "R_1,1,20,1,1,a form\n"
                "R_2,1,10,1,,\n",
                &choice);
    check_text(x.csv, "respondent_id,has_psirt,ways,ways_other\nR_1,20,1 4,a form\nR_2,10,1,\n");
    check_contains(x.book, ",has_psirt,20,No,\n");
    check_contains(x.book, ",ways,4,Web,\n");
    imported_clear(&x);
}

static void test_bad_structures(void **state) {
    struct sandbox *x = *state;
    static const struct {
        const char *text;
        enum diag_id id;
    } rows[] = {{"", DIAG_STRUCTURE_UNKNOWN},
                {"id,submitdate", DIAG_STRUCTURE_UNKNOWN},
                {"<document><LimeSurveyDocType>Survey</LimeSurveyDocType>", DIAG_STRUCTURE_BROKEN},
                {"<document><LimeSurveyDocType>Survey</LimeSurveyDocType></document>", DIAG_STRUCTURE_NO_SURVEY},
                {"<html><body/></html>", DIAG_STRUCTURE_NO_SURVEY},
                {"{\"SurveyEntry\":", DIAG_JSON_INVALID},
                {"{\"SurveyEntry\": {}}", DIAG_STRUCTURE_NO_SURVEY}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct structure s;
        CHECK_ROW(i);
        check_true(!structure_load(rows[i].text, strlen(rows[i].text), "x", &s, &x->ds));
        check_diag(&x->ds, rows[i].id, 0);
        diags_clear(&x->ds);
    }
    CHECK_ROW(-1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dates), cmocka_unit_test(test_date_order),
        cmocka_unit_test(test_split), cmocka_unit_test(test_split_known),
        cmocka_unit_test(test_names), cmocka_unit_test(test_codes),
        SANDBOX_TEST(test_lss),       cmocka_unit_test(test_structure_with_export),
        cmocka_unit_test(test_qsf),   SANDBOX_TEST(test_bad_structures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
