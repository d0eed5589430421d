/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cluster_report.h"

#include <math.h>
#include <string.h>

#include "stats/clusters.h"
#include "stats/covariance.h"

#define ROWS_SHOWN 1000

static void standardise(double *x, size_t n, int k, struct arena *a) {
    struct covariance c = covariance_of(x, NULL, n, k, a);
    for (size_t i = 0; i < n && c.status != STAT_TOO_FEW; i++) {
        for (int j = 0; j < k; j++) {
            double sd = sqrt(c.m[j * k + j]), *cell = &x[i * (size_t)k + (size_t)j];
            *cell = sd > 0 ? (*cell - c.mean[j]) / sd : 0;
        }
    }
}

struct cluster_rows cluster_pick(const struct stat_input *in, const char *scale, struct stat_output *out) {
    struct cluster_rows r = {0};
    r.x = pick_matrix(in, out, &r.picked);
    bool is_z = strcmp(scale, "z") == 0;
    r.status = !is_z && strcmp(scale, "raw") != 0 ? STAT_UNDEFINED : r.picked.n < 2 ? STAT_TOO_FEW : STAT_OK;
    if (is_z) {
        standardise(r.x, r.picked.n, in->n_x, &out->arena);
    }
    if (in->design) {
        stat_note(out, "weights, strata and clusters are not used");
    }
    return r;
}

static void put_silhouette(const struct stat_input *in, struct stat_output *out, const struct cluster_rows *rows,
                           const int *cluster, int k) {
    size_t n = rows->picked.n;
    double *width = ARENA_ARRAY(&out->arena, n + 1, double), *sum = ARENA_ARRAY(&out->arena, (size_t)k + 1, double);
    size_t *size = ARENA_ARRAY(&out->arena, (size_t)k + 1, size_t);
    stat_add(out, "silhouette", UNIT_NONE, silhouette_of(rows->x, n, in->n_x, cluster, k, width, &out->arena));
    for (size_t i = 0; i < n; i++) {
        sum[cluster[i]] += width[i];
        size[cluster[i]]++;
    }
    for (int q = 0; q < k; q++) {
        stat_add(out, arena_printf(&out->arena, "silhouette:%d", q + 1), UNIT_NONE, sum[q] / (double)size[q]);
    }
}

void cluster_put(const struct stat_input *in, struct stat_output *out, const struct cluster_rows *rows,
                 const int *cluster, int k) {
    if (k < 2) {
        stat_add_status(out, "silhouette", UNIT_NONE, STAT_UNDEFINED);
    } else if (rows->picked.n > CLUSTER_ROWS_MAX) {
        stat_add_status(out, "silhouette", UNIT_NONE, STAT_UNDEFINED);
        stat_note(out, "the silhouette compares all pairs of rows: not for more than %d", CLUSTER_ROWS_MAX);
    } else {
        put_silhouette(in, out, rows, cluster, k);
    }
    if (rows->picked.n > ROWS_SHOWN) {
        stat_note(out, "the cluster of each row is listed for the first %d rows", ROWS_SHOWN);
    }
    for (size_t i = 0; i < rows->picked.n && i < ROWS_SHOWN; i++) {
        stat_add(out, arena_printf(&out->arena, "cluster:%zu", rows->picked.row[i] + 1), UNIT_LEVEL, cluster[i] + 1);
    }
}
