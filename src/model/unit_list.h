/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of units: which business units were assessed apart, where their answers are, and how much each weighs.

   1. unit_list_load() reads a plain table with the columns unit, file and weight.
   2. unit[i].path is the file as it can be opened: 'file' is meant from the folder of the list.
   The list owns its book and arena; unit_list_free() frees all. */
#ifndef PG_MODEL_UNIT_LIST_H
#define PG_MODEL_UNIT_LIST_H

#include "table/schema.h"

struct unit_row {
    struct row_ref ref;
    const char *name, *file;
    double weight;
    const char *path;
};
struct unit_list {
    struct arena arena;
    struct book book; /* owns the input */
    struct book_sheet sheet;
    struct unit_row *unit;
    size_t n;
};

extern const struct schema unit_schema;

/* Whether a plain table is such a list, by its columns. */
bool unit_list_is_one(const struct input *in);
/* NULL after errors: mistakes in the table, no unit, no unit that weighs anything. */
struct unit_list *unit_list_load(const char *path, struct diags *ds);
void unit_list_free(struct unit_list *x);
/* Place of unit i's cell 'field'; lives in the list. */
struct place unit_list_place(struct unit_list *x, size_t i, const char *field);

#endif
