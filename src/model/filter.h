/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a user says of the questions of a survey: which rows count, and which question parts them into segments. */
#ifndef PG_MODEL_FILTER_H
#define PG_MODEL_FILTER_H

#include "model/questionnaire.h"

/* An expression over the questions, in 'a'. NULL after an error: it cannot be read, names no question, or compares one
   with a text that is none of its options. */
struct term *filter_parse(const char *source, const struct questionnaire *q, struct arena *a, struct diags *ds);
/* The question of one answer that is called 'name'; −1 after an error. */
int filter_segment(const struct questionnaire *q, const char *name, struct diags *ds);

#endif
