/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holding sets of steps against the code that scores: what they are really worth, and rows that forbid a promise that
   was too much. For roadmap_solve.c only.

   1. held_look() reads the steps off a solution 'x', or is_done is given and held_score() called; both score.
   2. held_objective() and held_is_good() say what came of it; held_cut() adds the rows to the program.
   Everything lives in the solver's arena. */
#ifndef PG_SCORE_ROADMAP_HOLD_H
#define PG_SCORE_ROADMAP_HOLD_H

#include "score/roadmap_solve.h"

struct held {
    const double *x;
    bool *is_done;            /* by phase and item */
    struct case_score *score; /* by phase; of the last only unless is_early */
    bool is_early;
    int n_cuts;
};

void held_look(struct solver *s, struct held *k);
void held_score(struct solver *s, struct held *k);
double held_objective(const struct solver *s, enum goal goal, const struct held *k);
/* Whether the targets are met, and no earlier goal loses. */
bool held_is_good(const struct solver *s, const struct held *k);
void held_cut(struct solver *s, struct held *k);

#endif
