/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same respondents asked twice, or k times: tests that the answers did not change. Square tables share
   their levels. */
#ifndef PG_STATS_PAIRED_H
#define PG_STATS_PAIRED_H

#include "stats/stat.h"
#include "stats/table2.h"

struct paired_test {
    enum stat_status status;
    double statistic, df, p;
    int skipped; /* pairs of cells, or categories, in which nothing changed: they cost a degree of freedom each */
};

struct mcnemar {
    enum stat_status status;       /* CONSTANT: nobody changed */
    double up, down;               /* first → second level; second → first */
    double corrected, corrected_p; /* (|b − c| − 1)²/(b + c) */
    double plain, plain_p;
    double exact_p, mid_p;      /* binomial; NAN when the counts are not whole */
    struct estimate odds_ratio; /* up/down, with the exact interval of the binomial share; not whole: without */
};
struct mcnemar mcnemar_of(const struct table2 *t, double level);
struct paired_test bowker(const struct table2 *t);
struct paired_test stuart_maxwell(const struct table2 *t, struct arena *scratch);
/* n × k matrix of 0 and 1, row after row. */
struct paired_test cochran_q(const double *x, size_t n, int k);

#endif
