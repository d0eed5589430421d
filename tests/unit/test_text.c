/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text: valid UTF-8, widths and lines, compatibility forms, near words, dates, texts in several languages. */
#include "check.h"

#include "base/text.h"

static const struct {
    const char *text;
    size_t n, prefix;
} prefixes[] = {
    {"", 0, 0},
    {"plain", 5, 5},
    {"plain", 3, 3},
    {"a\0b", 3, 3},
    {"é", 2, 2},
    {"日本", 6, 6},
    {"日本", 5, 3}, /* cut inside a character */
    {"日本", 4, 3},
    {"a\xE3\x81", 3, 1},
    {"😀", 4, 4},
    {"ab\x80", 3, 2},            /* a continuation alone */
    {"ab\xFF", 3, 2},            /* no byte of UTF-8 */
    {"\xC0\x80", 2, 0},          /* overlong NUL */
    {"\xE0\x80\xAF", 3, 0},      /* overlong '/' */
    {"x\xED\xA0\x80", 4, 1},     /* a surrogate */
    {"x\xF4\x90\x80\x80", 5, 1}, /* beyond U+10FFFF */
    {"\xE3\x41\x42", 3, 0},
    {"abcdefg\xFFijklmnopqrstuvwx", 24, 7}, /* eight bytes are looked at together: the first and the last of them */
    {"abcdefgh\xFFjklmnopqrstuvwx", 24, 8},
    {"日本語abcdefghijklmnop\x80", 26, 25},
    {"abcdefghijkl\xC3\xA9mnop", 18, 18},
    {"caf\xE9 noir", 9, 3}, /* Latin-1 */
};

static void test_valid_prefix(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(prefixes); i++) {
        CHECK_ROW(i);
        check_int(text_valid_prefix(prefixes[i].text, prefixes[i].n), prefixes[i].prefix);
    }
}

static const struct {
    const char *text;
    int width, in, lines; /* lines that it needs in 'in' columns */
} shapes[] = {
    {"", 0, 5, 1},
    {"abcd", 4, 4, 1},
    {"abcd ", 5, 4, 1}, /* the blank hangs over */
    {"abcd efgh", 9, 4, 2},
    {"abcd efgh", 9, 9, 1},
    {"abc def ghi", 11, 7, 2},
    {"abc def ghi", 11, 6, 3},
    {"abcdefghij", 10, 4, 3}, /* a word longer than the line is cut */
    {"ab cdefghij", 11, 4, 3},
    {"a\nb", 2, 10, 2},
    {"a\n\nb", 2, 10, 3},
    {"日本語の文", 10, 10, 1},
    {"日本語の文", 10, 9, 2},
    {"日本語の文", 10, 5, 3}, /* two a line; no word holds them together */
    {"日本abc語", 9, 6, 2},
    {"a 日本語文", 10, 6, 2},
    {"日本語abc", 9, 7, 2},
    {"ｱｲｳ", 3, 3, 1},                /* half-width katakana */
    {"ＡＢ", 4, 4, 1},               /* full-width letters */
    {"e\xCC\x81t\xC3\xA9", 3, 3, 1}, /* a combining accent takes no column */
    {"abc", 3, 0, 2},                /* never less than two columns */
};

static void test_width_and_lines(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(shapes); i++) {
        CHECK_ROW(i);
        check_int(text_width(shapes[i].text), shapes[i].width);
        check_int(text_lines(shapes[i].text, shapes[i].in), shapes[i].lines);
    }
}

static const struct {
    const char *text, *folded, *clean, *trimmed;
} forms[] = {
    {"", "", "", ""},
    {" \t ", "", "", ""},
    {"Depth", "depth", "Depth", "Depth"},
    {"  Foo \t BAR  ", "foo bar", "Foo \t BAR", "Foo \t BAR"},
    {"３ ", "3", "3", "３"},
    {"　ＡＢＣ　１２　", "abc 12", "ABC 12", "ＡＢＣ　１２"},
    {"ﾃｽﾄ", "テスト", "テスト", "ﾃｽﾄ"},
    {"ｶﾞ", "ガ", "ガ", "ｶﾞ"},
    {"①", "1", "1", "①"},
    {"e\xCC\x81", "é", "é", "e\xCC\x81"},
    {"É", "é", "É", "É"},
    {"Straße", "strasse", "Straße", "Straße"},
    {"a\xC2\xA0", "a", "a", "a"}, /* a no-break space */
    {"該当なし", "該当なし", "該当なし", "該当なし"},
};

static void test_forms(void **state) {
    (void)state;
    struct arena a = {0};
    for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
        CHECK_ROW(i);
        check_text(text_fold(&a, forms[i].text), forms[i].folded);
        check_text(text_clean(&a, forms[i].text), forms[i].clean);
        check_text(text_trim(&a, forms[i].text), forms[i].trimmed);
        check_true(text_is_empty(forms[i].text) == (*forms[i].trimmed == '\0'));
    }
    const char *clean = "nothing to trim";
    check_true(text_trim(&a, clean) == clean);
    check_true(text_is_empty(NULL));
    check_true(text_equal(NULL, "") && text_equal("a", "a") && !text_equal("a", NULL) && !text_equal("a", "A"));
    check_true(text_starts_with("depth", "de") && text_starts_with("x", "") && !text_starts_with("d", "de"));
    arena_clear(&a);
}

