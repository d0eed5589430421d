/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Widths: does each row of a sheet fit its header? */
#ifndef PG_TABLE_WIDTH_H
#define PG_TABLE_WIDTH_H

#include "table/book.h"

/* Adds an error for each row with filled cells beyond the header (a workbook: for the first), and one note that
   counts the CSV rows that have fewer fields than the header: what is missing at the end is empty. Empty cells
   beyond the header are nothing: spreadsheets write and leave out both. schema_load() does this itself. */
void width_check(const struct book_sheet *s, struct diags *ds);

#endif
