/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wilcoxon's rank sum and signed rank tests with Hodges-Lehmann estimates. */
#include <math.h>
#include <string.h>

#include "stats/comparison.h"
#include "stats/dist.h"
#include "stats/pick.h"
#include "stats/quantiles.h"
#include "stats/rank_pairs.h"

#define EXACT_BELOW 50

static double *sorted_copy(const double *x, size_t n, struct arena *a) {
    double *s = ARENA_ARRAY(a, n + 1, double);
    memcpy(s, x, n * sizeof *s);
    values_sort(s, n);
    return s;
}

static void normal_interval(struct comparison *c, const struct rank_pairs *p, double level, double low, double high) {
    bool is_two_sided = p->alternative == ALTERNATIVE_TWO_SIDED;
    double z = dist_normal_quantile(is_two_sided ? (1 + level) / 2 : level);
    c->low = p->alternative == ALTERNATIVE_LESS ? -INFINITY : rank_pairs_shift(*p, z, low, high);
    c->high = p->alternative == ALTERNATIVE_GREATER ? INFINITY : rank_pairs_shift(*p, -z, low, high);
}

/* ---- exact ---------------------------------------------------------------------------------------------------- */
static double exact_lower(const struct rank_pairs *p, double s, struct arena *a) {
    return p->y ? rank_sum_lower(s, p->n, p->m, a) : signed_rank_lower(s, p->n, a);
}

static double exact_p(const struct rank_pairs *p, double s, struct arena *a) {
    double all = rank_pairs_count(p), lower = exact_lower(p, s, a), upper = exact_lower(p, all - s, a); /* symmetric */
    return p->alternative == ALTERNATIVE_LESS      ? lower
           : p->alternative == ALTERNATIVE_GREATER ? upper
                                                   : fmin(1, 2 * fmin(lower, upper));
}

static void exact_interval(struct comparison *c, const struct rank_pairs *p, double level, struct arena *a) {
    bool is_two_sided = p->alternative == ALTERNATIVE_TWO_SIDED;
    double tail = is_two_sided ? (1 - level) / 2 : 1 - level;
    double q = fmax(1, p->y ? rank_sum_quantile(tail, p->n, p->m, a) : signed_rank_quantile(tail, p->n, a));
    c->low = p->alternative == ALTERNATIVE_LESS ? -INFINITY : rank_pairs_kth(*p, q);
    c->high = p->alternative == ALTERNATIVE_GREATER ? INFINITY : rank_pairs_kth(*p, rank_pairs_count(p) - q + 1);
}

/* ---- tests ---------------------------------------------------------------------------------------------------- */
static struct comparison conclude(const struct rank_pairs *p, double s, bool is_exact, const struct stat_options *o,
                                  struct arena *a) {
    struct comparison c = comparison_failed(STAT_OK);
    double low = rank_pairs_lowest(p), high = rank_pairs_highest(p);
    c.statistic = s;
    c.is_exact = is_exact;
    c.estimate = rank_pairs_median(*p);
    if (is_exact) {
        c.p = exact_p(p, s, a);
        exact_interval(&c, p, o->level, a);
        return c;
    }
    double z = rank_pairs_z(p, o->mu);
    if (!isfinite(z)) {
        c.status = STAT_CONSTANT;
        return c;
    }
    c.p = comparison_p(z, INFINITY, o->alternative);
    if (low < high) {
        normal_interval(&c, p, o->level, low, high);
    }
    return c;
}

struct comparison rank_sum_test(const double *x, size_t n, const double *y, size_t m, bool correct,
                                const struct stat_options *o, struct arena *scratch) {
    if (n < 1 || m < 1) {
        return comparison_failed(STAT_TOO_FEW);
    }
    double *both = ARENA_ARRAY(scratch, n + m, double), *rank = ARENA_ARRAY(scratch, n + m, double), sum = 0;
    for (size_t i = 0; i < n + m; i++) {
        both[i] = i < n ? x[i] - o->mu : y[i - n];
    }
    double ties = ranks_of(both, n + m, rank, scratch);
    for (size_t i = 0; i < n; i++) {
        sum += rank[i];
    }
    struct rank_pairs p = {sorted_copy(x, n, scratch), sorted_copy(y, m, scratch), n, m, correct, o->alternative, 0};
    return conclude(&p, sum - (double)n * (double)(n + 1) / 2, n < EXACT_BELOW && m < EXACT_BELOW && ties == 0, o,
                    scratch);
}

struct comparison signed_rank_test(const double *x, size_t n, bool correct, const struct stat_options *o,
                                   struct arena *scratch) {
    double *kept = ARENA_ARRAY(scratch, n + 1, double), *size = ARENA_ARRAY(scratch, n + 1, double), sum = 0;
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        if (x[i] != o->mu) {
            kept[k] = x[i];
            size[k++] = fabs(x[i] - o->mu);
        }
    }
    if (k < 1) {
        return comparison_failed(n < 1 ? STAT_TOO_FEW : STAT_CONSTANT);
    }
    double *rank = ARENA_ARRAY(scratch, k, double);
    double ties = ranks_of(size, k, rank, scratch);
    for (size_t i = 0; i < k; i++) {
        sum += kept[i] > o->mu ? rank[i] : 0;
    }
    struct rank_pairs p = {sorted_copy(kept, k, scratch), NULL, k, 0, correct, o->alternative, 0};
    return conclude(&p, sum, k < EXACT_BELOW && ties == 0 && k == n, o, scratch);
}

