/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tree of one card, from the items up. */
#include "score/run.h"

/* ---- room -------------------------------------------------------------------------------------------------------- */

struct scoring_run run_start(const struct score_layout *layout, struct arena *a) {
    size_t n_questions = (size_t)layout->kit->questionnaire->n_questions;
    struct scoring_run r = {.kit = layout->kit, .layout = layout, .na = -1, .forced = -1, .arena = a};
    r.part = ARENA_ARRAY(a, 2 * layout->n_parts_max + 1, struct part);
    r.sorted = ARENA_ARRAY(a, layout->n_parts_max + 1, double);
    r.open = ARENA_ARRAY(a, n_questions + 1, bool);
    r.reading = ARENA_ARRAY(a, n_questions + 1, struct reading);
    return r;
}

struct node_score *run_new_nodes(const struct scoring_run *r) {
    size_t n_nodes = (size_t)r->card->framework->n_nodes, n_layers = (size_t)r->kit->model->n_layers;
    struct node_score *node = ARENA_ARRAY(r->arena, n_nodes, struct node_score);
    struct score *layer = ARENA_ARRAY(r->arena, n_nodes * n_layers, struct score);
    struct scale *scale = ARENA_ARRAY(r->arena, n_nodes * n_layers, struct scale);
    for (size_t i = 0; i < n_nodes; i++) {
        node[i].layer = layer + i * n_layers;
        node[i].layer_scale = scale + i * n_layers;
    }
    return node;
}

/* ---- nodes above ------------------------------------------------------------------------------------------------- */

static const struct score *score_of(const struct scoring_run *r, const struct below *x, int node) {
    const struct node_score *n = &r->node[node];
    return x->instead ? &x->instead[node] : x->layer < 0 ? &n->total : &n->layer[x->layer];
}

/* Puts the parts that are there; '*has_na' tells whether something was not applicable. */
static int put_parts(const struct scoring_run *r, const struct below *x, bool *has_na) {
    int begin = r->card->first[x->node], end = r->card->first[x->node + 1], n_parts = 0;
    *has_na = false;
    for (int k = begin; k < end; k++) {
        int c = r->card->child[k];
        const struct score *s = score_of(r, x, c);
        if (x->left_out && x->left_out[c]) {
            continue;
        }
        *has_na = *has_na || s->status == SCORE_NA;
        if (is_in(s) && r->node[c].weight > 0) {
            put_part(&r->part[n_parts++], s, r->node[c].weight, k - begin + 1, c);
        }
    }
    return n_parts;
}

void run_score_below(const struct scoring_run *r, const struct below *x, struct score *s) {
    const struct place_in *place = &r->card->node[x->node];
    struct node_score *n = &r->node[x->node];
    struct scale *scale = x->layer < 0 ? &n->scale : &n->layer_scale[x->layer], scratch;
    bool has_na;
    int n_parts = put_parts(r, x, &has_na);
    if (n_parts == 0) {
        put_state(s, has_na ? SCORE_NA : SCORE_NOT_ASKED, scale);
    } else {
        enum aggregate how = place->own ? (enum aggregate)place->own->aggregate : AGGREGATE_MEAN;
        run_join(r, &(struct join){x->node, x->layer, how, r->part, n_parts}, x->instead ? &scratch : scale, s);
        s->scale = scale;
    }
    bool is_blank = s->status == SCORE_BLANK;
    run_apply_policies(r, place, 0, s);
    if (is_blank && s->status == SCORE_SCORED && !run_is_rated(place->own, s->coverage)) {
        s->status = SCORE_NOT_RATED; /* what stands for a blank is no answer */
    }
}

static void start_node(const struct scoring_run *r, int i) {
    const struct place_in *place = &r->card->node[i];
    struct node_score *n = &r->node[i];
    n->question = place->question;
    n->is_item = place->is_item;
    n->scale = place->scale;
    n->weight = r->card->framework->node[i].weight * run_factor(r, i);
    for (int l = 0; l < r->kit->model->n_layers; l++) {
        n->layer_scale[l] = place->scale;
    }
}

static void score_above(const struct scoring_run *r, int i) {
    struct node_score *n = &r->node[i];
    for (int l = 0; l < r->kit->model->n_layers; l++) {
        if (r->wants_layers) {
            run_score_below(r, &(struct below){i, l, NULL, NULL}, &n->layer[l]);
        } else {
            put_state(&n->layer[l], SCORE_NOT_ASKED, &n->layer_scale[l]);
        }
    }
    run_score_below(r, &(struct below){i, -1, NULL, NULL}, &n->total);
}

/* Children come after their parents in preorder, so backwards is bottom-up. */
void run_score_tree(const struct scoring_run *r) {
    for (int i = r->card->framework->n_nodes - 1; i >= 0; i--) {
        start_node(r, i);
        if (r->node[i].is_item) {
            run_score_item(r, i);
        } else {
            score_above(r, i);
        }
    }
}
