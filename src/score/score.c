/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/score.h"

#include "score/run.h"

const char *score_status_name(enum score_status s) {
    static const char *const names[] = {"scored", "not_rated", "blank", "na", "not_asked", "blocked"};
    return names[s];
}

double score_shown(const struct score *s) { return scale_shown(s->scale, s->value); }

bool score_has_value(const struct score *s) { return s->status == SCORE_SCORED || s->status == SCORE_NOT_RATED; }

/* ---- what is open ------------------------------------------------------------------------------------------------ */

struct open_search {
    const struct scoring_run *run;
    bool is_open;
};

static void look_for_missing(void *context, const struct term *t) {
    struct open_search *s = context;
    s->is_open = s->is_open || s->run->open[t->question] || run_is_missing(s->run, t->question);
}

/* In the questions' order: a question is asked by what earlier ones say, and so are the groups it is in. */
static void find_open(const struct scoring_run *r) {
    const struct questionnaire *q = r->kit->questionnaire;
    for (int i = 0; i < q->n_questions; i++) {
        const struct question *x = &q->question[i];
        struct open_search s = {r, x->group >= 0 && r->open[x->group]};
        if (x->relevant) {
            condition_visit(x->relevant, look_for_missing, &s);
        }
        r->open[i] = s.is_open;
    }
}

/* ---- nodes above ------------------------------------------------------------------------------------------------- */

/* Joins one score of the nodes below: layer ≥ 0 that layer, −1 the total. 'left_out' may be NULL. */
static struct score score_below(const struct scoring_run *r, int i, int layer, const bool *left_out,
                                const struct score *instead) {
    const struct place_in *place = &r->card->node[i];
    struct node_score *n = &r->node[i];
    bool has_na = false;
    int n_parts = 0;
    for (int k = r->card->first[i]; k < r->card->first[i + 1]; k++) {
        int c = r->card->child[k];
        const struct score *s = instead ? &instead[c] : layer < 0 ? &r->node[c].total : &r->node[c].layer[layer];
        if (left_out && left_out[c]) {
            continue;
        }
        has_na = has_na || s->status == SCORE_NA;
        if (is_in(s) && r->node[c].weight > 0) {
            r->part[n_parts] = part_of(s, r->node[c].weight);
            r->part[n_parts].place = k - r->card->first[i] + 1;
            r->part[n_parts++].node = c;
        }
    }
    if (n_parts == 0) {
        const struct scale *scale = layer < 0 ? &n->scale : &n->layer_scale[layer];
        return run_with_policies(r, place, state_score(has_na ? SCORE_NA : SCORE_NOT_ASKED, scale), 0);
    }
    enum aggregate how = place->own ? (enum aggregate)place->own->aggregate : AGGREGATE_MEAN;
    struct scale *scale = layer < 0 ? &n->scale : &n->layer_scale[layer], scratch;
    struct score s = run_join(r, i, layer, how, r->part, n_parts, instead ? &scratch : scale);
    s.scale = scale;
    return run_with_policies(r, place, s, 0);
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
        n->layer[l] = state_score(SCORE_NOT_ASKED, &n->layer_scale[l]);
    }
}

/* Children come after their parents in preorder, so backwards is bottom-up. */
static void score_tree(const struct scoring_run *r) {
    for (int i = r->card->framework->n_nodes - 1; i >= 0; i--) {
        start_node(r, i);
        if (r->node[i].is_item) {
            run_score_item(r, i);
            continue;
        }
        for (int l = 0; l < r->kit->model->n_layers; l++) {
            r->node[i].layer[l] = score_below(r, i, l, NULL, NULL);
        }
        r->node[i].total = score_below(r, i, -1, NULL, NULL);
    }
}

/* ---- cards ------------------------------------------------------------------------------------------------------- */

static struct scoring_run run_start(const struct kit *k, const struct answers *x, const struct score_layout *layout,
                                    struct arena *a) {
    struct scoring_run r = {.kit = k, .answers = x, .layout = layout, .na = -1, .forced = -1, .arena = a};
    r.part = ARENA_ARRAY(a, 2 * r.layout->n_parts_max + 1, struct part);
    r.sorted = ARENA_ARRAY(a, r.layout->n_parts_max + 1, double);
    r.open = ARENA_ARRAY(a, (size_t)k->questionnaire->n_questions + 1, bool);
    return r;
}

