/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reading of a filled form shares. For the files answers_form*.c only.

   answers_form.c          opens, finds the lines by id, runs the steps
   answers_form_line.c     what the lines of a question say together
   answers_form_change.c   a form of another version: what has changed since */
#ifndef PG_MODEL_ANSWERS_FORM_PART_H
#define PG_MODEL_ANSWERS_FORM_PART_H

#include "base/map.h"
#include "model/answers_aspect.h"
#include "model/answers_form.h"

struct form_line_at {
    const struct filled_table *table;
    size_t row;
    bool is_used; /* it belongs to a question */
};
struct form_reading {
    struct answers *x;
    const struct questionnaire *q;
    struct diags *ds;
    struct form_line_at *line;
    size_t n;
    struct map by_id; /* "QUESTION", "QUESTION/OPTION" */
    int n_open;       /* options without an answer beside answered ones */
    bool is_told;     /* what has changed is told elsewhere */
};

/* The line of an id; NULL when there is none. It is then used. */
const struct form_line_at *form_line_find(struct form_reading *r, const char *id);
struct place form_line_place(const struct form_reading *r, const struct form_line_at *l, enum filled_column column);
/* Text of a cell without outer blanks; "" with an error for a cell without a value. */
const char *form_line_text(struct form_reading *r, const struct form_line_at *l, enum filled_column column);

/* Reads question 'i' from its lines; tells when it has none though it should. */
void form_read_question(struct form_reading *r, int i);

/* Whether the options of another question answer it. */
bool form_is_folded(const struct form_reading *r, int i);

/* Before reading: whether the form is of another version, and must be read as earlier answers. */
void form_find_changes(struct form_reading *r);
/* After it: what has changed since, question by question. */
void form_tell_changes(struct form_reading *r);
/* Whether the form asked this question, by its own fingerprints; true when it has none. */
bool form_asked(const struct form_reading *r, const char *question);

#endif
