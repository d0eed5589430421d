/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks as books: which are one, what other sheets matter, and what a schema says of cells without value. */
#include "check.h"

#include "table/choice.h"
#include "table/schema.h"
#include "workbook.h"

#define T(text) "<c t='inlineStr'><is><t>" text "</t></is></c>"
#define N(text) "<c><v>" text "</v></c>"
#define NONE "<c/>"
#define ROW(cells) "<row>" cells "</row>"
#define R "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"

static bool open_workbook(struct input *in, const struct workbook_xml *x, struct diags *ds) {
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    workbook_pack(x, &b);
    bool is_open = input_open_data(in, "t.xlsx", b.data, b.len, ds);
    buf_clear(&b);
    return is_open;
}

static const char *two(const char *first, const char *second, const char *state, struct arena *a) {
    return arena_printf(a,
                        "<workbook " R "><sheets><sheet name='%s' r:id='rId1'/><sheet name='%s' %s r:id='rId4'/>"
                        "</sheets></workbook>",
                        first, second, state);
}

static void test_is_book(void **state) {
    static const struct {
        const char *first, *second, *rows, *other;
        bool is_book;
    } rows[] = {
        {"Settings ", "nodes", ROW(T("id")) ROW(T("x")), ROW(T("id")), true},
        {"nodes", "SETTINGS", ROW(T("id")) ROW(T("x")), "", true},
        {"Sheet1", "Sheet2", ROW(T("id") T("b")) ROW(T("x")), "", false},
        /* a CSV book that a program opened and saved */
        {"answers", "Sheet2", ROW(T("settings")) ROW(NONE T("id")) ROW(NONE T("x")), "", true},
        {"answers", "Sheet2", ROW(T("settings")) ROW(NONE T("id")) ROW(NONE T("x")), ROW(T("more")), false},
        {"answers", "Sheet2", ROW(T("title")) ROW(T("id") T("b")), "", false},
        {"answers", "Sheet2", "", "", false},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct diags ds = {0};
        struct arena a = {0};
        struct input in;
        CHECK_ROW(i);
        struct workbook_xml x = {
            .rows = rows[i].rows, .second = rows[i].other, .workbook = two(rows[i].first, rows[i].second, "", &a)};
        check_true(open_workbook(&in, &x, &ds));
        check_true(book_is_book(&in) == rows[i].is_book);
        in.wanted = "nodes";
        check_true(!book_is_book(&in));
        input_close(&in);
        arena_clear(&a);
    }
}

/* Only a sheet that people see and that holds something is worth a warning. */
static void test_other_sheets(void **state) {
    static const struct {
        const char *state, *rows;
        size_t n_warnings;
    } cases[] = {{"", ROW(T("x")), 1}, {"state='hidden'", ROW(T("x")), 0}, {"", "", 0}};
    static const char *const known[] = {"settings"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct diags ds = {0};
        struct arena a = {0};
        struct input in;
        struct book b;
        CHECK_ROW(i);
        struct workbook_xml x = {.rows = ROW(T("id")) ROW(T("x")),
                                 .second = cases[i].rows,
                                 .workbook = two("settings", "Notes", cases[i].state, &a)};
        check_true(open_workbook(&in, &x, &ds) && book_from_input(&b, &in, &ds));
        check_text(book_setting(&b, "id"), "x");
        book_check_sheets(&b, known, 1, &ds);
        check_int(ds.n, cases[i].n_warnings);
        check_true(ds.n == 0 || ds.item[0].id == DIAG_SHEET_UNKNOWN);
        book_close(&b);
        arena_clear(&a);
        diags_clear(&ds);
    }
}

/* ---- schemas ----------------------------------------------------------------------------------------------- */

struct node {
    struct row_ref ref;
    const char *id;
    struct i18n label;
    double weight;
    bool is_on;
};
static const struct field fields[] = {
    {.name = "id", .type = FIELD_ID, .flags = FIELD_REQUIRED | FIELD_UNIQUE, .offset = offsetof(struct node, id)},
    {.name = "label", .type = FIELD_I18N, .flags = FIELD_REQUIRED, .offset = offsetof(struct node, label)},
    {.name = "weight", .type = FIELD_WEIGHT, .offset = offsetof(struct node, weight), .empty = 1},
    {.name = "on", .type = FIELD_BOOL, .offset = offsetof(struct node, is_on)},
};
static const struct schema nodes = {"nodes", fields, ARRAY_LEN(fields), sizeof(struct node), "nodes", true};

