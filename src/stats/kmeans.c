/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/clusters.h"
#include "stats/random.h"

#define ROUNDS_MAX 1000

struct clustering {
    const double *x;
    size_t n, p;
    int k;
    int *cluster;
    double *centre;
    double *near; /* n: squared distance to the nearest seed */
    size_t *size;
    double within;
};

static double squared(const double *a, const double *b, size_t p) {
    double sum = 0;
    for (size_t j = 0; j < p; j++) {
        sum += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return sum;
}

/* ---- seeds -------------------------------------------------------------------------------------------------- */
/* A row drawn in proportion to its squared distance from the seeds so far; false when every row is a seed already. */
static bool draw_far(const struct clustering *c, struct random *r, size_t *row) {
    double total = 0;
    for (size_t i = 0; i < c->n; i++) {
        total += c->near[i];
    }
    double at = random_unit(r) * total;
    size_t last = c->n;
    for (size_t i = 0; i < c->n; i++) {
        last = c->near[i] > 0 ? i : last;
        at -= c->near[i];
        if (at < 0 && c->near[i] > 0) {
            break;
        }
    }
    *row = last;
    return total > 0;
}

static bool seed_centres(struct clustering *c, struct random *r) {
    size_t row = random_below(r, (uint32_t)c->n);
    for (int q = 0; q < c->k; q++) {
        if (q > 0 && !draw_far(c, r, &row)) {
            return false;
        }
        memcpy(c->centre + (size_t)q * c->p, c->x + row * c->p, c->p * sizeof *c->centre);
        for (size_t i = 0; i < c->n; i++) {
            double d = squared(c->x + i * c->p, c->x + row * c->p, c->p);
            c->near[i] = q == 0 ? d : fmin(c->near[i], d);
        }
    }
    return true;
}

/* ---- rounds ------------------------------------------------------------------------------------------------- */
static bool assign(struct clustering *c) {
    bool has_moved = false;
    for (size_t i = 0; i < c->n; i++) {
        int best = 0;
        double least = INFINITY;
        for (int q = 0; q < c->k; q++) {
            double d = squared(c->x + i * c->p, c->centre + (size_t)q * c->p, c->p);
            if (d < least) {
                least = d;
                best = q;
            }
        }
        has_moved = has_moved || c->cluster[i] != best;
        c->cluster[i] = best;
    }
    return has_moved;
}

static void centre_all(struct clustering *c) {
    memset(c->size, 0, (size_t)c->k * sizeof *c->size);
    memset(c->near, 0, c->n * sizeof *c->near);
    for (size_t i = 0; i < c->n; i++) {
        c->size[c->cluster[i]]++;
    }
    for (int q = 0; q < c->k; q++) {
        if (c->size[q] > 0) { /* an empty cluster keeps its centre */
            memset(c->centre + (size_t)q * c->p, 0, c->p * sizeof *c->centre);
        }
    }
    for (size_t i = 0; i < c->n; i++) {
        for (size_t j = 0; j < c->p; j++) {
            c->centre[(size_t)c->cluster[i] * c->p + j] += c->x[i * c->p + j] / (double)c->size[c->cluster[i]];
        }
    }
}

/* The row leaves its cluster for the one where the sum of squares falls most; centres follow at once. */
static bool move_row(struct clustering *c, size_t i) {
    const double *x = c->x + i * c->p;
    int from = c->cluster[i], best = from;
    double size = (double)c->size[from];
    double here = size > 1 ? size / (size - 1) * squared(x, c->centre + (size_t)from * c->p, c->p) : 0,
           least = here * (1 - 1e-12);
    for (int q = 0; q < c->k; q++) {
        double there = (double)c->size[q] / ((double)c->size[q] + 1) * squared(x, c->centre + (size_t)q * c->p, c->p);
        if (q != from && there < least) {
            least = there;
            best = q;
        }
    }
    if (best == from) {
        return false;
    }
    double n = (double)c->size[best];
    for (size_t j = 0; j < c->p; j++) {
        c->centre[(size_t)from * c->p + j] -= (x[j] - c->centre[(size_t)from * c->p + j]) / (size - 1);
        c->centre[(size_t)best * c->p + j] += (x[j] - c->centre[(size_t)best * c->p + j]) / (n + 1);
    }
    c->size[from]--;
    c->size[best]++;
    c->cluster[i] = best;
    return true;
}

static void improve(struct clustering *c) {
    for (int round = 0; round < ROUNDS_MAX && (assign(c) || round == 0); round++) {
        centre_all(c);
    }
    bool has_moved = true;
    for (int round = 0; round < ROUNDS_MAX && has_moved; round++) {
        has_moved = false;
        for (size_t i = 0; i < c->n; i++) {
            has_moved = move_row(c, i) || has_moved;
        }
        centre_all(c);
    }
    struct sum sum = {0};
    for (size_t i = 0; i < c->n; i++) {
        sum_add(&sum, squared(c->x + i * c->p, c->centre + (size_t)c->cluster[i] * c->p, c->p));
    }
    c->within = sum_value(&sum);
}

/* ---- result ------------------------------------------------------------------------------------------------- */
static bool comes_before(const struct clustering *c, int q, int r) {
    for (size_t j = 0; j < c->p; j++) {
        double a = c->centre[(size_t)q * c->p + j], b = c->centre[(size_t)r * c->p + j];
        if (a != b) {
            return a < b;
        }
    }
    return q < r;
}

static void fill_result(struct kmeans *m, const struct clustering *c) {
    for (int q = 0; q < c->k; q++) {
        int place = 0;
        for (int r = 0; r < c->k; r++) {
            place += r != q && comes_before(c, r, q);
        }
        m->size[place] = c->size[q];
        m->within[place] = 0;
        memcpy(m->centre + (size_t)place * c->p, c->centre + (size_t)q * c->p, c->p * sizeof *m->centre);
        for (size_t i = 0; i < c->n; i++) {
            if (c->cluster[i] == q) {
                m->cluster[i] = place;
                m->within[place] += squared(c->x + i * c->p, c->centre + (size_t)q * c->p, c->p);
            }
        }
    }
    m->total_within = c->within;
}

static double total_of(struct clustering *c) {
    int k = c->k;
    memset(c->cluster, 0, c->n * sizeof *c->cluster);
    c->k = 1;
    centre_all(c);
    c->k = k;
    struct sum sum = {0};
    for (size_t i = 0; i < c->n; i++) {
        sum_add(&sum, squared(c->x + i * c->p, c->centre, c->p));
    }
    return sum_value(&sum);
}

struct kmeans kmeans_of(const double *x, size_t n, int p, struct kmeans_options o, struct arena *a) {
    size_t k = (size_t)o.k, width = (size_t)p;
    struct kmeans m = {.status = STAT_TOO_FEW, .k = o.k};
    if (o.k < 1 || n < k || n > UINT32_MAX) {
        return m;
    }
    m.cluster = ARENA_ARRAY(a, n, int);
    m.centre = ARENA_ARRAY(a, k * width, double);
    m.within = ARENA_ARRAY(a, k, double);
    m.size = ARENA_ARRAY(a, k, size_t);
    struct clustering c = {x,
                           n,
                           width,
                           o.k,
                           ARENA_ARRAY(a, n, int),
                           ARENA_ARRAY(a, k * width, double),
                           ARENA_ARRAY(a, n, double),
                           ARENA_ARRAY(a, k, size_t),
                           0};
    m.total = total_of(&c);
    m.total_within = INFINITY;
    struct random r = random_start(o.seed);
    for (long start = 0; start < o.starts; start++) {
        if (!seed_centres(&c, &r)) {
            return m;
        }
        improve(&c);
        bool is_alike = fabs(c.within - m.total_within) <= 1e-9 * c.within;
        m.starts_alike = is_alike ? m.starts_alike + 1 : c.within < m.total_within ? 1 : m.starts_alike;
        if (c.within < m.total_within && !is_alike) {
            fill_result(&m, &c);
        }
    }
    m.status = STAT_OK;
    return m;
}
