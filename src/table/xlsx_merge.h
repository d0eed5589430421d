/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merged cells: the first holds the value, what others still hold nobody sees.

   1. merge_add() with each range of a sheet ("A3:C5"), in any order.
   2. merge_apply() empties the covered cells of the finished table; one warning a range names what it found there.
   3. merge_clear(). */
#ifndef PG_TABLE_XLSX_MERGE_H
#define PG_TABLE_XLSX_MERGE_H

#include "table/table.h"

#define MERGES_MAX ((size_t)1 << 20)

struct merge_range {
    int first_column, last_column;
    long first_line, last_line;
};
struct merge_ranges {
    struct merge_range *item;
    size_t n, cap;
};
/* False for what is no range, and beyond MERGES_MAX. */
bool merge_add(struct merge_ranges *m, const char *range);
/* False after an error: the ranges lie over each other so often that it would take hours. */
bool merge_apply(const struct merge_ranges *m, struct table_text *t, struct arena *a, struct diags *ds);
void merge_clear(struct merge_ranges *m);

#endif
