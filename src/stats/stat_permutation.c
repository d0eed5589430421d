/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Permutation tests of two groups (mean, median, rank or studentised mean difference) and of pairs. */
#include <math.h>
#include <string.h>

#include "stats/comparison.h"
#include "stats/dist.h"
#include "stats/pick.h"
#include "stats/quantiles.h"

static double median_in(const double *x, size_t n, double *scratch) {
    memcpy(scratch, x, n * sizeof *x);
    values_sort(scratch, n);
    return median_of(scratch, n);
}

/* 'user': scratch for max(n, m) values */
static double median_difference(const double *x, size_t n, size_t m, void *user) {
    return median_in(x, n, user) - median_in(x + n, m, user);
}

static double studentised_difference(const double *x, size_t n, size_t m, void *user) {
    (void)user;
    struct group_moments a = group_moments_of(x, n), b = group_moments_of(x + n, m);
    double difference = a.mean - b.mean, v = a.variance / (double)n + b.variance / (double)m;
    return difference == 0 ? 0 : difference / sqrt(v > 0 ? v : 1e-300);
}

static bool is_named(const char *name, const char *wanted) { return name && strcmp(name, wanted) == 0; }

static struct permutation two_groups(const struct compare_groups *g, const struct stat_options *o, const char **what,
                                     struct arena *a) {
    size_t n = g->start[1], m = g->n - n;
    if (is_named(o->method, "median")) {
        *what = "difference of medians";
        return permutation_two_sample(g->x, n, m, median_difference, ARENA_ARRAY(a, g->n, double), o, a);
    }
    if (is_named(o->method, "welch")) {
        *what = "studentised (Welch) difference of means";
        if (n < 2 || m < 2) {
            return (struct permutation){.status = STAT_TOO_FEW};
        }
        return permutation_two_sample(g->x, n, m, studentised_difference, NULL, o, a);
    }
    if (is_named(o->method, "rank")) {
        *what = "difference of mean ranks";
        double *rank = ARENA_ARRAY(a, g->n, double);
        ranks_of(g->x, g->n, rank, a);
        return permutation_mean_difference(rank, n, m, o, a);
    }
    *what = "difference of means";
    return permutation_mean_difference(g->x, n, m, o, a);
}

static void add_permutation(const struct stat_input *in, struct stat_output *out, const struct permutation *p) {
    enum stat_status status = compare_is_simple_census(in, out) ? STAT_CENSUS : p->status;
    if (p->status == STAT_OK) {
        stat_add(out, "difference", UNIT_NONE, p->statistic);
    } else {
        stat_add_status(out, "difference", UNIT_NONE, p->status);
    }
    if (status != STAT_OK) {
        stat_add_status(out, "p_value", UNIT_P, status);
        return;
    }
    struct estimate e = {
        .value = p->p, .low = p->p_low, .high = p->p_high, .has_interval = true, .se = p->p_se, .df = -1, .n = out->n};
    stat_add_estimate(out, "p_value", UNIT_P, e);
    stat_add(out, "arrangements", UNIT_COUNT, p->count);
    stat_add(out, "monte_carlo_se", UNIT_NONE, p->p_se);
}

static void say_permutation(const struct stat_input *in, struct stat_output *out, const struct permutation *p,
                            const char *what) {
    static const char *const side[] = {"two-sided", "one-sided (less)", "one-sided (greater)"};
    const struct stat_options *o = &in->options;
    if (p->is_exact || p->status != STAT_OK) {
        stat_method(out, "permutation test of the %s, %s, all arrangements", what, side[o->alternative]);
    } else {
        stat_method(out,
                    "permutation test of the %s, %s, %.0f random arrangements with seed %llu; p = (b + 1)/(B + 1), its "
                    "interval is the "
                    "%g %% Monte Carlo error",
                    what, side[o->alternative], p->count, (unsigned long long)o->seed, 100 * o->level);
    }
}

