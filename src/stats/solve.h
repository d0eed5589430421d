/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Linear equations with a small symmetric positive definite matrix (Cholesky). */
#ifndef PG_STATS_SOLVE_H
#define PG_STATS_SOLVE_H

#include <stdbool.h>

/* Replaces b by A⁻¹b; A (n × n, row after row) by its factor. False when A is not positive definite to
   rounding. */
bool solve_positive(double *a, int n, double *b);
/* Once a matrix is factored: b by A⁻¹b. */
void solve_factored(const double *a, int n, double *b);

#endif
