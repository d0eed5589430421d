/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the columns of a response file are: questions, what surveys tell of a respondent, or nothing that is used. Used
   by dataset.c.

   1. dataset_plan_begin() says what each question's column holds.
   2. dataset_plan_bind() with the header of the file.
   All of it lives in the dataset's arena. */
#ifndef PG_MODEL_DATASET_PLAN_H
#define PG_MODEL_DATASET_PLAN_H

#include "model/dataset_part.h"

void dataset_plan_begin(struct dataset_plan *p, struct dataset *d, const struct dataset_options *o);
/* False after an error: two columns for one question, no column that is one, no column of weights. Gives the dataset's
   columns their kinds. */
bool dataset_plan_bind(struct dataset_plan *p, struct dataset *d, const char *const *name, int n_names,
                       struct diags *ds);

#endif
