/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Formats: every kind of file that a person edits, with its sheets, an example, and the documentation made of both.

   1. format.def has one row a kind; the columns come from the schemas that the loaders use, so what is printed is what
      is read. doc/formats.md is the output of formats_print_markdown(); a contract test compares the two.
   2. A new kind of book: make its schemas visible in its header and add a row. */
#ifndef PG_MODEL_FORMAT_H
#define PG_MODEL_FORMAT_H

#include "table/schema.h"

struct format_sheet {
    const struct schema *schema;
    bool is_optional; /* a file may leave the sheet out; a plain table: none of the columns must be there */
};
struct format {
    const char *id, *title;
    bool is_book;                     /* false: one plain table, without sheet names */
    const char *where;                /* where such files lie: "frameworks/ID.csv" */
    const char *summary;              /* one line */
    const struct format_sheet *sheet; /* the last has no schema */
    const char *notes;                /* Markdown: what columns cannot say; "" for nothing */
    const char *example;              /* a small valid file */
};

size_t formats_count(void);
const struct format *formats_at(size_t i);
const struct format *formats_find(const char *id); /* NULL when absent */
/* The whole documentation of formats, as Markdown. */
void formats_print_markdown(struct buf *out);

#endif
