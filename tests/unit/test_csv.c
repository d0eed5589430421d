/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading CSV: cells, exact lines, delimiters, line ends, and every way to break quotes. */
#include "check.h"

#include "table/delimited.h"
#include "table/reader.h"

/* "1[a|b]3[c|d]": the line of each row and its cells. */
static const char *dump(struct arena *a, const struct table_text *t) {
    const char *all = "";
    for (size_t row = 0; row < t->n_rows; row++) {
        all = arena_printf(a, "%s%ld[", all, t->line[row]);
        for (int c = 0; c < t->n_fields[row]; c++) {
            all = arena_printf(a, "%s%s%s", all, c ? "|" : "", table_cell(t, row, c));
        }
        all = arena_printf(a, "%s]", all);
    }
    return all;
}

static bool open_text(struct input *in, const char *text, size_t n, struct diags *ds) {
    return input_open_data(in, "t.csv", text, n, ds);
}

static const struct {
    const char *text, *expected;
} good[] = {
    {"a,b\n1,2\n", "1[a|b]2[1|2]"},
    {"a,b\n1,2", "1[a|b]2[1|2]"},
    {"a,b\r\n1,2\r\n", "1[a|b]2[1|2]"},
    {"a,b\r1,2\r", "1[a|b]2[1|2]"},
    {"a,b\r1,2\n3,4\r\n5,6", "1[a|b]2[1|2]3[3|4]4[5|6]"},
    {"a\n", "1[a]"},
    {"a", "1[a]"},
    {"a,\n", "1[a|]"},
    {"a,", "1[a|]"},
    {",\n", "1[|]"},
    {",,x", "1[||x]"},
    {"\xEF\xBB\xBF"
     "a,b\n1,2\n",
     "1[a|b]2[1|2]"},
    {"\xEF\xBB\xBF\xEF\xBB\xBF\"a\",b\n", "1[a|b]"},
    /* blank lines are no rows, and shift nothing */
    {"\n\na,b\n\n\n1,2\n\n", "3[a|b]6[1|2]"},
    {"\r\n\r\na,b\r\n\r\n1,2", "3[a|b]5[1|2]"},
    {"\r\ra,b\r\r1,2", "3[a|b]5[1|2]"},
    {"a,b\n  \n,\n1,2\n", "1[a|b]2[  ]3[|]4[1|2]"},
    /* blanks belong to the cell */
    {" a , b\n", "1[ a | b]"},
    {"a,\" b \"\n", "1[a| b ]"},
    /* quotes */
    {"\"a\",\"b\"\n", "1[a|b]"},
    {"\"a,b\",c\n", "1[a,b|c]"},
    {"\"say \"\"hi\"\"\",c\n", "1[say \"hi\"|c]"},
    {"\"\",\"\"\n", "1[|]"},
    {"\"\"\"\",x\n", "1[\"|x]"},
    {"\"\"", "1[]"},
    {"\"x\"", "1[x]"},
    {"it's,5' wide\n", "1[it's|5' wide]"},
    /* line ends inside quotes count as lines and are made \n */
    {"a,\"x\ny\"\n1,2\n", "1[a|x\ny]3[1|2]"},
    {"a,\"x\r\ny\"\r\n1,2\r\n", "1[a|x\ny]3[1|2]"},
    {"a,\"x\ry\"\r1,2\r", "1[a|x\ny]3[1|2]"},
    {"\"\n\n\n\",b\n\n\"\n\"\nz", "1[\n\n\n|b]6[\n]8[z]"},
    {"\"x\n\"\"\ny\"\nz", "1[x\n\"\ny]4[z]"},
    {"\"a\nb\",\"c\nd\",e\nf,g,h\n", "1[a\nb|c\nd|e]4[f|g|h]"},
    /* other delimiters */
    {"a;b\n1;2\n", "1[a|b]2[1|2]"},
    {"a\tb\n1\t2\n", "1[a|b]2[1|2]"},
    {"a\tb\t\n\t\t2\n", "1[a|b|]2[||2]"},
    {"x;y;z\n1,5;2,5;3\n", "1[x|y|z]2[1,5|2,5|3]"},
    {"\"a,b\";c\n1;2\n", "1[a,b|c]2[1|2]"},
    {"a,b\n\"x;y;z\",2\n", "1[a|b]2[x;y;z|2]"},
    {"Do you, or not, or maybe;n\nyes, of course;1\nno;2\n", "1[Do you, or not, or maybe|n]2[yes, of course|1]3[no|2]"},
    {"survey\n,type;x,name\n,a;b;c,d\n", "1[survey]2[|type;x|name]3[|a;b;c|d]"},
    {"survey;;\n;type;name\n;a,b;d\n", "1[survey||]2[|type|name]3[|a,b|d]"},
    {"a;b;c\n", "1[a|b|c]"},
    {"sep=;\na;b\n1,2;3\n", "2[a|b]3[1,2|3]"},
    {"sep=,\r\na,b\r\n", "2[a|b]"},
    {"sep=;x\na,b\n", "1[sep=|x]2[a,b]"},
    {"\xE8\xAA\x9E,\xF0\x9F\x98\x80\n", "1[\xE8\xAA\x9E|\xF0\x9F\x98\x80]"},
};

