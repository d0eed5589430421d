/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/gap.h"

#include <math.h>
#include <stdlib.h>

#include "model/qtype.h"

#define NO_STAGE 1000 /* sorts behind all stages */

/* The minimum that governs a node at a stage: that of the nearest node from itself upwards that has any. A node whose
   own minimum belongs to a later stage is out of its ancestor's mean, so nothing governs it here: −1. */
static int governing_minimum(const struct profile *p, const struct framework *f, int node, int stage) {
    for (int up = node; up >= 0; up = f->node[up].parent) {
        bool has_any = false;
        for (int i = 0; i < p->n_minima; i++) {
            bool is_here = p->minimum[i].node == up;
            has_any = has_any || is_here;
            if (is_here && profile_asks(p, &p->minimum[i], stage)) {
                return i;
            }
        }
        if (has_any) {
            return -1;
        }
    }
    return -1;
}

static const struct score *layer_of(const struct node_score *n, int layer) {
    return layer < 0 ? &n->total : &n->layer[layer];
}

/* The lowest stage whose missed or open minimum this item could still help to meet. */
static void find_stage(const struct profile_check *check, const struct scorecard *card, struct gap *g) {
    const struct profile *p = check->profile;
    for (int s = 0; s < p->n_stages && g->stage < 0; s++) {
        int i = governing_minimum(p, card->framework, g->node, s);
        if (i < 0) {
            continue;
        }
        const struct minimum_check *m = &check->minimum[i];
        const struct score *have = layer_of(&card->node[g->node], m->minimum->layer);
        bool is_short = have->status == SCORE_BLANK || have->low < m->need;
        if ((m->met == MET_NO || m->met == MET_OPEN) && is_short) {
            g->stage = s;
            g->need = m->need;
        }
    }
}

static int first_question(const struct kit *k, const struct node_score *n) {
    for (int l = 0; l < k->model->n_layers; l++) {
        if (n->question[l] >= 0) {
            return n->question[l];
        }
    }
    return -1;
}

static int first_layer(const struct kit *k, const struct node_score *n) {
    for (int l = 0; l < k->model->n_layers; l++) {
        if (n->question[l] >= 0) {
            return l;
        }
    }
    return 0;
}

static void advise(const struct kit *k, const struct node_score *n, struct gap *g) {
    const struct score *s = &n->layer[first_layer(k, n)];
    double level = s->status == SCORE_SCORED ? scale_value(s->scale, s->value) : 0;
    g->question = first_question(k, n);
    g->advice = questionnaire_advice(k->questionnaire, k->questionnaire->question[g->question].name, level);
}

static int by_urgency(const void *x, const void *y) {
    const struct gap *a = x, *b = y;
    int stage_a = a->stage < 0 ? NO_STAGE : a->stage, stage_b = b->stage < 0 ? NO_STAGE : b->stage;
    if (stage_a != stage_b) {
        return stage_a - stage_b;
    }
    if (a->card != b->card) {
        return a->card - b->card;
    }
    if (fabs(a->gain - b->gain) > 1e-12) {
        return a->gain < b->gain ? 1 : -1;
    }
    return a->node - b->node;
}

static bool is_gap(const struct node_score *n) {
    bool is_counted = n->total.status != SCORE_NA && n->total.status != SCORE_NOT_ASKED;
    return n->is_item && is_counted && n->total.low < 1;
}

struct gaps gap_find(const struct kit *k, const struct scorecard *cards, const struct profile_check *check,
                     struct arena *a) {
    size_t most = 0;
    for (int c = 0; c < k->n_frameworks; c++) {
        most += (size_t)cards[c].framework->n_nodes;
    }
    struct gaps gaps = {ARENA_ARRAY(a, most, struct gap), 0};
    for (int c = 0; c < k->n_frameworks; c++) {
        for (int i = 0; i < cards[c].framework->n_nodes; i++) {
            const struct node_score *n = &cards[c].node[i];
            if (!is_gap(n)) {
                continue;
            }
            double value = n->total.status == SCORE_BLANK ? 0 : n->total.value;
            struct gap *g = &gaps.gap[gaps.n++];
            *g = (struct gap){.card = c, .node = i, .stage = -1, .gain = n->share * (1 - value)};
            if (k->n_profiles > 0 && k->profile[0]->card == c) {
                find_stage(&check[0], &cards[c], g);
            }
            advise(k, n, g);
        }
    }
    qsort(gaps.gap, (size_t)gaps.n, sizeof *gaps.gap, by_urgency);
    return gaps;
}

static int several_question(const struct kit *k, const struct node_score *n) {
    for (int l = 0; l < k->model->n_layers; l++) {
        int i = n->question[l];
        if (i >= 0 && k->questionnaire->question[i].type->is_multiple) {
            return i;
        }
    }
    return -1;
}

int gap_missing_choices(const struct kit *k, const struct answers *x, const struct node_score *n,
                        const struct choice ***missing, struct arena *a) {
    int question = several_question(k, n), count = 0;
    *missing = NULL;
    if (question < 0) {
        return 0;
    }
    const struct choice_list *list = question_list(k->questionnaire, &k->questionnaire->question[question]);
    const struct answer *answer = &x->answer[question];
    int twin = n->question[LAYER_NOT_APPLICABLE];
    const char *inapplicable = twin >= 0 ? answers_value(x, twin) : "";
    *missing = ARENA_ARRAY(a, (size_t)list->n, const struct choice *);
    for (int i = 0; i < list->n; i++) {
        const struct choice *c = &list->choice[i];
        bool is_chosen = answer->chosen && answer->chosen[i];
        if (!isnan(c->credit) && c->credit > 0 && !is_chosen && !text_has_word(inapplicable, c->name)) {
            (*missing)[count++] = c;
        }
    }
    return count;
}
