/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fisher's exact test of an r × c table of counts.

   1. fisher_exact() enumerates the tables with the given margins column by column; partial tables that leave
      the same sums open and are equally probable are merged, and a partial table is decided early when all its
      completions are more, or all less,
      probable than the table observed (Mehta & Patel 1983). It gives up after a fixed amount of work.
   2. fisher_drawn() draws tables with the given margins (Patefield 1981) and counts those not more probable
      than the observed.
   3. fisher_test() does the first, and the second where the first gives up. */
#ifndef PG_STATS_FISHER_H
#define PG_STATS_FISHER_H

#include "stats/stat.h"
#include "stats/table2.h"

struct fisher {
    enum stat_status status;
    bool is_exact;
    double p;
    double mc_error; /* standard error of a drawn p: √(p(1 − p)/draws); 0 when exact */
    long draws;
};
/* 't' holds whole counts and has no empty row or column. draws = 0 means 100,000. Scratch memory comes from
   'scratch'. */
struct fisher fisher_test(const struct table2 *t, long draws, uint64_t seed, struct arena *scratch);
/* False when the table is too large to enumerate; then *p is untouched. */
bool fisher_exact(const struct table2 *t, struct arena *scratch, double *p);
struct fisher fisher_drawn(const struct table2 *t, long draws, uint64_t seed, struct arena *scratch);
/* log 0! … log n! in 'a'. */
const double *log_factorials(size_t n, struct arena *a);

#endif
