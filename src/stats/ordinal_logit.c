/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proportional odds. Columns are standardised; the log likelihood is concave (Pratt 1981), so Newton's steps, halved
   where they overshoot, find its top unless there is none: levels that are parted completely send coefficients to
   infinity. */
#include <math.h>
#include <string.h>

#include "stats/covariance.h"
#include "stats/regression.h"
#include "stats/solve.h"

#define STEPS_MAX 60

struct likelihood {
    const double *z; /* n × k, standardised */
    const int *y;
    const double *weight;
    size_t n;
    int k, cuts, size;           /* size = k + cuts */
    double *at;                  /* size: coefficients, then thresholds */
    double *score, *information; /* size, size × size */
    double *upper, *lower;       /* size: how a row's two bounds depend on the parameters */
    double *trial;
};

/* ---- one row ------------------------------------------------------------------------------------------------ */
static double logistic(double x) { return x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x)); }

struct bounds {
    double a, b; /* θ_y − η, θ_(y−1) − η */
    double p;    /* F(a) − F(b) */
};

static struct bounds bounds_at(const struct likelihood *l, const double *at, size_t i) {
    double eta = 0;
    int y = l->y[i];
    for (int j = 0; j < l->k; j++) {
        eta += at[j] * l->z[i * (size_t)l->k + (size_t)j];
    }
    struct bounds b = {y < l->cuts ? at[l->k + y] - eta : INFINITY, y > 0 ? at[l->k + y - 1] - eta : -INFINITY, 0};
    b.p = b.b > 0 ? logistic(-b.b) - logistic(-b.a) : logistic(b.a) - logistic(b.b);
    return b;
}

static double log_likelihood(const struct likelihood *l, const double *at) {
    struct sum sum = {0};
    for (size_t i = 0; i < l->n; i++) {
        double w = l->weight ? l->weight[i] : 1;
        struct bounds b = bounds_at(l, at, i);
        if (w > 0 && !(b.p > 0)) {
            return -INFINITY;
        }
        sum_add(&sum, w > 0 ? w * log(b.p) : 0);
    }
    return sum_value(&sum);
}

/* Derivatives of log p by the bounds. */
struct slopes {
    double a, b, aa, bb, ab;
};

static struct slopes slopes_at(struct bounds x) {
    double fa = logistic(x.a) * logistic(-x.a), fb = logistic(x.b) * logistic(-x.b);
    struct slopes s = {.a = fa / x.p, .b = -fb / x.p};
    s.aa = s.a * (logistic(-x.a) - logistic(x.a)) - s.a * s.a;
    s.bb = s.b * (logistic(-x.b) - logistic(x.b)) - s.b * s.b;
    s.ab = -s.a * s.b;
    return s;
}

static void fill_directions(struct likelihood *l, size_t i) {
    for (int j = 0; j < l->size; j++) {
        l->upper[j] = l->lower[j] = j < l->k ? -l->z[i * (size_t)l->k + (size_t)j] : 0;
    }
    if (l->y[i] < l->cuts) {
        l->upper[l->k + l->y[i]] = 1;
    }
    if (l->y[i] > 0) {
        l->lower[l->k + l->y[i] - 1] = 1;
    }
}

static void fill_derivatives(struct likelihood *l) {
    size_t size = (size_t)l->size;
    memset(l->score, 0, size * sizeof *l->score);
    memset(l->information, 0, size * size * sizeof *l->information);
    for (size_t i = 0; i < l->n; i++) {
        double w = l->weight ? l->weight[i] : 1;
        if (!(w > 0)) {
            continue;
        }
        struct slopes s = slopes_at(bounds_at(l, l->at, i));
        fill_directions(l, i);
        for (int p = 0; p < l->size; p++) {
            double u = l->upper[p], v = l->lower[p];
            l->score[p] += w * (s.a * u + s.b * v);
            for (int q = 0; q < l->size; q++) {
                double uq = l->upper[q], vq = l->lower[q];
                l->information[(size_t)p * size + (size_t)q] -=
                    w * (s.aa * u * uq + s.bb * v * vq + s.ab * (u * vq + v * uq));
            }
        }
    }
}

