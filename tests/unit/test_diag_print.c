/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Printed diagnostics: which are shown, what the line of the file looks like, and where the mark stands. */
#include "check.h"

#include "base/text.h"
#include "cli/diag_print.h"
#include "cli/diag_source.h"
#include "folder.h"

static const char *printed(const struct diags *ds, struct diag_style style, struct arena *a) {
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    diag_print_all(ds, &style, out);
    fclose(out);
    const char *copy = arena_strndup(a, text, n);
    free(text);
    return copy;
}

/* ---- which, and how many ----------------------------------------------------------------------------------------- */

static void add_some(struct diags *ds, int n_errors, int n_warnings, int n_notes) {
    for (int i = 0; i < n_errors; i++) {
        diag_add(ds, DIAG_VALUE_NOT_NUMBER, NULL, "x");
    }
    for (int i = 0; i < n_warnings; i++) {
        diag_add(ds, DIAG_COLUMN_UNKNOWN, NULL, "x", "");
    }
    for (int i = 0; i < n_notes; i++) {
        diag_add(ds, DIAG_ENCODING_TAKEN, NULL, "x");
    }
}

static int count_lines(const char *s) {
    int n = 0;
    for (; *s; s++) {
        n += *s == '\n';
    }
    return n;
}

static void test_which(void **state) {
    (void)state;
    static const struct {
        int n_errors, n_warnings, n_notes;
        struct diag_style style;
        int n_lines;
        const char *last; /* the counting line, or part of the only one */
    } rows[] = {
        {0, 0, 0, {.lang = "en"}, 0, ""},
        {1, 0, 0, {.lang = "en"}, 1, "[value-not-number]\n"},
        {2, 0, 0, {.lang = "en"}, 3, "\n2 errors\n"},
        {1, 1, 0, {.lang = "en"}, 3, "\n1 error, 1 warning\n"},
        {3, 2, 0, {.lang = "ja"}, 6, "\nエラー3件、警告2件\n"},
        {0, 2, 3, {.lang = "en"}, 6, "\n2 warnings\n"},
        {0, 0, 3, {.lang = "en"}, 3, "note: "},
        {0, 0, 4, {.lang = "en"}, 0, ""},
        {0, 0, 4, {.lang = "en", .is_verbose = true}, 4, "note: "},
        {1, 2, 1, {.lang = "en", .is_quiet = true}, 1, "error: "},
        {1, 2, 0, {.lang = "en", .is_strict = true}, 4, "\n3 errors\n"},
        {0, 1, 0, {.lang = "en", .is_strict = true, .is_quiet = true}, 1, "error: "},
        {2, 0, 0, {.lang = "en", .has_no_count = true}, 2, "error: "},
        {1, 0, 0, {.lang = "en", .has_color = true}, 1, "\033[31merror\033[0m: "},
        {DIAGS_MAX_DEFAULT + 2, 0, 0, {.lang = "en"}, DIAGS_MAX_DEFAULT + 1, "\n202 errors (2 of them not shown)\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        struct diags ds = {0};
        struct arena a = {0};
        add_some(&ds, rows[i].n_errors, rows[i].n_warnings, rows[i].n_notes);
        const char *text = printed(&ds, rows[i].style, &a);
        check_int(count_lines(text), rows[i].n_lines);
        check_contains(text, rows[i].last);
        diags_clear(&ds);
        arena_clear(&a);
    }
    CHECK_ROW(-1);
}

/* What an input says cannot steer the terminal. */
static void test_controls(void **state) {
    (void)state;
    struct diags ds = {0};
    struct arena a = {0};
    diag_add(&ds, DIAG_VALUE_NOT_NUMBER, NULL,
             "a\033[2Jb\xc2\x9b"
             "c\nd");
    const char *text = printed(&ds, (struct diag_style){.lang = "en"}, &a);
    check_true(!strchr(text, '\033') && !strstr(text, "\xc2\x9b"));
    check_int(count_lines(text), 1);
    check_contains(text, "'a [2Jb c d'");
    diags_clear(&ds);
    arena_clear(&a);
}

/* ---- the line and its mark --------------------------------------------------------------------------------------- */

#define LONG_A                                                                                                         \
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" /* 100 */

static void test_source(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        long line;
        int column;
        const char *marked; /* the text under the mark; NULL: no line is shown; "": no mark */
    } rows[] = {
        {"a,b\n1,2\n", 2, 1, "1"},
        {"a,b\n1,2\n", 2, 2, "2"},
        {"a,b\n1,2\n", 2, 0, ""},
        {"a,b\n1,2\n", 2, 3, ""},
        {"a,b\n1,2\n", 3, 1, NULL},
        {"a,b\r\n1,2\r\n", 2, 2, "2"},
        {"a,b\n1,2", 2, 2, "2"},
        {"a,b\n\"x,y\",\"say \"\"no\"\"\"\n", 2, 2, "\"say \"\"no\"\"\""},
        {"a;b\n1,5;2\n", 2, 2, "2"},
        {"a\tb\n1\t22\n", 2, 2, "22"},
        {"a,b\n日本語,答え\n", 2, 2, "答え"},
        {"\xef\xbb\xbf"
         "a,b\n1,2\n",
         1, 1, "a"},
        {"a,b\n\x93\xfa\x96{,\x93\x9a\x82\xa6\n\x82\xb1\x82\xea\x82\xcd,\x83\x65\x83\x58\x83\x67\n", 2, 2, "答え"},
        {"a,b\n" LONG_A LONG_A ",far," LONG_A "\n", 2, 2, "far"},
        {"a,b\nnear," LONG_A "\n", 2, 1, "near"},
        {"a,b\n1,\033[2J\n", 2, 2, " [2J"},
        {"a,b\n1,\n", 2, 2, ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        struct folder f;
        struct diag_source s = {0};
        struct source_line line = {0};
        folder_make(&f);
        struct place at = {
            .file = folder_write(&f, "f.csv", rows[i].bytes), .line = rows[i].line, .column = rows[i].column};
        bool is_found = diag_source_find(&s, &at, &line);
        check_int(is_found, rows[i].marked != NULL);
        if (is_found && *rows[i].marked) {
            const char *field = strstr(line.text, rows[i].marked);
            check_true(field != NULL);
            check_int(line.width, text_width(rows[i].marked));
            check_int(line.start, text_width(arena_strndup(&f.arena, line.text, (size_t)(field - line.text))));
        }
        check_true(!is_found || text_width(line.text) <= 102);
        diag_source_clear(&s);
        folder_remove(&f);
    }
    CHECK_ROW(-1);
}

static void test_no_source(void **state) {
    (void)state;
    struct diag_source s = {0};
    struct source_line line;
    check_true(!diag_source_find(&s, &(struct place){.line = 1}, &line));
    check_true(!diag_source_find(&s, &(struct place){.file = "-", .line = 1}, &line));
    check_true(!diag_source_find(&s, &(struct place){.file = "/nothing", .line = 1}, &line));
    check_true(!diag_source_find(&s, &(struct place){.file = "f.xlsx", .cell = "B2", .line = 1}, &line));
    diag_source_clear(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_which),
        cmocka_unit_test(test_controls),
        cmocka_unit_test(test_source),
        cmocka_unit_test(test_no_source),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
