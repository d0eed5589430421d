/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups of rows that lie close to each other. x: n × p, row after row; distances are Euclidean. */
#ifndef PG_STATS_CLUSTERS_H
#define PG_STATS_CLUSTERS_H

#include "stats/stat.h"

/* ---- k-means ------------------------------------------------------------------------------------------------ */
struct kmeans {
    enum stat_status status; /* TOO_FEW: fewer distinct rows than clusters */
    int k;
    int *cluster;   /* n, 0 … k − 1, in the order of the centres' first coordinates */
    double *centre; /* k × p */
    double *within; /* k sums of squares */
    size_t *size;   /* k */
    double total_within, total;
    long starts_alike; /* of the starts that ended at the best sum */
};
struct kmeans_options {
    int k;
    long starts;
    uint64_t seed;
};
/* Each start: k-means++ seeds, Lloyd's rounds, then single rows move while that lowers the sum (Hartigan); the best
   start wins. */
struct kmeans kmeans_of(const double *x, size_t n, int p, struct kmeans_options o, struct arena *a);

/* ---- hierarchy ---------------------------------------------------------------------------------------------- */
enum linkage { LINKAGE_AVERAGE, LINKAGE_COMPLETE, LINKAGE_SINGLE, LINKAGE_WARD };
/* distance: lower triangle, row after row, n(n − 1)/2 entries; d(i, j), i > j, at i(i − 1)/2 + j. */
double *clusters_distances(const double *x, size_t n, int p, struct arena *a);
struct hierarchy {
    size_t n;
    size_t *from,
        *into; /* n − 1 merges: the cluster whose first row is 'from' joins the one whose first row is 'into' < from */
    double *height; /* n − 1 */
};
/* Merges the closest pair, the first in order of rows where several are as close. Overwrites the distances. */
struct hierarchy hierarchy_of(double *distance, size_t n, enum linkage linkage, struct arena *a);
/* k clusters, numbered 0 … by their first row. */
int *hierarchy_cut(const struct hierarchy *h, int k, struct arena *a);

/* Width s(i) of every row (Rousseeuw 1987), 0 for a cluster of one; returns the mean. n² p steps. */
double silhouette_of(const double *x, size_t n, int p, const int *cluster, int k, double *width, struct arena *a);

#endif
