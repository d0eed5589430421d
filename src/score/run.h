/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run of scoring: what its parts share. For the files of this folder only.

   layout: the same for every set of answers; run: one set of answers on one card; node: where the scores go. */
#ifndef PG_SCORE_RUN_H
#define PG_SCORE_RUN_H

#include "score/aggregate.h"
#include "score/credit.h"
#include "score/score.h"

struct scoring_run {
    const struct kit *kit;
    const struct answers *answers;
    const struct score_layout *layout;
    const struct card_layout *card;
    bool *open;                    /* by question: answers that are missing decide whether it is asked */
    const struct variant *variant; /* NULL: the model's own rule for layers */
    int na;                        /* enum na_policy instead of the rules' own; −1 = the rules' own */
    struct node_score *node;
    struct part *part;    /* scratch: layout->n_parts_max for a node and as many for a layer's questions */
    double *sorted;       /* scratch */
    struct trace *traces; /* by node; NULL: none are wanted */
    int forced;           /* item that is scored 'forced_value' whatever its answers; −1 = none */
    double forced_value;
    struct arena *arena;
};

static inline struct score state_score(enum score_status status, const struct scale *scale) {
    return (struct score){.status = status, .high = 1, .scale = scale};
}
static inline struct score point_score(double value, const struct scale *scale) {
    return (struct score){
        .status = SCORE_SCORED, .value = value, .low = value, .high = value, .coverage = 1, .scale = scale};
}
/* Whether it enters what is above. */
static inline bool is_in(const struct score *s) { return s->status != SCORE_NA && s->status != SCORE_NOT_ASKED; }
static inline struct part part_of(const struct score *s, double weight) {
    return (struct part){score_has_value(s), s->value, s->low, s->high, s->coverage, weight, s->scale, 0, -1};
}

/* Whether a question counts as not applicable, and as without an answer: what its node forbids to be not applicable
   is the latter. */
bool run_is_na(const struct scoring_run *r, int question);
bool run_is_missing(const struct scoring_run *r, int question);
/* The policy of a rule (NULL: exclude), unless the run overrides it. */
enum na_policy run_na_policy(const struct scoring_run *r, const struct rule *rule);
/* The score as the node's policies count it; 'lowest' is what a blank counts as under BLANK_LOWEST. */
struct score run_with_policies(const struct scoring_run *r, const struct place_in *place, struct score s,
                               double lowest);
/* Parts that are there, joined onto the node's scale, rounded, and named. 'scale' gets the scale. */
struct score run_join(const struct scoring_run *r, int node, int layer, enum aggregate how, const struct part *part,
                      int n, struct scale *scale);
/* Layers and total of a node with questions of its own. */
void run_score_item(const struct scoring_run *r, int node);
/* What one question is worth, before policies; one that is not asked counts 0, as in a later layer. */
struct score run_question(const struct scoring_run *r, int question);
/* The factor of a node's weight that its answers in layers of weights give: their product. */
double run_factor(const struct scoring_run *r, int node);
/* Counts and confidences of all nodes, and their shares in the total, after the tree is scored. */
void run_count(const struct scoring_run *r, int card);
void run_find_shares(const struct scoring_run *r);

#endif
