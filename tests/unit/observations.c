/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "observations.h"

#include <math.h>
#include <string.h>

#include "stats/random.h"
#include "stats/random_draw.h"

/* What a column is made of: a row's hidden trait, which makes columns hang together, and chance. */
enum made {
    MADE_NUMBER, /* normal */
    MADE_COUNT,  /* 0 … 6 */
    MADE_ITEM,   /* 1 … 5 */
    MADE_P,      /* uniform on [0, 1) */
    MADE_CUT,    /* a level by the trait */
    MADE_DRAWN,  /* a level by chance */
    MADE_RATING, /* the row's true type, with errors */
    MADE_MEMBER, /* 0 or 1, as numbers */
    MADE_SPOT,   /* a coordinate of one of three clear clusters */
};

static const char *const no_yes[] = {"no", "yes"}, *const grades[] = {"poor", "fair", "good", "best"},
                         *const groups[] = {"a", "b"}, *const sectors[] = {"shop", "bank", "farm"};

static const struct {
    const char *name;
    enum made made;
    enum measure measure;
    const char *const *level;
    int n_levels;
} columns[N_COLUMNS] = {
    {"number", MADE_NUMBER, MEASURE_NUMERIC, NULL, 0},
    {"second", MADE_NUMBER, MEASURE_NUMERIC, NULL, 0},
    {"count", MADE_COUNT, MEASURE_NUMERIC, NULL, 0},
    {"count_too", MADE_COUNT, MEASURE_NUMERIC, NULL, 0},
    {"item1", MADE_ITEM, MEASURE_NUMERIC, NULL, 0},
    {"item2", MADE_ITEM, MEASURE_NUMERIC, NULL, 0},
    {"item3", MADE_ITEM, MEASURE_NUMERIC, NULL, 0},
    {"item4", MADE_ITEM, MEASURE_NUMERIC, NULL, 0},
    {"p", MADE_P, MEASURE_NUMERIC, NULL, 0},
    {"yes", MADE_CUT, MEASURE_NOMINAL, no_yes, 2},
    {"yes_too", MADE_CUT, MEASURE_NOMINAL, no_yes, 2},
    {"yes_three", MADE_CUT, MEASURE_NOMINAL, no_yes, 2},
    {"grade", MADE_CUT, MEASURE_ORDINAL, grades, 4},
    {"grade_too", MADE_CUT, MEASURE_ORDINAL, grades, 4},
    {"group", MADE_DRAWN, MEASURE_NOMINAL, groups, 2},
    {"sector", MADE_DRAWN, MEASURE_NOMINAL, sectors, 3},
    {"rater1", MADE_RATING, MEASURE_NOMINAL, sectors, 3},
    {"rater2", MADE_RATING, MEASURE_NOMINAL, sectors, 3},
    {"rater3", MADE_RATING, MEASURE_NOMINAL, sectors, 3},
    {"in_a", MADE_MEMBER, MEASURE_NUMERIC, NULL, 0},
    {"in_b", MADE_MEMBER, MEASURE_NUMERIC, NULL, 0},
    {"east", MADE_SPOT, MEASURE_NUMERIC, NULL, 0},
    {"north", MADE_SPOT, MEASURE_NUMERIC, NULL, 0},
};

/* ---- making -------------------------------------------------------------------------------------------------- */
static double within(double x, double low, double high) { return fmin(fmax(floor(x), low), high); }

static double made_value(int c, double trait, int type, struct random *r) {
    double e = random_normal(r), z = trait + e;
    int k = columns[c].n_levels;
    switch (columns[c].made) {
    case MADE_NUMBER:
        return 10 + 2 * trait + e;
    case MADE_COUNT:
        return within(3.5 + z, 0, 6);
    case MADE_ITEM:
        return within(3.5 + 0.8 * z, 1, 5);
    case MADE_P:
        return random_unit(r);
    case MADE_CUT:
        return within((z + 2) * k / 4, 0, k - 1);
    case MADE_DRAWN:
        return random_below(r, (uint32_t)k);
    case MADE_RATING:
        return random_below(r, 4) > 0 ? type : (double)random_below(r, (uint32_t)k);
    case MADE_MEMBER:
        return random_below(r, 3) > 0;
    case MADE_SPOT:
        return 20 * (strcmp(columns[c].name, "east") == 0 ? type == 1 : type == 2) + e;
    }
    return 0;
}

static void new_columns(struct observations *o, size_t n) {
    *o = (struct observations){.n = n};
    for (int c = 0; c < N_COLUMNS; c++) {
        o->column[c] = (struct variable){.name = columns[c].name,
                                         .measure = columns[c].measure,
                                         .value = ARENA_ARRAY(&o->arena, n + 1, double),
                                         .state = ARENA_ARRAY(&o->arena, n + 1, uint8_t),
                                         .n = n,
                                         .level = columns[c].level,
                                         .n_levels = columns[c].n_levels};
    }
    o->weight = ARENA_ARRAY(&o->arena, n + 1, double);
    o->only = ARENA_ARRAY(&o->arena, n + 1, double);
    o->clusters_of_stratum = ARENA_ARRAY(&o->arena, n + 1, double);
    o->stratum = ARENA_ARRAY(&o->arena, n + 1, int);
    o->cluster = ARENA_ARRAY(&o->arena, n + 1, int);
}