/* ---- climbing ----------------------------------------------------------------------------------------------- */
static void start(struct likelihood *l) {
    double total = 0, below = 0;
    for (size_t i = 0; i < l->n; i++) {
        total += l->weight ? l->weight[i] : 1;
    }
    for (int c = 0; c < l->cuts; c++) {
        for (size_t i = 0; i < l->n; i++) {
            below += l->y[i] == c ? (l->weight ? l->weight[i] : 1) : 0;
        }
        l->at[l->k + c] = log(below / (total - below));
    }
}

/* One step; its length in 'moved'. False when there is no way up. */
static bool climb(struct likelihood *l, double *value, double *moved) {
    fill_derivatives(l);
    if (!solve_positive(l->information, l->size, l->score)) {
        return false;
    }
    for (double share = 1; share > 1e-10; share /= 2) {
        *moved = 0;
        for (int p = 0; p < l->size; p++) {
            l->trial[p] = l->at[p] + share * l->score[p];
            *moved = fmax(*moved, fabs(share * l->score[p]) / (1 + fabs(l->at[p])));
        }
        double next = log_likelihood(l, l->trial);
        if (next >= *value - 1e-12 * fabs(*value)) {
            memcpy(l->at, l->trial, (size_t)l->size * sizeof *l->at);
            *value = next;
            return true;
        }
    }
    return false;
}

/* ---- covariances -------------------------------------------------------------------------------------------- */
/* Inverse of the information at the top. */
static bool invert(struct likelihood *l, double *inverse) {
    int n = l->size;
    fill_derivatives(l);
    for (int p = 0; p < n; p++) {
        memset(l->trial, 0, (size_t)n * sizeof *l->trial);
        l->trial[p] = 1;
        if (p == 0 && !solve_positive(l->information, n, l->trial)) {
            return false;
        }
        if (p > 0) {
            solve_factored(l->information, n, l->trial);
        }
        memcpy(inverse + p * n, l->trial, (size_t)n * sizeof *inverse);
    }
    return true;
}

/* Σ g gᵀ of each row's influence g = inverse · score. */
static void sandwich(struct likelihood *l, const double *inverse, double factor, double *covariance) {
    int n = l->size;
    for (size_t i = 0; i < l->n; i++) {
        double w = l->weight ? l->weight[i] : 1;
        if (!(w > 0)) {
            continue;
        }
        struct slopes s = slopes_at(bounds_at(l, l->at, i));
        fill_directions(l, i);
        for (int p = 0; p < n; p++) {
            l->trial[p] = 0;
            for (int q = 0; q < n; q++) {
                l->trial[p] += inverse[p * n + q] * w * (s.a * l->upper[q] + s.b * l->lower[q]);
            }
        }
        for (int p = 0; p < n; p++) {
            for (int q = 0; q < n; q++) {
                covariance[p * n + q] += factor * l->trial[p] * l->trial[q];
            }
        }
    }
}

/* From standardised columns back to the given ones: β = γ/s, θ = θ' + Σ γ m/s. */
static void give_back(const struct likelihood *l, const struct covariance *c, const double *inner,
                      struct ordinal_logit *o) {
    int n = l->size, k = l->k;
    double *turn = l->information, *half = o->covariance; /* n × n: done with the one, not yet needed the other */
    memset(turn, 0, (size_t)n * (size_t)n * sizeof *turn);
    for (int p = 0; p < n; p++) {
        for (int j = 0; j < k; j++) {
            double sd = sqrt(c->m[j * k + j]);
            turn[p * n + j] = p >= k ? c->mean[j] / sd : p == j ? 1 / sd : 0;
        }
        turn[p * n + p] = p >= k ? 1 : turn[p * n + p];
    }
    for (int p = 0; p < n; p++) {
        for (int q = 0; q < n; q++) {
            o->coefficient[p] += turn[p * n + q] * l->at[q];
            half[p * n + q] = 0;
            for (int j = 0; j < n; j++) {
                half[p * n + q] += turn[p * n + j] * inner[j * n + q];
            }
        }
    }
    for (int p = 0; p < n; p++) { /* row by row, since half and covariance are one */
        for (int q = 0; q < n; q++) {
            l->trial[q] = 0;
            for (int j = 0; j < n; j++) {
                l->trial[q] += half[p * n + j] * turn[q * n + j];
            }
        }
        memcpy(half + p * n, l->trial, (size_t)n * sizeof *half);
        o->se[p] = sqrt(o->covariance[p * n + p]);
    }
}

