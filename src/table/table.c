/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/table.h"

#include "base/text.h"

#include <string.h>

const char *table_cell(const struct table_text *t, size_t row, int column) {
    if (row >= t->n_rows || column < 0 || column >= t->n_fields[row]) {
        return "";
    }
    return t->text[t->start[row] + (size_t)column];
}

enum table_kind table_kind_of(const struct table_text *t, size_t row, int column) {
    if (!t->kind || row >= t->n_rows || column < 0 || column >= t->n_fields[row]) {
        return TABLE_TEXT;
    }
    return (enum table_kind)t->kind[t->start[row] + (size_t)column];
}

bool table_check_value(const struct table_text *t, size_t row, const struct place *at, struct diags *ds) {
    enum table_kind kind = table_kind_of(t, row, at->column - 1);
    const char *text = table_cell(t, row, at->column - 1);
    if (kind == TABLE_ERROR) {
        diag_add(ds, DIAG_CELL_IS_ERROR, at, text);
    } else if (kind == TABLE_PENDING) {
        diag_add(ds, DIAG_CELL_PENDING, at, text);
    }
    return kind != TABLE_ERROR && kind != TABLE_PENDING;
}

int table_row_width(const struct table_text *t, size_t row) {
    int width = row < t->n_rows ? t->n_fields[row] : 0;
    while (width > 0 && text_is_empty(table_cell(t, row, width - 1))) {
        width--;
    }
    return width;
}

bool table_row_is_empty(const struct table_text *t, size_t row) { return table_row_width(t, row) == 0; }

const char *table_cell_name(struct arena *a, int column, long line) {
    char letters[8];
    size_t at = sizeof letters;
    letters[--at] = '\0';
    for (int rest = column + 1; rest > 0 && at > 0; rest = (rest - 1) / 26) {
        letters[--at] = (char)('A' + (rest - 1) % 26);
    }
    return arena_printf(a, "%s%ld", letters + at, line);
}

struct place table_place(const struct table_text *t, size_t row, int column, const char *field, struct arena *a) {
    long line = row < t->n_rows ? t->line[row] : 0;
    struct place at = {.file = t->file, .sheet = t->sheet, .line = line, .column = column + 1, .field = field};
    if (t->has_cells && line > 0) {
        at.cell = table_cell_name(a, column < 0 ? 0 : column, line);
    }
    return at;
}

int table_find(const struct table_text *t, size_t header_row, const char *name) {
    struct arena scratch = {0};
    int found = -1;
    for (int c = 0; found < 0 && header_row < t->n_rows && c < t->n_fields[header_row]; c++) {
        if (strcmp(text_trim(&scratch, table_cell(t, header_row, c)), name) == 0) {
            found = c;
        }
    }
    arena_clear(&scratch);
    return found;
}
