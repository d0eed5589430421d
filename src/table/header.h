/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headers: which column of a sheet fills which field of a schema. Used by schema.c. */
#ifndef PG_TABLE_HEADER_H
#define PG_TABLE_HEADER_H

#include "table/schema.h"

struct header_column {
    int column;
    int field;        /* index into the schema's fields */
    const char *lang; /* "" for all but I18N columns with a language */
    bool has_dotted_ids;
    bool is_first; /* of those that fill the field */
};
struct header {
    struct header_column *column; /* of known columns, in file order */
    size_t n;
};

/* The field that a header name fills, or −1; *lang is the language that the name gives, "" when none. Lives in 'a'.
   */
int header_match(const struct schema *s, const char *name, const char **lang, struct arena *a);

/* Binds the columns of a sheet that has a header row. Adds errors for columns that are missing, duplicate or have
   contents but no name, and warnings for unknown ones. Lives in 'a'. */
struct header header_bind(const struct schema *s, const struct book_sheet *sheet, struct arena *a, struct diags *ds);

#endif
