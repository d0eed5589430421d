/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Distributions behind domain checks, on GSL; quantiles are polished by Newton steps to full double precision, since
   GSL's inverses stop at about 1e-8 in places. Out of the domain: NAN (which stat_add turns into a status), never GSL's
   error handler. Tails: _lower is P(X ≤ x), _upper is P(X > x), each computed directly so that small ones keep their
   digits. */
#ifndef PG_STATS_DIST_H
#define PG_STATS_DIST_H

#include "base/mem.h"

double dist_normal_lower(double x);
double dist_normal_upper(double x);
double dist_normal_quantile(double p);
double dist_t_lower(double x, double df); /* df may be infinite */
double dist_t_upper(double x, double df);
double dist_t_two_sided(double x, double df); /* P(|T| ≥ |x|) */
double dist_t_quantile(double p, double df);
double dist_chisq_lower(double x, double df);
double dist_chisq_upper(double x, double df);
double dist_chisq_quantile(double p, double df);
double dist_f_lower(double x, double df1, double df2);
double dist_f_upper(double x, double df1, double df2);
double dist_f_quantile(double p, double df1, double df2);
double dist_beta_lower(double x, double a, double b);
double dist_beta_upper(double x, double a, double b);
double dist_beta_quantile(double p, double a, double b);
double dist_noncentral_t_lower(double x, double df, double ncp); /* as R's pt(q, df, ncp) */
double dist_noncentral_chisq_lower(double x, double df, double ncp);
double dist_noncentral_f_lower(double x, double df1, double df2, double ncp);
double dist_binomial_lower(long k, long n, double p);
double dist_binomial_pmf(long k, long n, double p);
/* k successes in n draws without replacement from K successes among N. */
double dist_hypergeometric_pmf(long k, long N, long K, long n);
double dist_hypergeometric_lower(long k, long N, long K, long n); /* P(X ≤ k) */
double dist_hypergeometric_upper(long k, long N, long K, long n); /* P(X ≥ k): both tails include k */
double dist_tukey_upper(double q, double means,
                        double df); /* studentized range, as R's ptukey(…, lower.tail = FALSE) */
double dist_tukey_quantile(double p, double means, double df);
/* log of the binomial coefficient; −inf out of range. */
double dist_log_choose(double n, double k);

#endif
