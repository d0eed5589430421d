/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds of tables and pairs whatever the numbers are. The values themselves: tests/reference. */
#include "check.h"

#include <math.h>

#include "stats/chisq.h"
#include "stats/correlate.h"
#include "stats/fisher.h"
#include "stats/hyper.h"
#include "stats/multiple.h"
#include "stats/ordinal.h"
#include "stats/paired.h"
#include "stats/polychoric.h"
#include "stats/random.h"

#define SIDE 5

/* n observations thrown into r × c cells, more into the first ones when 'lean' is larger. */
static struct table2 thrown(int r, int c, int n, double lean, struct random *random, struct arena *a) {
    struct table2 t;
    table2_init(&t, r, c, a);
    for (int k = 0; k < n; k++) {
        int i = (int)(r * pow(random_unit(random), lean)), j = (int)(c * pow(random_unit(random), lean));
        table2_add(&t, i, j, 1);
    }
    table2_sum(&t);
    table2_pack(&t);
    return t;
}

/* ---- Fisher ------------------------------------------------------------------------------------------------ */
/* Every table with the margins, cell by cell: the sum of the probabilities not above the observed one. */
struct brute {
    const struct table2 *t;
    const double *lf;
    double scale, observed, p, all;
    int row[SIDE], col[SIDE];
};

static void fill_cell(struct brute *b, int k, double past) {
    int r = b->t->r, c = b->t->c, i = k / c, j = k % c;
    if (k == r * c) {
        double p = exp(past + b->scale);
        b->all += p;
        b->p += past <= b->observed + 1e-7 ? p : 0;
        return;
    }
    int low = 0, high = b->row[i] < b->col[j] ? b->row[i] : b->col[j];
    low = j == c - 1 ? b->row[i] : low;
    low = i == r - 1 && b->col[j] > low ? b->col[j] : low;
    for (int x = low; x <= high; x++) {
        b->row[i] -= x;
        b->col[j] -= x;
        fill_cell(b, k + 1, past - b->lf[x]);
        b->row[i] += x;
        b->col[j] += x;
    }
}

static double brute_p(const struct table2 *t, struct arena *a) {
    struct brute b = {.t = t, .lf = log_factorials((size_t)t->n, a)};
    b.scale = -b.lf[(int)t->n];
    for (int i = 0; i < t->r; i++) {
        b.row[i] = (int)t->row[i];
        b.scale += b.lf[b.row[i]];
    }
    for (int j = 0; j < t->c; j++) {
        b.col[j] = (int)t->col[j];
        b.scale += b.lf[b.col[j]];
    }
    for (int k = 0; k < t->r * t->c; k++) {
        b.observed -= b.lf[(int)t->count[k]];
    }
    fill_cell(&b, 0, 0);
    check_near(b.all, 1, 1e-10);
    return b.p;
}

static void test_fisher_is_brute_force(void **state) {
    (void)state;
    struct random random = random_start(11);
    for (int k = 0; k < 300; k++) {
        struct arena a = {0};
        struct table2 t = thrown(2 + k % 3, 2 + k % 4, 4 + k % 15, 1 + k % 3, &random, &a);
        double p = -1;
        if (t.r > 1 && t.c > 1) {
            check_true(fisher_exact(&t, &a, &p));
            check_near(p, brute_p(&t, &a), 1e-9);
            struct table2 u = table2_transposed(&t, &a);
            check_near(fisher_test(&u, 0, 1, &a).p, p, 1e-9);
        }
        arena_clear(&a);
    }
}

static void test_draws_agree(void **state) {
    (void)state;
    struct random random = random_start(5);
    for (int k = 0; k < 12; k++) { /* by deck and, where n is larger, by cell */
        struct arena a = {0};
        struct table2 t = thrown(3, 3, k % 2 ? 15 : 160, 1.3, &random, &a);
        double p;
        if (t.r > 1 && t.c > 1 && fisher_exact(&t, &a, &p)) {
            struct fisher f = fisher_drawn(&t, 40000, 3, &a);
            check_true(fabs(f.p - p) < 4.5 * sqrt(p * (1 - p) / 40000) + 1e-4);
        }
        arena_clear(&a);
    }
}

static void test_tails_are_complementary(void **state) {
    (void)state;
    for (int k = 0; k < 8; k++) {
        struct hyper h = hyper_of(k, 7 - k, 9 - k, 4 + k);
        struct hyper_sums s = hyper_sums(&h, 0.4 * k - 1);
        check_near(s.below + s.at + s.above, 1, 1e-14);
        check_near(hyper_p(&h, ALTERNATIVE_LESS) + hyper_p(&h, ALTERNATIVE_GREATER) - hyper_sums(&h, 0).at, 1, 1e-13);
    }
}

