/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading workbooks: every kind of cell, what programs leave out or write in their own way, and what is refused. */
#include "check.h"

#include "table/choice.h"
#include "table/xlsx_cell.h"
#include "workbook.h"

/* "1[ta|n3]": the line of each row and its cells, each with the letter of its kind; empty cells have none. */
static const char *dump(struct arena *a, const struct table_text *t) {
    static const char letters[] = "tnbdep";
    const char *all = "";
    for (size_t row = 0; row < t->n_rows; row++) {
        all = arena_printf(a, "%s%ld[", all, t->line[row]);
        for (int c = 0; c < t->n_fields[row]; c++) {
            const char *text = table_cell(t, row, c);
            all = arena_printf(a, *text ? "%s%s%c%s" : "%s%s", all, c ? "|" : "", letters[table_kind_of(t, row, c)],
                               text);
        }
        all = arena_printf(a, "%s]", all);
    }
    return all;
}

static bool open_workbook(struct input *in, const struct workbook_xml *x, struct diags *ds) {
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    workbook_pack(x, &b);
    bool is_open = input_open_data(in, "t.xlsx", b.data, b.len, ds);
    buf_clear(&b);
    return is_open;
}

/* ---- cells ------------------------------------------------------------------------------------------------- */

static const char styles[] = "<numFmts count='3'><numFmt numFmtId='164' formatCode='yyyy\\-mm\\-dd'/>"
                             "<numFmt numFmtId='165' formatCode='[h]:mm'/>"
                             "<numFmt numFmtId='166' formatCode='\"d\"0'/></numFmts>"
                             "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
                             "<cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='22'/><xf numFmtId='165'/>"
                             "<xf numFmtId='166'/><xf/></cellXfs><cellStyles/>"
                             "<dxfs><dxf><numFmt numFmtId='0' formatCode='d'/></dxf></dxfs>";
static const char strings[] =
    "<si><t>plain</t></si><si><t xml:space='preserve'> blanks </t></si>"
    "<si><r><rPr><b/></rPr><t>bold</t></r><r><t xml:space='preserve'> and </t></r><r><t>not</t></r></si>"
    "<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh><phoneticPr fontId='1'/></si>"
    "<si><r><t>課</t></r><rPh sb='0' eb='1'><t>カ</t></rPh><r><t>題</t></r><rPh sb='1' eb='2'><t>ダイ</t></rPh></si>"
    "<si><t>a_x000D_\nb_x005F_x0041_ _x0041_ _xZZZZ_ _x41_</t></si><si><t/></si><si/>"
    "<si><t>_xD83D__xDE00_ _xD83D_ _x0000_</t></si>";

