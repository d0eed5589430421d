/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every dialect on the small exports that its descriptor carries, and the whole way to responses and questionnaire. */
#include "sandbox.h"

#include "imported.h"
#include "model/questionnaire.h"

/* ---- the registry ------------------------------------------------------------------------------------------------ */

static void test_descriptors(void **state) {
    (void)state;
    for (size_t i = 0; i < dialect_count(); i++) {
        const struct dialect *d = dialect_at(i);
        CHECK_ROW(i);
        check_true(dialect_find(d->name) == d && *d->title && *d->summary && *d->layout);
        check_true(d->summary[strlen(d->summary) - 1] != '.');
        for (size_t k = 0; d->example[k]; k++) {
            struct imported x;
            import_text(&x, d->example[k], NULL);
            check_true(x.dialect == d);
            check_true(!diags_has_errors(&x.ds) && (*x.match.reason != '\0') == (strcmp(d->name, "plain") != 0));
            check_true(x.responses.n.records >= 2);
            imported_clear(&x);
        }
    }
    CHECK_ROW(-1);
    check_true(!dialect_find("nothing"));
}

/* The draft of each example loads without an error or warning. */
static void test_drafts_load(void **state) {
    struct sandbox *s = *state;
    for (size_t i = 0; i < dialect_count(); i++) {
        const struct dialect *d = dialect_at(i);
        for (size_t k = 0; d->example[k]; k++) {
            struct imported x;
            CHECK_ROW(i * 10 + k);
            import_text(&x, d->example[k], NULL);
            const char *path = folder_write(&s->folder, "draft.csv", x.book);
            struct questionnaire *q = questionnaire_load(path, &s->ds);
            check_true(q != NULL);
            check_no_diags(&s->ds);
            questionnaire_free(q);
            imported_clear(&x);
        }
    }
    CHECK_ROW(-1);
}

/* ---- one by one -------------------------------------------------------------------------------------------------- */

static void check_example(const char *dialect, size_t k, const char *expected) {
    struct imported x;
    import_text(&x, dialect_find(dialect)->example[k], NULL);
    check_text(x.csv, expected);
    imported_clear(&x);
}

static void test_canonical(void **state) {
    (void)state;
    check_example("canonical", 0, dialect_find("canonical")->example[0]);
}

static void test_googleforms(void **state) {
    (void)state;
    check_example("googleforms", 0,
                  "respondent_id,submitted,q1,q2,q2_other,q3_1,q3_2\n"
                  "1,2017-09-18T18:00:16,4,training marketing_blog_news,,often,never\n"
                  "2,2017-09-19T02:30:55,5,training documentation,,never,often\n"
                  "3,2017-09-19T02:35:59,5,documentation,,often,often\n"
                  "4,2017-09-20T09:01:02,3,documentation marketing_blog_news other,\"Coffee, black\",never,never\n");
    check_example("googleforms", 1,
                  "respondent_id,submitted,q1,q2\n"
                  "1,2020-06-05T11:34:01+09:00,はい,報告の受付 公表\n"
                  "2,2020-06-05T13:02:03+09:00,いいえ,報告の受付 検証\n"
                  "3,2020-06-06T09:00:00+09:00,はい,公表 検証\n");
}

/* A grid of check boxes has several answers in the cells of its rows; a grid with commas in its scale does not. */
static void test_googleforms_grids(void **state) {
    (void)state;
    struct imported x;
    import_text(&x,
                "Timestamp,Channels [Finders],Channels [Vendors],Done? [Intake],Done? [Fixes]\n"
                "2026/09/18 18:00:16,\"E-mail, Web form (PGP, TLS)\",E-mail,\"Yes, fully\",\"Yes, in parts\"\n"
                "2026/09/19 18:00:16,E-mail,\"E-mail, Telephone\",No,\"Yes, in parts\"\n"
                "2026/09/20 18:00:16,\"Web form (PGP, TLS), Telephone\",\"Telephone, By pigeon\",\"Yes, fully\",No\n"
                "2026/09/21 18:00:16,,\"Web form (PGP, TLS)\",\"Yes, in parts\",No\n",
                NULL);
    check_text(x.csv, "respondent_id,submitted,channels_1,channels_2,channels_2_other,done_1,done_2\n"
                      "1,2026-09-18T18:00:16,e_mail web_form_pgp_tls,e_mail,,yes_fully,yes_in_parts\n"
                      "2,2026-09-19T18:00:16,e_mail,e_mail telephone,,no,yes_in_parts\n"
                      "3,2026-09-20T18:00:16,web_form_pgp_tls telephone,telephone other,By pigeon,yes_fully,no\n"
                      "4,2026-09-21T18:00:16,,web_form_pgp_tls,,yes_in_parts,no\n");
    check_contains(x.book, ",begin_group,channels,Channels\n,select_multiple channels,channels_1,Finders\n"
                           ",select_multiple channels,channels_2,Vendors\n");
    check_contains(x.book, ",select_one done,done_1,Intake\n");
    imported_clear(&x);
}

