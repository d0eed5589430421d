/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Known totals in words: "sector:A=20,B=12,C=8;size:L=25,S=15;sales=1000".

   A part "name:level=total,…" is a margin of a variable with levels, "name=total" the total of a numeric one. */
#ifndef PG_STATS_KNOWN_TOTALS_H
#define PG_STATS_KNOWN_TOTALS_H

#include "stats/stat.h"

/* The totals of the levels of 'v' (n_levels; 0 where a level is not named), or the one total of a numeric variable.
   NULL after saying in *why what is wrong. Lives in 'a'. */
double *known_totals(const char *text, const struct variable *v, struct arena *a, const char **why);

#endif
