/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a shared or inline string, from the XML of its element: plain or in runs, the phonetic guides that
   Japanese input methods add left out.

   1. text_run_start() and text_run_end() with every element inside <si> or <is>; text_run_add() with the text.
   2. At the end of the element text_run_finish() makes the escapes _xHHHH_ letters; 'text' holds the whole.
   3. text_run_reset() before the next. */
#ifndef PG_TABLE_XLSX_TEXT_H
#define PG_TABLE_XLSX_TEXT_H

#include "base/mem.h"

struct text_run {
    struct buf text;
    int skipped; /* depth inside an element that is not read */
    bool is_in_t;
};
void text_run_init(struct text_run *t);
void text_run_start(struct text_run *t, const char *name);
void text_run_end(struct text_run *t, const char *name);
void text_run_add(struct text_run *t, const char *s, size_t n);
void text_run_finish(struct text_run *t);
void text_run_reset(struct text_run *t);
void text_run_clear(struct text_run *t);

/* Makes _xHHHH_ in the 'n' bytes at 's' the UTF-16 unit that it stands for, in place; the new length. Halves of pairs
   and a zero become U+FFFD. Source: ECMA-376 part 1, ST_Xstring. */
size_t text_unescape(char *s, size_t n);

#endif
