/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A two-way table of counts or sums of weights: the one shape that tests and measures of association read.

   1. table2_init() in an arena, or table2_view() on arrays of the caller (no allocation: for thousands of
      tables in a loop).
   2. table2_add() per observation, then table2_sum() once for the margins.
   3. table2_pack() drops rows and columns that are empty, which tests of association cannot use.
   Ownership: the arrays belong to the arena or the caller. */
#ifndef PG_STATS_TABLE2_H
#define PG_STATS_TABLE2_H

#include "base/mem.h"

struct table2 {
    int r, c;
    double *count; /* r × c, row after row */
    double *row;   /* r row sums */
    double *col;   /* c column sums */
    double n;      /* sum of all */
};

void table2_init(struct table2 *t, int r, int c, struct arena *a);
/* A table on 'count' with r × c entries already filled; 'row' and 'col' have room for r and c sums, which are
   filled in. */
struct table2 table2_view(int r, int c, double *count, double *row, double *col);
static inline double table2_at(const struct table2 *t, int i, int j) {
    return t->count[(size_t)i * (size_t)t->c + (size_t)j];
}
static inline void table2_add(struct table2 *t, int i, int j, double weight) {
    t->count[(size_t)i * (size_t)t->c + (size_t)j] += weight;
}
/* Count expected in a cell if rows and columns were independent. */
static inline double table2_expected(const struct table2 *t, int i, int j) { return t->row[i] * t->col[j] / t->n; }
void table2_zero(struct table2 *t); /* ready for the next filling */
void table2_sum(struct table2 *t);
/* Removes empty rows and columns in place; returns how many went. */
int table2_pack(struct table2 *t);
/* The table with rows and columns exchanged, in 'a'. */
struct table2 table2_transposed(const struct table2 *t, struct arena *a);
/* Whether every count is a whole number, so that exact tests make sense. */
bool table2_is_whole(const struct table2 *t);

#endif
