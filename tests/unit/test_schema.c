/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schemas: headers, widths, required and unique values, places, and speed. */
#include "loaded.h"

#include <time.h>

static void test_required(void **state) {
    (void)state;
    struct loaded l;
    load(&l, "items\n,id,note\n,a,\n, ,x\n,a,y\n,b,\n, a ,\n");
    check_int(l.n, 5);
    check_int(l.ds.n, 3);
    check_diag(&l.ds, DIAG_VALUE_MISSING, 4);
    check_diag(&l.ds, DIAG_ID_DUPLICATE, 5);
    check_diag(&l.ds, DIAG_ID_DUPLICATE, 7);
    check_text(l.ds.item[0].arg[0], "id");
    check_text(l.ds.item[1].arg[0], "a");
    check_text(l.ds.item[1].arg[1], "3");
    check_text(l.row[1].id, "");
    unload(&l);
}

/* headers: "id line:column word" of each diagnostic */
static const struct {
    const char *header;
    const char *expected[3];
} headers[] = {
    {"id,note", {0}},
    {" ID , Note", {0}},
    {"id,,note", {0}},
    {"id,note,,", {0}},
    {"note", {"column-missing 2:0 id"}},
    {"id,note,id", {"column-duplicate 2:4 id"}},
    {"id,note,Note", {"column-duplicate 2:4 Note"}},
    {"id,label::en,label::English (en)", {"column-duplicate 2:4 label::English (en)"}},
    {"id,label,label", {"column-duplicate 2:4 label"}},
    {"id,zzz,zzz", {"column-unknown 2:3 zzz", "column-duplicate 2:4 zzz"}},
    {"id,wieght",
     {"column-misspelt 2:3 wieght\x1f"
      "weight"}},
    {"id,lable::English (en)",
     {"column-misspelt 2:3 lable::English (en)\x1f"
      "label"}},
    {"id,note::English (en)",
     {"column-misspelt 2:3 note::English (en)\x1f"
      "note"}},
    {"name,nota",
     {"column-unknown 2:2 name",
      "column-misspelt 2:3 nota\x1f"
      "note",
      "column-missing 2:0 id"}},
};

static void test_headers(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(headers); i++) {
        CHECK_ROW(i);
        struct loaded l;
        struct arena a = {0};
        load(&l, arena_printf(&a, "items\n,%s\n", headers[i].header));
        size_t n = 0;
        while (n < 3 && headers[i].expected[n]) {
            n++;
        }
        check_int(l.ds.n, n);
        for (size_t k = 0; k < n; k++) {
            const struct diag *d = &l.ds.item[k];
            check_text(arena_printf(&a, "%s %ld:%d %s%s", diag_name(d->id), d->place.line, d->place.column, d->arg[0],
                                    d->arg[1] ? d->arg[1] : ""),
                       headers[i].expected[k]);
        }
        unload(&l);
        arena_clear(&a);
    }
}

static void test_open(void **state) {
    (void)state;
    struct loaded l;
    load_with(&l, &open_items, "items\n,id,other,Other,wieght,media::image::English (en)\n,a,1,2,3,4\n");
    check_no_diags(&l.ds);
    check_int(l.n, 1);
    unload(&l);
    load_with(&l, &open_items, "items\n,id,other,other\n,a,1,2\n");
    check_int(l.ds.n, 1);
    check_diag(&l.ds, DIAG_COLUMN_DUPLICATE, 2);
    unload(&l);
}

/* Trailing empty cells may be missing or too many; the missing ones are noted once. */
static void test_widths(void **state) {
    (void)state;
    struct loaded l;
    load(&l, "items\n,id,note,weight\n,a,x,1,,,\n,b\n,c,y\n,d,z,2,, \n");
    check_int(l.n, 4);
    check_int(l.ds.n, 1);
    check_diag(&l.ds, DIAG_CSV_SHORT_ROWS, 4);
    check_text(l.ds.item[0].arg[0], "2");
    check_text(l.ds.item[0].arg[1], "2");
    check_text(l.ds.item[0].arg[2], "4");
    check_int(l.ds.item[0].severity, SEVERITY_NOTE);
    unload(&l);
    load(&l, "items,,,,\n,id,note,,\n,a,x,1,\n,b,x,,\n,c,x,,2\n");
    check_int(l.ds.n, 2);
    check_diag(&l.ds, DIAG_CSV_RAGGED_ROW, 3);
    check_diag(&l.ds, DIAG_CSV_RAGGED_ROW, 5);
    check_text(l.ds.item[0].arg[0], "4");
    check_text(l.ds.item[0].arg[1], "3");
    unload(&l);
    load(&l, "items\n,id,,note\n,a,,x\n,b,,x\n,c,1,x\n,d,2,x\n");
    check_int(l.ds.n, 1);
    check_diag(&l.ds, DIAG_COLUMN_UNNAMED, 5);
    unload(&l);
}

