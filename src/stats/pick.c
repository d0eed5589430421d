/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/pick.h"

#include <stdlib.h>
#include <string.h>

/* The kind of missing of the first variable without a value in row i; STATE_VALUE when all have one. */
static enum value_state first_missing(const struct variable *const *v, int n, size_t i) {
    for (int k = 0; k < n; k++) {
        if (!variable_has(v[k], i)) {
            return (enum value_state)v[k]->state[i];
        }
    }
    return STATE_VALUE;
}

static struct picked pick_rows(const struct stat_input *in, const struct variable *const *v, int n_v,
                               struct stat_output *out) {
    size_t n = v[0]->n;
    struct picked p = {.row = ARENA_ARRAY(&out->arena, n + 1, size_t)};
    const double *weight = in->design ? in->design->weight : NULL;
    struct sum total = {0};
    for (size_t i = 0; i < n; i++) {
        enum value_state state = first_missing(v, n_v, i);
        if (state == STATE_VALUE) {
            p.row[p.n++] = i;
        } else {
            out->missing[state]++;
        }
    }
    out->n = p.n;
    if (weight) {
        p.weight = ARENA_ARRAY(&out->arena, p.n + 1, double);
    }
    for (size_t i = 0; i < p.n; i++) {
        if (weight) {
            p.weight[i] = weight[p.row[i]];
        }
        sum_add(&total, weight ? p.weight[i] : 1);
    }
    p.weight_sum = sum_value(&total);
    return p;
}

static double *values_at(const struct variable *v, const struct picked *p, struct arena *a) {
    double *x = ARENA_ARRAY(a, p->n + 1, double);
    for (size_t i = 0; i < p->n; i++) {
        x[i] = v->value[p->row[i]];
    }
    return x;
}

static int add_others(const struct stat_input *in, const struct variable **v, int n, bool wants_y) {
    if (wants_y && in->y) {
        v[n++] = in->y;
    }
    if (in->by) {
        v[n++] = in->by;
    }
    return n;
}

struct picked pick_x(const struct stat_input *in, struct stat_output *out) {
    const struct variable *v[3] = {&in->x[0]};
    struct picked p = pick_rows(in, v, add_others(in, v, 1, false), out);
    p.x = values_at(&in->x[0], &p, &out->arena);
    return p;
}

struct picked pick_xy(const struct stat_input *in, struct stat_output *out) {
    const struct variable *v[3] = {&in->x[0]};
    struct picked p = pick_rows(in, v, add_others(in, v, 1, true), out);
    p.x = values_at(&in->x[0], &p, &out->arena);
    p.y = in->y ? values_at(in->y, &p, &out->arena) : NULL;
    return p;
}

double *pick_matrix(const struct stat_input *in, struct stat_output *out, struct picked *p) {
    const struct variable **v = ARENA_ARRAY(&out->arena, (size_t)in->n_x + 2, const struct variable *);
    for (int k = 0; k < in->n_x; k++) {
        v[k] = &in->x[k];
    }
    *p = pick_rows(in, v, add_others(in, v, in->n_x, true), out);
    double *m = ARENA_ARRAY(&out->arena, p->n * (size_t)in->n_x + 1, double);
    for (size_t i = 0; i < p->n; i++) {
        for (int k = 0; k < in->n_x; k++) {
            m[i * (size_t)in->n_x + (size_t)k] = in->x[k].value[p->row[i]];
        }
    }
    return m;
}

void pick_without_design(const struct stat_input *in, struct stat_output *out) {
    const struct design *d = in->design;
    bool is_said = out->n_notes > 0 && strstr(out->note[out->n_notes - 1], "are not used here");
    if (d && (d->weight || d->stratum || d->cluster) && !is_said) {
        stat_note(out, "weights, strata and clusters are not used here: see the statistics of family designs");
    }
}

struct at {
    double x;
    size_t i;
};

static int by_x(const void *p, const void *q) {
    const struct at *a = p, *b = q;
    return a->x != b->x ? (a->x > b->x) - (a->x < b->x) : (a->i > b->i) - (a->i < b->i);
}

double ranks_of(const double *x, size_t n, double *rank, struct arena *scratch) {
    struct at *sorted = ARENA_ARRAY(scratch, n + 1, struct at);
    double ties = 0;
    for (size_t i = 0; i < n; i++) {
        sorted[i] = (struct at){x[i], i};
    }
    qsort(sorted, n, sizeof *sorted, by_x);
    for (size_t i = 0, j; i < n; i = j) {
        for (j = i + 1; j < n && sorted[j].x == sorted[i].x; j++) {
        }
        double t = (double)(j - i);
        for (size_t k = i; k < j; k++) {
            rank[sorted[k].i] = (double)(i + j + 1) / 2;
        }
        ties += t * t * t - t;
    }
    return ties;
}
