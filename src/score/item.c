/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the answers to the questions of a node to its layers and its score. */
#include "score/run.h"

static void score_question(const struct scoring_run *r, int node, int layer, int i, struct score *s) {
    const struct reading *x = &r->reading[i];
    const struct scale *scale = &r->node[node].layer_scale[layer];
    if (x->status == SCORE_SCORED) {
        put_score(s, SCORE_SCORED, x->credit, x->low_end, x->credit, scale);
        return;
    }
    put_state(s, (enum score_status)x->status, scale);
    run_stand_in(r, &r->card->node[node], r->layout->question[i].lowest, s);
}

/* Several questions of a node and layer are joined by their weighted mean. */
static void join_questions(const struct scoring_run *r, int node, int layer, struct score *s) {
    const struct question *questions = r->kit->questionnaire->question;
    struct part *part = r->part + r->layout->n_parts_max; /* the first ones are the caller's */
    int n_parts = 0;
    for (int i = r->node[node].question[layer]; i >= 0; i = questions[i].next) {
        score_question(r, node, layer, i, s);
        if (is_in(s)) {
            put_part(&part[n_parts++], s, questions[i].weight, 0, -1);
        }
    }
    struct joining j = {.how = AGGREGATE_MEAN, .scale = r->node[node].scale};
    struct scale scale;
    struct part whole = aggregate_parts(&j, part, n_parts, &scale);
    put_state(s, SCORE_NA, &r->node[node].layer_scale[layer]);
    if (whole.weight > 0) {
        s->status = whole.has_value ? SCORE_SCORED : SCORE_BLANK;
        s->value = whole.value;
        s->low = whole.low;
        s->high = whole.high;
        s->coverage = whole.coverage;
    }
}

/* The first layer that a node is asked in decides whether it is asked and applicable at all: all its questions in one
   state decide for it. What may still come to be not asked is not applicable for sure only when it is asked. */
static enum score_status first_layer_state(const struct scoring_run *r, const struct place_in *place) {
    const struct question *questions = r->kit->questionnaire->question;
    bool is_na = true, is_not_asked = true;
    for (int i = place->question[place->first_layer]; i >= 0; i = questions[i].next) {
        const struct reading *x = &r->reading[i];
        is_na = is_na && x->status == SCORE_NA;
        is_not_asked = is_not_asked && x->is_not_asked;
    }
    return is_not_asked ? SCORE_NOT_ASKED : is_na ? SCORE_NA : SCORE_SCORED;
}

static double layer_weight(const struct scoring_run *r, int layer) {
    const struct layer *x = &r->kit->model->layer[layer];
    return x->role == ROLE_WEIGHT ? 0 : r->variant ? r->variant->weight[layer] : x->weight;
}

double run_factor(const struct scoring_run *r, int node) {
    double factor = 1;
    for (int l = 0; r->layout->has_factors && l < r->kit->model->n_layers; l++) {
        int i = r->kit->model->layer[l].role == ROLE_WEIGHT ? r->node[node].question[l] : -1;
        factor *= i < 0 ? 1 : score_factor(r->kit, &r->kit->questionnaire->question[i], &r->answers->answer[i]);
    }
    return factor;
}

static void force_item(const struct scoring_run *r, struct node_score *n) {
    double value = r->forced_value;
    put_score(&n->total, SCORE_SCORED, value, value, value, &n->scale);
    for (int l = 0; l < r->kit->model->n_layers; l++) {
        put_state(&n->layer[l], SCORE_NOT_ASKED, &n->scale);
        if (n->question[l] >= 0) {
            n->layer[l] = n->total;
        }
    }
}

/* 'state' is that of the first layer. */
static void score_layer(const struct scoring_run *r, int i, int layer, enum score_status state) {
    const struct node_score *n = &r->node[i];
    struct score *s = &n->layer[layer];
    int first = n->question[layer];
    if (first < 0 || r->kit->model->layer[layer].role == ROLE_WEIGHT) {
        put_state(s, SCORE_NOT_ASKED, &n->layer_scale[layer]);
    } else if (state == SCORE_NA || state == SCORE_NOT_ASKED) {
        put_state(s, state, &n->layer_scale[layer]);
        run_apply_policies(r, &r->card->node[i], 0, s);
    } else if (r->kit->questionnaire->question[first].next < 0) {
        score_question(r, i, layer, first, s);
    } else {
        join_questions(r, i, layer, s);
    }
}

/* What the whole item counts as when it is not applicable is stated for the item, not for each layer. */
static void state_item(const struct scoring_run *r, int i) {
    struct score *s = &r->node[i].total;
    s->status = SCORE_NA;
    run_stand_in(r, &r->card->node[i], 0, s);
}

static void join_layers(const struct scoring_run *r, int i, int n_parts, enum score_status state) {
    const struct rule *rule = r->card->node[i].own;
    struct node_score *n = &r->node[i];
    enum aggregate how = r->variant ? (enum aggregate)r->variant->aggregate
                         : rule     ? (enum aggregate)rule->aggregate
                                    : AGGREGATE_MEAN;
    run_join(r, &(struct join){i, -1, how, r->part, n_parts}, &n->scale, &n->total);
    if (state == SCORE_NA) {
        state_item(r, i);
    }
}

void run_score_item(const struct scoring_run *r, int i) {
    struct node_score *n = &r->node[i];
    if (i == r->forced) {
        force_item(r, n);
        return;
    }
    enum score_status state = first_layer_state(r, &r->card->node[i]);
    bool has_na = false;
    int n_parts = 0;
    for (int l = 0; l < r->kit->model->n_layers; l++) {
        score_layer(r, i, l, state);
        has_na = has_na || n->layer[l].status == SCORE_NA;
        double weight = layer_weight(r, l);
        if (is_in(&n->layer[l]) && weight > 0) {
            put_part(&r->part[n_parts], &n->layer[l], weight, n_parts + 1, l);
            n_parts++;
        }
    }
    if (n_parts > 0) {
        join_layers(r, i, n_parts, state);
    } else {
        put_state(&n->total, state != SCORE_SCORED ? state : has_na ? SCORE_NA : SCORE_NOT_ASKED, &n->scale);
    }
}
