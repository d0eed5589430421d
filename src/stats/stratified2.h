/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two-way tables in several strata: is there association within them, how strong, and is it the same in all?
   Also the trend of a proportion over ordered groups. */
#ifndef PG_STATS_STRATIFIED2_H
#define PG_STATS_STRATIFIED2_H

#include "stats/stat.h"
#include "stats/table2.h"

struct mantel_haenszel {
    enum stat_status status; /* of the test */
    struct estimate
        odds_ratio; /* 2 × 2: common odds ratio, interval of Robins, Breslow & Greenland 1986; se is that of the log */
    double corrected, corrected_p; /* 2 × 2: with continuity correction; NAN otherwise */
    double plain, df, plain_p;     /* χ² without correction; M² of the general test for larger tables */
    double breslow_day, breslow_day_p, tarone, tarone_p, homogeneity_df; /* 2 × 2: equal odds ratios; NAN otherwise */
    int used;                                                            /* strata with at least two observations */
};
/* n tables of the same shape; strata of fewer than two observations carry no information and are passed over. */
struct mantel_haenszel mantel_haenszel_of(const struct table2 *t, int n, const struct stat_options *o,
                                          struct arena *scratch);

struct trend {
    enum stat_status status;
    double statistic, p; /* χ² with 1 df */
    double slope;        /* of the share of successes over the score */
    double z;            /* √χ² with the sign of the slope */
};
/* Cochran-Armitage over k groups: successes out of n at each score. */
struct trend cochran_armitage(const double *successes, const double *n, const double *score, int k);

#endif
