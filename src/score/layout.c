/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/layout.h"

#include <math.h>
#include <string.h>

#include "model/qtype.h"
#include "score/credit.h"

static void attach_questions(const struct kit *k, int card, struct card_layout *c) {
    const struct questionnaire *q = k->questionnaire;
    for (int i = 0; i < c->framework->n_nodes; i++) {
        memset(c->node[i].question, -1, sizeof c->node[i].question);
    }
    for (int i = 0; i < q->n_questions; i++) {
        const struct question *x = &q->question[i];
        if (x->card != card || x->layer < 0) {
            continue;
        }
        int *first = &c->node[x->node].question[x->layer];
        *first = *first < 0 ? i : *first;
        bool is_score = x->layer != LAYER_NOT_APPLICABLE && k->model->layer[x->layer].role == ROLE_SCORE;
        c->node[x->node].is_item = c->node[x->node].is_item || is_score;
    }
}

static int first_layer(const struct scoring *m, const struct place_in *n) {
    for (int l = 0; l < m->n_layers; l++) {
        if (n->question[l] >= 0 && m->layer[l].role == ROLE_SCORE) {
            return l;
        }
    }
    return -1;
}

/* ---- rules ------------------------------------------------------------------------------------------------------- */

static void find_rules(const struct kit *k, struct card_layout *c) {
    const struct scoring *m = k->model;
    for (int i = 0; i < c->framework->n_nodes; i++) {
        struct place_in *n = &c->node[i];
        const char *level = c->framework->node[i].level;
        n->own = n->is_item ? scoring_rule(m, level, INPUT_LAYERS) : scoring_joining_rule(m, level);
        n->n_steps = scoring_steps(m, level);
        n->first_layer = first_layer(m, n);
    }
}

/* The highest minimum that the first profile has for the node itself. */
static void find_targets(const struct kit *k, int card, struct card_layout *c) {
    const struct profile *p = k->n_profiles > 0 && k->profile[0]->card == card ? k->profile[0] : NULL;
    for (int i = 0; i < c->framework->n_nodes; i++) {
        c->node[i].target = NAN;
    }
    for (int i = 0; p && i < p->n_minima; i++) {
        struct place_in *n = &c->node[p->minimum[i].node];
        double target = scale_fraction(&n->scale, p->minimum[i].min);
        n->target = isnan(n->target) || target > n->target ? target : n->target;
    }
}

/* ---- what a node is joined from ---------------------------------------------------------------------------------- */

static int put_items(const struct card_layout *c, int node, int n) {
    for (int i = node + 1; i < c->framework->node[node].end; i++) {
        if (c->node[i].is_item) {
            c->child[n++] = i;
            i = c->framework->node[i].end - 1; /* what is below an item enters through it */
        }
    }
    return n;
}

static int put_children(const struct card_layout *c, int node, int n) {
    for (int i = framework_child(c->framework, node); i >= 0; i = framework_next(c->framework, i)) {
        c->child[n++] = i;
    }
    return n;
}

static bool joins_items(const struct place_in *n) { return !n->is_item && n->own && n->own->input == INPUT_ITEMS; }

static void find_children(struct card_layout *c, size_t *n_parts_max, struct arena *a) {
    size_t n_nodes = (size_t)c->framework->n_nodes, room = n_nodes;
    for (size_t i = 0; i < n_nodes; i++) {
        room += joins_items(&c->node[i]) ? n_nodes : 0;
    }
    c->child = ARENA_ARRAY(a, room + 1, int);
    c->first = ARENA_ARRAY(a, n_nodes + 1, int);
    int n = 0;
    for (int i = 0; i < (int)n_nodes; i++) {
        c->first[i] = n;
        if (!c->node[i].is_item) {
            n = joins_items(&c->node[i]) ? put_items(c, i, n) : put_children(c, i, n);
        }
        size_t n_parts = (size_t)(n - c->first[i]);
        *n_parts_max = n_parts > *n_parts_max ? n_parts : *n_parts_max;
    }
    c->first[n_nodes] = n;
}

