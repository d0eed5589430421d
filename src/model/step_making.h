/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A step set being made: what its parts share. For step_set.c and step_need.c only. */
#ifndef PG_MODEL_STEP_MAKING_H
#define PG_MODEL_STEP_MAKING_H

#include "model/step_set.h"

#define STEP_TOLERANCE 1e-9 /* of levels on a scale */

struct making {
    const struct kit *kit;
    const struct step **row; /* in the order of the files, without those that are replaced */
    int n_rows, n_own;       /* the last are of one's own */
    bool is_for_framework;   /* the model's rows name at least one of these nodes */
    bool *is_told;           /* by row: one message is enough where a row is for many nodes */
    struct map place_of;     /* "card node layer" */
    struct step_set *set;
    size_t cap_places;
    struct arena *arena;
    struct diags *ds;
};

/* The place of a node's layer; −1. */
int step_find_place(const struct making *m, int card, int node, int layer);
/* For messages; in the arena. */
const char *step_number(struct making *m, double x);
const char *step_framework_ids(const struct making *m);
const char *step_layer_ids(const struct making *m);
/* Whether this row has not been complained about yet. */
bool step_is_first_told(struct making *m, const struct step *s);

void step_find_needs(struct making *m);
void step_check_cycles(struct making *m);

#endif
