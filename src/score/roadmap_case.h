/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of improvement as they stand for one set of answers: which are done, which are open, what each waits for,
   and what the scores would be with some of them done. For the files of roadmap only.

   1. roadmap_case_start() on a zeroed case whose first block is filled.
   2. roadmap_case_score() scores the answers with steps done, by the code that scores answers.
   A plan counts on what is sure: everything here is the low end of a score, where a blank is not done.
   Everything lives in the case's arena, which belongs to the caller. */
#ifndef PG_SCORE_ROADMAP_CASE_H
#define PG_SCORE_ROADMAP_CASE_H

#include "model/step_set.h"
#include "score/profile_check.h"

enum step_state {
    STEP_OPEN,    /* can be taken */
    STEP_DONE,    /* the answers are there already */
    STEP_OUT,     /* the node, the option or the question does not apply, or is not asked */
    STEP_BLOCKED, /* what it requires cannot be had */
};

struct roadmap_case {
    const struct kit *kit;
    const struct answers *answers;
    const struct step_set *set;
    const struct profile *profile; /* NULL: none */
    struct arena *arena;

    const struct score_layout *layout;
    const struct scorecard *card; /* as answered */
    enum step_state *state;       /* by item of the set */
    int **before;                 /* by item: the open items that it waits for; −1 ends the list */
};

/* Scores with steps done. */
struct case_score {
    double total; /* low end of the first framework's total */
    double *have; /* by minimum of the profile: low end; NAN where it is excused */
    int reached;  /* stage surely reached; −1 */
    double *node; /* low ends of the case's cards, by roadmap_case_slot() */
};

void roadmap_case_start(struct roadmap_case *c);
/* 'is_done' by item. The result lives in 'a'. */
struct case_score roadmap_case_score(const struct roadmap_case *c, const bool *is_done, struct arena *a);
/* Where case_score.node has the low end of a node's layer; −1 is the score. */
size_t roadmap_case_slot(const struct roadmap_case *c, int card, int node, int layer);

#endif
