/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "cli/stat_reading.h"

static const double *read_weights(struct stat_reading *r) {
    const char *name = argument_text(r->args, "weight");
    if (!name) {
        return NULL;
    }
    size_t before = r->ds->n_errors;
    int column = stat_find_column(r, name);
    double *w = stat_read_numbers(r, name, column, false), total = 0;
    for (size_t i = 0; i < r->n && column >= 0; i++) {
        if (w[i] < 0) {
            struct place at = stat_place(r, r->row[i], column, name);
            diag_add(r->ds, DIAG_VALUE_NEGATIVE_WEIGHT, &at, stat_cell(r, r->row[i], column));
        }
        total += isnan(w[i]) ? 0 : w[i];
    }
    if (total == 0 && r->n > 0 && r->ds->n_errors == before) {
        struct place at = stat_place(r, r->sheet.header_row, column, name);
        diag_add(r->ds, DIAG_STAT_WEIGHTS_ZERO, &at, name);
    }
    return w;
}

static int *read_codes(struct stat_reading *r, const char *option, int *n_codes) {
    const char *name = argument_text(r->args, option);
    int column = name ? stat_find_column(r, name) : -1;
    if (column < 0) {
        return NULL;
    }
    struct variable v = stat_read_levels(r, name, column, false, true);
    int *code = ARENA_ARRAY(&r->s->arena, r->n + 1, int);
    for (size_t i = 0; i < r->n; i++) {
        code[i] = (int)v.value[i];
        if (!variable_has(&v, i)) {
            struct place at = stat_place(r, r->row[i], column, name);
            diag_add(r->ds, DIAG_VALUE_MISSING, &at, name);
        }
    }
    *n_codes = v.n_levels;
    return code;
}

/* One stratum as its rows tell it. */
struct stratum {
    double population; /* N of its first row */
    size_t first;      /* that row */
    size_t n;          /* rows or clusters */
};

static void report_two(struct stat_reading *r, size_t i, const struct stratum *h, int column, const char *name) {
    struct place at = stat_place(r, r->row[i], column, name);
    char text[NUM_TEXT_MAX];
    diag_add(r->ds, DIAG_STAT_FPC_TWO, &at, stat_cell(r, r->row[i], column), num_shortest(text, h->population));
}

static void report_small(struct stat_reading *r, const struct stratum *h, int column, const char *name) {
    struct place at = stat_place(r, r->row[h->first], column, name);
    const char *kind = r->s->design.cluster ? "clusters" : "rows";
    char text[NUM_TEXT_MAX];
    diag_add(r->ds, DIAG_STAT_FPC_SMALL, &at, num_shortest(text, h->population),
             arena_printf(&r->s->arena, "%zu %s", h->n, kind));
}

/* Each stratum has one N, and not more rows (or clusters) than that. */
static void check_fpc(struct stat_reading *r, const struct design *d, int column, const char *name) {
    size_t n_strata = d->stratum ? (size_t)d->n_strata : 1;
    struct stratum *strata = ARENA_ARRAY(&r->s->arena, n_strata + 1, struct stratum);
    bool *is_seen = ARENA_ARRAY(&r->s->arena, (size_t)d->n_clusters + 1, bool);
    for (size_t i = 0; i < r->n; i++) {
        struct stratum *h = &strata[d->stratum ? d->stratum[i] : 0];
        bool is_new = !d->cluster || !is_seen[d->cluster[i]];
        if (h->n == 0) {
            h->population = d->population[i];
            h->first = i;
        } else if (d->population[i] != h->population) {
            report_two(r, i, h, column, name);
        }
        h->n += is_new;
        if (d->cluster) {
            is_seen[d->cluster[i]] = true;
        }
    }
    for (size_t h = 0; h < n_strata; h++) {
        if ((double)strata[h].n > strata[h].population) {
            report_small(r, &strata[h], column, name);
        }
    }
}

void stat_read_design(struct stat_reading *r) {
    struct design *d = &r->s->design;
    d->weight = read_weights(r);
    d->stratum = read_codes(r, "strata", &d->n_strata);
    d->cluster = read_codes(r, "cluster", &d->n_clusters);
    const char *fpc = argument_text(r->args, "fpc");
    int column = fpc ? stat_find_column(r, fpc) : -1;
    if (column >= 0) {
        d->population = stat_read_numbers(r, fpc, column, false);
        check_fpc(r, d, column, fpc);
    }
    if (d->weight || d->stratum || d->cluster || d->population) {
        r->s->in.design = d;
    }
}
