/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/roadmap_tree.h"

#include <math.h>
#include <string.h>

#include "score/roadmap_join.h"

#define TOLERANCE 1e-12

/* ---- lines ------------------------------------------------------------------------------------------------------- */

void line_add(struct tree *t, struct line *line, int variable, double coefficient) {
    if (line->n == line->cap) {
        int cap = line->cap ? 2 * line->cap : 8;
        int *v = ARENA_ARRAY(t->arena, (size_t)cap, int);
        double *c = ARENA_ARRAY(t->arena, (size_t)cap, double);
        if (line->n > 0) {
            memcpy(v, line->variable, (size_t)line->n * sizeof *v);
            memcpy(c, line->coefficient, (size_t)line->n * sizeof *c);
        }
        line->variable = v;
        line->coefficient = c;
        line->cap = cap;
    }
    line->variable[line->n] = variable;
    line->coefficient[line->n++] = coefficient;
}

void tree_cap(struct tree *t, int variable, const struct line *line) {
    int row = program_row(t->program, -INFINITY, line->constant);
    program_set(t->program, row, variable, 1);
    for (int i = 0; i < line->n; i++) {
        program_set(t->program, row, line->variable[i], -line->coefficient[i]);
    }
}

/* ---- what steps add to their item -------------------------------------------------------------------------------- */

static size_t n_slots(const struct tree *t) { return (size_t)t->c->kit->model->n_layers + 1; }

static struct item_steps *steps_of(const struct tree *t, int card, int node) {
    return &t->item[roadmap_case_slot(t->c, card, node, -1) / n_slots(t)];
}

static struct item_steps *item_of(const struct tree *t, int step) {
    const struct step_place *p = &t->c->set->place[t->c->set->item[step].place];
    return steps_of(t, p->card, p->item_node);
}

static bool is_usable(const struct tree *t, int step) { return t->variable[step] >= 0; }

static void make_room(struct tree *t) {
    size_t n_nodes = roadmap_case_slot(t->c, t->c->kit->n_frameworks, 0, -1) / n_slots(t);
    t->item = ARENA_ARRAY(t->arena, n_nodes + 1, struct item_steps);
    t->add = ARENA_ARRAY(t->arena, ((size_t)t->c->set->n + 1) * n_slots(t), double);
    for (int i = 0; i < t->c->set->n; i++) {
        item_of(t, i)->n++;
    }
    for (size_t i = 0; i < n_nodes; i++) {
        t->item[i].step = ARENA_ARRAY(t->arena, (size_t)t->item[i].n + 1, int);
    }
}

static bool is_waiting(const struct tree *t, int step, const bool *is_put) {
    for (const int *b = t->c->before[step]; *b >= 0; b++) {
        if (item_of(t, *b) == item_of(t, step) && is_usable(t, *b) && !is_put[*b]) {
            return true;
        }
    }
    return false;
}

/* Each after those of its item that it waits for; otherwise from the first on, or from the last. Returns how many the
   item with most has. */
static int put_in_order(struct tree *t, bool is_backwards) {
    int n = t->c->set->n, longest = 0;
    bool *is_put = ARENA_ARRAY(t->arena, (size_t)n + 1, bool);
    for (int i = 0; i < n; i++) {
        item_of(t, i)->n = 0;
    }
    for (bool has_put = true; has_put;) {
        has_put = false;
        for (int k = 0; k < n; k++) {
            int i = is_backwards ? n - 1 - k : k;
            struct item_steps *x = item_of(t, i);
            if (is_usable(t, i) && !is_put[i] && !is_waiting(t, i, is_put)) {
                x->step[x->n++] = i;
                longest = x->n > longest ? x->n : longest;
                is_put[i] = has_put = true;
            }
        }
    }
    return longest;
}

static double low_in(const struct case_score *s, size_t slot) { return isnan(s->node[slot]) ? 0 : s->node[slot]; }

