/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intervals for one proportion.

   x of n have the property, n drawn from 'population' (0 = infinite). Where all were asked (n = N) every interval
   has width 0.
   - Hypergeometric: exact, tails of the hypergeometric distribution inverted as Clopper and Pearson (1934) did for
     the binomial (Buonaccorsi 1987): the least K with P(X ≥ x) > α/2 and the greatest with P(X ≤ x) > α/2, over N.
   - Wilson (1927), Wald and Agresti-Coull (1998): n is replaced by n* = n (N − 1)/(N − n) when N is known.
   - Clopper-Pearson and Jeffreys (Brown, Cai and DasGupta 2001: 0 at x = 0, 1 at x = n) know no N.
   - From a design: logit of a mean with its linearised SE and t(df), and beta with an effective n (Korn and Graubard
     1998). */
#ifndef PG_STATS_PROPORTIONS_H
#define PG_STATS_PROPORTIONS_H

#include "stats/stat.h"

enum proportion_method {
    PROPORTION_HYPERGEOMETRIC,
    PROPORTION_WILSON,
    PROPORTION_CLOPPER_PEARSON,
    PROPORTION_AGRESTI_COULL,
    PROPORTION_JEFFREYS,
    PROPORTION_WALD,
    PROPORTION_LOGIT,
    PROPORTION_BETA,
    N_PROPORTION_METHODS
};
const char *proportion_method_text(enum proportion_method m); /* in words, for a report */
bool proportion_method_find(const char *name, enum proportion_method *m);
/* Hypergeometric where the population is known, else Wilson. */
enum proportion_method proportion_default(double population);

struct interval {
    double low, high;
};
struct interval hypergeometric_counts(long x, long n, long population, double level); /* K, not K / N */
struct interval wilson_interval(double x, double n, double population, double level);

/* Any method but logit and beta. UNDEFINED when x > n or n > population. */
struct estimate proportion_of(double x, double n, double population, enum proportion_method m, double level);
/* From a design: p with standard error se and df degrees of freedom; n observations. At p = 0 and 1 there is no
   interval: the variance is 0 there whatever is not known. */
struct estimate proportion_logit(double p, double se, double df, double level, size_t n);
struct estimate proportion_beta(double p, double se, double df, double level, size_t n);

#endif
