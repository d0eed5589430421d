/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A terminal or plain text file: colours where wanted, lines that fit, nothing that could steer the terminal.
   Every text of the data comes through term_clean(), which takes control characters out. */
#ifndef PG_WRITE_TERM_H
#define PG_WRITE_TERM_H

#include "doc/doc.h"

struct term {
    const struct doc *d;
    struct buf *out;
    struct arena arena; /* texts made while rendering */
    int width;
    bool has_color;
};

/* Without control characters but line breaks; lives in t->arena or is 's'. NULL gives "". */
const char *term_clean(struct term *t, const char *s);
/* Symbol and text of a cell, cleaned. */
const char *term_cell(struct term *t, const struct cell *c);

void term_style_on(struct term *t, enum tone tone);
void term_style_off(struct term *t, enum tone tone);
void term_put_blanks(struct term *t, int n);
void term_put_rule(struct term *t, char mark, int width);
/* 'text' wrapped after 'first' ("- "), further lines indented by its width. */
void term_put_paragraph(struct term *t, const char *first, const char *text, enum tone tone);
/* A bar of 'columns' columns for the share 0 … 1, padded with blanks. */
void term_put_bar(struct term *t, double share, int columns);

/* term_table.c */
void term_put_table(struct term *t, const struct table *table);

#endif
