/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/roadmap_solve.h"

#include <math.h>
#include <string.h>

#define CUTS_MAX 120
#define NODES_MAX 4000
#define CONFIRMED 1e-9 /* how far scoring and program may differ */
#define KEPT 1e-9      /* what a goal may lose to later ones; efforts: KEPT_EFFORT */
#define KEPT_EFFORT 1e-6

static size_t at(const struct solver *s, int phase, int item) {
    return (size_t)phase * (size_t)s->c->set->n + (size_t)item;
}

static int n_minima(const struct solver *s) { return s->c->profile ? s->c->profile->n_minima : 0; }

static double effort_of(const struct solver *s, int item) { return s->c->set->item[item].step->effort; }

/* ---- the program ------------------------------------------------------------------------------------------------- */

static void add_steps(struct solver *s) {
    const struct step_set *set = s->c->set;
    s->variable = ARENA_ARRAY(s->arena, at(s, s->n_phases, 0) + 1, int);
    for (int t = 0; t < s->n_phases; t++) {
        for (int i = 0; i < set->n; i++) {
            bool is_must = s->must && s->must[i] && t == s->n_phases - 1;
            s->variable[at(s, t, i)] = s->is_allowed[i] ? program_variable(s->program, is_must, 1, true) : -1;
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
            int own = s->variable[at(s, t, i)];
            for (const int *b = s->c->before[i]; own >= 0 && *b >= 0; b++) {
                add_order(s, own, s->variable[at(s, t, *b)]);
            }
            if (own >= 0 && t > 0) {
                add_order(s, s->variable[at(s, t - 1, i)], own);
            }
        }
    }
}

