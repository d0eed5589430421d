/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting (or weighing) how often each level, or each distinct number, occurs. */
#ifndef PG_STATS_TALLY_H
#define PG_STATS_TALLY_H

#include "stats/pick.h"

struct tally {
    int k;         /* levels of the variable, or distinct numbers in ascending order */
    double *value; /* k: the level's index or the number */
    double *count; /* k: observations, or their weights */
    double total;
};
struct tally tally_of(const struct variable *v, const struct picked *p, struct arena *a);
/* The level's name, or the number as text. */
const char *tally_name(const struct variable *v, const struct tally *t, int i, struct arena *a);

#endif
