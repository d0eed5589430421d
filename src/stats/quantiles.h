/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantiles, and what is made of sorted values: median, median absolute deviation, trimmed mean.

   Unweighted: the nine types of Hyndman and Fan (1996), numbered and computed as R's quantile() does.
   Weighted: the inverse of the weighted distribution function, the smallest x with Σ_{x_i ≤ x} w_i ≥ p Σ w (R:
   survey::svyquantile, qrule "math"; type 1 when all weights are equal), or its mean with the next value where the
   sum is met exactly ("school"; type 2). The sums are met "exactly" within a relative 1e-12, so that the scale of
   the weights does not matter. */
#ifndef PG_STATS_QUANTILES_H
#define PG_STATS_QUANTILES_H

#include "stats/stat.h"

/* Sorts x ascending. */
void values_sort(double *x, size_t n);
/* Puts the values so that x[k] is the one that sorting would put there, none before it is larger, none behind smaller:
   in linear time, where sorting all is too much. */
void values_select(double *x, size_t n, size_t k);
/* Quantile p of type 7 (R's default) by selection; reorders x, n ≥ 1. */
double quantile_select(double *x, size_t n, double p);
/* Sorts x ascending with its weights, leaving out those of weight 0; returns how many are left. */
size_t values_sort_weighted(double *x, double *weight, size_t n, struct arena *scratch);

/* Quantile p of sorted values, type 1 … 9; n ≥ 1. */
double quantile_of(const double *sorted, size_t n, double p, int type);
/* Quantile p of values sorted with positive weights. */
double quantile_weighted(const double *sorted, const double *weight, size_t n, double p, bool is_school);
/* Distribution-free interval of quantile p from order statistics (Thompson 1936), exact for a continuous variable
   and at least the level otherwise; none where the sample is too small for it. */
struct estimate quantile_estimate(const double *sorted, size_t n, double p, int type, double level);

double median_of(const double *sorted, size_t n);
/* Median of |x − centre|; 'sorted' ascending, no allocation. */
double median_deviation(const double *sorted, size_t n, double centre);
/* Mean without the ⌊trim·n⌋ least and greatest; trim ≥ ½ gives the median. */
double trimmed_mean_of(const double *sorted, size_t n, double trim);

#endif
