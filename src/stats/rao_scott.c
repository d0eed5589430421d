/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/rao_scott.h"

#include <math.h>
#include <gsl/gsl_linalg.h>

#include "stats/dist.h"

/* The table of shares, without empty rows and columns. */
struct shares {
    int r, c;
    int *row_of, *column_of; /* code to row, column; −1 = left out */
    double *cell, *row, *column;
    double *at_cell; /* a contrast */
    double *weight;  /* of code × code */
    struct arena arena;
};

static int number_levels(const double *sum, int n, int *number) {
    int k = 0;
    for (int i = 0; i < n; i++) {
        number[i] = sum[i] > 0 ? k++ : -1;
    }
    return k;
}

static void tabulate(struct shares *s, const struct taylor *t, const struct levels *row, const struct levels *column) {
    struct arena *a = &s->arena;
    size_t R = (size_t)row->n, C = (size_t)column->n;
    double *rows = ARENA_ARRAY(a, R + 1, double), *columns = ARENA_ARRAY(a, C + 1, double);
    s->weight = ARENA_ARRAY(a, R * C + 1, double);
    for (size_t i = 0; i < t->s->n; i++) {
        if (t->domain.in[i]) {
            s->weight[(size_t)row->code[i] * C + (size_t)column->code[i]] += t->s->weight[i];
            rows[row->code[i]] += t->s->weight[i];
            columns[column->code[i]] += t->s->weight[i];
        }
    }
    s->row_of = ARENA_ARRAY(a, R + 1, int);
    s->column_of = ARENA_ARRAY(a, C + 1, int);
    s->r = number_levels(rows, row->n, s->row_of);
    s->c = number_levels(columns, column->n, s->column_of);
    s->cell = ARENA_ARRAY(a, R * C + 1, double);
    s->at_cell = ARENA_ARRAY(a, R * C + 1, double);
    s->row = ARENA_ARRAY(a, R + 1, double);
    s->column = ARENA_ARRAY(a, C + 1, double);
    for (size_t k = 0; k < R * C; k++) {
        int i = s->row_of[k / C], j = s->column_of[k % C];
        if (i >= 0 && j >= 0) {
            s->cell[i * s->c + j] = s->weight[k] / t->domain.weight;
            s->row[i] += s->weight[k] / t->domain.weight;
            s->column[j] += s->weight[k] / t->domain.weight;
        }
    }
}

static double pearson(const struct shares *s, double n) {
    struct sum sum = {0};
    for (int i = 0; i < s->r; i++) {
        for (int j = 0; j < s->c; j++) {
            double expected = s->row[i] * s->column[j], d = s->cell[i * s->c + j] - expected;
            sum_add(&sum, d * d / expected);
        }
    }
    return n * sum_value(&sum);
}

/* Helmert's contrast k of n levels, at level i. */
static double helmert(int k, int i) { return i <= k ? 1 : i == k + 1 ? -(k + 1) : 0; }

/* Interaction contrast number k at a cell, divided by the cell's share (0 where the share is 0). */
static double contrast(const struct shares *s, int k, int cell) {
    double share = s->cell[cell];
    return share > 0 ? helmert(k / (s->c - 1), cell / s->c) * helmert(k % (s->c - 1), cell % s->c) / share : 0;
}

/* Contributions of the observations to contrast k. */
static void fill_contrast(const struct shares *s, const struct taylor *t, const struct levels *row,
                          const struct levels *column, int k, double *z) {
    double mean = 0;
    for (int cell = 0; cell < s->r * s->c; cell++) {
        s->at_cell[cell] = contrast(s, k, cell) / t->domain.weight;
        mean += s->at_cell[cell] * s->cell[cell];
    }
    for (size_t i = 0; i < t->s->n; i++) {
        int a = t->domain.in[i] ? s->row_of[row->code[i]] : -1, b = a >= 0 ? s->column_of[column->code[i]] : -1;
        z[i] = b >= 0 ? t->s->weight[i] * (s->at_cell[a * s->c + b] - mean) : 0;
    }
}

