/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What came of a plan: steps in order, scored one after another; phases; what is still missing and why. */
#include "score/roadmap_planning.h"

#define TOLERANCE 1e-9

/* ---- what is missing --------------------------------------------------------------------------------------------- */

static bool has_blocked_below(const struct planning *p, int node) {
    const struct framework *f = p->c->kit->framework[p->c->profile->card];
    for (int i = 0; i < n_items(p); i++) {
        const struct step_place *at = &p->c->set->place[p->c->set->item[i].place];
        bool is_below = at->card == p->c->profile->card && at->node >= node && at->node < f->node[node].end;
        if (is_below && p->c->state[i] == STEP_BLOCKED) {
            return true;
        }
    }
    return false;
}

int roadmap_missing(const struct planning *p, const double *have, struct roadmap_missing **list) {
    int n = 0;
    *list = ARENA_ARRAY(p->arena, (size_t)n_minima(p) + 1, struct roadmap_missing);
    for (int i = 0; i < n_minima(p); i++) {
        const struct minimum *m = &p->c->profile->minimum[i];
        if (p->is_asked[i] && have[i] < p->need[i] - TOLERANCE) {
            enum missing_reason reason = p->is_wanted[i]                 ? MISSING_ROOM
                                         : has_blocked_below(p, m->node) ? MISSING_BLOCKED
                                                                         : MISSING_NO_STEP;
            (*list)[n++] = (struct roadmap_missing){m, have[i], p->need[i], reason};
        }
    }
    return n;
}

/* ---- the result -------------------------------------------------------------------------------------------------- */

static bool is_ready(const struct planning *p, int item, const bool *is_put) {
    for (const int *b = p->c->before[item]; *b >= 0; b++) {
        if (!is_put[*b]) {
            return false;
        }
    }
    return true;
}

static void put_step(struct planning *p, int item, int phase, bool *is_put) {
    struct roadmap *out = p->out;
    struct arena scratch = {0};
    is_put[item] = true;
    double total = roadmap_case_score(p->c, is_put, &scratch).total;
    double before = out->n_steps > 0 ? out->step[out->n_steps - 1].total : out->total_before;
    out->effort += p->c->set->item[item].step->effort;
    out->step[out->n_steps++] = (struct roadmap_step){item, phase, out->effort, total, total - before};
    arena_clear(&scratch);
}

/* Phase by phase, inside one in the order of the framework as far as dependencies allow. */
static void put_steps(struct planning *p, int phase, bool *is_put) {
    const bool *is_done = p->is_done + (size_t)phase * (size_t)n_items(p);
    for (bool has_put = true; has_put;) {
        has_put = false;
        for (int i = 0; i < n_items(p); i++) {
            if (is_done[i] && !is_put[i] && is_ready(p, i, is_put)) {
                put_step(p, i, phase, is_put);
                has_put = true;
            }
        }
    }
}

static void tell_phases(struct planning *p) {
    struct roadmap *out = p->out;
    bool *is_put = ARENA_ARRAY(p->arena, (size_t)n_items(p) + 1, bool);
    out->step = ARENA_ARRAY(p->arena, (size_t)n_items(p) + 1, struct roadmap_step);
    out->phase = ARENA_ARRAY(p->arena, (size_t)out->n_phases, struct roadmap_phase);
    for (int t = 0; t < out->n_phases; t++) {
        int before = out->n_steps;
        double effort = out->effort;
        if (p->is_done) {
            put_steps(p, t, is_put);
        }
        struct case_score s = roadmap_case_score(p->c, is_put, p->arena);
        struct roadmap_phase *phase = &out->phase[t];
        *phase = (struct roadmap_phase){out->effort - effort, s.total, out->n_steps - before, s.reached, NULL, 0};
        phase->n_missing = roadmap_missing(p, s.have, &phase->missing);
    }
    out->total_after = out->phase[out->n_phases - 1].total;
}

static void tell_status(struct planning *p) {
    struct roadmap *out = p->out;
    const struct roadmap_phase *last = &out->phase[out->n_phases - 1];
    bool has_unreachable = false;
    for (int i = 0; i < last->n_missing; i++) {
        has_unreachable = has_unreachable || last->missing[i].reason != MISSING_ROOM;
    }
    bool is_idle = out->n_missing == 0 && out->n_steps == 0;
    out->status = is_idle                ? ROADMAP_NOTHING
                  : has_unreachable      ? ROADMAP_UNREACHABLE
                  : last->n_missing == 0 ? ROADMAP_REACHED
                                         : ROADMAP_PARTLY;
}

void roadmap_tell(struct planning *p) {
    tell_phases(p);
    tell_status(p);
}
