/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Principal components of a symmetric matrix, and how large eigenvalues get by chance. */
#ifndef PG_STATS_COMPONENTS_H
#define PG_STATS_COMPONENTS_H

#include "stats/stat.h"

struct components {
    enum stat_status status;
    double *value;  /* k eigenvalues, descending; rounding below 0 is 0 */
    double *vector; /* k × k: column i belongs to value i; its sum is not negative */
};
struct components components_of(const double *m, int k, struct arena *a);

/* Parallel analysis (Horn 1965): eigenvalues of correlations of k independent normal variables in samples of n. */
struct parallel {
    double *mean, *mean_se;         /* k; Monte Carlo error */
    double *quantile, *quantile_se; /* of the draws at 'level' */
};
struct parallel_options {
    size_t n;
    int k;
    long draws;
    double level;
    uint64_t seed;
};
struct parallel parallel_of(struct parallel_options o, struct arena *a);

#endif
