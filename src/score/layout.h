/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What scoring finds the same for every set of answers to a questionnaire, made once: which questions a node has, which
   rules hold for it, which nodes it is joined from, on which scale it is shown, and what each choice is worth. */
#ifndef PG_SCORE_LAYOUT_H
#define PG_SCORE_LAYOUT_H

#include "model/kit.h"

/* One node of a framework. */
struct place_in {
    int question[LAYERS_MAX + 1]; /* first question of each layer and of LAYER_NOT_APPLICABLE; −1 */
    bool is_item;                 /* has questions of its own that score it */
    int first_layer;              /* of role score that it is asked in; −1 */
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
/* One question. */
struct question_in {
    const struct place_in *place; /* its node; NULL: it scores nothing */
    int twin;                     /* question that says which choices cannot apply; −1 */
    const double *credit;         /* of one choice: by choice, 0–1; NAN = none. NULL: score_credit() finds it */
    double lowest;                /* score_lowest_credit() */
    bool is_counted;              /* its answer is one of a layer of scores */
};
struct score_layout {
    const struct kit *kit;
    struct card_layout *card;     /* one per framework of the kit */
    struct question_in *question; /* parallel to the questionnaire's */
    size_t n_parts_max;           /* parts that one node is joined from, at most */
    bool has_conditions;          /* some question is not always asked */
    bool has_factors;             /* some layer holds factors of weights */
};

/* What not applicable counts as under the policy, 0–1; NAN = it is left out. */
double place_na_value(const struct place_in *place, enum na_policy policy);

/* The question on the same node that says which choices of this one cannot apply, if all its choices are choices of
   this one too: they can be asked side by side. −1: none. */
int layout_shared_twin(const struct score_layout *l, int question);

/* In 'a'. Borrows the kit. */
struct score_layout *score_layout(const struct kit *k, struct arena *a);

#endif
