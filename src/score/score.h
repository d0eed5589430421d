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
#include "score/layout.h"

enum score_status {
    SCORE_SCORED,
    SCORE_NOT_RATED, /* less of the weight is answered than the rule asks; value is there but not to be shown */
    SCORE_BLANK,     /* asked, nothing answered */
    SCORE_NA,        /* all not applicable */
    SCORE_NOT_ASKED, /* the questionnaire does not ask about it */
    SCORE_BLOCKED,   /* something is blank, and the rule gives no score until all is answered */
};
const char *score_status_name(enum score_status s); /* "scored", "not_rated", … as in JSON */

/* What a value stands for that no answer gives. */
enum stand_in { STAND_IN_NONE, STAND_IN_NA, STAND_IN_BLANK };

struct score {
    enum score_status status;
    double value, low, high;   /* value 0 unless SCORED or NOT_RATED; low 0, high 1 where nothing is known */
    double coverage;           /* share of the weight that is answered */
    const struct scale *scale; /* that it is shown on */
    enum stand_in stand_in;
};
double score_shown(const struct score *s); /* on its scale, rounded */
bool score_has_value(const struct score *s);

struct node_score {
    struct score total;
    struct score *layer; /* by layer of the model; SCORE_NOT_ASKED where it does not occur */
    const int *question; /* items: first question of each layer and of LAYER_NOT_APPLICABLE; −1 */
    bool is_item;
    double weight;                    /* among its siblings: the framework's, times the factor that an answer gives */
    struct scale scale, *layer_scale; /* by layer: what a sum is measured on differs between them */
    int n_answered, n_blank, n_na, n_not_asked; /* questions in the subtree, by state */
    double confidence;                          /* mean of the confidences given in the subtree, 1–5 */
    int n_confidence;                           /* how many were given */
    double share; /* of this node in the framework's total: product of the weights' shares; 0 when N/A */
};

struct scorecard {
    const struct framework *framework;
    struct node_score *node;     /* parallel to framework->node */
    struct score *variant_total; /* the total under each variant of the model */
    const struct score_layout *layout;
    int index;        /* of the framework in the kit */
    const bool *open; /* by question: missing answers decide whether it is asked */
};

/* One card per framework of the kit, in 'a'. */
struct scorecard *score_answers(const struct kit *k, const struct answers *x, struct arena *a);
/* The same with a layout made before; many.h scores many sets. */
struct scorecard *score_answers_with(const struct score_layout *layout, const struct answers *x, struct arena *a);

/* How a node's score came about: the parts as they were joined, in order, by the code that joined them. */
struct trace {
    const struct rule *rule; /* NULL = plain mean */
    enum aggregate how;
    const struct part *part; /* of an item: 'node' is the layer; else the node below. In the arena */
    int n_parts;             /* 0: nothing was there to join */
    double joined;           /* 0–1, before rounding and policies */
};
/* Scores again; parallel to the framework's nodes, in 'a'. */
struct trace *score_traces(const struct scorecard *card, const struct answers *x, struct arena *a);

/* What each question is worth by itself, before policies: parallel to the questions, in 'a'. One of a layer that scores
   and was not asked counts 0, or is blank while that is open; one that scores nothing is SCORE_NOT_ASKED. */
struct score *score_questions(const struct scorecard *cards, const struct answers *x, struct arena *a);

/* Something other than what was answered, or another rule. */
struct what_if {
    int na;       /* enum na_policy for all levels; −1 = the rules' own */
    int item;     /* a node with questions of its own; −1 = none */
    double value; /* 0–1: what that item is scored */
};
/* The card's total then. */
struct score score_what_if(const struct scorecard *card, const struct answers *x, const struct what_if *w);

/* A node joined from its children without those that are left out; layer −1 = the total. */
struct score score_without(const struct scorecard *card, int node, int layer, const bool *is_left_out);

#endif
