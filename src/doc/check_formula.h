/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether what formulas, entry rules and emphases refer to is there. For check.c. */
#ifndef PG_DOC_CHECK_FORMULA_H
#define PG_DOC_CHECK_FORMULA_H

#include "base/map.h"
#include "doc/doc.h"

/* The first thing that the document lacks, as words for a message in 'a'; NULL when all is there. 'cells' are the ids
   of its cells. */
const char *formula_problem(const struct doc *d, const struct map *cells, const struct expr *e, struct arena *a);

#endif
