/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks a finished document before it goes to a writer: what one writer would forgive, another file format forbids.

   doc_check() adds one DOC_INVALID per problem (its words: where, what) and returns whether there was none. Checked:
   sheet names (1 to 31 UTF-16 units, none of []:*?/\, unique without regard to case) and ids; table ids, column keys
   and defined names unique; charts refer to a table, columns and rows that exist; links lead to a sheet or to http(s);
   every number is finite; widths are 1 … 12. */
#ifndef PG_DOC_CHECK_H
#define PG_DOC_CHECK_H

#include "base/diag.h"
#include "doc/doc.h"

bool doc_check(const struct doc *d, struct diags *ds);

/* UTF-16 units of a UTF-8 text: what spreadsheets count. */
size_t doc_utf16_length(const char *text);
/* NULL when 'name' can be a tab, else what is wrong with it. */
const char *doc_sheet_name_problem(const char *name);
/* Whether a workbook accepts it as a defined name: a letter or _ first; letters, digits, _ and . after it; at most 255;
   not like a cell ("A1", "R1C1"). ASCII only. */
bool doc_is_defined_name(const char *name);
bool doc_is_web_link(const char *link);

#endif
