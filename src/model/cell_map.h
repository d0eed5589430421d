/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cells of somebody's workbook hold answers and scores, so that the workbook can be recomputed.

   1. cell_map_load() reads a table: sheet, cell, and question (an answer stands there) or node (a score).
   2. cell_map_find() finds the cell in the workbook.
   A map owns its book and arena; cell_map_free() frees all. */
#ifndef PG_MODEL_CELL_MAP_H
#define PG_MODEL_CELL_MAP_H

#include "base/map.h"
#include "table/schema.h"

/* What of a score stands in a cell. */
enum cell_what {
    CELL_SCORE,
    CELL_SHOWN,
    CELL_FRACTION,
    CELL_LOW,
    CELL_HIGH,
    CELL_LOW_FRACTION,
    CELL_HIGH_FRACTION,
    CELL_COVERAGE
};
struct cell_map_row {
    struct row_ref ref;
    const char *sheet, *cell, *question, *node, *layer; /* either question or node is filled; layer may be "" */
    int what;                                           /* enum cell_what */
};
struct cell_map {
    struct arena arena;
    struct book book;
    struct book_sheet sheet;
    struct cell_map_row *row;
    size_t n;
};
extern const struct schema cell_map_schema;

/* A cell of a workbook, by place. */
struct map_cell {
    const struct table_text *table;
    size_t row; /* table->n_rows where the sheet ends above it: an empty cell */
    int column;
    struct place place;
};

struct cell_map *cell_map_load(const char *path, struct diags *ds);
void cell_map_free(struct cell_map *m);
/* The cell that a row names in a workbook. False after an error: no such sheet, no name of a cell. */
bool cell_map_find(const struct cell_map *m, const struct cell_map_row *row, const struct input *in,
                   struct map_cell *cell, struct diags *ds);

#endif
