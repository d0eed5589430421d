/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The archive of a workbook: names of parts, and files that are no workbook, cut off, or lead outside. */
#include "check.h"

#include "pack.h"
#include "table/reader.h"
#include "table/xlsx_package.h"
#include "workbook.h"

static void test_resolve(void **state) {
    static const struct {
        const char *base, *target, *expected;
    } rows[] = {
        {"xl/workbook.xml", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"},
        {"xl/workbook.xml", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"},
        {"xl/workbook.xml", "../docProps/core.xml", "docProps/core.xml"},
        {"xl/workbook.xml", "./a//b/./c.xml", "xl/a/b/c.xml"},
        {"xl/workbook.xml", "my%20sheet%2Exml", "xl/my sheet.xml"},
        {"xl/workbook.xml", "worksheets\\sheet1.xml", "xl/worksheets/sheet1.xml"},
        {"xl/workbook.xml", "a%00b%zz", "xl/a%00b%zz"},
        {"xl/workbook.xml", "a.xml#Sheet", "xl/a.xml"},
        {"xl/workbook.xml", "../../etc/passwd", NULL},
        {"xl/workbook.xml", "..%2F..%2Fetc", NULL},
        {"xl/workbook.xml", "..\\..\\etc", NULL},
        {"xl/workbook.xml", "", "xl"},
        {"", "xl/workbook.xml", "xl/workbook.xml"},
        {"", "", ""},
    };
    struct arena a = {0};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        check_text(package_resolve(rows[i].base, rows[i].target, &a), rows[i].expected);
    }
    arena_clear(&a);
}

static void test_no_workbook(void **state) {
    static const struct {
        const char *name, *data;
        size_t n;
        enum diag_id id;
        const char *part;
    } rows[] = {
        {"t.xlsx", "", 0, DIAG_FILE_EMPTY, ".xlsx"},
        {"t.xlsx", "<html><table>", 13, DIAG_ZIP_INVALID, "PK"},
        {"t.xlsm", "a,b\n", 4, DIAG_ZIP_INVALID, "PK"},
        {"t.xlsx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", 12, DIAG_FILE_BINARY, "Excel .xls"},
        {"t.xlsx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1..E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0\0", 43,
         DIAG_FILE_ENCRYPTED, "without a password"},
        {"t.ods",
         "PK\003\004\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0mimetypeapplication/"
         "vnd.oasis.opendocument.spreadsheet",
         84, DIAG_FILE_BINARY, ".xlsx or CSV"},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct diags ds = {0};
        struct arena a = {0};
        struct input in;
        CHECK_ROW(i);
        check_true(!input_open_data(&in, rows[i].name, rows[i].data, rows[i].n, &ds));
        check_int(ds.n, 1);
        check_int(ds.item[0].id, rows[i].id);
        check_contains(diag_text(&a, &ds.item[0], "en"), rows[i].part);
        arena_clear(&a);
        diags_clear(&ds);
    }
}

/* An archive with the right parts and one that leads out of it, or stands there in two cases. */
static void test_entries(void **state) {
    static const char *const names[] = {"../x.xml", "xl/../../x.xml", "/etc/passwd",
                                        "c:\\x",    "xl\\..\\x",      "XL/workbook.xml"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        struct diags ds = {0};
        struct input in;
        struct buf b;
        CHECK_ROW(i);
        const struct pack_entry parts[] = {
            {"[Content_Types].xml", "<a/>", 4}, {"xl/workbook.xml", "<workbook/>", 11}, {names[i], "<a/>", 4}};
        buf_init(&b, BUF_MAX_DEFAULT);
        pack_zip(parts, ARRAY_LEN(parts), &b);
        check_true(!input_open_data(&in, "t.xlsx", b.data, b.len, &ds));
        check_int(ds.n, 1);
        check_int(ds.item[0].id, DIAG_XLSX_INVALID);
        check_contains(ds.item[0].arg[0], i < 5 ? "outside" : "twice");
        buf_clear(&b);
        diags_clear(&ds);
    }
}

/* Wherever the file ends too early, there is an error and no table. */
static void test_truncated(void **state) {
    struct workbook_xml x = {.rows = "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1'><v>2</v></c></row>",
                             .strings = "<si><t>a</t></si>"};
    struct buf b;
    (void)state;
    buf_init(&b, BUF_MAX_DEFAULT);
    workbook_pack(&x, &b);
    for (size_t n = 0; n < b.len; n += n < 200 ? 1 : 37) {
        struct diags ds = {0};
        struct input in;
        CHECK_ROW(n);
        check_true(!input_open_data(&in, "t.xlsx", b.data, n, &ds));
        check_true(diags_has_errors(&ds));
        diags_clear(&ds);
    }
    buf_clear(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_resolve),
        cmocka_unit_test(test_no_workbook),
        cmocka_unit_test(test_entries),
        cmocka_unit_test(test_truncated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
