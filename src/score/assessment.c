/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/assessment.h"

/* What follows from the scores and the answers. */
static void draw_conclusions(struct assessment *s, const char *today) {
    const struct kit *k = s->kit;
    const struct answers *x = s->answers;
    s->profile = ARENA_ARRAY(&s->arena, (size_t)k->n_profiles + 1, struct profile_check);
    for (int p = 0; p < k->n_profiles; p++) {
        s->profile[p] = profile_check(k->profile[p], &s->card[k->profile[p]->card], &s->arena);
    }
    s->gaps = gap_find(k, s->card, s->profile, &s->arena);
    s->findings = findings_collect(k, x, s->card, today);
    s->obligation = ARENA_ARRAY(&s->arena, (size_t)k->n_crosswalks + 1, struct obligations);
    for (int i = 0; i < k->n_crosswalks; i++) {
        s->obligation[i] = obligations_find(k, x, s->card, k->crosswalk[i], &s->arena);
    }
    if (s->about && k->organisation) {
        s->organisation = organisation_check(k->organisation, s->about, &s->arena);
    }
}

struct assessment *assessment_new(const struct kit *k, const struct answers *x, const struct answers *about,
                                  const char *today) {
    struct assessment *s = mem_alloc(1, sizeof *s);
    *s = (struct assessment){.kit = k, .answers = x, .about = about};
    s->card = score_answers(k, x, &s->arena);
    draw_conclusions(s, today);
    return s;
}

struct assessment *assessment_of_units(const struct units *units, const struct answers *about, const char *today) {
    struct assessment *s = mem_alloc(1, sizeof *s);
    *s = (struct assessment){.kit = units->kit, .answers = units->raters->answers, .about = about, .units = units};
    s->card = units->card;
    draw_conclusions(s, today);
    return s;
}

void assessment_free(struct assessment *s) {
    if (s) {
        findings_clear(&s->findings);
        arena_clear(&s->arena);
        mem_free(s);
    }
}
