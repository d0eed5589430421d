/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weights that meet known totals: post-stratification, raking and calibration (generalised regression).

   1. sampling_init() a design (stats/design.h).
   2. calibrate_post(), calibrate_rake() or calibrate_to(): each changes the sampling's weights, remembers how, and
      reports.
   3. Every variance estimated from that sampling afterwards is one of residuals (adjustment_apply), as in R's
      postStratify, rake and calibrate. Several adjustments may follow one another.
   On any status but STAT_OK and STAT_NOT_CONVERGED the weights are as they were; the report of a raking or
   calibration that did not converge says by how much it misses, and its weights are kept as far as it came (the
   caller decides).
   Ownership: all that is remembered lives in the sampling's arena; codes and totals are copied. */
#ifndef PG_STATS_CALIBRATE_H
#define PG_STATS_CALIBRATE_H

#include "stats/design.h"

/* A margin: the group of every observation and the number of each group in the population. */
struct margin {
    const char *name; /* for messages */
    const int *group; /* n; 0 … n_groups − 1; -1 (missing) is refused */
    int n_groups;
    const double *total; /* n_groups */
};

enum calibration_method { CALIBRATION_LINEAR, CALIBRATION_RAKING, CALIBRATION_LOGIT };

struct calibration_options {
    enum calibration_method method;
    double low, high;   /* bounds on new weight / old weight; 0 and INFINITY (−INFINITY for linear) = none */
    bool are_weights;   /* the bounds are on the new weights themselves */
    int max_iterations; /* 0 = 100 */
    double tolerance;   /* of |total reached − total wanted| / (1 + |wanted|); 0 = 1e-10 */
};

struct calibration_report {
    enum stat_status
        status;       /* OK, NOT_CONVERGED, EMPTY (a group without observations, or of population 0), UNDEFINED */
    const char *what; /* in words, when not OK: the margin at fault */
    int iterations;
    double max_discrepancy;        /* as the tolerance */
    double weight_min, weight_max; /* among observations of positive weight */
    double ratio_min, ratio_max;   /* new weight / old weight */
    double deff, effective_n;      /* Kish */
};

struct calibration_report calibrate_post(struct sampling *s, const struct margin *cells);
/* Iterative proportional fitting; with bounds (o may be NULL), by calibrate_to() with CALIBRATION_RAKING. */
struct calibration_report calibrate_rake(struct sampling *s, const struct margin *m, int n_margins,
                                         const struct calibration_options *o);
/* 'x' has p columns of n values each (column j at x + j·n), whose weighted sums are to be total[j]. */
struct calibration_report calibrate_to(struct sampling *s, const double *x, const double *total, int p,
                                       const struct calibration_options *o);

/* Turns weighted, linearised contributions into residuals from the totals that are known; 'scratch' has
   adjustment_scratch() doubles. Nothing to do, and fast, when the sampling was not adjusted. */
size_t adjustment_scratch(const struct sampling *s);
void adjustment_apply(const struct sampling *s, double *z, double *scratch);

#endif
