/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "survey/tabulate.h"

#include <math.h>
#include <string.h>

#include "base/thread.h"
#include "stats/dist.h"
#include "stats/estimate.h"
#include "stats/moments.h"
#include "stats/quantiles.h"
#include "survey/cells.h"

/* ---- moments ----------------------------------------------------------------------------------------------------- */

/* The k-th smallest answer (from 0) of a scale whose choices are in the order of 'order'. */
static double value_at(const struct tabulated *x, const int *order, int n, size_t k) {
    size_t seen = 0;
    for (int i = 0; i < n; i++) {
        seen += x->cell[order[i]].n;
        if (k < seen) {
            return x->value[order[i]];
        }
    }
    return x->value[order[n - 1]];
}

/* Type 7, as R's quantile(). */
static struct estimate quantile(const struct tabulated *x, const int *order, int n, double p) {
    double h = (double)(x->base.n - 1) * p, low = floor(h);
    size_t k = (size_t)low;
    double a = value_at(x, order, n, k), b = k + 1 < x->base.n ? value_at(x, order, n, k + 1) : a;
    return estimate_value(a + (h - low) * (b - a), x->base.n);
}

static int order_choices(const struct tabulated *x, int *order) {
    int n = 0;
    for (int i = 0; i < x->n_choices; i++) {
        if (isnan(x->value[i])) {
            continue;
        }
        int at = n++;
        for (; at > 0 && x->value[order[at - 1]] > x->value[i]; at--) {
            order[at] = order[at - 1];
        }
        order[at] = i;
    }
    return n;
}

static void scale_moments(struct tabulated *x, int *order) {
    struct moments_of_tally *m = &x->moments;
    struct sum sum = {0}, squares = {0};
    int n = order_choices(x, order);
    if (x->base.n == 0) {
        m->mean = m->sd = m->q1 = m->median = m->q3 = estimate_status(STAT_TOO_FEW, 0);
        return;
    }
    for (int i = 0; i < n; i++) {
        sum_add(&sum, (double)x->cell[order[i]].n * x->value[order[i]]);
    }
    double mean = sum_value(&sum) / (double)x->base.n;
    for (int i = 0; i < n; i++) {
        double away = x->value[order[i]] - mean;
        sum_add(&squares, (double)x->cell[order[i]].n * away * away);
    }
    m->mean = estimate_value(mean, x->base.n);
    m->sd = x->base.n < 2 ? estimate_status(STAT_TOO_FEW, x->base.n)
                          : estimate_value(sqrt(sum_value(&squares) / (double)(x->base.n - 1)), x->base.n);
    m->q1 = quantile(x, order, n, 0.25);
    m->median = quantile(x, order, n, 0.5);
    m->q3 = quantile(x, order, n, 0.75);
}

static void number_moments(const struct tabulation *t, struct tabulated *x) {
    const struct response_column *c = &t->dataset->column[x->question];
    struct moments_of_tally *m = &x->moments;
    double *value = mem_alloc(c->n + 1, sizeof *value);
    size_t n = 0;
    for (size_t i = 0; i < c->n; i++) {
        if (c->state[i] == RESPONSE_GIVEN && (!t->in || t->in[i])) {
            value[n++] = c->number[i];
        }
    }
    struct moments all = moments_of(value, NULL, n);
    m->mean = n > 0 ? estimate_value(all.mean, n) : estimate_status(STAT_TOO_FEW, n);
    m->sd = moments_sd(&all);
    m->q1 = m->median = m->q3 = estimate_status(STAT_TOO_FEW, n);
    if (n > 0) {
        m->q1 = estimate_value(quantile_select(value, n, 0.25), n);
        m->median = estimate_value(quantile_select(value, n, 0.5), n);
        m->q3 = estimate_value(quantile_select(value, n, 0.75), n);
    }
    mem_free(value);
}

/* ---- one question ------------------------------------------------------------------------------------------------ */

struct tabulate_job {
    struct tabulation *t;
    int **order; /* scratch of each worker */
};

static void tabulate_question(void *context, size_t task, int worker) {
    struct tabulate_job *job = context;
    struct tabulation *t = job->t;
    struct tabulated *x = &t->question[task];
    const struct response_column *c = &t->dataset->column[task];
    if (c->kind == COLUMN_NONE) {
        return;
    }
    struct cells_source of = {.column = c, .in = t->in, .weight = t->dataset->weight, .n = t->dataset->n_rows};
    cells_tally(&of, x->cell, &x->base, x->state);
    for (int k = 0; k < t->n_by && x->n_choices > 0; k++) {
        const struct response_column *by = &t->dataset->column[t->by[k]];
        cells_cross(&of, by, x->cross[k].cell, x->cross[k].base);
    }
    if (x->value) {
        scale_moments(x, job->order[worker]);
    } else if (c->kind == COLUMN_NUMBER) {
        number_moments(t, x);
    }
}

