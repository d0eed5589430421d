/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Independence of the rows and columns of a table from a design: Pearson's X² of the weighted table, corrected for
   the design.

   With Δ = the variance of the interactions under the design, relative to that under multinomial sampling: first
   order: X² / mean(diag Δ) against χ² with (r − 1)(c − 1) degrees of freedom (R: svychisq(statistic =
   "Chisq")); second order: F = X² / trace Δ with d = (trace Δ)² / trace Δ² and d · df degrees of freedom (R's
   default, statistic = "F").
   Rows and columns without weight are left out.
   Source: J. N. K. Rao, A. J. Scott (1984), On chi-squared tests for multiway contingency tables with cell
   proportions estimated from survey data, Annals of Statistics 12. */
#ifndef PG_STATS_RAO_SCOTT_H
#define PG_STATS_RAO_SCOTT_H

#include "stats/taylor_table.h"

struct rao_scott {
    enum stat_status status; /* OK, EMPTY (fewer than two rows or columns), CENSUS, LONELY, TOO_FEW, UNDEFINED */
    size_t n;
    double chi_square; /* Pearson's, of the weighted shares times n */
    double df;
    double delta; /* mean(diag Δ): the design effect that the first order divides by */
    double chi_square_first, p_first;
    double f, df1, df2, p_second;
};
/* Within the domain of 't'; codes of −1 are left out. */
struct rao_scott rao_scott(struct taylor *t, const struct levels *row, const struct levels *column);

#endif
