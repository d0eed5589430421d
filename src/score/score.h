/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores of one organisation: an array of node scores parallel to each framework's nodes.

   A node with questions of its own is an item: its layers are read from the answers and joined by the model's rule
   for its level. Any other node is computed from the nodes below it that are asked. All values are unrounded
   fractions 0–1. Not applicable leaves the denominator. A blank is not a zero: it leaves the value, lowers the
   coverage and widens low … high, the scores with every blank answered worst and best. A layer that is not asked
   because of an earlier answer counts 0; as long as that answer is missing, it may still come to that, so the layer's
   low end is 0. */
#ifndef PG_SCORE_SCORE_H
#define PG_SCORE_SCORE_H

#include "model/answers.h"
#include "model/kit.h"

enum score_status {
    SCORE_SCORED,
    SCORE_NOT_RATED, /* less of the weight is answered than the rule asks; value is there but not to be shown */
    SCORE_BLANK,     /* asked, nothing answered */
    SCORE_NA,        /* all not applicable */
    SCORE_NOT_ASKED, /* the questionnaire does not ask about it */
};
const char *score_status_name(enum score_status s); /* "scored", "not_rated", … as in JSON */

struct score {
    enum score_status status;
    double value, low, high; /* value 0 unless SCORED or NOT_RATED; low 0, high 1 where nothing is known */
    double coverage;         /* share of the weight that is answered */
};

struct node_score {
    struct score total;
    struct score layer[LAYERS_MAX]; /* SCORE_NOT_ASKED where the layer does not occur */
    int question[LAYERS_MAX + 1];   /* items: first question of each layer and of LAYER_NOT_APPLICABLE; −1 */
    bool is_item;
    int n_answered, n_blank, n_na, n_not_asked; /* questions in the subtree, by state */
    double confidence;                          /* mean of the confidences given in the subtree, 1–5 */
    int n_confidence;                           /* how many were given */
    double share; /* of this node in the framework's total: product of the weights' shares; 0 when N/A */
};

struct scorecard {
    const struct framework *framework;
    struct node_score *node;     /* parallel to framework->node */
    struct score *variant_total; /* the total under each variant of the model */
};

/* One card per framework of the kit, in 'a'. */
struct scorecard *score_answers(const struct kit *k, const struct answers *x, struct arena *a);

/* Whether the model takes this answer as not applicable (a reason may be required). */
bool score_is_na(const struct kit *k, const struct answer *a);
/* Credit 0–1 of one answered question; for several choices the share of the applicable ones, with the choices named by
   'not_applicable' (an answer to the twin question; NULL for none) left out. False when it has none: all are not
   applicable, or no credit. */
bool score_credit(const struct questionnaire *q, const struct question *question, const struct answer *a,
                  const struct answer *not_applicable, double *credit);

#endif
