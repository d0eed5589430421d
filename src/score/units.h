/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Business units that answered apart, rolled up: every node's score is the weighted mean of the scores that it has
   in the units to which it applies.

   1. Load a list of units and read each one's answers against the same kit.
   2. units_new() scores each and rolls up; assessment_of_units() makes an assessment of it.
   3. units_traces() and units_what_if() explain a rolled-up score as score_traces() and score_what_if() do one of
      answers.
   The units stand in raters->rater, with their answers, weights and cards; raters->answers has the answers side by
   side, for what a report says beside the scores. Owns what it makes; borrows kit, list and answers. */
#ifndef PG_SCORE_UNITS_H
#define PG_SCORE_UNITS_H

#include "model/unit_list.h"
#include "score/raters.h"

struct units {
    struct arena arena;
    const struct kit *kit;
    struct raters *raters;
    struct scorecard *card; /* rolled up, one per framework of the kit */
};

/* 'answers' are parallel to the list. */
struct units *units_new(const struct kit *k, const struct unit_list *list, struct answers *const *answers,
                        struct diags *ds);
void units_free(struct units *x);

/* The score of a node in one unit. */
const struct score *units_score(const struct units *x, int unit, int card, int node);
/* The unit that has the lowest score of a node among those that weigh something, the first of equals; −1 when none is
   lower than another. */
int units_weakest(const struct units *x, int card, int node);
/* How each node was rolled up: part.node is the unit. Parallel to the framework's nodes, in 'a'. */
struct trace *units_traces(const struct units *x, int card, struct arena *a);
/* The card's total when the same changes in every unit. */
struct score units_what_if(const struct units *x, int card, const struct what_if *w);

#endif
