/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Means, covariances and correlations of the columns of a matrix, with or without weights.

   Two passes: deviations from the means are multiplied, so that values of 1e15 with small differences keep their
   covariances. n k² steps. Weighted: n/(n − 1) · Σ w (x − x̄)(y − ȳ)/Σ w, n rows of weight above 0, as
   survey::svyvar. */
#ifndef PG_STATS_COVARIANCE_H
#define PG_STATS_COVARIANCE_H

#include "stats/stat.h"

struct covariance {
    enum stat_status status; /* TOO_FEW: under two rows; NO_WEIGHT; CONSTANT: a column does not vary */
    size_t n;                /* rows of a weight above 0 */
    int k;
    double *mean; /* k */
    double *m;    /* k × k */
    int constant; /* the first column that does not vary; −1 = none */
};
/* x: n rows of k; weight NULL = 1 each. Arrays live in 'a'. */
struct covariance covariance_of(const double *x, const double *weight, size_t n, int k, struct arena *a);
/* Correlations of a covariance matrix of k columns that all vary. */
double *correlation_of(const double *m, int k, struct arena *a);

#endif
