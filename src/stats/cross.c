/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cross.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CELLS_MAX 4000000 /* of a table: beyond this, numbers were taken for levels */

/* ---- codes ------------------------------------------------------------------------------------------------- */
struct numbered {
    double x;
    size_t i;
};

static int by_number(const void *p, const void *q) {
    const struct numbered *a = p, *b = q;
    return a->x != b->x ? (a->x > b->x) - (a->x < b->x) : (a->i > b->i) - (a->i < b->i);
}

int codes_of_numbers(const double *x, size_t n, int *code, double *distinct, struct arena *a) {
    struct numbered *sorted = ARENA_ARRAY(a, n + 1, struct numbered);
    int k = -1;
    for (size_t i = 0; i < n; i++) {
        sorted[i] = (struct numbered){x[i], i};
    }
    qsort(sorted, n, sizeof *sorted, by_number);
    for (size_t i = 0; i < n; i++) {
        k += i == 0 || sorted[i].x != sorted[i - 1].x;
        code[sorted[i].i] = k;
        if (distinct) {
            distinct[k] = sorted[i].x;
        }
    }
    return k + 1;
}

static double *numbers_at(const struct variable *v, const struct picked *p, struct arena *a) {
    double *x = ARENA_ARRAY(a, p->n + 1, double);
    for (size_t i = 0; i < p->n; i++) {
        x[i] = v->value[p->row[i]];
    }
    return x;
}

int codes_of(const struct variable *v, const struct picked *p, int *code, struct arena *a) {
    if (v->measure == MEASURE_NUMERIC) {
        return codes_of_numbers(numbers_at(v, p, a), p->n, code, NULL, a);
    }
    for (size_t i = 0; i < p->n; i++) {
        code[i] = (int)v->value[p->row[i]];
    }
    return v->n_levels;
}

/* ---- tables ------------------------------------------------------------------------------------------------ */
static bool is_enumerated(const struct stat_input *in, size_t n) {
    if (in->options.population > 0) {
        return (double)n >= in->options.population;
    }
    const struct design *d = in->design;
    return d && d->population && !d->stratum && !d->cluster && !d->weight && n > 0 && (double)n >= d->population[0];
}

enum inference inference_of(const struct stat_input *in, size_t n) {
    const struct design *d = in->design;
    if (d && (d->weight || d->stratum || d->cluster)) {
        return INFERENCE_DESIGN;
    }
    return is_enumerated(in, n) ? INFERENCE_CENSUS : INFERENCE_SIMPLE;
}

static void fill(struct cross *x, int r, int c, struct arena *a) {
    const struct picked *p = &x->picked;
    if ((double)r * c > CELLS_MAX) {
        x->status = STAT_WRONG_LEVEL;
        return;
    }
    table2_init(&x->table, r, c, a);
    for (size_t i = 0; i < p->n; i++) {
        table2_add(&x->table, x->x[i], x->y[i], p->weight ? p->weight[i] : 1);
    }
    table2_sum(&x->table);
    if (p->n > 0 && x->table.n <= 0) {
        x->status = STAT_NO_WEIGHT;
    }
}

static struct cross picked_pair(const struct stat_input *in, struct stat_output *out) {
    struct cross x = {.picked = pick_xy(in, out)};
    x.x = ARENA_ARRAY(&out->arena, x.picked.n + 1, int);
    x.y = ARENA_ARRAY(&out->arena, x.picked.n + 1, int);
    x.inference = inference_of(in, x.picked.n);
    x.status = x.picked.n == 0 ? STAT_TOO_FEW : STAT_OK;
    return x;
}

struct cross cross_pick(const struct stat_input *in, struct stat_output *out) {
    struct cross x = picked_pair(in, out);
    if (x.status != STAT_OK) {
        return x;
    }
    int r = codes_of(&in->x[0], &x.picked, x.x, &out->arena), c = codes_of(in->y, &x.picked, x.y, &out->arena);
    fill(&x, r, c, &out->arena);
    if (x.status == STAT_OK) {
        int gone = table2_pack(&x.table);
        if (gone > 0) {
            stat_note(out, "%d empty rows or columns left out", gone);
        }
        x.status = x.table.r < 2 || x.table.c < 2 ? STAT_CONSTANT : STAT_OK;
    }
    return x;
}

