/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is counted beside the scores: answers by state, confidence, shares in the total. */
#include "score/run.h"

static void count_question(const struct scoring_run *r, int question) {
    const struct reading *x = &r->reading[question];
    const struct answer *a = &r->answers->answer[question];
    struct node_score *n = &r->node[r->kit->questionnaire->question[question].node];
    n->n_na += x->is_na;
    n->n_answered += a->state == ANSWER_GIVEN || a->state == ANSWER_ALTERNATE ||
                     (a->state == ANSWER_DK && r->kit->model->info.dk == DK_ZERO);
    n->n_not_asked += x->is_not_asked;
    n->n_blank += x->is_missing;
    if (a->confidence > 0 && !x->is_not_asked) {
        n->confidence = (n->confidence * n->n_confidence + a->confidence) / (n->n_confidence + 1);
        n->n_confidence++;
    }
}

static void count_children(const struct scoring_run *r, int i) {
    struct node_score *n = &r->node[i];
    double total = n->confidence * n->n_confidence;
    for (int c = framework_child(r->card->framework, i); c >= 0; c = framework_next(r->card->framework, c)) {
        const struct node_score *child = &r->node[c];
        n->n_answered += child->n_answered;
        n->n_blank += child->n_blank;
        n->n_na += child->n_na;
        n->n_not_asked += child->n_not_asked;
        n->n_confidence += child->n_confidence;
        total += child->confidence * child->n_confidence;
    }
    n->confidence = n->n_confidence ? total / n->n_confidence : 0;
}

/* The confidence up the tree, by the weights, what is blank as 0 and what is not applicable left out. */
static void weigh_confidence(const struct scoring_run *r, int i) {
    struct node_score *n = &r->node[i];
    double total = 0, weight = 0;
    for (int k = r->card->first[i]; k < r->card->first[i + 1]; k++) {
        const struct node_score *c = &r->node[r->card->child[k]];
        bool counts = is_in(&c->total);
        total += counts ? c->weight * c->confidence : 0;
        weight += counts ? c->weight : 0;
    }
    n->confidence = weight > 0 ? total / weight : 0;
}

void run_count(const struct scoring_run *r, int card) {
    const struct questionnaire *q = r->kit->questionnaire;
    int n_nodes = r->card->framework->n_nodes;
    for (int i = 0; i < n_nodes; i++) {
        struct node_score *n = &r->node[i];
        n->n_answered = n->n_blank = n->n_na = n->n_not_asked = n->n_confidence = 0;
        n->confidence = 0;
    }
    for (int i = 0; i < q->n_questions; i++) {
        if (r->layout->question[i].is_counted && q->question[i].card == card) {
            count_question(r, i); /* a twin only narrows another question, it is not counted itself */
        }
    }
    for (int i = n_nodes - 1; i >= 0; i--) {
        count_children(r, i);
    }
    for (int i = n_nodes - 1; i >= 0 && r->kit->model->info.confidence; i--) {
        if (!r->node[i].is_item) {
            weigh_confidence(r, i);
        }
    }
}

/* ---- shares ------------------------------------------------------------------------------------------------------ */

static double weight_of_part(const struct scoring_run *r, int node, int below) {
    const struct rule *rule = r->card->node[node].own;
    const struct node_score *c = &r->node[below];
    double width = rule && rule->aggregate == AGGREGATE_SUM ? c->scale.max - c->scale.min : 1;
    return is_in(&c->total) ? c->weight * width : 0;
}

/* Top-down: a node's share is divided among the nodes it is joined from. */
void run_find_shares(const struct scoring_run *r) {
    for (int i = 0; i < r->card->framework->n_nodes; i++) {
        r->node[i].share = 0;
    }
    r->node[0].share = is_in(&r->node[0].total) ? 1 : 0;
    for (int i = 0; i < r->card->framework->n_nodes; i++) {
        double weight = 0;
        for (int k = r->card->first[i]; k < r->card->first[i + 1]; k++) {
            weight += weight_of_part(r, i, r->card->child[k]);
        }
        for (int k = r->card->first[i]; k < r->card->first[i + 1] && weight > 0; k++) {
            int c = r->card->child[k];
            r->node[c].share += r->node[i].share * weight_of_part(r, i, c) / weight;
        }
    }
}
