/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mixed-integer programs: small ones with known optima, each status, limits that give a bound, and knapsacks against
   all subsets. */
#include "check.h"

#include "random.h"
#include "stats/program.h"

#define MANY_NODES 100000

/* max 3a + 2b; a + b ≤ 4; a + 3b ≤ 6; a ≤ 2.5 */
static struct program *small(bool is_whole) {
    struct program *p = program_new();
    int a = program_variable(p, 0, 2.5, is_whole), b = program_variable(p, 0, INFINITY, is_whole);
    int first = program_row(p, -INFINITY, 4), second = program_row(p, -INFINITY, 6);
    program_set(p, first, a, 0.5);
    program_set(p, first, a, 0.5); /* adds up */
    program_set(p, first, b, 1);
    program_set(p, second, a, 1);
    program_set(p, second, b, 3);
    program_goal(p, true);
    program_goal_add(p, a, 3);
    program_goal_add(p, b, 2);
    return p;
}

static void test_optimal(void **state) {
    (void)state;
    static const double objective[] = {2.5 * 3 + 2 * 7.0 / 6, 2 * 3 + 2 * 1};
    for (int is_whole = 0; is_whole < 2; is_whole++) {
        CHECK_ROW(is_whole);
        struct program *p = small(is_whole);
        struct program_result r = program_solve(p, MANY_NODES);
        check_int(r.status, PROGRAM_OPTIMAL);
        check_near(r.objective, objective[is_whole], 1e-12);
        check_near(r.bound, r.objective, 0);
        check_near(r.gap, 0, 0);
        program_free(p);
    }
}

/* Another goal for the same program, and a row bound anew. */
static void test_again(void **state) {
    (void)state;
    struct program *p = small(true);
    program_solve(p, MANY_NODES);
    program_goal(p, false);
    program_goal_add(p, 0, 1);
    program_goal_add(p, 1, 5);
    program_bound_row(p, 0, 3, 4);
    struct program_result r = program_solve(p, MANY_NODES);
    check_int(r.status, PROGRAM_OPTIMAL);
    check_near(r.objective, 2 + 5, 1e-12);
    check_near(r.x[0], 2, 0);
    check_near(r.x[1], 1, 0);
    program_free(p);
}

static void test_statuses(void **state) {
    (void)state;
    struct program *p = small(true);
    program_bound_row(p, 0, 10, INFINITY);
    struct program_result r = program_solve(p, MANY_NODES);
    check_int(r.status, PROGRAM_INFEASIBLE);
    check_true(r.x == NULL);
    program_free(p);

    p = program_new();
    program_goal(p, true);
    program_goal_add(p, program_variable(p, 0, INFINITY, false), 1);
    check_int(program_solve(p, MANY_NODES).status, PROGRAM_UNBOUNDED);
    program_free(p);

    p = program_new();
    check_int(program_solve(p, MANY_NODES).status, PROGRAM_OPTIMAL); /* nothing to decide */
    program_free(p);
    check_text(program_status_name(PROGRAM_LIMIT), "limit");
}

/* 2·Σ x = an odd number has no whole solution, and only the whole tree shows it. */
static void test_limit(void **state) {
    (void)state;
    struct program *p = program_new();
    enum { N = 24 };
    int row = program_row(p, N + 1, N + 1);
    program_goal(p, false);
    for (int i = 0; i < N; i++) {
        int x = program_variable(p, 0, 1, true);
        program_set(p, row, x, 2 + 2e-4 * i * i);
        program_goal_add(p, x, 1);
    }
    struct program_result r = program_solve(p, 10);
    check_true(r.status != PROGRAM_OPTIMAL);
    check_true(r.n_nodes <= 11);
    struct program_result whole = program_solve(p, 100000);
    check_int(whole.status, PROGRAM_INFEASIBLE);
    program_limit_work(p, whole.work / 2); /* work ends a search as nodes do, at the same place every time */
    struct program_result half = program_solve(p, 100000), again = program_solve(p, 100000);
    check_int(half.status, PROGRAM_LIMIT);
    check_true(half.work > whole.work / 2 && half.work < whole.work);
    check_near(again.work, half.work, 0);
    program_free(p);
}

/* Knapsacks with whole weights and values that differ little. */
static void test_against_all_subsets(void **state) {
    (void)state;
    enum { N = 10, TRIALS = 60 };
    for (int t = 0; t < TRIALS; t++) {
        CHECK_ROW(t);
        struct random r = random_seed(4200 + (uint64_t)t);
        double weight[N], value[N], room = 0, best = 0;
        struct program *p = program_new();
        int row = program_row(p, 0, 0);
        program_goal(p, true);
        for (int i = 0; i < N; i++) {
            weight[i] = 1 + (double)random_below(&r, 9);
            value[i] = weight[i] + (double)random_below(&r, 1000) * 1e-6;
            room += weight[i] / 2;
            program_set(p, row, program_variable(p, 0, 1, true), weight[i]);
            program_goal_add(p, i, value[i]);
        }
        program_bound_row(p, row, -INFINITY, floor(room));
        for (int set = 0; set < 1 << N; set++) {
            double w = 0, v = 0;
            for (int i = 0; i < N; i++) {
                w += set >> i & 1 ? weight[i] : 0;
                v += set >> i & 1 ? value[i] : 0;
            }
            best = w <= floor(room) && v > best ? v : best;
        }
        struct program_result found = program_solve(p, MANY_NODES);
        check_int(found.status, PROGRAM_OPTIMAL);
        check_near(found.objective, best, 1e-10);
        program_free(p);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_optimal),
        cmocka_unit_test(test_again),
        cmocka_unit_test(test_statuses),
        cmocka_unit_test(test_limit),
        cmocka_unit_test(test_against_all_subsets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
