/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/roadmap_solve.h"

#include <math.h>

#include "score/roadmap_hold.h"

#define CUTS_MAX 120
#define NODES_MAX 4000

/* ---- the program ------------------------------------------------------------------------------------------------- */

static void add_steps(struct solver *s) {
    const struct step_set *set = s->c->set;
    s->variable = ARENA_ARRAY(s->arena, solver_at(s, s->n_phases, 0) + 1, int);
    for (int t = 0; t < s->n_phases; t++) {
        for (int i = 0; i < set->n; i++) {
            bool is_must = s->must && s->must[i] && t == s->n_phases - 1;
            s->variable[solver_at(s, t, i)] = s->is_allowed[i] ? program_variable(s->program, is_must, 1, true) : -1;
        }
    }
}

/* first ≤ second */
static void add_order(struct solver *s, int first, int second) {
    int row = program_row(s->program, 0, INFINITY);
    program_set(s->program, row, second, 1);
    program_set(s->program, row, first, -1);
}

static void add_dependencies(struct solver *s) {
    for (int t = 0; t < s->n_phases; t++) {
        for (int i = 0; i < s->c->set->n; i++) {
            int own = s->variable[solver_at(s, t, i)];
            for (const int *b = s->c->before[i]; own >= 0 && *b >= 0; b++) {
                add_order(s, own, s->variable[solver_at(s, t, *b)]);
            }
            if (own >= 0 && t > 0) {
                add_order(s, s->variable[solver_at(s, t - 1, i)], own);
            }
        }
    }
}

static void add_room(struct solver *s, int phase, double room, bool is_of_phase) {
    int row = isinf(room) ? -1 : program_row(s->program, -INFINITY, room);
    for (int i = 0; row >= 0 && i < s->c->set->n; i++) {
        if (s->variable[solver_at(s, phase, i)] >= 0) {
            program_set(s->program, row, s->variable[solver_at(s, phase, i)], solver_effort(s, i));
            if (is_of_phase && phase > 0) {
                program_set(s->program, row, s->variable[solver_at(s, phase - 1, i)], -solver_effort(s, i));
            }
        }
    }
}

static int add_score(struct solver *s, int phase, const struct tree_place *where) {
    struct line line = tree_node(&s->tree, phase, where);
    int variable = program_variable(s->program, 0, 1, false);
    tree_cap(&s->tree, variable, &line);
    return variable;
}

static void add_minimum(struct solver *s, int i) {
    const struct minimum *m = &s->c->profile->minimum[i];
    struct tree_place where = {s->c->profile->card, m->node, m->layer, s->is_left_out};
    s->have[i] = add_score(s, s->n_phases - 1, &where);
    s->missing[i] = program_variable(s->program, 0, INFINITY, false);
    int row = program_row(s->program, s->need[i], INFINITY);
    program_set(s->program, row, s->have[i], 1);
    program_set(s->program, row, s->missing[i], 1);
    s->target_row[i] = program_row(s->program, -INFINITY, INFINITY);
    program_set(s->program, s->target_row[i], s->have[i], 1);
}

static void add_scores(struct solver *s) {
    size_t n = (size_t)solver_n_minima(s) + 1;
    s->total = ARENA_ARRAY(s->arena, (size_t)s->n_phases, int);
    s->have = ARENA_ARRAY(s->arena, n, int);
    s->missing = ARENA_ARRAY(s->arena, n, int);
    s->target_row = ARENA_ARRAY(s->arena, n, int);
    for (int t = 0; t < s->n_phases; t++) {
        struct tree_place whole = {0, 0, -1, NULL};
        s->total[t] = add_score(s, t, &whole);
    }
    const struct profile *p = s->c->profile;
    s->is_left_out = p ? ARENA_ARRAY(s->arena, (size_t)s->c->kit->framework[p->card]->n_nodes, bool) : NULL;
    for (int i = 0; i < solver_n_minima(s); i++) {
        s->is_left_out[p->minimum[i].node] = !p->info.minimum_of;
    }
    for (int i = 0; i < solver_n_minima(s); i++) {
        if (s->is_wanted[i]) {
            add_minimum(s, i);
        }
    }
}

void solver_start(struct solver *s) {
    s->program = program_new();
    add_steps(s);
    add_dependencies(s);
    for (int t = 0; t < s->n_phases; t++) {
        add_room(s, t, s->capacity, true);
    }
    add_room(s, s->n_phases - 1, s->budget, false);
    s->tree = (struct tree){.c = s->c, .program = s->program, .variable = s->variable, .arena = s->arena};
    tree_start(&s->tree);
    add_scores(s);
}

void solver_clear(struct solver *s) {
    program_free(s->program);
    s->program = NULL;
}

/* ---- goals ------------------------------------------------------------------------------------------------------- */

typedef void term_fn(struct solver *s, int row, int variable, double factor);

static void to_goal(struct solver *s, int row, int variable, double factor) {
    (void)row;
    program_goal_add(s->program, variable, factor);
}

static void to_row(struct solver *s, int row, int variable, double factor) {
    program_set(s->program, row, variable, factor);
}

static void put_terms(struct solver *s, enum goal goal, term_fn *put, int row) {
    int last = s->n_phases - 1;
    for (int i = 0; goal == GOAL_EFFORT && i < s->c->set->n; i++) {
        if (s->variable[solver_at(s, last, i)] >= 0) {
            put(s, row, s->variable[solver_at(s, last, i)], solver_effort(s, i));
        }
    }
    for (int i = 0; goal == GOAL_MISSING && i < solver_n_minima(s); i++) {
        if (s->is_wanted[i]) {
            put(s, row, s->missing[i], 1);
        }
    }
    for (int t = goal == GOAL_EARLY ? 0 : last; goal >= GOAL_TOTAL && t <= last; t++) {
        put(s, row, s->total[t], 1);
    }
}

