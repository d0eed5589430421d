/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kit_check.h"

#include "model/qtype.h"

static bool is_item(const struct kit *k, int card, int node) {
    for (int i = 0; i < k->questionnaire->n_questions; i++) {
        const struct question *x = &k->questionnaire->question[i];
        bool is_score = x->layer >= 0 && x->layer < k->model->n_layers && k->model->layer[x->layer].role == ROLE_SCORE;
        if (is_score && x->card == card && x->node == node) {
            return true;
        }
    }
    return false;
}

static bool has_minimum(const struct profile *p, int node) {
    for (int i = 0; i < p->n_minima; i++) {
        if (p->minimum[i].node == node) {
            return true;
        }
    }
    return false;
}

/* Whether something is left of a node when those below it that have minima are out. */
static bool has_rest(const struct kit *k, const struct profile *p, int node) {
    const struct framework *f = k->framework[p->card];
    if (is_item(k, p->card, node)) {
        return true;
    }
    for (int i = node + 1; i < f->node[node].end; i++) {
        if (has_minimum(p, i)) {
            i = f->node[i].end - 1;
        } else if (is_item(k, p->card, i)) {
            return true;
        }
    }
    return false;
}

/* Whether the questionnaire asks about a node at all. */
static bool is_asked(const struct kit *k, const struct profile *p, int node) {
    for (int i = node; i < k->framework[p->card]->node[node].end; i++) {
        if (is_item(k, p->card, i)) {
            return true;
        }
    }
    return false;
}

static void check_falls(struct kit *k, const struct profile *p, const struct minimum *m, struct diags *ds) {
    for (int j = 0; p->info.is_cumulative && j < p->n_minima; j++) {
        const struct minimum *other = &p->minimum[j];
        bool is_same = other->node == m->node && other->layer == m->layer;
        if (is_same && other->stage < m->stage && other->min > m->min) {
            struct place at = schema_place(&m->ref, "min", &k->arena),
                         first = schema_place(&other->ref, "min", &k->arena);
            diag_add(ds, DIAG_MINIMUM_FALLS, &at, m->node_id, arena_printf(&k->arena, "%ld", first.line));
            return;
        }
    }
}

void kit_check_minima(struct kit *k, const struct profile *p, struct diags *ds) {
    for (int i = 0; i < p->n_minima; i++) {
        const struct minimum *m = &p->minimum[i];
        if (m->node < 0 || m->stage < 0) {
            continue;
        }
        bool is_of_rest = p->info.minimum_of == 0;
        if (is_of_rest && is_asked(k, p, m->node) && !has_rest(k, p, m->node)) {
            struct place at = schema_place(&m->ref, "node", &k->arena);
            diag_add(ds, DIAG_MINIMUM_OF_NOTHING, &at, m->node_id);
        }
        if (m->layer >= 0 && m->layer < k->model->n_layers && k->model->layer[m->layer].role == ROLE_WEIGHT) {
            struct place at = schema_place(&m->ref, "layer", &k->arena);
            diag_add(ds, DIAG_MINIMUM_OF_WEIGHT, &at, m->layer_id);
        }
        check_falls(k, p, m, ds);
    }
}