static const struct {
    const char *rows, *expected;
} good[] = {
    {"", ""},
    {"<row r='1'/><row r='7'><c r='A7'/><c r='B7' s='1'/></row>", ""},
    {"<row r='1'><c r='A1' t='inlineStr'><is><t>a</t></is></c><c r='B1' t='s'><v>0</v></c></row>", "1[ta|tplain]"},
    /* strings */
    {"<row r='2'><c r='A2' t='s'><v>1</v></c><c r='B2' t='s'><v>2</v></c></row>", "2[t blanks |tbold and not]"},
    {"<row r='1'><c r='A1' t='s'><v>3</v></c><c r='B1' t='s'><v>4</v></c></row>", "1[t東京|t課題]"},
    {"<row r='1'><c r='A1' t='s'><v>5</v></c></row>", "1[ta\nb_x0041_ A _xZZZZ_ _x41_]"},
    {"<row r='1'><c r='A1' t='s'><v>6</v></c><c r='B1' t='s'><v>7</v></c></row>", ""},
    {"<row r='1'><c r='A1' t='s'><v>8</v></c></row>", "1[t\xF0\x9F\x98\x80 \xEF\xBF\xBD \xEF\xBF\xBD]"},
    {"<row r='1'><c r='A1' t='inlineStr'><is><r><t>x</t></r><rPh><t>y</t></rPh><r><t>_x0041_</t></r></is></c></row>",
     "1[txA]"},
    {"<row r='1'><c r='A1' t='str'><f>A2&amp;A3</f><v>joined &lt; _x0041_</v></c></row>", "1[tjoined < A]"},
    {"<row r='1'><c r='A1' t='str'><f>\"\"</f><v></v></c><c r='B1'><v>1</v></c></row>", "1[|n1]"},
    /* numbers */
    {"<row r='1'><c r='A1'><v>3</v></c><c r='B1' t='n'><v>3.0</v></c><c r='C1'><v>0.10000000000000001</v></c>"
     "<c r='D1'><v>-0.5</v></c><c r='E1'><v>1E+3</v></c><c r='F1'><v>0</v></c><c r='G1'><v>-0</v></c></row>",
     "1[n3|n3|n0.1|n-0.5|n1000|n0|n0]"},
    {"<row r='1'><c r='A1'><v>2.10</v></c><c r='B1'><v>1.1000000000000001</v></c><c r='C1'><v>123456789012345</v></c>"
     "<c r='D1'><v>0.30000000000000004</v></c><c r='E1'><v>007</v></c><c r='F1'><v>0.00010</v></c></row>",
     "1[n2.1|n1.1|n123456789012345|n0.30000000000000004|n7|n0.0001]"},
    /* booleans, errors, formulas */
    {"<row r='1'><c r='A1' t='b'><v>1</v></c><c r='B1' t='b'><v>0</v></c><c r='C1' t='b'><v>true</v></c></row>",
     "1[bTRUE|bFALSE|bTRUE]"},
    {"<row r='1'><c r='A1' t='e'><v>#N/A</v></c><c r='B1' t='e'><f>1/0</f><v>#DIV/0!</v></c></row>",
     "1[e#N/A|e#DIV/0!]"},
    {"<row r='1'><c r='A1'><f>A2*2</f><v>4</v></c><c r='B1'><f>A2*2</f><v/></c><c r='C1' t='str'><f>A2</f></c>"
     "<c r='D1'><f t='shared' si='0'/></c></row>",
     "1[n4|p=A2*2|p=A2|p=]"},
    {"<row r='1'><c r='A1'><f>SUM(A2:A10000)+SUM(B2:B10000)+SUM(C2:C10000)</f></c></row>",
     "1[p=SUM(A2:A10000)+SUM(B2:B10000)+SUM(C2:C10…]"},
    /* dates */
    {"<row r='1'><c r='A1' s='1'><v>46350</v></c><c r='B1' s='2'><v>46350.5</v></c><c r='C1' s='3'><v>1.5</v></c>"
     "<c r='D1' s='4'><v>5</v></c><c r='E1' s='5'><v>46350</v></c><c r='F1' s='99'><v>46350</v></c></row>",
     "1[d2026-11-24|d2026-11-24T12:00:00|d36:00:00|n5|n46350|n46350]"},
    {"<row r='1'><c r='A1' s='1'><v>-3.0</v></c><c r='B1' s='1' t='s'><v>0</v></c><c r='C1' "
     "s='0'><v>46350</v></c></row>",
     "1[n-3|tplain|n46350]"},
    {"<row r='1'><c r='A1' t='d' s='1'><v>2026-11-24T00:00:00</v></c><c r='B1' t='d' "
     "s='2'><v>2026-11-24T09:30:00</v></c>"
     "<c r='C1' t='d'><v>2026-11-24T00:00:00.000Z</v></c><c r='D1' t='d'><v>2026-11-24</v></c></row>",
     "1[d2026-11-24|d2026-11-24T09:30:00|d2026-11-24|d2026-11-24]"},
    /* places: gaps, names left out, the last cell of all */
    {"<row r='3'><c r='B3'><v>1</v></c><c r='E3'><v>2</v></c></row>", "3[|n1|||n2]"},
    {"<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c/><c><v>3</v></c></row>", "1[n1|n2]3[|n3]"},
    {"<row r='5'><c><v>1</v></c><c r='D5'><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>",
     "5[n1|||n2|n3]6[n4]"},
    {"<row r='1' hidden='1'><c r='a1'><v>1</v></c></row>", "1[n1]"},
    /* what is not a cell's own */
    {"<row r='1'><c r='A1'><v>1</v><extLst><ext><v>9</v></ext></extLst></c><extLst><c "
     "r='B1'><v>2</v></c></extLst></row>",
     "1[n1]"},
    {"<row r='1'><c r='A1' t='inlineStr'><is><t>a</t></is><v>7</v></c></row>", "1[ta]"},
};
static void test_good(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(good); i++) {
        struct diags ds = {0};
        struct input in;
        CHECK_ROW(i);
        struct workbook_xml x = {.rows = good[i].rows, .strings = strings, .styles = styles};
        check_true(open_workbook(&in, &x, &ds));
        check_no_diags(&ds);
        check_int(in.n_sheets, 1);
        check_text(in.reader, "xlsx");
        check_text(in.sheet[0].sheet, "Data");
        check_text(dump(&in.arena, &in.sheet[0]), good[i].expected);
        input_close(&in);
    }
}

