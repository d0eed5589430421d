/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the answers to the questions of a node to its layers and its score. */
#include "score/run.h"

/* While an earlier answer is missing, the question may still come to be not asked, which counts 0: nothing is sure. */
static struct score question_score(const struct scoring_run *r, const struct node_score *n, int i) {
    const struct question *question = &r->kit->questionnaire->question[i];
    const struct answer *a = &r->answers->answer[i];
    int twin = n->question[LAYER_NOT_APPLICABLE];
    bool is_given = a->state == ANSWER_GIVEN || a->state == ANSWER_ALTERNATE || a->state == ANSWER_DK;
    const struct scale *scale = &n->layer_scale[question->layer];
    bool is_open = r->open[i];
    double credit;
    if (a->state == ANSWER_NOT_ASKED) { /* the caller has seen the first layer */
        return is_open ? state_score(SCORE_BLANK, scale) : point_score(0, scale);
    }
    if (run_is_missing(r, i)) {
        return state_score(SCORE_BLANK, scale);
    }
    if (is_given && score_credit(r->kit, question, a, twin >= 0 ? &r->answers->answer[twin] : NULL, &credit)) {
        struct score s = point_score(credit, scale);
        s.low = is_open ? 0 : credit;
        return s;
    }
    bool is_forbidden = run_na_policy(r, r->card->node[question->node].own) == NA_FORBID;
    return state_score(is_open || is_forbidden ? SCORE_BLANK : SCORE_NA, scale); /* also given, without a credit */
}

struct score run_question(const struct scoring_run *r, int question) {
    return question_score(r, &r->node[r->kit->questionnaire->question[question].node], question);
}

static struct score question_counted(const struct scoring_run *r, int node, int i) {
    struct score s = question_score(r, &r->node[node], i);
    double lowest = s.status == SCORE_BLANK ? score_lowest_credit(r->kit, &r->kit->questionnaire->question[i]) : 0;
    return run_with_policies(r, &r->card->node[node], s, lowest);
}

/* Usually one question; several of a node and layer are joined by their weighted mean. */
static struct score layer_from_questions(const struct scoring_run *r, int node, int layer) {
    const struct question *questions = r->kit->questionnaire->question;
    const struct node_score *n = &r->node[node];
    int first = n->question[layer], n_parts = 0;
    if (first < 0) {
        return state_score(SCORE_NOT_ASKED, &n->layer_scale[layer]);
    }
    if (questions[first].next < 0) {
        return question_counted(r, node, first);
    }
    struct part *part = r->part + r->layout->n_parts_max; /* the first ones are the caller's */
    for (int i = first; i >= 0; i = questions[i].next) {
        struct score s = question_counted(r, node, i);
        if (is_in(&s)) {
            part[n_parts++] = part_of(&s, questions[i].weight);
        }
    }
    struct joining j = {.how = AGGREGATE_MEAN, .scale = n->scale};
    struct scale scale;
    struct part whole = aggregate_parts(&j, part, n_parts, &scale);
    if (whole.weight <= 0) {
        return state_score(SCORE_NA, &n->layer_scale[layer]);
    }
    return (struct score){.status = whole.has_value ? SCORE_SCORED : SCORE_BLANK,
                          .value = whole.value,
                          .low = whole.low,
                          .high = whole.high,
                          .coverage = whole.coverage,
                          .scale = &n->layer_scale[layer]};
}

/* All questions of a chain in one state decide for the chain. */
static enum score_status chain_state(const struct scoring_run *r, const struct node_score *n, int first) {
    bool is_na = true, is_not_asked = true;
    for (int i = first; i >= 0; i = r->kit->questionnaire->question[i].next) {
        is_na = is_na && (run_is_na(r, i) || question_score(r, n, i).status == SCORE_NA); /* or without a credit */
        is_not_asked = is_not_asked && r->answers->answer[i].state == ANSWER_NOT_ASKED;
    }
    return is_not_asked ? SCORE_NOT_ASKED : is_na ? SCORE_NA : SCORE_SCORED;
}

/* The first layer that a node is asked in decides whether it is asked and applicable at all. */
static enum score_status first_layer_state(const struct scoring_run *r, int node) {
    const struct node_score *n = &r->node[node];
    for (int l = 0; l < r->kit->model->n_layers; l++) {
        if (n->question[l] >= 0 && r->kit->model->layer[l].role == ROLE_SCORE) {
            return chain_state(r, n, n->question[l]);
        }
    }
    return SCORE_NOT_ASKED;
}

static double layer_weight(const struct scoring_run *r, int layer) {
    const struct layer *x = &r->kit->model->layer[layer];
    return x->role == ROLE_WEIGHT ? 0 : r->variant ? r->variant->weight[layer] : x->weight;
}

double run_factor(const struct scoring_run *r, int node) {
    double factor = 1;
    for (int l = 0; l < r->kit->model->n_layers; l++) {
        int i = r->kit->model->layer[l].role == ROLE_WEIGHT ? r->node[node].question[l] : -1;
        factor *= i < 0 ? 1 : score_factor(r->kit, &r->kit->questionnaire->question[i], &r->answers->answer[i]);
    }
    return factor;
}

void run_score_item(const struct scoring_run *r, int i) {
    const struct scoring *m = r->kit->model;
    const struct place_in *place = &r->card->node[i];
    struct node_score *n = &r->node[i];
    enum score_status state = first_layer_state(r, i);
    bool has_na = false, is_out = state == SCORE_NA || state == SCORE_NOT_ASKED;
    int n_parts = 0;
    if (i == r->forced) {
        n->total = point_score(r->forced_value, &n->scale);
        for (int l = 0; l < m->n_layers; l++) {
            n->layer[l] = n->question[l] >= 0 ? n->total : state_score(SCORE_NOT_ASKED, &n->scale);
        }
        return;
    }
    for (int l = 0; l < m->n_layers; l++) {
        struct score own = is_out && n->question[l] >= 0
                               ? run_with_policies(r, place, state_score(state, &n->layer_scale[l]), 0)
                               : layer_from_questions(r, i, l);
        n->layer[l] = m->layer[l].role == ROLE_WEIGHT ? state_score(SCORE_NOT_ASKED, &n->layer_scale[l]) : own;
        has_na = has_na || n->layer[l].status == SCORE_NA;
        if (is_in(&n->layer[l]) && layer_weight(r, l) > 0) {
            r->part[n_parts] = part_of(&n->layer[l], layer_weight(r, l));
            r->part[n_parts].place = n_parts + 1;
            r->part[n_parts++].node = l;
        }
    }
    if (n_parts == 0) {
        n->total = state_score(state != SCORE_SCORED ? state : has_na ? SCORE_NA : SCORE_NOT_ASKED, &n->scale);
        return;
    }
    enum aggregate how = r->variant   ? (enum aggregate)r->variant->aggregate
                         : place->own ? (enum aggregate)place->own->aggregate
                                      : AGGREGATE_MEAN;
    n->total = run_join(r, i, -1, how, r->part, n_parts, &n->scale);
    n->total.stand_in = state == SCORE_NA ? STAND_IN_NA : n->total.stand_in;
}
