/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/replicate.h"

#include <math.h>
#include <string.h>

#include "base/thread.h"
#include "stats/design_quantile.h"
#include "stats/dist.h"

static struct sampled without_variance(const struct taylor *t, double value) {
    struct sampled e = {
        .e = {.value = value, .se = -1, .df = -1, .n = t->domain.n}, .variance = -1, .srs = -1, .srs_replace = -1};
    e.e.status = t->domain.n == 0 ? STAT_EMPTY : t->domain.weight == 0 ? STAT_NO_WEIGHT : STAT_OK;
    return e;
}

/* Sets variance, standard error and interval from the replicates' values. */
static void set_variance(const struct replicates *r, const struct taylor *t, const double *theta, size_t stride,
                         struct sampled *e) {
    int n_bad, df = t->domain.df < r->df_max ? t->domain.df : r->df_max;
    df = r->o.given ? r->df_max : df;
    e->variance_status = r->status != STAT_OK                    ? r->status
                         : t->s->is_census && !r->is_without_fpc ? STAT_OK
                                                                 : STAT_TOO_FEW;
    if (r->status == STAT_OK && r->n > 0 && df > 0) {
        double v = replicate_variance(r, theta, stride, e->e.value, &n_bad);
        e->variance_status = n_bad == r->n ? STAT_UNDEFINED : STAT_OK;
        e->variance = n_bad == r->n ? -1 : v;
    } else if (e->variance_status == STAT_OK) {
        e->variance = 0;
    }
    e->e.se = e->variance >= 0 ? sqrt(e->variance) : -1;
    sampled_interval(e, df, t->level);
}

/* ---- means, totals, ratios --------------------------------------------------------------------------------- */
static bool same_mask(const uint8_t *a, const uint8_t *b, size_t n) {
    return a == b || (a && b && memcmp(a, b, n) == 0);
}

/* Columns of sums and, after them, of the weights they are divided by; columns with the same mask share those. */
struct quotients {
    struct total_column *column;
    int *below; /* of each of the p sums: the column of its weights */
    int n_columns;
};

static void add_below(struct quotients *q, int j, int p, size_t n) {
    const uint8_t *in = q->column[j].in;
    for (int k = p; k < q->n_columns; k++) {
        if (same_mask(in, q->column[k].in, n)) {
            q->below[j] = k;
            return;
        }
    }
    q->below[j] = q->n_columns;
    q->column[q->n_columns++] = (struct total_column){.in = in};
}

static double first_value(const double *x, const uint8_t *in, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (!in || in[i]) {
            return x[i];
        }
    }
    return 0;
}

static double mean_at_full_weight(const struct taylor *t, const double *x, double shift) {
    struct sum sum = {0};
    for (size_t i = 0; i < t->s->n; i++) {
        if (!t->domain.in || t->domain.in[i]) {
            sum_add(&sum, t->s->weight[i] * (x[i] - shift));
        }
    }
    return sum_value(&sum) / t->domain.weight;
}

/* Turns totals into means, relative to the shifts, in place: total[k · stride + j]. */
static void divide(const struct replicates *r, const struct quotients *q, int p, double *total) {
    for (int k = 0; k < r->n; k++) {
        double *row = total + (size_t)k * (size_t)q->n_columns;
        for (int j = 0; j < p; j++) {
            row[j] /= row[q->below[j]];
        }
    }
}

/* One mean of many; the domain is that of t. */
static struct sampled finish_mean(const struct replicates *r, const struct taylor *t, const struct total_column *c,
                                  const double *theta, size_t stride) {
    struct sampled e = without_variance(t, 0);
    if (e.e.status == STAT_OK) {
        e.e.value = mean_at_full_weight(t, c->y, c->shift);
        set_variance(r, t, theta, stride, &e);
        e.e.value += c->shift;
        e.e.low += c->shift;
        e.e.high += c->shift;
    }
    return e;
}

void replicate_means(const struct replicates *r, const double *const *x, const uint8_t *const *in, int p, double level,
                     struct sampled *out) {
    struct arena a = {0};
    struct quotients q = {ARENA_ARRAY(&a, 2 * (size_t)p + 1, struct total_column), ARENA_ARRAY(&a, (size_t)p + 1, int),
                          p};
    for (int j = 0; j < p; j++) {
        q.column[j] = (struct total_column){x[j], in ? in[j] : NULL, first_value(x[j], in ? in[j] : NULL, r->s->n)};
    }
    for (int j = 0; j < p; j++) {
        add_below(&q, j, p, r->s->n);
    }
    double *total = mem_alloc((size_t)r->n * (size_t)q.n_columns + 1, sizeof *total);
    if (r->status == STAT_OK) {
        replicate_totals(r, q.column, q.n_columns, total);
        divide(r, &q, p, total);
    }
    struct taylor t;
    taylor_init(&t, r->s, level);
    for (int j = 0; j < p; j++) {
        if (j == 0 || q.column[j].in != t.domain.in) {
            taylor_domain(&t, q.column[j].in);
        }
        out[j] = finish_mean(r, &t, &q.column[j], total + j, (size_t)q.n_columns);
    }
    taylor_clear(&t);
    mem_free(total);
    arena_clear(&a);
}

