/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which sheet of a workbook holds the export of a survey tool.

   1. dialect_take_sheet() once an input is open: the sheet that was asked for (FILE.xlsx#SHEET), else the shown one
      that looks most like an export; it is then alone in the input. Inputs that are no workbook stay as they are.
   2. dialect_check_cells() once it is known where the records begin. */
#ifndef PG_MODEL_DIALECT_SHEET_H
#define PG_MODEL_DIALECT_SHEET_H

#include "model/dialect.h"

/* 'dialect' NULL: any. A note says which sheet was taken when several are shown. False after an error: there is no such
   sheet. */
bool dialect_take_sheet(struct input *in, const struct dialect *dialect, struct diags *ds);
/* False after an error for each cell of a record that has no value: "#N/A", or a formula without result. */
bool dialect_check_cells(const struct table_text *t, size_t first_row, struct diags *ds);

#endif
