/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/taylor_table.h"

#include <math.h>
#include <string.h>

#include "stats/dist.h"

/* Work on one table. A cell is a group's mean, or a level in a group; cells are counted group by group. */
struct work {
    struct taylor *t;
    const struct sampling *s;
    const int *level, *group;  /* level is NULL for means */
    int n_levels, n_groups;    /* n_levels is 1 for means */
    size_t *row;               /* observations in the order of their units; NULL = as they are */
    struct domain *domain;     /* of each group */
    double *square;            /* Σ w·(x − mean)² of each group */
    double *mean, *first;      /* of each group: mean, and the value that sums are about */
    uint8_t *stratum_seen;     /* n_strata × n_groups */
    double *unit;              /* of the unit at hand, by cell */
    int *touched, n_touched;   /* cells the unit has, and … */
    uint8_t *is_touched;       /* … whether a cell is among them */
    double *one, *two, *cross; /* n_strata × cells: Σ unit, Σ unit², Σ unit · its group's weight */
    double *all, *all_square;  /* n_strata × n_groups: Σ group's weight in the unit, and squared */
    struct arena arena;
};

static bool is_used(const struct work *k, size_t i) {
    const uint8_t *in = k->t->domain.in;
    return (!in || in[i]) && k->group[i] >= 0 && (!k->level || k->level[i] >= 0);
}

/* ---- order and counts -------------------------------------------------------------------------------------- */
static void order_rows(struct work *k) {
    const struct sampling *s = k->s;
    if (!s->unit) {
        return;
    }
    size_t *at = ARENA_ARRAY(&k->arena, s->n_units + 1, size_t);
    k->row = ARENA_ARRAY(&k->arena, s->n, size_t);
    for (size_t i = 0; i < s->n; i++) {
        at[s->unit[i] + 1]++;
    }
    for (size_t u = 1; u < s->n_units; u++) {
        at[u] += at[u - 1];
    }
    for (size_t i = 0; i < s->n; i++) {
        k->row[at[s->unit[i]]++] = i;
    }
}

static size_t row_at(const struct work *k, size_t i) { return k->row ? k->row[i] : i; }

/* Counts each group as taylor_domain() counts one; 'last' is the last unit seen in a group, with and without weight. */
static void count_groups(struct work *k) {
    enum { SEEN = 1, WEIGHTED = 2 };
    size_t *last = ARENA_ARRAY(&k->arena, 2 * (size_t)k->n_groups, size_t); /* unit + 1 */
    struct sum *weight = ARENA_ARRAY(&k->arena, (size_t)k->n_groups, struct sum);
    for (size_t j = 0; j < k->s->n; j++) {
        size_t i = row_at(k, j);
        if (!is_used(k, i)) {
            continue;
        }
        int g = k->group[i], h = sampling_stratum(k->s, i);
        size_t u = sampling_unit(k->s, i) + 1;
        bool has_weight = k->s->weight[i] != 0;
        struct domain *d = &k->domain[g];
        uint8_t *seen = &k->stratum_seen[(size_t)h * (size_t)k->n_groups + (size_t)g];
        d->n++;
        d->n_weighted += has_weight;
        d->n_units += last[2 * g] != u;
        d->df += has_weight && last[2 * g + 1] != u;
        d->df -= has_weight && !(*seen & WEIGHTED);
        d->n_strata += !*seen;
        d->n_lonely += !*seen && k->s->strata[h].is_lonely;
        *seen |= has_weight ? SEEN | WEIGHTED : SEEN;
        last[2 * g] = u;
        last[2 * g + 1] = has_weight ? u : last[2 * g + 1];
        sum_add(&weight[g], k->s->weight[i]);
    }
    for (int g = 0, df = 0; g < k->n_groups; g++) {
        struct domain *d = &k->domain[g];
        d->weight = sum_value(&weight[g]);
        bool is_same = g > 0 && d->df == df;
        d->t = d->df < 1 ? 0 : is_same ? k->domain[g - 1].t : dist_t_quantile(0.5 + k->t->level / 2, d->df);
        df = d->df;
    }
}

