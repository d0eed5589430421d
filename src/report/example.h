/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A worked example from the assessment itself: one item followed from its answers up to the total. */
#ifndef PG_REPORT_EXAMPLE_H
#define PG_REPORT_EXAMPLE_H

#include "report/part.h"

/* Adds a heading and a table of steps; nothing when no item is scored. */
void add_worked_example(struct report *r, struct sheet *s);

#endif