static void run_permutation(const struct stat_input *in, struct stat_output *out) {
    struct compare_groups g = compare_groups_of(in, out);
    struct permutation p = {.status = g.k < 2 ? STAT_EMPTY : STAT_WRONG_LEVEL};
    const char *what = "difference of means";
    if (g.k == 2) {
        p = two_groups(&g, &in->options, &what, &out->arena);
    } else {
        stat_note(out, "the test compares two groups; '%s' has %d with values", in->by->name, g.k);
    }
    say_permutation(in, out, &p, what);
    add_permutation(in, out, &p);
}

static void run_paired(const struct stat_input *in, struct stat_output *out) {
    struct picked k = pick_xy(in, out);
    for (size_t i = 0; i < k.n; i++) {
        k.x[i] -= k.y[i];
    }
    struct permutation p = permutation_paired(k.x, k.n, &in->options, &out->arena);
    say_permutation(in, out, &p, "mean of paired differences, signs exchanged");
    add_permutation(in, out, &p);
}

const struct stat stat_permutation = {
    .name = "permutation",
    .family = "comparison",
    .title = "Permutation test of two groups",
    .formula = "p = share of arrangements of the values into groups of the same sizes whose statistic is at least as "
               "extreme; all of them when there are at most a million, else --draws (100,000) random ones: (b + 1)/(B "
               "+ 1), its interval and monte_carlo_se the error of drawing",
    .assumptions = "exchangeable observations under the null hypothesis; for welch asymptotically not even equal "
                   "variances. --method is the statistic: a difference of means, medians, mean ranks, or Welch's t, of "
                   "the first group less the second",
    .source = "Fisher (1935), The Design of Experiments, ch. 3; Phipson and Smyth (2010), Statistical Applications in "
              "Genetics and Molecular Biology 9, article 39; Janssen (1997), Statistics & Probability Letters 36, 9–21 "
              "(welch)",
    .r = "coin::pvalue(coin::oneway_test(x ~ factor(g), distribution = \"exact\")); coin::pvalue(coin::wilcox_test(x ~ "
         "factor(g), distribution = \"exact\"))",
    .needs = NEEDS_X | NEEDS_BY | X_NUMERIC,
    .options = "method alternative draws seed level population fpc",
    .methods = "mean median rank welch",
    .keys = "difference p_value arrangements monte_carlo_se",
    .run = run_permutation,
    .example = {{"sleep", "--x extra --by group", "p_value", 0.081447963800904979,
                 "coin::pvalue(coin::oneway_test(extra ~ factor(group), distribution = \"exact\"))"}},
};

const struct stat stat_permutation_paired = {
    .name = "permutation_paired",
    .family = "comparison",
    .title = "Permutation test of pairs",
    .formula = "p = share of the 2^n exchanges within pairs whose mean difference is at least as extreme; all of them "
               "when n < 20, else --draws (100,000) random ones: (b + 1)/(B + 1)",
    .assumptions = "pairs exchangeable within under the null hypothesis",
    .source = "Fisher (1935), The Design of Experiments, ch. 3; Phipson and Smyth (2010), Statistical Applications in "
              "Genetics and Molecular Biology 9, article 39",
    .r = "e <- x - y; s <- as.matrix(expand.grid(rep(list(c(-1, 1)), length(e)))) %*% e; mean(abs(s) >= abs(sum(e)) - "
         "1e-9)",
    .needs = NEEDS_X | NEEDS_Y | X_NUMERIC | Y_NUMERIC,
    .options = "alternative draws seed level population fpc",
    .keys = "difference p_value arrangements monte_carlo_se",
    .run = run_paired,
    .example = {{"council12", "--x q1 --y q2", "p_value", 1,
                 "e <- q1 - q2; s <- as.matrix(expand.grid(rep(list(c(-1, 1)), 12))) %*% e; mean(abs(s) >= abs(sum(e)) "
                 "- 1e-9)"}},
};
