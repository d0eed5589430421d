/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/ratings.h"

#include <string.h>

#include "stats/cross.h"

static void pick_rows(const struct stat_input *in, int least, struct ratings *r, size_t *row, struct stat_output *out) {
    for (size_t i = 0; i < in->x[0].n; i++) {
        int given = 0;
        enum value_state first = STATE_VALUE;
        for (int j = 0; j < r->m; j++) {
            bool has = variable_has(&in->x[j], i);
            given += has;
            first = has || first != STATE_VALUE ? first : (enum value_state)in->x[j].state[i];
        }
        if (given >= least) {
            row[r->n++] = i;
            r->gaps += (size_t)(r->m - given);
        } else {
            out->missing[first]++;
        }
    }
    out->n = r->n;
}

/* ---- names ------------------------------------------------------------------------------------------------- */
static int find_name(const struct ratings *r, const char *name) {
    int k = 0;
    while (k < r->k && strcmp(r->name[k], name) != 0) {
        k++;
    }
    return k;
}

static void code_names(const struct stat_input *in, const size_t *row, struct ratings *r, struct arena *a) {
    size_t most = 1;
    for (int j = 0; j < r->m; j++) {
        most += (size_t)in->x[j].n_levels;
    }
    r->name = ARENA_ARRAY(a, most, const char *);
    int *code_of = ARENA_ARRAY(a, most, int);
    for (int j = 0; j < r->m; j++) {
        const struct variable *v = &in->x[j];
        for (int l = 0; l < v->n_levels; l++) {
            code_of[l] = find_name(r, v->level[l]);
            if (code_of[l] == r->k) {
                r->name[r->k++] = v->level[l];
            }
        }
        for (size_t i = 0; i < r->n; i++) {
            r->code[i * (size_t)r->m + (size_t)j] = variable_has(v, row[i]) ? code_of[(int)v->value[row[i]]] : -1;
        }
        r->is_ordered = r->is_ordered || v->measure == MEASURE_ORDINAL;
    }
    r->value = ARENA_ARRAY(a, most, double);
    for (int c = 0; c < r->k; c++) {
        r->value[c] = c;
    }
}

/* ---- numbers ----------------------------------------------------------------------------------------------- */
static void code_numbers(const struct stat_input *in, const size_t *row, struct ratings *r, struct arena *a) {
    size_t most = r->n * (size_t)r->m, n = 0;
    double *x = ARENA_ARRAY(a, most + 1, double);
    int *code = ARENA_ARRAY(a, most + 1, int);
    for (size_t i = 0; i < most; i++) {
        const struct variable *v = &in->x[i % (size_t)r->m];
        if (variable_has(v, row[i / (size_t)r->m])) {
            x[n++] = v->value[row[i / (size_t)r->m]];
        }
    }
    r->value = ARENA_ARRAY(a, n + 1, double);
    r->k = codes_of_numbers(x, n, code, r->value, a);
    r->name = ARENA_ARRAY(a, (size_t)r->k + 1, const char *);
    n = 0;
    for (size_t i = 0; i < most; i++) {
        r->code[i] = variable_has(&in->x[i % (size_t)r->m], row[i / (size_t)r->m]) ? code[n++] : -1;
    }
    for (int c = 0; c < r->k; c++) {
        char text[NUM_TEXT_MAX];
        r->name[c] = arena_strdup(a, num_shortest(text, r->value[c]));
    }
}

struct ratings ratings_pick(const struct stat_input *in, int least, struct stat_output *out) {
    struct ratings r = {.m = in->n_x, .is_numeric = in->x[0].measure == MEASURE_NUMERIC};
    size_t *row = ARENA_ARRAY(&out->arena, in->x[0].n + 1, size_t);
    for (int j = 0; j < r.m; j++) {
        bool is_mixed = in->x[j].n > 0 && r.is_numeric != (in->x[j].measure == MEASURE_NUMERIC);
        r.status = is_mixed ? STAT_WRONG_LEVEL : r.status;
    }
    pick_rows(in, least, &r, row, out);
    r.code = ARENA_ARRAY(&out->arena, r.n * (size_t)r.m + 1, int);
    r.is_ordered = r.is_numeric;
    if (r.status == STAT_OK && r.is_numeric) {
        code_numbers(in, row, &r, &out->arena);
    } else if (r.status == STAT_OK) {
        code_names(in, row, &r, &out->arena);
    }
    if (in->design && (in->design->weight || in->design->stratum || in->design->cluster)) {
        stat_note(out, "weights, strata and clusters are not used");
    }
    return r;
}
