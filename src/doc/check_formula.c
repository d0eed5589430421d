/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/check_formula.h"

#include <string.h>

static const char *column_problem(const struct doc *d, const char *name, struct arena *a) {
    const char *dot = strchr(name, '.');
    const struct table *t = dot ? doc_find_table(d, arena_strndup(a, name, (size_t)(dot - name)), NULL) : NULL;
    return t && table_find_column(t, dot + 1) >= 0 ? NULL
                                                   : arena_printf(a, "a formula of the unknown column '%s'", name);
}

static const char *slot_problem(const struct doc *d, int first, int n, struct arena *a) {
    const struct table *t = d->slots ? doc_find_table(d, d->slots, NULL) : NULL;
    bool is_there = t && first >= 0 && (size_t)(first + n) <= t->n_rows && table_find_column(t, "value") >= 0;
    return is_there ? NULL : arena_printf(a, "a formula of the unknown slot %d", first);
}

static const char *own_problem(const struct doc *d, const struct map *cells, const struct expr *e, struct arena *a) {
    switch (e->kind) {
    case EXPR_COLUMN:
    case EXPR_HERE:
        return column_problem(d, e->text, a);
    case EXPR_MEDIAN:
    case EXPR_COUNT:
    case EXPR_SMALLEST:
        return slot_problem(d, e->slot, e->n, a);
    case EXPR_REF:
        return e->slot >= 0                    ? slot_problem(d, e->slot, 1, a)
               : map_find(cells, e->text) >= 0 ? NULL
                                               : arena_printf(a, "a formula of the unknown cell '%s'", e->text);
    default:
        return NULL;
    }
}

const char *formula_problem(const struct doc *d, const struct map *cells, const struct expr *e, struct arena *a) {
    const char *problem = own_problem(d, cells, e, a);
    bool is_run = e->kind == EXPR_MEDIAN || e->kind == EXPR_COUNT || e->kind == EXPR_SMALLEST;
    int n = !is_run ? e->n : e->kind == EXPR_SMALLEST;
    for (int i = 0; i < n && !problem; i++) {
        problem = formula_problem(d, cells, e->arg[i], a);
    }
    return problem;
}
