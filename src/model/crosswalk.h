/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A crosswalk: which nodes of other frameworks a standard's clauses are met by, in somebody's judgement. It says how
   much of a clause is done when the node is done in full, and nothing about whether it is.

   1. crosswalk_load() reads a book (sheets settings, map) and finds the frameworks on both sides: those that the caller
      has loaded are borrowed, others come from the library.
   2. map[i].from is a node of the standard; .framework and .to say which node of which other framework, −1 in a row
      that says that there is none.
   A crosswalk owns its book, its arena and the frameworks that it loaded; crosswalk_free() frees all. */
#ifndef PG_MODEL_CROSSWALK_H
#define PG_MODEL_CROSSWALK_H

#include "model/framework.h"
#include "model/library.h"

#define CROSSWALK_FRAMEWORKS_MAX 8 /* on the side of the nodes */

enum extent { EXTENT_FULL, EXTENT_PARTLY, EXTENT_NONE };
const char *extent_name(enum extent x); /* "full" */

struct crosswalk_row {
    struct row_ref ref;
    const char *from_id, *to_id; /* to_id: "" where there is no counterpart */
    int extent;                  /* enum extent */
    struct i18n basis;
    int from;      /* node of the standard */
    int framework; /* which of the crosswalk's frameworks; −1 */
    int to;        /* its node; −1 */
};
struct crosswalk_info {
    struct row_ref ref;
    const char *id, *version, *from_framework, *to_frameworks, *source;
    struct i18n label, judge, attribution, translation, note;
};
struct crosswalk {
    struct arena arena;
    struct book book;
    struct crosswalk_info info;
    const struct framework *standard;
    const struct framework *framework[CROSSWALK_FRAMEWORKS_MAX];
    int n_frameworks;
    struct crosswalk_row *map;
    int n_rows;
    struct framework *owned[CROSSWALK_FRAMEWORKS_MAX + 1]; /* loaded here */
    int n_owned;
};

/* Where a crosswalk finds its frameworks. */
struct crosswalk_sources {
    const struct library *library;
    struct framework *const *framework; /* loaded already; may be none */
    int n_frameworks;
};

/* Columns of the sheets. */
extern const struct schema crosswalk_info_schema, crosswalk_map_schema;

/* NULL after at least one error: an id that its framework does not have, a counterpart where the extent is none or none
   where it is not, a pair that stands twice, a framework that is not found. */
struct crosswalk *crosswalk_load(const char *path, const struct crosswalk_sources *sources, struct diags *ds);
void crosswalk_free(struct crosswalk *x);

#endif
