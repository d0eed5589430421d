/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cell of a worksheet: its name, and what its XML says made the text and kind of a table's cell.

   1. While the element is open, the sheet fills type, format, value, formula and run.
   2. cell_take() gives the text: borrowed from the shared strings, or in 'text' until the next cell. */
#ifndef PG_TABLE_XLSX_CELL_H
#define PG_TABLE_XLSX_CELL_H

#include "table/table.h"
#include "table/xlsx_text.h"
#include "table/xlsx_workbook.h"

#define CELL_ROWS_MAX 1048576

/* "B12" gives column 1 and line 12; false for anything else, or beyond XFD1048576. */
bool cell_name_parse(const char *s, int *column, long *line);

enum cell_type {
    CELL_AS_NUMBER,
    CELL_AS_SHARED,
    CELL_AS_STRING,
    CELL_AS_INLINE,
    CELL_AS_BOOL,
    CELL_AS_ERROR,
    CELL_AS_DATE
};
/* By the attribute "t"; NULL is a number. False when there is no such type. */
bool cell_type_parse(const char *s, enum cell_type *type);

struct cell_source {
    enum cell_type type;
    long format; /* index into the styles */
    bool has_formula, has_value;
    struct buf value, formula;
    struct text_run run; /* of an inline string */
};
void cell_source_init(struct cell_source *c);
void cell_source_reset(struct cell_source *c);
void cell_source_clear(struct cell_source *c);

struct cell_taken {
    const char *text;
    size_t n;
    bool is_shared; /* the text is one of the shared strings */
    enum table_kind kind;
    char room[64];
};
/* NULL, or what is wrong with the cell. An empty text is an empty cell. */
const char *cell_take(struct cell_source *c, const struct workbook_parts *w, struct cell_taken *out);

#endif
