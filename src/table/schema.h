/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schemas: what columns a sheet has, as constant data that drives loading, checking, messages and the documentation
   of formats.

   1. Describe each column and the sheet:
      static const struct field fields[] = {
          {.name = "id", .type = FIELD_ID, .flags = FIELD_REQUIRED, .offset = offsetof(struct node, id)}};
      static const struct schema nodes = {"nodes", fields, ARRAY_LEN(fields), sizeof(struct node), "nodes", false};
   2. Load: rows = schema_load(&nodes, book, sheet, arena, &n, ds): an array of structs, one per non-empty data row, in
      file order. Each struct starts with a 'struct row_ref' (where it came from), set by the loader.
   All errors of the sheet are reported, not only the first. Unknown columns are a warning, and an error where a
   known name is near.

   Widths: cells that are missing at the end of a row are empty (one note a sheet counts such rows), empty cells
   beyond the header are ignored, filled ones are an error. Column names are compared after text_fold(). */
#ifndef PG_TABLE_SCHEMA_H
#define PG_TABLE_SCHEMA_H

#include "base/text.h"
#include "table/book.h"

enum field_type {
    FIELD_TEXT,   /* const char *: trimmed, "" when empty */
    FIELD_ID,     /* const char *: trimmed, no blanks inside; dates and numbers a spreadsheet made of ids are errors */
    FIELD_NUMBER, /* double; empty gives 'empty' */
    FIELD_WEIGHT, /* double ≥ 0; empty gives 'empty' (usually 1) */
    FIELD_INT,    /* int; empty gives (int)'empty' */
    FIELD_WORD,   /* int: index into 'words' (folded before comparing); empty gives (int)'empty' */
    FIELD_BOOL,   /* bool: yes/no/true/false/1/0; empty gives 'empty' != 0 */
    FIELD_I18N, /* struct i18n: columns "name", "name::English (en)", "name::日本語 (ja)", …; only the filled ones */
};
#define SCHEMA_WEIGHT_MAX 1e6 /* larger ones are mistakes, and their sums would lose digits */
enum { FIELD_OPTIONAL = 0, FIELD_REQUIRED = 1, FIELD_UNIQUE = 2 }; /* REQUIRED: the column must exist and be filled */

struct field {
    const char *name;
    enum field_type type;
    int flags;
    size_t offset;
    double min, max;          /* NUMBER, WEIGHT, INT: allowed range; both 0 = any */
    double empty;             /* value of an empty cell */
    const char *const *words; /* WORD: NULL-terminated */
    const char *help;         /* one line for the format documentation */
};
struct row_ref {
    const struct table_text *table;
    size_t row; /* in 'table' */
    const struct book_sheet *sheet;
};
struct schema {
    const char *sheet;
    const struct field *field;
    size_t n_fields;
    size_t size; /* of the struct */
    const char *help;
    bool is_open; /* further columns are allowed without a warning (XLSForm, answers) */
};

/* The sheet's rows as an array of structs in 'a', n in *n_rows; texts are borrowed from the book or live in 'a', and
   the rows point to 'sheet'. NULL when 'sheet' is NULL and required columns exist (error added), or there is no
   header; rows with errors are still there with defaults, so that callers can check further: ask diags_has_errors().
   'b' (for the file's name when the sheet is missing) may be NULL when 'sheet' is not. */
void *schema_load(const struct schema *s, const struct book *b, const struct book_sheet *sheet, struct arena *a,
                  size_t *n_rows, struct diags *ds);

/* The same for the book's sheet of the schema's name; *n is 0 where there is nothing, which is an error when the schema
   requires a column. */
void *schema_load_sheet(const struct schema *s, const struct book *b, struct arena *a, int *n, struct diags *ds);
/* The same, but a book may leave the sheet out, or empty. */
void *schema_load_optional(const struct schema *s, const struct book *b, struct arena *a, int *n, struct diags *ds);

/* Place of a field of a loaded row, for later checks. 'field' is the column's name (an I18N field: its base name). */
struct place schema_place(const struct row_ref *ref, const char *field, struct arena *a);
/* The same for the words of one language. */
struct place schema_place_in(const struct row_ref *ref, const char *field, const char *lang, struct arena *a);

#endif
