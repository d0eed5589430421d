/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nodes above items, as score.c does it: backwards through the preorder is bottom-up. */
#include "score/compile_part.h"

/* The framework's weight, times what answers in layers of weights say. */
static ex weight_of(struct compiler *c, int node) {
    ex weight = expr_number(c->a, c->card->framework->node[node].weight);
    for (int l = 0; l < c->kit->model->n_layers; l++) {
        int question = c->kit->model->layer[l].role == ROLE_WEIGHT ? c->card->node[node].question[l] : -1;
        if (question >= 0) {
            weight = EXPR_OF(c->a, EXPR_MULTIPLY, weight, compile_factor(c, question));
        }
    }
    return weight;
}

/* What stands for a blank is no answer: with less than the rule asks, the node is not rated all the same. */
static struct compiled_score counted(struct compiler *c, const struct place_in *place, struct compiled_score s) {
    double least = place->own ? place->own->min_coverage - COVERAGE_TOLERANCE : 0;
    struct compiled_score x = with_policies(c, place, s, 0);
    ex is_blank = EXPR_OF(c->a, EXPR_AND, is_status(c, &s, COMPILED_BLANK), is_status(c, &x, COMPILED_SCORED));
    if (least > 0) {
        ex is_short = EXPR_OF(c->a, EXPR_AND, is_blank, expr_not(c->a, at_least(c, x.coverage, least)));
        x.status = expr_if(c->a, is_short, expr_number(c->a, COMPILED_NOT_RATED), x.status);
    }
    return x;
}

static struct compiled_score score_below(struct compiler *c, int node, int layer, ex *weight) {
    const struct place_in *place = &c->card->node[node];
    const char *id = c->card->framework->node[node].id;
    const char *stem = layer < 0 ? id : arena_printf(c->a, "%s.%s", id, c->kit->model->layer[layer].id);
    int first = c->card->first[node], n = c->card->first[node + 1] - first;
    struct cpart *part = ARENA_ARRAY(c->a, (size_t)n + 1, struct cpart);
    ex *nas = ARENA_ARRAY(c->a, (size_t)n + 1, ex);
    for (int k = 0; k < n; k++) {
        int below = c->card->child[first + k];
        const struct compiled_score *s = layer < 0 ? &c->node[below].total : &c->node[below].layer[layer];
        part[k] = part_of_score(c, s, weight[below]);
        part[k].place = k + 1;
        nas[k] = is_status(c, s, COMPILED_NA);
    }
    struct compiled_score nothing = constant_score(c, COMPILED_NOT_ASKED, &place->scale);
    ex some = name_value(c, stem, "some", any_counts(c, part, n));
    if (!expr_is_true(some)) {
        ex na = many(c, EXPR_OR, nas, n);
        nothing.status = expr_if(c->a, na, expr_number(c->a, COMPILED_NA), nothing.status);
    }
    if (!expr_is_false(some)) {
        nothing = score_if(c, some, join_node(c, node, part, n, stem), nothing);
    }
    return name_score(c, stem, counted(c, place, nothing));
}

void compile_tree(struct compiler *c) {
    int n_nodes = c->card->framework->n_nodes, n_layers = c->kit->model->n_layers;
    ex *weight = ARENA_ARRAY(c->a, (size_t)n_nodes + 1, ex);
    struct compiled_score *layers = ARENA_ARRAY(c->a, (size_t)(n_nodes * n_layers) + 1, struct compiled_score);
    for (int i = n_nodes - 1; i >= 0; i--) {
        weight[i] = name_value(c, c->card->framework->node[i].id, "weight", weight_of(c, i));
        c->node[i].layer = layers + (size_t)i * (size_t)n_layers;
        if (c->card->node[i].is_item) {
            compile_item(c, i);
            continue;
        }
        for (int l = 0; l < n_layers; l++) {
            c->node[i].layer[l] = score_below(c, i, l, weight);
        }
        c->node[i].total = score_below(c, i, -1, weight);
    }
}
