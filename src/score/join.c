/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Policies, and joining the parts of a node. */
#include <math.h>
#include <string.h>

#include "score/run.h"

#define COMPLETE (1 - 1e-12) /* coverage from which nothing is missing */

/* ---- policies ---------------------------------------------------------------------------------------------------- */

enum na_policy run_na_policy(const struct scoring_run *r, const struct rule *rule) {
    return r->na >= 0 ? (enum na_policy)r->na : rule ? (enum na_policy)rule->na : NA_EXCLUDE;
}

static bool is_na_forbidden(const struct scoring_run *r, const struct question *x) {
    return x->layer >= 0 && run_na_policy(r, r->layout->card[x->card].node[x->node].own) == NA_FORBID;
}

bool run_is_na(const struct scoring_run *r, int question) {
    return score_is_na(r->kit, &r->answers->answer[question]) &&
           !is_na_forbidden(r, &r->kit->questionnaire->question[question]);
}

bool run_is_missing(const struct scoring_run *r, int question) {
    const struct answer *a = &r->answers->answer[question];
    return score_is_missing(r->kit, a) || (score_is_na(r->kit, a) && !run_is_na(r, question));
}

static enum blank_policy blank_policy_of(const struct rule *rule) {
    return rule ? (enum blank_policy)rule->blank : BLANK_EXCLUDE;
}

/* What not applicable counts as, 0–1; NAN = it is left out. */
static double na_value(const struct scoring_run *r, const struct place_in *place) {
    const struct rule *rule = place->own;
    double stated = rule && !isnan(rule->na_value) ? scale_fraction(&place->scale, rule->na_value) : 1;
    switch (run_na_policy(r, rule)) {
    case NA_ZERO:
        return 0;
    case NA_FULL:
        return 1;
    case NA_CONSTANT:
        return fmin(fmax(stated, 0), 1);
    case NA_TARGET:
        return fmin(fmax(isnan(place->target) ? stated : place->target, 0), 1);
    default:
        return NAN;
    }
}

struct score run_with_policies(const struct scoring_run *r, const struct place_in *place, struct score s,
                               double lowest) {
    enum blank_policy blank = blank_policy_of(place->own);
    if (s.status == SCORE_NA) {
        double value = na_value(r, place);
        if (!isnan(value)) {
            s = point_score(value, s.scale);
            s.stand_in = STAND_IN_NA;
        }
    } else if (s.status == SCORE_BLANK && (blank == BLANK_ZERO || blank == BLANK_LOWEST)) {
        s.status = SCORE_SCORED;
        s.stand_in = STAND_IN_BLANK;
        s.value = fmin(fmax(blank == BLANK_LOWEST ? lowest : 0, s.low), s.high);
    }
    return s;
}

/* ---- joining ----------------------------------------------------------------------------------------------------- */

static struct joining joining_of(const struct scoring_run *r, const struct place_in *place, const char *level,
                                 enum aggregate how) {
    const struct scoring *m = r->kit->model;
    return (struct joining){.how = how,
                            .threshold = place->own ? place->own->threshold : 0,
                            .gate = m->gate,
                            .n_gates = m->n_gates,
                            .n_steps = place->n_steps,
                            .level = level,
                            .has_scale = place->has_scale,
                            .has_low_end = place->own && !isnan(place->own->scale_min),
                            .scale = place->scale,
                            .sorted = r->sorted};
}

static double rounded(const struct rule *rule, const struct scale *scale, double fraction) {
    if (!rule || rule->round == ROUND_NONE) {
        return fraction;
    }
    double value = scoring_round(scale_value(scale, fraction), (enum rounding)rule->round, scale->decimals);
    return fmin(fmax(scale_fraction(scale, value), 0), 1);
}

static void note_trace(const struct scoring_run *r, int node, const struct rule *rule, enum aggregate how,
                       const struct part *part, int n, double joined) {
    struct part *copy = ARENA_ARRAY(r->arena, (size_t)n + 1, struct part);
    memcpy(copy, part, (size_t)n * sizeof *copy);
    r->traces[node] = (struct trace){rule, how, copy, n, joined};
}

/* Parts that are there, joined onto the node's scale, rounded, and named. */
struct score run_join(const struct scoring_run *r, int node, int layer, enum aggregate how, const struct part *part,
                      int n, struct scale *scale) {
    const struct place_in *place = &r->card->node[node];
    const struct rule *rule = place->own;
    struct joining j = joining_of(r, place, r->card->framework->node[node].level, how);
    struct part whole = aggregate_parts(&j, part, n, scale);
    if (r->traces && layer < 0) {
        note_trace(r, node, rule, how, part, n, whole.value);
    }
    struct score s = {.scale = scale, .coverage = whole.coverage};
    s.low = rounded(rule, scale, whole.low);
    s.high = rounded(rule, scale, whole.high);
    s.value = whole.has_value ? rounded(rule, scale, whole.value) : 0;
    bool is_rated = whole.coverage >= (rule ? rule->min_coverage : 0) - 1e-12;
    s.status = !whole.has_value ? SCORE_BLANK : is_rated ? SCORE_SCORED : SCORE_NOT_RATED;
    enum blank_policy blank = blank_policy_of(rule);
    if (whole.coverage < COMPLETE && blank == BLANK_BLOCK && whole.has_value) {
        s.status = SCORE_BLOCKED;
        s.value = 0;
    } else if (whole.coverage < COMPLETE && blank == BLANK_ALL_OR_ZERO) {
        s.status = SCORE_SCORED;
        s.stand_in = STAND_IN_BLANK;
        s.value = s.low = 0;
    }
    return s;
}
