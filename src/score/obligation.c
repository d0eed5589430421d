/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/obligation.h"

#include <string.h>

#include "score/aggregate.h"
#include "score/subnode.h"

#define TOLERANCE 1e-12 /* sums of exact quarters may miss the threshold by rounding */
#define FULL_WEIGHT 2

struct search {
    const struct kit *kit;
    const struct answers *answers;
    const struct scorecard *cards;
    const struct crosswalk *crosswalk;
    const struct scale *scale;
    double threshold; /* 0–1 */
    struct arena *arena;
};

const char *readiness_name(enum readiness r) {
    static const char *const names[N_READINESS] = {"ready", "mapped_part_ready", "partly",         "not_ready",
                                                   "open",  "not_assessed",      "not_applicable", "no_counterpart"};
    return names[r];
}

static double weight_of(const struct obligation_part *p) { return p->row->extent == EXTENT_FULL ? FULL_WEIGHT : 1; }

static bool is_known(const struct obligation_part *p) { return p->is_counted && score_has_value(&p->score); }

/* ---- what a part rests on ---------------------------------------------------------------------------------------- */

static int card_of(const struct kit *k, const struct framework *f) {
    for (int c = 0; c < k->n_frameworks; c++) {
        if (k->framework[c] == f) {
            return c;
        }
    }
    return -1;
}

static struct score fixed(double value, const struct scale *scale) {
    return (struct score){SCORE_SCORED, value, value, value, 1, scale, STAND_IN_NONE};
}

static struct score unknown(enum score_status status, const struct scale *scale) {
    return (struct score){.status = status, .high = 1, .scale = scale};
}

/* The first layer beside that of the options says how well an option that is done is done. */
static struct score how_well(const struct kit *k, const struct node_score *above, int options, const struct scale *s) {
    for (int l = 0; l < k->model->n_layers; l++) {
        if (l != options && above->layer[l].status != SCORE_NOT_ASKED) {
            return above->layer[l];
        }
    }
    return fixed(1, s);
}

/* An option is done as well as its function, or not at all. */
static struct score option_score(const struct search *s, const struct node_score *above, const struct subnode *sub) {
    struct score done = how_well(s->kit, above, sub->layer, s->scale);
    if (sub->is_na || above->total.status == SCORE_NA) {
        return unknown(SCORE_NA, s->scale);
    }
    bool is_open = sub->state < 0 || above->layer[sub->layer].status == SCORE_BLANK;
    if (is_open) {
        done = (struct score){.status = SCORE_BLANK, .high = done.high, .scale = done.scale};
    }
    return is_open || sub->state > 0 ? done : fixed(0, done.scale);
}

/* The nearest node above that has questions; −1. */
static int asked_above(const struct scorecard *card, int node) {
    for (int up = card->framework->node[node].parent; up >= 0; up = card->framework->node[up].parent) {
        if (card->node[up].is_item) {
            return up;
        }
    }
    return -1;
}

static struct obligation_part part_for(const struct search *s, const struct crosswalk_row *row) {
    struct obligation_part p = {.row = row, .card = card_of(s->kit, s->crosswalk->framework[row->framework])};
    p.node = row->to;
    if (p.card < 0) {
        p.score = unknown(SCORE_NOT_ASKED, s->scale);
        p.node = -1;
        return p;
    }
    const struct scorecard *card = &s->cards[p.card];
    p.score = card->node[p.node].total;
    if (p.score.status != SCORE_NOT_ASKED || p.node == 0) {
        return p;
    }
    struct subnode sub = subnode_find(s->kit, s->answers, card, p.node);
    int above = sub.layer >= 0 ? card->framework->node[p.node].parent : asked_above(card, p.node);
    p.is_option = sub.layer >= 0;
    p.is_stand_in = !p.is_option && above >= 0;
    p.card = above >= 0 ? p.card : -1;
    p.node = above;
    p.score = p.is_option  ? option_score(s, &card->node[above], &sub)
              : above >= 0 ? card->node[above].total
                           : unknown(SCORE_NOT_ASKED, s->scale);
    return p;
}

/* ---- nothing twice ----------------------------------------------------------------------------------------------- */

/* Whether the part at 'i' is told by another one: the same node (a stand-in, of which the row of most weight stays),
   or an option of a function that is mapped itself. */
static bool is_held_by(const struct obligation *o, int i, int j) {
    const struct obligation_part *p = &o->part[i], *q = &o->part[j];
    if (i == j || p->card < 0 || p->card != q->card || p->node != q->node || q->is_option) {
        return false;
    }
    if (p->is_option) {
        return true;
    }
    bool is_less = weight_of(p) < weight_of(q) || (weight_of(p) == weight_of(q) && p->is_stand_in && !q->is_stand_in);
    bool is_same = weight_of(p) == weight_of(q) && p->is_stand_in == q->is_stand_in;
    return is_less || (is_same && j < i);
}

/* A node above others that are mapped, too, is taken without them. */
static void take_apart(const struct search *s, const struct obligation *o, int i) {
    struct obligation_part *p = &o->part[i];
    const struct framework *f = s->cards[p->card].framework;
    bool *is_left_out = ARENA_ARRAY(s->arena, (size_t)f->n_nodes, bool), is_apart = false;
    for (int j = 0; j < o->n_parts; j++) {
        const struct obligation_part *q = &o->part[j];
        if (q->is_counted && q->card == p->card && q->node > p->node && q->node < f->node[p->node].end) {
            is_left_out[q->node] = is_apart = true;
        }
    }
    if (is_apart && !p->is_option) {
        p->is_apart = true;
        p->score = score_without(&s->cards[p->card], p->node, -1, is_left_out);
        p->is_counted = p->score.status != SCORE_NOT_ASKED && p->score.status != SCORE_NA;
    }
}

