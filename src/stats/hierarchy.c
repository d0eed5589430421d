/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agglomerative clusters by the formula of Lance and Williams (1967); every cluster remembers its nearest later
   neighbour. */
#include <math.h>
#include <string.h>

#include "stats/clusters.h"

static double *at(double *d, size_t i, size_t j) { return i > j ? d + i * (i - 1) / 2 + j : d + j * (j - 1) / 2 + i; }

double *clusters_distances(const double *x, size_t n, int p, struct arena *a) {
    size_t width = (size_t)p;
    double *d = ARENA_ARRAY(a, n * (n > 0 ? n - 1 : 0) / 2 + 1, double);
    for (size_t i = 1; i < n; i++) {
        for (size_t j = 0; j < i; j++) {
            double sum = 0;
            for (size_t c = 0; c < width; c++) {
                double off = x[i * width + c] - x[j * width + c];
                sum += off * off;
            }
            *at(d, i, j) = sqrt(sum);
        }
    }
    return d;
}

struct merging {
    double *d;
    size_t n;
    enum linkage linkage;
    bool *is_gone;
    double *size;
    size_t *nearest; /* of the later clusters */
    double *gap;     /* distance to it */
};

static void find_nearest(struct merging *m, size_t i) {
    m->gap[i] = INFINITY;
    for (size_t j = i + 1; j < m->n; j++) {
        if (!m->is_gone[j] && *at(m->d, j, i) < m->gap[i]) {
            m->gap[i] = *at(m->d, j, i);
            m->nearest[i] = j;
        }
    }
}

/* Distance from cluster k to the union of i and j. */
static double joined(const struct merging *m, size_t i, size_t j, size_t k) {
    double di = *at(m->d, i, k), dj = *at(m->d, j, k), ni = m->size[i], nj = m->size[j], nk = m->size[k];
    switch (m->linkage) {
    case LINKAGE_AVERAGE:
        return (ni * di + nj * dj) / (ni + nj);
    case LINKAGE_COMPLETE:
        return fmax(di, dj);
    case LINKAGE_SINGLE:
        return fmin(di, dj);
    default:
        return ((ni + nk) * di + (nj + nk) * dj - nk * *at(m->d, i, j)) / (ni + nj + nk);
    }
}

static void merge(struct merging *m, size_t i, size_t j) {
    m->is_gone[j] = true;
    for (size_t k = 0; k < m->n; k++) {
        if (!m->is_gone[k] && k != i) {
            *at(m->d, i, k) = joined(m, i, j, k);
        }
    }
    m->size[i] += m->size[j];
    for (size_t k = 0; k < m->n; k++) {
        if (m->is_gone[k]) {
            continue;
        }
        if (k == i || m->nearest[k] == i || m->nearest[k] == j) {
            find_nearest(m, k);
        } else if (k < i && *at(m->d, i, k) < m->gap[k]) {
            m->gap[k] = *at(m->d, i, k);
            m->nearest[k] = i;
        }
    }
}

static size_t closest(const struct merging *m) {
    size_t best = 0;
    double least = INFINITY;
    for (size_t i = 0; i < m->n; i++) {
        if (!m->is_gone[i] && m->gap[i] < least) {
            least = m->gap[i];
            best = i;
        }
    }
    return best;
}

struct hierarchy hierarchy_of(double *distance, size_t n, enum linkage linkage, struct arena *a) {
    struct hierarchy h = {n, ARENA_ARRAY(a, n + 1, size_t), ARENA_ARRAY(a, n + 1, size_t),
                          ARENA_ARRAY(a, n + 1, double)};
    struct merging m = {distance,
                        n,
                        linkage,
                        ARENA_ARRAY(a, n + 1, bool),
                        ARENA_ARRAY(a, n + 1, double),
                        ARENA_ARRAY(a, n + 1, size_t),
                        ARENA_ARRAY(a, n + 1, double)};
    for (size_t i = 0; i < n * (n > 0 ? n - 1 : 0) / 2 && linkage == LINKAGE_WARD; i++) {
        distance[i] *= distance[i];
    }
    for (size_t i = 0; i < n; i++) {
        m.size[i] = 1;
        find_nearest(&m, i);
    }
    for (size_t s = 0; s + 1 < n; s++) {
        size_t i = closest(&m), j = m.nearest[i];
        h.into[s] = i;
        h.from[s] = j;
        h.height[s] = linkage == LINKAGE_WARD ? sqrt(m.gap[i]) : m.gap[i];
        merge(&m, i, j);
    }
    return h;
}

int *hierarchy_cut(const struct hierarchy *h, int k, struct arena *a) {
    size_t *first = ARENA_ARRAY(a, h->n + 1, size_t);
    int *cluster = ARENA_ARRAY(a, h->n + 1, int), next = 0;
    for (size_t i = 0; i < h->n; i++) {
        first[i] = i;
    }
    for (size_t s = 0; s + (size_t)k < h->n; s++) {
        first[h->from[s]] = h->into[s];
    }
    for (size_t i = 0; i < h->n; i++) { /* a cluster is joined to an earlier row, which has its number by now */
        cluster[i] = first[i] == i ? next++ : cluster[first[i]];
    }
    return cluster;
}

/* ---- silhouette --------------------------------------------------------------------------------------------- */
static double width_of(const double *mean, const size_t *size, int k, int own) {
    double within = mean[own], other = INFINITY;
    for (int q = 0; q < k; q++) {
        other = q != own && size[q] > 0 ? fmin(other, mean[q]) : other;
    }
    bool has_width = size[own] > 1 && isfinite(other) && fmax(within, other) > 0;
    return has_width ? (other - within) / fmax(within, other) : 0;
}

double silhouette_of(const double *x, size_t n, int p, const int *cluster, int k, double *width, struct arena *a) {
    size_t *size = ARENA_ARRAY(a, (size_t)k + 1, size_t), columns = (size_t)p;
    double *mean = ARENA_ARRAY(a, (size_t)k + 1, double);
    struct sum total = {0};
    for (size_t i = 0; i < n; i++) {
        size[cluster[i]]++;
    }
    for (size_t i = 0; i < n; i++) {
        memset(mean, 0, (size_t)k * sizeof *mean);
        for (size_t j = 0; j < n; j++) {
            double sum = 0;
            for (size_t c = 0; c < columns; c++) {
                double off = x[i * columns + c] - x[j * columns + c];
                sum += off * off;
            }
            mean[cluster[j]] += sqrt(sum);
        }
        for (int q = 0; q < k; q++) {
            double others = (double)size[q] - (q == cluster[i]);
            mean[q] = others > 0 ? mean[q] / others : 0;
        }
        width[i] = width_of(mean, size, k, cluster[i]);
        sum_add(&total, width[i]);
    }
    return sum_value(&total) / (double)n;
}
