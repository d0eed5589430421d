/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of independence of a two-way table and the measures that grow out of them. No allocation; O(r·c). */
#ifndef PG_STATS_CHISQ_H
#define PG_STATS_CHISQ_H

#include "stats/stat.h"
#include "stats/table2.h"

struct chisq {
    double statistic, df, p; /* Pearson */
    double yates, yates_p;   /* 2 × 2 only, else NAN */
    double g, g_p;           /* likelihood ratio */
    double expected_min;     /* smallest expected count */
    double expected_under_5; /* share of cells with an expected count under 5 */
};
/* 't' has no empty row or column and at least two of each. */
struct chisq chisq_of(const struct table2 *t);
/* Cochran's rule: exact when more than 20 % of the expected counts are under 5 or one is under 1. */
bool chisq_wants_exact(const struct chisq *x);

/* V = √(χ²/(n·min(r − 1, c − 1))) with an interval from the noncentral χ² distribution (Steiger & Fouladi
   1997, Smithson 2003). */
struct estimate cramers_v(const struct table2 *t, double level);
double cramers_v_alone(const struct table2 *t);     /* without the interval, whose time grows with √χ² */
double cramers_v_corrected(const struct table2 *t); /* Bergsma 2013 */
/* φ = (ad − bc)/√(product of margins) of a 2 × 2 table, with its sign; √(χ²/n) of any other. */
double phi_of(const struct table2 *t);

#endif
