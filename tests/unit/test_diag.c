/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Diagnostics: every row of diag.def in both languages, places, words, the cap. */
#include "check.h"

#include <ctype.h>

#include "base/map.h"
#include "base/text.h"

/* The {1} … {4} that a text uses, as bits. */
static unsigned words_of(const char *text) {
    unsigned bits = 0;
    for (const char *c = text; *c; c++) {
        if (c[0] == '{' && c[1] >= '1' && c[1] <= '9' && c[2] == '}') {
            bits |= 1u << (c[1] - '1');
        }
    }
    return bits;
}

static bool is_ascii(const char *s) {
    while (*s && (unsigned char)*s < 0x80) {
        s++;
    }
    return !*s;
}

/* Rows whose last two words are one text in each language. */
static unsigned words_of_japanese(enum diag_id id) {
    unsigned words = words_of(diag_template(id, "ja"));
    bool is_constraint = id == DIAG_ANSWER_CONSTRAINT && words == 0xB;
    bool is_rule = id == DIAG_ANSWERS_CONTRADICT && words == 0x5;
    return is_constraint ? 0x7 : is_rule ? 0x3 : words;
}

static void check_row_of(enum diag_id id) {
    const char *en = diag_template(id, "en"), *ja = diag_template(id, "ja");
    unsigned words = words_of(en);
    if (words != words_of_japanese(id) || (words & (words + 1)) != 0 || words > 0xF || is_ascii(ja) || strlen(en) < 5) {
        print_error("%s: en \"%s\", ja \"%s\"\n", diag_name(id), en, ja);
        check_int(words_of_japanese(id), words); /* the same words */
        check_int(words & (words + 1), 0);       /* {1}, {2}, … without a hole */
        fail();
    }
    check_int(text_valid_prefix(ja, strlen(ja)), strlen(ja));
    check_text(diag_template(id, NULL), en);
    check_text(diag_template(id, "xx"), en);
    check_true(diag_severity(id) >= SEVERITY_NOTE && diag_severity(id) <= SEVERITY_ERROR);
}

static void test_rows(void **state) {
    (void)state;
    struct map seen = {0};
    for (int i = 0; i < N_DIAGS; i++) {
        CHECK_ROW(i);
        const char *name = diag_name((enum diag_id)i);
        check_row_of((enum diag_id)i);
        check_true(map_add(&seen, name, i));
        for (const char *c = name; *c; c++) {
            check_true(islower((unsigned char)*c) || isdigit((unsigned char)*c) || *c == '-');
        }
    }
    map_clear(&seen);
    check_text(diag_name(DIAG_QUESTION_UNKNOWN), "question-unknown");
    check_text(severity_name(SEVERITY_WARNING, "en"), "warning");
    check_text(severity_name(SEVERITY_ERROR, "ja"), "エラー");
}

/* All words given and none given: nothing is left of the marks. */
static void test_texts(void **state) {
    (void)state;
    struct arena a = {0};
    for (int i = 0; i < N_DIAGS; i++) {
        CHECK_ROW(i);
        struct diag d = {.id = (enum diag_id)i, .arg = {"w1", "w2", "w3", "w4"}};
        static const char *const langs[] = {"en", "ja"};
        for (size_t l = 0; l < ARRAY_LEN(langs); l++) {
            const char *text = diag_text(&a, &d, langs[l]);
            unsigned words = words_of(diag_template(d.id, langs[l]));
            check_int(words_of(text), 0);
            for (int w = 0; w < 4; w++) {
                check_true(!(words & 1u << w) || strstr(text, d.arg[w]));
            }
        }
        struct diag empty = {.id = (enum diag_id)i};
        check_int(words_of(diag_text(&a, &empty, "en")), 0);
    }
    struct diag d = {.id = DIAG_EXPRESSION_UNKNOWN_NAME, .arg = {"d_1", diag_proposal(&a, "d_2")}};
    check_text(diag_text(&a, &d, "en"), "the expression names '${d_1}', which is no question — did you mean 'd_2'?");
    check_text(diag_text(&a, &d, "ja"), "式の '${d_1}' という質問はありません(もしかして「d_2」)");
    check_text(diag_proposal(&a, NULL), "");
    arena_clear(&a);
}

