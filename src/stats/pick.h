/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Picking the complete observations out of variables, and counting what is left out and why. */
#ifndef PG_STATS_PICK_H
#define PG_STATS_PICK_H

#include "stats/stat.h"

/* Observations in which all of some variables have a value. */
struct picked {
    size_t n;
    size_t *row;    /* their indices, in order */
    double *x;      /* values of the first variable, parallel to row */
    double *y;      /* of the second; NULL when there is none */
    double *weight; /* sampling weights, or NULL when the input has none */
    double weight_sum;
};

/* Picks x[0] (and y, by when given) of the input; counts missing ones by the kind of the first variable that lacks a
   value, sets out->n and out->missing. Arrays live in out->arena. Rows of weight 0 stay (they carry no weight). */
struct picked pick_x(const struct stat_input *in, struct stat_output *out);
struct picked pick_xy(const struct stat_input *in, struct stat_output *out);
/* Rows in which all n_x variables (and y, by when given) have a value, as a row-major n × n_x matrix. */
double *pick_matrix(const struct stat_input *in, struct stat_output *out, struct picked *p);
/* For statistics of simple random samples: notes that the design's weights, strata and clusters are not used, if it has
   any. */
void pick_without_design(const struct stat_input *in, struct stat_output *out);
/* Average ranks (ties share), 1-based, into rank[n]; returns Σ (t³ − t) over tie groups. n log n. */
double ranks_of(const double *x, size_t n, double *rank, struct arena *scratch);

#endif
