/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps of raters_new(). For the files of raters only. */
#ifndef PG_SCORE_RATERS_PART_H
#define PG_SCORE_RATERS_PART_H

#include "score/raters.h"

/* Ratings of one set of answers: rating[i × n + rater] for every question i. 'cards' are its scores. */
void raters_rate(const struct raters *x, const struct answers *answers, const struct scorecard *cards, int rater,
                 struct rating *rating);
/* One answer of several: all[r] are the answers of rater r, rating[r] what that to this question says. What it needs
   lives in the arena of 'x'. */
struct answer raters_merge(struct raters *x, int question, const struct answers *const *all,
                           const struct rating *rating);
/* Who, what and when of the consolidated answers. */
struct answers_info raters_merge_info(struct raters *x);
/* The divergences of 'x' from its ratings; 'after' are the ratings with the consensus, NULL without. */
void raters_diverge(struct raters *x, const struct rating *after);
bool raters_differ(const struct raters *x, int question, const struct rating *rating, struct divergence *d);
/* Whether two given answers say the same. */
bool answers_are_alike(const struct answer *a, const struct answer *b);

#endif
