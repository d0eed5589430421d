/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The studentized range. Both integrals are trapezoid sums: for integrands that are analytic and die away at both
   ends these converge exponentially, so that a fixed fine step gives nearly full precision.

   1. Range W of k normal values: P(W > w) = k ∫ φ(z) {Φ(z)^(k−1) − [Φ(z) − Φ(z − w)]^(k−1)} dz, a sum of positive
   terms.
   2. Over the scale s with df·s² ~ chi-square(df): P(Q > q) = ∫ P(W > q s) f(s) ds, on the scale of log s. */
#include <math.h>

#include "stats/dist.h"

static double range_upper(double w, double means) {
    const double step = 0.125;
    if (w <= 0) {
        return 1;
    }
    double sum = 0, end = fmax(9, w / 2 + 9);
    for (double z = fmax(-9, w / 2 - 40); z <= end; z += step) {
        double all = dist_normal_lower(z), below = dist_normal_lower(z - w);
        double miss = below >= all ? 1 : -expm1((means - 1) * log1p(-below / all));
        sum += exp(-z * z / 2) * pow(all, means - 1) * miss;
    }
    return fmin(means * sum * step / sqrt(2 * M_PI), 1);
}

/* log of the density of log s: s^df exp(−df s² / 2) up to the constant, 0 at its mode s = 1. */
static double log_scale_density(double t, double df) { return df * (t - expm1(2 * t) / 2); }

double dist_tukey_upper(double q, double means, double df) {
    if (isnan(q) || !(means >= 2) || !(df >= 1) || isinf(means)) {
        return NAN;
    }
    if (q <= 0 || isinf(q)) {
        return q <= 0;
    }
    if (isinf(df)) {
        return range_upper(q, means);
    }
    double step = fmin(0.125, 0.3 / sqrt(2 * df)), sum = 0, total = 0;
    for (int side = -1; side <= 1; side += 2) {
        for (double t = side < 0 ? 0 : step;; t += side * step) {
            double density = exp(log_scale_density(t, df));
            if (density < 1e-30) {
                break;
            }
            total += density;
            sum += density * range_upper(q * exp(t), means);
        }
    }
    return fmin(sum / total, 1);
}

double dist_tukey_quantile(double p, double means, double df) {
    if (!(p >= 0 && p <= 1) || !(means >= 2) || !(df >= 1)) {
        return NAN;
    }
    if (p == 0 || p == 1) {
        return p == 0 ? 0 : INFINITY;
    }
    double low = 0, high = 4, target = 1 - p, f_low = p, f_high;
    while ((f_high = dist_tukey_upper(high, means, df) - target) > 0) {
        low = high;
        f_low = f_high;
        high *= 2;
    }
    for (int i = 0, side = 0; i < 100 && high - low > 1e-13 * high; i++) { /* Illinois: secant that keeps its bracket */
        double q = (low * f_high - high * f_low) / (f_high - f_low), f = dist_tukey_upper(q, means, df) - target;
        if (f == 0) {
            return q;
        }
        if (f > 0) {
            low = q, f_low = f, f_high *= side > 0 ? 0.5 : 1, side = 1;
        } else {
            high = q, f_high = f, f_low *= side < 0 ? 0.5 : 1, side = -1;
        }
        if (fabs(f) < 1e-16) {
            return q;
        }
    }
    return (low + high) / 2;
}
