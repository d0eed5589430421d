/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields: the value of a cell of each type, and every error with its words and place. */
#include "loaded.h"

static void test_values(void **state) {
    (void)state;
    struct loaded l;
    load(&l, "items\n"
             ",id,note,number,weight,count,kind,open,label\n"
             ",a, some text ,2.5,0.5,4,Service,no,One\n"
             ",,,,,,,,\n"
             ",b,,,,,,,\n"
             ",c,1-2,１０,0,5.0, ＡＲＥＡ ,TRUE,\n"
             ",d,,-1,1e1,1,function,0,\n");
    check_no_diags(&l.ds);
    assert_int_equal(l.n, 4);
    check_text(l.row[0].id, "a");
    check_text(l.row[0].note, "some text");
    check_near(l.row[0].number, 2.5, 0);
    check_near(l.row[0].weight, 0.5, 0);
    check_int(l.row[0].count, 4);
    check_int(l.row[0].kind, KIND_SERVICE);
    check_true(!l.row[0].is_open);
    check_text(i18n_get(&l.row[0].label, "ja"), "One");
    check_text(l.row[1].note, "");
    check_near(l.row[1].number, -7, 0);
    check_near(l.row[1].weight, 1, 0);
    check_int(l.row[1].count, 3);
    check_int(l.row[1].kind, KIND_FUNCTION);
    check_true(l.row[1].is_open);
    check_true(i18n_is_empty(&l.row[1].label));
    check_near(l.row[2].number, 10, 0);
    check_int(l.row[2].count, 5);
    check_int(l.row[2].kind, KIND_AREA);
    check_true(l.row[2].is_open);
    check_near(l.row[3].number, -1, 0);
    check_near(l.row[3].weight, 10, 0);
    check_true(!l.row[3].is_open);
    check_int(l.row[1].ref.row, 4);
    check_int(l.row[1].ref.table->line[l.row[1].ref.row], 5);
    unload(&l);
}

/* Absent columns give the values of empty cells. */
static void test_defaults(void **state) {
    (void)state;
    struct loaded l;
    load(&l, "items\n,id\n,a\n");
    check_no_diags(&l.ds);
    assert_int_equal(l.n, 1);
    check_text(l.row[0].note, "");
    check_near(l.row[0].weight, 1, 0);
    check_int(l.row[0].kind, KIND_FUNCTION);
    check_true(l.row[0].is_open);
    check_text(i18n_get(&l.row[0].label, "en"), "");
    unload(&l);
}

/* One cell each: the diagnostic, its words, its place. */
static const struct {
    const char *column, *cell;
    enum diag_id id;
    const char *word[3];
} cells[] = {
    {"note", "", N_DIAGS, {0}},
    {"number", "x", DIAG_VALUE_NOT_NUMBER, {"x"}},
    {"number", "1,5", DIAG_VALUE_NOT_NUMBER, {"1,5"}},
    {"number", "0x10", DIAG_VALUE_NOT_NUMBER, {"0x10"}},
    {"number", "nan", DIAG_VALUE_NOT_NUMBER, {"nan"}},
    {"number", "5 %", DIAG_VALUE_NOT_NUMBER, {"5 %"}},
    {"number", "10.5", DIAG_VALUE_OUT_OF_RANGE, {"10.5", "-1", "10"}},
    {"number", "-1.01", DIAG_VALUE_OUT_OF_RANGE, {"-1.01", "-1", "10"}},
    {"weight", "-0.5", DIAG_VALUE_NEGATIVE_WEIGHT, {"-0.5"}},
    {"weight", "heavy", DIAG_VALUE_NOT_NUMBER, {"heavy"}},
    {"weight", "1e6", N_DIAGS, {0}},
    {"weight", "1e9", DIAG_VALUE_OUT_OF_RANGE, {"1e9", "0", "1000000"}},
    {"count", "2.5", DIAG_VALUE_NOT_WHOLE, {"2.5"}},
    {"count", "9e99", DIAG_VALUE_NOT_WHOLE, {"9e99"}},
    {"count", "two", DIAG_VALUE_NOT_NUMBER, {"two"}},
    {"count", "6", DIAG_VALUE_OUT_OF_RANGE, {"6", "1", "5"}},
    {"kind",
     "servise",
     DIAG_VALUE_UNKNOWN_WORD,
     {"servise", "area, service, function",
      "\x1f"
      "service"}},
    {"kind", "xyz", DIAG_VALUE_UNKNOWN_WORD, {"xyz", "area, service, function", ""}},
    {"open", "maybe", DIAG_VALUE_UNKNOWN_WORD, {"maybe", "yes, no, true, false, 1, 0", ""}},
    {"open",
     "yess",
     DIAG_VALUE_UNKNOWN_WORD,
     {"yess", "yes, no, true, false, 1, 0",
      "\x1f"
      "yes"}},
};

