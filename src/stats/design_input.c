/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/design_input.h"

#include <math.h>
#include <stdio.h>

void design_fail(struct stat_output *out, const char *key, enum stat_status status, const char *why) {
    stat_note(out, "%s", why);
    stat_add_status(out, key, UNIT_NONE, status);
}

/* ---- opening ----------------------------------------------------------------------------------------------- */
static enum value_state first_missing(const struct stat_input *in, size_t i, int wants) {
    const struct variable *v[3] = {in->n_x > 0 && (wants & NEEDS_X) ? &in->x[0] : NULL,
                                   (wants & NEEDS_Y) ? in->y : NULL, (wants & NEEDS_BY) ? in->by : NULL};
    for (int k = 0; k < 3; k++) {
        if (v[k] && !variable_has(v[k], i)) {
            return (enum value_state)v[k]->state[i];
        }
    }
    return STATE_VALUE;
}

static void find_valid(struct design_input *d, int wants) {
    size_t n = d->in->x[0].n;
    struct arena *a = &d->out->arena;
    d->valid = ARENA_ARRAY(a, n + 1, uint8_t);
    d->mask = ARENA_ARRAY(a, n + 1, uint8_t);
    d->out->n = 0;
    for (size_t i = 0; i < n; i++) {
        enum value_state state = first_missing(d->in, i, wants);
        d->valid[i] = state == STATE_VALUE;
        d->out->n += d->valid[i];
        d->out->missing[state] += state != STATE_VALUE;
    }
    d->group = d->in->by && (wants & NEEDS_BY) ? design_codes(d->in->by, a) : NULL;
}

/* --population stands for a column of populations where there are no strata. */
static struct design given_design(const struct stat_input *in, struct arena *a) {
    struct design g = in->design ? *in->design : (struct design){0};
    if (!g.population && !g.stratum && in->options.population > 0) {
        double *population = ARENA_ARRAY(a, in->x[0].n + 1, double);
        for (size_t i = 0; i < in->x[0].n; i++) {
            population[i] = in->options.population;
        }
        g.population = population;
    }
    return g;
}

static bool refuse(struct design_input *d, enum design_error e) {
    enum stat_status status = e == DESIGN_NO_WEIGHT ? STAT_NO_WEIGHT
                              : e == DESIGN_NO_ROWS ? STAT_TOO_FEW
                                                    : STAT_UNDEFINED;
    stat_note(d->out, "the design is not fit: %s (observation %zu)", design_error_text(e), d->s.bad_row + 1);
    stat_add_status(d->out, d->key, d->unit, status);
    return false;
}

bool design_open(struct design_input *d, const struct stat_input *in, struct stat_output *out, int wants) {
    d->in = in;
    d->out = out;
    if (in->by && (wants & NEEDS_BY) && in->by->measure == MEASURE_NUMERIC) {
        design_fail(out, d->key, STAT_WRONG_LEVEL, "--by has numbers, not levels");
        return false;
    }
    enum lonely_rule lonely;
    if (!lonely_rule_find(in->options.lonely, &lonely)) {
        design_fail(out, d->key, STAT_UNDEFINED, "--lonely is one of fail, remove, certainty, adjust, average");
        return false;
    }
    find_valid(d, wants);
    struct design g = given_design(in, &out->arena);
    enum design_error e = sampling_init(&d->s, &g, in->x[0].n);
    if (e != DESIGN_OK) {
        return refuse(d, e);
    }
    d->s.lonely = lonely;
    taylor_init(&d->t, &d->s, in->options.level);
    return true;
}

void design_close(struct design_input *d) {
    if (d->out->n_values == 0) { /* no group, or no level, occurs */
        design_fail(d->out, d->key, STAT_EMPTY, "there is no group or level to estimate for");
    }
    taylor_clear(&d->t);
    sampling_clear(&d->s);
}

int *design_codes(const struct variable *v, struct arena *a) {
    int *code = ARENA_ARRAY(a, v->n + 1, int);
    for (size_t i = 0; i < v->n; i++) {
        code[i] = variable_has(v, i) ? (int)v->value[i] : -1;
    }
    return code;
}

/* ---- groups ------------------------------------------------------------------------------------------------ */
int design_groups(const struct design_input *d) { return d->group ? d->in->by->n_levels : 1; }

const char *design_enter(struct design_input *d, int group) {
    if (!d->group) {
        taylor_domain(&d->t, d->valid);
        return "";
    }
    for (size_t i = 0; i < d->s.n; i++) {
        d->mask[i] = d->valid[i] && d->group[i] == group;
    }
    taylor_domain(&d->t, d->mask);
    return arena_printf(&d->out->arena, ":%s", d->in->by->level[group]);
}

/* ---- words and values -------------------------------------------------------------------------------------- */
static size_t used_strata(const struct sampling *s) {
    size_t n = 0;
    for (int h = 0; h < s->n_strata; h++) {
        n += s->strata[h].n_units > 0;
    }
    return n;
}

const char *design_words(const struct design_input *d) {
    struct arena *a = &d->out->arena;
    const struct sampling *s = &d->s;
    const char *strata = s->stratum ? arena_printf(a, ", %zu strata", used_strata(s)) : "";
    const char *clusters = s->unit ? arena_printf(a, ", %zu clusters", s->n_units) : "";
    const char *lonely = s->stratum ? arena_printf(a, "; lonely strata: %s", lonely_rule_name(s->lonely)) : "";
    return arena_printf(a, "%s%s%s%s%s", s->has_weights ? "weights" : "equal weights", strata, clusters,
                        s->is_census        ? ", full enumeration"
                        : s->has_population ? ", finite population correction"
                                            : "",
                        lonely);
}

static const char *joined(struct stat_output *out, const char *key, const char *infix, const char *suffix) {
    return arena_printf(&out->arena, "%s%s%s", key, infix, suffix);
}

static void add_number(struct stat_output *out, const char *key, enum unit unit, double value,
                       enum stat_status otherwise) {
    if (isfinite(value) && value >= 0) {
        stat_add(out, key, unit, value);
    } else {
        stat_add_status(out, key, unit, otherwise);
    }
}

void design_add(struct design_input *d, const char *infix, const char *suffix, const struct sampled *e, int parts) {
    struct stat_output *out = d->out;
    stat_add_estimate(out, joined(out, d->key, infix, suffix), d->unit, e->e);
    enum stat_status why = e->e.status != STAT_OK          ? e->e.status
                           : e->variance_status != STAT_OK ? e->variance_status
                                                           : STAT_UNDEFINED;
    add_number(out, joined(out, "se", infix, suffix), d->unit, e->e.se, why);
    add_number(out, joined(out, "df", infix, suffix), UNIT_COUNT, e->e.df, why == STAT_UNDEFINED ? STAT_TOO_FEW : why);
    if (parts & PART_DEFF) {
        add_number(out, joined(out, "deff", infix, suffix), UNIT_NONE, sampled_deff(e), why);
        add_number(out, joined(out, "deff_replace", infix, suffix), UNIT_NONE, sampled_deff_replace(e), why);
    }
    if (e->variance_status == STAT_LONELY && e->e.status == STAT_OK && out->n_notes == 0) {
        stat_note(out, "a stratum has a single sampling unit: no standard error; choose a rule with --lonely");
    }
}
