/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Coverage of intervals for means and medians of simple random samples, finite populations included, in seeded
   simulations. */
#include "coverage.h"

#include "stats/moments.h"
#include "stats/quantiles.h"
#include "stats/random_draw.h"

/* Of normal values, the t interval holds exactly as often as it claims, however few they are. */
static void test_mean(void **state) {
    (void)state;
    static const size_t n[] = {2, 5, 30};
    static const double level[] = {0.8, 0.95};
    struct random r = random_start(1);
    for (size_t i = 0; i < ARRAY_LEN(n); i++) {
        for (size_t l = 0; l < ARRAY_LEN(level); l++) {
            struct coverage c = {.what = "t interval of a normal mean"};
            for (int k = 0; k < 20000; k++) {
                double x[30];
                for (size_t j = 0; j < n[i]; j++) {
                    x[j] = 3 + 2 * random_normal(&r);
                }
                struct moments m = moments_of(x, NULL, n[i]);
                struct estimate e = moments_mean(&m, level[l], 0);
                coverage_add(&c, &e, 3);
            }
            CHECK_ROW(n[i]);
            coverage_check(&c, level[l], level[l]);
        }
    }
    CHECK_ROW(-1);
}

/* Of a finite population, somewhat skewed: without its correction the interval would hold nearly always. */
static void test_finite_mean(void **state) {
    (void)state;
    static const int n[] = {25, 60, 95};
    struct random r = random_start(2);
    for (size_t i = 0; i < ARRAY_LEN(n); i++) {
        double X[100], x[100], truth = 0;
        int row[100];
        struct coverage c = {.what = "t interval of a finite population's mean"};
        for (int k = 0; k < 100; k++) {
            X[k] = exp(0.5 * random_normal(&r));
            truth += X[k] / 100;
            row[k] = k;
        }
        for (int turn = 0; turn < 10000; turn++) {
            draw_rows(row, 100, n[i], &r);
            for (int k = 0; k < n[i]; k++) {
                x[k] = X[row[k]];
            }
            struct moments m = moments_of(x, NULL, (size_t)n[i]);
            struct estimate e = moments_mean(&m, 0.95, 100);
            coverage_add(&c, &e, truth);
        }
        CHECK_ROW(n[i]);
        coverage_check(&c, 0.93, 0.96);
    }
    CHECK_ROW(-1);
}

/* The interval from order statistics is never below its level, of a finite population neither. */
static void test_finite_median(void **state) {
    (void)state;
    static const int n[] = {15, 40, 80};
    struct random r = random_start(3);
    for (size_t i = 0; i < ARRAY_LEN(n); i++) {
        double X[101], x[101];
        int row[101];
        struct coverage c = {.what = "interval of the median from order statistics"};
        for (int k = 0; k < 101; k++) {
            X[k] = random_normal(&r);
            row[k] = k;
        }
        values_sort(X, 101);
        for (int turn = 0; turn < 5000; turn++) {
            draw_rows(row, 101, n[i], &r);
            for (int k = 0; k < n[i]; k++) {
                x[k] = X[row[k]];
            }
            values_sort(x, (size_t)n[i]);
            struct estimate e = quantile_estimate(x, (size_t)n[i], 0.5, 7, 0.95);
            coverage_add(&c, &e, X[50]);
        }
        CHECK_ROW(n[i]);
        coverage_check(&c, 0.95, 1);
    }
    CHECK_ROW(-1);
}

int main(void) {
    stats_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mean),
        cmocka_unit_test(test_finite_mean),
        cmocka_unit_test(test_finite_median),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
