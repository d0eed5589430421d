/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ratings of the same subjects by several raters (one column each) as codes that all raters share. */
#ifndef PG_STATS_RATINGS_H
#define PG_STATS_RATINGS_H

#include "stats/stat.h"

struct ratings {
    enum stat_status status;     /* WRONG_LEVEL: numbers and names mixed */
    bool is_numeric, is_ordered; /* numbers, or names in a given order */
    size_t n;                    /* subjects with at least 'least' ratings */
    int m;
    size_t gaps; /* ratings that they lack */
    int *code;   /* n × m, −1 = missing */
    int k;
    const char **name; /* of the codes */
    double *value;     /* of the codes: numbers ascending, or 0 … k − 1 */
};
/* Subjects with fewer ratings than 'least' are counted as missing, by the kind of their first gap. */
struct ratings ratings_pick(const struct stat_input *in, int least, struct stat_output *out);

#endif
