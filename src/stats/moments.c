/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/moments.h"

#include <math.h>

#include "stats/dist.h"
#include "stats/estimate.h"

static double weight_at(const double *weight, size_t i) { return weight ? weight[i] : 1; }

/* First pass: sums, range, counts. */
static void add_up(struct moments *m, const double *x, const double *weight) {
    struct sum sum = {0}, total = {0};
    m->least = INFINITY;
    m->most = -INFINITY;
    for (size_t i = 0; i < m->n; i++) {
        double w = weight_at(weight, i);
        if (w > 0) {
            m->n_weighted++;
            m->least = fmin(m->least, x[i]);
            m->most = fmax(m->most, x[i]);
            sum_add(&sum, w * x[i]);
            sum_add(&total, w);
        }
    }
    m->sum = sum_value(&sum);
    m->weight_sum = sum_value(&total);
}

/* Second pass: what the mean's rounding left over. */
static double rest_of_mean(const struct moments *m, const double *x, const double *weight) {
    struct sum rest = {0};
    for (size_t i = 0; i < m->n; i++) {
        sum_add(&rest, weight_at(weight, i) * (x[i] - m->mean));
    }
    return sum_value(&rest) / m->weight_sum;
}

static void add_powers(struct moments *m, const double *x, const double *weight, double rest) {
    struct sum square = {0}, s2 = {0}, s3 = {0}, s4 = {0};
    for (size_t i = 0; i < m->n; i++) {
        double w = weight_at(weight, i), d = x[i] - m->mean - rest, d2 = d * d;
        sum_add(&s2, w * d2);
        sum_add(&s3, w * d2 * d);
        sum_add(&s4, w * d2 * d2);
        sum_add(&square, w * d * w * d);
    }
    m->m2 = sum_value(&s2) / m->weight_sum;
    m->m3 = sum_value(&s3) / m->weight_sum;
    m->m4 = sum_value(&s4) / m->weight_sum;
    m->square = sum_value(&square);
}

struct moments moments_of(const double *x, const double *weight, size_t n) {
    struct moments m = {.n = n};
    add_up(&m, x, weight);
    if (n == 0 || !(m.weight_sum > 0)) {
        m.status = n == 0 ? STAT_TOO_FEW : STAT_NO_WEIGHT;
        m.least = m.most = 0;
        return m;
    }
    m.mean = m.least < m.most ? m.sum / m.weight_sum : m.least;
    double rest = m.least < m.most ? rest_of_mean(&m, x, weight) : 0;
    add_powers(&m, x, weight, rest);
    m.mean += rest;
    return m;
}

struct estimate moments_variance(const struct moments *m) {
    if (m->status != STAT_OK) {
        return estimate_status(m->status, m->n);
    }
    double n = (double)m->n_weighted;
    return n < 2 ? estimate_status(STAT_TOO_FEW, m->n) : estimate_value(n / (n - 1) * m->m2, m->n);
}

struct estimate moments_sd(const struct moments *m) {
    struct estimate e = moments_variance(m);
    e.value = sqrt(e.value);
    return e;
}

/* Share of the population that was not seen; NAN where more were seen than there are. */
static double unseen(double n, double population) {
    return population > 0 ? (n <= population ? 1 - n / population : NAN) : 1;
}

struct estimate moments_mean(const struct moments *m, double level, double population) {
    if (m->status != STAT_OK) {
        return estimate_status(m->status, m->n);
    }
    double n = (double)m->n_weighted, left = unseen(n, population);
    struct estimate e = estimate_value(m->mean, m->n);
    if ((n < 2 && left > 0) || isnan(left)) {
        return e;
    }
    e.se = left > 0 ? sqrt(left * n / (n - 1) * m->square) / m->weight_sum : 0;
    e.df = n > 1 ? n - 1 : -1;
    double half = e.se > 0 ? e.se * dist_t_quantile((1 + level) / 2, n - 1) : 0;
    e.low = e.value - half;
    e.high = e.value + half;
    e.has_interval = true;
    return e;
}

/* Too few values, or a spread that is none: what both shapes refuse. */
static enum stat_status shape_status(const struct moments *m, size_t least_n) {
    if (m->status != STAT_OK) {
        return m->status;
    }
    if (m->n_weighted < least_n) {
        return STAT_TOO_FEW;
    }
    return m->m2 > 0 ? STAT_OK : STAT_CONSTANT;
}

struct estimate moments_skewness(const struct moments *m, int type) {
    enum stat_status status = shape_status(m, type == 2 ? 3 : 2);
    if (status != STAT_OK) {
        return estimate_status(status, m->n);
    }
    double n = (double)m->n_weighted, g = m->m3 / (m->m2 * sqrt(m->m2));
    double factor = type == 2 ? sqrt(n * (n - 1)) / (n - 2) : type == 3 ? pow(1 - 1 / n, 1.5) : 1;
    return estimate_value(g * factor, m->n);
}

struct estimate moments_kurtosis(const struct moments *m, int type) {
    enum stat_status status = shape_status(m, type == 2 ? 4 : 2);
    if (status != STAT_OK) {
        return estimate_status(status, m->n);
    }
    double n = (double)m->n_weighted, r = m->m4 / (m->m2 * m->m2);
    if (type == 2) {
        return estimate_value(((n + 1) * (r - 3) + 6) * (n - 1) / ((n - 2) * (n - 3)), m->n);
    }
    return estimate_value(type == 3 ? r * (1 - 1 / n) * (1 - 1 / n) - 3 : r - 3, m->n);
}
