/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/width.h"

static const char *number_text(struct arena *a, size_t n) { return arena_printf(a, "%zu", n); }

static void report_wide(const struct book_sheet *s, size_t row, struct diags *ds) {
    struct arena a = {0};
    struct place at = book_place(s, row, s->end_column, NULL, &a);
    if (s->table->has_cells) {
        diag_add(ds, DIAG_COLUMN_UNNAMED, &at, NULL);
    } else {
        size_t width = (size_t)table_row_width(s->table, row);
        diag_add(ds, DIAG_CSV_RAGGED_ROW, &at, number_text(&a, width), number_text(&a, (size_t)s->end_column));
    }
    arena_clear(&a);
}

static void report_short(const struct book_sheet *s, size_t first, size_t n, struct diags *ds) {
    struct arena a = {0};
    struct place at = book_place(s, first, -1, NULL, &a);
    diag_add(ds, DIAG_CSV_SHORT_ROWS, &at, number_text(&a, n), number_text(&a, (size_t)s->table->n_fields[first]),
             number_text(&a, (size_t)s->end_column));
    arena_clear(&a);
}

void width_check(const struct book_sheet *s, struct diags *ds) {
    const struct table_text *t = s->table;
    size_t n_wide = 0, n_short = 0, first_short = 0;
    for (size_t row = s->first; row < s->end; row++) {
        int width = table_row_width(t, row);
        bool is_wide = width > s->end_column, is_short = width > 0 && !t->has_cells && t->n_fields[row] < s->end_column;
        if (is_wide && (n_wide == 0 || !t->has_cells)) {
            report_wide(s, row, ds);
        }
        first_short = is_short && n_short == 0 ? row : first_short;
        n_wide += is_wide;
        n_short += is_short;
    }
    if (n_short > 0) {
        report_short(s, first_short, n_short, ds);
    }
}
