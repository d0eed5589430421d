/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/roadmap.h"

#include <math.h>
#include <string.h>

#include "score/roadmap_planning.h"
#include "score/roadmap_solve.h"

#define TOLERANCE 1e-9
#define WORK_MAX 2e8 /* of a whole plan, in PROGRAM_WORK_UNIT: some seconds */

const char *roadmap_status_name(enum roadmap_status s) {
    static const char *const names[] = {"nothing_to_do", "reached", "partly", "unreachable"};
    return names[s];
}

const char *missing_reason_name(enum missing_reason r) {
    static const char *const names[] = {"no_room", "no_step", "blocked"};
    return names[r];
}

static const char *goal_name(enum goal g) {
    static const char *const names[] = {"effort", "missing", "total", "early"};
    return names[g];
}

/* ---- what is asked ----------------------------------------------------------------------------------------------- */

static int next_stage(const struct profile_check *check) {
    for (int s = 0; s < check->profile->n_stages; s++) {
        if (check->stage[s].met != MET_YES && check->stage[s].met != MET_EXCUSED) {
            return s;
        }
    }
    return -1;
}

static void find_minima(struct planning *p) {
    size_t n = (size_t)n_minima(p) + 1;
    p->need = ARENA_ARRAY(p->arena, n, double);
    p->is_asked = ARENA_ARRAY(p->arena, n, bool);
    p->is_wanted = ARENA_ARRAY(p->arena, n, bool);
    p->out->stage = -1;
    p->out->reached_before = -1;
    if (!p->c->profile) {
        return;
    }
    struct profile_check check = profile_check(p->c->profile, &p->c->card[p->c->profile->card], p->arena);
    p->out->stage = p->request->stage >= 0 ? p->request->stage : next_stage(&check);
    p->out->reached_before = check.reached_low;
    for (int i = 0; i < n_minima(p); i++) {
        bool is_of_stage = p->out->stage >= 0 && profile_asks(p->c->profile, &p->c->profile->minimum[i], p->out->stage);
        p->need[i] = check.minimum[i].need;
        p->is_asked[i] = is_of_stage && check.minimum[i].met != MET_EXCUSED;
    }
}

static void count_states(struct planning *p) {
    for (int i = 0; i < n_items(p); i++) {
        enum step_state state = p->c->state[i];
        p->out->n_open += state == STEP_OPEN;
        p->out->n_done += state == STEP_DONE;
        p->out->n_out += state == STEP_OUT;
        p->out->n_blocked += state == STEP_BLOCKED;
    }
}

/* Wanted is what all open steps together reach. */
static void find_wanted(struct planning *p) {
    p->is_usable = ARENA_ARRAY(p->arena, (size_t)n_items(p) + 1, bool);
    for (int i = 0; i < n_items(p); i++) {
        p->is_usable[i] = p->c->state[i] == STEP_OPEN;
        double effort = p->is_usable[i] ? p->c->set->item[i].step->effort : INFINITY;
        p->out->smallest_effort = fmin(p->out->smallest_effort, effort);
    }
    struct case_score all = roadmap_case_score(p->c, p->is_usable, p->arena);
    for (int i = 0; i < n_minima(p); i++) {
        p->is_wanted[i] = p->is_asked[i] && all.have[i] >= p->need[i] - TOLERANCE;
    }
}

/* ---- choosing ---------------------------------------------------------------------------------------------------- */

struct limits {
    int n_phases;
    double capacity, budget;
    const bool *must;
};

static struct solver new_solver(struct planning *p, const bool *is_allowed, const struct limits *l) {
    struct solver s = {.c = p->c,
                       .is_allowed = is_allowed,
                       .must = l->must,
                       .is_wanted = p->is_wanted,
                       .need = p->need,
                       .n_phases = l->n_phases,
                       .capacity = l->capacity,
                       .budget = l->budget,
                       .work = &p->work,
                       .arena = p->arena};
    solver_start(&s);
    p->out->is_exact = p->out->is_exact && s.tree.is_exact;
    return s;
}

static void take(struct planning *p, const struct solver *s, enum goal goal, bool is_first) {
    struct roadmap *out = p->out;
    p->is_done = s->found.is_done;
    out->n_cuts += s->found.n_cuts;
    out->is_optimal = (is_first || out->is_optimal) && s->found.status == PROGRAM_OPTIMAL;
    if (is_first) {
        out->is_goal_optimal = out->is_optimal;
        out->tie = NULL;
        out->goal = goal_name(goal);
        out->objective = s->found.objective;
        out->bound = s->found.bound;
        out->gap = s->found.gap;
    } else if (!out->tie && s->found.status != PROGRAM_OPTIMAL) {
        out->tie = goal_name(goal);
        out->tie_objective = s->found.objective;
        out->tie_bound = s->found.bound;
        out->tie_gap = s->found.gap;
    }
}

/* Goals one after another; false when not even the first has a solution. */
static bool seek(struct planning *p, struct solver *s, const enum goal *goal, int n) {
    for (int i = 0; i < n; i++) {
        if (!solver_goal(s, goal[i])) {
            p->out->is_optimal = false;
            return i > 0;
        }
        take(p, s, goal[i], i == 0);
        if (s->found.status != PROGRAM_OPTIMAL) { /* what it reached cannot be asked for again */
            return true;
        }
    }
    return true;
}

static bool has_wanted(const struct planning *p) {
    for (int i = 0; i < n_minima(p); i++) {
        if (p->is_wanted[i]) {
            return true;
        }
    }
    return false;
}

