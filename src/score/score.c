/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/score.h"

#include "score/many.h"

const char *score_status_name(enum score_status s) {
    static const char *const names[] = {"scored", "not_rated", "blank", "na", "not_asked", "blocked"};
    return names[s];
}

double score_shown(const struct score *s) { return scale_shown(s->scale, s->value); }

bool score_has_value(const struct score *s) { return s->status == SCORE_SCORED || s->status == SCORE_NOT_RATED; }

struct scorecard *score_answers(const struct kit *k, const struct answers *x, struct arena *a) {
    return score_answers_with(score_layout(k, a), x, a);
}

struct scorecard *score_answers_with(const struct score_layout *layout, const struct answers *x, struct arena *a) {
    return scorer_score(scorer_new(layout, SCORE_ALL, a), x);
}
