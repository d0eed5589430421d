/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/taylor.h"

#include <math.h>
#include <string.h>

#include "stats/calibrate.h"
#include "stats/dist.h"

void taylor_init(struct taylor *t, const struct sampling *s, double level) {
    *t = (struct taylor){.s = s, .level = level};
    struct arena *a = &t->arena;
    t->z = ARENA_ARRAY(a, s->n, double);
    t->unit_sum = s->unit ? ARENA_ARRAY(a, s->n_units, double) : NULL;
    t->stratum_sum = ARENA_ARRAY(a, (size_t)s->n_strata, double);
    t->scratch = ARENA_ARRAY(a, adjustment_scratch(s), double);
    t->unit_seen = s->unit ? ARENA_ARRAY(a, s->n_units, uint8_t) : NULL;
    t->stratum_seen = ARENA_ARRAY(a, (size_t)s->n_strata, uint8_t);
    taylor_domain(t, NULL);
}

void taylor_clear(struct taylor *t) {
    arena_clear(&t->arena);
    *t = (struct taylor){0};
}

static inline bool is_in(const struct taylor *t, size_t i) { return !t->domain.in || t->domain.in[i]; }

/* ---- variance ---------------------------------------------------------------------------------------------- */
/* Root of what the squares of a stratum are multiplied by; lonely strata that are averaged over give nothing
   themselves. */
static double root_scale(const struct sampling *s, int h) {
    const struct stratum *st = &s->strata[h];
    return st->is_lonely && s->lonely != LONELY_ADJUST ? 0 : sqrt(st->scale);
}

double domain_inflation(const struct sampling *s, const struct domain *d) {
    bool is_averaged = s->lonely == LONELY_AVERAGE && d->n_lonely > 0 && d->n_lonely < d->n_strata;
    return is_averaged ? (double)d->n_strata / (double)(d->n_strata - d->n_lonely) : 1;
}

static enum stat_status variance_status(const struct sampling *s, const struct domain *d) {
    bool is_lonely =
        d->n_lonely > 0 && (s->lonely == LONELY_FAIL || (s->lonely == LONELY_AVERAGE && d->n_lonely == d->n_strata));
    return is_lonely ? STAT_LONELY : d->df < 1 && !s->is_census ? STAT_TOO_FEW : STAT_OK;
}

static const double *to_units(struct taylor *t, const double *z) {
    const struct sampling *s = t->s;
    if (!s->unit) {
        return z;
    }
    memset(t->unit_sum, 0, s->n_units * sizeof *t->unit_sum);
    for (size_t i = 0; i < s->n; i++) {
        t->unit_sum[s->unit[i]] += z[i];
    }
    return t->unit_sum;
}

/* Sums of units become means of strata; a lonely stratum that is adjusted is compared with the mean of all, 0. */
static void stratum_means(struct taylor *t, const double *unit) {
    const struct sampling *s = t->s;
    memset(t->stratum_sum, 0, (size_t)s->n_strata * sizeof *t->stratum_sum);
    for (size_t u = 0; u < s->n_units; u++) {
        t->stratum_sum[sampling_unit_stratum(s, u)] += unit[u];
    }
    for (int h = 0; h < s->n_strata; h++) {
        const struct stratum *st = &s->strata[h];
        t->stratum_sum[h] = st->n_units == 0 || st->is_lonely ? 0 : t->stratum_sum[h] / (double)st->n_units;
    }
}

/* Deviations of units from the mean of their stratum, times the root of the stratum's scale. */
static void deviations(struct taylor *t, const double *unit, double *out) {
    const struct sampling *s = t->s;
    stratum_means(t, unit);
    double only = root_scale(s, 0);
    for (size_t u = 0; u < s->n_units; u++) {
        int h = sampling_unit_stratum(s, u);
        out[u] = (unit[u] - t->stratum_sum[h]) * (s->n_strata == 1 ? only : root_scale(s, h));
    }
}

static double variance_of_z(struct taylor *t) {
    const struct sampling *s = t->s;
    adjustment_apply(s, t->z, t->scratch);
    const double *unit = to_units(t, t->z);
    stratum_means(t, unit);
    double sum = 0;
    if (s->n_strata == 1) {
        for (size_t u = 0; u < s->n_units; u++) {
            double d = unit[u] - t->stratum_sum[0];
            sum += d * d;
        }
        return sum * root_scale(s, 0) * root_scale(s, 0);
    }
    for (size_t u = 0; u < s->n_units; u++) {
        int h = sampling_unit_stratum(s, u);
        bool is_silent = s->strata[h].is_lonely && s->lonely != LONELY_ADJUST;
        double d = unit[u] - t->stratum_sum[h];
        sum += is_silent ? 0 : d * d * s->strata[h].scale;
    }
    return sum * domain_inflation(s, &t->domain);
}

