/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Linear regression by least squares and ordinal logistic regression. x: n × k, row after row. */
#ifndef PG_STATS_REGRESSION_H
#define PG_STATS_REGRESSION_H

#include "stats/stat.h"

/* Of the standard errors. LINEARISED: for sampling weights, n/(n − 1) times HC0 of the weighted scores
   (survey::svyglm). */
enum regression_variance {
    VARIANCE_CLASSICAL,
    VARIANCE_HC0,
    VARIANCE_HC1,
    VARIANCE_HC2,
    VARIANCE_HC3,
    VARIANCE_LINEARISED
};

struct ols {
    enum stat_status
        status; /* TOO_FEW: no column, or not more rows than columns; NO_WEIGHT; CONSTANT: y does not vary */
    int k, rank;
    bool *is_aliased;            /* a column that follows from those before it: no coefficient */
    double *coefficient, *se;    /* k */
    double *covariance;          /* k × k of the coefficients */
    double *residual, *leverage; /* n */
    double df;                   /* rows of weight above 0 − rank */
    double sigma, r_squared, adjusted, f, f_df;
};
/* The first column is that of ones. weight NULL = 1 each. Householder QR in extended precision. */
struct ols ols_fit(const double *x, const double *y, const double *weight, size_t n, int k,
                   enum regression_variance variance, struct arena *a);

struct ordinal_logit {
    /* TOO_FEW; CONSTANT: one level used; NOT_CONVERGED: levels parted completely, or dependent columns */
    enum stat_status status;
    int k, n_levels;
    double *coefficient; /* k, then n_levels − 1 thresholds */
    double *se;          /* same order */
    double *covariance;
    double log_likelihood;
    int n_steps;
};
/* logit P(y ≤ j) = θ_j − xβ. y: 0 … n_levels − 1, every level used. x has no column of ones. Newton's method; CLASSICAL
   (observed information), HC0 (sandwich) or LINEARISED. */
struct ordinal_logit ordinal_logit_fit(const double *x, const int *y, const double *weight, size_t n, int k,
                                       int n_levels, enum regression_variance variance, struct arena *a);

#endif
