/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/covariance.h"

#include <math.h>

static size_t count_weighted(const double *weight, size_t n, double *total) {
    struct sum sum = {0};
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        double w = weight ? weight[i] : 1;
        count += w > 0;
        sum_add(&sum, w);
    }
    *total = sum_value(&sum);
    return count;
}

/* Mean of the deviations from 'shift', twice: the second time around the first mean, whose rounding it removes. */
static double mean_beyond(const double *x, const double *weight, size_t n, size_t k, double total, double shift) {
    double mean = 0;
    for (int pass = 0; pass < 2; pass++) {
        struct sum sum = {0};
        for (size_t i = 0; i < n; i++) {
            sum_add(&sum, (weight ? weight[i] : 1) * (x[i * k] - shift - mean));
        }
        mean += sum_value(&sum) / total;
    }
    return mean;
}

static bool is_constant(const double *x, const double *weight, size_t n, size_t k) {
    const double *first = NULL;
    for (size_t i = 0; i < n; i++) {
        if (weight && weight[i] <= 0) {
            continue;
        }
        if (first && x[i * k] != *first) {
            return false;
        }
        first = first ? first : &x[i * k];
    }
    return true;
}

static void add_row(struct covariance *c, const double *x, const double *shift, double w, double *off) {
    for (int i = 0; i < c->k; i++) {
        off[i] = x[i] - shift[i] - c->mean[i]; /* the mean is still that beyond the shift */
        double scaled = w * off[i];
        for (int j = 0; j <= i; j++) {
            c->m[i * c->k + j] += scaled * off[j];
        }
    }
}

static void finish(struct covariance *c, double scale) {
    for (int i = 0; i < c->k; i++) {
        for (int j = 0; j <= i; j++) {
            c->m[i * c->k + j] *= scale;
            c->m[j * c->k + i] = c->m[i * c->k + j];
        }
    }
}

struct covariance covariance_of(const double *x, const double *weight, size_t n, int k, struct arena *a) {
    size_t width = (size_t)k;
    double total;
    struct covariance c = {.k = k,
                           .constant = -1,
                           .mean = ARENA_ARRAY(a, width + 1, double),
                           .m = ARENA_ARRAY(a, width * width + 1, double)};
    c.n = count_weighted(weight, n, &total);
    c.status = n > 0 && total <= 0 ? STAT_NO_WEIGHT : c.n < 2 ? STAT_TOO_FEW : STAT_OK;
    if (c.status != STAT_OK) {
        return c;
    }
    for (int j = k - 1; j >= 0; j--) {
        c.mean[j] =
            mean_beyond(x + j, weight, n, width, total, x[j]); /* the first row's value: large offsets cost no digits */
        c.constant = is_constant(x + j, weight, n, width) ? j : c.constant;
    }
    double *off = ARENA_ARRAY(a, width + 1, double);
    for (size_t i = 0; i < n; i++) {
        add_row(&c, x + i * width, x, weight ? weight[i] : 1, off);
    }
    for (int j = 0; j < k; j++) {
        c.mean[j] += x[j];
    }
    double size = (double)c.n;
    finish(&c, size / (size - 1) / total);
    c.status = c.constant >= 0 ? STAT_CONSTANT : STAT_OK;
    return c;
}

double *correlation_of(const double *m, int k, struct arena *a) {
    double *r = ARENA_ARRAY(a, (size_t)k * (size_t)k + 1, double);
    for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
            r[i * k + j] = i == j ? 1 : m[i * k + j] / sqrt(m[i * k + i]) / sqrt(m[j * k + j]);
        }
    }
    return r;
}