static void count_once(const struct search *s, struct obligation *o) {
    for (int i = 0; i < o->n_parts; i++) {
        o->part[i].is_counted = o->part[i].score.status != SCORE_NA;
        for (int j = 0; j < o->n_parts; j++) {
            o->part[i].is_counted = o->part[i].is_counted && !is_held_by(o, i, j);
        }
    }
    for (int i = 0; i < o->n_parts; i++) {
        if (o->part[i].is_counted && o->part[i].card >= 0) {
            take_apart(s, o, i);
        }
    }
}

/* ---- joining ----------------------------------------------------------------------------------------------------- */

static struct part as_part(const struct obligation_part *p) {
    bool has_value = score_has_value(&p->score), is_asked = p->score.status != SCORE_NOT_ASKED;
    return (struct part){.has_value = has_value,
                         .value = p->score.value,
                         .low = is_asked ? p->score.low : 0,
                         .high = is_asked ? p->score.high : 1,
                         .coverage = has_value ? p->score.coverage : 0,
                         .weight = weight_of(p)};
}

static struct score joined_score(const struct search *s, const struct obligation *o) {
    struct part *part = ARENA_ARRAY(s->arena, (size_t)o->n_parts + 1, struct part);
    const struct rule *rule = scoring_rule(s->kit->model, "*", INPUT_CHILDREN);
    struct joining mean = {.how = AGGREGATE_MEAN, .scale = *s->scale};
    struct scale scale;
    int n = 0;
    for (int i = 0; i < o->n_parts; i++) {
        if (o->part[i].is_counted) {
            part[n++] = as_part(&o->part[i]);
        }
    }
    struct part whole = aggregate_parts(&mean, part, n, &scale);
    bool is_enough = !rule || whole.coverage >= rule->min_coverage - TOLERANCE;
    struct score x = {.value = whole.value, .low = whole.low, .high = whole.high, .scale = s->scale};
    x.coverage = whole.coverage;
    x.status = n == 0             ? (o->n_parts > 0 ? SCORE_NA : SCORE_NOT_ASKED)
               : !whole.has_value ? SCORE_BLANK
               : is_enough        ? SCORE_SCORED
                                  : SCORE_NOT_RATED;
    return x;
}

static int weakest_part(const struct obligation *o) {
    int weakest = -1;
    for (int i = 0; i < o->n_parts; i++) {
        bool is_weaker = weakest < 0 || o->part[i].score.value < o->part[weakest].score.value - TOLERANCE;
        if (is_known(&o->part[i]) && is_weaker) {
            weakest = i;
        }
    }
    return weakest;
}

static enum readiness readiness_of(const struct obligation *o, double threshold) {
    int n = 0, n_sure = 0, n_missed = 0;
    bool has_full = false;
    for (int i = 0; i < o->n_parts; i++) {
        if (o->part[i].is_counted) {
            struct part p = as_part(&o->part[i]);
            n++;
            n_sure += p.low >= threshold - TOLERANCE;
            n_missed += p.high < threshold - TOLERANCE;
            has_full = has_full || o->part[i].row->extent == EXTENT_FULL;
        }
    }
    if (n == 0) {
        return o->n_parts > 0 ? READY_NA : o->none ? READY_NO_COUNTERPART : READY_UNKNOWN;
    }
    if (n_sure == n || n_missed == n) {
        return n_missed == n ? READY_NOT : has_full ? READY_WHOLE : READY_MAPPED;
    }
    return n_sure > 0 && n_missed > 0 ? READY_PARTLY : o->weakest < 0 && n_missed == 0 ? READY_UNKNOWN : READY_OPEN;
}

/* ---- clauses ----------------------------------------------------------------------------------------------------- */

static void find_obligation(const struct search *s, struct obligation *o) {
    const struct crosswalk *c = s->crosswalk;
    o->part = ARENA_ARRAY(s->arena, (size_t)c->n_rows + 1, struct obligation_part);
    for (int i = 0; i < c->n_rows; i++) {
        if (c->map[i].from == o->clause && c->map[i].extent == EXTENT_NONE) {
            o->none = &c->map[i];
        } else if (c->map[i].from == o->clause) {
            o->part[o->n_parts++] = part_for(s, &c->map[i]);
        }
    }
    count_once(s, o);
    o->score = joined_score(s, o);
    o->weakest = weakest_part(o);
    o->readiness = readiness_of(o, s->threshold);
}

struct obligations obligations_find(const struct kit *k, const struct answers *x, const struct scorecard *cards,
                                    const struct crosswalk *c, struct arena *a) {
    struct scale *scale = ARENA_NEW(a, struct scale);
    *scale = scoring_scale(k->model);
    struct search s = {k, x, cards, c, scale, scale_fraction(scale, k->model->info.ready_from), a};
    struct obligations all = {.crosswalk = c, .threshold = s.threshold};
    all.item = ARENA_ARRAY(a, (size_t)c->standard->n_nodes, struct obligation);
    for (int i = 1; i < c->standard->n_nodes; i++) {
        struct obligation o = {.clause = i};
        find_obligation(&s, &o);
        if (o.none || o.n_parts > 0 || !framework_has_children(c->standard, i)) {
            all.item[all.n++] = o;
            all.n_of[o.readiness]++;
        }
    }
    return all;
}