static void test_good(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(good); i++) {
        CHECK_ROW(i);
        struct diags ds = {0};
        struct input in;
        struct arena a = {0};
        check_true(open_text(&in, good[i].text, strlen(good[i].text), &ds));
        check_no_diags(&ds);
        check_int(in.n_sheets, 1);
        check_text(dump(&a, in.sheet), good[i].expected);
        check_text(in.sheet->file, "t.csv");
        check_text(in.reader, "csv");
        input_close(&in);
        arena_clear(&a);
        diags_clear(&ds);
    }
}

/* faults: what is broken where, and what is still read */
static const struct {
    const char *text, *expected; /* "unclosed 2:1" or "stray 2:3@7" (line, field, character), then the rows */
} bad[] = {
    {"a,b\n1,\"2\n3,4\n", "unclosed 2:2 1[a|b]3[3|4]"},
    {"a,b\n\"1,2\n3,4\n", "unclosed 2:1 1[a|b]3[3|4]"},
    {"a,b\n1,\"2", "unclosed 2:2 1[a|b]"},
    {"\"", "unclosed 1:1 "},
    {"a,b\n\n\n1,2,\"x\n\n4,5\n", "unclosed 4:3 1[a|b]6[4|5]"},
    /* a later quoted field closes it only to look like a stray mark: the opening line is named all the same */
    {"a,b\n1,\"2\n3,\"4\"\n5,6\n", "unclosed 2:2 1[a|b]3[3|4]4[5|6]"},
    {"a,b\n1,\"2\n\"3\",4\n5,6\n", "unclosed 2:2 1[a|b]3[3|4]4[5|6]"},
    {"a,b\n1,\"2\n3,4\n5,\"6\n7,8\n", "unclosed 2:2 unclosed 4:2 1[a|b]3[3|4]5[7|8]"},
    {"a,b,c\n\"x\ny\",\"2\nz,4,5\n", "unclosed 3:2 1[a|b|c]4[z|4|5]"},
    /* stray marks: inside an unquoted field, text after a closing one */
    {"a,b\n1,2\"3\nx,y\n", "stray 2:2@4 1[a|b]3[x|y]"},
    {"a,b\n1, \"2\"\nx,y\n", "stray 2:2@4 1[a|b]3[x|y]"},
    {"a,b\n1,\"2\"3\nx,y\n", "stray 2:2@5 1[a|b]3[x|y]"},
    {"a,b\n1,\"2\" \nx,y\n", "stray 2:2@5 1[a|b]3[x|y]"},
    {"a,b\n\"say \"hi\" now\",2\nx,y\n", "stray 2:1@6 1[a|b]3[x|y]"},
    {"a,b\n\xE8\xAA\x9E\xE8\xAA\x9E\"x\",2\r\nx,y\r\n", "stray 2:1@3 1[a|b]3[x|y]"},
    {"a,b\r1,2\"\rx,y\r", "stray 2:2@4 1[a|b]3[x|y]"},
    {"a,b\n1,2\"", "stray 2:2@4 1[a|b]"},
    {"a,b\n\"one\nsay \"hi\"\nx,y\n", "stray 3:1@5 1[a|b]4[x|y]"},
    {"a,b\n1,2\"\n3,4\"\n5,6\n", "stray 2:2@4 stray 3:2@4 1[a|b]4[5|6]"},
    {"a,b\n1\",2\n3,\"4\nx,y\n", "stray 2:1@2 unclosed 3:2 1[a|b]4[x|y]"},
};

struct bad_dump {
    struct arena arena;
    const char *faults, *rows, *row;
};

static void on_field(void *to, const char *s, size_t n) {
    struct bad_dump *d = to;
    d->row = arena_printf(&d->arena, "%s%s%.*s", d->row ? d->row : "", d->row ? "|" : "", (int)n, s);
}

static void on_row(void *to, long line) {
    struct bad_dump *d = to;
    d->rows = arena_printf(&d->arena, "%s%ld[%s]", d->rows, line, d->row);
    d->row = NULL;
}