/* What a step, the last that was taken at its item, has added to the item's score and layers. */
static void measure(struct tree *t, int step, const struct case_score *was, const struct case_score *is, bool again) {
    const struct step_place *p = &t->c->set->place[t->c->set->item[step].place];
    struct item_steps *x = item_of(t, step);
    for (int l = -1; l < t->c->kit->model->n_layers; l++) {
        size_t slot = roadmap_case_slot(t->c, p->card, p->item_node, l);
        double *known = &t->add[(size_t)step * n_slots(t) + (size_t)(l + 1)];
        double add = low_in(is, slot) - low_in(was, slot);
        x->is_mixed[l + 1] = x->is_mixed[l + 1] || (again && fabs(*known - add) > TOLERANCE);
        *known = again ? *known : add;
    }
}

/* Takes the first step of every item at once, then the second: items do not touch each other. */
static struct case_score measure_all(struct tree *t, bool is_backwards) {
    int n = t->c->set->n, n_rounds = put_in_order(t, is_backwards);
    bool *is_done = ARENA_ARRAY(t->arena, (size_t)n + 1, bool);
    struct case_score was = roadmap_case_score(t->c, is_done, t->arena);
    t->none = is_backwards ? t->none : was;
    for (int round = 0; round < n_rounds; round++) {
        for (int i = 0; i < n; i++) {
            is_done[i] = is_done[i] || (round < item_of(t, i)->n && item_of(t, i)->step[round] == i);
        }
        struct case_score is = roadmap_case_score(t->c, is_done, t->arena);
        for (int i = 0; i < n; i++) {
            if (round < item_of(t, i)->n && item_of(t, i)->step[round] == i) {
                measure(t, i, &was, &is, is_backwards);
            }
        }
        was = is;
    }
    return was;
}

void tree_start(struct tree *t) {
    t->is_exact = true;
    make_room(t);
    t->all = measure_all(t, false);
    measure_all(t, true);
}

/* ---- nodes ------------------------------------------------------------------------------------------------------- */

static const int *variables_of(const struct tree *t, int phase) {
    return t->variable + (size_t)phase * (size_t)t->c->set->n;
}

static const struct place_in *place_of(const struct tree *t, int card, int node) {
    return &t->c->layout->card[card].node[node];
}

static struct line fixed(double value) { return (struct line){.constant = value, .low = value, .high = value}; }

/* What is no line of steps: somewhere between nothing and all. */
static struct line unknown(struct tree *t, double low, double high) {
    struct line line = {.low = low, .high = high};
    t->is_exact = t->is_exact && high <= low;
    line.constant = high <= low ? low : 0;
    if (high > low) {
        line_add(t, &line, program_variable(t->program, fmin(low, 0), high, false), 1);
    }
    return line;
}

static struct line item_line(struct tree *t, int phase, const struct tree_place *w) {
    const struct item_steps *x = steps_of(t, w->card, w->node);
    size_t slot = roadmap_case_slot(t->c, w->card, w->node, w->layer);
    struct line line = fixed(low_in(&t->none, slot));
    line.high = low_in(&t->all, slot);
    if (x->is_mixed[w->layer + 1]) {
        return unknown(t, line.low, line.high);
    }
    for (int i = 0; i < x->n; i++) {
        double add = t->add[(size_t)x->step[i] * n_slots(t) + (size_t)(w->layer + 1)];
        if (fabs(add) > TOLERANCE) {
            line_add(t, &line, variables_of(t, phase)[x->step[i]], add);
        }
    }
    return line;
}

static bool is_there(const struct score *s, double weight) {
    return s->status != SCORE_NA && s->status != SCORE_NOT_ASKED && weight > 0;
}

static const struct score *score_at(const struct tree *t, int card, int node, int layer) {
    const struct node_score *n = &t->c->card[card].node[node];
    return layer < 0 ? &n->total : &n->layer[layer];
}

static struct joint start_joint(const struct tree *t, const struct tree_place *w, size_t room) {
    const struct score *s = score_at(t, w->card, w->node, w->layer);
    return (struct joint){.place = place_of(t, w->card, w->node),
                          .level = t->c->kit->framework[w->card]->node[w->node].level,
                          .scale = s->scale,
                          .model = t->c->kit->model,
                          .is_complete = s->coverage >= 1 - TOLERANCE,
                          .part = ARENA_ARRAY(t->arena, room + 1, struct joint_part)};
}

