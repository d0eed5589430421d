/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/proportions.h"

#include <math.h>
#include <string.h>

#include "stats/dist.h"
#include "stats/estimate.h"

static const struct {
    const char *name, *text;
} methods[N_PROPORTION_METHODS] = {
    {"hypergeometric", "exact hypergeometric interval"},
    {"wilson", "Wilson interval"},
    {"clopper_pearson", "Clopper-Pearson interval"},
    {"agresti_coull", "Agresti-Coull interval"},
    {"jeffreys", "Jeffreys interval"},
    {"wald", "Wald interval"},
    {"logit", "logit interval with design degrees of freedom"},
    {"beta", "beta interval with design degrees of freedom (Korn-Graubard)"},
};

const char *proportion_method_text(enum proportion_method m) { return methods[m].text; }

bool proportion_method_find(const char *name, enum proportion_method *m) {
    for (int i = 0; i < N_PROPORTION_METHODS; i++) {
        if (strcmp(name, methods[i].name) == 0) {
            *m = (enum proportion_method)i;
            return true;
        }
    }
    return false;
}

enum proportion_method proportion_default(double population) {
    return population > 0 ? PROPORTION_HYPERGEOMETRIC : PROPORTION_WILSON;
}

/* ---- exact ------------------------------------------------------------------------------------------------- */
/* Least K with P(X ≥ x | K) > tail; the probability grows with K. A probability that equals the tail but for
   rounding is not above it. */
static long least_count(long x, long n, long population, double tail) {
    tail *= 1 + 1e-10;
    long low = x, high = population - n + x;
    while (low < high) {
        long middle = low + (high - low) / 2;
        if (dist_hypergeometric_upper(x, population, middle, n) > tail) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

struct interval hypergeometric_counts(long x, long n, long population, double level) {
    double tail = (1 - level) / 2;
    double low = (double)least_count(x, n, population, tail);
    double without = (double)least_count(n - x, n, population, tail); /* the same for those without the property */
    return (struct interval){low, (double)population - without};
}

static struct interval clopper_pearson_interval(double x, double n, double level) {
    double tail = (1 - level) / 2;
    return (struct interval){x > 0 ? dist_beta_quantile(tail, x, n - x + 1) : 0,
                             x < n ? dist_beta_quantile((1 + level) / 2, x + 1, n - x) : 1};
}

static struct interval jeffreys_interval(double x, double n, double level) {
    double tail = (1 - level) / 2;
    return (struct interval){x > 0 ? dist_beta_quantile(tail, x + 0.5, n - x + 0.5) : 0,
                             x < n ? dist_beta_quantile((1 + level) / 2, x + 0.5, n - x + 0.5) : 1};
}

/* ---- approximate ------------------------------------------------------------------------------------------- */
/* The sample from an infinite population that tells as much: n (N − 1)/(N − n). */
static double infinite_n(double n, double population) {
    return population > 0 ? n * (population - 1) / (population - n) : n;
}

static struct interval clipped(double low, double high) { return (struct interval){fmax(low, 0), fmin(high, 1)}; }

struct interval wilson_interval(double x, double n, double population, double level) {
    double p = x / n;
    if (population > 0 && n >= population) {
        return (struct interval){p, p};
    }
    double m = infinite_n(n, population), z = dist_normal_quantile((1 + level) / 2), z2 = z * z;
    double half = z * sqrt(p * (1 - p) / m + z2 / (4 * m * m)) / (1 + z2 / m);
    double middle = (p + z2 / (2 * m)) / (1 + z2 / m);
    return (struct interval){x <= 0 ? 0 : fmax(middle - half, 0), x >= n ? 1 : fmin(middle + half, 1)};
}

static struct interval agresti_coull_interval(double p, double m, double z) {
    double z2 = z * z, all = m + z2, q = (p * m + z2 / 2) / all, half = z * sqrt(q * (1 - q) / all);
    return clipped(q - half, q + half);
}

static struct interval wald_interval(double p, double m, double z) {
    double half = z * sqrt(p * (1 - p) / m);
    return clipped(p - half, p + half);
}

/* What a draw tells, and the wanted confidence. */
struct drawn {
    double x, n, population, level;
};

static struct interval hypergeometric_interval(const struct drawn *d) {
    struct interval k = hypergeometric_counts((long)d->x, (long)d->n, (long)d->population, d->level);
    return (struct interval){k.low / d->population, k.high / d->population};
}

static struct interval interval_by(const struct drawn *d, enum proportion_method method) {
    double p = d->x / d->n, z = dist_normal_quantile((1 + d->level) / 2), m = infinite_n(d->n, d->population);
    switch (method) {
    case PROPORTION_HYPERGEOMETRIC:
        return hypergeometric_interval(d);
    case PROPORTION_CLOPPER_PEARSON:
        return clopper_pearson_interval(d->x, d->n, d->level);
    case PROPORTION_JEFFREYS:
        return jeffreys_interval(d->x, d->n, d->level);
    case PROPORTION_AGRESTI_COULL:
        return agresti_coull_interval(p, m, z);
    case PROPORTION_WALD:
        return wald_interval(p, m, z);
    default:
        return wilson_interval(d->x, d->n, d->population, d->level);
    }
}

struct estimate proportion_of(double x, double n, double population, enum proportion_method m, double level) {
    size_t seen = n > 0 ? (size_t)n : 0;
    if (n < 1) {
        return estimate_status(STAT_TOO_FEW, seen);
    }
    bool is_finite = population > 0;
    if (x < 0 || x > n || (is_finite && population < n) || (m == PROPORTION_HYPERGEOMETRIC && !is_finite)) {
        return estimate_status(STAT_UNDEFINED, seen);
    }
    double p = x / n;
    if (is_finite && n >= population) {
        return estimate_interval(p, p, p, seen);
    }
    struct interval i = interval_by(&(struct drawn){x, n, population, level}, m);
    return estimate_interval(p, i.low, i.high, seen);
}

/* ---- from a design ----------------------------------------------------------------------------------------- */
static struct estimate design_start(double p, double se, double df, size_t n) {
    struct estimate e = estimate_value(p, n);
    e.se = se;
    e.df = df > 0 ? df : -1;
    e.low = e.high = p;
    e.has_interval = se == 0 && p > 0 && p < 1;
    return e;
}

struct estimate proportion_logit(double p, double se, double df, double level, size_t n) {
    struct estimate e = design_start(p, se, df, n);
    if (se > 0 && df > 0 && p > 0 && p < 1) {
        double logit = log(p / (1 - p)), half = dist_t_quantile((1 + level) / 2, df) * se / (p * (1 - p));
        e.low = 1 / (1 + exp(-(logit - half)));
        e.high = 1 / (1 + exp(-(logit + half)));
        e.has_interval = true;
    }
    return e;
}

struct estimate proportion_beta(double p, double se, double df, double level, size_t n) {
    struct estimate e = design_start(p, se, df, n);
    if (se > 0 && df > 0 && n > 1 && p > 0 && p < 1) {
        double tail = (1 - level) / 2, ratio = dist_t_quantile(tail, (double)n - 1) / dist_t_quantile(tail, df);
        double m = p * (1 - p) / (se * se) * ratio * ratio;
        e.low = dist_beta_quantile(tail, m * p, m * (1 - p) + 1);
        e.high = dist_beta_quantile((1 + level) / 2, m * p + 1, m * (1 - p));
        e.has_interval = true;
    }
    return e;
}