enum stat_status taylor_covariance(struct taylor *t, double *z, int p, double *v) {
    const struct sampling *s = t->s;
    double *dev = s->unit ? mem_alloc(s->n_units * (size_t)p + 1, sizeof *dev) : z;
    for (int j = 0; j < p; j++) {
        adjustment_apply(s, z + (size_t)j * s->n, t->scratch);
        deviations(t, to_units(t, z + (size_t)j * s->n), dev + (size_t)j * s->n_units);
    }
    for (int j = 0; j < p; j++) {
        for (int k = 0; k <= j; k++) {
            const double *a = dev + (size_t)j * s->n_units, *b = dev + (size_t)k * s->n_units;
            double sum = 0;
            for (size_t u = 0; u < s->n_units; u++) {
                sum += a[u] * b[u];
            }
            v[j * p + k] = v[k * p + j] = sum * domain_inflation(s, &t->domain);
        }
    }
    if (s->unit) {
        mem_free(dev);
    }
    return variance_status(s, &t->domain);
}

/* ---- estimates --------------------------------------------------------------------------------------------- */
void sampled_interval(struct sampled *e, double df, double level) {
    e->e.has_interval = e->e.status == STAT_OK && e->variance >= 0 && (df > 0 || e->variance == 0);
    double half = !e->e.has_interval || e->variance == 0 ? 0 : e->e.se * dist_t_quantile(0.5 + level / 2, df);
    e->e.low = e->e.value - half;
    e->e.high = e->e.value + half;
    e->e.df = df > 0 ? df : -1;
}

static struct sampled failed(const struct domain *d, enum stat_status status) {
    struct sampled e = {
        .e = {.status = status, .se = -1, .df = -1, .n = d->n}, .variance_status = status, .variance = -1};
    e.srs = e.srs_replace = -1;
    return e;
}

struct sampled sampled_from(const struct sampling *s, const struct domain *d, double value, double variance) {
    struct sampled e = failed(d, STAT_OK);
    e.e.value = value;
    e.e.df = d->df > 0 ? d->df : -1;
    e.variance_status = variance_status(s, d);
    if (e.variance_status == STAT_OK) {
        e.variance = variance;
        e.e.se = sqrt(variance);
        e.e.has_interval = true;
        e.e.low = value - d->t * e.e.se;
        e.e.high = value + d->t * e.e.se;
    }
    return e;
}

struct sampled taylor_from_z(struct taylor *t, double value) {
    return sampled_from(t->s, &t->domain, value, variance_of_z(t));
}

void sampled_set_srs(struct sampled *e, const struct domain *d, double squares, double factor) {
    double n = (double)d->n_weighted, W = d->weight;
    if (n > 1 && W > 0) {
        double s2 = squares / W * n / (n - 1) * factor * factor;
        e->srs_replace = s2 / n;
        e->srs = W < n ? -1 : s2 * (W - n) / (W * n);
    }
}

double sampled_deff(const struct sampled *e) {
    return e->variance >= 0 && e->srs > 0 ? e->variance / e->srs : (double)NAN;
}

double sampled_deff_replace(const struct sampled *e) {
    return e->variance >= 0 && e->srs_replace > 0 ? e->variance / e->srs_replace : (double)NAN;
}

/* Weighted mean about the first value, so that constant values and values with a large offset keep their digits. */
static double mean_of(const struct taylor *t, const double *x) {
    const double *w = t->s->weight;
    size_t n = t->s->n, first = 0;
    while (first < n && !is_in(t, first)) {
        first++;
    }
    struct sum sum = {0};
    for (size_t i = first; i < n; i++) {
        if (is_in(t, i)) {
            sum_add(&sum, w[i] * (x[i] - x[first]));
        }
    }
    return x[first] + sum_value(&sum) / t->domain.weight;
}

static enum stat_status domain_status(const struct taylor *t) {
    return t->domain.n == 0                                     ? STAT_EMPTY
           : t->domain.n_weighted == 0 || t->domain.weight == 0 ? STAT_NO_WEIGHT
                                                                : STAT_OK;
}

/* z = w·(x − centre)·factor within the domain; returns Σ w·(x − centre)². */
static double linearise(struct taylor *t, const double *x, double centre, double factor) {
    const double *w = t->s->weight;
    double squares = 0;
    for (size_t i = 0; i < t->s->n; i++) {
        double d = is_in(t, i) ? x[i] - centre : 0;
        t->z[i] = w[i] * d * factor;
        squares += w[i] * d * d;
    }
    return squares;
}

