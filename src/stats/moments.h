/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums, means and central moments of an array, with or without weights.

   Two passes: a compensated sum gives the mean, a second sum of what is left corrects it, and the powers are taken
   of deviations from it, so that values of 1e15 with small differences keep their variance. No allocation, linear.
   Weights NULL = 1 each. */
#ifndef PG_STATS_MOMENTS_H
#define PG_STATS_MOMENTS_H

#include "stats/stat.h"

struct moments {
    size_t n;          /* observations */
    size_t n_weighted; /* those with a weight above 0 */
    double weight_sum;
    double sum;              /* Σ w x */
    double mean;             /* Σ w x / Σ w */
    double m2, m3, m4;       /* Σ w (x − mean)^k / Σ w */
    double square;           /* Σ w² (x − mean)² */
    double least, most;      /* among observations with a weight above 0 */
    enum stat_status status; /* TOO_FEW: none; NO_WEIGHT: the weights sum to 0; else OK */
};
struct moments moments_of(const double *x, const double *weight, size_t n);

/* Unbiased variance n/(n − 1)·m2; weighted with n = n_weighted, as survey::svyvar. */
struct estimate moments_variance(const struct moments *m);
struct estimate moments_sd(const struct moments *m);
/* Mean with the t interval at 'level': SE² = (1 − n/N)·s²/n, or with weights the linearised n/(n − 1)·Σ w²(x −
   mean)²/(Σ w)² times (1 − n/N); N = 0: infinite. n − 1 degrees of freedom. */
struct estimate moments_mean(const struct moments *m, double level, double population);

/* Skewness and excess kurtosis of type 1 (g₁, g₂), 2 (G₁, G₂) or 3 (b₁, b₂) of Joanes and Gill (1998). */
struct estimate moments_skewness(const struct moments *m, int type);
struct estimate moments_kurtosis(const struct moments *m, int type);

#endif
