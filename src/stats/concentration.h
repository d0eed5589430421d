/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How evenly something is spread: over categories (entropy, heterogeneity) or over holders (Gini). */
#ifndef PG_STATS_CONCENTRATION_H
#define PG_STATS_CONCENTRATION_H

#include "stats/stat.h"

/* Of counts or weights ≥ 0 of k categories; those of 0 add nothing. */
struct spread_over {
    enum stat_status status; /* NO_WEIGHT when all are 0 */
    int n_used;              /* categories above 0 */
    double entropy;          /* −Σ p log₂ p, bits */
    double evenness;         /* entropy / log₂ of the number of categories there are; meaningful for k ≥ 2 */
    double heterogeneity;    /* 1 − Σ p² (Gini–Simpson) */
};
struct spread_over spread_over(const double *count, int k);

/* Gini coefficient of values ≥ 0 in ascending order: Σ_i w_i x_i (2 C_{i−1} + w_i − W) / (W Σ w x), C the running
   sum of weights; weight NULL = 1 each: Σ (2 i − n − 1) x_i / (n Σ x). */
struct estimate gini_of(const double *sorted, const double *weight, size_t n);

#endif
