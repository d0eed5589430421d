/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The place where a continuous function of one variable crosses zero. */
#ifndef PG_STATS_ROOT_H
#define PG_STATS_ROOT_H

typedef double root_fn(double x, void *context);
/* Root of f in [low, high], whose ends must differ in sign, to the last bits of the result; NAN when they do not.
   Chandrupatla 1997, Advances in Engineering Software 28:145. */
double root_between(root_fn *f, void *context, double low, double high);
/* The same for a monotone f on the whole line: brackets are doubled out from [−1, 1] up to ±limit; NAN when
   there is no root. */
double root_anywhere(root_fn *f, void *context, double limit);

#endif