/* The three styles of its time stamps, and old downloads that join with ";". */
static void test_googleforms_stamps(void **state) {
    (void)state;
    static const char *const stamps[][2] = {{"9/18/2026 18:00:16", "2026-09-18T18:00:16"},
                                            {"2026/09/18 6:00:16 PM GMT+9", "2026-09-18T18:00:16+09:00"},
                                            {"2026/09/18 6:00:16 PM EST", "2026-09-18T18:00:16-05:00"},
                                            {"2026/09/18 午後 6:00:16 GMT+9", "2026-09-18T18:00:16+09:00"},
                                            {"2026/09/18 18:00:16", "2026-09-18T18:00:16"}};
    for (size_t i = 0; i < ARRAY_LEN(stamps); i++) {
        struct imported x;
        char text[500];
        CHECK_ROW(i);
        snprintf(text, sizeof text,
                 "タイムスタンプ,メールアドレス,窓口\n%s,a@example.com,メール;電話\n%s,,電話;メール\n%s,,電話\n",
                 stamps[i][0], stamps[i][0], stamps[i][0]);
        import_text(&x, text, NULL);
        check_text(x.dialect->name, "googleforms");
        check_text(imported_cell(&x, 0, "submitted"), stamps[i][1]);
        check_text(imported_cell(&x, 0, "q1"), "メール 電話");
        check_true(!strstr(x.csv, "example.com"));
        imported_clear(&x);
    }
    CHECK_ROW(-1);
}

static void test_googleforms_findings(void **state) {
    (void)state;
    struct imported x;
    import_text(&x, dialect_find("googleforms")->example[0], NULL);
    check_diag(&x.ds, DIAG_IMPORT_AMBIGUOUS, 5);
    check_int(x.responses.n.ambiguous, 1);
    imported_clear(&x);
}

static void test_msforms(void **state) {
    (void)state;
    check_example("msforms", 0,
                  "respondent_id,submitted,started,do_you_have_a_psirt,which_channels_do_you_offer\n"
                  "1,2021-05-24T12:05:53,2021-05-24T12:01:10,yes,e_mail web_form\n"
                  "2,2021-05-24T13:02:10,2021-05-24T13:00:00,no,e_mail\n"
                  "3,2021-05-25T08:07:00,2021-05-25T08:00:00,yes,web_form telephone\n");
    check_example("msforms", 1,
                  "respondent_id,submitted,started,q1,q2\n"
                  "1,2021-05-24T12:05:53,2021-05-24T12:01:10,はい,メール webフォーム\n"
                  "2,2021-05-24T13:02:10,2021-05-24T13:00:00,いいえ,メール\n"
                  "3,2021-05-25T08:07:00,2021-05-25T08:00:00,はい,webフォーム 電話\n");
}

static void test_surveymonkey(void **state) {
    (void)state;
    check_example("surveymonkey", 0,
                  "respondent_id,submitted,started,do_you_have_a_psirt,which_channels,which_channels_other,how_often_1,"
                  "how_often_2\n"
                  "101,2021-05-24T12:05:53,2021-05-24T12:01:10,yes,e_mail web_form,,often,never\n"
                  "102,2021-05-24T13:02:10,2021-05-24T13:00:00,no,e_mail other,By fax,never,often\n"
                  "103,2021-05-25T08:07:00,2021-05-25T08:00:00,yes,web_form,,often,often\n"
                  "104,2021-05-25T08:07:00,2021-05-25T08:00:00,no,,,never,often\n");
    check_example("surveymonkey", 1,
                  "respondent_id,submitted,started,q1,q2,q2_other\n"
                  "101,2021-05-24T12:05:53,2021-05-24T12:01:10,はい,メール webフォーム,\n"
                  "102,2021-05-24T13:02:10,2021-05-24T13:00:00,いいえ,メール other,電話とFAX\n");
}

/* A grid with a column for each row and scale point, in numbers and in texts, is the same grid. */
static void test_surveymonkey_twins(void **state) {
    (void)state;
    static const char head[] = ",,q1,,,,,,q2,,\n"
                               "Respondent ID,Collector ID,How often? (select one response per row),,,,,,Size?,,\n"
                               ",,Ship - Never,Ship - Often,Ship - Don't know,Fix - Never,Fix - Often,Fix - Don't know,"
                               "Don't know,1 to 10,11 or more\n";
    const char *texts[] = {"1,9,Never,,,,Often,,,1 to 10,\n2,9,,,Don't know,Never,,,Don't know,,\n",
                           "1,9,1,,,,2,,,1,\n2,9,,,0,1,,,0,,\n"};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct imported x;
        char text[1000];
        snprintf(text, sizeof text, "%s%s", head, texts[i]);
        CHECK_ROW(i);
        import_text(&x, text, NULL);
        check_text(x.csv, "respondent_id,q1_1,q1_2,q2\n1,never,often,1_to_10\n2,dk,never,dk\n");
        check_true(imported_question(&x, "q1_1")->list == imported_question(&x, "q1_2")->list);
        imported_clear(&x);
    }
    CHECK_ROW(-1);
}