#define HEADER ROW(T("id") T("label::日本語 (ja)") T("weight") T("on") T("not used"))
static const struct {
    const char *row;
    enum diag_id id; /* N_DIAGS: none */
    const char *place;
} loads[] = {
    {ROW(T("2.10") T("二") N("0.5") "<c t='b'><v>1</v></c>"), N_DIAGS, NULL},
    {ROW(N("2") T("二")), N_DIAGS, NULL},
    {ROW(T("a") T("b") NONE NONE "<c t='e'><v>#N/A</v></c>"), N_DIAGS, NULL}, /* in a column that nobody reads */
    {ROW(T("a") T("b") NONE NONE "<c><f>A1</f></c>"), N_DIAGS, NULL},
    {ROW(N("2.1") T("b")), DIAG_ID_NOT_TEXT, "t.xlsx [Data!A2]"},
    {ROW("<c s='1'><v>36527</v></c>" T("b")), DIAG_ID_IS_DATE, "t.xlsx [Data!A2]"},
    {ROW("<c s='2'><v>0.5</v></c>" T("b")), DIAG_ID_IS_DATE, "t.xlsx [Data!A2]"},
    {ROW("<c t='e'><v>#REF!</v></c>" T("b")), DIAG_CELL_IS_ERROR, "t.xlsx [Data!A2]"},
    {ROW(T("a") "<c t='e'><v>#NAME?</v></c>"), DIAG_CELL_IS_ERROR, "t.xlsx [Data!B2]"},
    {ROW(T("a") T("b") "<c><f>C9</f><v/></c>"), DIAG_CELL_PENDING, "t.xlsx [Data!C2]"},
    {ROW(T("a") T("b") T("much")), DIAG_VALUE_NOT_NUMBER, "t.xlsx [Data!C2]"},
    {ROW(T("a") T("b") NONE T("perhaps")), DIAG_VALUE_UNKNOWN_WORD, "t.xlsx [Data!D2]"},
    {ROW(T("a") T("b") NONE NONE NONE T("lost")), DIAG_COLUMN_UNNAMED, "t.xlsx [Data!F2]"},
    {ROW(NONE T("b")), DIAG_VALUE_MISSING, "t.xlsx [Data!A2]"},
};
static void test_load(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(loads); i++) {
        struct diags ds = {0};
        struct arena a = {0};
        struct input in;
        size_t n;
        CHECK_ROW(i);
        struct workbook_xml x = {.rows = arena_printf(&a, HEADER "%s", loads[i].row),
                                 .styles = "<cellXfs><xf/><xf numFmtId='14'/><xf numFmtId='20'/></cellXfs>"};
        check_true(open_workbook(&in, &x, &ds));
        struct book_sheet sheet = book_plain_sheet(choice_table(&in, NULL, &ds));
        const struct node *node = schema_load(&nodes, NULL, &sheet, &a, &n, &ds);
        check_int(n, 1);
        check_int(ds.n, loads[i].id != N_DIAGS);
        if (ds.n > 0) {
            check_int(ds.item[0].id, loads[i].id);
            struct place at = ds.item[0].place;
            at.field = NULL;
            check_text(diag_place(&a, &at), loads[i].place);
        }
        check_true(node->weight == (i == 0 ? 0.5 : 1) && node->is_on == (i == 0));
        input_close(&in);
        arena_clear(&a);
        diags_clear(&ds);
    }
}

/* The place in a CSV book that became a workbook: the tab and cell that the person sees. */
static void test_saved_book(void **state) {
    struct diags ds = {0};
    struct arena a = {0};
    struct input in;
    struct book b;
    int n;
    struct workbook_xml x = {.rows = ROW(T("settings")) ROW(NONE T("id")) ROW(NONE T("x")) ROW() ROW(T("nodes"))
                                 ROW(NONE T("id") T("label")) ROW(NONE N("3.1") T("b"))};
    (void)state;
    check_true(open_workbook(&in, &x, &ds) && book_is_book(&in) && book_from_input(&b, &in, &ds));
    check_int(b.n_sheets, 2);
    schema_load_sheet(&nodes, &b, &a, &n, &ds);
    check_int(n, 1);
    check_int(ds.n, 1);
    check_text(diag_place(&a, &ds.item[0].place), "t.xlsx [Data!B7] (id)");
    book_close(&b);
    arena_clear(&a);
    diags_clear(&ds);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_is_book),
        cmocka_unit_test(test_other_sheets),
        cmocka_unit_test(test_load),
        cmocka_unit_test(test_saved_book),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
