/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Books: sheets of a CSV file or a workbook, and what makes a file none. */
#include "check.h"

#include "table/book.h"
#include "table/builder.h"

static bool open_csv(struct book *b, const char *text, struct diags *ds) {
    struct input in;
    return input_open_data(&in, "b.csv", text, strlen(text), ds) && book_from_input(b, &in, ds);
}

/* "survey 2:3-5 1-4": the header's line, first and last data line, columns. */
static const char *dump(struct arena *a, const struct book *b) {
    const char *all = "";
    for (size_t i = 0; i < b->n_sheets; i++) {
        const struct book_sheet *s = &b->sheet[i];
        const long *line = s->table->line;
        long header = s->header_row < s->end ? line[s->header_row] : 0;
        all = arena_printf(a, "%s%s%s %ld", all, i ? "; " : "", s->name, header);
        if (s->first < s->end) {
            all = arena_printf(a, "%s:%ld-%ld", all, line[s->first], line[s->end - 1]);
        }
        all = arena_printf(a, "%s %d-%d", all, s->first_column, s->end_column);
    }
    return all;
}

static const struct {
    const char *text, *expected;
} good[] = {
    {"nodes\n,id,parent\n,1,\n,2,1\n", "nodes 2:3-4 1-3"},
    {"nodes,,\n,id,parent\n,1,\n", "nodes 2:3-3 1-3"},
    {"nodes;;\r\n;id;parent\r\n;1;\r\n", "nodes 2:3-3 1-3"},
    {" nodes , , \n,id\n,1\n", "nodes 2:3-3 1-2"},
    {"\"nodes\"\n,id\n,1", "nodes 2:3-3 1-2"},
    {"\n\nnodes\n\n,id\n\n,1\n\n,2\n", "nodes 5:7-9 1-2"},
    {"nodes\n,,\n,id\n,\n,1\n,,\n", "nodes 3:4-6 1-2"},
    {"a\n,x,y,z\n,1,2,3\nb\n,p\n,9\n,8\nc\n,q,,\n", "a 2:3-3 1-4; b 5:6-7 1-2; c 9 1-2"},
    {"a\n,x\n,1\n\n\nb,,,\n\n,p\n,9\n", "a 2:3-3 1-2; b 8:9-9 1-2"},
    {"a\n,x\n,\"1\n2\"\nb\n,p\n,9\n", "a 2:3-3 1-2; b 6:7-7 1-2"},
    {"a\nb\n,p\n,9\n", "a 0 1-1; b 3:4-4 1-2"},
    {"a\n,x\nb\n", "a 2 1-2; b 0 1-1"},
};

static void test_good(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(good); i++) {
        CHECK_ROW(i);
        struct diags ds = {0};
        struct book b;
        struct arena a = {0};
        check_true(open_csv(&b, good[i].text, &ds));
        check_no_diags(&ds);
        check_text(dump(&a, &b), good[i].expected);
        book_close(&b);
        arena_clear(&a);
        diags_clear(&ds);
    }
}

static const struct {
    const char *text;
    enum diag_id id;
    long line;
    const char *word;
} bad[] = {
    {"id,parent\n1,\n", DIAG_SHEET_NO_NAME, 1, "settings"},
    {"\n,id,parent\n,1,\n", DIAG_SHEET_NO_NAME, 2, "settings"},
    {"nodes\n,id\n1,2\n", DIAG_SHEET_NAME_NOT_ALONE, 3, "1"},
    {"nodes\n,id\n,1\nbands,from\n,1,2\n", DIAG_SHEET_NAME_NOT_ALONE, 4, "bands"},
    {"a\n,x\n,1\nb\n,y\n,1\nA\n,x\n,2\n", DIAG_SHEET_DUPLICATE, 7, "A"},
    {"a\n,x\n,\"1\n", DIAG_CSV_UNCLOSED_QUOTE, 3, "0"},
};

static void test_bad(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        CHECK_ROW(i);
        struct diags ds = {0};
        struct book b = {0};
        check_true(!open_csv(&b, bad[i].text, &ds));
        check_int(ds.n, 1);
        check_diag(&ds, bad[i].id, bad[i].line);
        check_text(ds.item[0].arg[0], bad[i].word);
        check_true(b.sheet == NULL && b.input.arena.last == NULL);
        diags_clear(&ds);
    }
}

/* All misplaced rows are reported, not only the first. */
static void test_bad_rows(void **state) {
    (void)state;
    struct diags ds = {0};
    struct book b;
    check_true(!open_csv(&b, "a\n,x\n1,2\n3,4\nb\n,y\n5,6\nb\n", &ds));
    check_int(ds.n, 4);
    check_diag(&ds, DIAG_SHEET_NAME_NOT_ALONE, 3);
    check_diag(&ds, DIAG_SHEET_NAME_NOT_ALONE, 4);
    check_diag(&ds, DIAG_SHEET_NAME_NOT_ALONE, 7);
    check_diag(&ds, DIAG_SHEET_DUPLICATE, 8);
    diags_clear(&ds);
}