static void test_limesurvey(void **state) {
    (void)state;
    check_example("limesurvey", 0,
                  "respondent_id,submitted,language,Q1,Q2,Q2_other,Q3_R1,Q3_R2\n"
                  "1,2021-05-24T12:05:53,en,A1,SQ001,,A2,A1\n"
                  "2,,en,A2,SQ001 SQ002 other,By fax,A1,A2\n"
                  "3,2021-05-25T08:07:00,en,A1,,,A2,A2\n"
                  "4,2021-05-25T09:00:00,en,A2,SQ002,,A1,A1\n");
    check_example("limesurvey", 1,
                  "respondent_id,submitted,language,q1,q1_other\n"
                  "1,2021-05-24T12:05:53,ja,メール,\n"
                  "2,2021-05-24T13:02:10,ja,na,\n"
                  "3,,ja,webフォーム other,電話\n");
    check_example("limesurvey", 2,
                  "respondent_id,which_fields_do_you_work_in,which_fields_do_you_work_in_other,how_often_do_you_meet_1,"
                  "how_often_do_you_meet_2\n"
                  "1,mechanics,,often,never\n"
                  "2,electronics other,Law,never,often\n"
                  "3,mechanics electronics,,often,often\n"
                  "4,,,never,often\n");
}

static void test_partial(void **state) {
    (void)state;
    struct imported x;
    struct import_choice choice = {.drops_partial = true};
    import_text(&x, dialect_find("limesurvey")->example[0], &choice);
    check_int(x.responses.n.records, 3);
    check_int(x.responses.n.partial_dropped, 1);
    check_true(!strstr(x.csv, "By fax"));
    imported_clear(&x);
}

static void test_qualtrics(void **state) {
    (void)state;
    check_example("qualtrics", 0,
                  "respondent_id,submitted,started,Q1,Q2,Q2_other,Q3\n"
                  "R_1,2021-05-24T12:05:53,2021-05-24T12:01:10,1,1 2,By fax,None\n"
                  "R_2,2021-05-24T13:02:10,2021-05-24T13:00:00,2,2,Letters,\n");
    check_example("qualtrics", 1,
                  "respondent_id,submitted,started,Q1,Q2\n"
                  "R_1,2021-05-24T12:05:53,2021-05-24T12:01:10,1,1\n"
                  "R_2,2021-05-24T13:02:10,2021-05-24T13:00:00,2,1 2\n");
}

static void test_xlsform(void **state) {
    (void)state;
    check_example("xlsform", 0,
                  "respondent_id,submitted,started,d_1_1,b_1_1,note_1\n"
                  "aaaa-1,2021-05-24T03:05:55,2021-05-24T12:01:10+09:00,2,mail key,fine\n"
                  "aaaa-2,2021-05-24T04:02:12,2021-05-24T13:00:00+09:00,na,mail,\n");
    check_example("xlsform", 1,
                  "respondent_id,submitted,d_1_1,b_1_1\n"
                  "uuid:1,2021-05-24T03:05:55Z,2,mail key\n"
                  "uuid:2,2021-05-24T04:02:12Z,na,mail\n"
                  "uuid:3,2021-05-24T05:02:12Z,2,key\n");
}

/* ---- findings ---------------------------------------------------------------------------------------------------- */

static void test_findings(void **state) {
    (void)state;
    struct imported x;
    import_text(&x,
                "Timestamp,Started,Q\n"
                "9/10/2017 18:00:16,x,1\n"
                "yesterday,x,2\n",
                NULL);
    check_diag(&x.ds, DIAG_IMPORT_DATE_ORDER, 2);
    check_diag(&x.ds, DIAG_IMPORT_DATE_UNKNOWN, 3);
    check_text(imported_cell(&x, 1, "submitted"), "yesterday");
    imported_clear(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_descriptors),
        SANDBOX_TEST(test_drafts_load),
        cmocka_unit_test(test_canonical),
        cmocka_unit_test(test_googleforms),
        cmocka_unit_test(test_googleforms_grids),
        cmocka_unit_test(test_googleforms_stamps),
        cmocka_unit_test(test_googleforms_findings),
        cmocka_unit_test(test_msforms),
        cmocka_unit_test(test_surveymonkey),
        cmocka_unit_test(test_surveymonkey_twins),
        cmocka_unit_test(test_limesurvey),
        cmocka_unit_test(test_partial),
        cmocka_unit_test(test_qualtrics),
        cmocka_unit_test(test_xlsform),
        cmocka_unit_test(test_findings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
