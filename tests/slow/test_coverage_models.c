/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Coverage of the other intervals in seeded simulations: differences and effect sizes, correlations and association,
   scales and raters, regressions. What is exact under its assumptions holds as often as it claims; what is asymptotic,
   about as often. */
#include "coverage.h"

#include "stats/banner.h"
#include "stats/comparison.h"
#include "stats/correlate.h"
#include "stats/dist.h"
#include "stats/multiple.h"
#include "stats/odds.h"
#include "stats/polychoric.h"
#include "stats/random_draw.h"
#include "stats/raters.h"
#include "stats/regression.h"
#include "stats/scales.h"
#include "stats/stratified2.h"

/* What a coverage is of, and the band that theory gives it. */
struct band {
    const char *what;
    double low, high;
};

static void check_all(struct coverage *c, const struct band *bands, int n) {
    for (int i = 0; i < n; i++) {
        c[i].what = bands[i].what;
        coverage_check(&c[i], bands[i].low, bands[i].high);
    }
}

static void add_ends(struct coverage *c, double low, double high, double truth) {
    struct estimate e = {.low = low, .high = high, .has_interval = !isnan(low) && !isnan(high)};
    coverage_add(c, &e, truth);
}

static void draw_normal(double *x, int n, double mean, double sd, struct random *r) {
    for (int i = 0; i < n; i++) {
        x[i] = mean + sd * random_normal(r);
    }
}

/* ---- two groups and one -------------------------------------------------------------------------------------- */
static void test_differences(void **state) {
    (void)state;
    enum { STUDENT, WELCH, SHIFT, SHIFT_LARGE, PSEUDOMEDIAN, COHEN, COHEN_ONE, CLIFF, BANNER, N_OF };
    static const struct band bands[N_OF] = {{"difference, Student", 0.95, 0.95},
                                            {"difference, Welch", 0.945, 0.955},
                                            {"shift, exact", 0.95, 0.962},
                                            {"shift, normal approximation", 0.945, 0.96},
                                            {"pseudomedian, exact", 0.95, 0.96},
                                            {"Cohen's d, two groups", 0.95, 0.95},
                                            {"Cohen's d, one group", 0.95, 0.95},
                                            {"Cliff's delta", 0.935, 0.965},
                                            {"difference of column means", 0.945, 0.955}};
    struct coverage c[N_OF] = {{0}};
    struct random r = random_start(1);
    struct stat_options o;
    stat_options_init(&o);
    double superiority = dist_normal_lower(0.8 / sqrt(2)), delta = 2 * superiority - 1;
    for (int turn = 0; turn < 4000; turn++) {
        struct arena a = {0};
        double x[60], y[60], wide[60];
        draw_normal(x, 60, 0.8, 1, &r);
        draw_normal(y, 60, 0, 1, &r);
        draw_normal(wide, 60, 0, 3, &r);
        struct group_moments gx = group_moments_of(x, 12), gy = group_moments_of(y, 20),
                             gw = group_moments_of(wide, 12);
        struct comparison s = t_test_student(gx, gy, &o), w = t_test_welch(gw, gy, &o),
                          shift = rank_sum_test(x, 12, y, 20, true, &o, &a),
                          large = rank_sum_test(x, 60, y, 60, true, &o, &a),
                          middle = signed_rank_test(x, 15, true, &o, &a);
        struct estimate d = effect_cohen_d(gx, gy, 0.95), one = effect_cohen_d_one(gx, 0, 0.95),
                        cliff = effect_cliff_delta(x, 30, y, 40, 0.95, &a);
        struct banner_cell left = banner_cell_of(wide, NULL, 12), right = banner_cell_of(y, NULL, 20);
        struct banner_test banner = banner_means(&left, &right, false, 0.95);
        add_ends(&c[STUDENT], s.low, s.high, 0.8);
        add_ends(&c[WELCH], w.low, w.high, 0);
        add_ends(&c[SHIFT], shift.low, shift.high, 0.8);
        add_ends(&c[SHIFT_LARGE], large.low, large.high, 0.8);
        add_ends(&c[PSEUDOMEDIAN], middle.low, middle.high, 0.8);
        coverage_add(&c[COHEN], &d, 0.8);
        coverage_add(&c[COHEN_ONE], &one, 0.8);
        coverage_add(&c[CLIFF], &cliff, delta);
        add_ends(&c[BANNER], banner.low, banner.high, 0);
        arena_clear(&a);
    }
    check_all(c, bands, N_OF);
}

