/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of an HTML page; write_html.c puts them together. All texts go through markup.h. */
#ifndef PG_WRITE_HTML_H
#define PG_WRITE_HTML_H

#include "doc/doc.h"

enum word {
#define WORD(id, en, ja) WORD_##id,
#include "write/word.def"
#undef WORD
    N_WORDS
};

struct html {
    const struct doc *d;
    struct buf *out;
    const struct sheet *sheet; /* at hand */
    const struct sheet *cover; /* first cover; NULL for none */
};

/* ---- html_style.c: what depends on the document; the rest is report.css ------------------------------------ */
void html_put_style(struct html *h);
const char *html_tone_class(enum tone tone); /* "t-good" */

/* ---- html_cell.c ------------------------------------------------------------------------------------------- */
/* Symbol, text and link of a cell, without an element around it. */
void html_put_cell(struct html *h, const struct cell *c);
/* A text with its line breaks, linked where 'link' leads to a sheet or to http(s). */
void html_put_linked(struct html *h, const char *text, const char *link);
void html_put_tone_symbol(struct html *h, enum tone tone, const char *text);

/* ---- html_table.c ------------------------------------------------------------------------------------------ */
void html_put_table(struct html *h, const struct table *t);

/* ---- html_block.c ------------------------------------------------------------------------------------------ */
void html_put_blocks(struct html *h);
/* <h1> … <h4> of the sheet's heading of that level. */
void html_put_heading(struct html *h, int level, const char *text, bool names_sheet);
bool html_has_title(const struct sheet *s); /* a heading of level 1 */

const char *html_word(const struct html *h, enum word word);

#endif
