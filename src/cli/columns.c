/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/columns.h"

#include "base/text.h"

void columns_add_cells(struct columns *c, const char *const *cells) {
    struct columns_row row = {{0}};
    for (int i = 0; i < COLUMNS_MAX && cells[i]; i++) {
        row.cell[i] = cells[i];
    }
    VEC_GROW(c->row, c->n, c->cap);
    c->row[c->n++] = row;
}

static int column_width(const struct columns *c, int column) {
    int widest = 0;
    for (size_t i = 0; i < c->n; i++) {
        const char *cell = c->row[i].cell[column];
        int width = cell ? text_width(cell) : 0;
        widest = width > widest ? width : widest;
    }
    return widest;
}

static void print_row(const struct columns_row *row, const int *width, FILE *out) {
    for (int i = 0; i < COLUMNS_MAX && row->cell[i]; i++) {
        bool is_last = i + 1 == COLUMNS_MAX || !row->cell[i + 1];
        int pad = is_last ? 0 : width[i] - text_width(row->cell[i]) + 2;
        fprintf(out, "%s%*s", row->cell[i], pad, "");
    }
    fputc('\n', out);
}

void columns_print(struct columns *c, FILE *out) {
    int width[COLUMNS_MAX];
    for (int i = 0; i < COLUMNS_MAX; i++) {
        width[i] = column_width(c, i);
    }
    for (size_t i = 0; i < c->n; i++) {
        print_row(&c->row[i], width, out);
    }
    mem_free(c->row);
    *c = (struct columns){0};
}
