/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What scoring finds the same for every set of answers to a questionnaire, made once: which questions a node has, which
   rules hold for it, which nodes it is joined from, and on which scale it is shown. */
#ifndef PG_SCORE_LAYOUT_H
#define PG_SCORE_LAYOUT_H

#include "model/kit.h"

/* One node of a framework. */
struct place_in {
    int question[LAYERS_MAX + 1]; /* first question of each layer and of LAYER_NOT_APPLICABLE; −1 */
    bool is_item;                 /* has questions of its own that score it */
    const struct rule *own;       /* the rule that makes its score, from layers, children or items; NULL = plain mean */
    int n_steps;                  /* of its gates */
    bool has_scale;               /* the rule states one */
    struct scale scale;
    double target; /* 0–1: of the first profile, for the policy 'target'; NAN = none */
};
struct card_layout {
    const struct framework *framework;
    struct place_in *node; /* parallel to framework->node */
    int *child;            /* nodes that a node is joined from: child[first[i]] … child[first[i + 1] − 1] */
    int *first;            /* n_nodes + 1 */
};
struct score_layout {
    const struct kit *kit;
    struct card_layout *card; /* one per framework of the kit */
    size_t n_parts_max;       /* parts that one node is joined from, at most */
};

/* In 'a'. Borrows the kit. */
struct score_layout *score_layout(const struct kit *k, struct arena *a);

#endif
