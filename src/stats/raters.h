/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agreement of raters. Categories are codes 0 … k − 1. */
#ifndef PG_STATS_RATERS_H
#define PG_STATS_RATERS_H

#include "stats/stat.h"

/* ---- two raters -------------------------------------------------------------------------------------------- */
enum kappa_weights { KAPPA_NOMINAL, KAPPA_LINEAR, KAPPA_QUADRATIC };
struct kappa {
    enum stat_status status;   /* TOO_FEW: no ratings; CONSTANT: both raters used one and the same category */
    double kappa, se;          /* asymptotic standard error of Fleiss, Cohen and Everitt (1969) */
    double observed, expected; /* weighted agreement */
};
/* count: k × k, rows the first rater, columns the second; scratch: room for 4k numbers. */
struct kappa kappa_two(const double *count, int k, enum kappa_weights weights, double *scratch);

/* ---- many raters ------------------------------------------------------------------------------------------- */
/* code: n subjects × m raters; missing is −1. */
struct fleiss {
    enum stat_status status;
    double kappa, se; /* se: raters fixed, subjects drawn (Gwet 2008, 2021); without the factor 1 − n/N */
    double se_null;   /* if the true kappa were 0 (Fleiss, Nee and Landis 1979) */
    double observed, expected;
    double *category;   /* k kappas of one category against the rest */
    bool *has_category; /* false where nobody or everybody chose it */
};
/* Every subject must have all m ratings. */
struct fleiss fleiss_kappa(const int *code, size_t n, int m, int k, struct arena *a);

enum kripp_metric { KRIPP_NOMINAL, KRIPP_ORDINAL, KRIPP_INTERVAL, KRIPP_RATIO };
struct krippendorff {
    /* TOO_FEW: no unit with two ratings; CONSTANT: all ratings alike; UNDEFINED: ratio and a negative value */
    enum stat_status status;
    double alpha, se;      /* se: jackknife over units; < 0 = under two units or a unit without which nothing varies */
    size_t units, ratings; /* pairable */
};
/* value: the number of each of the k codes, ascending. */
struct krippendorff krippendorff_alpha(const int *code, size_t n, int m, const double *value, int k,
                                       enum kripp_metric metric, struct arena *a);

/* ---- intraclass correlations -------------------------------------------------------------------------------- */
struct icc {
    enum stat_status status;               /* TOO_FEW: under two subjects or raters; CONSTANT: no rating differs */
    struct estimate single[3], average[3]; /* one-way, two-way random, two-way mixed (Shrout and Fleiss 1979) */
    double f[2], df1, df2[2], p[2];        /* subjects against error: one-way, two-way */
    double ms_subjects, ms_raters, ms_error, ms_within;
};
/* x: n × m without gaps. */
struct icc icc_of(const double *x, size_t n, int m, double level);

#endif