/* What is the observations' own to write. */
static double *values(struct observations *o, int c) { return (double *)o->column[c].value; }
static uint8_t *states(struct observations *o, int c) { return (uint8_t *)o->column[c].state; }

/* As in a loaded table, a number that is missing is NAN, a level that is missing 0. */
static void take_away(struct observations *o, int c, size_t i, enum value_state state) {
    states(o, c)[i] = (uint8_t)state;
    values(o, c)[i] = o->column[c].measure == MEASURE_NUMERIC ? NAN : 0;
}

void observations_make(struct observations *o, size_t n, bool has_gaps, uint64_t seed) {
    struct random r = random_start(seed);
    new_columns(o, n);
    for (size_t i = 0; i < n; i++) {
        double trait = random_normal(&r);
        int type = (int)random_below(&r, 3);
        for (int c = 0; c < N_COLUMNS; c++) {
            values(o, c)[i] = made_value(c, trait, type, &r);
            if (has_gaps && random_below(&r, 20) == 0) {
                take_away(o, c, i, (enum value_state)(STATE_BLANK + random_below(&r, N_VALUE_STATES - 1)));
            }
        }
        o->cluster[i] = (int)(i % OBSERVED_CLUSTERS);
        o->stratum[i] = o->cluster[i] * OBSERVED_STRATA / OBSERVED_CLUSTERS;
        o->clusters_of_stratum[i] = 9 + 3 * o->stratum[i];
        o->only[i] = i == 0 ? 2 : 0;
        o->weight[i] = i % 13 == 12 ? 0 : 0.5 + 2 * random_unit(&r);
    }
}

void observations_pick(struct observations *picked, const struct observations *o, const size_t *row, size_t n) {
    new_columns(picked, n);
    for (size_t i = 0; i < n; i++) {
        for (int c = 0; c < N_COLUMNS; c++) {
            values(picked, c)[i] = o->column[c].value[row[i]];
            states(picked, c)[i] = o->column[c].state[row[i]];
        }
        picked->weight[i] = o->weight[row[i]];
        picked->only[i] = o->only[row[i]];
        picked->cluster[i] = o->cluster[row[i]];
        picked->stratum[i] = o->stratum[row[i]];
        picked->clusters_of_stratum[i] = o->clusters_of_stratum[row[i]];
    }
}

const struct variable *observations_column(const struct observations *o, const char *name) {
    for (int c = 0; c < N_COLUMNS; c++) {
        if (strcmp(o->column[c].name, name) == 0) {
            return &o->column[c];
        }
    }
    return NULL;
}

void observations_clear(struct observations *o) { arena_clear(&o->arena); }

/* ---- spoiling ------------------------------------------------------------------------------------------------ */
static void spoil_cell(struct observations *o, int c, size_t i, enum spoiled how) {
    struct variable *v = &o->column[c];
    bool has_levels = v->measure != MEASURE_NUMERIC;
    double scale = how == SPOILED_HUGE ? 1e300 : how == SPOILED_TINY ? 1e-300 : 1;
    if (how == SPOILED_MISSING || (how == SPOILED_APART && i % 2 == (size_t)c % 2)) {
        take_away(o, c, i, STATE_BLANK);
    } else if (how == SPOILED_CONSTANT) {
        values(o, c)[i] = has_levels ? 1 : 7;
        states(o, c)[i] = STATE_VALUE;
    } else if (has_levels &&
               (how == SPOILED_ONE_LEVEL || (how == SPOILED_ONE_GROUP && columns[c].made == MADE_DRAWN))) {
        values(o, c)[i] = 0;
    } else if (!has_levels) {
        values(o, c)[i] *= scale;
    }
}

void observations_spoil(struct observations *o, enum spoiled how) {
    for (int c = 0; c < N_COLUMNS; c++) {
        for (size_t i = 0; i < o->n; i++) {
            spoil_cell(o, c, i, how);
        }
        bool has_levels = o->column[c].measure != MEASURE_NUMERIC;
        o->column[c].n_levels = how == SPOILED_ONE_LEVEL && has_levels ? 1 : o->column[c].n_levels;
    }
}

void observations_drop_levels(struct observations *o) {
    for (int c = 0; c < N_COLUMNS; c++) {
        struct variable *v = &o->column[c];
        const char **level = ARENA_ARRAY(&o->arena, (size_t)v->n_levels + 1, const char *);
        int n = 0;
        for (int l = 0; l < v->n_levels; l++) {
            bool is_used = false;
            for (size_t i = 0; i < v->n; i++) {
                is_used |= variable_has(v, i) && v->value[i] == l;
            }
            for (size_t i = 0; i < v->n && is_used; i++) {
                values(o, c)[i] = variable_has(v, i) && v->value[i] == l ? n : v->value[i];
            }
            level[n] = v->level[l];
            n += is_used;
        }
        v->level = v->measure == MEASURE_NUMERIC ? v->level : level;
        v->n_levels = n;
    }
}
