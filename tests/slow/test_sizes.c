/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often tests reject a hypothesis that is true: exact ones never more often than they claim, by enumeration; the
   others about as often, in seeded simulations. */
#include "coverage.h"

#include "stats/chisq.h"
#include "stats/comparison.h"
#include "stats/correlate.h"
#include "stats/dist.h"
#include "stats/fisher.h"
#include "stats/hyper.h"
#include "stats/paired.h"
#include "stats/random_draw.h"
#include "stats/rao_scott.h"

static const double alphas[] = {0.01, 0.05, 0.1};

/* ---- enumerated ---------------------------------------------------------------------------------------------- */
/* Given the margins of a 2 × 2 table, Fisher's test of any side rejects at most as often as it claims. */
static void test_fisher_two_by_two(void **state) {
    (void)state;
    for (int side = 0; side < 3; side++) {
        for (size_t l = 0; l < ARRAY_LEN(alphas); l++) {
            for (int col = 0; col <= 32; col++) {
                struct coverage c = {.what = "Fisher, 15 and 17"};
                int low = col > 17 ? col - 17 : 0, high = col < 15 ? col : 15;
                for (int x = low; x <= high; x++) {
                    struct hyper h = hyper_of(x, 15 - x, col - x, 17 - col + x);
                    coverage_weigh(&c, hyper_p(&h, (enum alternative)side) <= alphas[l],
                                   dist_hypergeometric_pmf(x, 32, 15, col));
                }
                CHECK_ROW(col);
                coverage_check(&c, 0, alphas[l]);
            }
        }
    }
    CHECK_ROW(-1);
}

/* Each of the arrangements of one data set is as likely as the other: the p values of all of them. */
struct arrangements {
    double x[9], turned[9];
    int n, m;
    struct coverage permutation[3], rank_sum[3];
    struct arena a;
};

static void try_arrangement(struct arrangements *q, unsigned chosen) {
    int first = 0, second = q->n;
    struct stat_options o;
    stat_options_init(&o);
    for (int i = 0; i < q->n + q->m; i++) {
        q->turned[chosen >> i & 1 ? first++ : second++] = q->x[i];
    }
    size_t n = (size_t)q->n, m = (size_t)q->m;
    struct permutation p = permutation_mean_difference(q->turned, n, m, &o, &q->a);
    struct comparison w = rank_sum_test(q->turned, n, q->turned + n, m, true, &o, &q->a);
    check_true(p.is_exact && w.is_exact);
    for (int l = 0; l < 3; l++) {
        coverage_weigh(&q->permutation[l], p.p <= alphas[l] + 1e-12, 1);
        coverage_weigh(&q->rank_sum[l], w.p <= alphas[l] + 1e-12, 1);
    }
    arena_clear(&q->a);
}

static void test_arrangements(void **state) {
    (void)state;
    struct random r = random_start(1);
    for (int n = 3; n <= 6; n++) {
        struct arrangements q = {.n = n, .m = 9 - n};
        for (int i = 0; i < 9; i++) {
            q.x[i] = random_normal(&r);
        }
        for (int l = 0; l < 3; l++) {
            q.permutation[l].what = "permutation test";
            q.rank_sum[l].what = "Wilcoxon rank sum test";
        }
        for (unsigned chosen = 0; chosen < 1u << 9; chosen++) {
            if (__builtin_popcount(chosen) == n) {
                try_arrangement(&q, chosen);
            }
        }
        CHECK_ROW(n);
        for (int l = 0; l < 3; l++) {
            check_int((long)q.permutation[l].n, lround(exp(dist_log_choose(9, n))));
            coverage_check(&q.permutation[l], 0, alphas[l]);
            coverage_check(&q.rank_sum[l], 0, alphas[l]);
        }
    }
    CHECK_ROW(-1);
}

