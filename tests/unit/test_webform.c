/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The web form: trees as JavaScript, texts that stay harmless, the page around them. What browsers make of the page is
   tested by `make check-browser`. */
#include "check.h"

#include "base/file.h"
#include "doc/webform.h"
#include "table/reader.h"
#include "write/expr_js.h"
#include "write/write_webform.h"

static struct arena arena;
static struct program program;

typedef const struct expr *ex;

static ex num(double x) { return expr_number(&arena, x); }

static const char *js(ex e) {
    struct buf out;
    buf_init(&out, BUF_MAX_DEFAULT);
    const char *text = expr_js(e, &out) ? arena_strdup(&arena, out.data) : "none";
    buf_clear(&out);
    return text;
}

static int set_up(void **state) {
    (void)state;
    program = (struct program){.arena = &arena};
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    program_clear(&program);
    arena_clear(&arena);
    return 0;
}

/* ---- trees ------------------------------------------------------------------------------------------------------- */

static void test_trees(void **state) {
    (void)state;
    ex x = program_input(&program, EXPR_IS_A_NUMBER), p = program_input(&program, EXPR_IS_A_TRUTH);
    ex q = program_input(&program, EXPR_IS_A_TRUTH), t = program_input(&program, EXPR_IS_A_TEXT);
    ex picked[] = {num(3), num(-0.5)};
    check_text(js(EXPR_OF(&arena, EXPR_ADD, x, num(0.1), num(2))), "sum(v[0],0.1,2)");
    check_text(js(EXPR_OF(&arena, EXPR_MULTIPLY, x, num(-2))), "(v[0]*(-2))");
    check_text(js(EXPR_OF(&arena, EXPR_MIN, x, num(1))), "smallest(v[0],1)");
    check_text(js(expr_two(&arena, EXPR_DIVIDE, x, num(3))), "over(v[0],3)");
    check_text(js(expr_two(&arena, EXPR_MODULO, x, num(3))), "modulo(v[0],3)");
    check_text(js(expr_two(&arena, EXPR_LESS, x, num(3))), "(v[0]<3?1:0)");
    check_text(js(expr_two(&arena, EXPR_EQUAL, x, num(3))), "(v[0]===3?1:0)");
    check_text(js(EXPR_OF(&arena, EXPR_AND, p, q)), "(v[1]&&v[2]?1:0)");
    check_text(js(EXPR_OF(&arena, EXPR_OR, p, q)), "(v[1]||v[2]?1:0)");
    check_text(js(expr_not(&arena, p)), "(v[1]?0:1)");
    check_text(js(expr_if(&arena, p, x, num(1))), "(v[1]?v[0]:1)");
    check_text(js(expr_pick(&arena, x, picked, 2)), "pick(v[0],[3,(-0.5)])");
    check_text(js(expr_is_number(&arena, x)), "(typeof v[0]===\"number\"?1:0)");
    check_text(js(expr_length(&arena, t)), "[...v[3]].length");
    check_text(js(expr_two(&arena, EXPR_SAME, t, expr_text(&arena, "a\"b"))), "(v[3]===\"a\\u0022b\"?1:0)");
    check_text(js(expr_round(&arena, x, NUM_HALF_EVEN, 2)), "round(v[0],\"half_even\",2)");
    check_text(js(expr_run(&arena, EXPR_MEDIAN, 4, 3, NULL)), "run(v,4,3,0)");
    check_text(js(expr_run(&arena, EXPR_COUNT, 4, 3, NULL)), "run(v,4,3,-1)");
    check_text(js(expr_run(&arena, EXPR_SMALLEST, 4, 3, x)), "run(v,4,3,v[0])");
}

/* What only a document knows cannot be printed. */
static void test_documents_only(void **state) {
    (void)state;
    check_text(js(expr_column(&arena, "lines.id")), "none");
    check_text(js(expr_call(&arena, "TODAY", NULL, 0)), "none");
    check_text(js(expr_cell(&arena, "at0", EXPR_IS_A_NUMBER)), "none");
    ex nested = EXPR_OF(&arena, EXPR_ADD, num(1), expr_call(&arena, "TODAY", NULL, 0));
    check_text(js(nested), "none");
}

static void test_texts(void **state) {
    (void)state;
    struct buf out;
    buf_init(&out, BUF_MAX_DEFAULT);
    expr_js_text("a\"'\\</script>\n\xE2\x80\xA8\xE2\x80\xA9&\xE6\x97\xA5", &out);
    check_text(out.data, "\"a\\u0022\\u0027\\u005c\\u003c/script\\u003e\\u000a\\u2028\\u2029\\u0026\xE6\x97\xA5\"");
    buf_clear(&out);
}

