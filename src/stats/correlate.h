/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Correlations of two columns of numbers: Pearson, Spearman, and the test of Kendall's tau. n log n at most. */
#ifndef PG_STATS_CORRELATE_H
#define PG_STATS_CORRELATE_H

#include "stats/ordinal.h"
#include "stats/stat.h"

struct correlation {
    enum stat_status status; /* of the coefficient: TOO_FEW, CONSTANT */
    struct estimate e;       /* coefficient with interval */
    double statistic, df, p; /* of the test that it is 0; NAN where there is none (n too small) */
    bool is_exact;
};
/* Pearson's r, Fisher's z interval, t test. weight NULL = 1 each; with weights the coefficient only. */
struct correlation pearson(const double *x, const double *y, const double *weight, size_t n,
                           const struct stat_options *o);
/* Pearson's r alone, from centred sums; NAN when a column is constant. */
double pearson_r(const double *x, const double *y, const double *weight, size_t n);
/* Spearman's rho. p: all permutations for n ≤ 9 without ties, Edgeworth series to n = 1,290 (Best & Roberts
   1975), else t.
   Interval of Bonett & Wright 2000. */
struct correlation spearman(const double *x, const double *y, size_t n, const struct stat_options *o,
                            struct arena *scratch);
/* Test of Kendall's tau from counted pairs (unweighted). Exact below n = 50 without ties, else normal with
   tie-corrected variance. */
struct correlation kendall_test(const struct ordinal *pairs, const struct stat_options *o, struct arena *scratch);

/* P(S ≤ q) for Spearman's S = Σ d² and P(T ≤ q) for Kendall's number of concordant pairs, of n without ties. */
double spearman_lower(double q, size_t n);
double spearman_upper(double q, size_t n); /* P(S ≥ q) */
double kendall_lower(double q, size_t n, struct arena *scratch);

#endif