static double *standardised(const double *x, const struct covariance *c, size_t n, struct arena *a) {
    double *z = ARENA_ARRAY(a, n * (size_t)c->k + 1, double);
    for (size_t i = 0; i < n; i++) {
        for (int j = 0; j < c->k; j++) {
            z[i * (size_t)c->k + (size_t)j] = (x[i * (size_t)c->k + (size_t)j] - c->mean[j]) / sqrt(c->m[j * c->k + j]);
        }
    }
    return z;
}

static struct likelihood likelihood_of(const double *z, const int *y, const double *weight, size_t n, int k, int cuts,
                                       struct arena *a) {
    size_t size = (size_t)(k + cuts);
    return (struct likelihood){z,
                               y,
                               weight,
                               n,
                               k,
                               cuts,
                               k + cuts,
                               ARENA_ARRAY(a, size, double),
                               ARENA_ARRAY(a, size, double),
                               ARENA_ARRAY(a, size * size, double),
                               ARENA_ARRAY(a, size, double),
                               ARENA_ARRAY(a, size, double),
                               ARENA_ARRAY(a, size, double)};
}

struct ordinal_logit ordinal_logit_fit(const double *x, const int *y, const double *weight, size_t n, int k,
                                       int n_levels, enum regression_variance variance, struct arena *a) {
    struct ordinal_logit o = {.k = k, .n_levels = n_levels};
    struct covariance c = covariance_of(x, weight, n, k, a);
    size_t size = (size_t)(k + n_levels);
    o.status = c.status == STAT_NO_WEIGHT || c.status == STAT_TOO_FEW ? c.status
               : n_levels < 2                                         ? STAT_CONSTANT
               : c.status == STAT_CONSTANT                            ? STAT_UNDEFINED
                                                                      : STAT_OK;
    if (o.status != STAT_OK) {
        return o;
    }
    struct likelihood l = likelihood_of(standardised(x, &c, n, a), y, weight, n, k, n_levels - 1, a);
    double moved = 1, *inverse = ARENA_ARRAY(a, size * size, double), *inner = ARENA_ARRAY(a, size * size, double);
    o.coefficient = ARENA_ARRAY(a, size, double);
    o.se = ARENA_ARRAY(a, size, double);
    o.covariance = ARENA_ARRAY(a, size * size, double);
    start(&l);
    o.log_likelihood = log_likelihood(&l, l.at);
    while (moved > 1e-11 && o.n_steps < STEPS_MAX && climb(&l, &o.log_likelihood, &moved)) {
        o.n_steps++;
    }
    o.status = moved < 1e-9 && invert(&l, inverse) ? STAT_OK : STAT_NOT_CONVERGED;
    if (o.status == STAT_OK) {
        double used = (double)c.n;
        memcpy(inner, inverse, (size_t)l.size * (size_t)l.size * sizeof *inner);
        if (variance != VARIANCE_CLASSICAL) {
            memset(inner, 0, (size_t)l.size * (size_t)l.size * sizeof *inner);
            sandwich(&l, inverse, variance == VARIANCE_LINEARISED ? used / (used - 1) : 1, inner);
        }
        give_back(&l, &c, inner, &o);
    }
    return o;
}
