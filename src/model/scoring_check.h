/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a scoring model must be by itself; the kit checks what it and a framework must be to each other. */
#ifndef PG_MODEL_SCORING_CHECK_H
#define PG_MODEL_SCORING_CHECK_H

#include "model/scoring.h"

/* Adds errors. Reads the weights of the variants, too. */
void scoring_check(struct scoring *m, struct diags *ds);

#endif
