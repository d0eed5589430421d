/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/nominal.h"

#include <math.h>

#include "stats/dist.h"

static int top_of(const double *x, int n) {
    int top = 0;
    for (int k = 1; k < n; k++) {
        top = x[k] > x[top] ? k : top;
    }
    return top;
}

static const double *row_of(const struct table2 *t, int i) { return t->count + (size_t)i * (size_t)t->c; }

static int top_row(const struct table2 *t, int j) {
    int top = 0;
    for (int i = 1; i < t->r; i++) {
        top = table2_at(t, i, j) > table2_at(t, top, j) ? i : top;
    }
    return top;
}

static struct estimate lambda_from(double value, double variance, double level) {
    if (!isfinite(value)) {
        return (struct estimate){.status = STAT_UNDEFINED, .se = -1, .df = -1};
    }
    struct estimate e = {.value = value, .has_interval = true, .df = -1, .se = sqrt(fmax(0, variance))};
    double half = dist_normal_quantile((1 + level) / 2) * e.se;
    e.low = fmax(0, value - half);
    e.high = fmin(1, value + half);
    return e;
}

struct estimate lambda_given_rows(const struct table2 *t, double level) {
    int l = top_of(t->col, t->c);
    double best = t->col[l], hits = 0,
           same = 0; /* hits: Σ largest of a row; same: of the rows whose largest is in column l */
    for (int i = 0; i < t->r; i++) {
        int top = top_of(row_of(t, i), t->c);
        hits += table2_at(t, i, top);
        same += top == l ? table2_at(t, i, top) : 0;
    }
    double errors = t->n - best;
    return lambda_from((hits - best) / errors, (t->n - hits) / (errors * errors * errors) * (hits + best - 2 * same),
                       level);
}

struct estimate lambda_given_columns(const struct table2 *t, double level, struct arena *a) {
    struct table2 u = table2_transposed(t, a);
    return lambda_given_rows(&u, level);
}

struct estimate lambda_symmetric(const struct table2 *t, double level) {
    int l = top_of(t->col, t->c), k = top_of(t->row, t->r);
    double hits = 0, same = 0, both = 0;
    for (int i = 0; i < t->r; i++) {
        int top = top_of(row_of(t, i), t->c);
        double x = table2_at(t, i, top);
        hits += x;
        same += top == l ? x : 0;
        both += top_row(t, top) == i ? x : 0;
    }
    for (int j = 0; j < t->c; j++) {
        int top = top_row(t, j);
        hits += table2_at(t, top, j);
        same += top == k ? table2_at(t, top, j) : 0;
    }
    double best = t->col[l] + t->row[k], w = 2 * t->n - best, v = 2 * t->n - hits;
    double x = same + table2_at(t, k, top_of(row_of(t, k), t->c)) + table2_at(t, top_row(t, l), l);
    double y = 8 * t->n - w - v - 2 * x;
    double variance =
        (w * v * y - 2 * w * w * (t->n - both) - 2 * v * v * (t->n - table2_at(t, k, l))) / (w * w * w * w);
    return lambda_from((hits - best) / w, variance, level);
}
