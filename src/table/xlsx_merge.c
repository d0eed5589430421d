/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/xlsx_merge.h"

#include <string.h>

#include "base/text.h"
#include "table/xlsx_cell.h"

#define STEPS_MAX 200000000

bool merge_add(struct merge_ranges *m, const char *range) {
    struct merge_range r;
    const char *colon = strchr(range, ':');
    char first[16];
    size_t n = colon ? (size_t)(colon - range) : 0;
    if (n == 0 || n >= sizeof first || m->n == MERGES_MAX) {
        return false;
    }
    memcpy(first, range, n);
    first[n] = '\0';
    if (!cell_name_parse(first, &r.first_column, &r.first_line) ||
        !cell_name_parse(colon + 1, &r.last_column, &r.last_line)) {
        return false;
    }
    VEC_GROW(m->item, m->n, m->cap);
    m->item[m->n++] = r;
    return true;
}

static size_t row_of_line(const struct table_text *t, long line) {
    size_t low = 0, high = t->n_rows;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (t->line[middle] < line) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Empties a cell; its place when it held something. */
static bool cover(struct table_text *t, size_t row, int column) {
    bool had_text = !text_is_empty(table_cell(t, row, column));
    t->text[t->start[row] + (size_t)column] = "";
    if (t->kind) {
        t->kind[t->start[row] + (size_t)column] = TABLE_TEXT;
    }
    return had_text;
}

static void warn(const struct table_text *t, size_t row, int column, const char *text, struct diags *ds) {
    struct arena a = {0};
    struct place at = table_place(t, row, column, NULL, &a);
    diag_add(ds, DIAG_CELL_COVERED, &at, text);
    arena_clear(&a);
}

/* Steps taken. */
static size_t apply_one(const struct merge_range *m, struct table_text *t, struct diags *ds) {
    size_t steps = 1;
    bool has_warned = false;
    for (size_t row = row_of_line(t, m->first_line); row < t->n_rows && t->line[row] <= m->last_line; row++) {
        int end = m->last_column < t->n_fields[row] ? m->last_column + 1 : t->n_fields[row];
        for (int c = m->first_column + (t->line[row] == m->first_line); c < end; c++) {
            const char *text = table_cell(t, row, c);
            if (cover(t, row, c) && !has_warned) {
                warn(t, row, c, text, ds);
                has_warned = true;
            }
            steps++;
        }
        steps++;
    }
    return steps;
}

bool merge_apply(const struct merge_ranges *m, struct table_text *t, struct arena *a, struct diags *ds) {
    size_t steps = 0;
    for (size_t i = 0; i < m->n && steps < STEPS_MAX; i++) {
        steps += apply_one(&m->item[i], t, ds);
    }
    if (steps >= STEPS_MAX) {
        struct place at = {.file = t->file, .sheet = t->sheet};
        diag_add(ds, DIAG_XLSX_INVALID, &at, arena_printf(a, "its %zu merged ranges overlap", m->n));
    }
    return steps < STEPS_MAX;
}

void merge_clear(struct merge_ranges *m) {
    mem_free(m->item);
    *m = (struct merge_ranges){0};
}
