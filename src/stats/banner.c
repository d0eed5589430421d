/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/banner.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stats/comparison.h"
#include "stats/contrast.h"
#include "stats/dist.h"

/* ---- cells ----------------------------------------------------------------------------------------------------- */
struct banner_cell banner_cell_of(const double *x, const double *weight, size_t n) {
    struct sum w = {0}, ww = {0}, wx = {0}, rest = {0}, m2 = {0};
    for (size_t i = 0; i < n; i++) {
        double v = weight ? weight[i] : 1;
        sum_add(&w, v);
        sum_add(&ww, v * v);
        sum_add(&wx, v * x[i]);
    }
    double all = sum_value(&w), mean = all > 0 ? sum_value(&wx) / all : 0;
    for (size_t i = 0; i < n; i++) {
        double v = weight ? weight[i] : 1;
        sum_add(&rest, v * (x[i] - mean));
        sum_add(&m2, v * (x[i] - mean) * (x[i] - mean));
    }
    double r = all > 0 ? sum_value(&rest) / all : 0;
    return (struct banner_cell){n, all, sum_value(&ww), mean + r, fmax(0, sum_value(&m2) - all * r * r)};
}

struct banner_cell banner_cell_rest(const struct banner_cell *total, const struct banner_cell *part) {
    struct banner_cell r = {.n = total->n - part->n, .w = total->w - part->w, .ww = total->ww - part->ww};
    if (r.n == 0 || r.w <= 16 * DBL_EPSILON * total->w) {
        return (struct banner_cell){0};
    }
    r.mean = total->mean + (total->mean - part->mean) * (part->w / r.w);
    double off = part->mean - r.mean;
    r.m2 = fmax(0, total->m2 - part->m2 - part->w * r.w / total->w * off * off);
    return r;
}

double banner_base(const struct banner_cell *c) { return c->ww > 0 ? c->w * c->w / c->ww : 0; }

double banner_variance(const struct banner_cell *c) {
    double base = banner_base(c);
    return base > 1 ? c->m2 / c->w * base / (base - 1) : NAN;
}

static struct banner_test failed(enum stat_status status) {
    return (struct banner_test){.status = status, .low = NAN, .high = NAN, .df = -1, .p = NAN, .adjusted = NAN};
}

static enum stat_status cells_status(const struct banner_cell *a, const struct banner_cell *b, double least) {
    if (a->n == 0 || b->n == 0) {
        return STAT_EMPTY;
    }
    if (!(a->w > 0) || !(b->w > 0)) {
        return STAT_NO_WEIGHT;
    }
    return banner_base(a) < least || banner_base(b) < least ? STAT_TOO_FEW : STAT_OK;
}

/* ---- shares ---------------------------------------------------------------------------------------------------- */
static void conclude_z(struct banner_test *t, double variance, double noise) {
    if (!(variance > noise)) {
        t->status = STAT_CONSTANT;
        t->p = t->adjusted = NAN;
        return;
    }
    t->statistic = t->difference / sqrt(variance);
    t->p = t->adjusted = comparison_p(t->statistic, INFINITY, ALTERNATIVE_TWO_SIDED);
}

struct banner_test banner_shares(const struct banner_cell *a, const struct banner_cell *b, double level) {
    struct banner_test t = failed(cells_status(a, b, 1));
    if (t.status != STAT_OK) {
        return t;
    }
    double n = banner_base(a), m = banner_base(b), pooled = (n * a->mean + m * b->mean) / (n + m);
    struct estimate e = proportion_difference((struct share_sample){a->mean * n, n, 0},
                                              (struct share_sample){b->mean * m, m, 0}, level);
    t.difference = a->mean - b->mean;
    t.low = e.has_interval ? e.low : NAN;
    t.high = e.has_interval ? e.high : NAN;
    conclude_z(&t, pooled * (1 - pooled) * (1 / n + 1 / m), 1e-15 * (1 / n + 1 / m));
    return t;
}

/* Covariance factor of the two means: nab/(na nb) without weights. */
static double common_factor(const struct banner_cell *a, const struct banner_cell *b, const struct banner_overlap *o) {
    return o->ww / (a->w * b->w);
}

