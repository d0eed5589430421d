/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/calibrate.h"

#include <math.h>
#include <string.h>

#include "stats/adjustment.h"

void adjustment_add(struct sampling *s, struct adjustment *a) {
    if (s->last) {
        s->last->next = a;
    } else {
        s->first = a;
    }
    s->last = a;
    s->has_weights = true;
}

void adjustment_describe(struct calibration_report *r, const double *before, const struct sampling *s) {
    r->weight_min = r->ratio_min = INFINITY;
    r->weight_max = r->ratio_max = -INFINITY;
    for (size_t i = 0; i < s->n; i++) {
        if (before[i] > 0) {
            double w = s->weight[i], g = w / before[i];
            r->weight_min = fmin(r->weight_min, w);
            r->weight_max = fmax(r->weight_max, w);
            r->ratio_min = fmin(r->ratio_min, g);
            r->ratio_max = fmax(r->ratio_max, g);
        }
    }
    struct kish k = kish_of(s->weight, NULL, s->n);
    r->deff = k.deff;
    r->effective_n = k.effective_n;
}

/* ---- cells and margins ------------------------------------------------------------------------------------- */
static void sums_of(const struct adjusted_margin *m, const double *weight, size_t n, double *sum) {
    memset(sum, 0, (size_t)m->n_groups * sizeof *sum);
    for (size_t i = 0; i < n; i++) {
        sum[m->group[i]] += weight[i];
    }
}

/* Whether every group that is in the sample is in the population and the other way round. */
static enum stat_status check_margin(const struct margin *m, const struct sampling *s, double *sum, const char **what) {
    for (size_t i = 0; i < s->n; i++) {
        if (m->group[i] < 0 || m->group[i] >= m->n_groups) {
            *what = "an observation without a group";
            return STAT_UNDEFINED;
        }
    }
    sums_of(&(struct adjusted_margin){(int *)m->group, m->n_groups, NULL}, s->weight, s->n, sum);
    for (int k = 0; k < m->n_groups; k++) {
        if (!(m->total[k] >= 0) || isinf(m->total[k])) {
            *what = "a population that is negative or no number";
            return STAT_UNDEFINED;
        }
        if ((sum[k] > 0) != (m->total[k] > 0)) {
            *what = sum[k] > 0 ? "a group of the sample has population 0"
                               : "a group of the population is not in the sample";
            return STAT_EMPTY;
        }
    }
    return STAT_OK;
}

static struct adjustment *margins_new(struct sampling *s, const struct margin *m, int n_margins) {
    struct adjustment *a = ARENA_NEW(&s->arena, struct adjustment);
    a->kind = ADJUSTMENT_MARGINS;
    a->n_margins = n_margins;
    a->margin = ARENA_ARRAY(&s->arena, (size_t)n_margins, struct adjusted_margin);
    for (int k = 0; k < n_margins; k++) {
        struct adjusted_margin *to = &a->margin[k];
        *to = (struct adjusted_margin){ARENA_ARRAY(&s->arena, s->n, int), m[k].n_groups,
                                       ARENA_ARRAY(&s->arena, s->n, double)};
        memcpy(to->group, m[k].group, s->n * sizeof *to->group);
    }
    return a;
}

/* Scales each group to its population. */
static void fit_margin(struct sampling *s, const struct adjusted_margin *m, const double *total, double *sum) {
    sums_of(m, s->weight, s->n, sum);
    for (int k = 0; k < m->n_groups; k++) {
        sum[k] = sum[k] > 0 ? total[k] / sum[k] : 0;
    }
    for (size_t i = 0; i < s->n; i++) {
        s->weight[i] *= sum[m->group[i]];
        m->weight[i] = s->weight[i];
    }
}

static int most_groups(const struct margin *m, int n_margins) {
    int most = 1;
    for (int k = 0; k < n_margins; k++) {
        most = m[k].n_groups > most ? m[k].n_groups : most;
    }
    return most;
}

struct calibration_report calibrate_post(struct sampling *s, const struct margin *cells) {
    struct calibration_report r = {.iterations = 1};
    double *sum = ARENA_ARRAY(&s->arena, (size_t)cells->n_groups + 1, double);
    r.status = check_margin(cells, s, sum, &r.what);
    if (r.status != STAT_OK) {
        return r;
    }
    struct adjustment *a = margins_new(s, cells, 1);
    a->kind = ADJUSTMENT_CELLS;
    a->old_weight = ARENA_ARRAY(&s->arena, s->n, double);
    memcpy(a->old_weight, s->weight, s->n * sizeof *a->old_weight);
    fit_margin(s, &a->margin[0], cells->total, sum);
    adjustment_add(s, a);
    adjustment_describe(&r, a->old_weight, s);
    return r;
}

static double margins_miss(const struct sampling *s, const struct adjustment *a, const struct margin *m, double *sum) {
    double most = 0;
    for (int k = 0; k < a->n_margins; k++) {
        sums_of(&a->margin[k], s->weight, s->n, sum);
        for (int g = 0; g < m[k].n_groups; g++) {
            most = fmax(most, fabs(sum[g] - m[k].total[g]) / (1 + fabs(m[k].total[g])));
        }
    }
    return most;
}

