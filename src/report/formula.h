/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Formulas of a model with the numbers put in, from the parts as the scores were joined. */
#ifndef PG_REPORT_FORMULA_H
#define PG_REPORT_FORMULA_H

#include "report/part.h"
#include "score/aggregate.h"

/* "(1.1 0.722 + 1.2 0.500) ÷ 2 = 0.611"; with what was done after it: rounding, and what stands in for an answer.
   'trace' is the node's own. */
const char *formula_text(const struct report *r, int card, int node, const struct trace *trace);
/* What did not enter the node's score, and why: "1.3: not applicable; 1.4: not asked"; "" when all did. */
const char *formula_left_out(const struct report *r, int card, int node, const struct trace *trace);

#endif
