/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which sheet of a workbook is meant where one table is wanted.

   1. choice_open() opens "FILE", or "FILE.xlsx#SHEET" where that names no file: in->wanted is then the sheet.
   2. choice_table() is the table: the sheet that is wanted, else one called 'usual', else the first that is shown and
      has contents. A CSV file has one. */
#ifndef PG_TABLE_CHOICE_H
#define PG_TABLE_CHOICE_H

#include "table/reader.h"

bool choice_open(struct input *in, const char *path, struct diags *ds);
/* The same without the hidden sheets that 'hints' leaves out, unless one sheet is named. */
bool choice_open_hinted(struct input *in, const char *path, const struct input_hints *hints, struct diags *ds);
/* The file that 'path' names, without "#SHEET". Lives in 'a'. */
const char *choice_file(const char *path, struct arena *a);
/* NULL when there is nothing to read: an error was added if a sheet was wanted. 'usual' may be NULL. A note says which
   sheet was taken when there were several. */
const struct table_text *choice_table(const struct input *in, const char *usual, struct diags *ds);
/* The note alone, for those who choose by themselves. */
void choice_say(const struct input *in, const struct table_text *taken, struct diags *ds);

#endif
