/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/design.h"

#include <math.h>
#include <string.h>

static const char *const lonely_names[N_LONELY_RULES] = {"fail", "remove", "certainty", "adjust", "average"};

static const char *const error_texts[N_DESIGN_ERRORS] = {
#define DESIGN_ERROR(id, name, text) text,
#include "stats/design.def"
#undef DESIGN_ERROR
};

const char *lonely_rule_name(enum lonely_rule r) { return lonely_names[r]; }
const char *design_error_text(enum design_error e) { return error_texts[e]; }

bool lonely_rule_find(const char *name, enum lonely_rule *rule) {
    for (int i = 0; i < N_LONELY_RULES; i++) {
        if (!name || strcmp(name, lonely_names[i]) == 0) {
            *rule = (enum lonely_rule)i;
            return true;
        }
    }
    return false;
}

/* ---- strata and units -------------------------------------------------------------------------------------- */
static enum design_error check_codes(struct sampling *s, const struct design *d) {
    for (size_t i = 0; i < s->n; i++) {
        s->bad_row = i;
        if (d->stratum && (d->stratum[i] < 0 || d->stratum[i] >= d->n_strata)) {
            return DESIGN_BAD_STRATUM;
        }
        if (d->cluster && (d->cluster[i] < 0 || d->cluster[i] >= d->n_clusters)) {
            return DESIGN_BAD_CLUSTER;
        }
    }
    return DESIGN_OK;
}

/* Numbers the clusters that occur 0 … in the order of their codes, each with its stratum: what is drawn from them does
   not depend on the order of the rows. */
static enum design_error index_units(struct sampling *s, const struct design *d) {
    if (!d->cluster) {
        s->n_units = s->n;
        return DESIGN_OK;
    }
    size_t n = (size_t)d->n_clusters;
    int *unit = ARENA_ARRAY(&s->arena, s->n, int), *stratum = ARENA_ARRAY(&s->arena, n, int), /* + 1; 0 = none yet */
                                                       *number = ARENA_ARRAY(&s->arena, n, int);
    for (size_t i = 0; i < s->n; i++) {
        int *h = &stratum[d->cluster[i]], own = sampling_stratum(s, i) + 1;
        if (*h != 0 && *h != own) {
            s->bad_row = i;
            return DESIGN_SPLIT_CLUSTER;
        }
        *h = own;
    }
    s->unit_stratum = ARENA_ARRAY(&s->arena, n, int);
    for (size_t c = 0; c < n; c++) {
        if (stratum[c] > 0) {
            s->unit_stratum[s->n_units] = stratum[c] - 1;
            number[c] = (int)s->n_units++;
        }
    }
    for (size_t i = 0; i < s->n; i++) {
        unit[i] = number[d->cluster[i]];
    }
    s->unit = unit;
    return DESIGN_OK;
}

static enum design_error take_populations(struct sampling *s, const double *population) {
    for (size_t i = 0; i < s->n; i++) {
        struct stratum *h = &s->strata[sampling_stratum(s, i)];
        double N = population ? population[i] : INFINITY;
        s->bad_row = i;
        if (!(N > 0)) {
            return DESIGN_BAD_POPULATION;
        }
        if (h->population != 0 && h->population != N) {
            return DESIGN_TWO_POPULATIONS;
        }
        h->population = N;
    }
    return DESIGN_OK;
}

/* A fraction this near to 0 is one of a wholly sampled stratum (as in R). */
#define LEFT_NONE 1e-7

