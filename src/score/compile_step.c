/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Joining by steps. */
#include <string.h>

#include "score/compile_part.h"

#define TOLERANCE 1e-9

ex on_scale(struct compiler *c, const struct cpart *part, ex x) {
    ex width = expr_two(c->a, EXPR_SUBTRACT, part->max, part->min);
    return EXPR_OF(c->a, EXPR_ADD, part->min, EXPR_OF(c->a, EXPR_MULTIPLY, x, width));
}

/* A part that is not there asks for nothing; one without a value does not hold. */
static ex gate_holds(struct compiler *c, const struct gate *g, const struct cpart *part, ex x, ex counts) {
    ex reaches = at_least(c, on_scale(c, part, x), g->min - TOLERANCE);
    return expr_if(c->a, part->in, EXPR_OF(c->a, EXPR_AND, counts, reaches), expr_truth(c->a, true));
}

static ex step_holds(struct compiler *c, const char *level, int step, const struct cpart *part, int n, const ex *x,
                     const ex *counts) {
    const struct scoring *m = c->kit->model;
    ex *held = ARENA_ARRAY(c->a, (size_t)(n * m->n_gates) + 1, ex);
    int n_held = 0;
    for (int g = 0; g < m->n_gates; g++) {
        bool is_meant = m->gate[g].step == step && strcmp(m->gate[g].level, level) == 0;
        for (int i = 0; is_meant && i < n; i++) {
            if (m->gate[g].part == 0 || m->gate[g].part == part[i].place) {
                held[n_held++] = gate_holds(c, &m->gate[g], &part[i], x[i], counts[i]);
            }
        }
    }
    return many(c, EXPR_AND, held, n_held);
}

ex join_gates(struct compiler *c, int node, const struct cpart *part, int n, const ex *x, const ex *counts) {
    const struct place_in *place = &c->card->node[node];
    const char *level = c->kit->framework[c->card - c->out->layout->card]->node[node].level;
    bool is_in_turn = place->own->aggregate == AGGREGATE_GATES;
    ex before = expr_truth(c->a, true), reached = expr_number(c->a, 0);
    ex *step = ARENA_ARRAY(c->a, (size_t)place->n_steps + 1, ex);
    for (int k = 1; k <= place->n_steps; k++) {
        ex holds = step_holds(c, level, k, part, n, x, counts);
        holds = program_name(c->p, NULL, is_in_turn ? EXPR_OF(c->a, EXPR_AND, before, holds) : holds);
        before = is_in_turn ? holds : before;
        step[k - 1] = expr_if(c->a, holds, expr_number(c->a, is_in_turn ? 1 : k), expr_number(c->a, 0));
    }
    if (place->n_steps > 0) {
        reached = many(c, is_in_turn ? EXPR_ADD : EXPR_MAX, step, place->n_steps);
        reached = expr_two(c->a, EXPR_DIVIDE, reached, expr_number(c->a, place->n_steps));
    }
    return reached;
}

ex join_stairs(struct compiler *c, const struct cpart *part, int n, const ex *x, const ex *counts) {
    ex clear = expr_truth(c->a, true), zero = expr_number(c->a, 0), one = expr_number(c->a, 1);
    ex *climbed = ARENA_ARRAY(c->a, (size_t)n + 1, ex), *all = ARENA_ARRAY(c->a, (size_t)n + 1, ex);
    for (int i = 0; i < n; i++) {
        ex v = expr_if(c->a, counts[i], x[i], zero), is_full = at_least(c, v, 1 - TOLERANCE);
        ex is_met = EXPR_OF(c->a, EXPR_AND, part[i].in, clear);
        climbed[i] = expr_if(c->a, is_met, expr_if(c->a, is_full, one, v), zero);
        all[i] = expr_if(c->a, part[i].in, one, zero);
        ex goes_on = expr_if(c->a, part[i].in, is_full, expr_truth(c->a, true));
        clear = program_name(c->p, NULL, EXPR_OF(c->a, EXPR_AND, clear, goes_on));
    }
    ex above = many(c, EXPR_ADD, climbed, n), under = program_name(c->p, NULL, many(c, EXPR_ADD, all, n));
    ex some = expr_two(c->a, EXPR_LESS, zero, under);
    return expr_if(c->a, some, cut(c, expr_two(c->a, EXPR_DIVIDE, above, under)), zero);
}