static void prepare(struct tabulation *t, int q) {
    const struct response_column *c = &t->dataset->column[q];
    struct tabulated *x = &t->question[q];
    struct estimate none = estimate_status(STAT_UNDEFINED, 0);
    x->question = q;
    x->moments.mean = x->moments.sd = x->moments.q1 = x->moments.median = x->moments.q3 = none;
    x->n_choices = c->kind == COLUMN_ONE || c->kind == COLUMN_MANY ? c->n_choices : 0;
    size_t n = (size_t)x->n_choices;
    x->cell = ARENA_ARRAY(&t->arena, n + 1, struct tally_cell);
    x->cross = ARENA_ARRAY(&t->arena, (size_t)t->n_by + 1, struct tabulated_cross);
    double *value = ARENA_ARRAY(&t->arena, n + 1, double);
    x->value = n > 0 && dataset_scale(t->dataset, q, value) ? value : NULL;
    for (int k = 0; k < t->n_by; k++) {
        int n_groups = t->dataset->column[t->by[k]].n_choices;
        x->cross[k] = (struct tabulated_cross){.by = t->by[k], .n_groups = n_groups, .n_choices = x->n_choices};
        x->cross[k].cell = ARENA_ARRAY(&t->arena, (size_t)n_groups * n + 1, struct tally_cell);
        x->cross[k].base = ARENA_ARRAY(&t->arena, (size_t)n_groups + 1, struct tally_cell);
    }
}

void tabulate(struct tabulation *t) {
    const struct questionnaire *q = t->dataset->questionnaire;
    int *order[THREAD_WORKERS_MAX], n_most = 1;
    int n_threads = t->n_threads > 0 ? t->n_threads : thread_available();
    n_threads = n_threads > THREAD_WORKERS_MAX ? THREAD_WORKERS_MAX : n_threads;
    t->question = ARENA_ARRAY(&t->arena, (size_t)q->n_questions + 1, struct tabulated);
    for (int i = 0; i < q->n_questions; i++) {
        prepare(t, i);
        n_most = t->question[i].n_choices > n_most ? t->question[i].n_choices : n_most;
    }
    for (int k = 0; k < n_threads; k++) {
        order[k] = ARENA_ARRAY(&t->arena, (size_t)n_most, int);
    }
    struct tabulate_job job = {t, order};
    thread_run(n_threads, (size_t)q->n_questions, tabulate_question, &job);
}

void tabulation_clear(struct tabulation *t) {
    arena_clear(&t->arena);
    t->question = NULL;
}

/* ---- what follows from the cells --------------------------------------------------------------------------------- */

struct estimate tabulated_mean(const struct tabulation *t, const struct tabulated *x, const struct tally_cell *cell,
                               size_t n) {
    struct sum weight = {0}, sum = {0}, squares = {0};
    for (int i = 0; i < x->n_choices; i++) {
        if (!isnan(x->value[i])) {
            sum_add(&weight, cell[i].weight);
            sum_add(&sum, cell[i].weight * x->value[i]);
        }
    }
    double w = sum_value(&weight), n_all = (double)t->dataset->n_rows;
    if (n == 0 || !(w > 0)) {
        return estimate_status(n == 0 ? STAT_TOO_FEW : STAT_NO_WEIGHT, n);
    }
    double mean = sum_value(&sum) / w;
    for (int i = 0; i < x->n_choices; i++) {
        double away = isnan(x->value[i]) ? 0 : x->value[i] - mean;
        sum_add(&squares, cell[i].square * away * away);
    }
    struct estimate e = estimate_value(mean, n);
    if (n_all > 1) {
        double z = dist_normal_quantile(1 - (1 - t->level) / 2);
        e.se = sqrt(n_all / (n_all - 1) * sum_value(&squares)) / w;
        e.low = mean - z * e.se;
        e.high = mean + z * e.se;
        e.has_interval = true;
    }
    return e;
}

struct estimate tabulated_rank(const struct tabulated *x, const struct tally_cell *cell, double own) {
    size_t below = 0, level = 0, n = 0;
    for (int i = 0; i < x->n_choices; i++) {
        below += x->value[i] < own ? cell[i].n : 0;
        level += x->value[i] == own ? cell[i].n : 0;
        n += isnan(x->value[i]) ? 0 : cell[i].n;
    }
    return n == 0 ? estimate_status(STAT_TOO_FEW, 0)
                  : estimate_value(((double)below + 0.5 * (double)level) / (double)n, n);
}

bool tabulated_chisq(const struct tabulated_cross *c, struct chisq *out, struct arena *scratch) {
    struct table2 t;
    table2_init(&t, c->n_groups, c->n_choices, scratch);
    for (int i = 0; i < c->n_groups; i++) {
        for (int j = 0; j < c->n_choices; j++) {
            table2_add(&t, i, j, (double)c->cell[i * c->n_choices + j].n);
        }
    }
    table2_sum(&t);
    table2_pack(&t);
    if (t.r < 2 || t.c < 2) {
        return false;
    }
    *out = chisq_of(&t);
    return true;
}
