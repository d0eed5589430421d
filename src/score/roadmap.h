/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The improvement plan: which steps to take, and when, so that a stage is reached with least effort, or that a budget
   gains most.

   1. Make a step set (model/step_set.h), fill struct roadmap_request.
   2. roadmap_make() chooses, puts into phases and scores; everything lives in the arena.
   A plan counts on what is sure: a blank counts as not done, all scores are low ends. What is shown was scored with the
   steps taken, by the code that scores answers, not read off the program that chose them.

   What is chosen:
   - With a stage and no budget: the least effort that meets its minima; of such sets the one with the highest total.
   - With a budget (or phases whose room is too small for the stage): first the least that is missing to the stage's
     minima, in sum, as fractions of their scales; then the highest total. Without a profile the total alone.
   - Phases: the set that was chosen is laid into them so that the sum of the totals after each phase is highest. When
     it does not fit, steps and phases are chosen together: first least missing, then the highest total in the end,
     then the highest sum. */
#ifndef PG_SCORE_ROADMAP_H
#define PG_SCORE_ROADMAP_H

#include "score/roadmap_case.h"

struct roadmap_request {
    const struct kit *kit;
    const struct answers *answers;
    const struct step_set *steps;
    int profile;     /* of the kit; −1: none */
    int stage;       /* of the profile; −1: the lowest that is not surely reached */
    double budget;   /* person-days; INFINITY: none */
    int n_phases;    /* 1 or more */
    double capacity; /* person-days a phase; INFINITY: none */
};

enum roadmap_status {
    ROADMAP_NOTHING,     /* the stage is surely reached */
    ROADMAP_REACHED,     /* what was asked for is reached */
    ROADMAP_PARTLY,      /* the stage is missed: budget or phases have too little room */
    ROADMAP_UNREACHABLE, /* the stage is missed: no steps lead to some of its minima */
};
const char *roadmap_status_name(enum roadmap_status s);

enum missing_reason {
    MISSING_ROOM,    /* steps lead there, but budget, capacity or an earlier phase have no room */
    MISSING_NO_STEP, /* no step leads there */
    MISSING_BLOCKED, /* steps lead there, but what they require cannot be had */
};
const char *missing_reason_name(enum missing_reason r);

struct roadmap_missing {
    const struct minimum *minimum;
    double have, need; /* 0–1 */
    enum missing_reason reason;
};
struct roadmap_step {
    int item;             /* of the step set */
    int phase;            /* from 0 */
    double effort, total; /* in sum; after this step and all before it */
    double gain;          /* of the total, by this step */
};
struct roadmap_phase {
    double effort, total; /* of this phase; after it */
    int n_steps;
    int reached; /* stage surely reached after it; −1 */
    struct roadmap_missing *missing;
    int n_missing;
};

struct roadmap {
    const struct roadmap_request *request;
    const struct roadmap_case *c;
    enum roadmap_status status;
    int stage;         /* that is planned for; −1: none */
    bool is_for_total; /* the total is what is sought, not only a stage */

    bool is_optimal;              /* the set is proven to be the best */
    double objective, bound, gap; /* of the first goal that was sought: effort, what is missing, or the total */
    const char *goal;             /* "effort", "missing", "total" */
    bool is_goal_optimal;         /* of that goal alone */
    const char *tie;              /* the goal that decides among equals and is not proven; NULL: none */
    double tie_objective, tie_bound, tie_gap;
    double smallest_effort; /* of the steps that can be taken; INFINITY: none */
    bool is_order_optimal;  /* of the phases: the same */
    double order_gap;
    bool is_exact; /* all rules could be said in rows */
    int n_cuts;    /* rows added because a rule could not be */

    double least_effort; /* with which the stage could be reached without limits; NAN: it cannot, or is not asked for */
    bool is_least_proven;
    double effort, total_before, total_after;
    int reached_before;
    struct roadmap_step *step; /* in order */
    int n_steps;
    struct roadmap_phase *phase;
    int n_phases;
    struct roadmap_missing *missing; /* before */
    int n_missing;
    int n_open, n_done, n_out, n_blocked; /* of the step set */
};

struct roadmap *roadmap_make(const struct roadmap_request *request, struct arena *a);

#endif