static void lay_out_card(const struct kit *k, int card, struct score_layout *x, struct arena *a) {
    struct card_layout *c = &x->card[card];
    c->framework = k->framework[card];
    c->node = ARENA_ARRAY(a, (size_t)c->framework->n_nodes, struct place_in);
    attach_questions(k, card, c);
    find_rules(k, c);
    for (int node = 0; node < c->framework->n_nodes; node++) {
        struct place_in *n = &c->node[node];
        n->scale = scoring_rule_scale(k->model, c->framework->node[node].level, n->own, &n->has_scale);
    }
    find_targets(k, card, c);
    find_children(c, &x->n_parts_max, a);
}

/* ---- questions --------------------------------------------------------------------------------------------------- */

static const double *credits_of(const struct kit *k, const struct question *q, struct arena *a) {
    const struct choice_list *list = question_list(k->questionnaire, q);
    if (!list || q->type->is_multiple) {
        return NULL;
    }
    double *credit = ARENA_ARRAY(a, (size_t)list->n + 1, double);
    for (int i = 0; i < list->n; i++) {
        credit[i] = score_choice_credit(k, &list->choice[i]);
    }
    return credit;
}

static void lay_out_question(struct score_layout *x, int i, struct arena *a) {
    const struct question *q = &x->kit->questionnaire->question[i];
    struct question_in *in = &x->question[i];
    *in = (struct question_in){.twin = -1};
    x->has_conditions = x->has_conditions || q->relevant;
    if (q->card < 0 || q->layer < 0) {
        return;
    }
    in->place = &x->card[q->card].node[q->node];
    in->twin = in->place->question[LAYER_NOT_APPLICABLE];
    in->is_counted = q->layer != LAYER_NOT_APPLICABLE && x->kit->model->layer[q->layer].role == ROLE_SCORE;
    if (in->is_counted) {
        in->credit = credits_of(x->kit, q, a);
        in->lowest = score_lowest_credit(x->kit, q);
    }
}

double place_na_value(const struct place_in *place, enum na_policy policy) {
    const struct rule *rule = place->own;
    double stated = rule && !isnan(rule->na_value) ? scale_fraction(&place->scale, rule->na_value) : 1;
    switch (policy) {
    case NA_ZERO:
        return 0;
    case NA_FULL:
        return 1;
    case NA_CONSTANT:
        return fmin(fmax(stated, 0), 1);
    case NA_TARGET:
        return fmin(fmax(isnan(place->target) ? stated : place->target, 0), 1);
    default:
        return NAN;
    }
}

struct score_layout *score_layout(const struct kit *k, struct arena *a) {
    struct score_layout *x = ARENA_NEW(a, struct score_layout);
    int n_questions = k->questionnaire->n_questions;
    *x = (struct score_layout){.kit = k};
    x->card = ARENA_ARRAY(a, (size_t)k->n_frameworks, struct card_layout);
    x->question = ARENA_ARRAY(a, (size_t)n_questions + 1, struct question_in);
    x->n_parts_max = (size_t)n_questions + LAYERS_MAX;
    for (int i = 0; i < k->n_frameworks; i++) {
        lay_out_card(k, i, x, a);
    }
    for (int i = 0; i < n_questions; i++) {
        lay_out_question(x, i, a);
    }
    for (int l = 0; l < k->model->n_layers; l++) {
        x->has_factors = x->has_factors || k->model->layer[l].role == ROLE_WEIGHT;
    }
    return x;
}

int layout_shared_twin(const struct score_layout *l, int question) {
    const struct questionnaire *q = l->kit->questionnaire;
    const struct question *x = &q->question[question];
    int twin = x->layer != LAYER_NOT_APPLICABLE ? l->question[question].twin : -1;
    const struct choice_list *list = twin >= 0 ? question_list(q, &q->question[twin]) : NULL;
    for (int c = 0; list && c < list->n; c++) {
        if (question_choice(q, x, list->choice[c].name) < 0) {
            return -1;
        }
    }
    return list ? twin : -1;
}
