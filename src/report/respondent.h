/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several who answered, assessors or business units, as reports show them side by side. */
#ifndef PG_REPORT_RESPONDENT_H
#define PG_REPORT_RESPONDENT_H

#include "report/part.h"
#include "score/agreement.h"

/* Those whose answers stand side by side; NULL where one set of answers stands by itself. */
const struct raters *respondents(const struct report *r);
const char *consolidation_word(const struct report *r, enum consolidation how); /* "mean" */
/* "mean of 3 assessors: 0.500, 0.750, 0.500" */
const char *merged_text(const struct report *r, const struct merged *m);
/* One's answer in words, with "no answer" and "not asked" where there is none. */
const char *respondent_answer(const struct report *r, const struct question *q, const struct answer *a);
/* A column for each, keys r1, r2, … Returns how many. */
int add_respondent_columns(const struct report *r, struct column *column, int width);
/* A number that agreement is measured by, or why there is none. */
struct cell cell_agreement(const struct report *r, const struct estimate *e, enum unit unit);
/* "3 assessors, …": what the summary says of them; NULL where there are none. */
const char *respondents_summary(const struct report *r);

/* What changes with the assessment being one of units: how scores came about, and what else they could be. */
struct trace *report_traces(const struct report *r, int card);
struct score report_what_if(const struct report *r, int card, const struct what_if *w);

/* raters, agreement and divergences, or units, as data. */
void set_respondents_json(const struct report *r, struct json *j);

#endif
