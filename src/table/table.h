/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table: rows of text with positions. What every reader produces and every loader takes.

   1. A reader fills one with a struct table_builder (builder.h).
   2. table_cell() reads it; a cell outside is "".
   3. table_place() says where a cell stands, for messages.
   4. table_kind_of() tells a number from the text of one, where the file knows.
   Cells are valid UTF-8, never NULL, outer blanks kept as in the file, line ends inside a cell made '\n'. Blank
   lines are no rows, but rows keep the physical line they start on. A table lives in the arena of its input. */
#ifndef PG_TABLE_TABLE_H
#define PG_TABLE_TABLE_H

#include "base/diag.h"
#include "base/mem.h"

/* What a cell of a workbook holds; the cells of a CSV file are all TEXT. */
enum table_kind {
    TABLE_TEXT,
    TABLE_NUMBER,
    TABLE_BOOL,    /* "TRUE", "FALSE" */
    TABLE_DATE,    /* a day, a time or both: "2026-11-24", "09:30:00", "2026-11-24T09:30:00" */
    TABLE_ERROR,   /* "#N/A" */
    TABLE_PENDING, /* a formula without result: "=A1+B1" */
};

struct table_text {
    const char *file;  /* as the user named it */
    const char *sheet; /* NULL where the file has no sheets */
    bool has_cells;    /* a workbook: places print as Sheet!B12 */
    bool is_hidden;    /* a sheet that the workbook does not show */
    size_t n_rows;
    int n_columns;       /* width of the widest row */
    const char **text;   /* the fields of all rows, one row after another: read them with table_cell() */
    size_t *start;       /* of each row in 'text' */
    long *line;          /* 1-based line (CSV) or row (workbook) per row */
    int *n_fields;       /* fields that the row really has */
    unsigned char *kind; /* an enum table_kind for each text; NULL: all are TEXT */
};

/* The cell; "" outside. Columns are 0-based. */
const char *table_cell(const struct table_text *t, size_t row, int column);
/* TEXT outside. */
enum table_kind table_kind_of(const struct table_text *t, size_t row, int column);
/* False after an error for a cell that has no value to read: an error or a formula without result. */
bool table_check_value(const struct table_text *t, size_t row, const struct place *at, struct diags *ds);
/* Whether all cells are empty or blank. */
bool table_row_is_empty(const struct table_text *t, size_t row);
/* Index after the last cell of the row that is not blank; 0 for an empty row. */
int table_row_width(const struct table_text *t, size_t row);
/* Place of a cell (column −1: the whole row), with 'field' as its column's name. For workbooks the cell name lives
   in 'a'. */
struct place table_place(const struct table_text *t, size_t row, int column, const char *field, struct arena *a);
/* "B12" for column 1 and line 12; lives in 'a'. */
const char *table_cell_name(struct arena *a, int column, long line);

/* Header row 'row' as names, outer blanks ignored: the column of this name, or −1. */
int table_find(const struct table_text *t, size_t header_row, const char *name);

#endif