struct banner_test banner_shares_overlap(const struct banner_cell *a, const struct banner_cell *b,
                                         const struct banner_overlap *o, double level) {
    struct banner_test t = failed(cells_status(a, b, 1));
    if (t.status != STAT_OK) {
        return t;
    }
    double n = banner_base(a), m = banner_base(b), pooled = (n * a->mean + m * b->mean) / (n + m),
           factor = common_factor(a, b, o);
    double va = a->mean * (1 - a->mean), vb = b->mean * (1 - b->mean),
           wald = va / n + vb / m - 2 * factor * sqrt(va * vb);
    t.difference = a->mean - b->mean;
    conclude_z(&t, pooled * (1 - pooled) * (1 / n + 1 / m - 2 * factor), 1e-14 * (1 / n + 1 / m));
    if (t.status == STAT_OK) {
        double half = dist_normal_quantile((1 + level) / 2) * sqrt(fmax(0, wald));
        t.low = t.difference - half;
        t.high = t.difference + half;
    }
    return t;
}

/* ---- means ----------------------------------------------------------------------------------------------------- */
static void conclude_t(struct banner_test *t, double variance, double df, double scale, double level) {
    double se = sqrt(fmax(0, variance));
    if (!(se > 10 * DBL_EPSILON * scale) || !(df > 0)) {
        t->status = se > 0 ? STAT_TOO_FEW : STAT_CONSTANT;
        return;
    }
    t->df = df;
    t->statistic = t->difference / se;
    t->p = t->adjusted = comparison_p(t->statistic, df, ALTERNATIVE_TWO_SIDED);
    double half = se * dist_t_quantile((1 + level) / 2, df);
    t->low = t->difference - half;
    t->high = t->difference + half;
}

/* Satterthwaite's degrees of freedom of va/n + vb/m. */
static double welch_df(double va, double n, double vb, double m) {
    double a = va / n, b = vb / m;
    return a + b > 0 ? (a + b) * (a + b) / (a * a / (n - 1) + b * b / (m - 1)) : 0;
}

struct banner_test banner_means_overlap(const struct banner_cell *a, const struct banner_cell *b,
                                        const struct banner_overlap *o, bool is_pooled, double level) {
    double n = banner_base(a), m = banner_base(b), va = banner_variance(a), vb = banner_variance(b);
    struct banner_test t = failed(cells_status(a, b, 1 + 1e-9));
    if (t.status != STAT_OK) {
        return t;
    }
    double factor = common_factor(a, b, o), common = fmin(factor * n * m, fmin(n, m)), alone = n + m - 2 * common;
    double variance, df;
    if (is_pooled) {
        double pooled = ((n - 1) * va + (m - 1) * vb) / (n + m - 2);
        variance = pooled * (1 / n + 1 / m - 2 * factor);
        df = common - 1 + (alone + common - 1) / (n + m) * alone;
    } else {
        variance = va / n + vb / m - 2 * factor * sqrt(va * vb);
        df = common - 1 + (welch_df(va, n, vb, m) - common + 1) / (n + m) * alone;
    }
    t.difference = a->mean - b->mean;
    if (common > 0 && variance <= 1e-14 * (va / n + vb / m)) { /* the same respondents: nothing varies */
        t.status = STAT_CONSTANT;
        return t;
    }
    conclude_t(&t, variance, df, fmax(fabs(a->mean), fabs(b->mean)), level);
    return t;
}

struct banner_test banner_means(const struct banner_cell *a, const struct banner_cell *b, bool is_pooled,
                                double level) {
    struct banner_overlap none = {0, 0};
    return banner_means_overlap(a, b, &none, is_pooled, level);
}

/* ---- linearised ------------------------------------------------------------------------------------------------ */
static double weighted_mean_in(const struct banner_sample *s, const uint8_t *in, double *w) {
    struct sum weights = {0}, total = {0};
    for (size_t i = 0; i < s->n; i++) {
        double v = in[i] ? (s->weight ? s->weight[i] : 1) : 0;
        sum_add(&weights, v);
        sum_add(&total, v * s->x[i]);
    }
    *w = sum_value(&weights);
    return *w > 0 ? sum_value(&total) / *w : 0;
}