static void test_nearest(void **state) {
    (void)state;
    static const char *const words[] = {"depth", "breadth", "coverage", "na", "d_2_1_1", "d_2_1_2", "該当なし"};
    static const struct {
        const char *word, *near;
    } rows[] = {
        {"depht", "depth"}, /* neighbours swapped: one edit */
        {"dept", "depth"},
        {"depthh", "depth"},
        {"DEPTH", "depth"},
        {"breath", "breadth"},
        {"covrage", "coverage"},
        {"d_2_1_1", "d_2_1_1"},
        {"d_2_1_3", "d_2_1_1"}, /* as near as the next: the first */
        {"d_2.1.2", "d_2_1_2"},
        {"n/a", "na"},
        {"該当なL", "該当なし"},
        {"x", NULL},
        {"", NULL},
        {"completely", NULL},
        {"dxxxh", NULL},
        {"a word that is much longer than any that is compared, since it has more than 64 bytes", NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        check_text(text_nearest(rows[i].word, words, ARRAY_LEN(words)), rows[i].near);
    }
    check_true(text_nearest("depth", NULL, 0) == NULL);
}

static void test_words(void **state) {
    (void)state;
    struct arena a = {0};
    const char *rest = " one\ttwo　three \n", *word, *all = "";
    size_t len;
    while (text_next_word(&rest, &word, &len)) {
        all = arena_printf(&a, "%s[%.*s]", all, (int)len, word);
    }
    check_text(all, "[one][two][three]");
    check_true(text_has_word("a bb　c", "bb") && text_has_word("a bb　c", "c") && text_has_word("a", "a"));
    check_true(!text_has_word("a bb", "b") && !text_has_word("a bb", "a bb") && !text_has_word("", "a"));
    check_true(!text_has_word("a", ""));
    arena_clear(&a);
}

static void test_dates(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool looks, is_iso;
    } rows[] = {
        {"2026-11-24", true, true},     {"2024-02-29", true, true},
        {"2000-02-29", true, true},     {"2026-02-29", true, false},
        {"1900-02-29", true, false},    {"2026-13-01", true, false},
        {"2026-00-10", true, false},    {"2026-04-31", true, false},
        {"2026-01-00", true, false},    {"2001/1/1", true, false},
        {"1.1.2001", true, false},      {"01.02.2001", true, false},
        {"1/1/2001", true, false},      {"1-Feb", true, false},
        {"01-feb-26", true, false},     {"1月1日", true, false},
        {"2001年1月1日", true, false},  {"2026-1-1", true, false},
        {"2.1", false, false},          {"2.1.1", false, false},
        {"10.1.10", false, false},      {"1.5.1.1.2", false, false},
        {"5.3.1.1b", false, false},     {"OF.I.A", false, false},
        {"D.1", false, false},          {"2026", false, false},
        {"1-mayor", false, false},      {"", false, false},
        {"today", false, false},        {"２０２６-01-01", false, false},
        {"2026-11-24T00", true, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        check_true(text_looks_like_date(rows[i].text) == rows[i].looks);
        check_true(text_is_iso_date(rows[i].text) == rows[i].is_iso);
    }
}

static void test_i18n(void **state) {
    (void)state;
    struct arena a = {0};
    struct i18n x = {0};
    check_text(i18n_get(&x, "en"), "");
    check_true(i18n_is_empty(&x));
    i18n_set(&a, &x, "fr", "Portée");
    check_text(i18n_get(&x, "ja"), "Portée"); /* the first there is */
    i18n_set(&a, &x, "", "No language");
    check_text(i18n_get(&x, "ja"), "No language");
    i18n_set(&a, &x, "en", "Breadth");
    check_text(i18n_get(&x, "ja"), "Breadth");
    check_text(i18n_get(&x, NULL), "Breadth");
    i18n_set(&a, &x, "ja", "");
    check_text(i18n_get(&x, "ja"), "Breadth"); /* an empty text is none */
    i18n_set(&a, &x, "ja", "広がり");
    i18n_set(&a, &x, "fr", "Étendue");
    check_text(i18n_get(&x, "ja"), "広がり");
    check_text(i18n_get(&x, "fr"), "Étendue");
    check_int(x.n, 4);
    check_true(!i18n_is_empty(&x));
    arena_clear(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_valid_prefix), cmocka_unit_test(test_width_and_lines), cmocka_unit_test(test_forms),
        cmocka_unit_test(test_nearest),      cmocka_unit_test(test_words),           cmocka_unit_test(test_dates),
        cmocka_unit_test(test_i18n),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