/* Nothing stops at the first error. */
static void test_all_errors(void **state) {
    (void)state;
    struct loaded l;
    load(&l, "items\n,id,number,weight,kind,wrong\n,a,x,-1,foo,\n,a,y,-2,bar,\n,,99,,,,extra\n");
    static const struct {
        enum diag_id id;
        long line;
    } wanted[] = {
        {DIAG_COLUMN_UNKNOWN, 2},     {DIAG_VALUE_NOT_NUMBER, 3}, {DIAG_VALUE_NEGATIVE_WEIGHT, 3},
        {DIAG_VALUE_UNKNOWN_WORD, 3}, {DIAG_VALUE_NOT_NUMBER, 4}, {DIAG_VALUE_NEGATIVE_WEIGHT, 4},
        {DIAG_VALUE_UNKNOWN_WORD, 4}, {DIAG_ID_DUPLICATE, 4},     {DIAG_VALUE_MISSING, 5},
        {DIAG_VALUE_OUT_OF_RANGE, 5}, {DIAG_CSV_RAGGED_ROW, 5},
    };
    for (size_t i = 0; i < ARRAY_LEN(wanted); i++) {
        CHECK_ROW(i);
        check_diag(&l.ds, wanted[i].id, wanted[i].line);
    }
    check_int(l.ds.n, ARRAY_LEN(wanted));
    check_int(l.n, 3);
    unload(&l);
}

static const struct field no_field_required[] = {{.name = "note", .type = FIELD_TEXT, .offset = ITEM(note)}};
static const struct schema optional = {"items", no_field_required, 1, sizeof(struct item), "optional", false};

static void test_nothing(void **state) {
    (void)state;
    struct loaded l;
    load(&l, "other\n,id\n,a\n");
    check_true(l.row == NULL && l.n == 0);
    check_int(l.ds.n, 1);
    check_diag(&l.ds, DIAG_SHEET_MISSING, 0);
    check_text(l.ds.item[0].arg[0], "items");
    check_text(l.ds.item[0].place.file, "i.csv");
    unload(&l);
    load(&l, "items\nother\n,id\n");
    check_true(l.row == NULL && l.n == 0);
    check_diag(&l.ds, DIAG_CSV_NO_HEADER, 0);
    check_text(l.ds.item[0].arg[0], "id");
    unload(&l);
    load(&l, "items\n,id\n");
    check_true(l.row != NULL && l.n == 0);
    check_no_diags(&l.ds);
    unload(&l);
    load_with(&l, &optional, "other\n,id\n,a\n");
    check_true(l.row != NULL && l.n == 0);
    check_no_diags(&l.ds);
    int n = 7;
    check_true(schema_load_optional(&items, &l.book, &l.arena, &n, &l.ds) == NULL);
    check_int(n, 0);
    check_no_diags(&l.ds);
    unload(&l);
}

static void test_places(void **state) {
    (void)state;
    struct loaded l;
    struct arena a = {0};
    load(&l, "items\n,label::English (en),ID,number\n,One,\"a\",\n\n,\"Two\nlines\",b,1\n");
    check_no_diags(&l.ds);
    static const struct {
        int row;
        const char *field, *expected;
    } places[] = {
        {0, "id", "i.csv:3:3 (items: id)"},       {1, "id", "i.csv:5:3 (items: id)"},
        {1, "label", "i.csv:5:2 (items: label)"}, {1, "number", "i.csv:5:4 (items: number)"},
        {1, "weight", "i.csv:5 (items: weight)"}, {1, NULL, "i.csv:5 (items)"},
    };
    for (size_t i = 0; i < ARRAY_LEN(places); i++) {
        CHECK_ROW(i);
        struct place at = schema_place(&l.row[places[i].row].ref, places[i].field, &a);
        check_text(diag_place(&a, &at), places[i].expected);
    }
    unload(&l);
    arena_clear(&a);
}

static void test_plain(void **state) {
    (void)state;
    static const char text[] = "id;weight\na;x\n";
    struct input in;
    struct diags ds = {0};
    struct arena a = {0};
    size_t n;
    check_true(input_open_data(&in, "p.csv", text, strlen(text), &ds));
    struct book_sheet sheet = book_plain_sheet(&in.sheet[0]);
    struct item *row = schema_load(&items, NULL, &sheet, &a, &n, &ds);
    check_int(n, 1);
    check_text(row[0].id, "a");
    check_text(diag_place(&a, &ds.item[0].place), "p.csv:2:2 (weight)");
    input_close(&in);
    arena_clear(&a);
    diags_clear(&ds);
}

/* 20,000 rows with unique ids of five digits and two languages: linear, not quadratic. */
static void test_many_rows(void **state) {
    (void)state;
    struct buf b;
    struct loaded l;
    buf_init(&b, BUF_MAX_DEFAULT);
    buf_puts(&b, "items\n,id,label::English (en),label::日本語 (ja),number,weight,kind,open,note\n");
    for (int i = 0; i < 20000; i++) {
        buf_printf(&b, ",%d,\"Label, %d\",ラベル%d,2.5,1,service,yes,a note\n", 40000 + i, i, i);
    }
    clock_t start = clock();
    load(&l, b.data);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    check_no_diags(&l.ds);
    check_int(l.n, 20000);
    check_text(i18n_get(&l.row[19999].label, "ja"), "ラベル19999");
    check_true(seconds < 5); /* 0.03 s where it was written; far more when a step is quadratic */
    unload(&l);
    buf_clear(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_required), cmocka_unit_test(test_headers),    cmocka_unit_test(test_open),
        cmocka_unit_test(test_widths),   cmocka_unit_test(test_all_errors), cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_places),   cmocka_unit_test(test_plain),      cmocka_unit_test(test_many_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
