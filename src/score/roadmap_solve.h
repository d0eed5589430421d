/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing steps: the program of a case, solved for one goal after another, every solution held against the code that
   scores. For the files of roadmap only.

   1. solver_start() on a zeroed solver whose first block is filled.
   2. solver_goal() solves for one goal and keeps what it reached for those that follow; 'found' is the last solution.
      Where a rule could not be said in rows, a solution may promise more than its steps give: then a row is added that
      forbids this promise to these steps and all fewer, and it is solved again. This ends at the optimum; or after
      CUTS_MAX rounds at the best solution seen, with the bound.
   3. solver_clear(). */
#ifndef PG_SCORE_ROADMAP_SOLVE_H
#define PG_SCORE_ROADMAP_SOLVE_H

#include "score/roadmap_tree.h"

enum goal {
    GOAL_EFFORT,  /* least effort; as the first goal, with which all wanted minima are met */
    GOAL_MISSING, /* least that is missing to the wanted minima, as fractions of their scales, in sum */
    GOAL_TOTAL,   /* highest total after the last phase */
    GOAL_EARLY,   /* highest sum of the totals after each phase */
    N_GOALS
};

struct solution {
    enum program_status status; /* OPTIMAL: proven, and confirmed by scoring */
    double objective, bound, gap;
    bool *is_done;  /* by phase and item of the set; NULL without a solution */
    bool disagrees; /* scoring gives more than the program thought possible: a mistake of this program */
    int n_cuts;
};

struct solver {
    struct roadmap_case *c;
    const bool *is_allowed; /* by item */
    const bool *must;       /* by item: to be done in the end; NULL */
    const bool *is_wanted;  /* by minimum */
    const double *need;     /* by minimum */
    int n_phases;
    double capacity, budget; /* INFINITY: none */
    struct arena *arena;

    struct program *program;
    struct tree tree;
    int *variable, *total, *have, *missing, *target_row; /* the first by phase and item; total by phase; else minimum */
    bool has_targets;                                    /* the wanted minima are rows now */
    bool has_kept;                                       /* an earlier goal's result is a row */
    bool *is_left_out;                                   /* by node of the profile's card */
    struct solution found;
};

void solver_start(struct solver *s);
/* False when there is no solution; 'found' then says why. */
bool solver_goal(struct solver *s, enum goal goal);
void solver_clear(struct solver *s);

/* Of one phase: from all steps, the largest are dropped as long as the wanted minima stay met. By item; in the
   arena. */
bool *solver_begin(const struct solver *s);
/* Whether all wanted minima are met. */
bool solver_is_met(const struct solver *s, const struct case_score *score);

#endif
