/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Noncentral t, chi-square and F as Poisson mixtures of central ones, summed from the mode of the Poisson weights
   outwards until the terms vanish beside the sum (Benton and Krishnamoorthy 2003). */
#include <math.h>

#include "stats/dist.h"
#include "stats/incomplete.h"

struct mixture {
    double lambda; /* mean of the Poisson weights */
    double shift;  /* weights are λ^(j + shift) e^−λ / Γ(j + shift + 1) */
    double x, y;   /* argument of the beta (y = 1 − x); of the gamma x, with y < 0 */
    double a, b;
};

static double mixture_term(const struct mixture *m, double j) {
    double weight = poisson_at(j + m->shift, m->lambda);
    return weight * (m->y < 0 ? gamma_tails(m->x, m->a + j) : beta_tails(m->x, m->y, m->a + j, m->b)).lower;
}

static double mixture_lower(const struct mixture *m) {
    double middle = floor(m->lambda), sum = 0;
    for (double j = middle; j >= 0; j--) {
        double term = mixture_term(m, j);
        sum += term;
        if (term <= sum * 1e-18) {
            break;
        }
    }
    for (double j = middle + 1;; j++) {
        double term = mixture_term(m, j);
        sum += term;
        if (term <= sum * 1e-18) {
            break;
        }
    }
    return fmin(sum, 1);
}

/* t ≥ 0: Φ(−δ) + ½ Σ (p_j I(j + ½, ν/2) + q_j I(j + 1, ν/2)); q_j has the sign of δ. */
static double t_lower_positive(double t, double df, double ncp) {
    double base = dist_normal_upper(ncp);
    if (t == 0) {
        return base;
    }
    double square = t * t;
    struct mixture m = {
        .lambda = ncp * ncp / 2, .x = square / (df + square), .y = df / (df + square), .a = 0.5, .b = df / 2};
    double even = mixture_lower(&m);
    m.shift = 0.5;
    m.a = 1;
    double odd = mixture_lower(&m);
    return fmin(fmax(base + (even + (ncp < 0 ? -odd : odd)) / 2, 0), 1);
}

double dist_noncentral_t_lower(double x, double df, double ncp) {
    if (isnan(x) || !(df > 0) || !isfinite(ncp)) {
        return NAN;
    }
    if (ncp == 0) {
        return dist_t_lower(x, df);
    }
    if (isinf(x) || isinf(df)) {
        return isinf(x) ? x > 0 : dist_normal_lower(x - ncp);
    }
    return x >= 0 ? t_lower_positive(x, df, ncp) : 1 - t_lower_positive(-x, df, -ncp);
}

double dist_noncentral_chisq_lower(double x, double df, double ncp) {
    if (isnan(x) || !(df > 0) || isinf(df) || !(ncp >= 0) || isinf(ncp)) {
        return NAN;
    }
    if (ncp == 0 || x <= 0 || isinf(x)) {
        return dist_chisq_lower(x, df);
    }
    struct mixture m = {.lambda = ncp / 2, .x = x / 2, .y = -1, .a = df / 2};
    return mixture_lower(&m);
}

double dist_noncentral_f_lower(double x, double df1, double df2, double ncp) {
    if (isnan(x) || !(df1 > 0) || isinf(df1) || !(df2 > 0) || !(ncp >= 0) || isinf(ncp)) {
        return NAN;
    }
    if (ncp == 0 || x <= 0 || isinf(x)) {
        return dist_f_lower(x, df1, df2);
    }
    if (isinf(df2)) {
        return dist_noncentral_chisq_lower(x * df1, df1, ncp);
    }
    double all = df1 * x + df2;
    struct mixture m = {.lambda = ncp / 2, .x = df1 * x / all, .y = df2 / all, .a = df1 / 2, .b = df2 / 2};
    return mixture_lower(&m);
}
