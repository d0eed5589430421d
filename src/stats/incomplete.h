/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The regularised incomplete beta and gamma functions, both tails at once, to nearly full double precision: what
   every continuous distribution of dist.h and every discrete tail stands on.

   1. The factor in front (a binomial or Poisson probability at a real argument) is computed by Loader's (2000)
   deviances, so that it keeps its digits for arguments in the millions, where differences of log gammas lose them.
   2. The rest is a continued fraction or a series on the side where it converges fast; the other tail is the
   complement. Quantiles are found by a bracketed Newton iteration on a scale on which they range over all reals. */
#ifndef PG_STATS_INCOMPLETE_H
#define PG_STATS_INCOMPLETE_H

#include "base/mem.h"

struct tails {
    double lower, upper; /* P(X ≤ x), P(X > x) */
    double slope;        /* x·f(x) (gamma), x(1 − x)·f(x) (beta): the density on the scale of the search */
};
/* X ~ Beta(a, b) at x, with y = 1 − x given apart so that x near 1 keeps its digits. */
struct tails beta_tails(double x, double y, double a, double b);
/* X ~ Gamma(a, scale 1) at x. */
struct tails gamma_tails(double x, double a);

struct beta_point {
    double x, y; /* y = 1 − x, each with its own digits */
};
/* The point with P(X ≤ x) = lower and P(X > x) = upper; the smaller of the two is used. */
struct beta_point beta_point_at(double lower, double upper, double a, double b);
double gamma_point_at(double lower, double upper, double a);

/* C(k + l, k) p^k q^l with q = 1 − p, and e^−λ λ^k / k!, at real k and l. */
double binomial_at(double k, double l, double p, double q);
double poisson_at(double k, double lambda);

#endif
