/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expressions as formulas of spreadsheets: functions that Excel 2010 and LibreOffice 7.4 both have, no arrays that
   spill, no names of later functions.

   1. Say where things are: 'place' gives the address of what an EXPR_REF, EXPR_COLUMN or EXPR_HERE refers to, or, of
      the functions of runs, that of the run. NULL where it has none: then there is no formula.
   2. expr_excel() gives the formula without "=". */
#ifndef PG_WRITE_EXPR_EXCEL_H
#define PG_WRITE_EXPR_EXCEL_H

#include "base/expr.h"

struct expr_places {
    const char *(*place)(const void *context, const struct expr *e, struct arena *a);
    const void *context;
};

/* In 'a'; NULL when a place is missing or the formula is longer than spreadsheets take. */
const char *expr_excel(const struct expr *e, const struct expr_places *places, struct arena *a);

#endif
