/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of the model that was used, in words, for the sheet Method: nothing here knows a particular model.

   1. The words of one rule go into the table of rules.
   2. The add_… functions write paragraphs into a sheet, in the order of the sheet.
   All texts live in the report's document. */
#ifndef PG_REPORT_METHOD_TEXT_H
#define PG_REPORT_METHOD_TEXT_H

#include "report/part.h"

const char *method_aggregate(const struct report *r, enum aggregate how);
const char *method_rounding(const struct report *r, enum rounding how); /* "" for ROUND_NONE */
const char *method_rule_scale(const struct report *r, const struct rule *rule);
/* What not applicable and no answer count as by a rule. */
const char *method_na(const struct report *r, const struct rule *rule);
const char *method_blank(const struct report *r, const struct rule *rule);

void add_method_formulas(struct report *r, struct sheet *s); /* how items are joined from their layers */
void add_method_scale(struct report *r, struct sheet *s);
void add_method_special(struct report *r, struct sheet *s); /* not applicable, unknown, blank, not asked */
void add_method_stages(struct report *r, struct sheet *s);  /* of the first profile, which must be there */

#endif
