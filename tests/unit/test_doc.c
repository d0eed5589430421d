/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The document model: building, finding, checking; the palette. */
#include "check.h"

#include "demo_doc.h"
#include "doc/check.h"
#include "doc/palette.h"

static const struct column two[] = {{.key = "a", .label = "A"}, {.key = "b", .label = "B"}};

/* ---- building ---------------------------------------------------------------------------------------------- */
static void test_rows_stay(void **state) {
    (void)state;
    struct doc d;
    doc_init(&d, "t", "en");
    struct sheet *s = doc_add_sheet(&d, "s", "S", SHEET_PAGE);
    struct table *t = add_table(&d, s, "t", two, 2);
    for (int i = 0; i < 1000; i++) {
        struct row *r = table_add_row(&d, t, NULL);
        assert_int_equal(r->cell[1].kind, CELL_EMPTY);
        r->cell[0] = cell_number(i, UNIT_COUNT);
    }
    for (int i = 0; i < 1000; i++) {
        check_near(t->row[i].cell[0].number, i, 0);
    }
    for (int i = 0; i < 100; i++) {
        add_text(&d, s, "x", TONE_PLAIN);
        doc_add_sheet(&d, doc_text(&d, "s%d", i), doc_text(&d, "S%d", i), SHEET_DATA);
    }
    const struct sheet *on = NULL;
    assert_ptr_equal(doc_find_table(&d, "t", &on), t);
    assert_ptr_equal(on, s);
    assert_null(doc_find_table(&d, "u", &on));
    assert_null(doc_find_table(&d, NULL, NULL));
    assert_null(doc_find_sheet(&d, "u"));
    assert_string_equal(doc_find_sheet(&d, "s99")->name, "S99");
    assert_int_equal(table_find_column(t, "b"), 1);
    assert_int_equal(table_find_column(t, "c"), -1);
    assert_int_equal(table_find_column(t, NULL), -1);
    doc_clear(&d);
}

static void test_cells(void **state) {
    (void)state;
    struct cell none = cell_none(NULL, "n < 2");
    assert_int_equal(none.kind, CELL_NONE);
    check_text(none.text, "");
    check_text(none.reason, "n < 2");
    assert_int_equal(cell_toned("x", TONE_WEAK).tone, TONE_WEAK);
    check_text(cell_text(NULL).text, "");
    assert_int_equal(cell_number(0.5, UNIT_SHARE).unit, UNIT_SHARE);
}

/* ---- checking ---------------------------------------------------------------------------------------------- */
static void test_sheet_names(void **state) {
    (void)state;
    static const struct {
        const char *name;
        bool is_good;
    } rows[] = {
        {"Scores", true},
        {"", false},
        {"  ", false},
        {"1234567890123456789012345678901", true},
        {"12345678901234567890123456789012", false},
        {"評価結果一二三四五六七八九十一二三四五六七八九十一二三四五六七", true}, /* 31 units */
        {"𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷", false},                              /* 16 characters, 32 units */
        {"a:b", false},
        {"a/b", false},
        {"a\\b", false},
        {"a?b", false},
        {"a*b", false},
        {"[a]", false},
        {"'a", false},
        {"a'", false},
        {"It's", true},
        {"history", false},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        assert_int_equal(doc_sheet_name_problem(rows[i].name) == NULL, rows[i].is_good);
    }
    CHECK_ROW(-1);
}

static void test_defined_names(void **state) {
    (void)state;
    static const struct {
        const char *name;
        bool is_good;
    } rows[] = {
        {"overall_score", true}, {"_x", true},   {"score.2", true}, {"A1", false}, {"XFD10", false}, {"abcd1", true},
        {"R1C1", false},         {"r", false},   {"C", false},      {"RC", false}, {"RCx", true},    {"1a", false},
        {"a b", false},          {"a-b", false}, {"", false},       {NULL, false}, {"名前", false},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        assert_int_equal(doc_is_defined_name(rows[i].name), rows[i].is_good);
    }
    CHECK_ROW(-1);
}

/* Each row spoils a good document in one way. */
static void spoil(struct doc *d, int how) {
    struct sheet *s = d->sheet[0];
    struct table *t = s->block[0].table;
    struct chart *c = s->block[1].chart;
    switch (how) {
    case 0:
        t->row[0].cell[1].number = NAN;
        break;
    case 1:
        t->row[0].cell[1].number = INFINITY;
        break;
    case 2:
        t->row[0].cell[0].text = NULL;
        break;
    case 3:
        s->name = "a/b";
        break;
    case 4:
        doc_add_sheet(d, "other", "s", SHEET_PAGE);
        break; /* "S" and "s" */
    case 5:
        doc_add_sheet(d, "s", "Other", SHEET_PAGE);
        break;
    case 6:
        add_table(d, s, "t", two, 2);
        break;
    case 7:
        c->table = "nothing";
        break;
    case 8:
        c->category = "nothing";
        break;
    case 9:
        c->series[0].column = "nothing";
        break;
    case 10:
        c->n_rows = 3;
        break;
    case 11:
        c->axis_max = c->axis_min;
        break;
    case 12:
        t->row[0].cell[0].name = "A1";
        break;
    case 13:
        t->row[0].cell[0].name = t->row[1].cell[0].name = "twice";
        break;
    case 14:
        t->row[0].cell[0].link = "nothing";
        break;
    case 15:
        s->block[0].width = 13;
        break;
    case 16:
        t->column[1].key = "a";
        break;
    case 17:
        t->column[1].paint = PAINT_BAR;
        break;
    case 18:
        doc_add_fact(d, (struct fact){.value = cell_number(NAN, UNIT_SCORE)});
        break;
    case 19:
        c->first_row = 2;
        break;
    default:
        d->n_sheets = 0;
    }
}
#define N_SPOILT 21