static void test_cells(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cells); i++) {
        CHECK_ROW(i);
        struct loaded l;
        struct arena a = {0};
        load(&l, arena_printf(&a, "items\n,id,x1,%s\n,a,,\"%s\"\n,b,,\n", cells[i].column, cells[i].cell));
        check_int(l.n, 2);
        check_diag(&l.ds, DIAG_COLUMN_UNKNOWN, 2);
        check_int(l.ds.n, cells[i].id == N_DIAGS ? 1 : 2);
        if (cells[i].id != N_DIAGS) {
            const struct diag *d = &l.ds.item[1];
            check_text(diag_name(d->id), diag_name(cells[i].id));
            check_text(diag_place(&a, &d->place), arena_printf(&a, "i.csv:3:4 (items: %s)", cells[i].column));
            for (int w = 0; w < 3; w++) {
                check_text(d->arg[w], cells[i].word[w]);
            }
            check_int(l.row[0].count, 3); /* an unusable cell counts as empty */
            check_near(l.row[0].number, -7, 0);
            check_near(l.row[0].weight, 1, 0);
        }
        unload(&l);
        arena_clear(&a);
    }
}

static const struct {
    const char *id, *others; /* others: of the same column */
    enum diag_id wanted;
} ids[] = {
    {"2.1.1", "x", N_DIAGS},
    {"2", "2.1", N_DIAGS},
    {"2.1", "2.1.1", N_DIAGS},
    {"2.10", "2.1.1", N_DIAGS},
    {"psirt-full", "x", N_DIAGS},
    {"3-days", "x", N_DIAGS},
    {"1-2", "x", N_DIAGS},
    {"h24x7", "x", N_DIAGS},
    {"36892", "40001", N_DIAGS},           /* five digits are as good an id as any … */
    {"36892", "2.1.1", DIAG_ID_IS_NUMBER}, /* … but not among dotted ones */
    {"1E+05", "x", DIAG_ID_IS_NUMBER},
    {"2.2000000000000002", "x", DIAG_ID_IS_NUMBER},
    {"2001-01-01", "x", DIAG_ID_IS_DATE},
    {"2001/1/1", "x", DIAG_ID_IS_DATE},
    {"1.1.2001", "x", DIAG_ID_IS_DATE},
    {"2001-01-01 00:00:00", "x", DIAG_ID_IS_DATE},
    {"1-Feb", "x", DIAG_ID_IS_DATE},
    {"2月1日", "x", DIAG_ID_IS_DATE},
    {"two words", "x", DIAG_ID_HAS_BLANK},
    {"two\xE3\x80\x80words", "x", DIAG_ID_HAS_BLANK},
};

static void test_ids(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(ids); i++) {
        CHECK_ROW(i);
        struct loaded l;
        struct arena a = {0};
        load(&l, arena_printf(&a, "items\n,id,note\n, %s ,\n,%s,\n", ids[i].id, ids[i].others));
        check_int(l.n, 2);
        check_text(l.row[0].id, ids[i].id);
        check_int(l.ds.n, ids[i].wanted != N_DIAGS);
        if (ids[i].wanted != N_DIAGS) {
            check_diag(&l.ds, ids[i].wanted, 3);
            check_text(l.ds.item[0].arg[0], ids[i].id);
            check_text(diag_place(&a, &l.ds.item[0].place), "i.csv:3:2 (items: id)");
        }
        unload(&l);
        arena_clear(&a);
    }
}

static void test_languages(void **state) {
    (void)state;
    struct loaded l;
    load(&l, "items\n,id,label::日本語 (ja),label,Label::English (EN),label::pt-BR,label:: Français ( fr ) \n"
             ",a,いち,plain,One,Um,Un\n,b,,,Two,,\n,c,,only,,,\n");
    check_no_diags(&l.ds);
    const struct i18n *x = &l.row[0].label;
    check_int(x->n, 5);
    check_text(i18n_get(x, "ja"), "いち");
    check_text(i18n_get(x, "en"), "One");
    check_text(i18n_get(x, "pt-BR"), "Um");
    check_text(i18n_get(x, "fr"), "Un");
    check_text(x->item[1].lang, "");
    check_text(x->item[1].text, "plain");
    check_int(l.row[1].label.n, 1);
    check_text(i18n_get(&l.row[1].label, "ja"), "Two");
    check_text(i18n_get(&l.row[2].label, "ja"), "only");
    unload(&l);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values), cmocka_unit_test(test_defaults),  cmocka_unit_test(test_cells),
        cmocka_unit_test(test_ids),    cmocka_unit_test(test_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
