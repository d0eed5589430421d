/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expressions as JavaScript, which computes the same numbers as program_run(), to the last bit where sums and rounding
   are concerned.

   1. expr_js_program() writes a list of functions; each takes the array of values by slot, reads the inputs in it, and
      fills in some of the named values. Run them in order.
   2. The script has to hold the functions of form_run.js: sum, smallest, largest, modulo, over, pick, run, round.
   Truths are 1 and 0; a number that is not there is the empty text. */
#ifndef PG_WRITE_EXPR_JS_H
#define PG_WRITE_EXPR_JS_H

#include "base/expr.h"

/* One tree. False when it holds what only a document knows (COLUMN, HERE, CALL, a cell); 'out' is then of no use. */
bool expr_js(const struct expr *e, struct buf *out);
/* "[v=>{v[3]=…;…},…]"; false as above. */
bool expr_js_program(const struct program *p, struct buf *out);
/* A text as a literal that can stand in a script element, whatever it holds. */
void expr_js_text(const char *s, struct buf *out);

#endif
