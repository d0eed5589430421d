/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hierarchical clusters. */
#include <math.h>
#include <string.h>

#include "stats/cluster_report.h"
#include "stats/clusters.h"
#include "stats/cross.h"

#define KEYS "clusters silhouette"
#define CLUSTERS 3
#define FAR 1e70

static const char *const linkages[] = {"average", "complete", "single", "ward.D2"};

static int find_linkage(const char *word, size_t n) {
    for (size_t i = 0; i < ARRAY_LEN(linkages); i++) {
        if (strlen(linkages[i]) == n && strncmp(linkages[i], word, n) == 0) {
            return (int)i;
        }
    }
    return -1;
}

/* "complete", "z", "complete+z"; −1 = unknown. */
static int linkage_of(const char *method, const char **scale) {
    int linkage = LINKAGE_AVERAGE;
    *scale = "raw";
    while (method && *method && linkage >= 0) {
        size_t n = strcspn(method, "+");
        bool is_z = n == 1 && *method == 'z', is_raw = n == 3 && strncmp(method, "raw", n) == 0;
        if (is_z || is_raw) {
            *scale = is_z ? "z" : "raw";
        } else {
            linkage = find_linkage(method, n);
        }
        method += n + (method[n] == '+');
    }
    return linkage;
}

static void put_tree(const struct stat_input *in, struct stat_output *out, const struct cluster_rows *rows,
                     enum linkage linkage, int k) {
    double *d = clusters_distances(rows->x, rows->picked.n, in->n_x, &out->arena);
    struct hierarchy h = hierarchy_of(d, rows->picked.n, linkage, &out->arena);
    int *cluster = hierarchy_cut(&h, k, &out->arena);
    double *size = ARENA_ARRAY(&out->arena, (size_t)k + 1, double);
    for (size_t i = 0; i < h.n; i++) {
        size[cluster[i]]++;
    }
    stat_add(out, "clusters", UNIT_COUNT, k);
    for (int q = 0; q < k; q++) {
        stat_add(out, arena_printf(&out->arena, "size:%d", q + 1), UNIT_COUNT, size[q]);
    }
    for (size_t s = 0; s + 1 < h.n; s++) {
        stat_add(out, arena_printf(&out->arena, "height:%zu", s + 1), UNIT_NONE, h.height[s]);
    }
    cluster_put(in, out, rows, cluster, k);
}

/* Fourth powers of distances, which Ward's linkage comes near, must be numbers: else no order of merging is right. */
static bool is_too_far(const struct cluster_rows *rows, int n_x) {
    for (size_t i = 0; i < rows->picked.n * (size_t)n_x; i++) {
        if (!(fabs(rows->x[i]) < FAR)) {
            return true;
        }
    }
    return false;
}

static void run(const struct stat_input *in, struct stat_output *out) {
    const char *scale;
    int linkage = linkage_of(in->options.method, &scale), k = in->options.k > 0 ? in->options.k : CLUSTERS;
    struct cluster_rows rows = cluster_pick(in, scale, out);
    stat_method(out, "hierarchical clusters, %s linkage of Euclidean distances of %s values, cut into %d",
                linkage >= 0 ? linkages[linkage] : "no such", scale, k);
    if (linkage < 0 || rows.status == STAT_UNDEFINED) {
        stat_note(out, "--method is average, complete, single or ward.D2, with +z for standardised columns; not '%s'",
                  in->options.method);
        rows.status = STAT_UNDEFINED;
    } else if (rows.picked.n > CLUSTER_ROWS_MAX) {
        stat_note(out, "it compares all pairs of rows: not for more than %d", CLUSTER_ROWS_MAX);
        rows.status = STAT_UNDEFINED;
    } else if (rows.picked.n < (size_t)k) {
        rows.status = STAT_TOO_FEW;
    } else if (is_too_far(&rows, in->n_x)) {
        stat_note(out, "values of %g and more are too far apart to have distances", FAR);
        rows.status = STAT_UNDEFINED;
    }
    if (rows.status != STAT_OK) {
        cross_refuse(out, KEYS, rows.status);
        return;
    }
    put_tree(in, out, &rows, (enum linkage)linkage, k);
}

const struct stat stat_hierarchy = {
    .name = "hierarchy",
    .family = "structure",
    .title = "Hierarchical clusters",
    .formula = "the closest two clusters merge until --k (3) are left; distance of clusters: mean (average), largest "
               "(complete) or least (single) distance of their rows, or √(2 n m/(n + m)) times that of their centres "
               "(ward.D2); equal distances: the first pair in order of rows; silhouette as in kmeans",
    .assumptions =
        "columns in comparable units, or --method …+z (divided by their standard deviations); at most 10,000 rows",
    .source = "Lance and Williams (1967), Computer Journal 9, 373–380; Murtagh and Legendre (2014), Journal of "
              "Classification 31, 274–295 (ward.D2); Rousseeuw (1987), Journal of Computational and Applied "
              "Mathematics 20, 53–65 (silhouette)",
    .r = "h <- hclust(dist(d), \"average\"); h$height; cutree(h, 3)",
    .needs = NEEDS_X | X_NUMERIC,
    .options = "k method",
    .methods = "average complete single ward.D2; raw z",
    .keys = KEYS " size:* height:* silhouette:* cluster:*",
    .run = run,
    .example = {{"attitude", "--x rating,complaints --method ward.D2", "height:29", 108.96571893705415,
                 "hclust(dist(attitude[, 1:2]), \"ward.D2\")$height[29]"}},
};
