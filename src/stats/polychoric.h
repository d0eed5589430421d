/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Polychoric correlation: that of two normal variables of which only ordered classes were seen. */
#ifndef PG_STATS_POLYCHORIC_H
#define PG_STATS_POLYCHORIC_H

#include "stats/stat.h"
#include "stats/table2.h"

struct polychoric {
    enum stat_status status; /* NOT_CONVERGED: the likelihood grows up to the edge, |ρ| = 0.9999 */
    double rho, se;
    double chi_square, df, p;        /* likelihood ratio test of bivariate normality; df 0 for a 2 × 2 table */
    const double *row_cut, *col_cut; /* r − 1 and c − 1 thresholds, in the arena given */
    int iterations;
};
/* 't' without empty rows and columns. Two-step (Olsson 1979): thresholds from the margins, then ρ by maximum
   likelihood with them fixed. Full: thresholds and ρ together, by Fisher scoring; se from the observed
   information. */
struct polychoric polychoric_two_step(const struct table2 *t, struct arena *a);
struct polychoric polychoric_full(const struct table2 *t, struct arena *a);

#endif