/* All signs of ten differences: the signed rank and the permutation test of pairs, McNemar's exact test. */
static void test_signs(void **state) {
    (void)state;
    struct random r = random_start(2);
    struct coverage rank = {.what = "Wilcoxon signed rank test"}, pairs = {.what = "permutation test of pairs"},
                    mcnemar = {.what = "McNemar, exact"};
    double size[10], x[10];
    struct stat_options o;
    stat_options_init(&o);
    for (int i = 0; i < 10; i++) {
        size[i] = 0.1 + random_unit(&r);
    }
    for (unsigned signs = 0; signs < 1u << 10; signs++) {
        struct arena a = {0};
        int up = __builtin_popcount(signs);
        double count[4] = {5, up, 10 - up, 7}, row[2], col[2];
        for (int i = 0; i < 10; i++) {
            x[i] = signs >> i & 1 ? size[i] : -size[i];
        }
        struct table2 t = table2_view(2, 2, count, row, col);
        coverage_weigh(&rank, signed_rank_test(x, 10, true, &o, &a).p <= 0.05, 1);
        coverage_weigh(&pairs, permutation_paired(x, 10, &o, &a).p <= 0.05 + 1e-12, 1);
        coverage_weigh(&mcnemar, mcnemar_of(&t, 0.95).exact_p <= 0.05, 1);
        arena_clear(&a);
    }
    coverage_check(&rank, 0.03, 0.05);
    coverage_check(&pairs, 0.03, 0.05);
    coverage_check(&mcnemar, 0.01, 0.05);
}

/* ---- simulated: two groups ----------------------------------------------------------------------------------- */
enum { T_STUDENT, T_WELCH, RANK_SUM, PERMUTATION, N_TWO };

static void test_two_groups(void **state) {
    (void)state;
    struct coverage c[N_TWO] = {{.what = "Student's t test"},
                                {.what = "Welch's t test, unequal variances"},
                                {.what = "rank sum test, normal approximation"},
                                {.what = "permutation test, drawn"}};
    struct random r = random_start(3);
    struct stat_options o;
    stat_options_init(&o);
    o.draws = 199;
    for (int turn = 0; turn < 16000; turn++) {
        struct arena a = {0};
        double x[90], y[40], both[40];
        for (int i = 0; i < 90; i++) {
            x[i] = floor(4 * random_normal(&r)); /* with ties */
        }
        for (int i = 0; i < 40; i++) {
            both[i] = random_normal(&r);
            y[i] = both[i] * (i < 10 ? 3 : 1);
        }
        o.seed = (uint64_t)turn;
        struct group_moments a1 = group_moments_of(both, 15), b1 = group_moments_of(both + 15, 25),
                             a2 = group_moments_of(y, 10), b2 = group_moments_of(y + 10, 30);
        coverage_count(&c[T_STUDENT], t_test_student(a1, b1, &o).p <= 0.05);
        coverage_count(&c[T_WELCH], t_test_welch(a2, b2, &o).p <= 0.05);
        coverage_count(&c[RANK_SUM], rank_sum_test(x, 50, x + 50, 40, true, &o, &a).p <= 0.05);
        coverage_count(&c[PERMUTATION], permutation_mean_difference(both, 15, 25, &o, &a).p <= 0.05);
        arena_clear(&a);
    }
    coverage_check(&c[T_STUDENT], 0.05, 0.05);
    coverage_check(&c[T_WELCH], 0.045, 0.055);
    coverage_check(&c[RANK_SUM], 0.045, 0.05);
    coverage_check(&c[PERMUTATION], 0.045, 0.05); /* of (b + 1)/(B + 1), 10 of 200 values reach 0.05 */
}

/* ---- simulated: several groups ------------------------------------------------------------------------------- */
enum { ANOVA, ANOVA_WELCH, KRUSKAL, LEVENE, BROWN_FORSYTHE, BARTLETT, FLIGNER, N_SEVERAL };

