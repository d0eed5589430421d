/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparing groups: tests of location and spread, effect sizes, permutation tests. Banner columns are in banner.h.

   1. Split values by group: struct compare_groups (values of one group lie side by side, in the order of the levels),
      or bring your own arrays and take group_moments_of() once per group.
   2. t_test_welch(a, b, &o) and its kin work from moments alone: no allocation, fit for many thousand calls. Rank tests
      sort (n log n) and take their scratch memory from the caller's arena.
   3. A struct comparison holds the estimate with its interval, the statistic and the p value, or a status instead.
   Only level, alternative and mu of the options are read here (and seed, draws by the permutation tests).
   Ownership: nothing is kept; scratch memory lives in the arena given. */
#ifndef PG_STATS_COMPARISON_H
#define PG_STATS_COMPARISON_H

#include "stats/stat.h"

/* ---- groups ------------------------------------------------------------------------------------------------ */
struct compare_groups {
    int k;              /* groups that have observations */
    size_t n;           /* all observations */
    double *x;          /* values of group 0, then of group 1, … */
    double *weight;     /* parallel to x; NULL = none */
    size_t *start;      /* group g is x[start[g]] … x[start[g + 1] − 1] */
    const char **level; /* names of the groups */
};
/* Picks x[0] and splits it by in->by; a numeric 'by' has its distinct values as levels. Empty levels are dropped. */
struct compare_groups compare_groups_of(const struct stat_input *in, struct stat_output *out);
/* True when the picked observations are the whole population: then there is nothing to test. */
bool compare_is_census(const struct stat_input *in, struct stat_output *out);
/* The same for statistics of simple random samples, which say that they do not use weights, strata and clusters. */
bool compare_is_simple_census(const struct stat_input *in, struct stat_output *out);

/* Two-pass compensated moments: variance has n − 1 below (NAN when n < 2), ss = Σ(x − mean)². */
struct group_moments {
    size_t n;
    double mean, variance, ss;
};
struct group_moments group_moments_of(const double *x, size_t n);

/* ---- results ----------------------------------------------------------------------------------------------- */
struct comparison {
    enum stat_status status;   /* of the statistic, the p value and the interval */
    double estimate;           /* NAN = none */
    double low, high;          /* infinite on the open side of a one-sided alternative; NAN = no interval */
    double se;                 /* < 0 = none */
    double statistic, df, df2; /* df < 0 = none */
    double p;
    bool is_exact; /* exact distribution, not an approximation */
};
struct comparison comparison_failed(enum stat_status status);
/* p value of a statistic that is normal (df = infinity) or t under the null hypothesis. */
double comparison_p(double t, double df, enum alternative alternative);

/* Adds estimate_key (with interval, or lower_bound / upper_bound when one-sided), statistic_key, df (df1, df2),
   p_value; statuses where there is none.
   A census keeps the estimate, with an interval of width 0. NULL keys are left out. */
struct comparison_keys {
    const char *estimate, *statistic;
    bool is_census;
};
void comparison_add(struct stat_output *out, const struct comparison *c, struct comparison_keys keys);

/* ---- location ---------------------------------------------------------------------------------------------- */
struct comparison t_test_one(struct group_moments a, const struct stat_options *o);
struct comparison t_test_student(struct group_moments a, struct group_moments b, const struct stat_options *o);
struct comparison t_test_welch(struct group_moments a, struct group_moments b, const struct stat_options *o);

/* Wilcoxon's rank sum (W of Mann and Whitney) with the Hodges-Lehmann shift x − y. Exact when both groups have fewer
   than 50 values and no ties; else normal with tie correction and, when 'correct', continuity correction. O(n log n),
   no table of differences. */
struct comparison rank_sum_test(const double *x, size_t n, const double *y, size_t m, bool correct,
                                const struct stat_options *o, struct arena *scratch);