static void test_last_cell(void **state) {
    struct diags ds = {0};
    struct input in;
    struct workbook_xml x = {.rows = "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"};
    (void)state;
    check_true(open_workbook(&in, &x, &ds));
    check_int(in.sheet[0].n_rows, 1);
    check_int(in.sheet[0].line[0], 1048576);
    check_text(table_cell(&in.sheet[0], 0, 16383), "1");
    struct place at = table_place(&in.sheet[0], 0, 16383, NULL, &in.arena);
    check_text(diag_place(&in.arena, &at), "t.xlsx [Data!XFD1048576]");
    input_close(&in);
}

static void test_names(void **state) {
    static const struct {
        const char *name;
        int column; /* −1: none */
        long line;
    } rows[] = {{"A1", 0, 1},
                {"z9", 25, 9},
                {"AA10", 26, 10},
                {"XFD1048576", 16383, 1048576},
                {"XFE1", -1, 0},
                {"A1048577", -1, 0},
                {"A0", -1, 0},
                {"A01", -1, 0},
                {"1", -1, 0},
                {"A", -1, 0},
                {"", -1, 0},
                {"A1B", -1, 0},
                {"$A$1", -1, 0},
                {"AAAAAAAAAAAAAAAA1", -1, 0},
                {"A99999999999999999999", -1, 0}};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int column = -1;
        long line = 0;
        CHECK_ROW(i);
        check_int(cell_name_parse(rows[i].name, &column, &line), rows[i].column >= 0);
        check_int(column, rows[i].column);
        check_int(line, rows[i].line);
    }
}

/* ---- other programs ------------------------------------------------------------------------------------------- */

#define STRICT "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define STRICT_R "http://purl.oclc.org/ooxml/officeDocument/relationships"

/* Names of other programs: prefixes, the strict namespace, absolute and escaped targets, another case. */
static void test_dialects(void **state) {
    static const struct workbook_xml rows[] = {
        {.rows = "<row r='1'><c r='A1'><v>1</v></c></row>",
         .rels = "<Relationships><Relationship Id='rId1' Type='x/worksheet' Target='/xl/WorkSheets/sheet1.xml'/>"
                 "</Relationships>"},
        {.rows = "<row r='1'><c r='A1'><v>1</v></c></row>",
         .rels = "<Relationships><Relationship Id='rId1' Type='x/worksheet' Target='worksheets%5Csheet1.xml'/>"
                 "<Relationship Id='rId9' Type='x/hyperlink' Target='http://x.invalid/' TargetMode='External'/>"
                 "</Relationships>"},
        {.sheet = "<x:worksheet xmlns:x='" STRICT "'><x:dimension ref='A1:XFD1048576'/><x:sheetData><x:row r='1'>"
                  "<x:c r='A1'><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>",
         .workbook = "<workbook xmlns='" STRICT "' xmlns:q='" STRICT_R "' conformance='strict'><sheets>"
                     "<sheet name='Data' sheetId='1' q:id='rId1'/></sheets></workbook>",
         .rels = "<Relationships><Relationship Id='rId1' Type='" STRICT_R "/worksheet' "
                 "Target='worksheets/sheet1.xml'/></Relationships>"},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct diags ds = {0};
        struct input in;
        CHECK_ROW(i);
        check_true(open_workbook(&in, &rows[i], &ds));
        check_no_diags(&ds);
        check_text(dump(&in.arena, &in.sheet[0]), "1[n1]");
        input_close(&in);
    }
}

static void test_1904(void **state) {
    struct diags ds = {0};
    struct input in;
    struct workbook_xml x = {
        .rows = "<row r='1'><c r='A1' s='1'><v>44888</v></c></row>",
        .styles = styles,
        .workbook = "<workbook xmlns:r='r'><workbookPr date1904='true'/><sheets><sheet name='Data' r:id='rId1'/>"
                    "</sheets></workbook>"};
    (void)state;
    check_true(open_workbook(&in, &x, &ds));
    check_text(dump(&in.arena, &in.sheet[0]), "1[d2026-11-24]");
    input_close(&in);
}

/* ---- sheets ------------------------------------------------------------------------------------------------ */

