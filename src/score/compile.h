/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scoring model and a questionnaire as expressions: what a form must compute to score itself, as the engine does.

   1. score_compile() makes a program (base/expr.h) whose inputs are the answers and whose named values lead to the
      scores of all nodes, their layers, and whether each question is asked.
   2. compiled_fill() puts a set of answers into the inputs; program_run() computes; compiled_read() reads a score.
   3. Other floors print the same program; 'input' says what each input stands for.
   What cannot be compiled is a comparison of texts by value, dates, and list names that differ only in the case of
   letters: 'problem' then names the question, and there are no scores. A test holds the program against the engine
   over random models and answers. The result and all its trees live in the arena given; compiled_clear() frees what
   grows beside it. */
#ifndef PG_SCORE_COMPILE_H
#define PG_SCORE_COMPILE_H

#include "base/expr.h"
#include "score/score.h"

enum input_kind {
    INPUT_CHOICE, /* of one: its place in the list from 1 on; 0 = no answer */
    INPUT_TICK,   /* of several: whether 'choice' is chosen; a truth */
    INPUT_NUMBER, /* a number, or the empty text */
    INPUT_TEXT,   /* dates and texts as written */
    INPUT_REASON, /* whether a reason for N/A is given; a truth */
};
struct compiled_input {
    enum input_kind kind;
    int question, choice; /* choice: INPUT_TICK; else −1 */
    const struct expr *ref;
};

/* Statuses as numbers, so that up to BLOCKED a score counts above, and up to NOT_RATED it has a value. */
enum compiled_status {
    COMPILED_SCORED,
    COMPILED_NOT_RATED,
    COMPILED_BLANK,
    COMPILED_BLOCKED,
    COMPILED_NA,
    COMPILED_NOT_ASKED,
};
/* Each a constant or a reference. */
struct compiled_score {
    const struct expr *status, *value, *low, *high, *coverage, *scale_min, *scale_max;
};
struct compiled_node {
    struct compiled_score total, *layer; /* by layer of the model */
};
struct compiled_question {
    const struct expr *asked;   /* truth */
    const struct expr *state;   /* of answers that score: enum compiled_state; NULL: it scores nothing */
    const struct expr *missing; /* truth: asked and without an answer that counts */
    const struct expr *na;      /* truth: counts as not applicable */
    int first_input, n_inputs;  /* among 'input'; of groups and notes none */
};

struct compiled {
    const struct kit *kit;
    struct program program;
    const char *problem; /* the question whose condition cannot be compiled; NULL */
    struct compiled_input *input;
    int n_inputs;
    struct compiled_question *question;             /* by question */
    struct compiled_node *card[KIT_FRAMEWORKS_MAX]; /* by node; NULL after a problem */
    const struct score_layout *layout;
};

/* In 'a'; never NULL. Borrows the kit. */
struct compiled *score_compile(const struct kit *k, struct arena *a);
void compiled_clear(struct compiled *c); /* trees stay */

/* The inputs' values, in an array of program.n places. */
void compiled_fill(const struct compiled *c, const struct answers *x, struct expr_value *value);
/* A score as the program computes it; 'scale' gets its scale, and stand_in is left out. */
struct score compiled_read(const struct compiled_score *s, const struct expr_value *value, struct scale *scale);
/* Value of a constant or reference. */
double compiled_number(const struct expr *e, const struct expr_value *value);

#endif
