/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Krippendorff's alpha: 1 − observed/expected disagreement over all pairs of ratings of the same unit.

   1. Units with fewer than two ratings are left out.
   2. Observed: Σ over units of Σ pairs δ²/(m_u − 1).
   3. Expected: Σ pairs of all pairable ratings δ²/(n − 1).
   4. Leaving out each unit in turn gives the jackknife standard error; unless the metric is ordinal (it depends on the
      counts) only the unit's own share of the expected sum is taken away, so that this stays linear in the units. */
#include <math.h>
#include <string.h>

#include "stats/raters.h"

struct pairing {
    const int *code;
    size_t n;
    int m, k;
    const double *value;
    enum kripp_metric metric;
    double *count; /* of each code among pairable ratings */
    double *below; /* ratings of lower codes */
    double total;
};

static int ratings_of(const struct pairing *p, size_t unit) {
    int n = 0;
    for (int j = 0; j < p->m; j++) {
        n += p->code[unit * (size_t)p->m + (size_t)j] >= 0;
    }
    return n;
}

static void add_unit(struct pairing *p, size_t unit, double sign) {
    if (ratings_of(p, unit) < 2) {
        return;
    }
    for (int j = 0; j < p->m; j++) {
        int c = p->code[unit * (size_t)p->m + (size_t)j];
        if (c >= 0) {
            p->count[c] += sign;
            p->total += sign;
        }
    }
}

static void fill_below(struct pairing *p) {
    double sum = 0;
    for (int c = 0; c < p->k; c++) {
        p->below[c] = sum;
        sum += p->count[c];
    }
}

/* δ² of two codes. */
static double apart(const struct pairing *p, int c, int d) {
    double x = p->value[c], y = p->value[d];
    switch (p->metric) {
    case KRIPP_NOMINAL:
        return c != d;
    case KRIPP_ORDINAL:
        x = p->below[c] + p->count[c] / 2, y = p->below[d] + p->count[d] / 2;
        return (x - y) * (x - y);
    case KRIPP_INTERVAL:
        return (x - y) * (x - y);
    default:
        return c == d ? 0 : (x - y) / (x + y) * ((x - y) / (x + y));
    }
}

static double observed_in(const struct pairing *p, size_t unit) {
    const int *code = p->code + unit * (size_t)p->m;
    int ratings = ratings_of(p, unit);
    double sum = 0;
    for (int i = 0; i < p->m && ratings > 1; i++) {
        for (int j = 0; j < i; j++) {
            sum += code[i] >= 0 && code[j] >= 0 ? apart(p, code[i], code[j]) : 0;
        }
    }
    return ratings > 1 ? 2 * sum / (ratings - 1) : 0;
}

/* Σ over codes d of count × δ² from c. */
static double from_all(const struct pairing *p, int c) {
    double sum = 0;
    for (int d = 0; d < p->k; d++) {
        sum += p->count[d] * apart(p, c, d);
    }
    return sum;
}

static double expected_sum(const struct pairing *p, double *from) {
    struct sum all = {0};
    for (int c = 0; c < p->k; c++) {
        from[c] = from_all(p, c);
        sum_add(&all, p->count[c] * from[c]);
    }
    return sum_value(&all);
}

static double observed_sum(const struct pairing *p, size_t without) {
    struct sum all = {0};
    for (size_t u = 0; u < p->n; u++) {
        sum_add(&all, u == without ? 0 : observed_in(p, u));
    }
    return sum_value(&all);
}

/* Expected sum once a unit is gone: minus twice its ratings against all, plus its ratings against each other. */
static double expected_without(const struct pairing *p, size_t unit, double expected, const double *from) {
    const int *code = p->code + unit * (size_t)p->m;
    for (int i = 0; i < p->m; i++) {
        for (int j = 0; j < p->m && code[i] >= 0; j++) {
            expected += code[j] >= 0 ? apart(p, code[i], code[j]) : 0;
        }
        expected -= code[i] >= 0 ? 2 * from[code[i]] : 0;
    }
    return expected;
}

/* alpha without a unit; NAN when nothing varies then. */
static double without_unit(struct pairing *p, size_t unit, double observed, double expected, double *from) {
    int ratings = ratings_of(p, unit);
    if (p->metric != KRIPP_ORDINAL) {
        double left = expected_without(p, unit, expected, from);
        return left > 1e-12 * expected ? 1 - (p->total - ratings - 1) * (observed - observed_in(p, unit)) / left : NAN;
    }
    add_unit(p, unit, -1);
    fill_below(p);
    double left = expected_sum(p, from), alpha = left > 0 ? 1 - (p->total - 1) * observed_sum(p, unit) / left : NAN;
    add_unit(p, unit, 1);
    fill_below(p);
    return alpha;
}

static double jackknife_se(struct pairing *p, size_t units, double observed, double expected, struct arena *a) {
    double *from = ARENA_ARRAY(a, (size_t)p->k + 1, double), *alpha = ARENA_ARRAY(a, units + 1, double),
           size = (double)units;
    struct sum sum = {0}, square = {0};
    size_t n = 0;
    expected_sum(p, from);
    for (size_t u = 0; u < p->n && units > 1; u++) {
        if (ratings_of(p, u) > 1) {
            alpha[n] = without_unit(p, u, observed, expected, from);
            sum_add(&sum, alpha[n++]);
        }
    }
    double mean = sum_value(&sum) / size;
    for (size_t u = 0; u < n; u++) {
        sum_add(&square, (alpha[u] - mean) * (alpha[u] - mean));
    }
    double variance = (size - 1) / size * sum_value(&square);
    return units > 1 && isfinite(variance) ? sqrt(variance) : -1;
}

struct krippendorff krippendorff_alpha(const int *code, size_t n, int m, const double *value, int k,
                                       enum kripp_metric metric, struct arena *a) {
    struct krippendorff r = {.status = STAT_TOO_FEW, .se = -1};
    double *from = ARENA_ARRAY(a, (size_t)k + 1, double);
    struct pairing p = {
        code, n, m, k, value, metric, ARENA_ARRAY(a, (size_t)k + 1, double), ARENA_ARRAY(a, (size_t)k + 1, double), 0};
    for (size_t u = 0; u < n; u++) {
        add_unit(&p, u, 1);
        r.units += ratings_of(&p, u) > 1;
    }
    r.ratings = (size_t)p.total;
    if (r.units == 0) {
        return r;
    }
    if (metric == KRIPP_RATIO && k > 0 && value[0] < 0) {
        r.status = STAT_UNDEFINED;
        return r;
    }
    fill_below(&p);
    double observed = observed_sum(&p, n), expected = expected_sum(&p, from);
    r.status = expected > 0 ? STAT_OK : STAT_CONSTANT;
    if (r.status == STAT_OK) {
        r.alpha = 1 - (p.total - 1) * observed / expected;
        r.se = jackknife_se(&p, r.units, observed, expected, a);
    }
    return r;
}
