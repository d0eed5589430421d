/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tails: of every distribution, lower and upper sum to 1, grow and fall, and quantiles invert them; of every test with
   sides, the p values of both sides and of two sides belong together. Seeded. */
#include "check.h"

#include "observations.h"
#include "stats/bivariate.h"
#include "stats/comparison.h"
#include "stats/correlate.h"
#include "stats/dist.h"
#include "stats/hyper.h"
#include "stats/incomplete.h"
#include "stats/random.h"

enum { N_TRIALS = 2000 };

/* 10^from … 10^to. */
static double anywhere(struct random *r, double from, double to) {
    return pow(10, from + (to - from) * random_unit(r));
}

/* Tail probabilities from the middle to far out, on either side. */
static double any_p(struct random *r) {
    double tail = random_below(r, 2) ? random_unit(r) / 2 : anywhere(r, -12, 0) / 2;
    return random_below(r, 2) ? tail : 1 - tail;
}

/* ---- continuous distributions -------------------------------------------------------------------------------- */
static double normal_lower(double x, double a, double b) { return (void)a, (void)b, dist_normal_lower(x); }
static double normal_upper(double x, double a, double b) { return (void)a, (void)b, dist_normal_upper(x); }
static double normal_quantile(double p, double a, double b) { return (void)a, (void)b, dist_normal_quantile(p); }
static double t_lower(double x, double a, double b) { return (void)b, dist_t_lower(x, a); }
static double t_upper(double x, double a, double b) { return (void)b, dist_t_upper(x, a); }
static double t_quantile(double p, double a, double b) { return (void)b, dist_t_quantile(p, a); }
static double chisq_lower(double x, double a, double b) { return (void)b, dist_chisq_lower(x, a); }
static double chisq_upper(double x, double a, double b) { return (void)b, dist_chisq_upper(x, a); }
static double chisq_quantile(double p, double a, double b) { return (void)b, dist_chisq_quantile(p, a); }

typedef double dist_fn(double x, double a, double b);
static const struct {
    const char *name;
    dist_fn *lower, *upper, *quantile;
} dists[] = {
    {"normal", normal_lower, normal_upper, normal_quantile},        {"t", t_lower, t_upper, t_quantile},
    {"chi-square", chisq_lower, chisq_upper, chisq_quantile},       {"F", dist_f_lower, dist_f_upper, dist_f_quantile},
    {"beta", dist_beta_lower, dist_beta_upper, dist_beta_quantile},
};

/* The quantile is right but for the last bits of x, which near 1 are more than those of 1 − x. */
static bool inverts(size_t d, double a, double b, double p, double x) {
    double less = x - 4e-16 * fabs(x), more = x + 4e-16 * fabs(x), slack = 1e-11 * fmin(p, 1 - p) + 1e-16;
    return dists[d].lower(less, a, b) - slack <= p && p <= dists[d].lower(more, a, b) + slack;
}

/* One distribution at the quantiles of two probabilities p < q. */
static void check_tails(size_t d, double a, double b, double p, double q) {
    double x = dists[d].quantile(p, a, b), y = dists[d].quantile(q, a, b);
    double lower = dists[d].lower(x, a, b), upper = dists[d].upper(x, a, b);
    bool is_good = fabs(lower + upper - 1) <= 1e-13 && inverts(d, a, b, p, x) && x <= y &&
                   lower <= dists[d].lower(y, a, b) && upper >= dists[d].upper(y, a, b);
    if (!is_good) {
        print_error("%s (%.17g, %.17g): p %.17g q %.17g x %.17g y %.17g lower %.17g upper %.17g\n", dists[d].name, a, b,
                    p, q, x, y, lower, upper);
    }
    check_true(is_good);
}

static void test_continuous(void **state) {
    (void)state;
    struct random r = random_start(31);
    for (size_t d = 0; d < ARRAY_LEN(dists); d++) {
        for (int i = 0; i < N_TRIALS; i++) {
            double a = anywhere(&r, -0.3, 5), b = anywhere(&r, -0.3, 5), p = any_p(&r), q = any_p(&r);
            check_tails(d, a, b, fmin(p, q), fmax(p, q));
        }
    }
}

