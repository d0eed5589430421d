/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/profile_check.h"

#include <string.h>

#include "score/aggregate.h"

#define TOLERANCE 1e-12 /* sums of exact quarters may miss a threshold by rounding */

struct check_run {
    const struct profile *profile;
    const struct scorecard *card;
    const struct scoring *model;
    const bool *has_minimum; /* by node */
    struct part *part;       /* scratch: one per node */
};

const char *met_name(enum met m) {
    static const char *const names[] = {"yes", "no", "open", "excused"};
    return names[m];
}

bool profile_asks(const struct profile *p, const struct minimum *minimum, int stage) {
    return p->info.is_cumulative ? minimum->stage <= stage : minimum->stage == stage;
}

int profile_first_stage(const struct profile *p, const char *node_id) {
    int first = -1;
    for (int i = 0; i < p->n_minima; i++) {
        bool is_node = strcmp(p->minimum[i].node_id, node_id) == 0;
        if (is_node && (first < 0 || p->minimum[i].stage < first)) {
            first = p->minimum[i].stage;
        }
    }
    return first;
}

static const struct score *own_score(const struct check_run *r, int node, int layer) {
    const struct node_score *n = &r->card->node[node];
    return layer < 0 ? &n->total : &n->layer[layer];
}

static bool is_in(const struct score *s) { return s->status != SCORE_NA && s->status != SCORE_NOT_ASKED; }

/* The node's score without the nodes below that have a minimum of their own; 'part' has room for its subtree. */
static struct score score_without(const struct check_run *r, int node, int layer, struct part *part) {
    const struct framework *f = r->card->framework;
    if (r->card->node[node].is_item || !framework_has_children(f, node)) {
        return *own_score(r, node, layer);
    }
    const struct rule *rule = scoring_rule(r->model, f->node[node].level, INPUT_CHILDREN);
    struct score excused = {.status = SCORE_NA, .high = 1};
    int n = 0;
    for (int c = framework_child(f, node); c >= 0; c = framework_next(f, c)) {
        if (r->has_minimum[c]) {
            continue;
        }
        struct score s = score_without(r, c, layer, part + n + 1);
        bool has_value = s.status == SCORE_SCORED || s.status == SCORE_NOT_RATED;
        if (is_in(&s)) {
            part[n++] = (struct part){has_value, s.value, s.low, s.high, s.coverage, f->node[c].weight};
        }
    }
    struct part whole = aggregate_parts(rule ? (enum aggregate)rule->aggregate : AGGREGATE_MEAN, part, n);
    if (whole.weight <= 0) {
        return excused;
    }
    return (struct score){whole.has_value ? SCORE_SCORED : SCORE_BLANK, whole.value, whole.low, whole.high,
                          whole.coverage};
}

static struct minimum_check check_minimum(const struct check_run *r, const struct minimum *m) {
    struct minimum_check c = {.minimum = m, .need = m->min / r->model->info.scale_max};
    c.have = score_without(r, m->node, m->layer, r->part);
    bool has_value = c.have.status == SCORE_SCORED || c.have.status == SCORE_NOT_RATED;
    if (!is_in(&c.have)) {
        c.met = MET_EXCUSED;
    } else if (c.have.low >= c.need - TOLERANCE) {
        c.met = MET_YES;
    } else {
        c.met = c.have.high < c.need - TOLERANCE ? MET_NO : MET_OPEN;
    }
    c.is_met_by_value = c.met == MET_EXCUSED || (has_value && c.have.value >= c.need - TOLERANCE);
    return c;
}

static struct stage_check check_stage(const struct profile_check *check, int stage) {
    struct stage_check s = {.stage = &check->profile->stage[stage]};
    for (int i = 0; i < check->profile->n_minima; i++) {
        if (profile_asks(check->profile, check->minimum[i].minimum, stage)) {
            enum met met = check->minimum[i].met;
            s.n_minima++;
            s.n_met += met == MET_YES;
            s.n_missed += met == MET_NO;
            s.n_open += met == MET_OPEN;
            s.n_excused += met == MET_EXCUSED;
        }
    }
    bool is_empty = s.n_excused == s.n_minima; /* nothing that was asked speaks for the stage */
    s.met = s.n_missed > 0 ? MET_NO : s.n_open > 0 ? MET_OPEN : is_empty ? MET_EXCUSED : MET_YES;
    return s;
}

static bool is_reached_by_value(const struct profile_check *check, int stage) {
    bool has_evidence = false;
    for (int i = 0; i < check->profile->n_minima; i++) {
        if (profile_asks(check->profile, check->minimum[i].minimum, stage)) {
            if (!check->minimum[i].is_met_by_value) {
                return false;
            }
            has_evidence = has_evidence || check->minimum[i].met != MET_EXCUSED;
        }
    }
    return has_evidence;
}

static void find_reached(struct profile_check *check) {
    check->reached = check->reached_low = check->reached_high = -1;
    for (int s = 0; s < check->profile->n_stages; s++) {
        enum met met = check->stage[s].met;
        check->reached = is_reached_by_value(check, s) ? s : check->reached;
        check->reached_low = met == MET_YES ? s : check->reached_low;
        check->reached_high = met == MET_YES || met == MET_OPEN ? s : check->reached_high;
    }
}

struct profile_check profile_check(const struct profile *p, const struct scorecard *card, const struct scoring *m,
                                   struct arena *a) {
    size_t n_nodes = (size_t)card->framework->n_nodes;
    bool *has_minimum = ARENA_ARRAY(a, n_nodes, bool);
    struct check_run r = {p, card, m, has_minimum, ARENA_ARRAY(a, 2 * n_nodes + 1, struct part)};
    struct profile_check check = {.profile = p};
    for (int i = 0; i < p->n_minima; i++) {
        has_minimum[p->minimum[i].node] = true;
    }
    check.minimum = ARENA_ARRAY(a, (size_t)p->n_minima + 1, struct minimum_check);
    for (int i = 0; i < p->n_minima; i++) {
        check.minimum[i] = check_minimum(&r, &p->minimum[i]);
    }
    check.stage = ARENA_ARRAY(a, (size_t)p->n_stages + 1, struct stage_check);
    for (int s = 0; s < p->n_stages; s++) {
        check.stage[s] = check_stage(&check, s);
    }
    find_reached(&check);
    return check;
}