#define TWO(first, second)                                                                                             \
    "<workbook xmlns:r='r'><sheets><sheet name='Cover' " first " r:id='rId4'/><sheet name='Chart' r:id='rId5'/>"       \
    "<sheet name='Täble' " second " r:id='rId1'/></sheets></workbook>"
static const char chart_rels[] =
    "<Relationships><Relationship Id='rId1' Type='/worksheet' Target='worksheets/sheet1.xml'/>"
    "<Relationship Id='rId4' Type='/worksheet' Target='worksheets/sheet2.xml'/>"
    "<Relationship Id='rId5' Type='/chartsheet' Target='nothing.xml'/></Relationships>";

static void test_choice(void **state) {
    static const struct {
        const char *workbook, *second, *wanted, *usual, *expected; /* dump of the table; NULL: none */
        enum diag_id id;                                           /* N_DIAGS: nothing is said */
    } rows[] = {
        {TWO("", ""), "<row><c><v>2</v></c></row>", NULL, NULL, "1[n2]", DIAG_SHEET_TAKEN},
        {TWO("", ""), "", NULL, NULL, "1[n1]", N_DIAGS},
        {TWO("state='hidden'", ""), "<row><c><v>2</v></c></row>", NULL, NULL, "1[n1]", N_DIAGS},
        {TWO("state='veryHidden'", ""), "<row><c><v>2</v></c></row>", "COVER", NULL, "1[n2]", N_DIAGS},
        {TWO("", ""), "<row><c><v>2</v></c></row>", "täble ", NULL, "1[n1]", N_DIAGS},
        {TWO("", ""), "<row><c><v>2</v></c></row>", NULL, "täble", "1[n1]", N_DIAGS},
        {TWO("", ""), "<row><c><v>2</v></c></row>", "Tabel", NULL, NULL, DIAG_SHEET_NOT_THERE},
        {TWO("state='hidden'", "state='hidden'"), "<row><c><v>2</v></c></row>", NULL, NULL, NULL, N_DIAGS},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct diags ds = {0};
        struct input in;
        CHECK_ROW(i);
        struct workbook_xml x = {.rows = "<row><c><v>1</v></c></row>",
                                 .second = rows[i].second,
                                 .workbook = rows[i].workbook,
                                 .rels = chart_rels};
        check_true(open_workbook(&in, &x, &ds));
        check_int(in.n_sheets, 2);
        in.wanted = rows[i].wanted;
        const struct table_text *t = choice_table(&in, rows[i].usual, &ds);
        check_text(t ? dump(&in.arena, t) : NULL, rows[i].expected);
        check_int(ds.n, rows[i].id != N_DIAGS);
        check_true(ds.n == 0 || ds.item[0].id == rows[i].id);
        input_close(&in);
        diags_clear(&ds);
    }
}

static void test_merged(void **state) {
    struct diags ds = {0};
    struct input in;
    struct workbook_xml x = {
        .rows = "<row r='1'><c r='A1'><v>1</v></c><c r='B1'/><c r='C1'><v>3</v></c></row>"
                "<row r='2'><c r='A2'><v>4</v></c><c r='B2'><v>5</v></c><c r='C2'><v>6</v></c></row>"
                "<row r='4'><c r='A4'><v>7</v></c><c r='B4'><v>8</v></c></row>",
        .after = "<mergeCells><mergeCell ref='A1:B1'/><mergeCell ref='B2:C4'/><mergeCell ref='A9'/></mergeCells>"};
    (void)state;
    check_true(open_workbook(&in, &x, &ds));
    check_text(dump(&in.arena, &in.sheet[0]), "1[n1||n3]2[n4|n5|]4[n7|]");
    check_int(ds.n, 1);
    check_diag(&ds, DIAG_CELL_COVERED, 2);
    check_text(diag_place(&in.arena, &ds.item[0].place), "t.xlsx [Data!C2]");
    input_close(&in);
    diags_clear(&ds);
}

/* ---- refused ----------------------------------------------------------------------------------------------- */

