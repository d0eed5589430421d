/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parallel analysis without drawing the samples: the covariances of n normal rows are a Wishart matrix AAᵀ whose lower
   triangle A holds normals and, on its diagonal, roots of chi-squares (Bartlett 1933). A draw costs k³, whatever n
   is. */
#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_eigen.h>

#include "stats/components.h"
#include "stats/random_draw.h"

static void draw_triangle(struct random *r, double *t, int k, double df) {
    for (int i = 0; i < k; i++) {
        for (int j = 0; j < i; j++) {
            t[i * k + j] = j < df ? random_normal(r) : 0;
        }
        t[i * k + i] = df - i > 0 ? sqrt(2 * random_gamma(r, (df - i) / 2)) : 0;
    }
}

/* Rows of the triangle brought to length 1 give correlations. */
static void correlate(double *t, int k, gsl_matrix *m) {
    for (int i = 0; i < k; i++) {
        double length = 0;
        for (int j = 0; j <= i; j++) {
            length += t[i * k + j] * t[i * k + j];
        }
        for (int j = 0; j <= i; j++) {
            t[i * k + j] /= sqrt(length);
        }
        for (int j = 0; j <= i; j++) {
            double dot = 0;
            for (int c = 0; c <= j; c++) {
                dot += t[i * k + c] * t[j * k + c];
            }
            gsl_matrix_set(m, (size_t)i, (size_t)j, i == j ? 1 : dot);
            gsl_matrix_set(m, (size_t)j, (size_t)i, i == j ? 1 : dot);
        }
    }
}

static int ascending(const void *x, const void *y) {
    double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

static void summarize(double *x, long n, double level, struct parallel *p, int at) {
    struct sum sum = {0}, square = {0};
    for (long i = 0; i < n; i++) {
        sum_add(&sum, x[i]);
    }
    p->mean[at] = sum_value(&sum) / (double)n;
    for (long i = 0; i < n; i++) {
        sum_add(&square, (x[i] - p->mean[at]) * (x[i] - p->mean[at]));
    }
    p->mean_se[at] = sqrt(sum_value(&square) / ((double)n * (double)(n - 1)));
    qsort(x, (size_t)n, sizeof *x, ascending);
    double place = (double)(n - 1) * level, wide = sqrt((double)n * level * (1 - level));
    long low = (long)place, next = low + 1 < n ? low + 1 : low;
    p->quantile[at] = x[low] + (place - (double)low) * (x[next] - x[low]);
    long from = (long)fmax(0, place - wide),
         to = (long)fmin((double)(n - 1), ceil(place + wide)); /* order statistics one error away */
    p->quantile_se[at] = (x[to] - x[from]) / 2;
}

static bool draw_all(struct parallel_options o, double *drawn, struct arena *a) {
    size_t k = (size_t)o.k;
    double *t = ARENA_ARRAY(a, k * k + 1, double);
    struct random r = random_start(o.seed);
    gsl_matrix *m = gsl_matrix_alloc(k, k);
    gsl_vector *value = gsl_vector_alloc(k);
    gsl_eigen_symm_workspace *space = gsl_eigen_symm_alloc(k);
    bool is_good = m && value && space;
    for (long d = 0; d < o.draws && is_good; d++) {
        draw_triangle(&r, t, o.k, (double)o.n - 1);
        correlate(t, o.k, m);
        is_good = gsl_eigen_symm(m, value, space) == 0;
        qsort(value->data, k, sizeof(double), ascending);
        for (size_t i = 0; i < k; i++) {
            drawn[i * (size_t)o.draws + (size_t)d] = gsl_vector_get(value, k - 1 - i);
        }
    }
    gsl_eigen_symm_free(space);
    gsl_vector_free(value);
    gsl_matrix_free(m);
    return is_good;
}

struct parallel parallel_of(struct parallel_options o, struct arena *a) {
    size_t k = (size_t)o.k;
    struct parallel p = {ARENA_ARRAY(a, k + 1, double), ARENA_ARRAY(a, k + 1, double), ARENA_ARRAY(a, k + 1, double),
                         ARENA_ARRAY(a, k + 1, double)};
    double *drawn = ARENA_ARRAY(a, k * (size_t)o.draws + 1, double);
    bool is_good = draw_all(o, drawn, a);
    for (int i = 0; i < o.k; i++) {
        summarize(drawn + (size_t)i * (size_t)o.draws, o.draws, o.level, &p, i);
        p.mean[i] = is_good ? p.mean[i] : NAN;
    }
    return p;
}
