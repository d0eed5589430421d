/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPSS files: what write_sav() writes, the reader reads, and the dialect understands. */
#include "sandbox.h"

#include "imported.h"
#include "write/write_sav.h"

static const struct sav_value depth[] = {
    {0, "Not done", false}, {2, "Documented", false}, {97, "Don't know", true}, {98, "Not applicable", true}};
static const struct sav_value ticks[] = {{0, "Not chosen", false}, {1, "Chosen", false}};
static const struct sav_variable variables[] = {
    {.name = "respondent_id", .label = "", .is_text = true, .width = 8},
    {.name = "d_1_1", .label = "報告者はどのように連絡できますか。", .value = depth, .n_values = 4},
    {.name = "b_1_1_mail", .label = "Channels: e-mail", .value = ticks, .n_values = 2},
    {.name = "b_1_1_web", .label = "Channels: web form", .value = ticks, .n_values = 2},
    {.name = "staff", .label = "Staff"},
    {.name = "note_1", .label = "Comment", .is_text = true, .width = 40},
};
static const char *const cells[] = {"r1", "2",  "1", "0", "4.5", "fine, thanks", /**/
                                    "r2", "97", "1", "1", "",    "",             /**/
                                    "r3", "98", "",  "",  "0",   "日本語"};

static void write(struct buf *out, struct diags *ds) {
    struct sav_data d = {
        .variable = variables, .n_variables = ARRAY_LEN(variables), .n_rows = 3, .cell = cells, .label = "test"};
    buf_init(out, BUF_MAX_DEFAULT);
    assert_true(write_sav(&d, "x.sav", out, ds));
}

static void test_round_trip(void **state) {
    struct sandbox *x = *state;
    struct buf out;
    struct input in;
    write(&out, &x->ds);
    assert_true(input_open_data(&in, "x.sav", out.data, out.len, &x->ds));
    check_no_diags(&x->ds);
    check_text(in.reader, "sav");
    check_int(in.n_sheets, 3);
    for (size_t row = 0; row < 3; row++) {
        for (int c = 0; c < (int)ARRAY_LEN(variables); c++) {
            CHECK_ROW((long)row * 10 + c);
            check_text(table_cell(&in.sheet[0], row + 1, c), cells[row * ARRAY_LEN(variables) + (size_t)c]);
            check_text(table_cell(&in.sheet[0], 0, c), variables[c].name);
            check_text(table_cell(&in.sheet[1], (size_t)c + 1, 1), variables[c].label);
        }
    }
    CHECK_ROW(-1);
    check_text(table_cell(&in.sheet[1], 2, 4), "97 98");
    input_close(&in);
    buf_clear(&out);
}

static void test_same_bytes(void **state) {
    struct sandbox *x = *state;
    struct buf a, b;
    write(&a, &x->ds);
    write(&b, &x->ds);
    check_true(a.len == b.len && memcmp(a.data, b.data, a.len) == 0);
    buf_clear(&a);
    buf_clear(&b);
}

static void test_import(void **state) {
    struct sandbox *s = *state;
    struct buf out;
    struct imported x;
    write(&out, &s->ds);
    import_bytes(&x, out.data, out.len, NULL);
    assert_non_null(x.dialect);
    check_text(x.dialect->name, "spss");
    check_text(x.csv, "respondent_id,d_1_1,b_1_1,staff,note_1\n"
                      "r1,2,mail,4.5,\"fine, thanks\"\n"
                      "r2,97,mail web,,\n"
                      "r3,98,,0,日本語\n");
    check_contains(x.book, ",d_1_1,97,Don't know,dk\n");
    check_contains(x.book, ",d_1_1,98,Not applicable,na\n");
    check_contains(x.book, ",select_multiple b_1_1,b_1_1,Channels\n");
    imported_clear(&x);
    buf_clear(&out);
}

/* A file cut anywhere is refused or read, never more. */
static void test_cut(void **state) {
    struct sandbox *x = *state;
    struct buf out;
    write(&out, &x->ds);
    for (size_t n = 4; n < out.len; n += 7) {
        struct input in;
        struct diags ds = {0};
        CHECK_ROW(n);
        bool is_read = input_open_data(&in, "x.sav", out.data, n, &ds);
        check_true(is_read || diags_has_errors(&ds));
        if (is_read) {
            input_close(&in);
        }
        diags_clear(&ds);
    }
    CHECK_ROW(-1);
    buf_clear(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SANDBOX_TEST(test_round_trip),
        SANDBOX_TEST(test_same_bytes),
        SANDBOX_TEST(test_import),
        SANDBOX_TEST(test_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