static void on_fault(void *to, enum delimited_fault fault, const struct delimited_place *at) {
    struct bad_dump *d = to;
    d->row = NULL;
    if (fault == DELIMITED_UNCLOSED_QUOTE) {
        check_int(at->character, 0);
        d->faults = arena_printf(&d->arena, "%sunclosed %ld:%d ", d->faults, at->line, at->column);
    } else {
        d->faults = arena_printf(&d->arena, "%sstray %ld:%d@%zu ", d->faults, at->line, at->column, at->character);
    }
}

static const char *scan(struct bad_dump *d, const char *text, size_t n, long first_line) {
    struct delimited_text t = {.data = text, .n = n, .mark = ',', .first_line = first_line};
    struct delimited_sink sink = {.to = d, .field = on_field, .row = on_row, .fault = on_fault};
    d->faults = d->rows = "";
    d->row = NULL;
    bool is_good = delimited_scan(&t, &sink);
    check_int(is_good, *d->faults == '\0');
    return arena_printf(&d->arena, "%s%s", d->faults, d->rows);
}

static void test_bad(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        CHECK_ROW(i);
        struct bad_dump d = {0};
        check_text(scan(&d, bad[i].text, strlen(bad[i].text), 1), bad[i].expected);
        struct diags ds = {0};
        struct input in;
        check_true(!open_text(&in, bad[i].text, strlen(bad[i].text), &ds));
        check_true(in.sheet == NULL && in.arena.last == NULL);
        const struct diag *first = &ds.item[0];
        bool is_unclosed = bad[i].expected[0] == 'u';
        check_int(first->id, is_unclosed ? DIAG_CSV_UNCLOSED_QUOTE : DIAG_CSV_STRAY_QUOTE);
        const char *place = arena_printf(&d.arena, "%s %ld:%d", is_unclosed ? "unclosed" : "stray", first->place.line,
                                         first->place.column);
        check_true(strncmp(bad[i].expected, place, strlen(place)) == 0);
        diags_clear(&ds);
        arena_clear(&d.arena);
    }
}

/* Parts of a file, cut at the start of any row, give the same rows with the same lines. */
static void test_parts(void **state) {
    (void)state;
    static const char text[] = "a,\"x\r\ny\"\r\n\r\n1,2\r\"\n\n\",3\n4,\"5\"\n\n\n6,7";
    static const struct {
        size_t at;
        long line;
    } cut[] = {{0, 1}, {10, 3}, {12, 4}, {16, 5}, {23, 8}, {29, 9}, {31, 11}, {34, 11}};
    struct bad_dump whole = {0};
    const char *expected = scan(&whole, text, strlen(text), 1);
    check_text(expected, "1[a|x\r\ny]4[1|2]5[\n\n|3]8[4|5]11[6|7]");
    for (size_t i = 0; i < ARRAY_LEN(cut); i++) {
        CHECK_ROW(i);
        struct bad_dump one = {0}, two = {0};
        const char *first = scan(&one, text, cut[i].at, 1);
        const char *second = scan(&two, text + cut[i].at, strlen(text) - cut[i].at, cut[i].line);
        check_text(arena_printf(&one.arena, "%s%s", first, second), expected);
        arena_clear(&one.arena);
        arena_clear(&two.arena);
    }
    arena_clear(&whole.arena);
}

static const struct {
    const char *path, *text;
    size_t n;
    enum diag_id id;
    long line;
    const char *word;
} refused[] = {
    {"t.csv", "", 0, DIAG_FILE_EMPTY, 0, "CSV"},
    {"t.csv", "\n \r\n\t\n", 6, DIAG_FILE_EMPTY, 0, "CSV"},
    {"t.csv", "\xEF\xBB\xBF", 3, DIAG_FILE_EMPTY, 0, "CSV"},
    {"t.csv", "a,b\n1,\0\n", 8, DIAG_FILE_BINARY, 2, "0x00"},
    {"t.csv", "PK\003\004 and so on", 14, DIAG_FILE_BINARY, 0, "ZIP"},
    {"t.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", 12, DIAG_FILE_BINARY, 0, "Excel .xls"},
    {"t.csv", "%PDF-1.7\n", 9, DIAG_FILE_BINARY, 0, "PDF"},
    {"t.csv", "\x89PNG\r\n\x1A\n....", 12, DIAG_FILE_BINARY, 0, "PNG"},
    {"t.csv", "\xFF\xD8\xFF\xE0....", 8, DIAG_FILE_BINARY, 0, "JPEG"},
    {"t.csv", "\x1F\x8B\x08....", 7, DIAG_FILE_BINARY, 0, "gzip"},
    {"t.toml", "a = 1 #x", 8, DIAG_FILE_FORMAT_UNKNOWN, 0, "toml"},
};