static const struct {
    const char *text;
    bool is_book;
} looks[] = {
    {"nodes\n,id\n,1\n", true},        {"nodes,,\n,id\n", true},   {"\n\nnodes\n\n,id\n", true}, {"nodes\n", false},
    {"name\nx\ny\n", false}, /* a list of one column */
    {"question,answer\nq,1\n", false}, {",question\n,1\n", false},
};

static void test_looks(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(looks); i++) {
        CHECK_ROW(i);
        struct diags ds = {0};
        struct input in;
        check_true(input_open_data(&in, "b.csv", looks[i].text, strlen(looks[i].text), &ds));
        check_int(book_is_book(&in), looks[i].is_book);
        input_close(&in);
    }
}

static void test_find(void **state) {
    (void)state;
    struct diags ds = {0};
    struct book b;
    struct arena a = {0};
    check_true(open_csv(&b, "settings\n,form_id, version ,title\n,,,\n, f , 1.0\n,g,2\nnodes\n,id\n", &ds));
    check_text(book_setting(&b, "form_id"), "f");
    check_text(book_setting(&b, "version"), "1.0");
    check_text(book_setting(&b, "title"), "");
    check_text(book_setting(&b, "other"), "");
    check_true(book_sheet(&b, "NODES") == &b.sheet[1]);
    check_true(book_sheet(&b, "node") == NULL);
    check_int(book_column(book_sheet(&b, "settings"), "version"), 2);
    check_int(book_column(book_sheet(&b, "settings"), ""), -1);
    struct place at = book_place(&b.sheet[0], 3, 2, "version", &a);
    check_text(diag_place(&a, &at), "b.csv:4:3 (settings: version)");
    book_close(&b);
    check_true(open_csv(&b, "nodes\n,id\n,1\n", &ds));
    check_text(book_setting(&b, "form_id"), "");
    book_close(&b);
    check_no_diags(&ds);
    arena_clear(&a);
}

static void test_plain(void **state) {
    (void)state;
    static const char text[] = "\n\nquestion,answer,\nq1,2\n";
    struct diags ds = {0};
    struct input in;
    struct arena a = {0};
    check_true(input_open_data(&in, "a.csv", text, strlen(text), &ds));
    struct book_sheet s = book_plain_sheet(&in.sheet[0]);
    check_text(s.name, "");
    check_int(s.header_row, 0);
    check_int(s.first, 1);
    check_int(s.end, 2);
    check_int(s.first_column, 0);
    check_int(s.end_column, 2);
    check_int(book_column(&s, "answer"), 1);
    struct place at = book_place(&s, 1, 1, "answer", &a);
    check_text(diag_place(&a, &at), "a.csv:4:2 (answer)");
    input_close(&in);
    arena_clear(&a);
}

/* What a reader of workbooks will give: sheets with names and cells. */
static void add_sheet(struct input *in, const char *name, const char *const *cells, size_t n_rows, int n_columns) {
    struct table_builder builder;
    struct table_text *t = &in->sheet[in->n_sheets++];
    builder_init(&builder, &in->arena);
    for (size_t row = 0; row < n_rows; row++) {
        for (int c = 0; c < n_columns; c++) {
            const char *cell = cells[row * (size_t)n_columns + (size_t)c];
            builder_add_field(&builder, cell, strlen(cell));
        }
        builder_end_row(&builder, (long)row + 1);
    }
    builder_finish(&builder, t);
    t->file = in->path;
    t->sheet = name;
    t->has_cells = true;
}

static void test_workbook(void **state) {
    (void)state;
    static const char *const settings[] = {"", "", "form_id", "version", "f", "1"};
    static const char *const nodes[] = {"id", "label", "1", "One"};
    struct input in = {.path = "b.xlsx"};
    struct diags ds = {0};
    struct book b;
    struct arena a = {0};
    in.sheet = ARENA_ARRAY(&in.arena, 2, struct table_text);
    add_sheet(&in, " Settings", settings, 3, 2);
    add_sheet(&in, "nodes", nodes, 2, 2);
    check_true(book_is_book(&in));
    check_true(book_from_input(&b, &in, &ds));
    check_true(in.sheet == NULL);
    check_text(dump(&a, &b), "Settings 2:3-3 0-2; nodes 1:2-2 0-2");
    check_text(book_setting(&b, "version"), "1");
    struct place at = book_place(&b.sheet[1], 1, 1, "label", &a);
    check_text(diag_place(&a, &at), "b.xlsx [nodes!B2] (label)");
    book_close(&b);
    check_no_diags(&ds);
    arena_clear(&a);
}

static void test_missing_file(void **state) {
    (void)state;
    struct diags ds = {0};
    struct book b;
    check_true(!book_open(&b, "/there/is/no/such.csv", &ds));
    check_diag(&ds, DIAG_FILE_MISSING, 0);
    check_true(b.sheet == NULL);
    book_close(&b);
    diags_clear(&ds);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),     cmocka_unit_test(test_bad),          cmocka_unit_test(test_bad_rows),
        cmocka_unit_test(test_looks),    cmocka_unit_test(test_find),         cmocka_unit_test(test_plain),
        cmocka_unit_test(test_workbook), cmocka_unit_test(test_missing_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