/* An item whose own rule is no sum is joined from its layers. */
static struct line item_total(struct tree *t, int phase, const struct tree_place *w) {
    const struct node_score *n = &t->c->card[w->card].node[w->node];
    struct joint j = start_joint(t, w, (size_t)t->c->kit->model->n_layers);
    for (int l = 0; l < t->c->kit->model->n_layers; l++) {
        const struct layer *layer = &t->c->kit->model->layer[l];
        struct tree_place at = {w->card, w->node, l, NULL};
        if (layer->role == ROLE_SCORE && is_there(&n->layer[l], layer->weight)) {
            j.part[j.n] = (struct joint_part){item_line(t, phase, &at), layer->weight, j.n + 1, n->layer[l].scale};
            j.n++;
        }
    }
    return joint_line(t, &j);
}

static bool *left_out_below(struct tree *t, const struct tree_place *w) {
    const struct framework *f = t->c->kit->framework[w->card];
    bool *is_out = ARENA_ARRAY(t->arena, (size_t)f->n_nodes, bool);
    for (int i = w->node + 1; w->is_left_out && i < f->node[w->node].end; i++) {
        is_out[i] = w->is_left_out[i] || is_out[f->node[i].parent];
    }
    return is_out;
}

/* Whether a node is otherwise in or out once steps are taken: then what is joined is not known beforehand. */
static bool is_moved(const struct tree *t, int card, int node, int layer) {
    size_t slot = roadmap_case_slot(t->c, card, node, layer);
    return isnan(t->none.node[slot]) != isnan(t->all.node[slot]);
}

static struct line node_line(struct tree *t, int phase, const struct tree_place *w);

static struct line joined_line(struct tree *t, int phase, const struct tree_place *w) {
    const struct card_layout *card = &t->c->layout->card[w->card];
    size_t room = (size_t)(card->first[w->node + 1] - card->first[w->node]);
    struct joint j = start_joint(t, w, room);
    bool has_moved = false;
    for (int k = card->first[w->node]; k < card->first[w->node + 1]; k++) {
        struct tree_place below = {w->card, card->child[k], w->layer, w->is_left_out};
        const struct score *s = score_at(t, w->card, below.node, w->layer);
        double weight = t->c->card[w->card].node[below.node].weight;
        if (w->is_left_out[below.node]) {
            continue;
        }
        has_moved = has_moved || is_moved(t, w->card, below.node, w->layer);
        if (is_there(s, weight)) {
            int place = k - card->first[w->node] + 1;
            j.part[j.n++] = (struct joint_part){node_line(t, phase, &below), weight, place, s->scale};
        }
    }
    return has_moved ? unknown(t, 0, 1) : joint_line(t, &j);
}

static bool has_steps_below(const struct tree *t, const struct tree_place *w) {
    for (int i = w->node; i < t->c->kit->framework[w->card]->node[w->node].end; i++) {
        if (steps_of(t, w->card, i)->n > 0) {
            return true;
        }
    }
    return false;
}

static bool has_left_out(const struct tree *t, const struct tree_place *w) {
    for (int i = w->node + 1; i < t->c->kit->framework[w->card]->node[w->node].end; i++) {
        if (w->is_left_out[i]) {
            return true;
        }
    }
    return false;
}

static struct line node_line(struct tree *t, int phase, const struct tree_place *w) {
    bool is_item = place_of(t, w->card, w->node)->is_item;
    const struct score *s = score_at(t, w->card, w->node, w->layer);
    if (s->stand_in == STAND_IN_NA || (!has_steps_below(t, w) && (is_item || !has_left_out(t, w)))) {
        return fixed(low_in(&t->none, roadmap_case_slot(t->c, w->card, w->node, w->layer)));
    }
    if (is_item) {
        bool is_joined = w->layer < 0 && steps_of(t, w->card, w->node)->is_mixed[0];
        return is_joined ? item_total(t, phase, w) : item_line(t, phase, w);
    }
    return joined_line(t, phase, w);
}

struct line tree_node(struct tree *t, int phase, const struct tree_place *where) {
    struct tree_place w = *where;
    w.is_left_out = left_out_below(t, where);
    return node_line(t, phase, &w);
}