static void test_program(void **state) {
    (void)state;
    struct buf out;
    buf_init(&out, BUF_MAX_DEFAULT);
    ex x = program_input(&program, EXPR_IS_A_NUMBER);
    check_true(expr_js_program(&program, &out));
    check_text(out.data, "[]");
    buf_reset(&out);
    program_add(&program, "twice", EXPR_OF(&arena, EXPR_MULTIPLY, x, num(2)));
    check_true(expr_js_program(&program, &out));
    check_text(out.data, "[v=>{\nv[1]=(v[0]*2);\n}]");
    buf_clear(&out);
}

/* ---- the page ---------------------------------------------------------------------------------------------------- */

static void write_page(const char *word, struct buf *out) {
    struct webform w;
    webform_init(&w);
    w.title = word;
    w.description = word;
    w.no_script = "no\nscript";
    json_set(w.data, "word", json_new_text(word));
    check_true(webform_write(&w, out));
    webform_clear(&w);
}

static size_t count(const char *text, const char *word) {
    size_t n = 0;
    for (const char *at = strstr(text, word); at; at = strstr(at + 1, word)) {
        n++;
    }
    return n;
}

static void test_page(void **state) {
    (void)state;
    struct buf page, again;
    buf_init(&page, BUF_MAX_DEFAULT);
    buf_init(&again, BUF_MAX_DEFAULT);
    write_page("</script><script>x</script></title>&\"' \xE2\x80\xA8", &page);
    write_page("</script><script>x</script></title>&\"' \xE2\x80\xA8", &again);
    check_text(page.data, again.data);
    check_int(count(page.data, "</script>"), 2);
    check_int(count(page.data, "<script"), 2);
    check_int(count(page.data, "</title>"), 1);
    check_int(count(page.data, "\xE2\x80\xA8"), 2); /* in title and description, where it does no harm */
    check_true(strstr(page.data, "\"word\": \"\\u003c/script\\u003e\\u003cscript\\u003ex"));
    check_true(strstr(page.data, "default-src 'none'; style-src 'sha256-"));
    check_true(strstr(page.data, "script-src 'sha256-"));
    check_true(!strstr(page.data, "unsafe-"));
    check_true(!strstr(page.data, "http://") && !strstr(page.data, "https://"));
    check_true(strstr(page.data, "no<br>script"));
    buf_clear(&page);
    buf_clear(&again);
}

/* ---- what the page saves ----------------------------------------------------------------------------------------- */

static bool open_json(struct input *in, const char *text, struct diags *ds) {
    return input_open_data(in, "a.json", text, strlen(text), ds);
}

static void test_json_sheets(void **state) {
    (void)state;
    struct input in;
    struct diags ds = {0};
    check_true(open_json(&in,
                         "{\"settings\": [{\"form_id\": \"f\"}],\n"
                         " \"answers\": [{\"question\": \"a\", \"answer\": 3}, {\"question\": \"b\", \"comment\": "
                         "\"x\\ny\", \"answer\": null}]}",
                         &ds));
    check_int(in.n_sheets, 2);
    const struct table_text *t = &in.sheet[1];
    check_text(t->sheet, "answers");
    check_text(table_cell(t, 0, 2), "comment");
    check_text(table_cell(t, 1, 1), "3");
    check_int(table_kind_of(t, 1, 1), TABLE_NUMBER);
    check_text(table_cell(t, 1, 2), "");
    check_text(table_cell(t, 2, 2), "x\ny");
    check_text(table_cell(t, 2, 1), "");
    struct place at = table_place(t, 2, 0, NULL, &arena);
    check_text(at.cell, "A3");
    input_close(&in);
    diags_clear(&ds);
}

static void test_json_that_is_no_book(void **state) {
    (void)state;
    static const char *const texts[] = {"{}",
                                        "[]",
                                        "{\"answers\": 3}",
                                        "{\"answers\": [3]}",
                                        "{\"answers\": [{\"a\": [1]}]}",
                                        "{\"answers\": [{\"a\": true}]}"};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        CHECK_ROW(i);
        struct input in;
        struct diags ds = {0};
        check_true(!open_json(&in, texts[i], &ds));
        check_int(ds.n, 1);
        check_diag(&ds, DIAG_JSON_NO_SHEETS, 0);
        diags_clear(&ds);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_trees, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_documents_only, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_texts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_program, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_page, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_json_sheets, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_json_that_is_no_book, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