static void start(struct work *k, struct taylor *t) {
    struct arena *a = &k->arena;
    size_t G = (size_t)k->n_groups, cells = G * (size_t)k->n_levels, H = (size_t)t->s->n_strata;
    k->t = t;
    k->s = t->s;
    k->domain = ARENA_ARRAY(a, G, struct domain);
    k->square = ARENA_ARRAY(a, G, double);
    k->mean = ARENA_ARRAY(a, G, double);
    k->first = ARENA_ARRAY(a, G, double);
    k->stratum_seen = ARENA_ARRAY(a, G * H, uint8_t);
    k->unit = ARENA_ARRAY(a, cells, double);
    k->touched = ARENA_ARRAY(a, cells, int);
    k->is_touched = ARENA_ARRAY(a, cells, uint8_t);
    k->one = ARENA_ARRAY(a, H * cells, double);
    k->two = ARENA_ARRAY(a, H * cells, double);
    k->cross = ARENA_ARRAY(a, H * cells, double);
    k->all = ARENA_ARRAY(a, H * G, double);
    k->all_square = ARENA_ARRAY(a, H * G, double);
    order_rows(k);
    count_groups(k);
}

/* ---- units ------------------------------------------------------------------------------------------------- */
static void touch(struct work *k, int cell, double x) {
    if (!k->is_touched[cell]) {
        k->touched[k->n_touched++] = cell;
        k->is_touched[cell] = 1;
    }
    k->unit[cell] += x;
}

/* Adds all levels of the group of touched cell c; for its other touched cells there is then nothing left to add. */
static void add_shares(struct work *k, size_t stratum, int c) {
    int g = k->touched[c] / k->n_levels, from = g * k->n_levels;
    double weight = 0;
    for (int l = 0; l < k->n_levels; l++) {
        weight += k->unit[from + l];
    }
    if (weight == 0) {
        return;
    }
    for (int l = 0; l < k->n_levels; l++) {
        size_t cell = stratum * (size_t)k->n_groups * (size_t)k->n_levels + (size_t)(from + l);
        double x = k->unit[from + l];
        k->one[cell] += x;
        k->two[cell] += x * x;
        k->cross[cell] += x * weight;
        k->unit[from + l] = 0;
    }
    k->all[stratum * (size_t)k->n_groups + (size_t)g] += weight;
    k->all_square[stratum * (size_t)k->n_groups + (size_t)g] += weight * weight;
}

static void flush_unit(struct work *k, size_t stratum) {
    for (int c = 0; c < k->n_touched; c++) {
        k->is_touched[k->touched[c]] = 0;
        if (k->level) {
            add_shares(k, stratum, c);
            continue;
        }
        size_t cell = stratum * (size_t)k->n_groups + (size_t)k->touched[c];
        double x = k->unit[k->touched[c]];
        k->one[cell] += x;
        k->two[cell] += x * x;
        k->unit[k->touched[c]] = 0;
    }
    k->n_touched = 0;
}

static void sum_units(struct work *k, const double *x) {
    size_t previous = SIZE_MAX;
    for (size_t j = 0; j < k->s->n; j++) {
        size_t i = row_at(k, j), u = sampling_unit(k->s, i);
        if (u != previous && previous != SIZE_MAX) {
            flush_unit(k, (size_t)sampling_unit_stratum(k->s, previous));
        }
        previous = u;
        if (!is_used(k, i)) {
            continue;
        }
        int g = k->group[i];
        double w = k->s->weight[i], d = x ? x[i] - k->mean[g] : 0;
        k->square[g] += w * d * d;
        touch(k, k->level ? g * k->n_levels + k->level[i] : g, x ? w * d : w);
    }
    flush_unit(k, (size_t)sampling_unit_stratum(k->s, previous));
}

/* ---- results ----------------------------------------------------------------------------------------------- */
/* Squares about the stratum's mean; a rest at the level of rounding is none. */
static double centred(const struct sampling *s, int h, double one, double two) {
    const struct stratum *st = &s->strata[h];
    if (st->is_lonely) {
        return s->lonely == LONELY_ADJUST ? two : 0;
    }
    double rest = two - one * one / (double)st->n_units;
    return rest > 1e-14 * two ? rest : 0;
}

static double group_variance(const struct work *k, int cell, double share) {
    int g = cell / k->n_levels;
    double v = 0;
    for (int h = 0; h < k->s->n_strata; h++) {
        size_t at = (size_t)h * (size_t)k->n_groups * (size_t)k->n_levels + (size_t)cell;
        size_t in = (size_t)h * (size_t)k->n_groups + (size_t)g;
        double one = k->one[at], two = k->two[at];
        if (k->level) {
            one -= share * k->all[in];
            two += share * (share * k->all_square[in] - 2 * k->cross[at]);
            two = two > 0 ? two : 0;
        }
        v += k->s->strata[h].n_units > 0 ? k->s->strata[h].scale * centred(k->s, h, one, two) : 0;
    }
    double W = k->domain[g].weight;
    return v / W / W * domain_inflation(k->s, &k->domain[g]);
}

