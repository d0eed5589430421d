/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions: grammar and precedence, functions, comparisons, errors with their place. */
#include "check.h"

#include "model/condition.h"

/* The questions that conditions may name, and what is answered. */
static const struct {
    const char *name, *value;
} questions[] = {
    {"blank", ""}, {"zero", "0"}, {"two", "2"}, {"word", "na"}, {"several", "x.1 y none"}, {"long_name-1", "5"},
};
static const char self[] = "7";

static int find(const void *context, const char *name) {
    (void)context;
    for (size_t i = 0; i < ARRAY_LEN(questions); i++) {
        if (strcmp(questions[i].name, name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

static const char *hint(const void *context, const char *name, struct arena *a) {
    (void)context;
    return arena_printf(a, "near %s", name);
}

static const char *value(const void *context, int question) {
    (void)context;
    return question < 0 ? self : questions[question].value;
}

static const struct condition_names names = {find, hint, NULL, true};

static const struct {
    const char *source;
    bool is_true;
} rows[] = {
    /* precedence, loosest first: or, and, equality, order, sum, product, sign */
    {"true() or false() and false()", true},
    {"(true() or false()) and false()", false},
    {"false() and false() or true()", true},
    {"1 < 2 = true()", true},
    {"3 > 2 > 1", false}, /* (3 > 2) is 1, and 1 > 1 is not */
    {"1 + 2 * 3 = 7", true},
    {"(1 + 2) * 3 = 9", true},
    {"10 - 4 - 3 = 3", true},
    {"8 div 4 div 2 = 1", true},
    {"2 * 7 mod 4 = 2", true},
    {"1 + 1 < 3 and 3 > 1 + 1", true},
    {"- 2 + 5 = 3", true},
    {"--3 = 3", true},
    {"2*-3 = -6", true},
    {"-7 mod 4 = -3", true},
    {"6 mod 4=2", true},
    {"not(1 = 2) and 1 != 2", true},
    {"1=1 and\n\t2=2", true},
    /* numbers and texts */
    {"0", false},
    {"0.1", true},
    {"-1", true},
    {".5 = 0.5", true},
    {"'0'", true}, /* a text that is not empty */
    {"''", false},
    {"'a' = 'a'", true},
    {"'a' = 'A'", false},
    {"'a' != 'b'", true},
    {"\"it's\" = \"it's\"", true},
    {"'say \"x\"' = 'say \"x\"'", true},
    {"'1.0' = 1", true},
    {"'01' = '1'", true}, /* both look like numbers */
    {"'1a' = 1", false},
    {"'' = 0", false},
    {"'' != 0", true},
    {"'a' < 'b'", false}, /* order is for numbers */
    {"'a' >= 'a'", false},
    {"'10' > '9'", true},
    {"2 <= 2 and 2 >= 2 and not(2 < 2) and not(2 > 2)", true},
    {"0.1 + 0.2 = 0.3", false},
    {"5 mod 0 = 5 mod 0 or 1 div 0 > 0", true},
    {"1 div 0 > 0 or 1 div 0 <= 0", false}, /* no number */
    {"'x' + 1 > 0", false},
    {"true() = 1", true},
    {"true() = 'anything'", true},
    {"false() = ''", true},
    {"true() + true() = 2", true},
    /* questions */
    {"${blank} = ''", true},
    {"${blank} != '0' and ${blank} != 'na'", true}, /* how breadth is asked while depth is blank */
    {"${blank} = 0", false},
    {"${blank} < 1", false},
    {"${blank} >= 0", false},
    {"not(${blank} < 1)", true},
    {"${zero} = 0 and ${zero} = '0'", true},
    {"${zero}", true},
    {"${ two } >= 2", true},
    {"${two} + ${two} = 4", true},
    {"${two}-1 = 1", true},
    {"${word} = 'na'", true},
    {"${word} < 1", false},
    {"${long_name-1} = 5", true},
    {". = 7", true},
    {". >= 1 and . < 10", true},
    {".=7 and not(.=8)", true},
    /* functions */
    {"selected(${several}, 'y')", true},
    {"selected(${several}, 'x')", false},
    {"selected(${several}, 'x.1')", true},
    {"selected(${several}, 'x.1 y')", false},
    {"selected(${blank}, '')", false},
    {"selected('1 2 3', 2)", true},
    {"count-selected(${several}) = 3", true},
    {"count-selected(${blank}) = 0", true},
    {"not(selected(., 'none') and count-selected(.) > 1)", true},
    {"string-length('日本') = 2", true},
    {"string-length('') = 0", true},
    {"string-length(${two} + 8) = 2", true},
    {"number('3') + 1 = 4", true},
    {"number('x') > 0", false},
    {"string(2.50) = '2.5'", true},
    {"string(1 = 1) = 'true' and string-length(string(1 = 2)) = 5", true},
    {"string-length(string(1 div 0)) = 3", true},
    {"if(${two} = 2, 'yes', 'no') = 'yes'", true},
    {"if(${two} = 3, 'yes', 'no') = 'no'", true},
    {"if(false(), 1, 0)", false},
    {"coalesce(${blank}, 'z') = 'z'", true},
    {"coalesce(${two}, 'z') = 2", true},
    {"not (false ( ) )", true},
};

static void test_values(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        struct diags ds = {0};
        struct arena a = {0}, scratch = {0};
        struct term *t = condition_parse(rows[i].source, &names, NULL, &a, &ds);
        check_no_diags(&ds);
        check_true(t != NULL);
        if (condition_is_true(t, value, NULL, &scratch) != rows[i].is_true) {
            print_error("%s\n", rows[i].source);
            check_true(condition_is_true(t, value, NULL, &scratch) == rows[i].is_true);
        }
        arena_clear(&a);
        arena_clear(&scratch);
        diags_clear(&ds);
    }
}

static const struct {
    const char *source, *character, *what;
} errors[] = {
    {"", "1", "expected a value"},
    {"   ", "4", "expected a value"},
    {"1 +", "4", "expected a value"},
    {"1 = = 2", "5", "expected a value"},
    {"* 2", "1", "expected a value"},
    {"1 2", "3", "unexpected text"},
    {"1 and2", "3", "unexpected text"},
    {"1 andy 2", "3", "unexpected text"},
    {"(1 = 1))", "8", "unexpected text"},
    {"(1 = 1", "7", "expected ')'"},
    {"${two", "3", "'}' is missing"},
    {"1 = 'open", "6", "not closed"},
    {"1.2.3 = 1", "1", "not a number"},
    {"regex(., 'x')", "1", "unknown function"},
    {"1 = two", "5", "unknown function"},
    {"true", "5", "expected '('"},
    {"not()", "6", "too few"},
    {"selected(${several})", "21", "too few"},
    {"not(1, 2)", "6", "too many"},
    {"true(1)", "6", "')' is missing"},
    {"if(1 2, 3)", "6", "expected ','"},
    {"selected(1, ", "13", "expected a value"},
};

static void test_errors(void **state) {
    (void)state;
    struct place at = {.file = "q.csv", .line = 9};
    for (size_t i = 0; i < ARRAY_LEN(errors); i++) {
        CHECK_ROW(i);
        struct diags ds = {0};
        struct arena a = {0};
        check_true(condition_parse(errors[i].source, &names, &at, &a, &ds) == NULL);
        check_int(ds.n, 1); /* the first; what follows from it is not said */
        check_diag(&ds, DIAG_EXPRESSION_INVALID, 9);
        check_text(ds.item[0].arg[0], errors[i].source);
        check_text(ds.item[0].arg[1], errors[i].character);
        check_contains(ds.item[0].arg[2], errors[i].what);
        arena_clear(&a);
        diags_clear(&ds);
    }
}

static void test_unknown_name(void **state) {
    (void)state;
    struct diags ds = {0};
    struct arena a = {0};
    struct place at = {.file = "q.csv", .line = 4};
    check_true(condition_parse("1 = 1 and ${tow} = 2", &names, &at, &a, &ds) == NULL);
    check_int(ds.n, 1);
    check_diag(&ds, DIAG_EXPRESSION_UNKNOWN_NAME, 4);
    check_text(ds.item[0].arg[0], "tow");
    check_text(ds.item[0].arg[1], "near tow");
    struct term *t = condition_parse("${anything} = 2", NULL, &at, &a, &ds); /* nobody to ask: names are kept */
    check_true(t && t->arg[0]->kind == TERM_QUESTION && t->arg[0]->question == -1);
    check_text(t->arg[0]->text, "anything");
    check_int(ds.n, 1);
    arena_clear(&a);
    diags_clear(&ds);
}

/* '.' is an answer only where one is being checked; elsewhere it is named with its place. */
static void test_self(void **state) {
    (void)state;
    struct diags ds = {0};
    struct arena a = {0};
    struct place at = {.file = "q.csv", .line = 4};
    struct condition_names elsewhere = {find, hint, NULL, false};
    check_true(condition_parse("1 = 1 and . = 2", &elsewhere, &at, &a, &ds) == NULL);
    check_int(ds.n, 1);
    check_diag(&ds, DIAG_EXPRESSION_INVALID, 4);
    check_text(ds.item[0].arg[1], "11");
    check_true(condition_parse("1 = 1 and . = 2", &names, &at, &a, &ds) != NULL);
    check_int(ds.n, 1);
    arena_clear(&a);
    diags_clear(&ds);
}

static void note(void *context, const struct term *question) {
    struct buf *b = context;
    buf_printf(b, "%s%d", b->len ? " " : "", question->question);
}

static void test_visit(void **state) {
    (void)state;
    struct diags ds = {0};
    struct arena a = {0};
    struct buf b;
    buf_init(&b, 100);
    struct term *t =
        condition_parse("if(selected(${several}, ${two}), -${zero} > 1, not(${two} = .))", &names, NULL, &a, &ds);
    check_true(t != NULL);
    condition_visit(t, note, &b);
    check_text(b.data, "4 2 1 2");
    buf_clear(&b);
    arena_clear(&a);
    diags_clear(&ds);
}

/* "1+1+…" and "((…" as hostile files have them: an answer or an error, never the end of the stack. */
static void test_large(void **state) {
    (void)state;
    static const struct {
        const char *head, *piece, *tail;
        int n;
        bool is_good;
    } large[] = {
        {"1", "+1", "", 500, true},        {"1", "+1", "", 1000000, false},  {"", "(", "1", 1000000, false},
        {"", "-", "1", 1000000, false},    {"", "not(", "1", 500000, false}, {"", "-", "1", 50, true},
        {"1", " or 1", "", 500000, false}, {"'", "a", "'", 1000000, true},
    };
    for (size_t i = 0; i < ARRAY_LEN(large); i++) {
        CHECK_ROW(i);
        struct diags ds = {0};
        struct arena a = {0}, scratch = {0};
        struct buf b;
        buf_init(&b, BUF_MAX_DEFAULT);
        buf_puts(&b, large[i].head);
        for (int n = 0; n < large[i].n; n++) {
            buf_puts(&b, large[i].piece);
        }
        buf_puts(&b, large[i].tail);
        struct term *t = condition_parse(b.data, &names, NULL, &a, &ds);
        check_true((t != NULL) == large[i].is_good);
        check_int(ds.n, !large[i].is_good);
        check_true(!t || condition_is_true(t, value, NULL, &scratch));
        buf_clear(&b);
        arena_clear(&a);
        arena_clear(&scratch);
        diags_clear(&ds);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values), cmocka_unit_test(test_errors), cmocka_unit_test(test_unknown_name),
        cmocka_unit_test(test_self),   cmocka_unit_test(test_visit),  cmocka_unit_test(test_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