static void test_several_groups(void **state) {
    (void)state;
    static const size_t start[] = {0, 12, 30, 60};
    static const struct {
        const char *what;
        double low, high;
    } rows[N_SEVERAL] = {{"analysis of variance", 0.05, 0.05},  {"Welch's analysis of means", 0.045, 0.06},
                         {"Kruskal-Wallis test", 0.042, 0.052}, {"Levene's test", 0.045, 0.07},
                         {"Brown-Forsythe test", 0.03, 0.05},   {"Bartlett's test", 0.047, 0.053},
                         {"Fligner-Killeen test", 0.03, 0.05}};
    struct coverage c[N_SEVERAL];
    struct random r = random_start(4);
    for (int i = 0; i < N_SEVERAL; i++) {
        c[i] = (struct coverage){.what = rows[i].what};
    }
    for (int turn = 0; turn < 16000; turn++) {
        struct arena a = {0};
        struct group_moments g[3];
        double x[60];
        for (int i = 0; i < 60; i++) {
            x[i] = random_normal(&r);
        }
        for (int k = 0; k < 3; k++) {
            g[k] = group_moments_of(x + start[k], start[k + 1] - start[k]);
        }
        coverage_count(&c[ANOVA], anova_of(x, start, 3).p <= 0.05);
        coverage_count(&c[ANOVA_WELCH], anova_welch(g, 3).p <= 0.05);
        coverage_count(&c[KRUSKAL], kruskal_test(x, start, 3, &a).p <= 0.05);
        coverage_count(&c[LEVENE], levene_test(x, start, 3, false, &a).p <= 0.05);
        coverage_count(&c[BROWN_FORSYTHE], levene_test(x, start, 3, true, &a).p <= 0.05);
        coverage_count(&c[BARTLETT], bartlett_test(g, 3).p <= 0.05);
        coverage_count(&c[FLIGNER], fligner_test(x, start, 3, &a).p <= 0.05);
        arena_clear(&a);
    }
    for (int i = 0; i < N_SEVERAL; i++) {
        coverage_check(&c[i], rows[i].low, rows[i].high);
    }
}

static void test_blocks(void **state) {
    (void)state;
    struct coverage friedman = {.what = "Friedman test"}, quade = {.what = "Quade test"};
    struct random r = random_start(5);
    for (int turn = 0; turn < 16000; turn++) {
        struct arena a = {0};
        double x[20 * 4];
        for (int i = 0; i < 20; i++) {
            double block = 2 * random_normal(&r);
            for (int k = 0; k < 4; k++) {
                x[4 * i + k] = block + random_normal(&r);
            }
        }
        coverage_count(&friedman, friedman_test(x, 20, 4, &a).p <= 0.05);
        coverage_count(&quade, quade_test(x, 20, 4, &a).p <= 0.05);
        arena_clear(&a);
    }
    coverage_check(&friedman, 0.04, 0.05);
    coverage_check(&quade, 0.045, 0.055);
}

/* ---- simulated: tables and pairs ----------------------------------------------------------------------------- */
static void test_tables(void **state) {
    (void)state;
    struct coverage pearson_x2 = {.what = "chi-square test"}, g = {.what = "likelihood ratio test"},
                    fisher = {.what = "Fisher, 3 x 3"};
    struct random r = random_start(6);
    for (int turn = 0; turn < 16000; turn++) {
        struct arena a = {0};
        struct table2 t;
        table2_init(&t, 3, 3, &a);
        for (int i = 0; i < 100; i++) {
            table2_add(&t, (int)random_below(&r, 3), (int)(3 * pow(random_unit(&r), 1.3)), 1);
        }
        table2_sum(&t);
        struct chisq x = chisq_of(&t);
        coverage_count(&pearson_x2, x.p <= 0.05);
        coverage_count(&g, x.g_p <= 0.05);
        if (turn % 4 == 0) {
            coverage_count(&fisher, fisher_test(&t, 0, 1, &a).p <= 0.05);
        }
        arena_clear(&a);
    }
    coverage_check(&pearson_x2, 0.045, 0.053);
    coverage_check(&g, 0.047, 0.065); /* known to reject too often in small tables */
    coverage_check(&fisher, 0.03, 0.05);
}