/* Codes of y's levels in the list of x's levels, new names added at its end. Returns the number of names. */
static int shared_levels(const struct variable *x, const struct variable *y, int *code_of, struct arena *a) {
    const char **name = ARENA_ARRAY(a, (size_t)(x->n_levels + y->n_levels) + 1, const char *);
    int n = x->n_levels;
    for (int k = 0; k < n; k++) {
        name[k] = x->level[k];
    }
    for (int k = 0; k < y->n_levels; k++) {
        int at = 0;
        while (at < n && strcmp(name[at], y->level[k]) != 0) {
            at++;
        }
        if (at == n) {
            name[n++] = y->level[k];
        }
        code_of[k] = at;
    }
    return n;
}

static int square_of_numbers(const struct stat_input *in, struct cross *x, struct arena *a) {
    size_t n = x->picked.n;
    double *both = ARENA_ARRAY(a, 2 * n + 1, double);
    int *code = ARENA_ARRAY(a, 2 * n + 1, int);
    memcpy(both, numbers_at(&in->x[0], &x->picked, a), n * sizeof *both);
    memcpy(both + n, numbers_at(in->y, &x->picked, a), n * sizeof *both);
    int k = codes_of_numbers(both, 2 * n, code, NULL, a);
    memcpy(x->x, code, n * sizeof *code);
    memcpy(x->y, code + n, n * sizeof *code);
    return k;
}

struct cross cross_pick_square(const struct stat_input *in, struct stat_output *out) {
    struct cross x = picked_pair(in, out);
    bool is_numeric = in->x[0].measure == MEASURE_NUMERIC;
    if (x.status == STAT_OK && is_numeric != (in->y->measure == MEASURE_NUMERIC)) {
        x.status = STAT_WRONG_LEVEL;
    }
    if (x.status != STAT_OK) {
        return x;
    }
    int k;
    if (is_numeric) {
        k = square_of_numbers(in, &x, &out->arena);
    } else {
        int *code_of = ARENA_ARRAY(&out->arena, (size_t)in->y->n_levels + 1, int);
        k = shared_levels(&in->x[0], in->y, code_of, &out->arena);
        codes_of(&in->x[0], &x.picked, x.x, &out->arena);
        codes_of(in->y, &x.picked, x.y, &out->arena);
        for (size_t i = 0; i < x.picked.n; i++) {
            x.y[i] = code_of[x.y[i]];
        }
    }
    fill(&x, k, k, &out->arena);
    if (x.status == STAT_OK && k < 2) {
        x.status = STAT_CONSTANT;
    }
    return x;
}

/* ---- results ----------------------------------------------------------------------------------------------- */
enum unit cross_unit(const char *key) {
    return strstr(key, "p_value") || strncmp(key, "p_adjusted", 10) == 0 ? UNIT_P : UNIT_NONE;
}

void cross_refuse(struct stat_output *out, const char *keys, enum stat_status status) {
    const char *end;
    for (; *keys; keys = end + (*end == ' ')) {
        end = keys + strcspn(keys, " ");
        const char *key = arena_strndup(&out->arena, keys, (size_t)(end - keys));
        stat_add_status(out, key, cross_unit(key), status);
    }
}

void cross_put(struct stat_output *out, const char *key, double value) { stat_add(out, key, cross_unit(key), value); }

void cross_put_p(struct stat_output *out, enum inference inference, const char *key, double p) {
    if (inference == INFERENCE_CENSUS) {
        stat_add_status(out, key, UNIT_P, STAT_CENSUS);
    } else if (inference == INFERENCE_DESIGN) {
        stat_add_status(out, key, UNIT_P, STAT_UNDEFINED);
        if (out->n_notes == 0 || !strstr(out->note[out->n_notes - 1], "simple random sample")) {
            stat_note(out,
                      "no p value: this test holds for a simple random sample, not for weights, strata or clusters");
        }
    } else {
        stat_add(out, key, UNIT_P, p);
    }
}

void cross_put_interval(struct stat_output *out, enum inference inference, const char *key, struct estimate e) {
    e.n = out->n;
    e.has_interval = e.low <= e.high && isfinite(e.low) && isfinite(e.high);
    if (inference == INFERENCE_CENSUS) {
        e.low = e.high = e.value;
        e.has_interval = true;
        e.se = 0;
    } else if (inference == INFERENCE_DESIGN) {
        e.has_interval = false;
        e.se = -1;
    }
    stat_add_estimate(out, key, UNIT_NONE, e);
}