/* ---- descriptors ---------------------------------------------------------------------------------------------- */
static bool wants_correction(const struct stat_options *o) {
    return !o->method || strcmp(o->method, "uncorrected") != 0;
}

static void say_method(struct stat_output *out, const char *name, const struct comparison *c,
                       const struct stat_options *o) {
    static const char *const side[] = {"two-sided", "one-sided (less)", "one-sided (greater)"};
    stat_method(out, "%s, %s, %s; Hodges-Lehmann estimate with its %g %% interval by inversion of the test", name,
                c->is_exact           ? "exact"
                : wants_correction(o) ? "normal approximation with tie and continuity correction"
                                      : "normal approximation with tie correction",
                side[o->alternative], 100 * o->level);
}

static void run_rank_sum(const struct stat_input *in, struct stat_output *out) {
    struct compare_groups g = compare_groups_of(in, out);
    struct comparison c = comparison_failed(g.k < 2 ? STAT_EMPTY : STAT_WRONG_LEVEL);
    if (g.k == 2) {
        c = rank_sum_test(g.x, g.start[1], g.x + g.start[1], g.n - g.start[1], wants_correction(&in->options),
                          &in->options, &out->arena);
    } else {
        stat_note(out, "the test compares two groups; '%s' has %d with values", in->by->name, g.k);
    }
    say_method(out, "Wilcoxon rank sum (Mann-Whitney) test", &c, &in->options);
    comparison_add(out, &c, (struct comparison_keys){"shift", "w", compare_is_simple_census(in, out)});
}

static void run_signed_rank(const struct stat_input *in, struct stat_output *out) {
    struct picked p = pick_xy(in, out);
    for (size_t i = 0; i < p.n && p.y; i++) {
        p.x[i] -= p.y[i];
    }
    struct comparison c = signed_rank_test(p.x, p.n, wants_correction(&in->options), &in->options, &out->arena);
    say_method(out, p.y ? "Wilcoxon signed rank test of paired differences" : "Wilcoxon signed rank test", &c,
               &in->options);
    comparison_add(out, &c, (struct comparison_keys){"pseudomedian", "v", compare_is_simple_census(in, out)});
}

const struct stat stat_wilcoxon_rank_sum = {
    .name = "wilcoxon_rank_sum",
    .family = "comparison",
    .title = "Wilcoxon rank sum (Mann-Whitney) test",
    .formula = "W = rank sum of group 1 − n₁ (n₁ + 1)/2; normal: variance n₁ n₂/12 (N + 1 − Σ (t³ − t)/(N (N − 1))); "
               "shift = median of all x − y; exact for fewer than 50 values a group without ties, else normal with tie "
               "and continuity correction (½, but for --method uncorrected); interval by inversion of the test",
    .assumptions = "independent observations; for the shift, distributions of the same shape",
    .source = "Wilcoxon (1945), Biometrics Bulletin 1, 80–83; Mann and Whitney (1947), Annals of Mathematical "
              "Statistics 18, 50–60; Hodges and Lehmann (1963), Annals of Mathematical Statistics 34, 598–611 (shift); "
              "Bauer (1972), Journal of the American Statistical Association 67, 687–690 (interval)",
    .r = "wilcox.test(x ~ g, conf.int = TRUE)",
    .needs = NEEDS_X | NEEDS_BY | X_NUMERIC,
    .options = "mu alternative level method population fpc",
    .methods = "corrected uncorrected",
    .keys = "shift w p_value lower_bound upper_bound",
    .run = run_rank_sum,
    .example = {{"sleep", "--x extra --by group", "w", 25.5, "wilcox.test(extra ~ group, sleep)$statistic"}},
};

const struct stat stat_wilcoxon_signed_rank = {
    .name = "wilcoxon_signed_rank",
    .family = "comparison",
    .title = "Wilcoxon signed rank test",
    .formula = "V = sum of the ranks of |x − μ| where x > μ, zeros dropped; normal: variance n (n + 1)(2 n + 1)/24 − Σ "
               "(t³ − t)/48; pseudomedian = median of (x_i + x_j)/2, i ≤ j; with y, x − y in place of x; exact for "
               "fewer than 50 values without ties and zeros, else normal with tie and continuity correction (½, but "
               "for --method uncorrected); interval by inversion of the test",
    .assumptions = "independent observations (or pairs) from a symmetric distribution",
    .source = "Wilcoxon (1945), Biometrics Bulletin 1, 80–83; Hodges and Lehmann (1963), Annals of Mathematical "
              "Statistics 34, 598–611 (pseudomedian); Bauer (1972), Journal of the American Statistical Association "
              "67, 687–690 (interval)",
    .r = "wilcox.test(x, mu = 0, conf.int = TRUE); wilcox.test(x, y, paired = TRUE, conf.int = TRUE)",
    .needs = NEEDS_X | X_NUMERIC | Y_NUMERIC,
    .options = "y mu alternative level method population fpc",
    .methods = "corrected uncorrected",
    .keys = "pseudomedian v p_value lower_bound upper_bound",
    .run = run_signed_rank,
    .example = {{"sleep", "--x extra", "v", 162.5, "wilcox.test(sleep$extra)$statistic"}},
};