static bool fail_group(const struct domain *d, struct sampled *out) {
    bool is_empty = d->n == 0;
    if (!is_empty && d->n_weighted > 0 && d->weight != 0) {
        return false;
    }
    *out = (struct sampled){.e = {.status = is_empty ? STAT_EMPTY : STAT_NO_WEIGHT, .se = -1, .df = -1, .n = d->n},
                            .variance = -1};
    out->variance_status = out->e.status;
    out->srs = out->srs_replace = -1;
    return true;
}

/* ---- means ------------------------------------------------------------------------------------------------- */
static void find_means(struct work *k, const double *x) {
    struct sum *sum = ARENA_ARRAY(&k->arena, (size_t)k->n_groups, struct sum);
    uint8_t *has_first = ARENA_ARRAY(&k->arena, (size_t)k->n_groups, uint8_t);
    for (size_t i = 0; i < k->s->n; i++) {
        if (is_used(k, i)) {
            int g = k->group[i];
            k->first[g] = has_first[g] ? k->first[g] : x[i];
            has_first[g] = 1;
            sum_add(&sum[g], k->s->weight[i] * (x[i] - k->first[g]));
        }
    }
    for (int g = 0; g < k->n_groups; g++) {
        k->mean[g] = k->domain[g].weight != 0 ? k->first[g] + sum_value(&sum[g]) / k->domain[g].weight : 0;
    }
}

/* One group or cell at a time, for calibrated designs: residuals reach beyond the group. */
static void one_by_one(struct taylor *t, const double *x, const struct levels *level, const struct levels *group,
                       struct sampled *out) {
    struct domain outer = t->domain;
    uint8_t *in = mem_alloc(t->s->n, 1);
    for (int g = 0; g < group->n; g++) {
        for (size_t i = 0; i < t->s->n; i++) {
            in[i] = (!outer.in || outer.in[i]) && group->code[i] == g && (!level || level->code[i] >= 0);
        }
        taylor_domain(t, in);
        for (int l = 0; l < (level ? level->n : 1); l++) {
            out[g * (level ? level->n : 1) + l] = level ? taylor_share(t, level->code, l) : taylor_mean(t, x);
        }
    }
    mem_free(in);
    t->domain = outer;
}

void taylor_group_means(struct taylor *t, const double *x, const int *group, int n_groups, struct sampled *out) {
    if (t->s->first) {
        one_by_one(t, x, NULL, &(struct levels){group, n_groups}, out);
        return;
    }
    struct work k = {.group = group, .n_levels = 1, .n_groups = n_groups};
    start(&k, t);
    find_means(&k, x);
    sum_units(&k, x);
    for (int g = 0; g < n_groups; g++) {
        if (!fail_group(&k.domain[g], &out[g])) {
            out[g] = sampled_from(t->s, &k.domain[g], k.mean[g], group_variance(&k, g, 0));
            sampled_set_srs(&out[g], &k.domain[g], k.square[g], 1);
        }
    }
    arena_clear(&k.arena);
}

/* ---- shares ------------------------------------------------------------------------------------------------ */
static void set_share(const struct work *k, int cell, struct sampled *out) {
    const struct domain *d = &k->domain[cell / k->n_levels];
    if (fail_group(d, out)) {
        return;
    }
    struct sum in = {0};
    for (int h = 0; h < k->s->n_strata; h++) {
        sum_add(&in, k->one[(size_t)h * (size_t)k->n_groups * (size_t)k->n_levels + (size_t)cell]);
    }
    double share = sum_value(&in) / d->weight;
    share = fabs(share - 1) < 1e-15 ? 1 : share;
    *out = sampled_from(k->s, d, share, share == 0 || share == 1 ? 0 : group_variance(k, cell, share));
    sampled_set_srs(out, d, d->weight * share * (1 - share), 1);
}

void taylor_group_shares(struct taylor *t, const struct levels *level, const struct levels *group,
                         struct sampled *out) {
    if (t->s->first) {
        one_by_one(t, NULL, level, group, out);
        return;
    }
    struct work k = {.level = level->code, .n_levels = level->n, .group = group->code, .n_groups = group->n};
    start(&k, t);
    sum_units(&k, NULL);
    for (int c = 0; c < group->n * level->n; c++) {
        set_share(&k, c, &out[c]);
    }
    arena_clear(&k.arena);
}
