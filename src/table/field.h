/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields: one cell of a sheet made a value of its type and put into the row's struct. Used by schema.c. */
#ifndef PG_TABLE_FIELD_H
#define PG_TABLE_FIELD_H

#include "table/schema.h"

struct field_cell {
    const struct field *field;
    const struct book_sheet *sheet;
    size_t row;
    int column;
    bool has_dotted_ids; /* ID: others of its column are like 2.1.1 */
};

/* The value of an empty cell. */
void field_store_empty(const struct field *f, void *row);
/* Stores the cell's value; an empty cell or an error (added) leaves the member as it is. Not for I18N. */
void field_store(const struct field_cell *c, void *row, struct arena *a, struct diags *ds);

/* Whether an id of the column is dotted numbers. */
bool field_has_dotted_ids(const struct book_sheet *s, int column);

void field_error(const struct field_cell *c, enum diag_id id, const char *const words[4], struct diags *ds);
#define field_add(c, id, ds, ...) field_error((c), (id), (const char *const[5]){__VA_ARGS__}, (ds))

#endif