/* What a distribution says of the other end is what its mirror image says of this one. */
static void test_mirrors(void **state) {
    (void)state;
    struct random r = random_start(32);
    for (int i = 0; i < N_TRIALS; i++) {
        double a = anywhere(&r, -0.3, 4), b = anywhere(&r, -0.3, 4), x = (double)random_below(&r, 1025) / 1024;
        double t = 8 * x - 4, ncp = 6 * random_unit(&r) - 3, rho = 2 * random_unit(&r) - 1;
        CHECK_ROW(i);
        check_near(dist_beta_lower(x, a, b), dist_beta_upper(1 - x, b, a), 1e-12);
        check_near(dist_t_lower(-t, a), dist_t_upper(t, a), 1e-14);
        check_near(dist_t_two_sided(t, a), 2 * dist_t_upper(fabs(t), a), 1e-14);
        check_near(dist_noncentral_t_lower(t, a, ncp) + dist_noncentral_t_lower(-t, a, -ncp), 1, 1e-12);
        check_true(fabs(bivariate_lower(t, ncp, rho) + bivariate_lower(t, -ncp, -rho) - dist_normal_lower(t)) <= 2e-15);
        check_true(fabs(bivariate_lower(t, ncp, rho) - bivariate_lower(ncp, t, rho)) <= 1e-15);
        struct tails beta = beta_tails(x, 1 - x, a, b), gamma = gamma_tails(a * (0.1 + 2 * x), a);
        check_near(beta.lower + beta.upper, 1, 1e-13);
        check_near(gamma.lower + gamma.upper, 1, 1e-13);
    }
    CHECK_ROW(-1);
}

/* Without noncentrality the central distribution; more of it moves all to the right. */
static void test_noncentral(void **state) {
    (void)state;
    struct random r = random_start(33);
    for (int i = 0; i < N_TRIALS / 10; i++) {
        double df = anywhere(&r, 0, 2.5), b = anywhere(&r, 0.5, 2.5), x = df * anywhere(&r, -1, 0.7), f = x / df;
        CHECK_ROW(i);
        check_near(dist_noncentral_chisq_lower(x, df, 0), dist_chisq_lower(x, df), 1e-12);
        check_near(dist_noncentral_f_lower(f, df, b, 0), dist_f_lower(f, df, b), 1e-12);
        check_near(dist_noncentral_t_lower(f, df, 0), dist_t_lower(f, df), 1e-12);
        double chisq = 1, ratio = 1, t = 1;
        for (double ncp = 0; ncp < 40; ncp += 5) {
            double c = dist_noncentral_chisq_lower(x, df, ncp), v = dist_noncentral_f_lower(f, df, b, ncp),
                   s = dist_noncentral_t_lower(f, df, ncp);
            check_true(c >= 0 && c <= chisq && v >= 0 && v <= ratio && s >= 0 && s <= t);
            check_true(c <= dist_noncentral_chisq_lower(x * 1.01, df, ncp));
            check_true(v <= dist_noncentral_f_lower(f * 1.01, df, b, ncp));
            chisq = c, ratio = v, t = s;
        }
    }
    CHECK_ROW(-1);
}

static void test_range(void **state) {
    (void)state;
    for (double means = 2; means <= 20; means *= 2) {
        for (double df = 2; df < 1e5; df *= 12) {
            double before = 1;
            check_near(dist_tukey_upper(0, means, df), 1, 1e-13);
            for (double q = 0.5; q < 12; q += 1.5) {
                double p = dist_tukey_upper(q, means, df);
                check_true(p <= before && p >= 0);
                before = p;
            }
            check_near(dist_tukey_upper(dist_tukey_quantile(0.9, means, df), means, df), 0.1, 1e-8);
        }
    }
}

/* ---- discrete distributions ---------------------------------------------------------------------------------- */
static void check_binomial(long n, double p) {
    double sum = 0;
    for (long k = 0; k <= n; k++) {
        sum += dist_binomial_pmf(k, n, p);
        check_true(sum < 1e-290 || fabs(dist_binomial_lower(k, n, p) - sum) <= 1e-12 * sum);
        check_near(dist_binomial_lower(k, n, p) + dist_binomial_lower(n - k - 1, n, 1 - p), 1, 1e-13);
    }
    check_near(sum, 1, 1e-12);
}

static void check_hypergeometric(long N, long K, long n) {
    double sum = 0;
    for (long k = 0; k <= n; k++) {
        sum += dist_hypergeometric_pmf(k, N, K, n);
        check_near(dist_hypergeometric_lower(k, N, K, n), sum, 1e-12);
        check_near(dist_hypergeometric_lower(k, N, K, n) + dist_hypergeometric_upper(k + 1, N, K, n), 1, 1e-13);
        check_near(dist_hypergeometric_pmf(k, N, K, n), dist_hypergeometric_pmf(k, N, n, K), 1e-12);
    }
    check_near(sum, 1, 1e-12);
}