struct banner_test banner_linear(const struct banner_sample *s, double level) {
    double wa, wb, a = weighted_mean_in(s, s->in_a, &wa), b = weighted_mean_in(s, s->in_b, &wb), n = (double)s->n;
    struct banner_test t = failed(s->n < 2 ? STAT_TOO_FEW : wa > 0 && wb > 0 ? STAT_OK : STAT_EMPTY);
    if (t.status != STAT_OK) {
        return t;
    }
    struct sum squares = {0};
    for (size_t i = 0; i < s->n; i++) {
        double v = s->weight ? s->weight[i] : 1;
        double u = v * ((s->in_a[i] ? (s->x[i] - a) / wa : 0) - (s->in_b[i] ? (s->x[i] - b) / wb : 0));
        sum_add(&squares, u * u);
    }
    t.difference = a - b;
    conclude_t(&t, n / (n - 1) * sum_value(&squares), n - 1, fmax(fabs(a), fabs(b)), level);
    return t;
}

/* ---- all pairs ------------------------------------------------------------------------------------------------- */
static const char *const corrections[N_BANNER_CORRECTIONS] = {"none", "bonferroni", "holm", "bh"};

const char *banner_correction_name(enum banner_correction c) { return corrections[c]; }

bool banner_correction_find(const char *name, enum banner_correction *c) {
    *c = BANNER_BONFERRONI;
    for (int i = 0; name && i < N_BANNER_CORRECTIONS; i++) {
        if (strcmp(corrections[i], name) == 0) {
            *c = (enum banner_correction)i;
            return true;
        }
    }
    return !name;
}

void banner_pairs(const struct banner_cell *cell, int k, enum banner_kind kind, double level,
                  struct banner_test *test) {
    for (int i = 0; i < k; i++) {
        for (int j = i + 1; j < k; j++) {
            test[banner_pair(i, j, k)] = kind == BANNER_SHARES
                                             ? banner_shares(&cell[i], &cell[j], level)
                                             : banner_means(&cell[i], &cell[j], kind == BANNER_MEANS_POOLED, level);
        }
    }
}

static int by_p(const void *p, const void *q) {
    const struct banner_test *const *a = p, *const *b = q;
    return ((*a)->p > (*b)->p) - ((*a)->p < (*b)->p);
}

void banner_adjust(struct banner_test *test, int n, enum banner_correction c, struct arena *scratch) {
    struct banner_test **sorted = ARENA_ARRAY(scratch, (size_t)n + 1, struct banner_test *);
    int m = 0;
    for (int i = 0; i < n; i++) {
        test[i].adjusted = test[i].p;
        if (test[i].status == STAT_OK) {
            sorted[m++] = &test[i];
        }
    }
    qsort(sorted, (size_t)m, sizeof *sorted, by_p);
    double least = 1, most = 0;
    for (int i = 0; i < m && c != BANNER_NONE; i++) {
        most = fmax(most, fmin(1, sorted[i]->p * (c == BANNER_BONFERRONI ? m : m - i)));
        sorted[i]->adjusted = c == BANNER_BONFERRONI ? fmin(1, sorted[i]->p * m) : most;
    }
    for (int i = m - 1; i >= 0 && c == BANNER_BH; i--) {
        least = fmin(least, sorted[i]->p * m / (i + 1));
        sorted[i]->adjusted = least;
    }
}

const char *banner_letter(char text[BANNER_LETTER_MAX], int i) {
    char reversed[BANNER_LETTER_MAX];
    int n = 0, at = 0;
    for (int v = i + 1; v > 0 && n < BANNER_LETTER_MAX - 1; v = (v - 1) / 26) {
        reversed[n++] = (char)('A' + (v - 1) % 26);
    }
    while (n > 0) {
        text[at++] = reversed[--n];
    }
    text[at] = '\0';
    return text;
}

const char *banner_letters(const struct banner_test *test, int k, int column, double alpha, struct arena *a) {
    char *text = ARENA_ARRAY(a, (size_t)k * BANNER_LETTER_MAX + 1, char), letter[BANNER_LETTER_MAX];
    size_t at = 0;
    for (int other = 0; other < k; other++) {
        if (other == column) {
            continue;
        }
        const struct banner_test *t =
            &test[other < column ? banner_pair(other, column, k) : banner_pair(column, other, k)];
        bool is_above = column < other ? t->difference > 0 : t->difference < 0;
        if (t->status == STAT_OK && is_above && t->adjusted < alpha) {
            at +=
                (size_t)snprintf(text + at, BANNER_LETTER_MAX + 1, "%s%s", at ? " " : "", banner_letter(letter, other));
        }
    }
    return text;
}
