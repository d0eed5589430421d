/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Report plans (sheets and words) and brands (names, colours, logos). */
#include "check.h"

#include "model/brand.h"
#include "model/plan.h"

#include "sandbox.h"

#define PLAN "settings\n,id,version,label::English (en),label::日本語 (ja)\n,r,1,Report,報告\n"
#define SHEETS "sheets\n,id,used,terminal,label::English (en),label::日本語 (ja)\n"
#define WORDS "words\n,key,text::English (en),text::日本語 (ja)\n"

static void test_plan(void **state) {
    struct sandbox *x = *state;
    struct plan *p = plan_load(folder_write(&x->folder, "r.csv",
                                            PLAN SHEETS ",scores,,,Scores,得点\n,gaps,no,yes,Gaps,\n" WORDS
                                                        ",col.node,Node,ノード\n,of,\"{1} of {2}\",{2}の{1}\n"),
                               &x->ds);
    check_no_diags(&x->ds);
    check_int(p->n_sheets, 2); /* in the order of the file */
    check_text(p->sheet[0].id, "scores");
    check_true(p->sheet[0].is_used && !p->sheet[0].is_in_terminal);
    check_true(!p->sheet[1].is_used && p->sheet[1].is_in_terminal);
    check_text(i18n_get(&p->sheet[0].label, "ja"), "得点");
    check_text(plan_languages(p, &x->arena), "en, ja"); /* a sheet that is not used needs no Japanese */
    check_true(plan_has_language(p, "ja") && !plan_has_language(p, "fr"));
    static const struct {
        const char *key, *lang, *text;
    } rows[] = {
        {"col.node", "en", "Node"}, {"col.node", "ja", "ノード"}, {"col.node", "fr", "Node"},
        {"of", "ja", "{2}の{1}"},   {"no.such", "en", "no.such"}, {"Col.node", "en", "Col.node"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        check_text(plan_word(p, rows[i].key, rows[i].lang), rows[i].text);
    }
    plan_free(p);
}

/* A language that some texts lack is not offered, and the first text that lacks it is named. */
static void test_plan_languages(void **state) {
    struct sandbox *x = *state;
    static const struct {
        const char *text;
        long line;
    } rows[] = {
        {PLAN SHEETS ",a,,,A,\n" WORDS ",k,K,か\n", 6},
        {PLAN SHEETS ",a,,,A,あ\n" WORDS ",k,K,か\n,l,L,\n", 10},
        {"settings\n,id,label\n,r,Report\n" SHEETS ",a,,,A,あ\n" WORDS ",k,K,か\n", 3},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        struct plan *p = plan_load(folder_write(&x->folder, "r.csv", rows[i].text), &x->ds);
        check_int(x->ds.n, 1);
        check_diag(&x->ds, DIAG_PLAN_LANGUAGE_PARTLY, rows[i].line);
        check_text(plan_languages(p, &x->arena), "en");
        plan_free(p);
        diags_clear(&x->ds);
    }
}

#define LONG_TAB "A name of more than thirty-one letters"
static const struct {
    const char *text;
    enum diag_id id;
    long line;
} plan_errors[] = {
    {PLAN SHEETS ",a,,,A,あ\n,a,,,B,い\n" WORDS ",k,K,か\n", DIAG_ID_DUPLICATE, 7},
    {PLAN SHEETS ",a,maybe,,A,あ\n" WORDS ",k,K,か\n", DIAG_VALUE_UNKNOWN_WORD, 6},
    {PLAN SHEETS ",a,,,,\n,b,,,B,い\n" WORDS ",k,K,か\n", DIAG_VALUE_MISSING, 6},
    {PLAN SHEETS ",a,,,A,あ\n" WORDS ",k,K,か\n,k,L,き\n", DIAG_ID_DUPLICATE, 10},
    {PLAN SHEETS ",a,,,A,あ\n" WORDS ",k,,\n,l,L,き\n", DIAG_VALUE_MISSING, 9},
    {PLAN SHEETS ",a,,,A,あ\n", DIAG_SHEET_MISSING, 0},
    {PLAN SHEETS WORDS ",k,K,か\n", DIAG_SHEET_EMPTY, 5},
    {"settings\n,id\n" SHEETS ",a,,,A,あ\n" WORDS ",k,K,か\n", DIAG_SHEET_EMPTY, 2},
    {PLAN SHEETS ",a,no,,A,あ\n" WORDS ",k,K,か\n", DIAG_PLAN_NO_SHEET, 6},
    {PLAN SHEETS ",a,,,A/B,あ\n" WORDS ",k,K,か\n", DIAG_PLAN_TAB_INVALID, 6},
    {PLAN SHEETS ",a,,," LONG_TAB ",あ\n" WORDS ",k,K,か\n", DIAG_PLAN_TAB_INVALID, 6},
    {PLAN SHEETS ",a,,,Gaps,あ\n,b,,,gaps,い\n" WORDS ",k,K,か\n", DIAG_PLAN_TAB_TWICE, 7},
    {PLAN SHEETS ",a,,,A,あ\n,b,,,B,あ\n" WORDS ",k,K,か\n", DIAG_PLAN_TAB_TWICE, 7},
};

static void test_plan_errors(void **state) {
    struct sandbox *x = *state;
    for (size_t i = 0; i < ARRAY_LEN(plan_errors); i++) {
        CHECK_ROW(i);
        check_true(plan_load(folder_write(&x->folder, "r.csv", plan_errors[i].text), &x->ds) == NULL);
        check_diag(&x->ds, plan_errors[i].id, plan_errors[i].line);
        diags_clear(&x->ds);
    }
    check_true(plan_load(folder_path(&x->folder, "none.csv"), &x->ds) == NULL);
    check_diag(&x->ds, DIAG_FILE_MISSING, 0);
}

#define BRAND "settings\n,name,logo,dark,accent,footer\n"
/* 3 × 2 pixels as a JPEG's markers tell them; the PNG is the example's. */
static const char jpeg[] =
    "\xFF\xD8\xFF\xC0\0\x11\x08\0\2\0\3\3\1\x22\0\2\x11\1\3\x11\1\xFF\xDA\0\x0C\3\1\0\2\x11\3\x11\0\x3F\0\x55\xFF\xD9";

static void write_bytes(const char *path, const void *data, size_t n) {
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(data, 1, n, f), n);
    fclose(f);
}