static struct node_score *new_nodes(const struct scoring_run *r) {
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

static void score_card(struct scoring_run *r, int card) {
    r->card = &r->layout->card[card];
    r->node = new_nodes(r);
    score_tree(r);
}

static struct score variant_total(struct scoring_run *r, const struct variant *v, struct node_score *scratch) {
    struct node_score *own = r->node;
    r->node = scratch;
    r->variant = v;
    score_tree(r);
    r->node = own;
    r->variant = NULL;
    scratch[0].total.scale = &own[0].scale;
    return scratch[0].total;
}

struct scorecard *score_answers(const struct kit *k, const struct answers *x, struct arena *a) {
    return score_answers_with(score_layout(k, a), x, a);
}

struct scorecard *score_answers_with(const struct score_layout *layout, const struct answers *x, struct arena *a) {
    const struct kit *k = layout->kit;
    struct scorecard *cards = ARENA_ARRAY(a, (size_t)k->n_frameworks, struct scorecard);
    struct scoring_run r = run_start(k, x, layout, a);
    find_open(&r);
    for (int c = 0; c < k->n_frameworks; c++) {
        score_card(&r, c);
        run_count(&r, c);
        run_find_shares(&r);
        cards[c] = (struct scorecard){.framework = k->framework[c], .node = r.node, .layout = r.layout, .index = c};
        cards[c].variant_total = ARENA_ARRAY(a, (size_t)k->model->n_variants + 1, struct score);
        struct node_score *scratch = k->model->n_variants > 0 ? new_nodes(&r) : NULL;
        for (int v = 0; v < k->model->n_variants; v++) {
            cards[c].variant_total[v] = variant_total(&r, &k->model->variant[v], scratch);
        }
    }
    return cards;
}

struct trace *score_traces(const struct scorecard *card, const struct answers *x, struct arena *a) {
    struct scoring_run r = run_start(card->layout->kit, x, card->layout, a);
    find_open(&r);
    r.traces = ARENA_ARRAY(a, (size_t)card->framework->n_nodes, struct trace);
    score_card(&r, card->index);
    return r.traces;
}

struct score *score_questions(const struct scorecard *cards, const struct answers *x, struct arena *a) {
    const struct kit *k = cards[0].layout->kit;
    struct scoring_run r = run_start(k, x, cards[0].layout, a);
    struct score *s = ARENA_ARRAY(a, (size_t)k->questionnaire->n_questions + 1, struct score);
    find_open(&r);
    for (int i = 0; i < k->questionnaire->n_questions; i++) {
        const struct question *q = &k->questionnaire->question[i];
        s[i] = state_score(SCORE_NOT_ASKED, NULL);
        if (q->layer >= 0 && q->layer != LAYER_NOT_APPLICABLE && k->model->layer[q->layer].role == ROLE_SCORE) {
            r.card = &r.layout->card[q->card];
            r.node = cards[q->card].node;
            s[i] = run_question(&r, i);
        }
    }
    return s;
}

struct score score_what_if(const struct scorecard *card, const struct answers *x, const struct what_if *w) {
    struct arena scratch = {0};
    struct scoring_run r = run_start(card->layout->kit, x, card->layout, &scratch);
    find_open(&r);
    r.na = w->na;
    r.forced = w->item;
    r.forced_value = w->value;
    score_card(&r, card->index);
    struct score total = r.node[0].total;
    total.scale = &card->node[0].scale;
    arena_clear(&scratch);
    return total;
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
    struct scoring_run r = run_start(card->layout->kit, NULL, card->layout, &scratch);
    const struct framework *f = card->framework;
    r.card = &r.layout->card[card->index];
    r.node = card->node;
    struct score s = *own_score(&card->node[node], layer);
    if (!card->node[node].is_item && framework_has_children(f, node) && has_left_out(&r, node, is_left_out)) {
        is_left_out = left_out_below(&r, node, is_left_out);
        struct score *instead = ARENA_ARRAY(&scratch, (size_t)f->n_nodes, struct score);
        for (int i = f->node[node].end - 1; i >= node; i--) {
            bool is_joined = !card->node[i].is_item && framework_has_children(f, i) && has_left_out(&r, i, is_left_out);
            instead[i] =
                is_joined ? score_below(&r, i, layer, is_left_out, instead) : *own_score(&card->node[i], layer);
        }
        s = instead[node];
    }
    arena_clear(&scratch);
    return s;
}