#define CELL(inside) "<row r='2'><c r='B2' " inside "</c></row>"
static const struct {
    struct workbook_xml x;
    enum diag_id id;
    const char *place, *part; /* of the message */
} bad[] = {
    {{.rows = CELL("t='s'><v>0</v>")}, DIAG_XLSX_INVALID, "t.xlsx [Data!B2]", "shared string"},
    {{.rows = CELL("t='s'><v>-1</v>")}, DIAG_XLSX_INVALID, "t.xlsx [Data!B2]", "shared string"},
    {{.rows = CELL("><v>3,5</v>")}, DIAG_XLSX_INVALID, "t.xlsx [Data!B2]", "not a number"},
    {{.rows = CELL("><v>INF</v>")}, DIAG_XLSX_INVALID, "t.xlsx [Data!B2]", "not a number"},
    {{.rows = CELL("t='b'><v>2</v>")}, DIAG_XLSX_INVALID, "t.xlsx [Data!B2]", "true nor false"},
    {{.rows = CELL("t='zz'><v>2</v>")}, DIAG_XLSX_INVALID, "t.xlsx [Data!B2]", "'zz'"},
    {{.rows = "<row r='3'/><row r='3'/>"}, DIAG_XLSX_INVALID, "t.xlsx [Data!A3]", "row 3"},
    {{.rows = "<row r='0'/>"}, DIAG_XLSX_INVALID, "t.xlsx (Data)", "'0'"},
    {{.rows = "<row r='1048577'/>"}, DIAG_XLSX_INVALID, "t.xlsx (Data)", "'1048577'"},
    {{.rows = "<row r='1048576'/><row/>"}, DIAG_XLSX_INVALID, "t.xlsx [Data!A1048576]", "more rows"},
    {{.rows = "<row r='x'/>"}, DIAG_XLSX_INVALID, "t.xlsx (Data)", "'x'"},
    {{.rows = "<row r='1'><c r='XFD1'/><c/></row>"}, DIAG_XLSX_INVALID, "t.xlsx [Data!XFD1]", "more columns"},
    {{.rows = "<row r='1'><c r='XFE1'/></row>"}, DIAG_XLSX_INVALID, "t.xlsx [Data!A1]", "'XFE1'"},
    {{.rows = "<row r='1'><c r='A2'/></row>"}, DIAG_XLSX_INVALID, "t.xlsx [Data!A1]", "A2"},
    {{.rows = "<row r='1'><c r='B1'/><c r='B1'/></row>"}, DIAG_XLSX_INVALID, "t.xlsx [Data!B1]", "B1"},
    {{.after = "<mergeCell ref='A1:ZZZZ9'/>"}, DIAG_XLSX_INVALID, "t.xlsx (Data)", "A1:ZZZZ9"},
    {{.rows = "<row>"}, DIAG_XLSX_INVALID, "t.xlsx", "sheet1.xml, line 1"},
    {{.sheet = "<!DOCTYPE x [<!ENTITY a 'aaa'>]><worksheet/>"}, DIAG_XLSX_INVALID, "t.xlsx", "DOCTYPE"},
    {{.strings = "<si><t>&boom;</t></si>"}, DIAG_XLSX_INVALID, "t.xlsx", "undefined entity"},
    {{.workbook = "<document/>"}, DIAG_FILE_BINARY, "t.xlsx", "Office"},
    {{.workbook = "<workbook/>"}, DIAG_XLSX_INVALID, "t.xlsx", "no worksheet"},
    {{.workbook = "<workbook><sheets><sheet name='Data'/></sheets></workbook>"},
     DIAG_XLSX_INVALID,
     "t.xlsx (Data)",
     "missing"},
    {{.rels = "<R><Relationship Id='rId1' Type='/worksheet' Target='../../sheet1.xml'/></R>"},
     DIAG_XLSX_INVALID,
     "t.xlsx (Data)",
     "missing"},
    {{.rels = "<R><Relationship Id='rId1' Type='/worksheet' Target='file:///x' TargetMode='External'/></R>"},
     DIAG_XLSX_INVALID,
     "t.xlsx (Data)",
     "missing"},
};
static void test_bad(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct diags ds = {0};
        struct arena a = {0};
        struct input in;
        CHECK_ROW(i);
        check_true(!open_workbook(&in, &bad[i].x, &ds));
        check_int(ds.n, 1);
        check_int(ds.item[0].id, bad[i].id);
        check_text(diag_place(&a, &ds.item[0].place), bad[i].place);
        check_contains(diag_text(&a, &ds.item[0], "en"), bad[i].part);
        arena_clear(&a);
        diags_clear(&ds);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),     cmocka_unit_test(test_last_cell), cmocka_unit_test(test_names),
        cmocka_unit_test(test_dialects), cmocka_unit_test(test_1904),      cmocka_unit_test(test_choice),
        cmocka_unit_test(test_merged),   cmocka_unit_test(test_bad),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
