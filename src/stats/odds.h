/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ratios of a 2 × 2 table with normal intervals on the log scale. Rows: first = reference, second = exposed;
   columns: second = the outcome. Exact odds ratios: hyper.h. STAT_UNDEFINED where a cell that is needed is 0. */
#ifndef PG_STATS_ODDS_H
#define PG_STATS_ODDS_H

#include "stats/stat.h"
#include "stats/table2.h"

struct estimate odds_ratio_wald(const struct table2 *t, double level); /* se is that of the log */
struct estimate relative_risk_wald(const struct table2 *t,
                                   double level); /* risk in the second row over that in the first */

#endif
