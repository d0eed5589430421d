/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/dist.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "stats/incomplete.h"

static bool is_share(double p) { return p >= 0 && p <= 1; }
static bool is_positive(double v) { return v > 0 && !isinf(v); }

/* ---- normal ------------------------------------------------------------------------------------------------ */
double dist_normal_lower(double x) { return erfc(-x * M_SQRT1_2) / 2; }
double dist_normal_upper(double x) { return erfc(x * M_SQRT1_2) / 2; }

double dist_normal_quantile(double p) {
    if (!is_share(p)) {
        return NAN;
    }
    if (p == 0 || p == 1) {
        return p == 0 ? -INFINITY : INFINITY;
    }
    double tail = fmin(p, 1 - p), z = -gsl_cdf_ugaussian_Pinv(tail); /* the upper point of the smaller tail */
    double density = exp(-z * z / 2) / sqrt(2 * M_PI);
    if (density > 0) {
        z += (dist_normal_upper(z) - tail) / density;
    }
    return p < 0.5 ? -z : p > 0.5 ? z : 0;
}

/* ---- Student's t ------------------------------------------------------------------------------------------- */
double dist_t_two_sided(double x, double df) {
    if (isnan(x) || !(df > 0)) {
        return NAN;
    }
    if (isinf(df) || isinf(x)) {
        return isinf(x) ? 0 : 2 * dist_normal_upper(fabs(x));
    }
    double square = x * x;
    if (isinf(square)) {
        return 0;
    }
    return beta_tails(df / (df + square), square / (df + square), df / 2, 0.5).lower;
}

double dist_t_lower(double x, double df) {
    double tails = dist_t_two_sided(x, df);
    return x <= 0 ? tails / 2 : 1 - tails / 2;
}

double dist_t_upper(double x, double df) { return dist_t_lower(-x, df); }

double dist_t_quantile(double p, double df) {
    if (!is_share(p) || !(df > 0)) {
        return NAN;
    }
    if (isinf(df) || p == 0 || p == 1) {
        return dist_normal_quantile(p);
    }
    double tail = fmin(p, 1 - p);
    if (tail == 0.5) {
        return 0;
    }
    struct beta_point at = beta_point_at(2 * tail, 1 - 2 * tail, df / 2, 0.5);
    double t = sqrt(df) * sqrt(at.y / at.x);
    return p < 0.5 ? -t : t;
}

/* ---- chi-square -------------------------------------------------------------------------------------------- */
static struct tails chisq_tails(double x, double df) {
    return isnan(x) || !is_positive(df) ? (struct tails){NAN, NAN, NAN} : gamma_tails(x / 2, df / 2);
}
double dist_chisq_lower(double x, double df) { return chisq_tails(x, df).lower; }
double dist_chisq_upper(double x, double df) { return chisq_tails(x, df).upper; }

double dist_chisq_quantile(double p, double df) {
    return is_share(p) && is_positive(df) ? 2 * gamma_point_at(p, 1 - p, df / 2) : NAN;
}

/* ---- F ----------------------------------------------------------------------------------------------------- */
static struct tails f_tails(double x, double df1, double df2) {
    if (isnan(x) || !is_positive(df1) || !(df2 > 0)) {
        return (struct tails){NAN, NAN, NAN};
    }
    if (x <= 0 || isinf(x)) {
        return x <= 0 ? (struct tails){0, 1, 0} : (struct tails){1, 0, 0};
    }
    if (isinf(df2)) {
        return chisq_tails(x * df1, df1);
    }
    double all = df1 * x + df2;
    return isinf(all) ? (struct tails){1, 0, 0} : beta_tails(df1 * x / all, df2 / all, df1 / 2, df2 / 2);
}
double dist_f_lower(double x, double df1, double df2) { return f_tails(x, df1, df2).lower; }
double dist_f_upper(double x, double df1, double df2) { return f_tails(x, df1, df2).upper; }

double dist_f_quantile(double p, double df1, double df2) {
    if (!is_share(p) || !is_positive(df1) || !(df2 > 0)) {
        return NAN;
    }
    if (isinf(df2)) {
        return dist_chisq_quantile(p, df1) / df1;
    }
    struct beta_point at = beta_point_at(p, 1 - p, df1 / 2, df2 / 2);
    return df2 / df1 * at.x / at.y;
}

/* ---- beta -------------------------------------------------------------------------------------------------- */
static struct tails shape_tails(double x, double a, double b) {
    return isnan(x) || !is_positive(a) || !is_positive(b) ? (struct tails){NAN, NAN, NAN} : beta_tails(x, 1 - x, a, b);
}
double dist_beta_lower(double x, double a, double b) { return shape_tails(x, a, b).lower; }
double dist_beta_upper(double x, double a, double b) { return shape_tails(x, a, b).upper; }

double dist_beta_quantile(double p, double a, double b) {
    return is_share(p) && is_positive(a) && is_positive(b) ? beta_point_at(p, 1 - p, a, b).x : NAN;
}
