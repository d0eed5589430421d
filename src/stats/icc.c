/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The six intraclass correlations of Shrout and Fleiss (1979), intervals of McGraw and Wong (1996). */
#include <math.h>

#include "stats/dist.h"
#include "stats/estimate.h"
#include "stats/raters.h"

struct squares {
    double subjects, raters, error;
};

struct cells {
    const double *x;
    size_t m;     /* columns */
    double shift; /* the first value, taken from all: large offsets cost no digits */
};

static double cell(const struct cells *c, size_t i, size_t j) { return c->x[i * c->m + j] - c->shift; }

/* Mean of the rows from … to − 1 and the columns first … last − 1, minus 'around'. */
static double mean_of(const struct cells *c, const size_t rows[2], const size_t columns[2], double around) {
    struct sum s = {0};
    for (size_t i = rows[0]; i < rows[1]; i++) {
        for (size_t j = columns[0]; j < columns[1]; j++) {
            sum_add(&s, cell(c, i, j) - around);
        }
    }
    return sum_value(&s) / ((double)(rows[1] - rows[0]) * (double)(columns[1] - columns[0]));
}

static double row_mean(const struct cells *c, size_t i, double around) {
    return mean_of(c, (size_t[]){i, i + 1}, (size_t[]){0, c->m}, around);
}

static double column_mean(const struct cells *c, size_t n, size_t j, double around) {
    return mean_of(c, (size_t[]){0, n}, (size_t[]){j, j + 1}, around);
}

/* Sums of squares around the grand mean, from deviations. */
static struct squares squares_of(const struct cells *c, size_t n) {
    struct sum subjects = {0}, raters = {0}, error = {0};
    double grand = mean_of(c, (size_t[]){0, n}, (size_t[]){0, c->m}, 0);
    for (size_t i = 0; i < n; i++) {
        double row = row_mean(c, i, grand);
        sum_add(&subjects, (double)c->m * row * row);
    }
    for (size_t j = 0; j < c->m; j++) {
        double column = column_mean(c, n, j, grand);
        sum_add(&raters, (double)n * column * column);
        for (size_t i = 0; i < n; i++) {
            double off = cell(c, i, j) - grand - column - row_mean(c, i, grand);
            sum_add(&error, off * off);
        }
    }
    return (struct squares){sum_value(&subjects), sum_value(&raters), sum_value(&error)};
}

/* Interval of a single rating and of the average by the F ratio of subjects to error. */
static void put_f(struct icc *r, int at, double f, double df2, size_t n, int m, double tail) {
    double low = f / dist_f_quantile(1 - tail, r->df1, df2), high = f * dist_f_quantile(1 - tail, df2, r->df1);
    r->single[at] = estimate_interval((f - 1) / (f + m - 1), (low - 1) / (low + m - 1), (high - 1) / (high + m - 1), n);
    r->average[at] = estimate_interval(1 - 1 / f, 1 - 1 / low, 1 - 1 / high, n);
}

/* Two-way random: absolute agreement, Satterthwaite's degrees of freedom. */
static void put_random(struct icc *r, size_t n, int m, double tail) {
    double size = (double)n, s = r->ms_subjects, j = r->ms_raters, e = r->ms_error, k = m;
    double below = s + (j - e) / size;
    bool is_nothing = fabs(below) <= 1e-12 * (s + (j + e) / size); /* what is left is rounding */
    double single = (s - e) / (s + (k - 1) * e + k * (j - e) / size), average = is_nothing ? NAN : (s - e) / below;
    double fj = j / e, a = k * single * fj, b = size * (1 + (k - 1) * single) - k * single;
    double v = (k - 1) * (size - 1) * (a + b) * (a + b) / ((size - 1) * a * a + b * b);
    double f_low = dist_f_quantile(1 - tail, size - 1, v), f_high = dist_f_quantile(1 - tail, v, size - 1);
    double shared = k * j + (k * size - k - size) * e;
    double low = size * (s - f_low * e) / (f_low * shared + size * s),
           high = size * (f_high * s - e) / (shared + size * f_high * s);
    r->single[1] = estimate_interval(single, low, high, n);
    r->average[1] = estimate_interval(average, low * k / (1 + low * (k - 1)), high * k / (1 + high * (k - 1)), n);
}

/* Without error every two-way F is infinite: agreement is perfect but for the raters' own means. */
static void put_without_error(struct icc *r, size_t n, int m) {
    double size = (double)n, s = r->ms_subjects, j = r->ms_raters;
    r->single[1] = estimate_value(s / (s + m * j / size), n);
    r->average[1] = estimate_value(s / (s + j / size), n);
    r->single[2] = r->average[2] = estimate_value(1, n);
}

struct icc icc_of(const double *x, size_t n, int m, double level) {
    struct icc r = {.status = n < 2 || m < 2 ? STAT_TOO_FEW : STAT_OK};
    if (r.status != STAT_OK) {
        return r;
    }
    struct cells c = {x, (size_t)m, x[0]};
    struct squares s = squares_of(&c, n);
    double size = (double)n, tail = (1 - level) / 2, largest = 0;
    for (size_t i = 0; i < n * (size_t)m; i++) {
        largest = fmax(largest, fabs(x[i] - x[0]));
    }
    double noise = 64 * largest * largest * size * m * 0x1p-104; /* squares of rounding */
    r.df1 = size - 1;
    r.df2[0] = size * (m - 1);
    r.df2[1] = (size - 1) * (m - 1);
    r.ms_subjects = s.subjects / r.df1;
    r.ms_raters = s.raters / (m - 1);
    r.ms_error = s.error > noise ? s.error / r.df2[1] : 0;
    r.ms_within = (s.raters + s.error > noise ? s.raters + s.error : 0) / r.df2[0];
    r.f[0] = r.ms_subjects / r.ms_within;
    r.f[1] = r.ms_subjects / r.ms_error;
    if (s.subjects + s.raters + s.error <= noise) {
        r.status = STAT_CONSTANT;
        return r;
    }
    for (int i = 0; i < 2; i++) {
        r.p[i] = isfinite(r.f[i]) ? dist_f_upper(r.f[i], r.df1, r.df2[i]) : 0;
    }
    put_without_error(&r, n, m);
    r.single[0] = r.average[0] = estimate_value(1, n);
    if (r.ms_within > 0) {
        put_f(&r, 0, r.f[0], r.df2[0], n, m, tail);
    }
    if (r.ms_error > 0) {
        put_random(&r, n, m, tail);
        put_f(&r, 2, r.f[1], r.df2[1], n, m, tail);
    }
    return r;
}
