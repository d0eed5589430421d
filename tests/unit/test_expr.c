/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expressions: what they fold to, what they evaluate to, how a spreadsheet writes them. */
#include "check.h"

#include "base/expr.h"
#include "write/expr_excel.h"

static struct arena arena;
static struct program program;

typedef const struct expr *ex;

static ex num(double x) { return expr_number(&arena, x); }

static const char *place(const void *context, const struct expr *e, struct arena *a) {
    (void)context;
    if (e->kind == EXPR_COLUMN) {
        return arena_printf(a, "%s!$A$2:$A$9", e->text);
    }
    return e->kind == EXPR_REF && e->slot >= 0 ? arena_printf(a, "$B$%d", e->slot + 1)
           : e->kind == EXPR_REF               ? NULL
                                               : arena_printf(a, "$B$%d:$B$%d", e->slot + 1, e->slot + e->n);
}

static const char *excel(ex e) {
    struct expr_places places = {place, NULL};
    const char *text = expr_excel(e, &places, &arena);
    return text ? text : "none";
}

static double value(ex e, double x, double y) {
    struct expr_value values[2] = {expr_number_value(x), expr_number_value(y)};
    return expr_evaluate(e, values, &arena).number;
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

/* What is known is folded away. */
static void test_folding(void **state) {
    (void)state;
    ex x = program_input(&program, EXPR_IS_A_NUMBER), p = program_input(&program, EXPR_IS_A_TRUTH);
    ex yes = expr_truth(&arena, true), no = expr_truth(&arena, false);
    check_text(excel(EXPR_OF(&arena, EXPR_ADD, x, num(0))), "$B$1");
    check_text(excel(EXPR_OF(&arena, EXPR_ADD, num(1), num(2))), "3");
    check_text(excel(EXPR_OF(&arena, EXPR_MULTIPLY, x, num(0))), "0");
    check_true(expr_is_false(EXPR_OF(&arena, EXPR_AND, p, no)) && expr_is_true(EXPR_OF(&arena, EXPR_OR, p, yes)));
    check_true(EXPR_OF(&arena, EXPR_AND, p, yes, p) == p && expr_not(&arena, expr_not(&arena, p)) == p);
    check_true(expr_if(&arena, yes, x, num(1)) == x && expr_if(&arena, p, yes, no)->kind != EXPR_IF);
    check_true(expr_is_true(expr_two(&arena, EXPR_AT_MOST, x, x)) && expr_is_false(expr_two(&arena, EXPR_LESS, x, x)));
    check_text(excel(expr_round(&arena, num(2.675), NUM_HALF_UP, 2)), "2.68");
}

static void test_formulas(void **state) {
    (void)state;
    ex x = program_input(&program, EXPR_IS_A_NUMBER), y = program_input(&program, EXPR_IS_A_NUMBER);
    ex less = expr_two(&arena, EXPR_LESS, x, num(-0.5));
    check_text(excel(EXPR_OF(&arena, EXPR_ADD, x, y, num(2))), "($B$1+$B$2+2)");
    check_text(excel(less), "IF(($B$1<(-0.5)),1,0)"); /* a truth in a cell is a number */
    check_text(excel(expr_if(&arena, less, x, expr_text(&arena, "a\"b"))), "IF(($B$1<(-0.5)),$B$1,\"a\"\"b\")");
    check_text(excel(expr_two(&arena, EXPR_SAME, x, expr_text(&arena, ""))), "IF(EXACT($B$1,\"\"),1,0)");
    check_text(excel(expr_round(&arena, x, NUM_HALF_UP, 1)), "(ROUND(ROUND($B$1*10,11),0)/10)");
    check_text(excel(expr_run(&arena, EXPR_SMALLEST, 0, 2, y)), "SMALL($B$1:$B$2,$B$2)");
    check_text(excel(EXPR_CALL_OF(&arena, "MATCH", x, expr_column(&arena, "t"), num(0))), "MATCH($B$1,t!$A$2:$A$9,0)");
    check_text(excel(expr_cell(&arena, "gone", EXPR_IS_A_NUMBER)), "none");
}

static void test_long_formula_is_none(void **state) {
    (void)state;
    ex x = program_input(&program, EXPR_IS_A_NUMBER), part[1000];
    for (size_t i = 0; i < ARRAY_LEN(part); i++) {
        part[i] = EXPR_OF(&arena, EXPR_MULTIPLY, x, num((double)i + 2.5));
    }
    check_text(excel(expr_many(&arena, EXPR_ADD, part, ARRAY_LEN(part))), "none");
}

static void test_values(void **state) {
    (void)state;
    ex x = program_input(&program, EXPR_IS_A_NUMBER), y = program_input(&program, EXPR_IS_A_NUMBER);
    const struct {
        ex e;
        double expected;
    } rows[] = {
        {expr_two(&arena, EXPR_DIVIDE, x, num(4)), 1.75},
        {expr_two(&arena, EXPR_MODULO, expr_two(&arena, EXPR_SUBTRACT, num(0), x), num(4)), -3},
        {EXPR_OF(&arena, EXPR_MIN, x, y), 2},
        {EXPR_OF(&arena, EXPR_MAX, x, y, num(9)), 9},
        {expr_pick(&arena, y, (ex[]){num(10), num(20), num(30)}, 3), 20},
        {expr_run(&arena, EXPR_MEDIAN, 0, 2, NULL), 4.5},
        {expr_run(&arena, EXPR_COUNT, 0, 2, NULL), 2},
        {expr_run(&arena, EXPR_SMALLEST, 0, 2, num(2)), 7},
        {expr_round(&arena, expr_two(&arena, EXPR_DIVIDE, x, y), NUM_TRUNC, 0), 3},
        {expr_round(&arena, expr_two(&arena, EXPR_DIVIDE, num(5), y), NUM_HALF_EVEN, 0), 2},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_ROW(i);
        check_near(value(rows[i].e, 7, 2), rows[i].expected, 1e-12);
    }
}

static void test_program_runs_in_order(void **state) {
    (void)state;
    ex x = program_input(&program, EXPR_IS_A_NUMBER);
    ex twice = program_name(&program, "twice", EXPR_OF(&arena, EXPR_ADD, x, x));
    int last = program_add(&program, "square", EXPR_OF(&arena, EXPR_MULTIPLY, twice, twice));
    struct expr_value values[3] = {expr_number_value(3)};
    program_run(&program, values);
    check_int(last, 2);
    check_near(values[2].number, 36, 1e-12);
    check_true(program_name(&program, "same", twice) == twice && program.n == 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_folding, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_formulas, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_long_formula_is_none, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_values, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_program_runs_in_order, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
