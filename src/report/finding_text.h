/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings in words. */
#ifndef PG_REPORT_FINDING_TEXT_H
#define PG_REPORT_FINDING_TEXT_H

#include "report/part.h"

const char *finding_title(const struct report *r, enum finding_id id);
const char *finding_text(const struct report *r, const struct finding *f);
const char *finding_severity_word(const struct report *r, enum finding_severity s);
/* How many questions a finding is about, and which. */
int finding_questions(const struct finding *f, const int **questions);

#endif
