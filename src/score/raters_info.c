/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the consolidated answers of several are about. */
#include <string.h>

#include "score/raters_part.h"

/* The strictest label protects all. Source: FIRST, Traffic Light Protocol 2.0. */
static int strictness(const char *label) {
    static const char *const labels[] = {"TLP:CLEAR", "TLP:WHITE",        "TLP:GREEN",
                                         "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"};
    int rank = *label ? (int)ARRAY_LEN(labels) : -1; /* a label of one's own is kept */
    for (size_t i = 0; i < ARRAY_LEN(labels); i++) {
        rank = text_equal(labels[i], label) ? (int)i : rank;
    }
    return rank;
}

static const char *first_filled(const char *own, const char *other) { return *own ? own : other; }

struct answers_info raters_merge_info(struct raters *x) {
    struct answers_info all = x->rater[0].answers->info;
    const char *names = "";
    for (int r = 0; r < x->n; r++) {
        const struct answers_info *own = &x->rater[r].answers->info;
        all.form_id = first_filled(all.form_id, own->form_id);
        all.version = first_filled(all.version, own->version);
        all.organisation = first_filled(all.organisation, own->organisation);
        all.unit = first_filled(all.unit, own->unit);
        all.scope = first_filled(all.scope, own->scope);
        all.handling = strictness(own->handling) > strictness(all.handling) ? own->handling : all.handling;
        all.date = strcmp(own->date, all.date) > 0 ? own->date : all.date;
        names = arena_printf(&x->arena, "%s%s%s", names, *names ? "; " : "", x->rater[r].name);
    }
    all.assessor = names;
    return all;
}
