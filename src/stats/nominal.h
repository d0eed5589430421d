/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goodman and Kruskal's lambda: by how much knowing one variable cuts the errors in guessing the other. */
#ifndef PG_STATS_NOMINAL_H
#define PG_STATS_NOMINAL_H

#include "stats/stat.h"
#include "stats/table2.h"

/* Interval: value ± z·se within [0, 1]. STAT_UNDEFINED when all observations are in one category of what is
   guessed. */
struct estimate lambda_given_rows(const struct table2 *t, double level);                     /* guessing the column */
struct estimate lambda_given_columns(const struct table2 *t, double level, struct arena *a); /* guessing the row */
struct estimate lambda_symmetric(const struct table2 *t, double level);

#endif