static void test_discrete(void **state) {
    (void)state;
    struct random r = random_start(34);
    for (int i = 0; i < 200; i++) {
        CHECK_ROW(i);
        check_binomial((long)random_below(&r, 200), (double)(1 + random_below(&r, 1023)) / 1024);
        long N = 1 + (long)random_below(&r, 300);
        check_hypergeometric(N, (long)random_below(&r, (uint32_t)N + 1), (long)random_below(&r, (uint32_t)N + 1));
        double cell[4];
        for (int k = 0; k < 4; k++) {
            cell[k] = random_below(&r, 40);
        }
        struct hyper h = hyper_of(cell[0], cell[1], cell[2], cell[3]);
        struct hyper_sums s = hyper_sums(&h, 12 * random_unit(&r) - 6);
        check_near(s.below + s.at + s.above, 1, 1e-13);
        check_true(s.as_rare >= s.at * (1 - 1e-12) && s.as_rare <= 1 + 1e-12);
    }
    CHECK_ROW(-1);
}

/* Rank statistics are symmetric about their middle. */
static void test_ranks(void **state) {
    (void)state;
    struct arena a = {0};
    for (size_t n = 2; n <= 12; n++) {
        double most = (double)(n * (n + 1) / 2), pairs = (double)(n * (n - 1) / 2), nn = (double)n;
        for (double v = 0; v < most; v++) {
            check_near(signed_rank_lower(v, n, &a) + signed_rank_lower(most - v - 1, n, &a), 1, 1e-13);
        }
        for (double w = 0; w < 7 * nn; w++) {
            check_near(rank_sum_lower(w, n, 7, &a) + rank_sum_lower(7 * nn - w - 1, n, 7, &a), 1, 1e-13);
        }
        for (double k = 0; k < pairs; k++) {
            check_near(kendall_lower(k, n, &a) + kendall_lower(pairs - k - 1, n, &a), 1, 1e-13);
        }
        double squares = (nn * nn * nn - nn) / 3; /* Spearman's S is even */
        for (double s = 0; n <= 8 && s < squares; s += 2) {
            check_near(spearman_lower(s, n) + spearman_upper(s + 2, n), 1, 1e-13);
            check_true(fabs(spearman_lower(s, n) - spearman_upper(squares - s, n)) <= 1e-13);
        }
        arena_clear(&a);
    }
}

/* ---- tests with sides ---------------------------------------------------------------------------------------- */
/* How the p values of a test hang together. All: p(less) + p(greater) is 1, or more where what was seen has a
   probability of its own (EXACT) or a continuity correction moves both ends (EXACT as well). */
enum sides { CONTINUOUS, EXACT, POINTLESS /* reads the option for something else than its p_value */ };
enum two_sided { TWICE /* the smaller side, at most 1 */, BY_RARITY /* all that is not more probable */ };
static const struct {
    const char *stat;
    enum sides sides;
    enum two_sided both;
    bool is_location; /* turned upside down by the sign of the numbers */
} sided[] = {
    {"design_t_test", CONTINUOUS, TWICE, true},
    {"design_rank_test", CONTINUOUS, TWICE, true},
    {"fisher", EXACT, BY_RARITY, false},
    {"odds_ratio", EXACT, BY_RARITY, false},
    {"tau_b", EXACT, TWICE, false},
    {"pearson", CONTINUOUS, TWICE, false},
    {"spearman", EXACT, TWICE, false},
    {"mantel_haenszel", EXACT, TWICE, false},
    {"t_one_sample", CONTINUOUS, TWICE, true},
    {"t_student", CONTINUOUS, TWICE, true},
    {"t_welch", CONTINUOUS, TWICE, true},
    {"t_paired", CONTINUOUS, TWICE, true},
    {"wilcoxon_rank_sum", EXACT, TWICE, true},
    {"wilcoxon_signed_rank", EXACT, TWICE, true},
    {"permutation", EXACT, BY_RARITY, true},
    {"permutation_paired", EXACT, BY_RARITY, true},
    {"power_proportions", POINTLESS, TWICE, false},
    {"power_means", POINTLESS, TWICE, false},
};