static void test_places(void **state) {
    (void)state;
    static const struct {
        struct place place;
        const char *text;
    } rows[] = {
        {{0}, ""},
        {{.line = 3}, ""},
        {{.file = "a.csv"}, "a.csv"},
        {{.file = "a.csv", .line = 12}, "a.csv:12"},
        {{.file = "a.csv", .line = 12, .column = 3}, "a.csv:12:3"},
        {{.file = "a.csv", .column = 3}, "a.csv"},
        {{.file = "a.csv", .line = 12, .column = 3, .field = "answer"}, "a.csv:12:3 (answer)"},
        {{.file = "a.csv", .sheet = "nodes", .line = 2, .field = "id"}, "a.csv:2 (nodes: id)"},
        {{.file = "a.csv", .sheet = "nodes"}, "a.csv (nodes)"},
        {{.file = "f.xlsx", .sheet = "Answers", .cell = "C12", .line = 12, .column = 3}, "f.xlsx [Answers!C12]"},
        {{.file = "f.xlsx", .sheet = "Answers", .cell = "C12", .field = "answer"}, "f.xlsx [Answers!C12] (answer)"},
    };
    struct arena a = {0};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        check_text(diag_place(&a, &rows[i].place), rows[i].text);
    }
    arena_clear(&a);
}

/* What is given is copied: it may change or die afterwards. */
static void test_copies(void **state) {
    (void)state;
    struct diags ds = {0};
    char word[] = "word", file[] = "file";
    struct place at = {.file = file, .line = 5};
    diag_add(&ds, DIAG_VALUE_NOT_NUMBER, &at, word);
    word[0] = file[0] = 'X';
    at.line = 6;
    check_text(ds.item[0].arg[0], "word");
    check_text(ds.item[0].place.file, "file");
    check_int(ds.item[0].place.line, 5);
    check_true(ds.item[0].arg[1] == NULL);
    diag_add(&ds, DIAG_FILE_MISSING, NULL);
    check_true(ds.item[1].place.file == NULL && ds.item[1].arg[0] == NULL);
    diags_clear(&ds);
    check_int(ds.n, 0);
}

static void test_cap(void **state) {
    (void)state;
    struct diags ds = {.max = 3}, all = {0};
    for (int i = 0; i < 4; i++) {
        diag_add(&ds, DIAG_VALUE_NOT_NUMBER, NULL, "x");
        diag_add(&ds, DIAG_NA_NO_REASON, NULL, "x");
    }
    check_int(ds.n, 3);
    check_int(ds.n_hidden, 5);
    check_int(ds.n_errors, 4); /* all are counted */
    check_int(ds.n_warnings, 4);
    check_true(diags_has_errors(&ds));
    diags_append(&all, &ds);
    check_int(all.n, 3);
    check_int(all.n_hidden, 5);
    check_text(all.item[2].arg[0], "x");
    diags_clear(&ds);
    check_int(ds.max, 3);
    check_true(!diags_has_errors(&ds));
    for (int i = 0; i < DIAGS_MAX_DEFAULT + 7; i++) {
        diag_add(&all, DIAG_ENCODING_TAKEN, NULL, "x");
    }
    check_int(all.n, DIAGS_MAX_DEFAULT);
    check_int(all.n_hidden, 5 + 3 + 7);
    diags_clear(&all);
}

/* What is hidden by the cap is still an error for who asks the sum. */
static void test_append_counts(void **state) {
    (void)state;
    struct diags from = {.max = 1}, to = {0};
    diag_add(&from, DIAG_ENCODING_TAKEN, NULL, "x");
    diag_add(&from, DIAG_VALUE_NOT_NUMBER, NULL, "y");
    check_int(from.n_errors, 1);
    diags_append(&to, &from);
    check_int(to.n_errors, 1);
    check_true(diags_has_errors(&to));
    diags_clear(&from);
    diags_clear(&to);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),   cmocka_unit_test(test_texts), cmocka_unit_test(test_places),
        cmocka_unit_test(test_copies), cmocka_unit_test(test_cap),   cmocka_unit_test(test_append_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
