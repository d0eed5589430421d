/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many tests at once: adjusted p values, and Tukey's comparisons of all pairs of means. */
#ifndef PG_STATS_MULTIPLE_H
#define PG_STATS_MULTIPLE_H

#include "stats/stat.h"

enum p_adjust { ADJUST_BONFERRONI, ADJUST_HOLM, ADJUST_HOCHBERG, ADJUST_HOMMEL, ADJUST_BH, ADJUST_BY, N_P_ADJUST };
/* The method of that name, in any case; "fdr" is BH. False when unknown. */
bool p_adjust_find(const char *name, enum p_adjust *how);
/* Adjusts p[n] in place as members of a family of 'family' ≥ n tests (0 = n). n log n, but Hommel n². */
void p_adjust(double *p, size_t n, size_t family, enum p_adjust how, struct arena *scratch);

struct tukey_pair {
    double diff, low, high, p;
};
/* Tukey-Kramer comparison of two of k means: variances of the means from the pooled 'mse' with df degrees of freedom.
   'range' is dist_tukey_quantile(level, k, df), found once for all pairs. */
struct tukey_pair tukey_compare(double mean_a, double n_a, double mean_b, double n_b, double mse, double k, double df,
                                double range);

#endif