static void fill_small(struct doc *d) {
    doc_init(d, "t", "en");
    struct sheet *s = doc_add_sheet(d, "s", "S", SHEET_PAGE);
    struct table *t = add_table(d, s, "t", two, 2);
    for (int i = 0; i < 2; i++) {
        struct row *r = table_add_row(d, t, NULL);
        r->cell[0] = cell_text("x");
        r->cell[1] = cell_number(i, UNIT_COUNT);
    }
    t->row[0].cell[0].link = "https://example.org/";
    t->row[1].cell[0].link = "s";
    struct series series[] = {{"B", "b", 0, STROKE_FILL}};
    struct chart c = {.id = "c", .table = "t", .category = "a", .series = series, .n_series = 1, .axis_max = 1};
    add_chart(d, s, &c);
}

static void test_check_finds(void **state) {
    (void)state;
    for (int i = -1; i < N_SPOILT; i++) {
        struct doc d;
        struct diags ds = {0};
        CHECK_ROW(i);
        fill_small(&d);
        if (i >= 0) {
            spoil(&d, i);
        }
        bool is_good = doc_check(&d, &ds);
        if (is_good != (i < 0)) {
            print_error("way %d: %s\n", i, is_good ? "not found" : "a good document was refused");
        }
        assert_int_equal(is_good, i < 0);
        assert_int_equal(ds.n_errors > 0, i >= 0);
        assert_true(i < 0 || ds.item[0].id == DIAG_DOC_INVALID);
        diags_clear(&ds);
        doc_clear(&d);
    }
    CHECK_ROW(-1);
}

static void test_demo_is_good(void **state) {
    (void)state;
    static const char *const langs[] = {"en", "ja"};
    for (size_t i = 0; i < ARRAY_LEN(langs); i++) {
        struct doc d;
        struct diags ds = {0};
        demo_doc_fill(&d, langs[i], 2);
        assert_true(doc_check(&d, &ds));
        diags_clear(&ds);
        doc_clear(&d);
    }
}

/* ---- palette ----------------------------------------------------------------------------------------------- */
static void test_ramp_steps(void **state) {
    (void)state;
    static const struct {
        double value, low, high;
        int step;
    } rows[] = {
        {0, 0, 1, 0}, {-5, 0, 1, 0}, {0.19, 0, 1, 0}, {0.2, 0, 1, 1}, {0.99, 0, 1, 4},
        {1, 0, 1, 4}, {9, 0, 1, 4},  {0, 0, 3, 0},    {1, 0, 3, 1},   {2, 0, 3, 3},
        {3, 0, 3, 4}, {1, 1, 1, 0},  {NAN, 0, 1, 0},  {-1, -1, 1, 0}, {0, -1, 1, 2},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        assert_int_equal(palette_ramp_step(rows[i].value, rows[i].low, rows[i].high), rows[i].step);
    }
    CHECK_ROW(-1);
}

static void test_brand_colours(void **state) {
    (void)state;
    struct doc d = {0};
    uint32_t house = palette_accent(&d);
    assert_int_equal(palette_series(&d, 0), house);
    assert_int_equal(palette_series(&d, 8), house);
    assert_int_equal(palette_series(&d, PALETTE_PLACE_RAMP + 4), palette_ramp(4));
    d.brand.accent = 0x112233;
    d.brand.dark = 0x445566;
    assert_int_equal(palette_series(&d, 0), 0x112233);
    assert_int_equal(palette_series(&d, -8), 0x112233);
    assert_int_equal(palette_dark(&d), 0x445566);
    assert_int_equal(palette_tone(&d, TONE_ACCENT).ink, 0x112233);
    assert_int_equal(palette_ramp(99), palette_ramp(PALETTE_RAMP_STEPS - 1));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_stay),     cmocka_unit_test(test_cells),         cmocka_unit_test(test_sheet_names),
        cmocka_unit_test(test_defined_names), cmocka_unit_test(test_check_finds),   cmocka_unit_test(test_demo_is_good),
        cmocka_unit_test(test_ramp_steps),    cmocka_unit_test(test_brand_colours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
