/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every number explained: tables that the report's sheet and the command 'explain' share. */
#ifndef PG_REPORT_EXPLAIN_H
#define PG_REPORT_EXPLAIN_H

#include "report/part.h"

/* How the scores of a node and of all below it came about, one row a node. 'id' is the table's. */
void add_explanations(struct report *r, struct sheet *s, const char *id, int card, int node);
/* The answers below a node: question, answer in words, credit, reason. */
void add_explained_answers(struct report *r, struct sheet *s, const char *id, int card, int node);
/* What the first framework's total would be under each policy for not applicable, and which answers move it most. */
void add_sensitivity(struct report *r, struct sheet *s);
/* The defined name of a node's row in the sheet of explanations: "explain_0_1_2"; in the document. */
const char *explain_name(const struct report *r, int card, int node);

/* A document about one node, for the command. */
void report_explain(const struct report_request *request, int card, int node, struct doc *d);

#endif
