/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/comparison.h"

#include <math.h>
#include <stdlib.h>

#include "stats/dist.h"
#include "stats/pick.h"

struct group_moments group_moments_of(const double *x, size_t n) {
    struct sum total = {0}, rest = {0}, squares = {0};
    for (size_t i = 0; i < n; i++) {
        sum_add(&total, x[i]);
    }
    double mean = n ? sum_value(&total) / (double)n : NAN;
    for (size_t i = 0; i < n; i++) {
        sum_add(&rest, x[i] - mean);
        sum_add(&squares, (x[i] - mean) * (x[i] - mean));
    }
    double r = sum_value(&rest);
    double ss = n ? fmax(0, sum_value(&squares) - r * r / (double)n) : NAN;
    return (struct group_moments){n, n ? mean + r / (double)n : NAN, n > 1 ? ss / (double)(n - 1) : NAN, ss};
}

/* ---- groups ------------------------------------------------------------------------------------------------ */
static int compare_doubles(const void *p, const void *q) {
    double a = *(const double *)p, b = *(const double *)q;
    return (a > b) - (a < b);
}

/* Distinct values of v at the picked rows, sorted; their number in *k. */
static double *distinct_values(const struct variable *v, const struct picked *p, size_t *k, struct arena *a) {
    double *d = ARENA_ARRAY(a, p->n + 1, double);
    for (size_t i = 0; i < p->n; i++) {
        d[i] = v->value[p->row[i]];
    }
    qsort(d, p->n, sizeof *d, compare_doubles);
    *k = 0;
    for (size_t i = 0; i < p->n; i++) {
        if (i == 0 || d[i] != d[i - 1]) {
            d[(*k)++] = d[i];
        }
    }
    return d;
}

static size_t index_of(const double *sorted, size_t k, double value) {
    const double *at = bsearch(&value, sorted, k, sizeof *sorted, compare_doubles);
    return at ? (size_t)(at - sorted) : 0;
}

/* The group of each picked row, 0 … *k − 1, and the groups' names (levels that do not occur are still among them). */
static size_t *group_codes(const struct variable *by, const struct picked *p, size_t *k, const char ***name,
                           struct arena *a) {
    size_t *code = ARENA_ARRAY(a, p->n + 1, size_t);
    double *distinct = NULL;
    if (by->measure == MEASURE_NUMERIC) {
        distinct = distinct_values(by, p, k, a);
    } else {
        *k = (size_t)by->n_levels;
    }
    *name = ARENA_ARRAY(a, *k + 1, const char *);
    for (size_t g = 0; g < *k; g++) {
        char text[NUM_TEXT_MAX];
        (*name)[g] = distinct ? arena_strdup(a, num_shortest(text, distinct[g])) : by->level[g];
    }
    for (size_t i = 0; i < p->n; i++) {
        double v = by->value[p->row[i]];
        code[i] = distinct ? index_of(distinct, *k, v) : (size_t)v;
    }
    return code;
}

struct compare_groups compare_groups_of(const struct stat_input *in, struct stat_output *out) {
    struct arena *a = &out->arena;
    struct picked p = pick_x(in, out);
    size_t levels;
    const char **name;
    size_t *code = group_codes(in->by, &p, &levels, &name, a);
    size_t *count = ARENA_ARRAY(a, levels + 1, size_t);
    for (size_t i = 0; i < p.n; i++) {
        count[code[i]]++;
    }
    struct compare_groups g = {.n = p.n,
                               .x = ARENA_ARRAY(a, p.n + 1, double),
                               .weight = p.weight ? ARENA_ARRAY(a, p.n + 1, double) : NULL,
                               .start = ARENA_ARRAY(a, levels + 2, size_t),
                               .level = ARENA_ARRAY(a, levels + 1, const char *)};
    size_t *next = ARENA_ARRAY(a, levels + 1, size_t);
    size_t at = 0;
    for (size_t l = 0; l < levels; l++) {
        next[l] = at;
        if (count[l] > 0) {
            g.level[g.k] = name[l];
            g.start[g.k++] = at;
            at += count[l];
        }
    }
    g.start[g.k] = at;
    for (size_t i = 0; i < p.n; i++) {
        size_t to = next[code[i]]++;
        g.x[to] = p.x[i];
        if (g.weight) {
            g.weight[to] = p.weight[i];
        }
    }
    return g;
}

