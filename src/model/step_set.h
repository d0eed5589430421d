/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of a model, and of a book of one's own, laid over a kit: which there are for which question or option.

   1. step_set_make() finds the places that steps can raise (a node's layer, or an option of a question that is a node),
      the rows for each, puts them in order, resolves what they require, and checks it all.
   2. item[] is by place, from the lowest step up; 'before' and 'need' say what comes first.
   Borrows the kit and the file; lives in the arena that it was made in. */
#ifndef PG_MODEL_STEP_SET_H
#define PG_MODEL_STEP_SET_H

#include "model/kit.h"
#include "model/step.h"

/* What steps can raise. */
struct step_place {
    int card, node, layer;
    int item_node;        /* the node whose question it is: the node itself, or the one above an option */
    int question, choice; /* first question of the node and layer; choice: index in its list of an option, else −1 */
    struct scale scale;
    int first, n; /* its items */
};
struct step_need {
    int place;
    double level;
    int item; /* the step of that place that reaches the level; −1: it is below all steps */
};
struct step_item {
    const struct step *step;
    bool is_own_row; /* the row names the node, not its level */
    int place;
    int before; /* the step below it at the same place; −1 */
    struct step_need *need;
    int n_needs;
};
struct step_set {
    struct step_place *place;
    int n_places;
    struct step_item *item;
    int n;
};

/* 'own' may be NULL. False after errors. */
bool step_set_make(const struct kit *k, const struct steps_file *own, struct arena *a, struct step_set *set,
                   struct diags *ds);
/* "2.1.1:depth:3" */
const char *step_name(const struct kit *k, const struct step_set *set, int item, struct arena *a);
/* The ordinary choice of a select_one question that gives a place's level; −1 when none does. */
int step_choice(const struct kit *k, const struct step_place *p, const struct question *q, double level);

#endif
