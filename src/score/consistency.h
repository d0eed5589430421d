/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers that cannot be right as they stand together: rules of the questionnaire that they break, the same answer all
   along, answers that are those of an example. They become findings; no answer and no score is changed. */
#ifndef PG_SCORE_CONSISTENCY_H
#define PG_SCORE_CONSISTENCY_H

#include "score/finding.h"

/* The same answer in a row is a finding when so long a row is expected fewer than this many times by chance. */
#define STRAIGHT_CHANCE 0.01
/* From so many answers on, and this share of the same, answers are an example's. */
#define EXAMPLE_ANSWERS_MIN 10
#define EXAMPLE_SHARE 0.95

/* Adds to 'found'. */
void consistency_collect(const struct kit *k, const struct answers *x, const struct scorecard *cards,
                         struct findings *found);

#endif
