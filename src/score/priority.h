/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How urgent it is to come from a score to a target, by the model's function of both. */
#ifndef PG_SCORE_PRIORITY_H
#define PG_SCORE_PRIORITY_H

#include "score/score.h"

/* With c the score above the lower end of its scale (0 where it has no value), t the target likewise, w the width:
   linear max(t − c, 0)/w; convex ((1 + t − c)² − 1)/((1 + w)² − 1), 0 when t < c; ratio c/t, 1 when t is 0; share 0,
   since gaps are then ordered by what they add. */
double priority_of(const struct scoring *m, const struct score *have, double target);
/* The highest class that the priority reaches; NULL when it reaches none. */
const struct priority_class *priority_class_of(const struct scoring *m, double priority);

#endif