/* Wilcoxon's signed rank (V) of x − mu with the pseudomedian; zeros are dropped. */
struct comparison signed_rank_test(const double *x, size_t n, bool correct, const struct stat_options *o,
                                   struct arena *scratch);
/* P(W ≤ w), n and m observations without ties; P(V ≤ v), n observations. */
double rank_sum_lower(double w, size_t n, size_t m, struct arena *scratch);
double signed_rank_lower(double v, size_t n, struct arena *scratch);
/* The smallest w with P(W ≤ w) ≥ share, for shares up to one half. */
double rank_sum_quantile(double share, size_t n, size_t m, struct arena *scratch);
double signed_rank_quantile(double share, size_t n, struct arena *scratch);

struct comparison kruskal_test(const double *x, const size_t *start, int k, struct arena *scratch);
/* Rows are blocks: n × k, row-major. */
struct comparison friedman_test(const double *matrix, size_t n, int k, struct arena *scratch);
struct comparison quade_test(const double *matrix, size_t n, int k, struct arena *scratch);

/* ---- analysis of variance ---------------------------------------------------------------------------------- */
struct anova {
    enum stat_status status; /* of f and p; the sums of squares stand whenever n > 0 */
    size_t n;
    double ss_between, ss_within, df_between, df_within, ms_between, ms_within, f, p;
    double eta2, omega2, epsilon2; /* NAN when not defined */
};
struct anova anova_of(const double *x, const size_t *start, int k);
struct comparison anova_welch(const struct group_moments *g, int k); /* statistic F, df, df2 */
/* Interval of the population's share of variance between groups, λ/(λ + n), by noncentral F (Steiger 2004). */
bool anova_effect_interval(const struct anova *a, double level, double *low, double *high);

/* ---- spread ------------------------------------------------------------------------------------------------ */
struct comparison levene_test(const double *x, const size_t *start, int k, bool median, struct arena *scratch);
struct comparison bartlett_test(const struct group_moments *g, int k);
struct comparison fligner_test(const double *x, const size_t *start, int k, struct arena *scratch);

/* ---- effect sizes ------------------------------------------------------------------------------------------ */
struct estimate effect_cohen_d(struct group_moments a, struct group_moments b, double level); /* pooled sd */
struct estimate effect_cohen_d_one(struct group_moments a, double mu,
                                   double level); /* one sample or paired differences */
double effect_hedges_factor(double df);           /* J(df), exact */
struct estimate effect_cliff_delta(const double *x, size_t n, const double *y, size_t m, double level,
                                   struct arena *scratch);
/* ncp with P(T ≤ t | ncp) = p. NAN when it cannot be found. */
double effect_ncp_t(double t, double df, double p);
double effect_ncp_f(double f, double df1, double df2, double p);

/* ---- permutation ------------------------------------------------------------------------------------------- */
struct permutation {
    enum stat_status status;
    double statistic;
    double p, p_low, p_high, p_se; /* Monte Carlo error of p; 0 and width 0 when exact */
    bool is_exact;
    double count; /* arrangements enumerated or drawn */
};
/* The statistic of an arrangement: the first n values are group 1. Larger means group 1 lies higher. Two-sided tests
   compare |statistic|. */
typedef double permutation_fn(const double *x, size_t n, size_t m, void *user);
/* Enumerates up to PERMUTATION_EXACT arrangements, else draws options.draws (0: PERMUTATION_DRAWS) of them. x holds
   group 1 (n values), then group 2 (m values). */
struct permutation permutation_two_sample(const double *x, size_t n, size_t m, permutation_fn *fn, void *user,
                                          const struct stat_options *o, struct arena *scratch);
struct permutation permutation_mean_difference(const double *x, size_t n, size_t m, const struct stat_options *o,
                                               struct arena *scratch);
struct permutation permutation_paired(const double *difference, size_t n, const struct stat_options *o,
                                      struct arena *scratch);
#define PERMUTATION_DRAWS 100000
#define PERMUTATION_EXACT 1000000

#endif
