/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A worksheet's XML made a table, in one pass. Rows and cells may leave out their names and then follow the one before.
   What a sheet has beside its cells (formats, drawings, extensions, macros) is not read. */
#ifndef PG_TABLE_XLSX_SHEET_H
#define PG_TABLE_XLSX_SHEET_H

#include "table/xlsx_workbook.h"
#include "table/table.h"

#define SHEET_FIELDS_MAX ((size_t)32 << 20) /* of all sheets of a workbook, the empty ones between others included */

/* Fills 't' (file, sheet and is_hidden are set); texts live in 'a' or are shared strings. *n_fields counts those of all
   sheets against SHEET_FIELDS_MAX. False after an error. */
struct sheet_source {
    struct package *package;
    const struct workbook_parts *workbook;
    long part;
    size_t *n_fields;
};
bool sheet_read(const struct sheet_source *from, struct table_text *t, struct arena *a, struct diags *ds);

#endif