static void test_refused(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(refused); i++) {
        CHECK_ROW(i);
        struct diags ds = {0};
        struct input in;
        check_true(!input_open_data(&in, refused[i].path, refused[i].text, refused[i].n, &ds));
        check_int(ds.n, 1);
        check_diag(&ds, refused[i].id, refused[i].line);
        check_text(ds.item[0].arg[0], refused[i].word);
        check_true(in.arena.last == NULL);
        diags_clear(&ds);
    }
}

static void test_extensions(void **state) {
    (void)state;
    static const char *const paths[] = {"a.csv", "a.CSV", "a.tsv", "a.txt", "a", "-", "folder.x/a", "/dev/fd/63"};
    for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
        CHECK_ROW(i);
        struct diags ds = {0};
        struct input in;
        check_true(input_open_data(&in, paths[i], "a,b\n", 4, &ds));
        check_text(in.path, paths[i]);
        check_text(in.sha256, "5be08c9684a1d25efcee09318204824278b08bbfb4aef973ffefd0b9d7478313");
        input_close(&in);
        diags_clear(&ds);
    }
}

static void test_wide(void **state) {
    (void)state;
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    buf_puts(&b, "a,b\n");
    for (int i = 0; i < 16384; i++) {
        buf_puts(&b, "x,");
    }
    buf_puts(&b, "y\n1,2\n");
    struct diags ds = {0};
    struct input in;
    check_true(!open_text(&in, b.data, b.len, &ds));
    check_int(ds.n, 1);
    check_diag(&ds, DIAG_CSV_TOO_WIDE, 2);
    check_text(ds.item[0].arg[0], "16385");
    check_text(ds.item[0].arg[1], "16384");
    buf_clear(&b);
    diags_clear(&ds);
}

/* A file of nothing but faults: as many are reported as the scan allows, and it ends. */
static void test_faults_end(void **state) {
    (void)state;
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    for (int i = 0; i < 50000; i++) {
        buf_puts(&b, "a\",b\n");
    }
    struct diags ds = {0};
    struct input in;
    check_true(!open_text(&in, b.data, b.len, &ds));
    check_int(ds.n_errors, DELIMITED_FAULTS_MAX);
    buf_clear(&b);
    diags_clear(&ds);
}

static void test_cells(void **state) {
    (void)state;
    struct diags ds = {0};
    struct input in;
    struct arena a = {0};
    static const char text[] = "x, y ,z\n1\n,,\xE3\x80\x80\n";
    check_true(open_text(&in, text, strlen(text), &ds));
    const struct table_text *t = in.sheet;
    check_int(t->n_rows, 3);
    check_int(t->n_columns, 3);
    check_text(table_cell(t, 1, 0), "1");
    check_text(table_cell(t, 1, 1), "");
    check_text(table_cell(t, 9, 0), "");
    check_text(table_cell(t, 0, -1), "");
    check_int(table_row_width(t, 0), 3);
    check_int(table_row_width(t, 1), 1);
    check_int(table_row_width(t, 9), 0);
    check_true(table_row_is_empty(t, 2));
    check_int(table_find(t, 0, "y"), 1);
    check_int(table_find(t, 0, "Y"), -1);
    check_int(table_find(t, 9, "x"), -1);
    struct place at = table_place(t, 1, 0, "x", &a);
    check_text(diag_place(&a, &at), "t.csv:2:1 (x)");
    check_text(table_cell_name(&a, 0, 1), "A1");
    check_text(table_cell_name(&a, 25, 9), "Z9");
    check_text(table_cell_name(&a, 26, 9), "AA9");
    check_text(table_cell_name(&a, 701, 1), "ZZ1");
    check_text(table_cell_name(&a, 702, 1), "AAA1");
    check_text(table_cell_name(&a, 16383, 1048576), "XFD1048576");
    input_close(&in);
    arena_clear(&a);
    diags_clear(&ds);
}

static void test_readers(void **state) {
    (void)state;
    check_true(reader_count() >= 1);
    for (size_t i = 0; i < reader_count(); i++) {
        CHECK_ROW(i);
        const struct reader *r = reader_at(i);
        check_true(r->name && *r->name && r->extensions && r->summary && *r->summary && r->read);
        check_true(r->is_text || r->accepts);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),       cmocka_unit_test(test_bad),   cmocka_unit_test(test_parts),
        cmocka_unit_test(test_refused),    cmocka_unit_test(test_wide),  cmocka_unit_test(test_extensions),
        cmocka_unit_test(test_faults_end), cmocka_unit_test(test_cells), cmocka_unit_test(test_readers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
