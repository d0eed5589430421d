/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts that the sheets of an improvement plan share: its steps, phases and minima in words. */
#ifndef PG_REPORT_ROADMAP_PART_H
#define PG_REPORT_ROADMAP_PART_H

#include "report/part.h"

const struct step_item *roadmap_item(const struct report *r, int item);
const struct step_place *roadmap_place(const struct report *r, int item);
/* What a step does, in words: its own, where its row is for the node; the choice, of an option; the questionnaire's
   advice; else the words for its level. */
const char *roadmap_done(const struct report *r, int item);
/* Who does it: the owner that a step of --steps names, else that of the answer, else the model's. */
const char *roadmap_owner(const struct report *r, int item);
/* "1.5.3 ≥ 2; OF.III.A ≥ 1" */
const char *roadmap_requires(const struct report *r, int item);
/* A low end of the first framework's total, on its scale. */
struct cell roadmap_total(const struct report *r, double total);
const char *roadmap_total_text(const struct report *r, double total);
const char *roadmap_phase_name(const struct report *r, int phase);
/* The stage that is planned for; "" when none. */
const char *roadmap_stage(const struct report *r);
/* What came of it, and how good it is, one sentence a line. */
void add_roadmap_result(struct report *r, struct sheet *s);

#endif
