/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps of improvement as data: what raises a node's layer from one level to the next, its effort, and what it needs.

   A scoring model's sheet "steps" has them; a book of one's own with that sheet replaces rows of the same node, layer
   and from, and adds others. doc/scoring.md has the grammar. step_set.h lays them over a kit.
   A steps_file owns its book and arena; steps_free() frees all. */
#ifndef PG_MODEL_STEP_H
#define PG_MODEL_STEP_H

#include "table/schema.h"

struct step {
    struct row_ref ref;
    const char *node_id;  /* a node, or a level: every node of it */
    const char *layer_id; /* empty is an error */
    double from, to;      /* on the scale of the node's level; an option of a question: 0 and 1 */
    double effort;        /* person-days */
    const char *requires; /* NODE:LAYER:LEVEL, separated by blanks; NODE may be '.' or '^' */
    struct i18n owner, label;
};

extern const struct schema step_schema;

struct steps_file {
    struct arena arena;
    struct book book;
    struct step *step;
    int n_steps;
};

/* NULL after errors. */
struct steps_file *steps_load(const char *path, struct diags *ds);
void steps_free(struct steps_file *f);
/* What can be said of the rows of one file by themselves. */
void steps_check(const struct step *step, int n, struct arena *a, struct diags *ds);

#endif
