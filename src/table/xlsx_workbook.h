/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The workbook part: which sheets there are, and what all of them need (shared strings, styles, the first day).

   1. workbook_read() finds the part through the package's relationships and reads it, strings and styles.
   2. book.sheet[] are the worksheets in the order of their tabs; sheets of charts and macros are left out.
   3. workbook_clear(). Names live in the input's arena. */
#ifndef PG_TABLE_XLSX_WORKBOOK_H
#define PG_TABLE_XLSX_WORKBOOK_H

#include "table/xlsx_strings.h"
#include "table/xlsx_styles.h"

#define SHEETS_MAX 1024

struct workbook_sheet {
    const char *name;
    const char *relation; /* id of its relationship */
    bool is_hidden;
    long part;
};
struct workbook_parts {
    struct workbook_sheet *sheet;
    size_t n_sheets, cap;
    bool is_1904;
    struct shared_strings strings;
    struct cell_styles styles;
};
/* False after an error; workbook_clear() is to be called either way. */
bool workbook_read(struct workbook_parts *w, struct package *p, struct arena *a, struct diags *ds);
void workbook_clear(struct workbook_parts *w);

#endif
