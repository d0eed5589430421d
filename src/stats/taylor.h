/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Estimates from a sampling design, with variances by Taylor linearisation.

   1. taylor_init() an estimator for a sampling: one per thread, used for any number of estimates.
   2. taylor_domain() says which observations count: those of the subpopulation that have a value. The others stay in
      the design with a contribution of zero, so that the number of units per stratum is that of the design, not of
      the domain.
   3. taylor_mean(), _total(), … estimate; each is linear in the number of observations and allocates nothing.
      taylor_table.h estimates all groups of a table at once.
   Formula: an estimate is linearised to a weighted sum of contributions z; with z summed to first-stage units, the
   variance is Σ over strata of (1 − n/N) · n/(n − 1) · Σ (z − mean z)².
   Intervals are t intervals; the degrees of freedom are units − strata, among the observations of the domain.
   Source: D. A. Binder (1983), On the variances of asymptotically normal estimators from complex surveys, Int. Stat.
   Rev. 51; T. Lumley (2010), Complex Surveys. R: survey::svymean, svytotal, svyratio, svyglm on subset(design, …).
   Ownership: an estimator borrows its sampling and the domain's mask, and owns its scratch memory. */
#ifndef PG_STATS_TAYLOR_H
#define PG_STATS_TAYLOR_H

#include "stats/design.h"

struct domain {
    const uint8_t *in;                  /* n; NULL = all */
    size_t n;                           /* observations */
    size_t n_weighted;                  /* those whose weight is not 0 */
    double weight;                      /* their sum of weights */
    size_t n_units, n_strata, n_lonely; /* that occur, with weight or without */
    int df;
    double t; /* quantile of Student's distribution for the interval; 0 = none (df < 1) */
};

struct taylor {
    const struct sampling *s;
    double level; /* of intervals */
    struct domain domain;
    double *z;           /* n: contributions of the estimate at hand */
    double *unit_sum;    /* n_units; NULL when units are observations */
    double *stratum_sum; /* n_strata */
    double *scratch;
    uint8_t *unit_seen, *stratum_seen;
    struct arena arena;
};

/* An estimate with its variance. e.status tells of the value; a variance that cannot be had is negative, and then
   variance_status says why: LONELY (rule "fail") or TOO_FEW. */
struct sampled {
    struct estimate e;
    enum stat_status variance_status;
    double variance;
    double srs, srs_replace; /* variance of a simple random sample as large, without and with replacement; < 0 = none */
};
/* Design effects, as R's deff = TRUE and deff = "replace": NAN where there is none. */
double sampled_deff(const struct sampled *e);
double sampled_deff_replace(const struct sampled *e);

void taylor_init(struct taylor *t, const struct sampling *s, double level);
void taylor_clear(struct taylor *t);
void taylor_domain(struct taylor *t, const uint8_t *in);

/* 'x' has one value an observation; values outside the domain are not looked at. */
struct sampled taylor_mean(struct taylor *t, const double *x);
struct sampled taylor_total(struct taylor *t, const double *x);
struct sampled taylor_ratio(struct taylor *t, const double *x, const double *y); /* Σwx / Σwy */
/* Share of the domain that is at one level: code[i] == level. */
struct sampled taylor_share(struct taylor *t, const int *code, int level);
/* Mean of group b − mean of group a, both within the domain; the covariance of the two is part of the variance. */
struct sampled taylor_difference(struct taylor *t, const double *x, const int *code, const int group[2]);

/* Variance of the sum of t->z (which is used up), with its status. For statistics that bring their own linearisation.
   */
struct sampled taylor_from_z(struct taylor *t, double value);
/* Covariances of the sums of p columns of contributions z (column j at z + j·n; used up) into v (p × p, row by
   row). */
enum stat_status taylor_covariance(struct taylor *t, double *z, int p, double *v);
/* An estimate of a domain from its value and variance, and then its variances under simple random sampling from the
   weighted sum of squares about the mean (times 'factor' squared). */
struct sampled sampled_from(const struct sampling *s, const struct domain *d, double value, double variance);
void sampled_set_srs(struct sampled *e, const struct domain *d, double squares, double factor);
/* What variances are multiplied by for lonely strata that take the mean of the others. */
double domain_inflation(const struct sampling *s, const struct domain *d);
/* An interval with other degrees of freedom, as some tests want. */
void sampled_interval(struct sampled *e, double df, double level);

#endif
