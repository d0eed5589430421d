/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A filled form: a workbook that 'form' wrote (report/form.h), as it comes back from a respondent. Sheets, columns and
   lines may stand anywhere; each table is found by its row of keys, which stands above the header and is hidden.

   1. filled_is_form() tells a form from another workbook.
   2. filled_find() finds its tables; filled_meta() what the form says of itself.
   3. filled_line() reads a cell of a table, filled_place() says where it stands.
   Borrows the input, which must live as long. */
#ifndef PG_MODEL_FILLED_H
#define PG_MODEL_FILLED_H

#include "table/reader.h"

enum filled_kind {
    FILLED_LINES,    /* questions and options */
    FILLED_ABOUT,    /* questions about the organisation, in the profile */
    FILLED_SETTINGS, /* who, what, when */
    FILLED_REGISTER, /* evidence by number */
    FILLED_META,     /* fingerprints */
};
/* Columns by key; those that a kind does not have are missing. */
enum filled_column {
    FILLED_ID,     /* "question", "key", "no" */
    FILLED_ANSWER, /* "answer", "value", "title" */
    FILLED_REASON,
    FILLED_CONFIDENCE,
    FILLED_COMMENT,
    FILLED_EVIDENCE, /* "evidence", "place" */
    FILLED_OWNER,
    FILLED_DATE,
    FILLED_CONFIRMED,
    FILLED_LABEL,
    FILLED_WORDING,
    FILLED_CHOICES,
    FILLED_CREDITS, /* of FILLED_META: what the hash of a question is made of */
    N_FILLED_COLUMNS
};
struct filled_table {
    enum filled_kind kind;
    const struct table_text *table;
    size_t keys, end;             /* row of the keys; behind the last row */
    int column[N_FILLED_COLUMNS]; /* −1: missing */
};
struct filled {
    struct filled_table *table;
    size_t n;
};

bool filled_is_form(const struct input *in);
/* The tables, in the order of the sheets; in 'a'. */
struct filled *filled_find(const struct input *in, struct arena *a);
/* The cell in a column of a table, "" where there is none; and its place. */
const char *filled_cell(const struct filled_table *t, size_t row, enum filled_column column);
struct place filled_place(const struct filled_table *t, size_t row, enum filled_column column, struct arena *a);
/* The row of 'key' in a table, by its clean id; 'end' when absent. */
size_t filled_row(const struct filled_table *t, const char *key);
/* What the form says of itself, "" when it does not: "form_id", "version", …; lives in 'a'. */
const char *filled_meta(const struct filled *f, const char *key, struct arena *a);
const struct filled_table *filled_of_kind(const struct filled *f, enum filled_kind kind); /* the first; NULL */

#endif
