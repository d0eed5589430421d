/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where one member stands in a finite group of which only some answered.

   N − 1 others; m of them answered, a simple random sample without replacement; b of the m are below the member and
   t are level with it. The number of others below, ties counted half, is B + T/2 = (B + (B + T))/2 of all N − 1; its
   limits are the means of the exact hypergeometric limits (proportions.h) of B and of B + T, and so is their share
   of the N − 1. Nothing is left to estimate, and the width is 0, when all answered. N = 0: a group without end;
   Clopper-Pearson limits take the place of the hypergeometric ones. */
#ifndef PG_STATS_POSITION_H
#define PG_STATS_POSITION_H

#include "stats/stat.h"

struct standing {
    double below, tied, answered; /* b, t, m */
};
struct standing standing_of(double member, const double *other, size_t n);
/* Share of the others that is below (percentile rank / 100). */
struct estimate position_share(struct standing s, double population, double level);
/* Their number; UNDEFINED without a population. */
struct estimate position_below(struct standing s, double population, double level);

#endif