/* ---- pairs ------------------------------------------------------------------------------------------------- */
static void test_pairs_are_tables(void **state) {
    (void)state;
    struct random random = random_start(2);
    struct arena a = {0};
    enum { N = 200 };
    int x[N], y[N];
    double weight[N];
    struct table2 t;
    table2_init(&t, 6, 4, &a);
    for (int i = 0; i < N; i++) {
        x[i] = (int)random_below(&random, 6);
        y[i] = (x[i] + (int)random_below(&random, 3)) % 4;
        weight[i] = 1 + (double)random_below(&random, 3);
        table2_add(&t, x[i], y[i], weight[i]);
    }
    table2_sum(&t);
    struct ordinal p = ordinal_of_table(&t, &a), q = ordinal_of_pairs(x, y, weight, N, 6, 4, &a);
    check_near(p.p, q.p, 1e-12);
    check_near(p.q, q.q, 1e-12);
    check_near(ordinal_tau_b(&p, 0.95).e.se, ordinal_tau_b(&q, 0.95).e.se, 1e-12);
    check_near(ordinal_gamma(&p, 0.95).e.low, ordinal_gamma(&q, 0.95).e.low, 1e-12);
    check_near(ordinal_somers_d(&p, 0.95, ORDINAL_SYMMETRIC).e.se, ordinal_somers_d(&q, 0.95, ORDINAL_SYMMETRIC).e.se,
               1e-12);
    arena_clear(&a);
}

/* Concordant pairs of 100,000 respondents with as many values: quadratic time would not end. */
static void test_many_pairs(void **state) {
    (void)state;
    enum { N = 100000 };
    struct arena a = {0};
    int *x = ARENA_ARRAY(&a, N, int), *y = ARENA_ARRAY(&a, N, int);
    for (int i = 0; i < N; i++) {
        x[i] = i;
        y[i] = N - 1 - i;
    }
    struct ordinal o = ordinal_of_pairs(x, y, NULL, N, N, N, &a);
    check_near(ordinal_tau_b(&o, 0.95).e.value, -1, 1e-12);
    check_near(o.q, (double)N * (N - 1), 1e-15);
    arena_clear(&a);
}

/* ---- small things ------------------------------------------------------------------------------------------- */
static void test_table_packs(void **state) {
    (void)state;
    double count[] = {1, 0, 2, 0, 0, 0, 3, 0, 4}, row[3], col[3];
    struct table2 t = table2_view(3, 3, count, row, col);
    check_true(table2_pack(&t) == 2 && t.r == 2 && t.c == 2);
    check_true(table2_at(&t, 0, 0) == 1 && table2_at(&t, 0, 1) == 2 && table2_at(&t, 1, 0) == 3 &&
               table2_at(&t, 1, 1) == 4);
    check_true(t.n == 10 && t.row[1] == 7 && t.col[1] == 6);
    table2_zero(&t);
    check_true(t.n == 0 && table2_pack(&t) == 4 && t.r == 0);
}

static void test_adjusting_keeps_order(void **state) {
    (void)state;
    struct random random = random_start(9);
    for (int how = 0; how < N_P_ADJUST; how++) {
        struct arena a = {0};
        double p[40], before[40];
        for (int i = 0; i < 40; i++) {
            p[i] = before[i] = pow(random_unit(&random), 3);
        }
        p_adjust(p, 40, 0, (enum p_adjust)how, &a);
        for (int i = 0; i < 40; i++) {
            check_true(p[i] >= before[i] && p[i] <= 1);
            for (int j = 0; j < 40; j++) {
                check_true(before[i] > before[j] || p[i] <= p[j]);
            }
        }
        arena_clear(&a);
    }
}

/* A weight of 2 equals two respondents. */
static void test_weights_repeat(void **state) {
    (void)state;
    double x[] = {1, 4, 2, 8, 5, 7}, y[] = {2, 3, 3, 9, 4, 8}, w[] = {2, 1, 1, 2, 1, 1};
    double x2[] = {1, 1, 4, 2, 8, 8, 5, 7}, y2[] = {2, 2, 3, 3, 9, 9, 4, 8};
    check_near(pearson_r(x, y, w, 6), pearson_r(x2, y2, NULL, 8), 1e-14);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fisher_is_brute_force),
        cmocka_unit_test(test_draws_agree),
        cmocka_unit_test(test_tails_are_complementary),
        cmocka_unit_test(test_pairs_are_tables),
        cmocka_unit_test(test_many_pairs),
        cmocka_unit_test(test_table_packs),
        cmocka_unit_test(test_adjusting_keeps_order),
        cmocka_unit_test(test_weights_repeat),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