struct sampled taylor_mean(struct taylor *t, const double *x) {
    enum stat_status status = domain_status(t);
    if (status != STAT_OK) {
        return failed(&t->domain, status);
    }
    double mean = mean_of(t, x), squares = linearise(t, x, mean, 1 / t->domain.weight);
    struct sampled e = taylor_from_z(t, mean);
    sampled_set_srs(&e, &t->domain, squares, 1);
    return e;
}

struct sampled taylor_total(struct taylor *t, const double *x) {
    enum stat_status status = domain_status(t);
    if (status != STAT_OK) {
        return failed(&t->domain, status);
    }
    struct sum total = {0};
    double mean = mean_of(t, x), squares = linearise(t, x, mean, 1);
    for (size_t i = 0; i < t->s->n; i++) {
        t->z[i] = is_in(t, i) ? t->s->weight[i] * x[i] : 0;
        sum_add(&total, t->z[i]);
    }
    struct sampled e = taylor_from_z(t, sum_value(&total));
    sampled_set_srs(&e, &t->domain, squares, t->domain.weight);
    return e;
}

struct sampled taylor_ratio(struct taylor *t, const double *x, const double *y) {
    enum stat_status status = domain_status(t);
    if (status != STAT_OK) {
        return failed(&t->domain, status);
    }
    const double *w = t->s->weight;
    struct sum above = {0}, below = {0};
    for (size_t i = 0; i < t->s->n; i++) {
        if (is_in(t, i)) {
            sum_add(&above, w[i] * x[i]);
            sum_add(&below, w[i] * y[i]);
        }
    }
    double Y = sum_value(&below), ratio = Y != 0 ? sum_value(&above) / Y : 0, squares = 0;
    if (Y == 0) {
        return failed(&t->domain, STAT_UNDEFINED);
    }
    for (size_t i = 0; i < t->s->n; i++) {
        double r = is_in(t, i) ? (x[i] - ratio * y[i]) / Y : 0;
        t->z[i] = w[i] * r;
        squares += w[i] * r * r; /* Σ w·r = 0 */
    }
    struct sampled e = taylor_from_z(t, ratio);
    sampled_set_srs(&e, &t->domain, squares, t->domain.weight);
    return e;
}

struct sampled taylor_share(struct taylor *t, const int *code, int level) {
    enum stat_status status = domain_status(t);
    if (status != STAT_OK) {
        return failed(&t->domain, status);
    }
    const double *w = t->s->weight;
    struct sum in = {0}, out = {0};
    for (size_t i = 0; i < t->s->n; i++) {
        if (is_in(t, i)) {
            sum_add(code[i] == level ? &in : &out, w[i]);
        }
    }
    double W = sum_value(&in) + sum_value(&out), share = sum_value(&in) / W, rest = sum_value(&out) / W;
    for (size_t i = 0; i < t->s->n; i++) {
        t->z[i] = is_in(t, i) ? w[i] * (code[i] == level ? rest : -share) / W : 0;
    }
    struct sampled e = taylor_from_z(t, share);
    sampled_set_srs(&e, &t->domain, W * share * rest, 1);
    return e;
}

/* ---- differences ------------------------------------------------------------------------------------------- */
struct group {
    double weight, mean;
    size_t n;
};

static struct group group_of(const struct taylor *t, const double *x, const int *code, int number) {
    struct sum weight = {0}, sum = {0};
    struct group g = {0};
    double first = 0;
    for (size_t i = 0; i < t->s->n; i++) {
        if (is_in(t, i) && code[i] == number) {
            first = g.n++ == 0 ? x[i] : first;
            sum_add(&weight, t->s->weight[i]);
            sum_add(&sum, t->s->weight[i] * (x[i] - first));
        }
    }
    g.weight = sum_value(&weight);
    g.mean = g.weight != 0 ? first + sum_value(&sum) / g.weight : 0;
    return g;
}

struct sampled taylor_difference(struct taylor *t, const double *x, const int *code, const int group[2]) {
    struct group a = group_of(t, x, code, group[0]), b = group_of(t, x, code, group[1]);
    if (a.n == 0 || b.n == 0 || a.weight == 0 || b.weight == 0) {
        return failed(&t->domain, a.n == 0 || b.n == 0 ? STAT_EMPTY : STAT_NO_WEIGHT);
    }
    for (size_t i = 0; i < t->s->n; i++) {
        double z = 0;
        if (is_in(t, i) && code[i] == group[0]) {
            z = -(x[i] - a.mean) / a.weight;
        } else if (is_in(t, i) && code[i] == group[1]) {
            z = (x[i] - b.mean) / b.weight;
        }
        t->z[i] = t->s->weight[i] * z;
    }
    return taylor_from_z(t, b.mean - a.mean);
}
