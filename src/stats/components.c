/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/components.h"

#include <math.h>

#include <gsl/gsl_eigen.h>

static void take(struct components *c, int k, const gsl_vector *value, const gsl_matrix *vector) {
    for (int i = 0; i < k; i++) {
        double sum = 0;
        c->value[i] = fmax(0, gsl_vector_get(value, (size_t)i));
        for (int j = 0; j < k; j++) {
            sum += gsl_matrix_get(vector, (size_t)j, (size_t)i);
        }
        for (int j = 0; j < k; j++) {
            double x = gsl_matrix_get(vector, (size_t)j, (size_t)i);
            c->vector[j * k + i] = sum < 0 ? -x : x;
        }
    }
}

struct components components_of(const double *m, int k, struct arena *a) {
    size_t n = (size_t)k;
    struct components c = {.status = STAT_NOT_CONVERGED,
                           .value = ARENA_ARRAY(a, n + 1, double),
                           .vector = ARENA_ARRAY(a, n * n + 1, double)};
    gsl_matrix *work = gsl_matrix_alloc(n, n), *vector = gsl_matrix_alloc(n, n);
    gsl_vector *value = gsl_vector_alloc(n);
    gsl_eigen_symmv_workspace *space = gsl_eigen_symmv_alloc(n);
    if (work && vector && value && space) {
        for (size_t i = 0; i < n * n; i++) {
            gsl_matrix_set(work, i / n, i % n, m[i]);
        }
        if (gsl_eigen_symmv(work, value, vector, space) == 0 &&
            gsl_eigen_symmv_sort(value, vector, GSL_EIGEN_SORT_VAL_DESC) == 0) {
            take(&c, k, value, vector);
            c.status = STAT_OK;
        }
    }
    gsl_eigen_symmv_free(space);
    gsl_vector_free(value);
    gsl_matrix_free(vector);
    gsl_matrix_free(work);
    return c;
}
