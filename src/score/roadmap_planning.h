/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan being made: what its parts share. For roadmap.c and roadmap_tell.c only. */
#ifndef PG_SCORE_ROADMAP_PLANNING_H
#define PG_SCORE_ROADMAP_PLANNING_H

#include "score/roadmap.h"

struct planning {
    const struct roadmap_request *request;
    struct roadmap_case *c;
    struct roadmap *out;
    struct arena *arena;
    double work;                /* that is left */
    double *need;               /* by minimum */
    bool *is_asked, *is_wanted; /* by minimum: of the stage; and steps lead there */
    bool *is_usable;            /* by item */
    bool *is_done;              /* by phase and item: what was chosen */
};

static inline int n_items(const struct planning *p) { return p->c->set->n; }
static inline int n_minima(const struct planning *p) { return p->c->profile ? p->c->profile->n_minima : 0; }

/* The minima of the stage that are missed; in the arena. */
int roadmap_missing(const struct planning *p, const double *have, struct roadmap_missing **list);
/* Steps in order, phases and what came of it, after the steps are chosen. */
void roadmap_tell(struct planning *p);

#endif
