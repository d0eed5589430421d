/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The n·m differences of two samples, or the n (n + 1)/2 Walsh averages of one, without making them: their order
   statistics are found by bisection over the doubles, counting pairs with two pointers, O(n) a step and at most 64
   steps. Wilcoxon's z as a function of a shift. */
#ifndef PG_STATS_RANK_PAIRS_H
#define PG_STATS_RANK_PAIRS_H

#include "stats/stat.h"

/* Two sorted samples (y NULL: Walsh averages of x, centred on 0), and what the test asks of them at a shift d. */
struct rank_pairs {
    const double *x, *y;
    size_t n, m;
    bool correct;
    enum alternative alternative;
    double target; /* normal quantile or number of pairs that is looked for */
};

double rank_pairs_count(const struct rank_pairs *p);
double rank_pairs_lowest(const struct rank_pairs *p);
double rank_pairs_highest(const struct rank_pairs *p);
/* The k-th smallest, k = 1 … rank_pairs_count(). */
double rank_pairs_kth(struct rank_pairs p, double k);
double rank_pairs_median(struct rank_pairs p);
/* Normal score of the statistic of x − d, with tie and (p->correct) continuity correction; NAN when all are tied. */
double rank_pairs_z(const struct rank_pairs *p, double d);
/* The shift in [low, high] at which z, which falls as the shift grows, passes 'target': one of the differences or
   averages. Where it never does, the end of the range, or NAN with signed ranks. */
double rank_pairs_shift(struct rank_pairs p, double target, double low, double high);

#endif