/* Several groups: the share of variance between them, and all pairs of Tukey's at once. */
static void test_groups(void **state) {
    (void)state;
    static const size_t start[] = {0, 15, 30, 45};
    static const double mean[] = {0, 0.4, 0.9};
    struct coverage share = {.what = "share of variance between groups"}, pairs = {.what = "Tukey, all pairs"};
    double range = dist_tukey_quantile(0.95, 3, 42), all = (mean[0] + mean[1] + mean[2]) / 3, between = 0;
    struct random r = random_start(2);
    for (int k = 0; k < 3; k++) {
        between += (mean[k] - all) * (mean[k] - all) / 3;
    }
    for (int turn = 0; turn < 6000; turn++) {
        double x[45], low, high;
        struct group_moments g[3];
        for (int k = 0; k < 3; k++) {
            draw_normal(x + start[k], 15, mean[k], 1, &r);
            g[k] = group_moments_of(x + start[k], 15);
        }
        struct anova v = anova_of(x, start, 3);
        bool has_share = anova_effect_interval(&v, 0.95, &low, &high), is_hit = true;
        for (int i = 0; i < 3; i++) {
            for (int j = i + 1; j < 3 && turn % 3 == 0; j++) { /* its p values take their time */
                struct tukey_pair t = tukey_compare(g[i].mean, 15, g[j].mean, 15, v.ms_within, 3, 42, range);
                is_hit = is_hit && t.low <= mean[j] - mean[i] && mean[j] - mean[i] <= t.high; /* as in R, b − a */
            }
        }
        add_ends(&share, has_share ? low : NAN, high, between / (between + 1));
        if (turn % 3 == 0) {
            coverage_count(&pairs, is_hit);
        }
    }
    coverage_check(&share, 0.95, 0.95);
    coverage_check(&pairs, 0.95, 0.95);
}

/* ---- correlations -------------------------------------------------------------------------------------------- */
static void test_correlations(void **state) {
    (void)state;
    enum { PEARSON, SPEARMAN, TAU_B, GAMMA, SOMERS, POLYCHORIC, N_OF, N = 120 };
    static const struct band bands[N_OF] = {{"Pearson, Fisher's z", 0.945, 0.955},
                                            {"Spearman, Bonett-Wright", 0.935, 0.965},
                                            {"tau-b", 0.93, 0.96},
                                            {"gamma", 0.93, 0.96},
                                            {"Somers' D", 0.93, 0.96},
                                            {"polychoric", 0.935, 0.96}};
    const double rho = 0.5, z = sqrt(1 - rho * rho);
    struct coverage c[N_OF] = {{0}};
    struct random r = random_start(3);
    struct stat_options o;
    stat_options_init(&o);
    /* classes cut at −0.5 and 0.7: their tau, gamma and D are those of a large sample */
    double truth[N_OF] = {rho, 6 / M_PI * asin(rho / 2)};
    for (int turn = -1; turn < 4000; turn++) {
        struct arena a = {0};
        int n = turn < 0 ? 2000000 : N;
        double x[N], y[N];
        struct table2 t;
        table2_init(&t, 3, 3, &a);
        for (int i = 0; i < n; i++) {
            double u = random_normal(&r), v = rho * u + z * random_normal(&r);
            table2_add(&t, (u > -0.5) + (u > 0.7), (v > -0.5) + (v > 0.7), 1);
            x[i % N] = u;
            y[i % N] = v;
        }
        table2_sum(&t);
        struct ordinal pairs = ordinal_of_table(&t, &a);
        struct estimate e[] = {pearson(x, y, NULL, N, &o).e, spearman(x, y, N, &o, &a).e, ordinal_tau_b(&pairs, 0.95).e,
                               ordinal_gamma(&pairs, 0.95).e, ordinal_somers_d(&pairs, 0.95, ORDINAL_Y_GIVEN_X).e};
        for (int k = turn < 0 ? TAU_B : 0; k <= SOMERS; k++) {
            if (turn < 0) {
                truth[k] = e[k].value;
            } else {
                coverage_add(&c[k], &e[k], truth[k]);
            }
        }
        struct polychoric p = polychoric_two_step(&t, &a);
        double half = 1.959963984540054 * p.se;
        if (turn >= 0) {
            add_ends(&c[POLYCHORIC], p.rho - half, p.rho + half, rho);
        }
        arena_clear(&a);
    }
    check_all(c, bands, N_OF);
}

