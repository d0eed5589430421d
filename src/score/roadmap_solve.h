/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing steps: the program of a case, solved for one goal after another, every solution held against the code that
   scores. For the files of roadmap only.

   1. solver_start() on a zeroed solver whose first block is filled.
   2. solver_goal() solves for one goal and keeps what it reached for those that follow; 'found' is the last solution.
      Where a rule could not be said in rows, a solution may promise more than its steps give: then a row is added that
      forbids this promise to these steps and all fewer, and it is solved again. This ends at the optimum; or when
      rounds, nodes or work run out at the best solution seen, with the bound. A goal takes a
      share of the work left.
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
    double *work;            /* what is left for the whole plan; see PROGRAM_WORK_UNIT */
    struct arena *arena;

    struct program *program;
    struct tree tree;
    int *variable, *total, *have, *missing, *target_row; /* the first by phase and item; total by phase; else minimum */
    bool has_targets;                                    /* the wanted minima are rows now */
    bool has_kept;                                       /* an earlier goal's result is a row */
    bool is_kept[N_GOALS];                               /* which, … */
    double kept[N_GOALS];                                /* … and what it reached */
    bool *is_left_out;                                   /* by node of the profile's card */
    struct solution found;
};

void solver_start(struct solver *s);
/* False when there is no solution; 'found' then says why. */
bool solver_goal(struct solver *s, enum goal goal);
void solver_clear(struct solver *s);

/* Of one phase: from all steps, the largest are dropped as long as the wanted minima stay met. By item; in the
   arena. */
bool *solver_begin(struct solver *s);
/* Steps into phases one after another, the most worth first, as far as there is room. By phase and item, in the arena;
   NULL when not all that must be done fit. */
bool *solver_fit(struct solver *s, enum goal goal);
/* roadmap_case_score(), counted as work. */
struct case_score solver_score(struct solver *s, const bool *is_done, struct arena *a);
/* Whether all wanted minima are met. */
bool solver_is_met(const struct solver *s, const struct case_score *score);

#define SOLVER_CONFIRMED 1e-9 /* how far scoring and program may differ */

static inline size_t solver_at(const struct solver *s, int phase, int item) {
    return (size_t)phase * (size_t)s->c->set->n + (size_t)item;
}
static inline int solver_n_minima(const struct solver *s) { return s->c->profile ? s->c->profile->n_minima : 0; }
static inline double solver_effort(const struct solver *s, int item) { return s->c->set->item[item].step->effort; }
static inline bool goal_is_most(enum goal goal) { return goal == GOAL_TOTAL || goal == GOAL_EARLY; }
/* What a goal may lose to later ones. */
static inline double solver_may_lose(enum goal goal) { return goal == GOAL_EFFORT ? 1e-6 : 1e-9; }

#endif