static void add_room(struct solver *s, int phase, double room, bool is_of_phase) {
    int row = isinf(room) ? -1 : program_row(s->program, -INFINITY, room);
    for (int i = 0; row >= 0 && i < s->c->set->n; i++) {
        if (s->variable[at(s, phase, i)] >= 0) {
            program_set(s->program, row, s->variable[at(s, phase, i)], effort_of(s, i));
            if (is_of_phase && phase > 0) {
                program_set(s->program, row, s->variable[at(s, phase - 1, i)], -effort_of(s, i));
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
    size_t n = (size_t)n_minima(s) + 1;
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
    for (int i = 0; i < n_minima(s); i++) {
        s->is_left_out[p->minimum[i].node] = !p->info.minimum_of;
    }
    for (int i = 0; i < n_minima(s); i++) {
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
        if (s->variable[at(s, last, i)] >= 0) {
            put(s, row, s->variable[at(s, last, i)], effort_of(s, i));
        }
    }
    for (int i = 0; goal == GOAL_MISSING && i < n_minima(s); i++) {
        if (s->is_wanted[i]) {
            put(s, row, s->missing[i], 1);
        }
    }
    for (int t = goal == GOAL_EARLY ? 0 : last; goal >= GOAL_TOTAL && t <= last; t++) {
        put(s, row, s->total[t], 1);
    }
}

static bool is_most(enum goal goal) { return goal == GOAL_TOTAL || goal == GOAL_EARLY; }

/* Later goals keep what this one reached. */
static void keep(struct solver *s, enum goal goal, double objective) {
    double loss = goal == GOAL_EFFORT ? KEPT_EFFORT : KEPT;
    int row = program_row(s->program, is_most(goal) ? objective - loss : -INFINITY,
                          is_most(goal) ? INFINITY : objective + loss);
    put_terms(s, goal, to_row, row);
    s->has_kept = true;
}

static void set_targets(struct solver *s) {
    s->has_targets = true;
    for (int i = 0; i < n_minima(s); i++) {
        if (s->is_wanted[i]) {
            program_bound_row(s->program, s->target_row[i], s->need[i] - CONFIRMED / 10, INFINITY);
        }
    }
}

/* ---- holding solutions against scoring --------------------------------------------------------------------------- */

struct check {
    const double *x;
    bool *is_done;
    struct case_score *score; /* by phase */
    bool is_early;
    int n_cuts;
};

static void look(struct solver *s, struct check *k) {
    k->is_done = ARENA_ARRAY(s->arena, at(s, s->n_phases, 0) + 1, bool);
    k->score = ARENA_ARRAY(s->arena, (size_t)s->n_phases, struct case_score);
    for (int t = 0; t < s->n_phases; t++) {
        for (int i = 0; i < s->c->set->n; i++) {
            int v = s->variable[at(s, t, i)];
            k->is_done[at(s, t, i)] = v >= 0 && k->x[v] > 0.5;
        }
        if (k->is_early || t == s->n_phases - 1) {
            k->score[t] = roadmap_case_score(s->c, k->is_done + at(s, t, 0), s->arena);
        }
    }
}

static double missing_of(const struct solver *s, const struct case_score *score, int i) {
    return isnan(score->have[i]) ? 0 : fmax(s->need[i] - score->have[i], 0);
}

static double objective_of(const struct solver *s, enum goal goal, const struct check *k) {
    int last = s->n_phases - 1;
    double sum = 0;
    for (int i = 0; goal == GOAL_EFFORT && i < s->c->set->n; i++) {
        sum += k->is_done[at(s, last, i)] ? effort_of(s, i) : 0;
    }
    for (int i = 0; goal == GOAL_MISSING && i < n_minima(s); i++) {
        sum += s->is_wanted[i] ? missing_of(s, &k->score[last], i) : 0;
    }
    for (int t = goal == GOAL_EARLY ? 0 : last; goal >= GOAL_TOTAL && t <= last; t++) {
        sum += k->score[t].total;
    }
    return sum;
}

/* variable ≤ value + Σ of the steps that are not done: with these steps, or fewer, it is no more than the value. */
static void add_cut(struct solver *s, struct check *k, int variable, int phase, const bool *is_done, double value) {
    int row = program_row(s->program, -INFINITY, value);
    program_set(s->program, row, variable, 1);
    for (int i = 0; i < s->c->set->n; i++) {
        int v = s->variable[at(s, phase, i)];
        if (v >= 0 && !is_done[i]) {
            program_set(s->program, row, v, -(1 - value));
        }
    }
    k->n_cuts++;
}

/* With as many further steps as leave the minimum missed: the row then forbids more at once. */
static void cut_minimum(struct solver *s, struct check *k, int minimum) {
    int last = s->n_phases - 1, n = s->c->set->n;
    struct arena scratch = {0};
    bool *wide = ARENA_ARRAY(s->arena, (size_t)n + 1, bool);
    memcpy(wide, k->is_done + at(s, last, 0), (size_t)n * sizeof *wide);
    double have = k->score[last].have[minimum];
    for (int i = 0; i < n; i++) {
        if (s->variable[at(s, last, i)] >= 0 && !wide[i]) {
            wide[i] = true;
            double more = roadmap_case_score(s->c, wide, &scratch).have[minimum];
            wide[i] = more < s->need[minimum] - CONFIRMED;
            have = wide[i] ? more : have;
        }
    }
    arena_clear(&scratch);
    add_cut(s, k, s->have[minimum], last, wide, have);
}

bool solver_is_met(const struct solver *s, const struct case_score *score) {
    for (int i = 0; i < n_minima(s); i++) {
        if (s->is_wanted[i] && missing_of(s, score, i) > CONFIRMED) {
            return false;
        }
    }
    return true;
}

static void cut(struct solver *s, struct check *k) {
    int last = s->n_phases - 1;
    for (int t = k->is_early ? 0 : last; t <= last; t++) {
        if (k->score[t].total < k->x[s->total[t]] - CONFIRMED) {
            add_cut(s, k, s->total[t], t, k->is_done + at(s, t, 0), k->score[t].total);
        }
    }
    for (int i = 0; i < n_minima(s); i++) {
        if (s->is_wanted[i] && s->has_targets && missing_of(s, &k->score[last], i) > CONFIRMED) {
            cut_minimum(s, k, i);
        } else if (s->is_wanted[i] && missing_of(s, &k->score[last], i) > k->x[s->missing[i]] + CONFIRMED) {
            add_cut(s, k, s->have[i], last, k->is_done + at(s, last, 0), k->score[last].have[i]);
        }
    }
}

/* ---- solving ----------------------------------------------------------------------------------------------------- */

static bool is_better(enum goal goal, double x, double y) { return is_most(goal) ? x > y : x < y; }

/* Keeps the solution when it is the best so far and does what is asked. */
static void note(struct solver *s, enum goal goal, const struct check *k) {
    struct solution *f = &s->found;
    double objective = objective_of(s, goal, k);
    bool is_good = !s->has_targets || solver_is_met(s, &k->score[s->n_phases - 1]);
    if (is_good && (!f->is_done || is_better(goal, objective, f->objective))) {
        f->is_done = k->is_done;
        f->objective = objective;
    }
}

static void settle(struct solver *s, enum goal goal, const struct program_result *r) {
    struct solution *f = &s->found;
    double ahead = is_most(goal) ? f->objective - r->bound : r->bound - f->objective;
    f->bound = is_better(goal, f->objective, r->bound) ? f->objective : r->bound;
    f->gap = fabs(f->objective - f->bound) / fmax(fabs(f->objective), 1e-12);
    f->gap = fabs(f->objective - f->bound) < 1e-9 ? 0 : f->gap;
    f->disagrees = ahead > 1e-6 * fmax(1, fabs(r->bound));
}

/* ---- one goal ---------------------------------------------------------------------------------------------------- */

bool solver_goal(struct solver *s, enum goal goal) {
    struct program_result r = {0};
    bool is_confirmed = false;
    int n_cuts = s->found.n_cuts;
    s->found = (struct solution){.n_cuts = n_cuts};
    if (goal == GOAL_EFFORT && !s->has_kept) {
        set_targets(s);
    }
    if (s->has_targets && goal == GOAL_EFFORT && !s->tree.is_exact && s->n_phases == 1) {
        struct check k = {.is_done = solver_begin(s), .score = ARENA_ARRAY(s->arena, 1, struct case_score)};
        k.score[0] = roadmap_case_score(s->c, k.is_done, s->arena);
        note(s, goal, &k);
    }
    program_goal(s->program, is_most(goal));
    put_terms(s, goal, to_goal, 0);
    for (int round = 0; round < CUTS_MAX && !is_confirmed; round++) {
        r = program_solve(s->program, NODES_MAX);
        if (!r.x) {
            break;
        }
        struct check k = {.x = r.x, .is_early = goal == GOAL_EARLY};
        look(s, &k);
        note(s, goal, &k);
        cut(s, &k);
        s->found.n_cuts += k.n_cuts;
        is_confirmed = k.n_cuts == 0;
    }
    if (!s->found.is_done) {
        s->found.status = r.status;
        return false;
    }
    settle(s, goal, &r);
    bool is_proven = is_confirmed && r.status == PROGRAM_OPTIMAL && !s->found.disagrees;
    s->found.status = is_proven ? PROGRAM_OPTIMAL : PROGRAM_BOUNDED;
    keep(s, goal, s->found.objective);
    return true;
}
