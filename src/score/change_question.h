/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which questions are the same then and now. For change.c only. */
#ifndef PG_SCORE_CHANGE_QUESTION_H
#define PG_SCORE_CHANGE_QUESTION_H

#include "score/change.h"

/* Fills basis, question, n_questions and n_of, without credits and effects. */
void change_match_questions(struct changes *c, const struct assessment *now);
/* Fills credits and effects. */
void change_weigh_questions(struct changes *c, const struct assessment *now);

#endif
