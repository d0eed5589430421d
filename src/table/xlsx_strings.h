/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shared strings of a workbook: texts that cells name by number. Each is kept once, in the input's arena, with line
   ends made '\n'; strings_clear() frees the list, not the texts. */
#ifndef PG_TABLE_XLSX_STRINGS_H
#define PG_TABLE_XLSX_STRINGS_H

#include "table/xlsx_package.h"

#define STRINGS_MAX ((size_t)32 << 20)

struct shared_strings {
    const char **text;
    size_t n, cap;
};
/* Reads part 'part'; false after an error. strings_clear() is to be called either way. */
bool strings_read(struct shared_strings *s, struct package *p, long part, struct arena *a, struct diags *ds);
void strings_clear(struct shared_strings *s);

#endif
