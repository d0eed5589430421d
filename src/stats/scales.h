/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How well several items measure one thing: reliability of their sum, and each item's part in it.

   All start from the covariances of the items (covariance_of); matrices are k × k, row after row. */
#ifndef PG_STATS_SCALES_H
#define PG_STATS_SCALES_H

#include "stats/stat.h"

/* Cronbach's alpha of a covariance matrix; of a correlation matrix it is the standardised alpha. Item 'without' is left
   out; −1 = none. */
double scale_alpha(const double *m, int k, int without);
/* Interval of Feldt (1965) for the alpha of k items and n respondents. */
struct estimate scale_alpha_interval(double alpha, size_t n, int k, double level);
/* Correlation of an item with the sum of all items, or of the others. */
double scale_item_total(const double *m, int k, int item);
double scale_item_rest(const double *m, int k, int item);
/* Mean of the correlations of all pairs. */
double scale_mean_correlation(const double *r, int k);

enum factor_method { FACTOR_ML, FACTOR_MINRES };
struct one_factor {
    enum stat_status status; /* NOT_CONVERGED; TOO_FEW: under three items; UNDEFINED: singular matrix */
    double *loading;         /* k, their sum not negative */
    double *uniqueness;      /* k, at least 0.005 */
    int n_improper;          /* Heywood cases: uniquenesses held at that bound */
};
/* The one factor of a correlation matrix. */
struct one_factor factor_fit(const double *r, int k, enum factor_method method, struct arena *a);
/* (Σ s λ)²/((Σ s λ)² + Σ s² u): omega of the sum of items with standard deviations s; s NULL: standardised items. */
double factor_omega(const struct one_factor *f, int k, const double *sd);

#endif
