/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Coverage of intervals for a share, a quantile and a rank, by enumeration of all samples there are: no simulation
   error, and what is exact never falls below its level. Finite populations included. */
#include "coverage.h"

#include "stats/dist.h"
#include "stats/position.h"
#include "stats/proportions.h"
#include "stats/quantiles.h"

enum { N_MOST = 100, GRID = 500 };

/* ---- one share, infinite population -------------------------------------------------------------------------- */
/* The least and the mean coverage over p. */
struct span {
    double least, mean;
};

static struct span binomial_span(enum proportion_method m, int n, double level) {
    struct estimate e[N_MOST + 1];
    struct span s = {1, 0};
    for (int x = 0; x <= n; x++) {
        e[x] = proportion_of(x, n, 0, m, level);
    }
    for (int i = 0; i < GRID; i++) {
        double p = (i + 0.5) / GRID, rate = 0;
        for (int x = 0; x <= n; x++) {
            rate += coverage_holds(&e[x], p) ? dist_binomial_pmf(x, n, p) : 0;
        }
        s.least = fmin(s.least, rate);
        s.mean += rate / GRID;
    }
    return s;
}

/* Clopper and Pearson are never below. The others are near the level in the mean over p, but may fall short at some p,
   Wilson and Jeffreys near 0 and 1 (to 0.838 and below: Brown, Cai and DasGupta 2001, 110 and 113). */
static void test_binomial(void **state) {
    (void)state;
    static const struct {
        enum proportion_method method;
        double least, mean_low, mean_high;
    } rows[] = {
        {PROPORTION_CLOPPER_PEARSON, 0.95, 0.95, 0.985},
        {PROPORTION_WILSON, 0.82, 0.945, 0.96},
        {PROPORTION_AGRESTI_COULL, 0.92, 0.95, 0.97},
        {PROPORTION_JEFFREYS, 0.82, 0.94, 0.955},
    };
    static const int n[] = {10, 25, 60, 100};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        for (size_t k = 0; k < ARRAY_LEN(n); k++) {
            struct span s = binomial_span(rows[i].method, n[k], 0.95);
            struct coverage mean = {proportion_method_text(rows[i].method), s.mean, 1, true},
                            least = {proportion_method_text(rows[i].method), s.least, 1, true};
            CHECK_ROW(n[k]);
            coverage_check(&mean, rows[i].mean_low, rows[i].mean_high);
            coverage_check(&least, rows[i].least, 1);
        }
    }
    CHECK_ROW(-1);
}

/* ---- one share, finite population ---------------------------------------------------------------------------- */
static double finite_rate(enum proportion_method m, long n, long N, long K, double level) {
    struct coverage c = {.what = "finite"};
    for (long x = 0; x <= n; x++) {
        double p = dist_hypergeometric_pmf(x, N, K, n);
        struct estimate e = p > 0 ? proportion_of((double)x, (double)n, (double)N, m, level) : (struct estimate){0};
        coverage_weigh(&c, p > 0 && coverage_holds(&e, (double)K / (double)N), p);
    }
    return coverage_rate(&c);
}

/* All K of a population of 40, of which n are asked. */
static void test_hypergeometric(void **state) {
    (void)state;
    static const long n[] = {1, 5, 12, 25, 39, 40};
    static const double level[] = {0.5, 0.8, 0.9, 0.95, 0.99};
    for (size_t i = 0; i < ARRAY_LEN(n); i++) {
        for (size_t l = 0; l < ARRAY_LEN(level); l++) {
            for (long K = 0; K <= 40; K++) {
                CHECK_ROW(K);
                struct coverage c = {"hypergeometric, N = 40",
                                     finite_rate(PROPORTION_HYPERGEOMETRIC, n[i], 40, K, level[l]), 1, true};
                coverage_check(&c, level[l], 1);
            }
        }
    }
    CHECK_ROW(-1);
}

/* It is the narrowest of its kind: one more or less in the population has a tail that is too small. */
static void test_hypergeometric_is_tight(void **state) {
    (void)state;
    for (long x = 0; x <= 25; x++) {
        CHECK_ROW(x);
        struct interval k = hypergeometric_counts(x, 25, 40, 0.95);
        long low = (long)k.low, high = (long)k.high;
        check_true(low <= x || dist_hypergeometric_upper(x, 40, low - 1, 25) <= 0.025);
        check_true(high >= 15 + x || dist_hypergeometric_lower(x, 40, high + 1, 25) <= 0.025);
        check_true(dist_hypergeometric_upper(x, 40, low, 25) > 0.025);
        check_true(dist_hypergeometric_lower(x, 40, high, 25) > 0.025);
    }
    CHECK_ROW(-1);
}

