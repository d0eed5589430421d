/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns that identify people: found in every dialect, left out, and kept by name. */
#include "check.h"

#include "imported.h"

static const char people[] = "Timestamp,お名前,Your IP address,Contact,Do you take reports by e-mail?,Comment\n"
                             "2021/05/24 12:05:53,山田,192.0.2.1,a@example.com,Yes,ask b@example.com or c@example.com\n"
                             "2021/05/24 12:06:53,鈴木,192.0.2.2,d@example.org,No,no\n"
                             "2021/05/24 12:07:53,佐藤,192.0.2.3,e@example.net,Yes,\n"
                             "2021/05/24 12:08:53,田中,192.0.2.4,,Yes,\n";

static void test_people(void **state) {
    (void)state;
    struct imported x;
    import_text(&x, people, NULL);
    check_text(x.csv, "respondent_id,submitted,do_you_take_reports_by_e_mail,comment\n"
                      "1,2021-05-24T12:05:53,yes,ask [e-mail] or [e-mail]\n"
                      "2,2021-05-24T12:06:53,no,no\n"
                      "3,2021-05-24T12:07:53,yes,\n"
                      "4,2021-05-24T12:08:53,yes,\n");
    check_diag(&x.ds, DIAG_IMPORT_MASKED, 0);
    check_int(x.responses.n.masked, 1);
    check_true(!strstr(x.book, "@") && !strstr(x.book, "山田"));
    imported_clear(&x);
}

/* Names, addresses and places, wherever each tool puts them; nothing of them is written. "GONE" stands in their
   cells. */
static const struct {
    const char *dialect, *text, *header; /* of the responses */
} with_people[] = {
    {"googleforms",
     "タイムスタンプ,ご担当者のお名前,ユーザー名,部署の課題\n2026/09/18 18:00:16,GONE,gone@example.com,人手\n",
     "respondent_id,submitted,q2\n"},
    {"msforms",
     "ID,開始時刻,完了時刻,メール,名前,回答者氏名をご記入ください,電話番号,Q1\n1,2026-09-18 18:00:16,2026-09-18 "
     "18:10:16,gone@example.com,GONE,GONE,0312345678,はい\n",
     "respondent_id,submitted,started,q1\n"},
    {"limesurvey",
     "id,submitdate,ipaddr,lastname,Q1[SQ001],Q1[SQ002],contact\n"
     "1,2026-09-18 18:00:16,192.0.2.9,GONE,Y,,gone@example.com\n",
     "respondent_id,submitted,Q1\n"},
    {"limesurvey",
     "回答ID,送信日,IPアドレス,氏名,窓口 [メール],窓口 [電話]\n1,2026-09-18 18:00:16,192.0.2.9,GONE,はい,いいえ\n",
     "respondent_id,submitted,q1\n"},
    {"qualtrics",
     "ResponseId,Finished,Q1,Q2,Q3\nResponse ID,Finished,Please enter your full name,Your e-mail address,Sector\n"
     "{'ImportId': '_recordId'},{'ImportId': 'finished'},{'ImportId': 'QID1_TEXT'},{'ImportId': "
     "'QID2_TEXT'},{'ImportId': 'QID3_TEXT'}\nR_1,1,GONE,gone at example,IT\n",
     "respondent_id,Q3\n"},
    {"surveymonkey",
     "Respondent ID,Collector ID,IP Address,Contact information,,,,Sector\n"
     ",,,Name,Company,Email Address,Phone Number,Open-Ended Response\n"
     "1,9,192.0.2.9,GONE,ACME,gone@example.com,+81 3 1234 5678,IT\n2,9,192.0.2.9,GONE,ACME 2,,,Food\n",
     "respondent_id,contact_information_2,sector\n"},
    {"xlsform",
     "intake/full_name,intake/name,intake/sector,_uuid,_submission_time,_geolocation\n"
     "GONE,GONE,it,u1,2026-09-18T18:00:16,35.6 139.7\n",
     "respondent_id,submitted,sector\n"},
    {"plain",
     "Sector,Full name,Latitude,Number of e-mail reports,Postal "
     "address\nIT,GONE,35.68,12,GONE\nFood,GONE,36.1,7,GONE\n",
     "respondent_id,sector,number_of_e_mail_reports\n"},
};

static void test_people_everywhere(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(with_people); i++) {
        struct imported x;
        CHECK_ROW(i);
        import_text(&x, with_people[i].text, NULL);
        assert_non_null(x.dialect);
        check_text(x.dialect->name, with_people[i].dialect);
        check_text(arena_strndup(&x.arena, x.csv, strcspn(x.csv, "\n") + 1), with_people[i].header);
        check_true(!strstr(x.csv, "GONE") && !strstr(x.csv, "gone") && !strstr(x.csv, "192.0") &&
                   !strstr(x.csv, "139.7"));
        check_true(!strstr(x.book, "GONE") && !strstr(x.book, "gone"));
        imported_clear(&x);
    }
    CHECK_ROW(-1);
}

static void test_keep(void **state) {
    (void)state;
    static const char *const keep[] = {"お名前", "contact", "comment", "nobody"};
    struct import_choice choice = {.keep = keep, .n_keep = ARRAY_LEN(keep)};
    struct imported x;
    import_text(&x, people, &choice);
    check_contains(x.csv, "山田");
    check_contains(x.csv, "a@example.com");
    check_contains(x.csv, "b@example.com");
    check_true(!strstr(x.csv, "192.0.2.1"));
    check_diag(&x.ds, DIAG_IMPORT_KEEP_UNKNOWN, 0);
    imported_clear(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_people), cmocka_unit_test(test_people_everywhere),
                                       cmocka_unit_test(test_keep)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