/* ---- raking ------------------------------------------------------------------------------------------------ */
/* Bounded raking is a calibration on the indicators of all groups. */
static struct calibration_report rake_bounded(struct sampling *s, const struct margin *m, int n_margins,
                                              const struct calibration_options *o) {
    int p = 0, j = 0;
    for (int k = 0; k < n_margins; k++) {
        p += m[k].n_groups;
    }
    double *x = mem_alloc((size_t)p * s->n, sizeof *x), *total = mem_alloc((size_t)p, sizeof *total);
    memset(x, 0, (size_t)p * s->n * sizeof *x);
    for (int k = 0; k < n_margins; j += m[k++].n_groups) {
        memcpy(total + j, m[k].total, (size_t)m[k].n_groups * sizeof *total);
        for (size_t i = 0; i < s->n; i++) {
            x[(size_t)(j + m[k].group[i]) * s->n + i] = 1;
        }
    }
    struct calibration_options raking = *o;
    raking.method = CALIBRATION_RAKING;
    struct calibration_report r = calibrate_to(s, x, total, p, &raking);
    mem_free(x);
    mem_free(total);
    return r;
}

struct calibration_report calibrate_rake(struct sampling *s, const struct margin *m, int n_margins,
                                         const struct calibration_options *o) {
    static const struct calibration_options unbounded = {.high = INFINITY};
    struct calibration_report r = {.status = STAT_OK};
    o = o ? o : &unbounded;
    double *sum = ARENA_ARRAY(&s->arena, (size_t)most_groups(m, n_margins) + 1, double);
    for (int k = 0; k < n_margins && r.status == STAT_OK; k++) {
        r.status = check_margin(&m[k], s, sum, &r.what);
    }
    if (r.status != STAT_OK) {
        return r;
    }
    if (o->low > 0 || isfinite(o->high)) {
        return rake_bounded(s, m, n_margins, o);
    }
    struct adjustment *a = margins_new(s, m, n_margins);
    double *before = ARENA_ARRAY(&s->arena, s->n, double), tolerance = o->tolerance > 0 ? o->tolerance : 1e-10;
    int most = o->max_iterations > 0 ? o->max_iterations : 1000;
    memcpy(before, s->weight, s->n * sizeof *before);
    r.status = STAT_NOT_CONVERGED;
    while (r.status != STAT_OK && r.iterations < most) {
        for (int k = 0; k < n_margins; k++) {
            fit_margin(s, &a->margin[k], m[k].total, sum);
        }
        r.iterations++;
        r.max_discrepancy = margins_miss(s, a, m, sum);
        r.status = r.max_discrepancy <= tolerance ? STAT_OK : STAT_NOT_CONVERGED;
    }
    r.what = r.status == STAT_OK ? NULL : "the margins contradict each other or the sample";
    adjustment_add(s, a);
    adjustment_describe(&r, before, s);
    return r;
}

/* ---- residuals --------------------------------------------------------------------------------------------- */
size_t adjustment_scratch(const struct sampling *s) {
    size_t most = 0;
    for (const struct adjustment *a = s->first; a; a = a->next) {
        for (int k = 0; k < a->n_margins; k++) {
            most = 2 * (size_t)a->margin[k].n_groups > most ? 2 * (size_t)a->margin[k].n_groups : most;
        }
        most = (size_t)a->rank > most ? (size_t)a->rank : most;
    }
    return most + 1;
}

/* From each observation its cell's mean, weighted with the weights before (R: postStratify). */
static void residuals_of_cells(const struct adjustment *a, size_t n, double *z, double *sum) {
    const struct adjusted_margin *m = &a->margin[0];
    double *weight = sum + m->n_groups;
    memset(sum, 0, 2 * (size_t)m->n_groups * sizeof *sum);
    for (size_t i = 0; i < n; i++) {
        if (m->weight[i] > 0) {
            sum[m->group[i]] += z[i] * a->old_weight[i] / m->weight[i];
            weight[m->group[i]] += a->old_weight[i];
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (m->weight[i] > 0) {
            z[i] -= sum[m->group[i]] / weight[m->group[i]] * m->weight[i];
        }
    }
}

/* From each observation its group's plain mean, margin by margin, ten times over (R: rake). */
static void residuals_of_margin(const struct adjusted_margin *m, size_t n, double *z, double *sum) {
    double *count = sum + m->n_groups;
    memset(sum, 0, 2 * (size_t)m->n_groups * sizeof *sum);
    for (size_t i = 0; i < n; i++) {
        if (m->weight[i] > 0) {
            sum[m->group[i]] += z[i] / m->weight[i];
            count[m->group[i]]++;
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (m->weight[i] > 0) {
            z[i] -= m->weight[i] * (sum[m->group[i]] / count[m->group[i]]);
        }
    }
}

/* Residuals of the regression on the calibration's columns (R: calibrate). */
static void residuals_of_regression(const struct adjustment *a, size_t n, double *z) {
    for (size_t i = 0; i < n; i++) {
        z[i] = a->g_root[i] != 0 ? z[i] / a->g_root[i] : 0;
    }
    for (int j = 0; j < a->rank; j++) {
        const double *q = a->basis + (size_t)j * n;
        double dot = 0;
        for (size_t i = 0; i < n; i++) {
            dot += q[i] * z[i];
        }
        for (size_t i = 0; i < n; i++) {
            z[i] -= dot * q[i];
        }
    }
    for (size_t i = 0; i < n; i++) {
        z[i] *= a->g_root[i];
    }
}

#define MARGIN_SWEEPS 10

void adjustment_apply(const struct sampling *s, double *z, double *scratch) {
    for (const struct adjustment *a = s->first; a; a = a->next) {
        if (a->kind == ADJUSTMENT_CELLS) {
            residuals_of_cells(a, s->n, z, scratch);
        } else if (a->kind == ADJUSTMENT_REGRESSION) {
            residuals_of_regression(a, s->n, z);
        } else {
            for (int k = 0; k < MARGIN_SWEEPS * a->n_margins; k++) {
                residuals_of_margin(&a->margin[k % a->n_margins], s->n, z, scratch);
            }
        }
    }
}