/* ---- tables -------------------------------------------------------------------------------------------------- */
/* Wald's intervals on the log scale are conservative where counts are small, and undefined with an empty cell. */
static void test_ratios(void **state) {
    (void)state;
    struct coverage odds = {.what = "odds ratio, Wald"}, risk = {.what = "relative risk, Wald"},
                    common = {.what = "common odds ratio of Mantel and Haenszel"};
    struct random r = random_start(4);
    struct stat_options o;
    stat_options_init(&o);
    for (int turn = 0; turn < 10000; turn++) {
        struct arena a = {0};
        struct table2 t[4];
        for (int k = 0; k < 4; k++) {
            double p = 0.2 + 0.1 * k, q = 2 * p / (1 - p) / (1 + 2 * p / (1 - p)); /* odds ratio 2 in every stratum */
            table2_init(&t[k], 2, 2, &a);
            for (int i = 0; i < 60; i++) {
                table2_add(&t[k], i % 2, random_unit(&r) < (i % 2 ? q : p), 1);
            }
            table2_sum(&t[k]);
        }
        struct estimate e = odds_ratio_wald(&t[1], 0.95), f = relative_risk_wald(&t[1], 0.95),
                        g = mantel_haenszel_of(t, 4, &o, &a).odds_ratio;
        double q = 2 * 0.3 / 0.7 / (1 + 2 * 0.3 / 0.7);
        coverage_add(&odds, &e, 2);
        coverage_add(&risk, &f, q / 0.3);
        coverage_add(&common, &g, 2);
        arena_clear(&a);
    }
    coverage_check(&odds, 0.95, 0.965);
    coverage_check(&risk, 0.94, 0.965);
    coverage_check(&common, 0.945, 0.96);
}

/* ---- scales and raters --------------------------------------------------------------------------------------- */
/* Items of one trait with variance 1 and errors of variance 1.5: alpha = k/(k + 1.5), and the intraclass correlations
   of raters without a bias of their own. */
static void test_scales(void **state) {
    (void)state;
    enum { N = 40, K = 4 };
    struct coverage alpha = {.what = "alpha, Feldt"}, one_way = {.what = "ICC(1)"}, mixed = {.what = "ICC(3)"},
                    mean = {.what = "ICC(3,k)"};
    struct random r = random_start(5);
    for (int turn = 0; turn < 10000; turn++) {
        double x[N * K];
        for (int i = 0; i < N; i++) {
            double trait = random_normal(&r);
            for (int j = 0; j < K; j++) {
                x[i * K + j] = trait + sqrt(1.5) * random_normal(&r);
            }
        }
        struct icc q = icc_of(x, N, K, 0.95);
        struct estimate a = scale_alpha_interval(q.average[2].value, N, K, 0.95); /* alpha is ICC(3,k) */
        coverage_add(&alpha, &a, K / (K + 1.5));
        coverage_add(&one_way, &q.single[0], 1 / 2.5);
        coverage_add(&mixed, &q.single[2], 1 / 2.5);
        coverage_add(&mean, &q.average[2], K / (K + 1.5));
    }
    coverage_check(&alpha, 0.95, 0.95);
    coverage_check(&one_way, 0.95, 0.95);
    coverage_check(&mixed, 0.95, 0.95);
    coverage_check(&mean, 0.95, 0.95);
}

/* Raters who see the true category, of three as likely, with probability 0.7 and else guess: two agree by more than
   chance with 0.49, which is kappa. */
