/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From an answer to a credit 0–1. */
#ifndef PG_SCORE_CREDIT_H
#define PG_SCORE_CREDIT_H

#include "model/answers.h"
#include "model/kit.h"

/* Whether the model takes this answer as not applicable (a reason may be required), and as none. */
bool score_is_na(const struct kit *k, const struct answer *a);
bool score_is_missing(const struct kit *k, const struct answer *a);
/* Credit 0–1 of one answered question; for several choices the share of the applicable ones, with the choices named by
   'not_applicable' (an answer to the twin question; NULL for none) left out; for a number its place between the numbers
   that are worth nothing and all. False when it has none: all are not applicable, or no credit. */
bool score_credit(const struct kit *k, const struct question *question, const struct answer *a,
                  const struct answer *not_applicable, double *credit);
/* Credit 0–1 of a choice where only one can be chosen; NAN = none. */
double score_choice_credit(const struct kit *k, const struct choice *choice);
/* Whether a choice of a question with several says all by itself: "in another way", where that counts by the model's
   word or has no credit. It is no part of what is chosen of the others. */
bool score_stands_apart(const struct kit *k, const struct choice *choice);
/* The lowest credit that a choice of the question has; 0 for several choices and numbers. */
double score_lowest_credit(const struct kit *k, const struct question *question);
/* The factor that the answer to a question of a layer of weights gives: its credit as it stands; 1 without one. */
double score_factor(const struct kit *k, const struct question *question, const struct answer *a);

#endif
