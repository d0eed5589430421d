/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/gap.h"

#include <math.h>
#include <stdlib.h>

#include "model/qtype.h"

#define NO_STAGE 1000   /* sorts behind all stages */
#define TOLERANCE 1e-12 /* as minima are compared */

/* The way from an item up to the total. */
struct climb {
    const struct kit *kit;
    const struct scorecard *card;
    int item, at;
    bool is_below_item; /* a node below an item enters nothing */
    bool counts;        /* the item enters the node that the climb is at */
};

static bool climb_step(struct climb *c) {
    const struct framework *f = c->card->framework;
    int below = c->at;
    c->at = f->node[below].parent;
    if (c->at < 0) {
        return false;
    }
    const struct rule *rule = scoring_joining_rule(c->kit->model, f->node[c->at].level);
    bool joins_items = rule && rule->input == INPUT_ITEMS; /* whatever lies between */
    double weight = c->card->node[joins_items ? c->item : below].weight;
    c->is_below_item = c->is_below_item || c->card->node[c->at].is_item;
    c->counts = !c->is_below_item && weight > 0 && (joins_items || c->counts);
    return true;
}

static const struct score *layer_of(const struct node_score *n, int layer) {
    return layer < 0 ? &n->total : &n->layer[layer];
}

/* Whether a minimum that is not surely met asks more of this item than it surely has. An item without the minimum's
   layer, or to which it does not apply, can do nothing for it. */
static bool is_short_of(const struct minimum_check *m, const struct node_score *n) {
    const struct score *have = layer_of(n, m->minimum->layer);
    bool is_in = have->status != SCORE_NA && have->status != SCORE_NOT_ASKED;
    return (m->met == MET_NO || m->met == MET_OPEN) && is_in && have->low < m->need - TOLERANCE;
}

/* Of the minima that a node has at any stage, the first asked at this stage that the item is short of; NULL for none.
   '*has_any' tells whether the node has minima at all. */
static const struct minimum_check *shortfall(const struct profile_check *check, const struct climb *c, int stage,
                                             bool *has_any) {
    const struct minimum_check *first = NULL;
    *has_any = false;
    for (int i = 0; i < check->profile->n_minima; i++) {
        const struct minimum_check *m = &check->minimum[i];
        bool is_here = m->minimum->node == c->at;
        *has_any = *has_any || is_here;
        if (!first && is_here && profile_asks(check->profile, m->minimum, stage) &&
            is_short_of(m, &c->card->node[c->item])) {
            first = m;
        }
    }
    return first;
}

/* The minimum that the item keeps from being surely met at a stage: one of the nearest node from the item upwards that
   has any. A node whose own minima belong to later stages is out of its ancestors, so nothing above governs it. */
static const struct minimum_check *blocked_minimum(const struct profile_check *check, struct climb c, int stage) {
    do {
        bool has_any;
        const struct minimum_check *m = shortfall(check, &c, stage, &has_any);
        if (has_any) {
            return m;
        }
    } while (climb_step(&c) && c.counts);
    return NULL;
}

/* The lowest stage whose missed or open minimum this item could still help to meet. */
static void find_stage(const struct profile_check *check, const struct climb *c, struct gap *g) {
    for (int s = 0; s < check->profile->n_stages && g->stage < 0; s++) {
        const struct minimum_check *m = blocked_minimum(check, *c, s);
        if (m) {
            g->stage = s;
            g->minimum = m;
            g->need = m->need;
        }
    }
}

static int first_layer(const struct kit *k, const struct node_score *n) {
    for (int l = 0; l < k->model->n_layers; l++) {
        if (n->question[l] >= 0 && k->model->layer[l].role == ROLE_SCORE) {
            return l;
        }
    }
    return 0;
}

static void advise(const struct kit *k, const struct node_score *n, struct gap *g) {
    int layer = first_layer(k, n);
    const struct score *s = &n->layer[layer];
    double level = s->status == SCORE_SCORED ? scale_value(s->scale, s->value) : 0;
    g->question = n->question[layer];
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

static bool could_score_more(const struct node_score *n) {
    bool is_in = n->total.status != SCORE_NA && n->total.status != SCORE_NOT_ASKED;
    return n->is_item && is_in && n->total.low < 1;
}

/* Adds the gap of an item when it counts for the total or keeps the organisation from a stage. */
static void add_gap(struct gaps *gaps, const struct climb *c, const struct profile_check *check) {
    const struct node_score *n = &c->card->node[c->item];
    double value = score_has_value(&n->total) ? n->total.value : 0;
    struct gap g = {.card = c->card->index, .node = c->item, .stage = -1, .gain = n->share * (1 - value)};
    if (check) {
        find_stage(check, c, &g);
    }
    if (n->share > 0 || g.stage >= 0) {
        advise(c->kit, n, &g);
        gaps->gap[gaps->n++] = g;
    }
}

struct gaps gap_find(const struct kit *k, const struct scorecard *cards, const struct profile_check *check,
                     struct arena *a) {
    size_t most = 0;
    for (int c = 0; c < k->n_frameworks; c++) {
        most += (size_t)cards[c].framework->n_nodes;
    }
    struct gaps gaps = {ARENA_ARRAY(a, most, struct gap), 0};
    for (int c = 0; c < k->n_frameworks; c++) {
        bool is_asked_of = k->n_profiles > 0 && k->profile[0]->card == c;
        for (int i = 0; i < cards[c].framework->n_nodes; i++) {
            if (could_score_more(&cards[c].node[i])) {
                struct climb climb = {k, &cards[c], i, i, false, true};
                add_gap(&gaps, &climb, is_asked_of ? &check[0] : NULL);
            }
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
        bool is_chosen = (answer->chosen && answer->chosen[i]) || c->state == CHOICE_ALTERNATE;
        if (!isnan(c->credit) && c->credit > 0 && !is_chosen && !text_has_word(inapplicable, c->name)) {
            (*missing)[count++] = c;
        }
    }
    return count;
}
