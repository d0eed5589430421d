/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Responses: the records of an export as canonical CSV, one line a record: names of questions over codes.

   1. responses_start() with the draft; responses_put_header().
   2. responses_put_row() for each row of the table from draft.first_row on, in any pieces: nothing is kept between rows
      but the counts.
   3. r.n tells what was written, left out and doubtful; findings with rows are in 'ds'. responses_end() frees.
   Borrows the draft. */
#ifndef PG_MODEL_RESPONSES_H
#define PG_MODEL_RESPONSES_H

#include "model/draft.h"

struct responses_counts {
    size_t records; /* written */
    size_t blank;   /* rows without anything */
    size_t partial; /* not submitted or finished; written unless dropped */
    size_t partial_dropped;
    size_t ambiguous; /* cells that can be read in more than one way */
    size_t unknown;   /* cells that hold no known option */
    size_t masked;    /* texts in which an e-mail address was blanked */
};
struct responses {
    struct arena arena; /* scratch of one row */
    const struct draft *draft;
    bool drops_partial;
    struct responses_counts n;
    struct buf line; /* the cell in the making */
};

void responses_start(struct responses *r, const struct draft *d);
void responses_end(struct responses *r);
void responses_put_header(const struct responses *r, struct buf *out);
/* False when the row is no record or is left out: nothing is written then. */
bool responses_put_row(struct responses *r, size_t row, struct buf *out, struct diags *ds);
/* The canonical cell of question 'q', in the arena of the row: for writers of other formats. Call
   responses_put_row() or responses_begin_row() for the row before. */
const char *responses_cell(struct responses *r, size_t row, const struct draft_question *q, struct diags *ds);
/* Whether the row is a record to be written; counts it. */
bool responses_begin_row(struct responses *r, size_t row);
/* Whether the question has a column in the file. */
bool responses_has_column(const struct draft_question *q);

#endif
