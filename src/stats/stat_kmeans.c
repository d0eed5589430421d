/* SPDX-License-Identifier: GPL-3.0-or-later */
/* k-means clusters. */
#include <math.h>

#include "stats/cluster_report.h"
#include "stats/clusters.h"
#include "stats/cross.h"

#define KEYS "within between total share_between starts_alike silhouette"
#define STARTS 50
#define CLUSTERS 3

static void put_clusters(const struct stat_input *in, struct stat_output *out, const struct kmeans *m) {
    for (int q = 0; q < m->k; q++) {
        stat_add(out, arena_printf(&out->arena, "size:%d", q + 1), UNIT_COUNT, (double)m->size[q]);
        stat_add(out, arena_printf(&out->arena, "within:%d", q + 1), UNIT_NONE, m->within[q]);
        for (int j = 0; j < in->n_x; j++) {
            stat_add(out, arena_printf(&out->arena, "centre:%d:%s", q + 1, in->x[j].name), UNIT_NONE,
                     m->centre[q * in->n_x + j]);
        }
    }
}

static void run(const struct stat_input *in, struct stat_output *out) {
    const char *scale = in->options.method ? in->options.method : "raw";
    struct cluster_rows rows = cluster_pick(in, scale, out);
    struct kmeans_options o = {in->options.k > 0 ? in->options.k : CLUSTERS,
                               in->options.draws > 0 ? in->options.draws : STARTS, in->options.seed};
    struct kmeans m = {.status = rows.status};
    stat_method(out,
                "k-means, %d clusters of %s values: the best of %ld starts (k-means++, seed %llu), Lloyd's rounds, "
                "then single moves (Hartigan)",
                o.k, scale, o.starts, (unsigned long long)o.seed);
    if (m.status == STAT_OK) {
        m = kmeans_of(rows.x, rows.picked.n, in->n_x, o, &out->arena);
    }
    if (m.status != STAT_OK) {
        cross_refuse(out, KEYS, m.status);
        return;
    }
    cross_put(out, "within", m.total_within);
    cross_put(out, "between", m.total - m.total_within);
    cross_put(out, "total", m.total);
    stat_add(out, "share_between", UNIT_SHARE, 1 - m.total_within / m.total);
    stat_add(out, "starts_alike", UNIT_SHARE, (double)m.starts_alike / (double)o.starts);
    put_clusters(in, out, &m);
    cluster_put(in, out, &rows, m.cluster, m.k);
}

const struct stat stat_kmeans = {
    .name = "kmeans",
    .family = "structure",
    .title = "K-means clusters",
    .formula = "--k clusters (3) with the least within = Σ squared distances to the own centre that --draws starts "
               "(50) find; starts_alike: share of the starts that found it (few: try more); clusters are numbered by "
               "their centres' first coordinate; silhouette: mean of (b − a)/max(a, b), a and b the mean distances of "
               "a row to its own and the nearest other cluster",
    .assumptions = "columns in comparable units, or --method z (divided by their standard deviations); round clusters "
                   "of like spread; no silhouette for more than 10,000 rows",
    .source = "Lloyd (1982), IEEE Transactions on Information Theory 28, 129–137; Hartigan and Wong (1979), Applied "
              "Statistics 28, 100–108; Arthur and Vassilvitskii (2007), Proceedings of the 18th ACM-SIAM Symposium on "
              "Discrete Algorithms, 1027–1035; Rousseeuw (1987), Journal of Computational and Applied Mathematics 20, "
              "53–65 (silhouette)",
    .r = "kmeans(d, 3, nstart = 1000)$tot.withinss",
    .needs = NEEDS_X | X_NUMERIC,
    .options = "k draws seed method",
    .methods = "raw z",
    .keys = KEYS " size:* within:* centre:* silhouette:* cluster:*",
    .run = run,
    .example = {{"attitude", "--x rating,complaints,privileges,learning,raises,critical,advance --k 3", "within",
                 13141.463636363638, "kmeans(attitude, 3, nstart = 1000)$tot.withinss"}},
};
