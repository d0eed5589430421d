/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A card that is there, looked at again: how its scores came about, what they would be, and without some nodes. */
#include <string.h>

#include "score/run.h"

/* One more run over the answers of a card; which questions are open is known. */
static struct scoring_run run_again(const struct scorecard *card, const struct answers *x, struct arena *a) {
    struct scoring_run r = run_start(card->layout, a);
    r.answers = x;
    r.card = &card->layout->card[card->index];
    memcpy(r.open, card->open, (size_t)r.kit->questionnaire->n_questions * sizeof *r.open);
    r.node = run_new_nodes(&r);
    return r;
}

struct trace *score_traces(const struct scorecard *card, const struct answers *x, struct arena *a) {
    struct scoring_run r = run_again(card, x, a);
    r.traces = ARENA_ARRAY(a, (size_t)card->framework->n_nodes, struct trace);
    run_read(&r);
    run_score_tree(&r);
    return r.traces;
}

struct score score_what_if(const struct scorecard *card, const struct answers *x, const struct what_if *w) {
    struct arena scratch = {0};
    struct scoring_run r = run_again(card, x, &scratch);
    r.na = w->na;
    r.forced = w->item;
    r.forced_value = w->value;
    run_read(&r);
    run_score_tree(&r);
    struct score total = r.node[0].total;
    total.scale = &card->node[0].scale;
    arena_clear(&scratch);
    return total;
}

struct score *score_questions(const struct scorecard *cards, const struct answers *x, struct arena *a) {
    struct scoring_run r = run_again(&cards[0], x, a);
    int n = r.kit->questionnaire->n_questions;
    struct score *s = ARENA_ARRAY(a, (size_t)n + 1, struct score);
    run_read(&r);
    for (int i = 0; i < n; i++) {
        const struct reading *seen = &r.reading[i];
        if (!r.layout->question[i].is_counted) {
            put_state(&s[i], SCORE_NOT_ASKED, NULL);
        } else if (seen->status == SCORE_SCORED) {
            put_score(&s[i], SCORE_SCORED, seen->credit, seen->low_end, seen->credit, NULL);
        } else {
            put_state(&s[i], (enum score_status)seen->status, NULL);
        }
    }
    return s;
}

/* ---- without some nodes ------------------------------------------------------------------------------------------ */

static const struct score *own_score(const struct node_score *n, int layer) {
    return layer < 0 ? &n->total : &n->layer[layer];
}

/* With what is below a node that is left out: a node joined from items meets those, not the node between. */
static const bool *left_out_below(const struct scoring_run *r, int node, const bool *is_left_out) {
    const struct framework *f = r->card->framework;
    bool *is_out = ARENA_ARRAY(r->arena, (size_t)f->n_nodes, bool);
    for (int i = node + 1; i < f->node[node].end; i++) {
        is_out[i] = is_left_out[i] || is_out[f->node[i].parent];
    }
    return is_out;
}

static bool has_left_out(const struct scoring_run *r, int node, const bool *is_left_out) {
    for (int i = node + 1; i < r->card->framework->node[node].end; i++) {
        if (is_left_out[i]) {
            return true;
        }
    }
    return false;
}

struct score score_without(const struct scorecard *card, int node, int layer, const bool *is_left_out) {
    struct arena scratch = {0};
    struct scoring_run r = run_start(card->layout, &scratch);
    const struct framework *f = card->framework;
    r.card = &r.layout->card[card->index];
    r.node = card->node;
    struct score s = *own_score(&card->node[node], layer);
    if (!card->node[node].is_item && framework_has_children(f, node) && has_left_out(&r, node, is_left_out)) {
        is_left_out = left_out_below(&r, node, is_left_out);
        struct score *instead = ARENA_ARRAY(&scratch, (size_t)f->n_nodes, struct score);
        for (int i = f->node[node].end - 1; i >= node; i--) {
            bool is_joined = !card->node[i].is_item && framework_has_children(f, i) && has_left_out(&r, i, is_left_out);
            instead[i] = *own_score(&card->node[i], layer);
            if (is_joined) {
                run_score_below(&r, &(struct below){i, layer, is_left_out, instead}, &instead[i]);
            }
        }
        s = instead[node];
    }
    arena_clear(&scratch);
    return s;
}