/* Σ of the strata's sizes, each taken from one of its observations; 0 when there are none. */
static double strata_total(const struct design *d, size_t n, struct arena *a) {
    uint8_t *seen = ARENA_ARRAY(a, (size_t)d->n_strata + 1, uint8_t);
    struct sum total = {0};
    for (size_t i = 0; i < n; i++) {
        if (!seen[d->stratum[i]]) {
            sum_add(&total, d->population[i]);
        }
        seen[d->stratum[i]] = 1;
    }
    return sum_value(&total);
}

bool compare_is_census(const struct stat_input *in, struct stat_output *out) {
    double n = (double)out->n, population = in->options.population;
    const struct design *d = in->design;
    if (population <= 0 && d && d->population && !d->cluster && in->n_x > 0 && in->x[0].n > 0) {
        population = d->stratum ? strata_total(d, in->x[0].n, &out->arena) : d->population[0];
    }
    return population > 0 && n >= population;
}

bool compare_is_simple_census(const struct stat_input *in, struct stat_output *out) {
    pick_without_design(in, out);
    return compare_is_census(in, out);
}

/* ---- results ----------------------------------------------------------------------------------------------- */
struct comparison comparison_failed(enum stat_status status) {
    return (struct comparison){
        .status = status, .estimate = NAN, .low = NAN, .high = NAN, .se = -1, .df = -1, .df2 = -1};
}

double comparison_p(double t, double df, enum alternative alternative) {
    switch (alternative) {
    case ALTERNATIVE_LESS:
        return isfinite(df) ? dist_t_lower(t, df) : dist_normal_lower(t);
    case ALTERNATIVE_GREATER:
        return isfinite(df) ? dist_t_upper(t, df) : dist_normal_upper(t);
    default:
        return isfinite(df) ? dist_t_two_sided(t, df) : fmin(1, 2 * dist_normal_upper(fabs(t)));
    }
}

static void add_bound(struct stat_output *out, const char *key, double value) {
    if (isfinite(value)) {
        stat_add(out, key, UNIT_NONE, value);
    }
}

static void add_one(struct stat_output *out, const char *key, enum unit unit, double value, enum stat_status status) {
    if (!key) {
        return;
    }
    if (status == STAT_OK) {
        stat_add(out, key, unit, value);
    } else {
        stat_add_status(out, key, unit, status);
    }
}

void comparison_add(struct stat_output *out, const struct comparison *c, struct comparison_keys keys) {
    enum stat_status status = keys.is_census ? STAT_CENSUS : c->status;
    if (keys.estimate && isnan(c->estimate)) {
        stat_add_status(out, keys.estimate, UNIT_NONE, c->status == STAT_OK ? STAT_UNDEFINED : c->status);
    } else if (keys.estimate) {
        bool is_open = isinf(c->low) || isinf(c->high);
        struct estimate e = {
            .value = c->estimate, .low = c->low, .high = c->high, .se = c->se, .df = c->df, .n = out->n};
        e.has_interval = c->status == STAT_OK && !is_open && !isnan(c->low) && !isnan(c->high);
        if (keys.is_census) {
            e.low = e.high = e.value;
            e.has_interval = true;
            e.se = 0;
        }
        stat_add_estimate(out, keys.estimate, UNIT_NONE, e);
        if (c->status == STAT_OK && is_open && !keys.is_census) {
            add_bound(out, "lower_bound", c->low);
            add_bound(out, "upper_bound", c->high);
        }
    }
    add_one(out, keys.statistic, UNIT_NONE, c->statistic, status);
    if (c->df >= 0 && status == STAT_OK) {
        stat_add(out, c->df2 >= 0 ? "df1" : "df", UNIT_NONE, c->df);
    }
    if (c->df2 >= 0 && status == STAT_OK) {
        stat_add(out, "df2", UNIT_NONE, c->df2);
    }
    add_one(out, "p_value", UNIT_P, c->p, status);
}
