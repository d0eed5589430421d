/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parser of options: each form of writing them, and each mistake. */
#include "check.h"

#include "cli/options.h"

static const struct option_row first[] = {
    {.name = "model",
     .letter = 'm',
     .type = OPTION_TEXT,
     .argument = "ID",
     .fallback = "standard",
     .summary = "a model"},
    {.name = "output", .letter = 'o', .type = OPTION_LIST, .argument = "FILE", .summary = "an output"},
};
static const struct option_row second[] = {
    {.name = "quiet", .type = OPTION_FLAG, .summary = "say less"},
    {.name = "verbose", .letter = 'v', .type = OPTION_FLAG, .summary = "say more"},
    {.name = "seed", .type = OPTION_INTEGER, .argument = "NUMBER", .fallback = "1", .summary = "a number"},
    {.name = "color",
     .type = OPTION_WORD,
     .argument = "WHEN",
     .words = "auto always",
     .fallback = "auto",
     .summary = "when"},
};
static const struct option_group groups_of[] = {{"First", first, ARRAY_LEN(first)},
                                                {"Second", second, ARRAY_LEN(second)}};
static const struct option_group *const groups[] = {&groups_of[0], &groups_of[1], NULL};

#define ARGUMENTS_MAX 8

/* What was understood, as one text: the outputs, the files, and the single values. */
static const char *understood(const struct arguments *x, struct arena *a) {
    const char *const *outputs, *all = arena_printf(a, "m=%s s=%ld c=%s", argument_text(x, "model"),
                                                    argument_integer(x, "seed"), argument_text(x, "color"));
    size_t n = argument_list(x, "output", &outputs);
    all = arena_printf(a, "%s%s%s", all, argument_flag(x, "quiet") ? " quiet" : "",
                       argument_flag(x, "verbose") ? " verbose" : "");
    for (size_t i = 0; i < n; i++) {
        all = arena_printf(a, "%s o=%s", all, outputs[i]);
    }
    for (size_t i = 0; i < x->n_files; i++) {
        all = arena_printf(a, "%s [%s]", all, x->file[i]);
    }
    return all;
}

static void test_forms(void **state) {
    (void)state;
    static const struct {
        const char *argv[ARGUMENTS_MAX + 1];
        const char *expected;
    } rows[] = {
        {{NULL}, "m=standard s=1 c=auto"},
        {{"--model", "x", NULL}, "m=x s=1 c=auto"},
        {{"--model=x", NULL}, "m=x s=1 c=auto"},
        {{"--model=a=b", NULL}, "m=a=b s=1 c=auto"},
        {{"-m", "x", NULL}, "m=x s=1 c=auto"},
        {{"-m", "x", "--model", "y", NULL}, "m=y s=1 c=auto"},
        {{"-o", "a", "file", "--output=b", NULL}, "m=standard s=1 c=auto o=a o=b [file]"},
        {{"--quiet", "-v", "--seed", "12", "--color=always", NULL}, "m=standard s=12 c=always quiet verbose"},
        {{"-o", "-", "-", NULL}, "m=standard s=1 c=auto o=- [-]"},
        {{"a", "--", "--quiet", "-o", NULL}, "m=standard s=1 c=auto [a] [--quiet] [-o]"},
        {{"--model", "--", "a", NULL}, "m=-- s=1 c=auto [a]"},
        {{"", NULL}, "m=standard s=1 c=auto []"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        struct arguments x;
        struct diags ds = {0};
        struct arena a = {0};
        check_true(arguments_parse(&x, groups, (char *const *)(uintptr_t)rows[i].argv, &ds));
        check_no_diags(&ds);
        check_text(understood(&x, &a), rows[i].expected);
        arguments_clear(&x);
        arena_clear(&a);
    }
    CHECK_ROW(-1);
}

static void test_mistakes(void **state) {
    (void)state;
    static const struct {
        const char *argv[ARGUMENTS_MAX + 1];
        enum diag_id id;
        const char *text; /* part of the message */
    } rows[] = {
        {{"--modell", "x", NULL}, DIAG_OPTION_UNKNOWN, "did you mean '--model'?"},
        {{"--modell=x", NULL}, DIAG_OPTION_UNKNOWN, "did you mean '--model'?"},
        {{"-model", "x", NULL}, DIAG_OPTION_UNKNOWN, "did you mean '--model'?"},
        {{"-x", NULL}, DIAG_OPTION_UNKNOWN, "'-x'"},
        {{"-vm", NULL}, DIAG_OPTION_UNKNOWN, "'-vm'"},
        {{"---", NULL}, DIAG_OPTION_UNKNOWN, "'---'"},
        {{"--model", NULL}, DIAG_OPTION_NEEDS_VALUE, "--model ID"},
        {{"--model=", NULL}, DIAG_OPTION_NEEDS_VALUE, "--model ID"},
        {{"-m", "", NULL}, DIAG_OPTION_NEEDS_VALUE, "--model ID"},
        {{"--quiet=yes", NULL}, DIAG_OPTION_NO_VALUE, "'--quiet'"},
        {{"--seed", "x", NULL}, DIAG_OPTION_NOT_WHOLE, "not 'x'"},
        {{"--seed", "-1", NULL}, DIAG_OPTION_NOT_WHOLE, "not '-1'"},
        {{"--seed", "1.5", NULL}, DIAG_OPTION_NOT_WHOLE, "not '1.5'"},
        {{"--seed", "99999999999999999999", NULL}, DIAG_OPTION_NOT_WHOLE, "999"},
        {{"--color", "sometimes", NULL}, DIAG_OPTION_NOT_WORD, "auto, always"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        struct arguments x;
        struct diags ds = {0};
        struct arena a = {0};
        check_true(!arguments_parse(&x, groups, (char *const *)(uintptr_t)rows[i].argv, &ds));
        check_int(ds.n, 1);
        check_diag(&ds, rows[i].id, 0);
        check_contains(diag_text(&a, &ds.item[0], "en"), rows[i].text);
        arguments_clear(&x);
        diags_clear(&ds);
        arena_clear(&a);
    }
    CHECK_ROW(-1);
}

/* All mistakes of a line are told, not only the first. */
static void test_all_mistakes(void **state) {
    (void)state;
    struct arguments x;
    struct diags ds = {0};
    char *const argv[] = {(char[]){"--nothing"}, (char[]){"--seed=x"}, (char[]){"file"}, (char[]){"-o"}, NULL};
    check_true(!arguments_parse(&x, groups, argv, &ds));
    check_int(ds.n_errors, 3);
    check_int(x.n_files, 1);
    arguments_clear(&x);
    diags_clear(&ds);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms),
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_all_mistakes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