static void test_brand(void **state) {
    struct sandbox *x = *state;
    struct {
        const char *text;
        uint32_t dark, accent;
        size_t logo;
    } rows[] = {
        {BRAND ",Adviser,,#1F3A5F,#d55e00,Foot\n", 0x1F3A5F, 0xD55E00, 0},
        {BRAND ",Adviser,,1f3a5f,,\n", 0x1F3A5F, 0, 0},
        {BRAND ",Adviser,,#000000,#FFFFFF,\n", 1, 0xFFFFFF, 0}, /* black, but not "none given" */
        {BRAND ",Adviser,logo.png,,,\n", 0, 0, 0},
        {BRAND ",Adviser,art/logo.jpg,,,\n", 0, 0, sizeof jpeg - 1},
        {"settings\n,name\n,Adviser\n", 0, 0, 0},
    };
    struct buf png;
    buf_init(&png, BUF_MAX_DEFAULT);
    check_true(file_read("examples/brand/northgate.png", BUF_MAX_DEFAULT, &png, &x->ds));
    /* found beside the brand, wherever the program runs */
    write_bytes(folder_write(&x->folder, "brands/logo.png", ""), png.data, png.len);
    write_bytes(folder_write(&x->folder, "brands/art/logo.jpg", ""), jpeg, sizeof jpeg - 1);
    rows[3].logo = png.len;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        struct brand_file *b = brand_load(folder_write(&x->folder, "brands/b.csv", rows[i].text), &x->ds);
        check_no_diags(&x->ds);
        assert_non_null(b);
        check_text(b->info.name, "Adviser");
        check_int(b->dark, rows[i].dark);
        check_int(b->accent, rows[i].accent);
        check_int(b->logo.len, rows[i].logo);
        brand_free(b);
    }
    const char *path = folder_path(&x->folder, "brands/logo.png");
    const char *text = arena_printf(&x->arena, "%s,Adviser,%s,,,\n", BRAND, path);
    struct brand_file *b = brand_load(folder_write(&x->folder, "elsewhere/b.csv", text), &x->ds);
    assert_non_null(b); /* an absolute path */
    check_int(b->logo.len, png.len);
    brand_free(b);
    buf_clear(&png);
}

static void test_brand_errors(void **state) {
    struct sandbox *x = *state;
    static const struct {
        const char *text;
        enum diag_id id;
        long line;
        const char *said;
    } rows[] = {
        {BRAND ",Adviser,,blue,,\n", DIAG_COLOR_INVALID, 3, "'blue'"},
        {BRAND ",Adviser,,,#12345,\n", DIAG_COLOR_INVALID, 3, "#12345"},
        {BRAND ",Adviser,,,#1234567,\n", DIAG_COLOR_INVALID, 3, "#1234567"},
        {BRAND ",Adviser,,#12G456,,\n", DIAG_COLOR_INVALID, 3, "#12G456"},
        {BRAND ",Adviser,none.png,,,\n", DIAG_FILE_MISSING, 0, "no such file"},
        {BRAND ",Adviser,.,,,\n", DIAG_FILE_IS_DIRECTORY, 0, "folder"},
        {BRAND ",Adviser,text.png,,,\n", DIAG_IMAGE_UNKNOWN, 0, "neither PNG nor JPEG"},
        {BRAND ",Adviser,large.png,,,\n", DIAG_FILE_TOO_LARGE, 0, "2097152"},
        {BRAND ",,,#123456,,\n", DIAG_VALUE_MISSING, 3, "'name'"},
        {BRAND, DIAG_SHEET_EMPTY, 2, "'settings'"},
        {"other\n,name\n,Adviser\n", DIAG_SHEET_MISSING, 0, "'settings'"},
    };
    struct buf large;
    buf_init(&large, BUF_MAX_DEFAULT);
    buf_puts(&large, "\x89PNG\r\n\x1a\n");
    while (large.len <= 2 * 1024 * 1024) {
        buf_puts(&large, "0123456789abcdef");
    }
    folder_write(&x->folder, "large.png", large.data);
    folder_write(&x->folder, "text.png", "not an image");
    buf_clear(&large);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        check_true(brand_load(folder_write(&x->folder, "b.csv", rows[i].text), &x->ds) == NULL);
        check_diag(&x->ds, rows[i].id, rows[i].line);
        bool is_said = false;
        for (size_t d = 0; d < x->ds.n; d++) {
            is_said = is_said || strstr(diag_text(&x->arena, &x->ds.item[d], "en"), rows[i].said);
        }
        check_true(is_said);
        diags_clear(&x->ds);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {SANDBOX_TEST(test_plan), SANDBOX_TEST(test_plan_languages),
                                       SANDBOX_TEST(test_plan_errors), SANDBOX_TEST(test_brand),
                                       SANDBOX_TEST(test_brand_errors)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