/* Later goals keep what this one reached. */
static void keep(struct solver *s, enum goal goal, double objective) {
    double loss = solver_may_lose(goal);
    int row = program_row(s->program, goal_is_most(goal) ? objective - loss : -INFINITY,
                          goal_is_most(goal) ? INFINITY : objective + loss);
    put_terms(s, goal, to_row, row);
    s->has_kept = true;
    s->is_kept[goal] = true;
    s->kept[goal] = objective;
}

static void set_targets(struct solver *s) {
    s->has_targets = true;
    for (int i = 0; i < solver_n_minima(s); i++) {
        if (s->is_wanted[i]) {
            program_bound_row(s->program, s->target_row[i], s->need[i] - SOLVER_CONFIRMED / 10, INFINITY);
        }
    }
}

/* ---- solving ----------------------------------------------------------------------------------------------------- */

static bool is_better(enum goal goal, double x, double y) { return goal_is_most(goal) ? x > y : x < y; }

/* Keeps the solution when it is the best so far and does what is asked. */
static void note(struct solver *s, enum goal goal, const struct held *k) {
    struct solution *f = &s->found;
    double objective = held_objective(s, goal, k);
    if (held_is_good(s, k) && (!f->is_done || is_better(goal, objective, f->objective))) {
        f->is_done = k->is_done;
        f->objective = objective;
    }
}

static void note_steps(struct solver *s, enum goal goal, bool *is_done) {
    struct held k = {.is_done = is_done, .is_early = goal == GOAL_EARLY};
    if (is_done) {
        held_score(s, &k);
        note(s, goal, &k);
    }
}

static void settle(struct solver *s, enum goal goal, double bound) {
    struct solution *f = &s->found;
    double ahead = goal_is_most(goal) ? f->objective - bound : bound - f->objective;
    f->bound = is_better(goal, f->objective, bound) ? f->objective : bound;
    f->gap = fabs(f->objective - f->bound) / fmax(fabs(f->objective), 1e-12);
    f->gap = fabs(f->objective - f->bound) < 1e-9 ? 0 : f->gap;
    f->disagrees = ahead > 1e-6 * fmax(1, fabs(bound));
}

/* What no set of steps can be better than, before anything is solved. */
static double outer_bound(const struct solver *s, enum goal goal) {
    double total = s->tree.all.total;
    return goal == GOAL_EARLY ? s->n_phases * total : goal == GOAL_TOTAL ? total : 0;
}

/* ---- one goal ---------------------------------------------------------------------------------------------------- */

struct rounds {
    enum program_status status; /* of the last */
    double bound;               /* the tightest that was proven */
    bool is_confirmed;          /* the last solution keeps its promise */
};

/* Solves, holds against scoring, forbids what was promised too much; until a promise is kept or work runs out. */
static struct rounds solve(struct solver *s, enum goal goal, double rest) {
    struct rounds out = {PROGRAM_LIMIT, outer_bound(s, goal), false};
    for (int round = 0; round < CUTS_MAX && !out.is_confirmed && *s->work > rest; round++) {
        program_limit_work(s->program, *s->work - rest);
        struct program_result r = program_solve(s->program, NODES_MAX);
        *s->work -= r.work;
        out.status = r.status;
        bool has_bound = r.status != PROGRAM_INFEASIBLE && isfinite(r.bound);
        out.bound = has_bound && is_better(goal, out.bound, r.bound) ? r.bound : out.bound;
        if (!r.x) {
            break;
        }
        struct held k = {.x = r.x, .is_early = goal == GOAL_EARLY};
        held_look(s, &k);
        note(s, goal, &k);
        held_cut(s, &k);
        s->found.n_cuts += k.n_cuts;
        out.is_confirmed = k.n_cuts == 0;
    }
    return out;
}

/* Of the work that is left, what a goal leaves to those after it: what only decides among equals takes less, laying a
   set into phases nearly all. */
static double share_left(const struct solver *s, enum goal goal) {
    return goal == GOAL_EARLY ? 0.1 : s->has_kept ? 0.75 : 0.5;
}

/* Sets that need no search: for when the search finds none, or a worse one. */
static void note_simple(struct solver *s, enum goal goal, bool *earlier) {
    note_steps(s, goal, earlier);
    if (!s->has_targets && !s->has_kept) {
        note_steps(s, goal, solver_fit(s, goal));
    }
}

bool solver_goal(struct solver *s, enum goal goal) {
    bool *earlier = s->found.is_done;
    double rest = *s->work * share_left(s, goal);
    s->found = (struct solution){.n_cuts = s->found.n_cuts};
    if (goal == GOAL_EFFORT && !s->has_kept) {
        set_targets(s);
    }
    if (s->has_targets && goal == GOAL_EFFORT && !s->tree.is_exact && s->n_phases == 1) {
        note_steps(s, goal, solver_begin(s));
    }
    program_goal(s->program, goal_is_most(goal));
    put_terms(s, goal, to_goal, 0);
    struct rounds r = solve(s, goal, rest);
    if (!r.is_confirmed || r.status != PROGRAM_OPTIMAL) {
        note_simple(s, goal, earlier);
    }
    if (!s->found.is_done) {
        s->found.status = r.status;
        return false;
    }
    settle(s, goal, r.bound);
    bool is_met = s->found.gap == 0; /* scored, and no set can be better */
    bool is_proven = ((r.is_confirmed && r.status == PROGRAM_OPTIMAL) || is_met) && !s->found.disagrees;
    s->found.status = is_proven ? PROGRAM_OPTIMAL : PROGRAM_BOUNDED;
    keep(s, goal, s->found.objective);
    return true;
}
