/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantiles and shares from a design: rules for weighted quantiles, and intervals for shares that stay between 0 and
   1.

   1. sorted_sample() sorts a domain's values once; taylor_quantile() then gives any number of quantiles of it.
   2. share_interval() puts an interval of the wanted kind around a share that taylor_share() estimated.
   Sources: R. S. Woodruff (1952), Confidence intervals for medians, JASA 47; E. L. Korn, B. I. Graubard (1998),
   Confidence intervals for proportions with small expected number of positive counts, Survey Methodology 24. R:
   svyquantile, svyciprop. */
#ifndef PG_STATS_DESIGN_QUANTILE_H
#define PG_STATS_DESIGN_QUANTILE_H

#include "stats/taylor.h"

/* The rules of svyquantile (qrule): MATH is the inverse of the weighted distribution function, SCHOOL takes the
   middle where that is flat; HF1 … HF9 are Hyndman and Fan's types with weights. */
enum quantile_rule {
    QUANTILE_MATH,
    QUANTILE_SCHOOL,
    QUANTILE_HF1,
    QUANTILE_HF2,
    QUANTILE_HF3,
    QUANTILE_HF4,
    QUANTILE_HF5,
    QUANTILE_HF6,
    QUANTILE_HF7,
    QUANTILE_HF8,
    QUANTILE_HF9,
    N_QUANTILE_RULES
};
enum share_method { SHARE_LOGIT, SHARE_BETA, SHARE_ASIN, SHARE_MEAN, N_SHARE_METHODS };
const char *quantile_rule_name(enum quantile_rule r);
bool quantile_rule_find(const char *name, enum quantile_rule *r);
const char *share_method_name(enum share_method m);
bool share_method_find(const char *name, enum share_method *m); /* "xlogit" is logit */

/* Values of a domain with weights that are not 0, ascending, each with its row. */
struct sorted_sample {
    size_t n, *row;
    double *x, *weight;
};
struct sorted_sample sorted_sample(const struct taylor *t, const double *x, struct arena *a);

/* Quantile p of sorted values; weights of 0 are passed over; NAN without any. Sums of weights that agree within a
   relative 1e-12 are equal, so that the scale of the weights does not matter. */
double quantile_by_rule(const double *x, const double *weight, size_t n, double p, enum quantile_rule rule);

/* With Woodruff's interval: the share at or below the quantile gets an interval, whose ends are turned back into
   quantiles. No interval where an end lies beyond 0 or 1 (R gives NaN). The standard error is the interval's width /
   (2·t). */
struct sampled taylor_quantile(struct taylor *t, const double *x, const struct sorted_sample *sorted, double p,
                               enum quantile_rule rule, enum share_method interval);

/* Replaces the interval of a share. Where the share is 0 or 1 the variance is 0 and tells nothing: outside a census
   the interval is then Korn and Graubard's with the effective sample size of the weights (Kish). Returns whether that
   was done. */
bool share_interval(const struct taylor *t, struct sampled *e, enum share_method method);

#endif