/* Variance of the contrasts under multinomial sampling. */
static void fill_multinomial(const struct shares *s, int K, double n, gsl_matrix *v) {
    for (int a = 0; a < K; a++) {
        for (int b = 0; b < K; b++) {
            double sum = 0;
            for (int cell = 0; cell < s->r * s->c; cell++) {
                sum += contrast(s, a, cell) * contrast(s, b, cell) * s->cell[cell];
            }
            gsl_matrix_set(v, (size_t)a, (size_t)b, sum / n);
        }
    }
}

/* Traces of Δ = multinomial⁻¹ · v and of Δ². */
static bool traces(const struct shares *s, int K, double n, const double *v, double trace[2]) {
    size_t k = (size_t)K;
    gsl_matrix *m = gsl_matrix_alloc(k, k), *delta = gsl_matrix_alloc(k, k);
    fill_multinomial(s, K, n, m);
    bool is_good = gsl_linalg_cholesky_decomp1(m) == 0;
    for (size_t j = 0; j < k && is_good; j++) {
        gsl_vector_view column = gsl_matrix_column(delta, j);
        for (size_t i = 0; i < k; i++) {
            gsl_vector_set(&column.vector, i, v[i * k + j]);
        }
        is_good = gsl_linalg_cholesky_svx(m, &column.vector) == 0;
    }
    trace[0] = trace[1] = 0;
    for (size_t i = 0; i < k && is_good; i++) {
        trace[0] += gsl_matrix_get(delta, i, i);
        for (size_t j = 0; j < k; j++) {
            trace[1] += gsl_matrix_get(delta, i, j) * gsl_matrix_get(delta, j, i);
        }
    }
    gsl_matrix_free(m);
    gsl_matrix_free(delta);
    return is_good && trace[0] > 0 && isfinite(trace[1]);
}

static void finish(struct rao_scott *o, const double trace[2], int df) {
    o->delta = trace[0] / o->df;
    o->chi_square_first = o->chi_square / o->delta;
    o->p_first = dist_chisq_upper(o->chi_square_first, o->df);
    o->f = o->chi_square / trace[0];
    o->df1 = trace[0] * trace[0] / trace[1];
    o->df2 = o->df1 * df;
    o->p_second = dist_f_upper(o->f, o->df1, o->df2);
}

static void test(struct rao_scott *o, struct shares *s, struct taylor *t, const struct levels *row,
                 const struct levels *column) {
    tabulate(s, t, row, column);
    o->n = t->domain.n;
    if (s->r < 2 || s->c < 2) {
        o->status = STAT_EMPTY;
        return;
    }
    int K = (s->r - 1) * (s->c - 1);
    o->df = K;
    o->chi_square = pearson(s, (double)o->n);
    if (t->s->is_census || t->domain.df < 1) {
        o->status = t->s->is_census ? STAT_CENSUS : STAT_TOO_FEW;
        return;
    }
    double *z = mem_alloc((size_t)K * t->s->n, sizeof *z), *v = ARENA_ARRAY(&s->arena, (size_t)K * (size_t)K, double),
           trace[2];
    for (int k = 0; k < K; k++) {
        fill_contrast(s, t, row, column, k, z + (size_t)k * t->s->n);
    }
    o->status = taylor_covariance(t, z, K, v);
    mem_free(z);
    if (o->status == STAT_OK && !traces(s, K, (double)o->n, v, trace)) {
        o->status = STAT_UNDEFINED;
    } else if (o->status == STAT_OK) {
        finish(o, trace, t->domain.df);
    }
}

struct rao_scott rao_scott(struct taylor *t, const struct levels *row, const struct levels *column) {
    struct rao_scott o = {.status = STAT_OK};
    struct shares s = {0};
    struct domain outer = t->domain;
    uint8_t *in = ARENA_ARRAY(&s.arena, t->s->n, uint8_t);
    for (size_t i = 0; i < t->s->n; i++) {
        in[i] = (!outer.in || outer.in[i]) && row->code[i] >= 0 && column->code[i] >= 0;
    }
    taylor_domain(t, in);
    if (t->domain.weight > 0) {
        test(&o, &s, t, row, column);
    } else {
        o.status = t->domain.n == 0 ? STAT_EMPTY : STAT_NO_WEIGHT;
    }
    t->domain = outer;
    arena_clear(&s.arena);
    return o;
}
