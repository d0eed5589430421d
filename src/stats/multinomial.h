/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Simultaneous intervals for the k shares of a multinomial: all of them hold at once with the level's probability. */
#ifndef PG_STATS_MULTINOMIAL_H
#define PG_STATS_MULTINOMIAL_H

#include "stats/stat.h"

/* Goodman (1965): the score (Wilson) interval of each share at level 1 − α/k; with a known population n* as in
   proportions.h. */
void multinomial_goodman(const double *count, int k, double population, double level, struct estimate *e);

/* Sison and Glaz (1995), as May and Johnson (2000): p − c/n to p + (c + 2 γ)/n with one c for all, from the
   probability that truncated Poisson variables sum to n (Edgeworth expansion). Knows no population but the whole
   one. CONSTANT where one category has all. */
void multinomial_sison_glaz(const double *count, int k, double population, double level, struct estimate *e);

#endif
