/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions over the rows of a dataset: which rows they hold for, and what was not asked because they do not.

   A condition that looks at few choices is computed once for each combination of them and then looked up; any other is
   computed row by row, as for one set of answers (condition.h). Rows are shared out among threads. */
#ifndef PG_MODEL_DATASET_ROWS_H
#define PG_MODEL_DATASET_ROWS_H

#include "model/dataset.h"

/* The rows for which 'condition' holds: a byte each, 1 or 0, to be mem_free()d. */
uint8_t *dataset_rows(const struct dataset *d, const struct term *condition, int n_threads);

/* Makes answers to questions that were not asked NOT_ASKED, in the questions' order, and lists those that stood
   there. */
void dataset_settle(struct dataset *d, int n_threads);

#endif
