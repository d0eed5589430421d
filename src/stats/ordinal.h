/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures of ordinal association from concordant and discordant pairs: gamma, tau-b, tau-c, Somers' D.

   1. Count pairs: ordinal_of_table() in O(r·c) for tables, ordinal_of_pairs() in O(n log n) for numbers with
      many values.
   2. ordinal_gamma(&x, level) and its kin turn the counts into an estimate: value, standard error, interval,
      and the standard error under independence for the test.
   Each measure f is a smooth function of the counts n_ij and of degree 0, so its variance under multinomial
   sampling is Σ n_ij (∂f/∂n_ij)² (delta method; Goodman & Kruskal 1972, Brown & Benedetti 1977).
   Ownership: the cells live in the arena given. */
#ifndef PG_STATS_ORDINAL_H
#define PG_STATS_ORDINAL_H

#include "stats/stat.h"
#include "stats/table2.h"

struct ordinal_cell {
    double n;                      /* observations in the cell, or weight */
    double row, col;               /* its margins */
    double concordant, discordant; /* observations elsewhere that are so with it */
};
struct ordinal {
    struct ordinal_cell *cell; /* the occupied ones */
    size_t n_cells;
    double n;
    int r, c;      /* distinct values */
    double p, q;   /* Σ n·concordant, Σ n·discordant: twice the pairs */
    double wr, wc; /* n² − Σ row², n² − Σ col²: twice the pairs not tied in x, in y */
    double s2;     /* Σ n (concordant − discordant)² */
};
struct ordinal ordinal_of_table(const struct table2 *t, struct arena *a);
/* Observations with codes x in 0 … r − 1 and y in 0 … c − 1; weight NULL = 1 each. */
struct ordinal ordinal_of_pairs(const int *x, const int *y, const double *weight, size_t n, int r, int c,
                                struct arena *a);

struct ordinal_measure {
    struct estimate e; /* interval: value ± z·se, within [−1, 1] */
    double se0;        /* standard error under independence */
    double p;          /* two-sided, of value/se0 */
};
struct ordinal_measure ordinal_gamma(const struct ordinal *x, double level);
struct ordinal_measure ordinal_tau_b(const struct ordinal *x, double level);
struct ordinal_measure ordinal_tau_c(const struct ordinal *x, double level);
enum ordinal_direction { ORDINAL_Y_GIVEN_X, ORDINAL_X_GIVEN_Y, ORDINAL_SYMMETRIC };
struct ordinal_measure ordinal_somers_d(const struct ordinal *x, double level, enum ordinal_direction direction);

#endif