/* Wilson and Agresti-Coull with n* = n (N − 1)/(N − n): near the level in the mean over K. */
static void test_finite_approximations(void **state) {
    (void)state;
    static const long n[] = {10, 25, 60}, N[] = {40, 200};
    static const enum proportion_method methods[] = {PROPORTION_WILSON, PROPORTION_AGRESTI_COULL};
    for (size_t m = 0; m < 2; m++) {
        for (size_t i = 0; i < ARRAY_LEN(n); i++) {
            for (size_t k = 0; k < ARRAY_LEN(N); k++) {
                double mean = 0;
                for (long K = 1; K < N[k] && n[i] < N[k]; K++) {
                    mean += finite_rate(methods[m], n[i], N[k], K, 0.95) / (double)(N[k] - 1);
                }
                struct coverage c = {proportion_method_text(methods[m]), mean, 1, true};
                CHECK_ROW(n[i]);
                if (n[i] < N[k]) {
                    coverage_check(&c, 0.935, 0.975);
                }
            }
        }
    }
    CHECK_ROW(-1);
}

/* ---- quantiles ----------------------------------------------------------------------------------------------- */
/* With x = 1 … n, the ends are ranks r and s; the quantile of a continuous variable lies between them when at least r
   and fewer than s of the n fall below it. */
static void test_quantiles(void **state) {
    (void)state;
    static const double p[] = {0.1, 0.25, 0.5, 0.8, 0.95}, level[] = {0.8, 0.9, 0.95, 0.99};
    double sorted[200];
    for (size_t n = 1; n <= 200; n++) {
        sorted[n - 1] = (double)n;
        for (size_t i = 0; i < ARRAY_LEN(p); i++) {
            for (size_t l = 0; l < ARRAY_LEN(level); l++) {
                struct estimate e = quantile_estimate(sorted, n, p[i], 7, level[l]);
                long r = (long)e.low, s = (long)e.high;
                CHECK_ROW(n);
                check_true(e.has_interval || n * fmin(p[i], 1 - p[i]) < 8);
                if (e.has_interval) {
                    double below = dist_binomial_lower(r - 1, (long)n, p[i]),
                           above = 1 - dist_binomial_lower(s - 1, (long)n, p[i]);
                    check_true(below <= (1 - level[l]) / 2 + 1e-12 && above <= (1 - level[l]) / 2 + 1e-12);
                }
            }
        }
    }
    CHECK_ROW(-1);
}

/* ---- percentile ranks ---------------------------------------------------------------------------------------- */
/* The others, of whom 'm' answered: 'below' and 'tied' of them all. */
static double rank_rate(int others, int m, int below, int tied, double level) {
    struct coverage c = {.what = "percentile rank"};
    double all = dist_log_choose(others, m), truth = (below + tied / 2.0) / others;
    for (int b = 0; b <= below && b <= m; b++) {
        for (int t = 0; t <= tied && b + t <= m; t++) {
            double log_p = dist_log_choose(below, b) + dist_log_choose(tied, t) +
                           dist_log_choose(others - below - tied, m - b - t) - all;
            if (isfinite(log_p)) {
                struct estimate e = position_share((struct standing){b, t, m}, others + 1, level);
                coverage_weigh(&c, coverage_holds(&e, truth), exp(log_p));
            }
        }
    }
    return coverage_rate(&c);
}

static void test_percentile_rank(void **state) {
    (void)state;
    static const int m[] = {8, 25, 38, 39};
    for (size_t i = 0; i < ARRAY_LEN(m); i++) {
        for (int below = 0; below <= 39; below++) {
            for (int tied = 0; tied <= 39 - below; tied += 3) {
                struct coverage c = {"percentile rank in a group of 40", rank_rate(39, m[i], below, tied, 0.95), 1,
                                     true};
                CHECK_ROW(m[i]);
                coverage_check(&c, 0.95, 1);
            }
        }
    }
    CHECK_ROW(-1);
}

int main(void) {
    stats_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_binomial),
        cmocka_unit_test(test_hypergeometric),
        cmocka_unit_test(test_hypergeometric_is_tight),
        cmocka_unit_test(test_finite_approximations),
        cmocka_unit_test(test_quantiles),
        cmocka_unit_test(test_percentile_rank),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
