/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chance-corrected agreement on categories: two raters (Cohen) and many (Fleiss). */
#include <math.h>
#include <stdlib.h>

#include "stats/raters.h"

/* ---- two raters -------------------------------------------------------------------------------------------- */
static double agreement(enum kappa_weights weights, int i, int j, int k) {
    double apart = k > 1 ? abs(i - j) / (k - 1.0) : 0;
    return weights == KAPPA_LINEAR ? 1 - apart : weights == KAPPA_QUADRATIC ? 1 - apart * apart : i == j;
}

struct margins {
    double *row, *col;           /* shares */
    double *row_mean, *col_mean; /* mean weight of a category against the other rater's margin */
    double n;
};

static struct margins margins_of(const double *count, int k, enum kappa_weights weights, double *scratch) {
    struct margins m = {scratch, scratch + k, scratch + 2 * k, scratch + 3 * k, 0};
    for (int i = 0; i < 4 * k; i++) {
        scratch[i] = 0;
    }
    for (int i = 0; i < k * k; i++) {
        m.n += count[i];
    }
    for (int i = 0; i < k * k; i++) {
        m.row[i / k] += count[i] / m.n;
        m.col[i % k] += count[i] / m.n;
    }
    for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
            m.row_mean[i] += agreement(weights, i, j, k) * m.col[j];
            m.col_mean[j] += agreement(weights, i, j, k) * m.row[i];
        }
    }
    return m;
}

struct kappa kappa_two(const double *count, int k, enum kappa_weights weights, double *scratch) {
    struct kappa r = {.status = STAT_TOO_FEW};
    struct margins m = margins_of(count, k, weights, scratch);
    if (!(m.n > 0)) {
        return r;
    }
    double apart = 0, apart_expected = 0, spread = 0;
    for (int i = 0; i < k * k; i++) {
        double w = agreement(weights, i / k, i % k, k);
        apart += (1 - w) * count[i] / m.n;
        apart_expected += (1 - w) * m.row[i / k] * m.col[i % k];
    }
    r.observed = 1 - apart;
    r.expected = 1 - apart_expected;
    r.status = apart_expected > 0 ? STAT_OK : STAT_CONSTANT;
    r.kappa = 1 - apart / apart_expected;
    for (int i = 0; i < k * k; i++) {
        double w = agreement(weights, i / k, i % k, k),
               off = w - (m.row_mean[i / k] + m.col_mean[i % k]) * (1 - r.kappa);
        spread += count[i] / m.n * off * off;
    }
    double centre = r.kappa - r.expected * (1 - r.kappa);
    r.se = sqrt(fmax(0, spread - centre * centre) / m.n) / apart_expected;
    return r;
}

/* ---- many raters ------------------------------------------------------------------------------------------- */
static void count_row(const int *code, int m, int k, double *count) {
    for (int q = 0; q < k; q++) {
        count[q] = 0;
    }
    for (int j = 0; j < m; j++) {
        count[code[j]]++;
    }
}

/* Share of pairs of raters of a subject that agree. */
static double pairs_alike(const double *count, int k, int m) {
    double alike = 0;
    for (int q = 0; q < k; q++) {
        alike += count[q] * (count[q] - 1);
    }
    return alike / ((double)m * (m - 1));
}

/* Each subject's part in kappa; their spread is its variance. */
static double subjects_se(const struct fleiss *f, const int *code, const double *share, double *count, size_t n, int m,
                          int k) {
    struct sum square = {0};
    for (size_t i = 0; i < n; i++) {
        double by_chance = 0;
        count_row(code + i * (size_t)m, m, k, count);
        for (int q = 0; q < k; q++) {
            by_chance += count[q] / m * share[q];
        }
        double part = (pairs_alike(count, k, m) - f->expected) / (1 - f->expected) -
                      2 * (1 - f->kappa) * (by_chance - f->expected) / (1 - f->expected);
        sum_add(&square, (part - f->kappa) * (part - f->kappa));
    }
    double size = (double)n;
    return n > 1 ? sqrt(sum_value(&square) / (size * (size - 1))) : -1;
}

static double null_se(const double *share, size_t n, int m, int k) {
    double even = 0, skew = 0;
    for (int q = 0; q < k; q++) {
        double rest = 1 - share[q];
        even += share[q] * rest;
        skew += share[q] * rest * (rest - share[q]);
    }
    return sqrt(2 * fmax(0, even * even - skew) / ((double)n * m * (m - 1))) / even;
}

struct fleiss fleiss_kappa(const int *code, size_t n, int m, int k, struct arena *a) {
    size_t width = (size_t)k;
    struct fleiss f = {.status = n < 1 || m < 2 ? STAT_TOO_FEW : STAT_OK,
                       .category = ARENA_ARRAY(a, width + 1, double),
                       .has_category = ARENA_ARRAY(a, width + 1, bool)};
    double *share = ARENA_ARRAY(a, width + 1, double), *split = ARENA_ARRAY(a, width + 1, double),
           *count = ARENA_ARRAY(a, width + 1, double);
    struct sum alike = {0};
    double even = 0, ratings = (double)n * m;
    if (f.status != STAT_OK) {
        return f;
    }
    for (size_t i = 0; i < n; i++) {
        count_row(code + i * (size_t)m, m, k, count);
        sum_add(&alike, pairs_alike(count, k, m));
        for (int q = 0; q < k; q++) {
            share[q] += count[q] / ratings;
            split[q] += count[q] * (m - count[q]);
        }
    }
    for (int q = 0; q < k; q++) {
        even += share[q] * (1 - share[q]);
        f.has_category[q] = share[q] > 0 && share[q] < 1 - 1e-12;
        f.category[q] = f.has_category[q] ? 1 - split[q] / (ratings * (m - 1) * share[q] * (1 - share[q])) : 0;
    }
    f.observed = sum_value(&alike) / (double)n;
    f.expected = 1 - even;
    f.status = even > 1e-12 ? STAT_OK : STAT_CONSTANT;
    f.kappa = (f.observed - f.expected) / even;
    f.se = subjects_se(&f, code, share, count, n, m, k);
    f.se_null = null_se(share, n, m, k);
    return f;
}
