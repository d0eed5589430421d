/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/correlate.h"

#include <math.h>

#include "stats/dist.h"
#include "stats/pick.h"

static bool is_constant(const double *x, size_t n) {
    for (size_t i = 1; i < n; i++) {
        if (x[i] != x[0]) {
            return false;
        }
    }
    return true;
}

static double mean_of(const double *x, const double *weight, size_t n) {
    struct sum s = {0}, w = {0};
    for (size_t i = 0; i < n; i++) {
        sum_add(&s, (weight ? weight[i] : 1) * (x[i] - x[0]));
        sum_add(&w, weight ? weight[i] : 1);
    }
    return x[0] + sum_value(&s) / sum_value(&w);
}

double pearson_r(const double *x, const double *y, const double *weight, size_t n) {
    if (n < 2 || is_constant(x, n) || is_constant(y, n)) {
        return NAN;
    }
    double mx = mean_of(x, weight, n), my = mean_of(y, weight, n);
    struct sum xx = {0}, yy = {0}, xy = {0};
    for (size_t i = 0; i < n; i++) {
        double w = weight ? weight[i] : 1, dx = x[i] - mx, dy = y[i] - my;
        sum_add(&xx, w * dx * dx);
        sum_add(&yy, w * dy * dy);
        sum_add(&xy, w * dx * dy);
    }
    double r = sum_value(&xy) / sqrt(sum_value(&xx)) / sqrt(sum_value(&yy));
    return fmax(-1, fmin(1, r));
}

static double tail(double z, double df, enum alternative alternative) {
    if (alternative == ALTERNATIVE_TWO_SIDED) {
        return fmin(1, 2 * (isinf(df) ? dist_normal_upper(fabs(z)) : dist_t_upper(fabs(z), df)));
    }
    double s = alternative == ALTERNATIVE_LESS ? -z : z;
    return isinf(df) ? dist_normal_upper(s) : dist_t_upper(s, df);
}

/* tanh(atanh r ± z·se), open on the side the alternative points away from. */
static void fisher_interval(struct estimate *e, double se, const struct stat_options *o) {
    bool is_two_sided = o->alternative == ALTERNATIVE_TWO_SIDED;
    double half = dist_normal_quantile(is_two_sided ? (1 + o->level) / 2 : o->level) * se, z = atanh(e->value);
    e->low = o->alternative == ALTERNATIVE_LESS ? -1 : tanh(z - half);
    e->high = o->alternative == ALTERNATIVE_GREATER ? 1 : tanh(z + half);
    e->has_interval = true;
}

static struct correlation started(double r, size_t n) {
    struct correlation c = {.e = {.value = r, .se = -1, .df = -1, .n = n}, .statistic = NAN, .df = NAN, .p = NAN};
    c.status = n < 2 ? STAT_TOO_FEW : isnan(r) ? STAT_CONSTANT : STAT_OK;
    c.e.status = c.status;
    return c;
}

static void t_test(struct correlation *c, size_t n, enum alternative alternative) {
    double r = c->e.value;
    c->df = (double)n - 2;
    c->statistic = sqrt(c->df) * r / sqrt((1 - r) * (1 + r));
    bool is_perfect = fabs(r) == 1;
    bool is_wrong_side = (alternative == ALTERNATIVE_LESS && r > 0) || (alternative == ALTERNATIVE_GREATER && r < 0);
    c->p = is_perfect ? is_wrong_side : tail(c->statistic, c->df, alternative);
}

struct correlation pearson(const double *x, const double *y, const double *weight, size_t n,
                           const struct stat_options *o) {
    struct correlation c = started(pearson_r(x, y, weight, n), n);
    if (c.status == STAT_OK && n >= 3 && !weight) {
        t_test(&c, n, o->alternative);
    }
    if (c.status == STAT_OK && n > 3 && !weight) {
        fisher_interval(&c.e, 1 / sqrt((double)n - 3), o);
    }
    return c;
}

struct correlation spearman(const double *x, const double *y, size_t n, const struct stat_options *o,
                            struct arena *scratch) {
    double *rx = ARENA_ARRAY(scratch, n + 1, double), *ry = ARENA_ARRAY(scratch, n + 1, double);
    double ties = ranks_of(x, n, rx, scratch) + ranks_of(y, n, ry, scratch), m = (double)n;
    struct correlation c = started(pearson_r(rx, ry, NULL, n), n);
    if (c.status != STAT_OK) {
        return c;
    }
    double r = c.e.value, q = (m * m * m - m) * (1 - r) / 6;
    c.is_exact = ties == 0 && n <= 1290;
    if (c.is_exact) {
        bool is_upper =
            o->alternative == ALTERNATIVE_TWO_SIDED ? q > (m * m * m - m) / 6 : o->alternative == ALTERNATIVE_LESS;
        double p = is_upper ? spearman_upper(q, n) : spearman_lower(q, n);
        c.p = o->alternative == ALTERNATIVE_TWO_SIDED ? fmin(1, 2 * p) : p;
    } else if (n >= 3) {
        t_test(&c, n, o->alternative);
    }
    c.statistic = q;
    if (n > 3) {
        fisher_interval(&c.e, sqrt((1 + r * r / 2) / (m - 3)), o);
    }
    return c;
}

/* ---- Kendall ----------------------------------------------------------------------------------------------- */
struct ties {
    double pairs, triples, weighted; /* Σ t(t − 1), Σ t(t − 1)(t − 2), Σ t(t − 1)(2t + 5) over tie groups */
};

/* Each cell carries the size of its tie group, t, and stands for n of the t members. */
static struct ties ties_of(const struct ordinal *x, bool is_row) {
    struct ties s = {0};
    for (size_t k = 0; k < x->n_cells; k++) {
        double t = is_row ? x->cell[k].row : x->cell[k].col, n = x->cell[k].n;
        s.pairs += n * (t - 1);
        s.triples += n * (t - 1) * (t - 2);
        s.weighted += n * (t - 1) * (2 * t + 5);
    }
    return s;
}

static double kendall_exact_p(double q, size_t n, enum alternative alternative, struct arena *scratch) {
    double lower = kendall_lower(q, n, scratch), upper = 1 - kendall_lower(q - 1, n, scratch), m = (double)n;
    if (alternative == ALTERNATIVE_TWO_SIDED) {
        return fmin(1, 2 * (q > m * (m - 1) / 4 ? upper : lower));
    }
    return alternative == ALTERNATIVE_LESS ? lower : upper;
}

struct correlation kendall_test(const struct ordinal *x, const struct stat_options *o, struct arena *scratch) {
    double n = x->n, s = (x->p - x->q) / 2;
    struct correlation c = started((x->p - x->q) / (sqrt(x->wr) * sqrt(x->wc)), (size_t)n);
    if (c.status != STAT_OK) {
        return c;
    }
    struct ties r = ties_of(x, true), k = ties_of(x, false);
    if (n < 50 && r.pairs == 0 && k.pairs == 0) {
        c.is_exact = true;
        c.statistic = x->p / 2;
        c.p = kendall_exact_p(c.statistic, (size_t)n, o->alternative, scratch);
        return c;
    }
    double v = (n * (n - 1) * (2 * n + 5) - r.weighted - k.weighted) / 18 + r.pairs * k.pairs / (2 * n * (n - 1));
    v += n > 2 ? r.triples * k.triples / (9 * n * (n - 1) * (n - 2)) : 0;
    c.statistic = s / sqrt(v);
    c.p = tail(c.statistic, INFINITY, o->alternative);
    return c;
}