/* The least effort without limits; the set is kept for when there are none. */
static bool choose_least(struct planning *p) {
    static const enum goal goals[] = {GOAL_EFFORT, GOAL_TOTAL};
    const struct limits none = {1, INFINITY, INFINITY, NULL};
    struct solver s = new_solver(p, p->is_usable, &none);
    bool has_found = seek(p, &s, goals, 2);
    p->out->least_effort = has_found ? p->out->objective : NAN;
    p->out->is_least_proven = has_found && p->out->bound >= p->out->objective - TOLERANCE;
    solver_clear(&s);
    return has_found;
}

static const bool *within(const struct planning *p, double most) {
    bool *is_allowed = ARENA_ARRAY(p->arena, (size_t)n_items(p) + 1, bool);
    memcpy(is_allowed, p->is_usable, (size_t)n_items(p));
    for (int i = 0; i < n_items(p); i++) {
        is_allowed[i] = is_allowed[i] && p->c->set->item[i].step->effort <= most + TOLERANCE;
    }
    for (bool has_changed = true; has_changed;) { /* nor what waits for a step that is too large */
        has_changed = false;
        for (int i = 0; i < n_items(p); i++) {
            for (const int *b = p->c->before[i]; is_allowed[i] && *b >= 0; b++) {
                has_changed = has_changed || !is_allowed[*b];
                is_allowed[i] = is_allowed[*b];
            }
        }
    }
    return is_allowed;
}

/* What a limit leaves room for: first the stage, then the total, and of equals the cheaper. */
static const enum goal most[] = {GOAL_MISSING, GOAL_TOTAL, GOAL_EFFORT};

static bool seek_most(struct planning *p, struct solver *s) {
    bool has_stage = has_wanted(p);
    p->out->is_for_total = true;
    return has_stage ? seek(p, s, most, 3) : seek(p, s, most + 1, 2);
}

static void choose_most(struct planning *p, double budget) {
    const struct limits limits = {1, INFINITY, budget, NULL};
    struct solver s = new_solver(p, within(p, fmin(budget, p->request->capacity)), &limits);
    seek_most(p, &s);
    solver_clear(&s);
}

/* ---- phases ------------------------------------------------------------------------------------------------------ */

static bool lay_out(struct planning *p) {
    const struct limits limits = {p->request->n_phases, p->request->capacity, INFINITY, p->is_done};
    struct solver s = new_solver(p, p->is_done, &limits);
    bool has_found = solver_goal(&s, GOAL_EARLY);
    if (has_found) {
        p->is_done = s.found.is_done;
        p->out->is_order_optimal = s.found.status == PROGRAM_OPTIMAL;
        p->out->order_gap = s.found.gap;
    }
    solver_clear(&s);
    return has_found;
}

/* Steps and phases at once. */
static void choose_in_phases(struct planning *p) {
    const struct limits limits = {p->request->n_phases, p->request->capacity, p->request->budget, NULL};
    struct solver s = new_solver(p, within(p, p->request->capacity), &limits);
    seek_most(p, &s);
    if (s.found.status == PROGRAM_OPTIMAL && solver_goal(&s, GOAL_EARLY)) {
        p->is_done = s.found.is_done;
    }
    p->out->is_order_optimal = s.found.status == PROGRAM_OPTIMAL;
    p->out->order_gap = s.found.gap;
    solver_clear(&s);
}

static void choose(struct planning *p) {
    const struct roadmap_request *q = p->request;
    double room = fmin(q->budget, isinf(q->capacity) ? INFINITY : q->capacity * q->n_phases);
    bool has_least = has_wanted(p) && choose_least(p);
    bool fits = has_least && p->out->least_effort <= room + TOLERANCE;
    bool is_limited = !isinf(q->budget) || (has_wanted(p) ? !fits : !isinf(q->capacity));
    if (is_limited) {
        choose_most(p, room);
    }
    bool has_phases = q->n_phases > 1 || !isinf(q->capacity);
    if (has_phases && p->is_done && !lay_out(p)) {
        choose_in_phases(p);
    }
}

struct roadmap *roadmap_make(const struct roadmap_request *request, struct arena *a) {
    struct roadmap *out = ARENA_NEW(a, struct roadmap);
    struct roadmap_case *c = ARENA_NEW(a, struct roadmap_case);
    struct planning p = {.request = request, .c = c, .out = out, .work = WORK_MAX, .arena = a};
    const struct profile *profile = request->profile >= 0 ? request->kit->profile[request->profile] : NULL;
    *c = (struct roadmap_case){
        .kit = request->kit, .answers = request->answers, .set = request->steps, .profile = profile, .arena = a};
    *out = (struct roadmap){.request = request,
                            .c = c,
                            .least_effort = NAN,
                            .smallest_effort = INFINITY,
                            .is_goal_optimal = true,
                            .n_phases = request->n_phases,
                            .is_optimal = true,
                            .is_order_optimal = true,
                            .is_exact = true,
                            .goal = goal_name(GOAL_EFFORT)};
    roadmap_case_start(c);
    find_minima(&p);
    count_states(&p);
    find_wanted(&p);
    bool *none = ARENA_ARRAY(a, (size_t)n_items(&p) + 1, bool);
    struct case_score before = roadmap_case_score(c, none, a);
    out->total_before = before.total;
    out->n_missing = roadmap_missing(&p, before.have, &out->missing);
    choose(&p);
    roadmap_tell(&p);
    return out;
}
