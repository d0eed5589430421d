/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fisher's noncentral hypergeometric distribution: one cell of a 2 × 2 table with fixed margins, given the
   odds ratio. Everything exact about a 2 × 2 table rests on it. Probabilities are summed from the mode outwards by
   their ratios: no logarithms, no
   arrays, time in proportion to the standard deviation. */
#ifndef PG_STATS_HYPER_H
#define PG_STATS_HYPER_H

#include "stats/stat.h"

/* The margins and the observed cell: x of the first row (sum 'row') in the first column (sum 'col1'; the other
   'col2'). */
struct hyper {
    double x, row, col1, col2;
    double low, high; /* support of x */
};
struct hyper hyper_of(double a, double b, double c, double d); /* table a b / c d */
struct hyper_sums {
    double below, at, above; /* P(X < x), P(X = x), P(X > x) */
    double as_rare;          /* sum of the probabilities not above P(X = x) (1 + 1e-7) */
    double mean;
};
struct hyper_sums hyper_sums(const struct hyper *h, double log_odds);

enum hyper_kind { HYPER_EXACT, HYPER_MID_P };
/* Odds ratio with interval: conditional maximum likelihood and tail inversion (exact), or median unbiased with
   mid-p tails.
   'value' or 'high' may be infinite, at the end of the support. STAT_UNDEFINED when the margins leave one
   table only. */
struct estimate hyper_odds_ratio(const struct hyper *h, double level, enum hyper_kind kind);
double hyper_p(const struct hyper *h, enum alternative alternative); /* Fisher's exact test of odds ratio 1 */
double hyper_mid_p(const struct hyper *h);                           /* two-sided: twice the smaller mid-p tail */

#endif
