/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The styles of a workbook, of which only one thing is read: whether a cell's format shows its number as a date. */
#ifndef PG_TABLE_XLSX_STYLES_H
#define PG_TABLE_XLSX_STYLES_H

#include "table/xlsx_date.h"
#include "table/xlsx_package.h"

struct cell_styles {
    unsigned char *show; /* an enum date_show for each cell format (the index that cells name) */
    size_t n, cap;
};
/* Reads part 'part'; false after an error. styles_clear() is to be called either way. */
bool styles_read(struct cell_styles *s, struct package *p, long part, struct diags *ds);
/* NUMBER for a format that does not exist. */
enum date_show styles_show(const struct cell_styles *s, long format);
void styles_clear(struct cell_styles *s);

#endif