static enum design_error finish_strata(struct sampling *s) {
    s->is_census = true;
    for (int k = 0; k < s->n_strata; k++) {
        struct stratum *h = &s->strata[k];
        double n = (double)h->n_units;
        if (n > h->population) {
            for (s->bad_row = 0; sampling_stratum(s, s->bad_row) != k; s->bad_row++) {
            }
            return DESIGN_SMALL_POPULATION;
        }
        if (n == 0) {
            continue;
        }
        h->left = isinf(h->population) ? 1 : (h->population - n) / h->population;
        h->is_lonely = h->n_units == 1 && h->left >= LEFT_NONE;
        h->scale = h->left < LEFT_NONE ? 0 : n > 1 ? h->left * n / (n - 1) : h->left;
        s->is_census = s->is_census && h->scale == 0;
        s->has_population = s->has_population || isfinite(h->population);
    }
    return DESIGN_OK;
}

static enum design_error index_strata(struct sampling *s, const struct design *d) {
    s->n_strata = d->stratum ? d->n_strata : 1;
    s->strata = ARENA_ARRAY(&s->arena, (size_t)s->n_strata, struct stratum);
    enum design_error e = take_populations(s, d->population);
    for (size_t u = 0; e == DESIGN_OK && u < s->n_units; u++) {
        s->strata[sampling_unit_stratum(s, u)].n_units++;
    }
    return e != DESIGN_OK ? e : finish_strata(s);
}

/* ---- weights ----------------------------------------------------------------------------------------------- */
static enum design_error take_weights(struct sampling *s, const struct design *d) {
    s->weight = ARENA_ARRAY(&s->arena, s->n, double);
    double largest = 0;
    for (size_t i = 0; i < s->n; i++) {
        const struct stratum *h = &s->strata[sampling_stratum(s, i)];
        double w = d->weight ? d->weight[i] : isfinite(h->population) ? h->population / (double)h->n_units : 1;
        if (!(w >= 0) || isinf(w)) {
            s->bad_row = i;
            return DESIGN_BAD_WEIGHT;
        }
        s->weight[i] = w;
        largest = w > largest ? w : largest;
    }
    s->has_weights = d->weight || s->has_population;
    return largest > 0 ? DESIGN_OK : DESIGN_NO_WEIGHT;
}

static void count_df(struct sampling *s) {
    uint8_t *unit = ARENA_ARRAY(&s->arena, s->n_units, uint8_t),
            *stratum = ARENA_ARRAY(&s->arena, (size_t)s->n_strata, uint8_t);
    for (size_t i = 0; i < s->n; i++) {
        uint8_t *u = &unit[sampling_unit(s, i)], *h = &stratum[sampling_stratum(s, i)];
        if (s->weight[i] > 0) {
            s->df += !*u - !*h;
            *u = *h = 1;
        }
    }
}

enum design_error sampling_init(struct sampling *s, const struct design *d, size_t n) {
    static const struct design simple;
    d = d ? d : &simple;
    *s = (struct sampling){.n = n, .stratum = d->stratum};
    enum design_error e = n == 0 ? DESIGN_NO_ROWS : check_codes(s, d);
    e = e != DESIGN_OK ? e : index_units(s, d);
    e = e != DESIGN_OK ? e : index_strata(s, d);
    e = e != DESIGN_OK ? e : take_weights(s, d);
    if (e != DESIGN_OK) {
        size_t bad_row = s->bad_row;
        sampling_clear(s);
        s->bad_row = bad_row;
        return e;
    }
    count_df(s);
    return DESIGN_OK;
}

void sampling_clear(struct sampling *s) {
    arena_clear(&s->arena);
    *s = (struct sampling){0};
}

struct kish kish_of(const double *weight, const uint8_t *in, size_t n) {
    struct kish k = {.status = STAT_OK};
    struct sum w = {0}, square = {0};
    for (size_t i = 0; i < n; i++) {
        if (weight[i] != 0 && (!in || in[i])) {
            k.n++;
            sum_add(&w, weight[i]);
            sum_add(&square, weight[i] * weight[i]);
        }
    }
    double total = sum_value(&w);
    if (k.n == 0) {
        k.status = STAT_NO_WEIGHT;
        return k;
    }
    k.effective_n = total / sum_value(&square) * total;
    k.deff = (double)k.n / k.effective_n;
    return k;
}
