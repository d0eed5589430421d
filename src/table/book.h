/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A book: named sheets, each with a header row. One CSV file whose sheets start with their name alone in column 1
   (then rows with column 1 empty), or a workbook with the same sheets. A sheet line padded with empty cells is
   accepted.

   book_open() reads; book_sheet() finds; schema.h loads rows into structs; book_close() frees all that was found. */
#ifndef PG_TABLE_BOOK_H
#define PG_TABLE_BOOK_H

#include "table/reader.h"

struct book_sheet {
    const char *name; /* trimmed; "" for a plain table */
    const struct table_text *table;
    size_t header_row; /* row of the names in 'table'; equals 'end' when the sheet has none */
    size_t first, end; /* data rows first … end−1, empty ones included */
    int first_column;  /* 1 in a CSV book, 0 in a workbook */
    int end_column;    /* behind the last name of the header */
};
struct book {
    struct input input;
    struct book_sheet *sheet;
    size_t n_sheets;
};

/* True when the table looks like a CSV book: its first non-empty row has text in column 1 only and the next row
   starts empty. A workbook is a book when one of its sheets is called "settings", or its only sheet looks like a CSV
   book, as when a program opened one and saved it; not when a sheet was asked for by name. */
bool book_is_book(const struct input *in);
/* False after an error; 'b' is then cleared. */
bool book_open(struct book *b, const char *path, struct diags *ds);
/* Takes over an open input; after an error it is closed. */
bool book_from_input(struct book *b, struct input *in, struct diags *ds);
/* By name, ASCII case ignored; NULL when absent. */
const struct book_sheet *book_sheet(const struct book *b, const char *name);
/* Warns of sheets that are none of the 'n' known ones: what stands there is not used. Empty and hidden sheets of a
   workbook need no warning. */
void book_check_sheets(const struct book *b, const char *const *known, size_t n, struct diags *ds);
void book_close(struct book *b);

/* A plain table (one header row, no sheet names) as a sheet called "", so that a schema can load it. */
struct book_sheet book_plain_sheet(const struct table_text *t);

/* Column of a header name (trimmed) of the sheet, or −1. */
int book_column(const struct book_sheet *s, const char *name);
/* Place of a cell of the sheet, with the sheet's name; see table_place(). */
struct place book_place(const struct book_sheet *s, size_t row, int column, const char *field, struct arena *a);

/* First value of a column of the sheet "settings", trimmed; "" when absent. Lives in the book. */
const char *book_setting(const struct book *b, const char *name);
/* That of a file which is not open, in 'a'; "" when it cannot be read either, without a word: its reader will tell. */
const char *book_peek_setting(const char *path, const char *name, struct arena *a);

#endif
