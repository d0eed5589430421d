/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Difference and ratio of two proportions, independent or paired, from their Wilson intervals.

   Newcombe (1998) "squares and adds" the distances from each proportion to its limits; paired, with their
   correlation phi (less n/2 in its numerator, as he does); the ratio's interval follows from the same distances
   (MOVER-R: Donner and Zou 2012), paired with phi as it is (Fagerland, Lydersen and Laake 2014). */
#ifndef PG_STATS_CONTRAST_H
#define PG_STATS_CONTRAST_H

#include "stats/stat.h"

struct share_sample {
    double x, n;       /* x of n */
    double population; /* 0 = infinite */
};
struct estimate proportion_difference(struct share_sample a, struct share_sample b, double level);
struct estimate proportion_ratio(struct share_sample a, struct share_sample b, double level);

struct share_pairs {
    double both, first, second, neither; /* pairs by who of the two is a success */
    double population;                   /* of pairs; 0 = infinite */
};
struct estimate proportion_difference_paired(struct share_pairs p, double level);
struct estimate proportion_ratio_paired(struct share_pairs p, double level);

#endif
