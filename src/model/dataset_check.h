/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with responses, after they are read: ids that stand twice, weights that are none, and all that was
   counted on the way, said in one diagnostic each. Used by dataset.c. */
#ifndef PG_MODEL_DATASET_CHECK_H
#define PG_MODEL_DATASET_CHECK_H

#include "model/dataset.h"

/* False after an error. Fills ids_twice and ids_blank, and sets the weights. */
bool dataset_check(struct dataset *d, const struct dataset_options *o, struct diags *ds);

#endif
