/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets of steps that need no search, so that there is one whatever the search finds. */
#include <math.h>

#include "score/roadmap_solve.h"

#define SCORE_WORK 8 /* a node or question scored, in PROGRAM_WORK_UNIT */

struct case_score solver_score(struct solver *s, const bool *is_done, struct arena *a) {
    int n = s->c->kit->questionnaire->n_questions;
    for (int k = 0; k < s->c->kit->n_frameworks; k++) {
        n += s->c->kit->framework[k]->n_nodes;
    }
    *s->work -= (double)n * SCORE_WORK * PROGRAM_WORK_UNIT;
    return roadmap_case_score(s->c, is_done, a);
}

/* ---- the stage, with less and less ------------------------------------------------------------------------------- */

static bool is_needed_by_others(const struct solver *s, const bool *is_done, int item) {
    for (int i = 0; i < s->c->set->n; i++) {
        for (const int *b = s->c->before[i]; is_done[i] && *b >= 0; b++) {
            if (*b == item) {
                return true;
            }
        }
    }
    return false;
}

/* The next to try: of those not tried yet the one with most effort. −1 when all were. */
static int largest(const struct solver *s, const bool *is_done, const bool *is_tried) {
    int most = -1;
    for (int i = 0; i < s->c->set->n; i++) {
        bool is_free = is_done[i] && !is_tried[i] && !is_needed_by_others(s, is_done, i);
        most = is_free && (most < 0 || solver_effort(s, i) > solver_effort(s, most)) ? i : most;
    }
    return most;
}

bool *solver_begin(struct solver *s) {
    int n = s->c->set->n;
    struct arena scratch = {0};
    bool *is_done = ARENA_ARRAY(s->arena, (size_t)n + 1, bool);
    bool *is_tried = ARENA_ARRAY(s->arena, (size_t)n + 1, bool);
    for (int i = 0; i < n; i++) {
        is_done[i] = s->variable[i] >= 0;
    }
    for (int i = largest(s, is_done, is_tried); i >= 0; i = largest(s, is_done, is_tried)) {
        is_tried[i] = true;
        is_done[i] = false;
        struct case_score without = solver_score(s, is_done, &scratch);
        is_done[i] = !solver_is_met(s, &without);
        arena_reset(&scratch);
    }
    arena_clear(&scratch);
    return is_done;
}

/* ---- phases, the most worth first -------------------------------------------------------------------------------- */

struct fitting {
    struct solver *s;
    double *worth; /* by item: what is lost without it, per effort */
    double *room;  /* by phase */
    double budget;
    int *phase; /* by item; −1: not taken */
};

static double value_of(const struct solver *s, enum goal goal, const struct case_score *score) {
    double missing = 0;
    for (int i = 0; goal == GOAL_MISSING && i < solver_n_minima(s); i++) {
        bool counts = s->is_wanted[i] && !isnan(score->have[i]);
        missing += counts ? fmax(s->need[i] - score->have[i], 0) : 0;
    }
    return score->total - 1000 * missing;
}

static void measure(struct fitting *f, enum goal goal) {
    struct solver *s = f->s;
    struct arena scratch = {0};
    int n = s->c->set->n;
    bool *is_done = ARENA_ARRAY(s->arena, (size_t)n + 1, bool);
    for (int i = 0; i < n; i++) {
        is_done[i] = s->is_allowed[i];
    }
    struct case_score all = solver_score(s, is_done, &scratch);
    double best = value_of(s, goal, &all);
    for (int i = 0; i < n; i++) {
        if (s->is_allowed[i]) {
            is_done[i] = false;
            struct case_score without = solver_score(s, is_done, &scratch);
            f->worth[i] = (best - value_of(s, goal, &without)) / fmax(solver_effort(s, i), 1e-9);
            is_done[i] = true;
            arena_reset(&scratch);
        }
    }
    arena_clear(&scratch);
}

/* Into the first phase with room that is not before what the step waits for. */
static bool put(struct fitting *f, int item) {
    int first = 0;
    for (const int *b = f->s->c->before[item]; *b >= 0; b++) {
        if (f->phase[*b] < 0 && !put(f, *b)) {
            return false;
        }
        first = f->phase[*b] > first ? f->phase[*b] : first;
    }
    double effort = solver_effort(f->s, item);
    for (int t = first; t < f->s->n_phases && f->s->is_allowed[item] && effort <= f->budget; t++) {
        if (effort <= f->room[t]) {
            f->room[t] -= effort;
            f->budget -= effort;
            f->phase[item] = t;
            return true;
        }
    }
    return false;
}

static bool put_all(struct fitting *f) {
    struct solver *s = f->s;
    int n = s->c->set->n;
    bool *is_tried = ARENA_ARRAY(s->arena, (size_t)n + 1, bool);
    for (;;) {
        int most = -1;
        for (int i = 0; i < n; i++) {
            bool is_free = s->is_allowed[i] && !is_tried[i] && f->phase[i] < 0;
            most = is_free && (most < 0 || f->worth[i] > f->worth[most]) ? i : most;
        }
        if (most < 0) {
            return true;
        }
        is_tried[most] = true;
        if (!put(f, most) && s->must && s->must[most]) {
            return false;
        }
    }
}

static void start(struct fitting *f) {
    f->budget = f->s->budget;
    for (int t = 0; t < f->s->n_phases; t++) {
        f->room[t] = f->s->capacity;
    }
    for (int i = 0; i < f->s->c->set->n; i++) {
        f->phase[i] = -1;
    }
}

/* What must fit, but does not in the order of worth, may in the order of size. */
static bool fit(struct fitting *f, enum goal goal) {
    start(f);
    measure(f, goal);
    if (put_all(f)) {
        return true;
    }
    start(f);
    for (int i = 0; i < f->s->c->set->n; i++) {
        f->worth[i] = solver_effort(f->s, i);
    }
    return put_all(f);
}

bool *solver_fit(struct solver *s, enum goal goal) {
    size_t n = (size_t)s->c->set->n;
    struct fitting f = {.s = s};
    f.worth = ARENA_ARRAY(s->arena, n + 1, double);
    f.room = ARENA_ARRAY(s->arena, (size_t)s->n_phases, double);
    f.phase = ARENA_ARRAY(s->arena, n + 1, int);
    if (!fit(&f, goal)) {
        return NULL;
    }
    bool *is_done = ARENA_ARRAY(s->arena, solver_at(s, s->n_phases, 0) + 1, bool);
    for (int t = 0; t < s->n_phases; t++) {
        for (size_t i = 0; i < n; i++) {
            is_done[solver_at(s, t, (int)i)] = f.phase[i] >= 0 && f.phase[i] <= t;
        }
    }
    return is_done;
}
