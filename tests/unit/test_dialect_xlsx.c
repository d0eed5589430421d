/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exports as workbooks: which sheet is taken, dates as Excel stores them, and every dialect as from text. */
#include "sandbox.h"

#include "imported.h"
#include "workbook.h"

static void import_workbook(struct imported *x, const struct workbook_xml *xml, const struct import_choice *choice) {
    struct buf zip;
    buf_init(&zip, BUF_MAX_DEFAULT);
    workbook_pack(xml, &zip);
    import_bytes(x, zip.data, zip.len, choice);
    buf_clear(&zip);
}

/* ---- every dialect ----------------------------------------------------------------------------------------------- */

/* The text as a workbook on the disk. */
static const char *convert(struct sandbox *s, const char *text) {
    const char *to = folder_path(&s->folder, "export.xlsx");
    check_true(workbook_convert(folder_write(&s->folder, "export.csv", text), to));
    return to;
}

static void test_same_as_text(void **state) {
    struct sandbox *s = *state;
    for (size_t i = 0; i < dialect_count(); i++) {
        const struct dialect *d = dialect_at(i);
        for (size_t k = 0; d->example[k]; k++) {
            struct imported text, workbook;
            CHECK_ROW(i * 10 + k);
            import_text(&text, d->example[k], NULL);
            import_file(&workbook, convert(s, d->example[k]), NULL);
            check_true(workbook.dialect == d);
            check_text(workbook.csv, text.csv);
            check_text(workbook.book, text.book);
            check_int(workbook.ds.n, text.ds.n);
            imported_clear(&text);
            imported_clear(&workbook);
        }
    }
    CHECK_ROW(-1);
}

/* ---- Microsoft Forms --------------------------------------------------------------------------------------------- */

#define TEXT(cell, text) "<c r='" cell "' t='inlineStr'><is><t>" text "</t></is></c>"
#define DATE(cell, serial) "<c r='" cell "' s='1'><v>" serial "</v></c>"
#define DAY(cell, serial) "<c r='" cell "' s='2'><v>" serial "</v></c>"
#define NUMBER(cell, number) "<c r='" cell "'><v>" number "</v></c>"

static const char forms[] = "<row r='1'>" TEXT("A1", "ID") TEXT("B1", "開始時刻") TEXT("C1", "完了時刻")
    TEXT("D1", "メール") TEXT("E1", "名前") TEXT("F1", "PSIRTはありますか。") TEXT("G1", "窓口を選んでください。") TEXT(
        "H1",
        "公表した日") "</row>"
                      "<row r='2'>" NUMBER("A2", "1") DATE("B2", "44340.500810185184") DATE("C2", "44340.503969907404")
                          TEXT("D2", "anonymous") TEXT("E2", "山田 太郎") TEXT("F2", "はい") TEXT("G2",
                                                                                                  "メール;Webフォーム;")
                              DAY("H2", "44300") "</row>"
                                                 "<row r='3'>" NUMBER("A3", "2") DATE("B3", "44340.541666666664")
                                                     DATE("C3", "44340.543171296296") TEXT("D3", "anonymous") TEXT(
                                                         "F3", "いいえ") TEXT("G3", "メール;")
                                                         DAY("H3",
                                                             "44301") "</row>"
                                                                      "<row r='4'>" NUMBER("A4", "3")
                                                                          DATE("B4", "44341.333333333336")
                                                                              DATE("C4", "44341.338194444441") TEXT(
                                                                                  "D4", "anonymous") TEXT("F4", "はい")
                                                                                  TEXT("G4",
                                                                                       "Webフォーム;電話;") "</row>";

static const char styles[] = "<cellXfs count='3'><xf numFmtId='0'/><xf numFmtId='22'/><xf numFmtId='14'/></cellXfs>";

static void test_msforms(void **state) {
    (void)state;
    struct imported x;
    import_workbook(&x, &(struct workbook_xml){.rows = forms, .styles = styles}, NULL);
    assert_non_null(x.dialect);
    check_text(x.dialect->name, "msforms");
    check_text(x.csv, "respondent_id,submitted,started,q1,q2,q3\n"
                      "1,2021-05-24T12:05:43,2021-05-24T12:01:10,はい,メール webフォーム,2021-04-14\n"
                      "2,2021-05-24T13:02:10,2021-05-24T13:00:00,いいえ,メール,2021-04-15\n"
                      "3,2021-05-25T08:07:00,2021-05-25T08:00:00,はい,webフォーム 電話,\n");
    check_no_diags(&x.ds);
    check_contains(x.book, ",date,q3,");
    check_true(!strstr(x.book, "山田") && !strstr(x.csv, "anonymous"));
    imported_clear(&x);
}

/* ---- sheets ------------------------------------------------------------------------------------------------------ */

static const char notes[] =
    "<row r='1'>" TEXT("A1", "How this was collected") "</row><row r='2'>" TEXT("A2", "By mail") "</row>";

static void test_best_sheet(void **state) {
    (void)state;
    struct imported x;
    import_workbook(&x, &(struct workbook_xml){.rows = notes, .second = forms, .styles = styles}, NULL);
    assert_non_null(x.dialect);
    check_text(x.dialect->name, "msforms");
    check_int(x.responses.n.records, 3);
    check_text(x.draft.table->sheet, "Second");
    check_diag(&x.ds, DIAG_SHEET_TAKEN, 0);
    imported_clear(&x);
}

static const char *write_workbook(struct sandbox *s, const struct workbook_xml *xml) {
    struct buf zip;
    const char *path = folder_path(&s->folder, "two.xlsx");
    buf_init(&zip, BUF_MAX_DEFAULT);
    workbook_pack(xml, &zip);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    size_t n = fwrite(zip.data, 1, zip.len, out);
    check_int(fclose(out), 0);
    check_true(n == zip.len);
    buf_clear(&zip);
    return path;
}

static void test_named_sheet(void **state) {
    struct sandbox *s = *state;
    struct imported x;
    const char *path = write_workbook(s, &(struct workbook_xml){.rows = notes, .second = forms, .styles = styles});
    import_file(&x, arena_printf(&s->arena, "%s#data", path), NULL);
    check_text(x.dialect->name, "plain");
    check_int(x.responses.n.records, 1);
    check_no_diags(&x.ds);
    imported_clear(&x);
    import_file(&x, arena_printf(&s->arena, "%s#Secnod", path), NULL);
    check_true(!x.dialect);
    check_diag(&x.ds, DIAG_SHEET_NOT_THERE, 0);
    imported_clear(&x);
}

static void test_no_values(void **state) {
    (void)state;
    struct imported x;
    import_workbook(
        &x,
        &(struct workbook_xml){
            .rows = "<row r='1'>" TEXT("A1", "Timestamp")
                TEXT("B1", "Q") "</row>"
                                "<row r='2'>" TEXT(
                                    "A2", "2021-05-24") "<c r='B2' t='e'><v>#N/A</v></c></row>"
                                                        "<row r='3'>" TEXT(
                                                            "A3", "2021-05-24") "<c r='B3'><f>A1+1</f></c></row>"},
        NULL);
    check_diag(&x.ds, DIAG_CELL_IS_ERROR, 2);
    check_diag(&x.ds, DIAG_CELL_PENDING, 3);
    imported_clear(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SANDBOX_TEST(test_same_as_text), cmocka_unit_test(test_msforms),   cmocka_unit_test(test_best_sheet),
        SANDBOX_TEST(test_named_sheet),  cmocka_unit_test(test_no_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
