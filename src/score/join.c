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

static enum blank_policy blank_policy_of(const struct rule *rule) {
    return rule ? (enum blank_policy)rule->blank : BLANK_EXCLUDE;
}

void run_stand_in(const struct scoring_run *r, const struct place_in *place, double lowest, struct score *s) {
    enum blank_policy blank = blank_policy_of(place->own);
    if (s->status == SCORE_NA) {
        double value = place_na_value(place, run_na_policy(r, place->own));
        if (!isnan(value)) {
            put_score(s, SCORE_SCORED, value, value, value, s->scale);
            s->stand_in = STAND_IN_NA;
        }
    } else if (blank == BLANK_ZERO || blank == BLANK_LOWEST) {
        s->status = SCORE_SCORED;
        s->stand_in = STAND_IN_BLANK;
        s->value = fmin(fmax(blank == BLANK_LOWEST ? lowest : 0, s->low), s->high);
    }
}

/* ---- joining ----------------------------------------------------------------------------------------------------- */

static struct joining joining_of(const struct scoring_run *r, const struct join *x) {
    const struct scoring *m = r->kit->model;
    const struct place_in *place = &r->card->node[x->node];
    return (struct joining){.how = x->how,
                            .threshold = place->own ? place->own->threshold : 0,
                            .gate = m->gate,
                            .n_gates = m->n_gates,
                            .n_steps = place->n_steps,
                            .level = r->card->framework->node[x->node].level,
                            .has_scale = place->has_scale,
                            .has_low_end = place->own && !isnan(place->own->scale_min),
                            .scale = place->scale,
                            .sorted = r->sorted};
}

static double rounded(const struct rule *rule, const struct scale *scale, double fraction) {
    double value = scoring_round(scale_value(scale, fraction), (enum rounding)rule->round, scale->decimals);
    return fmin(fmax(scale_fraction(scale, value), 0), 1);
}

static void note_trace(const struct scoring_run *r, const struct join *x, double joined) {
    struct part *copy = ARENA_ARRAY(r->arena, (size_t)x->n + 1, struct part);
    memcpy(copy, x->part, (size_t)x->n * sizeof *copy);
    r->traces[x->node] = (struct trace){r->card->node[x->node].own, x->how, copy, x->n, joined};
}

static void withhold(enum blank_policy blank, bool has_value, struct score *s) {
    if (blank == BLANK_BLOCK && has_value) {
        s->status = SCORE_BLOCKED;
        s->value = 0;
    } else if (blank == BLANK_ALL_OR_ZERO) {
        s->status = SCORE_SCORED;
        s->stand_in = STAND_IN_BLANK;
        s->value = s->low = 0;
    }
}

void run_join(const struct scoring_run *r, const struct join *x, struct scale *scale, struct score *s) {
    const struct rule *rule = r->card->node[x->node].own;
    struct joining j = joining_of(r, x);
    struct part whole = aggregate_parts(&j, x->part, x->n, scale);
    if (r->traces && x->layer < 0) {
        note_trace(r, x, whole.value);
    }
    bool is_rated = run_is_rated(rule, whole.coverage);
    s->status = !whole.has_value ? SCORE_BLANK : is_rated ? SCORE_SCORED : SCORE_NOT_RATED;
    s->value = whole.value;
    s->low = whole.low;
    s->high = whole.high;
    if (rule && rule->round != ROUND_NONE) {
        s->value = whole.has_value ? rounded(rule, scale, whole.value) : 0;
        s->low = rounded(rule, scale, whole.low);
        s->high = rounded(rule, scale, whole.high);
    }
    s->coverage = whole.coverage;
    s->scale = scale;
    s->stand_in = STAND_IN_NONE;
    if (whole.coverage < COMPLETE) {
        withhold(blank_policy_of(rule), whole.has_value, s);
    }
}
