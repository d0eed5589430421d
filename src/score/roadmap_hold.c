/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/roadmap_hold.h"

#include <math.h>
#include <string.h>

void held_score(struct solver *s, struct held *k) {
    k->score = ARENA_ARRAY(s->arena, (size_t)s->n_phases, struct case_score);
    for (int t = k->is_early ? 0 : s->n_phases - 1; t < s->n_phases; t++) {
        k->score[t] = solver_score(s, k->is_done + solver_at(s, t, 0), s->arena);
    }
}

void held_look(struct solver *s, struct held *k) {
    k->is_done = ARENA_ARRAY(s->arena, solver_at(s, s->n_phases, 0) + 1, bool);
    for (int t = 0; t < s->n_phases; t++) {
        for (int i = 0; i < s->c->set->n; i++) {
            int v = s->variable[solver_at(s, t, i)];
            k->is_done[solver_at(s, t, i)] = v >= 0 && k->x[v] > 0.5;
        }
    }
    held_score(s, k);
}

static double missing_of(const struct solver *s, const struct case_score *score, int i) {
    return isnan(score->have[i]) ? 0 : fmax(s->need[i] - score->have[i], 0);
}

double held_objective(const struct solver *s, enum goal goal, const struct held *k) {
    int last = s->n_phases - 1;
    double sum = 0;
    for (int i = 0; goal == GOAL_EFFORT && i < s->c->set->n; i++) {
        sum += k->is_done[solver_at(s, last, i)] ? solver_effort(s, i) : 0;
    }
    for (int i = 0; goal == GOAL_MISSING && i < solver_n_minima(s); i++) {
        sum += s->is_wanted[i] ? missing_of(s, &k->score[last], i) : 0;
    }
    for (int t = goal == GOAL_EARLY ? 0 : last; goal >= GOAL_TOTAL && t <= last; t++) {
        sum += k->score[t].total;
    }
    return sum;
}

/* variable ≤ value + Σ of the steps that are not done: with these steps, or fewer, it is no more than the value. */
static void add_cut(struct solver *s, struct held *k, int variable, int phase, const bool *is_done, double value) {
    int row = program_row(s->program, -INFINITY, value);
    program_set(s->program, row, variable, 1);
    for (int i = 0; i < s->c->set->n; i++) {
        int v = s->variable[solver_at(s, phase, i)];
        if (v >= 0 && !is_done[i]) {
            program_set(s->program, row, v, -(1 - value));
        }
    }
    k->n_cuts++;
}

/* With as many further steps as leave the minimum missed: the row then forbids more at once. */
static void cut_minimum(struct solver *s, struct held *k, int minimum) {
    int last = s->n_phases - 1, n = s->c->set->n;
    struct arena scratch = {0};
    bool *wide = ARENA_ARRAY(s->arena, (size_t)n + 1, bool);
    memcpy(wide, k->is_done + solver_at(s, last, 0), (size_t)n * sizeof *wide);
    double have = k->score[last].have[minimum];
    for (int i = 0; i < n; i++) {
        if (s->variable[solver_at(s, last, i)] >= 0 && !wide[i]) {
            wide[i] = true;
            double more = solver_score(s, wide, &scratch).have[minimum];
            wide[i] = more < s->need[minimum] - SOLVER_CONFIRMED;
            have = wide[i] ? more : have;
        }
    }
    arena_clear(&scratch);
    add_cut(s, k, s->have[minimum], last, wide, have);
}

bool solver_is_met(const struct solver *s, const struct case_score *score) {
    for (int i = 0; i < solver_n_minima(s); i++) {
        if (s->is_wanted[i] && missing_of(s, score, i) > SOLVER_CONFIRMED) {
            return false;
        }
    }
    return true;
}

/* What earlier goals reached stays, as scored. */
static bool keeps_all(const struct solver *s, const struct held *k) {
    for (int g = 0; g < N_GOALS; g++) {
        double now = s->is_kept[g] ? held_objective(s, g, k) : 0,
               loss = goal_is_most(g) ? s->kept[g] - now : now - s->kept[g];
        if (s->is_kept[g] && loss > solver_may_lose(g) + SOLVER_CONFIRMED) {
            return false;
        }
    }
    return true;
}

bool held_is_good(const struct solver *s, const struct held *k) {
    return (!s->has_targets || solver_is_met(s, &k->score[s->n_phases - 1])) && keeps_all(s, k);
}

void held_cut(struct solver *s, struct held *k) {
    int last = s->n_phases - 1;
    for (int t = k->is_early ? 0 : last; t <= last; t++) {
        if (k->score[t].total < k->x[s->total[t]] - SOLVER_CONFIRMED) {
            add_cut(s, k, s->total[t], t, k->is_done + solver_at(s, t, 0), k->score[t].total);
        }
    }
    for (int i = 0; i < solver_n_minima(s); i++) {
        if (s->is_wanted[i] && s->has_targets && missing_of(s, &k->score[last], i) > SOLVER_CONFIRMED) {
            cut_minimum(s, k, i);
        } else if (s->is_wanted[i] && missing_of(s, &k->score[last], i) > k->x[s->missing[i]] + SOLVER_CONFIRMED) {
            add_cut(s, k, s->have[i], last, k->is_done + solver_at(s, last, 0), k->score[last].have[i]);
        }
    }
}