/* Replicates of the quotient (below: NULL = a plain total) of totals. */
static void set_from_totals(const struct replicates *r, const struct taylor *t, const struct total_column column[2],
                            struct sampled *e) {
    int p = column[1].y || column[1].in || column[0].shift != 0 ? 2 : 1;
    double *total = mem_alloc((size_t)r->n * 2 + 1, sizeof *total);
    if (r->status == STAT_OK) {
        replicate_totals(r, column, p, total);
    }
    for (int k = 0; r->status == STAT_OK && p == 2 && k < r->n; k++) {
        total[2 * k] /= total[2 * k + 1];
    }
    set_variance(r, t, total, (size_t)p, e);
    mem_free(total);
}

struct sampled replicate_mean(const struct replicates *r, struct taylor *t, const double *x) {
    struct sampled e;
    const uint8_t *in = t->domain.in;
    replicate_means(r, &x, &in, 1, t->level, &e);
    return e;
}

static double total_at_full_weight(const struct taylor *t, const double *x) {
    struct sum sum = {0};
    for (size_t i = 0; i < t->s->n; i++) {
        if (!t->domain.in || t->domain.in[i]) {
            sum_add(&sum, t->s->weight[i] * x[i]);
        }
    }
    return sum_value(&sum);
}

struct sampled replicate_total(const struct replicates *r, struct taylor *t, const double *x) {
    struct sampled e = without_variance(t, 0);
    if (e.e.status == STAT_OK) {
        e.e.value = total_at_full_weight(t, x);
        set_from_totals(r, t, (const struct total_column[2]){{.y = x, .in = t->domain.in}}, &e);
    }
    return e;
}

struct sampled replicate_ratio(const struct replicates *r, struct taylor *t, const double *x, const double *y) {
    struct sampled e = without_variance(t, 0);
    double below = e.e.status == STAT_OK ? total_at_full_weight(t, y) : 1;
    if (below == 0) {
        e.e.status = e.variance_status = STAT_UNDEFINED;
    }
    if (e.e.status == STAT_OK) {
        e.e.value = total_at_full_weight(t, x) / below;
        set_from_totals(r, t,
                        (const struct total_column[2]){{.y = x, .in = t->domain.in}, {.y = y, .in = t->domain.in}}, &e);
    }
    return e;
}

/* ---- quantiles --------------------------------------------------------------------------------------------- */
struct quantile_crew {
    const struct replicates *r;
    const struct sorted_sample *sorted;
    double p, *theta;
    double *multiplier, *weight; /* of each worker: units, and values */
};

static void run_quantile(void *context, size_t task, int worker) {
    const struct quantile_crew *c = context;
    const struct replicates *r = c->r;
    const struct sorted_sample *q = c->sorted;
    double *m = c->multiplier + (size_t)worker * replicate_units(r), *w = c->weight + (size_t)worker * q->n;
    replicate_multipliers(r, (int)task, m, 1);
    for (size_t k = 0; k < q->n; k++) {
        size_t i = q->row[k];
        w[k] = r->o.given ? m[i] : r->s->weight[i] * m[sampling_unit(r->s, i)];
    }
    c->theta[task] = quantile_by_rule(q->x, w, q->n, c->p, QUANTILE_MATH);
}

struct sampled replicate_quantile(const struct replicates *r, struct taylor *t, const double *x, double p) {
    struct sampled e = without_variance(t, 0);
    if (e.e.status != STAT_OK) {
        return e;
    }
    struct arena a = {0};
    struct sorted_sample q = sorted_sample(t, x, &a);
    e.e.value = quantile_by_rule(q.x, q.weight, q.n, p, QUANTILE_MATH);
    int n_workers = r->o.n_threads > 1 ? r->o.n_threads : 1;
    n_workers = n_workers > THREAD_WORKERS_MAX ? THREAD_WORKERS_MAX : n_workers;
    struct quantile_crew c = {r, &q, p, ARENA_ARRAY(&a, (size_t)r->n + 1, double), NULL, NULL};
    c.multiplier = ARENA_ARRAY(&a, (size_t)n_workers * replicate_units(r) + 1, double);
    c.weight = ARENA_ARRAY(&a, (size_t)n_workers * q.n + 1, double);
    if (r->status == STAT_OK) {
        thread_run(n_workers, (size_t)r->n, run_quantile, &c);
    }
    set_variance(r, t, c.theta, 1, &e);
    arena_clear(&a);
    return e;
}
