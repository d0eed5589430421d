/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gaps: the items that could score more, most urgent first.

   Items that count for the total, and those of weight 0 that a minimum asks for. An item blocks a stage when a minimum
   of the nearest node that has any is not surely met there and the item surely has less than it asks, in its layer.
   Order: items that keep the organisation from the lowest stage it has not reached, then from the next; inside a
   stage, and for the rest, by what the item could add to its framework's total (share × (1 − score)). Ties keep the
   framework's order. */
#ifndef PG_SCORE_GAP_H
#define PG_SCORE_GAP_H

#include "score/profile_check.h"

struct gap {
    int card, node;
    int stage;                           /* stage of the first profile that it blocks; −1 = none */
    double gain;                         /* 0–1 of its framework's total, if it were full */
    const struct minimum_check *minimum; /* of that stage, that the item is short of; NULL when it blocks none */
    double need;                         /* 0–1, what that minimum asks; 0 when it blocks none */
    const struct advice *advice;         /* what to do next; NULL when the questionnaire has none */
    int question;                        /* of the first layer */
};
struct gaps {
    struct gap *gap;
    int n;
};

/* 'check': one per profile of the kit (may be none). In 'a'. */
struct gaps gap_find(const struct kit *k, const struct scorecard *cards, const struct profile_check *check,
                     struct arena *a);

/* The choices of a node's several-choice layer that are neither chosen nor inapplicable, in list order; in 'a'. */
int gap_missing_choices(const struct kit *k, const struct answers *x, const struct node_score *n,
                        const struct choice ***missing, struct arena *a);

#endif
