/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/cell_map.h"

#include <ctype.h>
#include <string.h>

#define ROW(member) offsetof(struct cell_map_row, member)

static const char *const whats[] = {"score",        "shown",         "fraction", "low", "high",
                                    "low_fraction", "high_fraction", "coverage", NULL};
static const struct field fields[] = {
    {.name = "sheet", .type = FIELD_TEXT, .offset = ROW(sheet), .help = "the sheet's tab; empty: the first sheet"},
    {.name = "cell", .type = FIELD_ID, .flags = FIELD_REQUIRED, .offset = ROW(cell), .help = "the cell, such as F12"},
    {.name = "question", .type = FIELD_ID, .offset = ROW(question), .help = "the answer to this question stands there"},
    {.name = "node", .type = FIELD_ID, .offset = ROW(node), .help = "the score of this node stands there"},
    {.name = "layer", .type = FIELD_ID, .offset = ROW(layer), .help = "of this layer alone"},
    {.name = "what",
     .type = FIELD_WORD,
     .offset = ROW(what),
     .words = whats,
     .empty = CELL_SCORE,
     .help =
         "what of the score: score, low and high on the node's scale, unrounded; shown: rounded as reports show it; "
         "fraction, low_fraction, high_fraction and coverage from 0 to 1"},
};
const struct schema cell_map_schema = {
    "map", fields, ARRAY_LEN(fields), sizeof(struct cell_map_row), "cells of a workbook", false};

/* ---- loading ----------------------------------------------------------------------------------------------------- */

static void check_row(struct cell_map *m, const struct cell_map_row *row, struct diags *ds) {
    bool has_question = *row->question, has_node = *row->node;
    if (has_question == has_node) {
        struct place at = schema_place(&row->ref, has_node ? "question" : "node", &m->arena);
        diag_add(ds, DIAG_MAP_ONE_OF_TWO, &at, row->cell);
    }
}

static void check_twice(struct cell_map *m, struct diags *ds) {
    struct map seen = {0};
    for (size_t i = 0; i < m->n; i++) {
        const struct cell_map_row *row = &m->row[i];
        const char *key = text_fold(&m->arena, arena_printf(&m->arena, "%s!%s", row->sheet, row->cell));
        if (!map_add(&seen, key, (int)i)) {
            struct place at = schema_place(&row->ref, "cell", &m->arena);
            diag_add(ds, DIAG_MAP_CELL_TWICE, &at, row->cell);
        }
    }
    map_clear(&seen);
}

static bool read_rows(struct cell_map *m, struct diags *ds) {
    size_t before = ds->n_errors;
    bool has_rows = m->book.input.n_sheets > 0 && m->book.input.sheet[0].n_rows > 0;
    if (!has_rows) {
        struct place at = {.file = m->book.input.path};
        diag_add(ds, DIAG_FILE_EMPTY, &at, "sheet,cell,question,node,layer,what");
        return false;
    }
    m->sheet = book_plain_sheet(&m->book.input.sheet[0]);
    m->sheet.name = cell_map_schema.sheet;
    m->row = schema_load(&cell_map_schema, &m->book, &m->sheet, &m->arena, &m->n, ds);
    for (size_t i = 0; m->row && i < m->n; i++) {
        check_row(m, &m->row[i], ds);
    }
    check_twice(m, ds);
    return ds->n_errors == before;
}

struct cell_map *cell_map_load(const char *path, struct diags *ds) {
    struct cell_map *m = mem_alloc(1, sizeof *m);
    *m = (struct cell_map){.n = 0};
    if (!input_open(&m->book.input, path, ds) || !read_rows(m, ds)) {
        cell_map_free(m);
        return NULL;
    }
    return m;
}

void cell_map_free(struct cell_map *m) {
    if (m) {
        book_close(&m->book);
        arena_clear(&m->arena);
        mem_free(m);
    }
}

/* ---- cells ------------------------------------------------------------------------------------------------------- */

/* "$F$12": column 5, line 12; false when it is no name of a cell. */
static bool parse_cell(const char *name, int *column, long *line) {
    long c = 0, n = 0;
    int letters = 0, digits = 0;
    name += *name == '$';
    for (; isalpha((unsigned char)*name) && letters < 3; name++, letters++) {
        c = c * 26 + (toupper((unsigned char)*name) - 'A' + 1);
    }
    name += *name == '$';
    for (; isdigit((unsigned char)*name) && digits < 7; name++, digits++) {
        n = n * 10 + (*name - '0');
    }
    *column = (int)c - 1;
    *line = n;
    return letters > 0 && digits > 0 && n > 0 && !*name;
}

static const struct table_text *sheet_called(const struct input *in, const char *name) {
    return *name ? input_sheet(in, name) : in->n_sheets > 0 ? &in->sheet[0] : NULL;
}

static const char *sheet_names(const struct input *in, struct arena *a) {
    const char *all = "";
    for (size_t i = 0; i < in->n_sheets; i++) {
        const char *name = in->sheet[i].sheet ? in->sheet[i].sheet : "";
        all = arena_printf(a, "%s%s'%s'", all, *all ? ", " : "", name);
    }
    return all;
}

static size_t row_of_line(const struct table_text *t, long line) {
    size_t row = 0;
    while (row < t->n_rows && t->line[row] != line) {
        row++;
    }
    return row;
}

bool cell_map_find(const struct cell_map *m, const struct cell_map_row *row, const struct input *in,
                   struct map_cell *cell, struct diags *ds) {
    struct arena *a = (struct arena *)(uintptr_t)&m->arena; /* names of places join the map's memory */
    long line;
    cell->table = sheet_called(in, row->sheet);
    if (!cell->table) {
        struct place at = schema_place(&row->ref, "sheet", a);
        diag_add(ds, DIAG_MAP_SHEET_UNKNOWN, &at, row->sheet, sheet_names(in, a));
        return false;
    }
    if (!parse_cell(row->cell, &cell->column, &line)) {
        struct place at = schema_place(&row->ref, "cell", a);
        diag_add(ds, DIAG_MAP_CELL_INVALID, &at, row->cell);
        return false;
    }
    cell->row = row_of_line(cell->table, line);
    cell->place = (struct place){.file = in->path,
                                 .sheet = cell->table->sheet,
                                 .line = line,
                                 .column = cell->column + 1,
                                 .cell = table_cell_name(a, cell->column, line)};
    return true;
}
