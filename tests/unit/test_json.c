/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON: printing in the order of insertion with the shortest digits, reading with the place of an error. */
#include "check.h"

#include "base/json.h"

static const char *printed(struct arena *a, struct json *j) {
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    json_print(j, &b);
    const char *text = arena_strdup(a, b.data);
    buf_clear(&b);
    json_free(j);
    return text;
}

static struct json *parsed(const char *text, struct diags *ds) { return json_parse(text, strlen(text), "r.json", ds); }

static void test_order(void **state) {
    (void)state;
    struct arena a = {0};
    static const char *const keys[] = {"zebra", "apple", "mango", "1", "Apple", "b", ""};
    struct json *j = json_new_object();
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        json_set(j, keys[i], json_new_int((long long)i));
    }
    json_set(j, "apple", json_new_int(9)); /* a new value, the old place */
    check_text(printed(&a, j),
               "{\"zebra\": 0, \"apple\": 9, \"mango\": 2, \"1\": 3, \"Apple\": 4, \"b\": 5, \"\": 6}\n");
    arena_clear(&a);
}

static void test_scalars(void **state) {
    (void)state;
    const struct {
        struct json *value;
        const char *text;
    } rows[] = {
        {json_new_real(0.1), "0.1"},
        {json_new_real(0.1 + 0.2), "0.30000000000000004"},
        {json_new_real(2.0 / 3), "0.6666666666666666"},
        {json_new_real(-0.0), "0"},
        {json_new_real(1), "1"},
        {json_new_real(1e22), "1e+22"},
        {json_new_int(-9007199254740993), "-9007199254740993"},
        {json_new_bool(true), "true"},
        {json_new_bool(false), "false"},
        {json_new_null(), "null"},
        {json_new_text(NULL), "null"},
        {json_new_text(""), "\"\""},
        {json_new_text("日本語 \"x\" \\ / \n\t\x01"), "\"日本語 \\\"x\\\" \\\\ / \\n\\u0009\\u0001\""},
        {json_new_object(), "{}"},
        {json_new_list(), "[]"},
    };
    struct arena a = {0};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        check_text(printed(&a, rows[i].value), arena_printf(&a, "%s\n", rows[i].text));
    }
    arena_clear(&a);
}

static void test_layout(void **state) {
    (void)state;
    struct arena a = {0};
    struct json *j = json_new_object(), *list = json_new_list(), *leaf = json_new_object(), *wide = json_new_list();
    json_set(leaf, "low", json_new_real(0.5));
    json_set(leaf, "high", json_new_int(1));
    json_push(list, leaf);
    json_push(list, json_new_text("x"));
    for (int i = 0; i < 30; i++) {
        json_push(wide, json_new_int(1000));
    }
    json_set(j, "nodes", list);
    json_set(j, "wide", wide);
    const char *text = printed(&a, j);
    check_contains(
        text,
        "{\n  \"nodes\": [\n    {\"low\": 0.5, \"high\": 1},\n    \"x\"\n  ],\n  \"wide\": [\n    1000,\n    1000");
    check_contains(text, "    1000\n  ]\n}\n");
    arena_clear(&a);
}

/* What is printed reads back as the same and prints as the same bytes. */
static void test_round_trip(void **state) {
    (void)state;
    static const char text[] = "{\"b\":[1,2.5,{\"x\":null}],\"a\":\"日\\u672c\\ud83d\\ude00\",\"t\":true,\"n\":-1e-7,"
                               "\"e\":{},\"i\":9223372036854775807}";
    struct arena a = {0};
    struct diags ds = {0};
    const char *first = printed(&a, parsed(text, &ds));
    check_contains(first, "\"日本😀\"");
    check_contains(first, "\"i\": 9223372036854775807");
    check_text(printed(&a, parsed(first, &ds)), first);
    check_no_diags(&ds);
    arena_clear(&a);
    diags_clear(&ds);
}

static void test_reading(void **state) {
    (void)state;
    struct diags ds = {0};
    struct json *j = parsed("{\"list\": [10, 2.5, \"x\", null], \"t\": true}", &ds);
    const struct json *list = json_get(j, "list");
    double x = -1;
    check_int(json_length(list), 4);
    check_true(json_number(json_at(list, 0), &x) && x == 10);
    check_true(json_number(json_at(list, 1), &x) && x == 2.5);
    check_true(!json_number(json_at(list, 2), &x) && x == 2.5);
    check_text(json_text(json_at(list, 2)), "x");
    check_true(json_text(json_at(list, 3)) == NULL && json_text(json_at(list, 0)) == NULL);
    check_true(json_at(list, 4) == NULL && json_get(j, "none") == NULL && json_get(list, "t") == NULL);
    check_int(json_length(json_get(j, "t")), 0);
    json_free(j);
    diags_clear(&ds);
}

static void test_errors(void **state) {
    (void)state;
    static const struct {
        const char *text;
        long line;
        int column;
    } rows[] = {
        {"{\"a\": 1,\n \"b\": }", 2, 7},
        {"{\"a\": 1\n\n \"b\": 2}", 3, 4},
        {"[1, 2", 1, 5},
        {"{\"a\": 1, \"a\": 2}", 1, 12},
        {"[1] x", 1, 5},
        {"[\"\x80\"]", 1, 2},
        {"{\"a\": 01}", 1, 7},
        {"[NaN]", 1, 4},
        {"{'a': 1}", 1, 2},
        {"\n\n[1,]", 3, 4},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        struct diags ds = {0};
        check_true(parsed(rows[i].text, &ds) == NULL);
        check_int(ds.n, 1);
        check_diag(&ds, DIAG_JSON_INVALID, rows[i].line);
        check_int(ds.item[0].place.column, rows[i].column);
        check_text(ds.item[0].place.file, "r.json");
        check_true(ds.item[0].arg[0] && *ds.item[0].arg[0]);
        diags_clear(&ds);
    }
    struct diags ds = {0};
    check_true(parsed("", &ds) == NULL);
    check_diag(&ds, DIAG_JSON_INVALID, 0);
    diags_clear(&ds);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),      cmocka_unit_test(test_scalars), cmocka_unit_test(test_layout),
        cmocka_unit_test(test_round_trip), cmocka_unit_test(test_reading), cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
