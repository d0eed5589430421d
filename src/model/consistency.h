/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules about answers that cannot both be right, as data: the sheet 'rules' of a questionnaire.

   1. questionnaire_load() calls consistency_load() after the questions are there.
   2. consistency_judge() holds answers against one rule.
   'implies': where 'when' is true, 'then' must be. 'excludes': the two are not both true. A rule is judged only when
   each question that it looks at is answered, not applicable included: blank, don't know and not asked leave it
   open. */
#ifndef PG_MODEL_CONSISTENCY_H
#define PG_MODEL_CONSISTENCY_H

#include "model/answers.h"

enum consistency { CONSISTENT, CONTRADICTORY, CONSISTENCY_OPEN };

extern const struct schema questionnaire_rule_schema;

/* Adds an error for each expression that is none and each question that is not known. */
void consistency_load(struct questionnaire *q, struct diags *ds);
enum consistency consistency_judge(const struct consistency_rule *rule, const struct answers *x, struct arena *scratch);
/* A warning at the first answer of each broken rule. */
void consistency_warn(const struct answers *x, struct diags *ds);

#endif
