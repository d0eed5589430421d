/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all statistics of clusters do alike: the rows, in the columns' units or standardised, and the list of who is
   where. */
#ifndef PG_STATS_CLUSTER_REPORT_H
#define PG_STATS_CLUSTER_REPORT_H

#include "stats/pick.h"

#define CLUSTER_ROWS_MAX 10000 /* for what needs all pairs of rows */

struct cluster_rows {
    enum stat_status status; /* TOO_FEW, UNDEFINED (unknown option) */
    struct picked picked;
    double *x; /* n × n_x */
};
/* 'scale': "raw" or "z" (divided by the standard deviation). */
struct cluster_rows cluster_pick(const struct stat_input *in, const char *scale, struct stat_output *out);
/* silhouette, silhouette:CLUSTER, cluster:ROW (rows of the table from 1); clusters are numbered from 1. */
void cluster_put(const struct stat_input *in, struct stat_output *out, const struct cluster_rows *rows,
                 const int *cluster, int k);

#endif