static void test_correlations(void **state) {
    (void)state;
    struct coverage pearson_t = {.what = "Pearson, t test"}, rho = {.what = "Spearman, n = 8, exact"},
                    many = {.what = "Spearman, n = 60"}, tau = {.what = "Kendall, n = 20, exact"};
    struct random r = random_start(7);
    struct stat_options o;
    stat_options_init(&o);
    for (int turn = 0; turn < 16000; turn++) {
        struct arena a = {0};
        double x[60], y[60];
        int code_x[20], code_y[20];
        for (int i = 0; i < 60; i++) {
            x[i] = random_normal(&r);
            y[i] = random_normal(&r);
        }
        for (int i = 0; i < 20; i++) { /* ranks */
            code_x[i] = code_y[i] = 0;
            for (int k = 0; k < 20; k++) {
                code_x[i] += x[k] < x[i];
                code_y[i] += y[k] < y[i];
            }
        }
        struct ordinal pairs = ordinal_of_pairs(code_x, code_y, NULL, 20, 20, 20, &a);
        coverage_count(&pearson_t, pearson(x, y, NULL, 20, &o).p <= 0.05);
        coverage_count(&many, spearman(x, y, 60, &o, &a).p <= 0.05);
        coverage_count(&tau, kendall_test(&pairs, &o, &a).p <= 0.05);
        if (turn % 4 == 0) {
            coverage_count(&rho, spearman(x, y, 8, &o, &a).p <= 0.05);
        }
        arena_clear(&a);
    }
    coverage_check(&pearson_t, 0.05, 0.05);
    coverage_check(&rho, 0.035, 0.05);
    coverage_check(&many, 0.047, 0.053);
    coverage_check(&tau, 0.04, 0.05);
}

/* ---- simulated: designs -------------------------------------------------------------------------------------- */
/* Clusters whose members answer alike: Pearson's test, which takes them for so many respondents, rejects far too
   often, and Rao and Scott's does not. */
static void test_rao_scott(void **state) {
    (void)state;
    enum { CLUSTERS = 40, EACH = 10, N = CLUSTERS * EACH };
    struct coverage naive = {.what = "chi-square test of clusters"}, first = {.what = "Rao-Scott, first order"},
                    second = {.what = "Rao-Scott, second order"};
    struct random r = random_start(8);
    for (int turn = 0; turn < 6000; turn++) {
        int x[N] = {0}, y[N] = {0}, cluster[N];
        double count[6] = {0}, row[2], col[3];
        for (int i = 0; i < N; i++) {
            bool is_new = i % EACH == 0;
            cluster[i] = i / EACH;
            x[i] = is_new || random_below(&r, 3) == 0 ? (int)random_below(&r, 2) : x[i - i % EACH];
            y[i] = is_new || random_below(&r, 3) == 0 ? (int)random_below(&r, 3) : y[i - i % EACH];
            count[3 * x[i] + y[i]]++;
        }
        struct sampling s;
        struct taylor t;
        check_int(sampling_init(&s, &(struct design){.cluster = cluster, .n_clusters = CLUSTERS}, N), DESIGN_OK);
        taylor_init(&t, &s, 0.95);
        struct rao_scott q = rao_scott(&t, &(struct levels){x, 2}, &(struct levels){y, 3});
        struct table2 table = table2_view(2, 3, count, row, col);
        coverage_count(&naive, chisq_of(&table).p <= 0.05);
        coverage_count(&first, q.p_first <= 0.05);
        coverage_count(&second, q.p_second <= 0.05);
        taylor_clear(&t);
        sampling_clear(&s);
    }
    coverage_check(&naive, 0.2, 0.9);
    coverage_check(&first, 0.04, 0.075);
    coverage_check(&second, 0.035, 0.065);
}

int main(void) {
    stats_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fisher_two_by_two),
        cmocka_unit_test(test_arrangements),
        cmocka_unit_test(test_signs),
        cmocka_unit_test(test_two_groups),
        cmocka_unit_test(test_several_groups),
        cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_correlations),
        cmocka_unit_test(test_rao_scott),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
