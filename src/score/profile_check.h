/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holding an organisation against a profile: which minima it meets, which stage that makes, what is missing.

   A minimum looks at its node's layer (or score), computed without the nodes below that have a minimum of their own.
   It is met when its low end is, missed when its high end is not, else open: blanks can still decide. What is not
   applicable or not asked is excused and listed. A stage is reached when all minima up to it are met; by the values,
   the low ends and the high ends apart. */
#ifndef PG_SCORE_PROFILE_CHECK_H
#define PG_SCORE_PROFILE_CHECK_H

#include "score/score.h"

enum met { MET_YES, MET_NO, MET_OPEN, MET_EXCUSED };
const char *met_name(enum met m); /* "yes", "no", "open", "excused" */

struct minimum_check {
    const struct minimum *minimum;
    enum met met;
    bool is_met_by_value;
    struct score have;                           /* 0–1, of the node and layer without overridden nodes */
    double need;                                 /* 0–1 */
    double priority;                             /* by the model's function; 0 where it is met */
    const struct priority_class *priority_class; /* NULL = none */
};
struct stage_check {
    const struct stage *stage;
    enum met met;
    int n_minima, n_met, n_missed, n_open,
        n_excused; /* of the minima this stage asks for, earlier ones included when cumulative */
};
struct profile_check {
    const struct profile *profile;
    struct minimum_check *minimum;          /* parallel to profile->minimum */
    struct stage_check *stage;              /* parallel to profile->stage */
    int reached, reached_low, reached_high; /* index of the highest stage reached, −1 = none */
    double to_target; /* 1 − Σ max(need − have, 0)/Σ need over the minima that count: no surplus makes up for a gap */
};

struct profile_check profile_check(const struct profile *p, const struct scorecard *card, struct arena *a);
/* Whether 'minimum' belongs to 'stage' (itself or, when cumulative, an earlier one). */
bool profile_asks(const struct profile *p, const struct minimum *minimum, int stage);
/* The stage at which a node is first expected, or −1. */
int profile_first_stage(const struct profile *p, const char *node_id);

#endif
