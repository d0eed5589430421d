/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of one variable of the sheet 'recodes': its kind, the question it is made of, its choices and bands.

   recode_load() calls recode_check() once a variable, when all of them are known by name; it fills v->question,
   v->variable and row.has, and adds an error at each cell that cannot be used. */
#ifndef PG_MODEL_RECODE_CHECK_H
#define PG_MODEL_RECODE_CHECK_H

#include "model/recode.h"

void recode_check(struct questionnaire *q, struct recode_variable *v, struct diags *ds);

#endif
