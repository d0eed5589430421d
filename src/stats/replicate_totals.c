/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine: totals of many columns in many replicates. Totals are linear, so columns are first summed to units;
   then the multipliers of a few replicates at a time, which fit in a cache, are multiplied with panels of four
   columns. */
#include "stats/replicate.h"

#include <math.h>
#include <string.h>

#include "base/thread.h"

#define PANEL 4             /* columns, or replicates, that are multiplied together */
#define PER_TASK 8          /* replicates */
#define BLOCK ((size_t)512) /* units */

/* Four doubles that the compiler may keep in vector registers. */
typedef double quad __attribute__((vector_size(PANEL * sizeof(double)), aligned(sizeof(double))));

struct engine {
    const struct replicates *r;
    size_t n_units;
    int p, n_panels;
    double *y;          /* panels of columns: n_panels × n_units × PANEL */
    double *multiplier; /* of each worker: PER_TASK × n_units */
    double *total;
};

static double *panel_at(const struct engine *e, int j) {
    return e->y + (size_t)(j / PANEL) * e->n_units * PANEL + (size_t)(j % PANEL);
}

static void sum_to_units(struct engine *e, const struct total_column *c, int j) {
    const struct replicates *r = e->r;
    double *to = panel_at(e, j);
    for (size_t i = 0; i < r->s->n; i++) {
        if (!c->in || c->in[i]) {
            size_t u = r->o.given ? i : sampling_unit(r->s, i);
            to[u * PANEL] += (r->o.given ? 1 : r->s->weight[i]) * (c->y ? c->y[i] - c->shift : 1);
        }
    }
}

/* ---- jackknife: a total without one unit ------------------------------------------------------------------- */
static void jackknife_column(const struct engine *e, int j) {
    const struct replicates *r = e->r;
    const struct sampling *s = r->s;
    const double *y = panel_at(e, j);
    struct sum all = {0};
    double *stratum = mem_alloc((size_t)s->n_strata, sizeof *stratum);
    memset(stratum, 0, (size_t)s->n_strata * sizeof *stratum);
    int H = 0;
    for (size_t u = 0; u < s->n_units; u++) {
        stratum[sampling_unit_stratum(s, u)] += y[u * PANEL];
        sum_add(&all, y[u * PANEL]);
    }
    for (int h = 0; h < s->n_strata; h++) {
        H += s->strata[h].n_units > 0;
    }
    for (int k = 0; k < r->n; k++) {
        int h = sampling_unit_stratum(s, r->left_out[k]);
        double n = (double)s->strata[h].n_units, own = y[r->left_out[k] * PANEL], T = sum_value(&all);
        e->total[(size_t)k * (size_t)e->p + (size_t)j] =
            n == 1 ? (T - own) * H / (H - 1) : T + (stratum[h] - n * own) / (n - 1);
    }
    mem_free(stratum);
}

/* ---- all others -------------------------------------------------------------------------------------------- */
/* sum[a][b] += Σ m[u][a] · y[u][b] over a block of units. */
static void multiply(const double *m, const double *y, size_t n, quad sum[PANEL]) {
    quad a = {0}, b = {0}, c = {0}, d = {0};
    for (size_t u = 0; u < n; u++) {
        const quad values = *(const quad *)(y + u * PANEL);
        a += m[u * PANEL] * values;
        b += m[u * PANEL + 1] * values;
        c += m[u * PANEL + 2] * values;
        d += m[u * PANEL + 3] * values;
    }
    sum[0] += a;
    sum[1] += b;
    sum[2] += c;
    sum[3] += d;
}

static void store(const struct engine *e, size_t first, int panel, const quad sum[PANEL]) {
    for (size_t a = 0; a < PANEL && first + a < (size_t)e->r->n; a++) {
        for (int b = 0; b < PANEL && panel * PANEL + b < e->p; b++) {
            e->total[(first + a) * (size_t)e->p + (size_t)(panel * PANEL + b)] = sum[a][b];
        }
    }
}

static void run_task(void *context, size_t task, int worker) {
    const struct engine *e = context;
    size_t first = task * PER_TASK, n = e->n_units;
    double *m = e->multiplier + (size_t)worker * PER_TASK * n;
    for (size_t k = 0; k < PER_TASK && first + k < (size_t)e->r->n; k++) {
        replicate_multipliers(e->r, (int)(first + k), m + k / PANEL * n * PANEL + k % PANEL, PANEL);
    }
    for (int panel = 0; panel < e->n_panels; panel++) {
        quad sum[PER_TASK] = {{0}};
        const double *y = e->y + (size_t)panel * n * PANEL;
        for (size_t u = 0; u < n; u += BLOCK) {
            size_t many = n - u < BLOCK ? n - u : BLOCK;
            for (size_t k = 0; k < PER_TASK; k += PANEL) {
                multiply(m + k * n + u * PANEL, y + u * PANEL, many, sum + k);
            }
        }
        for (size_t k = 0; k < PER_TASK; k += PANEL) {
            store(e, first + k, panel, sum + k);
        }
    }
}

static void run_tasks(struct engine *e) {
    int n_workers = e->r->o.n_threads > 1 ? e->r->o.n_threads : 1;
    n_workers = n_workers > THREAD_WORKERS_MAX ? THREAD_WORKERS_MAX : n_workers;
    size_t n = (size_t)n_workers * PER_TASK * e->n_units;
    e->multiplier = mem_alloc(n, sizeof *e->multiplier);
    memset(e->multiplier, 0, n * sizeof *e->multiplier);
    thread_run(n_workers, ((size_t)e->r->n + PER_TASK - 1) / PER_TASK, run_task, e);
    mem_free(e->multiplier);
}

void replicate_totals(const struct replicates *r, const struct total_column *column, int p, double *total) {
    struct engine e = {
        .r = r, .n_units = replicate_units(r), .p = p, .n_panels = (p + PANEL - 1) / PANEL, .total = total};
    size_t n = (size_t)e.n_panels * e.n_units * PANEL;
    e.y = mem_alloc(n, sizeof *e.y);
    memset(e.y, 0, n * sizeof *e.y);
    for (int j = 0; j < p; j++) {
        sum_to_units(&e, &column[j], j);
    }
    if (r->left_out) {
        for (int j = 0; j < p; j++) {
            jackknife_column(&e, j);
        }
    } else {
        run_tasks(&e);
    }
    mem_free(e.y);
}

double replicate_variance(const struct replicates *r, const double *theta, size_t stride, double estimate, int *n_bad) {
    struct sum sum = {0}, squares = {0};
    int n = 0;
    *n_bad = 0;
    for (int k = 0; k < r->n; k++) {
        double x = theta[(size_t)k * stride];
        *n_bad += !isfinite(x);
        if (isfinite(x) && (!r->rscale || r->rscale[k] > 0)) {
            sum_add(&sum, x - estimate);
            n++;
        }
    }
    double centre = r->o.is_about_estimate || n == 0 ? estimate : estimate + sum_value(&sum) / n;
    for (int k = 0; k < r->n; k++) {
        double d = theta[(size_t)k * stride] - centre;
        if (isfinite(d)) {
            sum_add(&squares, d * d * (r->rscale ? r->rscale[k] : 1));
        }
    }
    return sum_value(&squares) * r->scale;
}
