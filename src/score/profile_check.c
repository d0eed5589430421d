/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/profile_check.h"

#include <math.h>
#include <string.h>

#include "score/priority.h"

#define TOLERANCE 1e-12 /* sums of exact quarters may miss a threshold by rounding */

struct check_run {
    const struct profile *profile;
    const struct scorecard *card;
    const bool *has_minimum; /* by node */
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

static bool is_in(const struct score *s) { return s->status != SCORE_NA && s->status != SCORE_NOT_ASKED; }

static struct minimum_check check_minimum(const struct check_run *r, const struct minimum *m) {
    struct minimum_check c = {.minimum = m};
    c.have = score_without(r->card, m->node, m->layer, r->has_minimum);
    c.need = scale_fraction(c.have.scale, m->min);
    bool has_value = score_has_value(&c.have);
    if (!is_in(&c.have)) {
        c.met = MET_EXCUSED;
    } else if (c.have.low >= c.need - TOLERANCE) {
        c.met = MET_YES;
    } else {
        c.met = c.have.high < c.need - TOLERANCE ? MET_NO : MET_OPEN;
    }
    c.priority = is_in(&c.have) ? priority_of(r->card->layout->kit->model, &c.have, c.need) : 0;
    c.priority_class = is_in(&c.have) ? priority_class_of(r->card->layout->kit->model, c.priority) : NULL;
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

static double to_target(const struct profile_check *check) {
    double missing = 0, all = 0;
    for (int i = 0; i < check->profile->n_minima; i++) {
        const struct minimum_check *m = &check->minimum[i];
        if (m->met != MET_EXCUSED) {
            double have = score_has_value(&m->have) ? m->have.value : 0;
            missing += fmax(m->need - have, 0);
            all += m->need;
        }
    }
    return all > 0 ? 1 - missing / all : 1;
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

struct profile_check profile_check(const struct profile *p, const struct scorecard *card, struct arena *a) {
    size_t n_nodes = (size_t)card->framework->n_nodes;
    bool *has_minimum = ARENA_ARRAY(a, n_nodes, bool);
    struct check_run r = {p, card, has_minimum};
    struct profile_check check = {.profile = p};
    for (int i = 0; i < p->n_minima; i++) {
        has_minimum[p->minimum[i].node] = !p->info.minimum_of;
    }
    check.minimum = ARENA_ARRAY(a, (size_t)p->n_minima + 1, struct minimum_check);
    for (int i = 0; i < p->n_minima; i++) {
        check.minimum[i] = check_minimum(&r, &p->minimum[i]);
    }
    check.stage = ARENA_ARRAY(a, (size_t)p->n_stages + 1, struct stage_check);
    for (int s = 0; s < p->n_stages; s++) {
        check.stage[s] = check_stage(&check, s);
    }
    check.to_target = to_target(&check);
    find_reached(&check);
    return check;
}
