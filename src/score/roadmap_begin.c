/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A first set of steps for models whose rules cannot be said in rows, so that there is one whatever the search
   finds. */
#include "score/roadmap_solve.h"

static double effort_of(const struct solver *s, int item) { return s->c->set->item[item].step->effort; }

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
        most = is_free && (most < 0 || effort_of(s, i) > effort_of(s, most)) ? i : most;
    }
    return most;
}

bool *solver_begin(const struct solver *s) {
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
        struct case_score without = roadmap_case_score(s->c, is_done, &scratch);
        is_done[i] = !solver_is_met(s, &without);
        arena_reset(&scratch);
    }
    arena_clear(&scratch);
    return is_done;
}
