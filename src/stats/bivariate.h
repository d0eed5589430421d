/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The standard bivariate normal distribution with correlation r. */
#ifndef PG_STATS_BIVARIATE_H
#define PG_STATS_BIVARIATE_H

/* P(X ≤ x, Y ≤ y) to about 1e-15 (Genz 2004, Statistics and Computing 14:251); x and y may be infinite. */
double bivariate_lower(double x, double y, double r);
double bivariate_density(double x, double y, double r); /* 0 at infinity */

#endif
