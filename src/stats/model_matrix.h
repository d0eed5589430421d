/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of a regression: numbers as they are, levels as one 0/1 column each but the first (treatment contrasts). */
#ifndef PG_STATS_MODEL_MATRIX_H
#define PG_STATS_MODEL_MATRIX_H

#include "stats/pick.h"

struct model_matrix {
    size_t n;
    int k;             /* columns */
    double *x;         /* n × k */
    const char **name; /* "age", "sector=B" */
};
/* raw: n × n_x from pick_matrix; a first column of ones, "(intercept)", if wanted. */
struct model_matrix model_matrix_of(const struct stat_input *in, const double *raw, size_t n, bool has_intercept,
                                    struct arena *a);

#endif
