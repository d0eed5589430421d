/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/model_matrix.h"

#include <math.h>

static int columns_of(const struct variable *v) {
    return v->measure == MEASURE_NUMERIC ? 1 : v->n_levels > 1 ? v->n_levels - 1 : 0;
}

static int name_columns(const struct variable *v, const char **name, struct arena *a) {
    int n = columns_of(v);
    for (int l = 0; l < n; l++) {
        name[l] = v->measure == MEASURE_NUMERIC ? v->name : arena_printf(a, "%s=%s", v->name, v->level[l + 1]);
    }
    return n;
}

static void fill_row(const struct stat_input *in, const double *raw, double *row) {
    for (int j = 0; j < in->n_x; j++) {
        int n = columns_of(&in->x[j]);
        if (in->x[j].measure == MEASURE_NUMERIC) {
            *row = raw[j];
        } else if (raw[j] > 0) {
            row[(int)raw[j] - 1] = 1;
        }
        row += n;
    }
}

struct model_matrix model_matrix_of(const struct stat_input *in, const double *raw, size_t n, bool has_intercept,
                                    struct arena *a) {
    struct model_matrix m = {.n = n, .k = has_intercept};
    for (int j = 0; j < in->n_x; j++) {
        m.k += columns_of(&in->x[j]);
    }
    m.x = ARENA_ARRAY(a, n * (size_t)m.k + 1, double);
    m.name = ARENA_ARRAY(a, (size_t)m.k + 1, const char *);
    int at = has_intercept;
    m.name[0] = "(intercept)";
    for (int j = 0; j < in->n_x; j++) {
        at += name_columns(&in->x[j], m.name + at, a);
    }
    for (size_t i = 0; i < n; i++) {
        double *row = m.x + i * (size_t)m.k;
        if (has_intercept) {
            row[0] = 1;
        }
        fill_row(in, raw + i * (size_t)in->n_x, row + has_intercept);
    }
    return m;
}