static void test_raters(void **state) {
    (void)state;
    enum { N = 100, M = 5, K = 3 };
    struct coverage two = {.what = "kappa"}, fleiss = {.what = "Fleiss' kappa"},
                    kripp = {.what = "Krippendorff's alpha, jackknife"};
    struct random r = random_start(6);
    for (int turn = 0; turn < 4000; turn++) {
        static const double value[K] = {1, 2, 3};
        struct arena a = {0};
        int code[N * M];
        double count[K * K] = {0}, scratch[4 * K];
        for (int i = 0; i < N; i++) {
            int truth = (int)random_below(&r, K);
            for (int j = 0; j < M; j++) {
                code[i * M + j] = random_unit(&r) < 0.7 ? truth : (int)random_below(&r, K);
            }
            count[code[i * M] * K + code[i * M + 1]]++;
        }
        struct kappa k = kappa_two(count, K, KAPPA_NOMINAL, scratch);
        struct fleiss f = fleiss_kappa(code, N, M, K, &a);
        struct krippendorff q = krippendorff_alpha(code, N, M, value, K, KRIPP_NOMINAL, &a);
        double z = dist_normal_quantile(0.975), t = dist_t_quantile(0.975, N - 1);
        add_ends(&two, k.kappa - z * k.se, k.kappa + z * k.se, 0.49);
        add_ends(&fleiss, f.kappa - t * f.se, f.kappa + t * f.se, 0.49);
        add_ends(&kripp, q.alpha - t * q.se, q.alpha + t * q.se, 0.49);
        arena_clear(&a);
    }
    coverage_check(&two, 0.935, 0.955);
    coverage_check(&fleiss, 0.94, 0.96);
    coverage_check(&kripp, 0.94, 0.96);
}

/* ---- regressions --------------------------------------------------------------------------------------------- */
/* y = 1 + 2x + e: classical errors where e is the same everywhere, HC3 where it grows with x. */
static void test_regression(void **state) {
    (void)state;
    enum { N = 40 };
    struct coverage classical = {.what = "slope, classical"}, robust = {.what = "slope, HC3"},
                    logit = {.what = "ordinal logit slope"};
    struct random r = random_start(7);
    double t = dist_t_quantile(0.975, N - 2);
    for (int turn = 0; turn < 6000; turn++) {
        struct arena a = {0};
        double x[2 * N], slope[4 * N], y[N], wild[N];
        int level[4 * N];
        for (int i = 0; i < N; i++) {
            x[2 * i] = 1;
            x[2 * i + 1] = random_normal(&r);
            double e = random_normal(&r);
            y[i] = 1 + 2 * x[2 * i + 1] + e;
            wild[i] = 1 + 2 * x[2 * i + 1] + e * (0.3 + fabs(x[2 * i + 1]));
        }
        for (int i = 0; i < 4 * N; i++) {
            double u = 1 - random_unit(&r), latent;
            slope[i] = random_normal(&r);
            latent = 0.8 * slope[i] + log(u / (1 - u + 1e-300));
            level[i] = (latent > -1) + (latent > 1);
        }
        struct ols o = ols_fit(x, y, NULL, N, 2, VARIANCE_CLASSICAL, &a),
                   h = ols_fit(x, wild, NULL, N, 2, VARIANCE_HC3, &a);
        struct ordinal_logit l = ordinal_logit_fit(slope, level, NULL, 4 * N, 1, 3, VARIANCE_CLASSICAL, &a);
        double z = dist_normal_quantile(0.975);
        add_ends(&classical, o.coefficient[1] - t * o.se[1], o.coefficient[1] + t * o.se[1], 2);
        add_ends(&robust, h.coefficient[1] - t * h.se[1], h.coefficient[1] + t * h.se[1], 2);
        add_ends(&logit, l.coefficient[0] - z * l.se[0], l.coefficient[0] + z * l.se[0], 0.8);
        arena_clear(&a);
    }
    coverage_check(&classical, 0.95, 0.95);
    coverage_check(&robust, 0.925, 0.96);
    coverage_check(&logit, 0.94, 0.958);
}

int main(void) {
    stats_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_differences), cmocka_unit_test(test_groups), cmocka_unit_test(test_correlations),
        cmocka_unit_test(test_ratios),      cmocka_unit_test(test_scales), cmocka_unit_test(test_raters),
        cmocka_unit_test(test_regression),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
