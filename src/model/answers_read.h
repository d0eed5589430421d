/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two layouts of answers: long (a row a question) and wide (a column a question, one row). Called by
   answers_read(). */
#ifndef PG_MODEL_ANSWERS_READ_H
#define PG_MODEL_ANSWERS_READ_H

#include "model/answers.h"

void answers_read_long(struct answers *x, struct diags *ds);
void answers_read_wide(struct answers *x, struct diags *ds);

/* Whether a wide file's column is a question of 'q' or an aspect of one, group names in front left out. */
/* Whether the column is about the organisation, and another questionnaire's (ANSWERS_ABOUT). */
bool answers_is_about_column(const char *name);
bool answers_knows_column(const struct questionnaire *q, const char *name);

#endif
