/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/planning.h"

#include <math.h>

#include "stats/dist.h"

/* ---- margins ----------------------------------------------------------------------------------------------- */
double margin_proportion(double n, double p, double population, double level) {
    double z = dist_normal_quantile((1 + level) / 2);
    double left = population > 0 ? (population > 1 ? (population - n) / (population - 1) : 0) : 1;
    return n > 0 && p >= 0 && p <= 1 && left >= 0 ? z * sqrt(p * (1 - p) / n * left) : NAN;
}

double margin_mean(double n, double sd, double population, double level) {
    double z = dist_normal_quantile((1 + level) / 2), left = population > 0 ? 1 - n / population : 1;
    return n > 0 && sd >= 0 && left >= 0 ? z * sd * sqrt(left / n) : NAN;
}

double size_proportion(double margin, double p, double population, double level) {
    double z = dist_normal_quantile((1 + level) / 2);
    if (!(margin > 0) || !(p >= 0 && p <= 1)) {
        return NAN;
    }
    double n = z * z * p * (1 - p) / (margin * margin);
    return population > 0 ? n * population / (population - 1 + n) : n;
}

double size_mean(double margin, double sd, double population, double level) {
    double z = dist_normal_quantile((1 + level) / 2);
    if (!(margin > 0) || !(sd >= 0)) {
        return NAN;
    }
    double n = z * sd / margin;
    n *= n;
    return population > 0 ? n / (1 + n / population) : n;
}

/* ---- two proportions --------------------------------------------------------------------------------------- */
/* Standard deviation of the difference under equality (times z of the test) and as it is, both times √n. */
struct spread {
    double null, real, gap;
};

static struct spread spread_of(const struct two_proportions *t) {
    double z = -dist_normal_quantile(t->is_one_sided ? t->alpha : t->alpha / 2), both = t->p1 + t->p2;
    double null = z * sqrt(both * (1 - both / 2)), real = sqrt(t->p1 * (1 - t->p1) + t->p2 * (1 - t->p2));
    return (struct spread){null, real, fabs(t->p1 - t->p2)};
}

double power_proportions(const struct two_proportions *t, double n) {
    struct spread s = spread_of(t);
    return s.real > 0 && n > 0 ? dist_normal_lower((sqrt(n) * s.gap - s.null) / s.real) : NAN;
}

double power_proportions_n(const struct two_proportions *t, double power) {
    struct spread s = spread_of(t);
    double root = (dist_normal_quantile(power) * s.real + s.null) / s.gap;
    return s.gap > 0 && root > 0 ? root * root : NAN;
}

/* ---- means ------------------------------------------------------------------------------------------------- */
double power_means(const struct mean_plan *t, double n) {
    double samples = t->is_two_sample ? 2 : 1, df = fmax(n - 1, 1e-7) * samples;
    double delta = t->is_one_sided ? t->delta : fabs(t->delta);
    double cut = -dist_t_quantile(t->is_one_sided ? t->alpha : t->alpha / 2, df);
    return n > 1 && t->sd > 0 ? 1 - dist_noncentral_t_lower(cut, df, sqrt(n / samples) * delta / t->sd) : NAN;
}

double power_means_n(const struct mean_plan *t, double power) {
    double low = 2, high = 4;
    while (high < 1e9 && power_means(t, high) < power) {
        low = high;
        high *= 2;
    }
    if (!(power_means(t, high) >= power) || !(power_means(t, 2) <= power)) {
        return NAN;
    }
    for (int i = 0; i < 200 && high - low > 1e-13 * high; i++) {
        double middle = (low + high) / 2;
        *(power_means(t, middle) < power ? &low : &high) = middle;
    }
    return (low + high) / 2;
}