static int find_sided(const char *stat) {
    for (size_t i = 0; i < ARRAY_LEN(sided); i++) {
        if (strcmp(sided[i].stat, stat) == 0) {
            return (int)i;
        }
    }
    return -1;
}

/* A table larger than 2 × 2 has no sides: its p value is two-sided whatever is asked, and the method says so. */
static bool has_sides(const struct setting *s) {
    bool is_table = strcmp(s->stat, "fisher") == 0 || strcmp(s->stat, "mantel_haenszel") == 0;
    return !is_table || (strcmp(s->x, "group") == 0 && strcmp(s->y, "yes") == 0);
}

/* −1: the statistic has no p value here. 'sign' is −1 where the numbers were turned. */
static double p_value(const struct setting *s, const struct observations *o, enum alternative side, double sign) {
    struct arena a = {0};
    struct stat_output out;
    struct stat_input in = setting_input(s, o, DRAWN_SIMPLE, &a);
    in.options.alternative = side;
    in.options.mu *= sign;
    setting_run(s, &in, &out);
    const struct stat_value *v = output_find(&out, "p_value");
    double p = v && v->e.status == STAT_OK ? v->e.value : -1;
    stat_output_clear(&out);
    arena_clear(&a);
    return p;
}

static bool fits(size_t row, double less, double greater, double both) {
    double sum = less + greater, twice = fmin(1, 2 * fmin(less, greater));
    bool is_sum = sided[row].sides == CONTINUOUS ? fabs(sum - 1) <= 1e-12 : sum >= 1 - 1e-12;
    bool is_both = sided[row].both == TWICE ? fabs(both - twice) <= 1e-12
                                            : both >= fmin(less, greater) - 1e-12 && both <= 1 + 1e-12;
    return is_sum && is_both && less >= 0 && greater >= 0 && less <= 1 + 1e-12 && greater <= 1 + 1e-12;
}

static void turn_numbers(struct observations *o) {
    for (int c = 0; c < N_COLUMNS; c++) {
        double *x = (double *)o->column[c].value;
        for (size_t i = 0; i < o->n && o->column[c].measure == MEASURE_NUMERIC; i++) {
            x[i] = -x[i];
        }
    }
}

static void check_sides(const struct setting *s, size_t row, struct observations *o, int *n_checked) {
    double less = p_value(s, o, ALTERNATIVE_LESS, 1), greater = p_value(s, o, ALTERNATIVE_GREATER, 1),
           both = p_value(s, o, ALTERNATIVE_TWO_SIDED, 1);
    if (less < 0 || greater < 0 || both < 0) {
        return;
    }
    turn_numbers(o);
    bool is_turned = !sided[row].is_location || fabs(p_value(s, o, ALTERNATIVE_GREATER, -1) - less) <= 1e-12;
    if (!fits(row, less, greater, both) || !is_turned) {
        print_error("%s %s: less %.17g, greater %.17g, two-sided %.17g%s\n", s->stat, s->method ? s->method : "", less,
                    greater, both, is_turned ? "" : ", but not the same upside down");
    }
    check_true(fits(row, less, greater, both) && is_turned);
    ++*n_checked;
}

static void test_sides(void **state) {
    (void)state;
    int n_checked[ARRAY_LEN(sided)] = {0};
    for (size_t i = 0; i < n_settings; i++) {
        const struct setting *s = &setting[i];
        int row = find_sided(s->stat);
        check_true((row >= 0) == (strstr(stat_find(s->stat)->options, "alternative") != NULL));
        bool is_fit = row >= 0 && sided[row].sides != POINTLESS && has_sides(s);
        for (uint64_t seed = 40; seed < 48 && is_fit; seed++) {
            struct observations o;
            observations_make(&o, s->rows > 0 ? s->rows : seed % 2 ? 12 : 60, true, seed);
            check_sides(s, (size_t)row, &o, &n_checked[row]);
            observations_clear(&o);
        }
    }
    for (size_t k = 0; k < ARRAY_LEN(sided); k++) {
        check_true(n_checked[k] > 2 || sided[k].sides == POINTLESS);
    }
}

int main(void) {
    stats_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_continuous), cmocka_unit_test(test_mirrors),  cmocka_unit_test(test_noncentral),
        cmocka_unit_test(test_range),      cmocka_unit_test(test_discrete), cmocka_unit_test(test_ranks),
        cmocka_unit_test(test_sides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
