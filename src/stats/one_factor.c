/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One common factor: R ≈ λλᵀ + diag(u).

   Minres (Harman & Jones 1966): the squares of the residual correlations off the diagonal become least; one loading
   after the other takes its best value until none moves. Maximum likelihood (Lawley 1940): Fisher scoring on λ and u
   with u ≥ 0.005, steps halved until the discrepancy log|Σ| + tr(Σ⁻¹R) falls; starts at minres. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "stats/estimate.h"
#include "stats/scales.h"
#include "stats/solve.h"

#define LEAST_UNIQUENESS 0.005
#define ROUNDS_MAX 20000
#define STEPS_MAX 500

/* ---- minres ------------------------------------------------------------------------------------------------ */
static double best_loading(const double *r, int k, const double *loading, int i) {
    double above = 0, below = 0, limit = sqrt(1 - LEAST_UNIQUENESS);
    for (int j = 0; j < k; j++) {
        above += j != i ? r[i * k + j] * loading[j] : 0;
        below += j != i ? loading[j] * loading[j] : 0;
    }
    return below > 0 ? fmax(-limit, fmin(limit, above / below)) : 0;
}

/* Largest eigenvector by a few power steps: near enough to start from. */
static void start_loadings(const double *r, int k, double *loading, double *next) {
    for (int i = 0; i < k; i++) {
        loading[i] = 1 + 0.001 * i;
    }
    for (int round = 0; round < 50; round++) {
        double norm = 0;
        for (int i = 0; i < k; i++) {
            next[i] = 0;
            for (int j = 0; j < k; j++) {
                next[i] += r[i * k + j] * loading[j];
            }
            norm += next[i] * next[i];
        }
        for (int i = 0; i < k; i++) {
            loading[i] = next[i] / sqrt(norm);
        }
        if (round == 49) {
            double scale = 0.9 * pow(norm, 0.25);
            for (int i = 0; i < k; i++) {
                loading[i] *= scale;
            }
        }
    }
}

static bool fit_minres(const double *r, int k, double *loading) {
    for (int round = 0; round < ROUNDS_MAX; round++) {
        double moved = 0;
        for (int i = 0; i < k; i++) {
            double before = loading[i];
            loading[i] = best_loading(r, k, loading, i);
            moved = fmax(moved, fabs(loading[i] - before));
        }
        if (moved < 1e-14) {
            return true;
        }
    }
    return false;
}

/* ---- maximum likelihood ------------------------------------------------------------------------------------ */
struct likelihood {
    int k;
    const double *r;
    double *loading, *unique; /* where we are */
    double *try_loading, *try_unique;
    double *inverse;            /* Σ⁻¹ */
    double *gap;                /* Σ⁻¹(Σ − R)Σ⁻¹ */
    double *work, *to;          /* k × k, k */
    double *information, *step; /* 2k × 2k, 2k */
};

/* Σ⁻¹ = U⁻¹ − U⁻¹λλᵀU⁻¹/(1 + λᵀU⁻¹λ). */
static double fill_inverse(struct likelihood *l, const double *loading, const double *unique) {
    double h = 1, log_det = 0;
    for (int i = 0; i < l->k; i++) {
        h += loading[i] * loading[i] / unique[i];
        log_det += log(unique[i]);
    }
    for (int i = 0; i < l->k; i++) {
        for (int j = 0; j < l->k; j++) {
            l->inverse[i * l->k + j] =
                (i == j ? 1 / unique[i] : 0) - loading[i] / unique[i] * (loading[j] / unique[j]) / h;
        }
    }
    return log_det + log(h);
}

static double discrepancy(struct likelihood *l, const double *loading, const double *unique) {
    double f = fill_inverse(l, loading, unique);
    for (int i = 0; i < l->k * l->k; i++) {
        f += l->inverse[i] * l->r[i];
    }
    return f;
}

static void multiply(const double *a, const double *b, int k, double *c) {
    memset(c, 0, (size_t)k * (size_t)k * sizeof *c);
    for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
            for (int m = 0; m < k; m++) {
                c[i * k + m] += a[i * k + j] * b[j * k + m];
            }
        }
    }
}

static void fill_gap(struct likelihood *l) {
    int k = l->k;
    multiply(l->inverse, l->r, k, l->work);
    multiply(l->work, l->inverse, k, l->gap);
    for (int i = 0; i < k * k; i++) {
        l->gap[i] = l->inverse[i] - l->gap[i];
    }
}

/* Gradient and expected information; a uniqueness that is at its bound and would go below stays (its row is unit). */
static double fill_scoring(struct likelihood *l) {
    int k = l->k, size = 2 * k;
    double along = 0, largest = 0;
    for (int i = 0; i < k; i++) {
        l->to[i] = 0;
        l->step[i] = 0;
        for (int j = 0; j < k; j++) {
            l->to[i] += l->inverse[i * k + j] * l->loading[j];
            l->step[i] -= 2 * l->gap[i * k + j] * l->loading[j];
        }
        l->step[k + i] = -l->gap[i * k + i];
        along += l->loading[i] * l->to[i];
    }
    for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
            double s = l->inverse[i * k + j];
            l->information[i * size + j] = 2 * (s * along + l->to[i] * l->to[j]);
            l->information[i * size + k + j] = l->information[(k + j) * size + i] = 2 * s * l->to[j];
            l->information[(k + i) * size + k + j] = s * s;
        }
    }
    for (int i = 0; i < k; i++) {
        if (l->unique[i] <= LEAST_UNIQUENESS && l->step[k + i] < 0) {
            for (int j = 0; j < size; j++) {
                l->information[(k + i) * size + j] = l->information[j * size + k + i] = j == k + i;
            }
            l->step[k + i] = 0;
        }
    }
    for (int i = 0; i < size; i++) {
        largest = fmax(largest, fabs(l->step[i]));
    }
    return largest;
}

static bool move(struct likelihood *l, double *f) {
    for (double share = 1; share > 1e-12; share /= 2) {
        for (int i = 0; i < l->k; i++) {
            l->try_loading[i] = l->loading[i] + share * l->step[i];
            l->try_unique[i] = fmax(LEAST_UNIQUENESS, l->unique[i] + share * l->step[l->k + i]);
        }
        double next = discrepancy(l, l->try_loading, l->try_unique);
        if (next < *f) {
            memcpy(l->loading, l->try_loading, (size_t)l->k * sizeof *l->loading);
            memcpy(l->unique, l->try_unique, (size_t)l->k * sizeof *l->unique);
            *f = next;
            return true;
        }
    }
    return false;
}

static enum stat_status fit_ml(struct likelihood *l) {
    double f = discrepancy(l, l->loading, l->unique);
    for (int round = 0; round < STEPS_MAX; round++) {
        fill_inverse(l, l->loading, l->unique);
        fill_gap(l);
        double slope = fill_scoring(l);
        if (slope < 1e-13) {
            return STAT_OK;
        }
        if (!solve_positive(l->information, 2 * l->k, l->step)) {
            return STAT_UNDEFINED;
        }
        if (!move(l, &f)) { /* no smaller value to be had in double precision */
            return slope < 1e-5 ? STAT_OK : STAT_NOT_CONVERGED;
        }
    }
    return STAT_NOT_CONVERGED;
}

static struct likelihood likelihood_at(const double *r, int k, struct one_factor *f, struct arena *a) {
    size_t n = (size_t)k;
    return (struct likelihood){.k = k,
                               .r = r,
                               .loading = f->loading,
                               .unique = f->uniqueness,
                               .try_loading = ARENA_ARRAY(a, n, double),
                               .try_unique = ARENA_ARRAY(a, n, double),
                               .inverse = ARENA_ARRAY(a, n * n, double),
                               .gap = ARENA_ARRAY(a, n * n, double),
                               .work = ARENA_ARRAY(a, n * n, double),
                               .to = ARENA_ARRAY(a, n, double),
                               .information = ARENA_ARRAY(a, 4 * n * n, double),
                               .step = ARENA_ARRAY(a, 2 * n, double)};
}

/* ---- both -------------------------------------------------------------------------------------------------- */
static void set_uniqueness(struct one_factor *f, int k) {
    for (int i = 0; i < k; i++) {
        f->uniqueness[i] = fmax(LEAST_UNIQUENESS, 1 - f->loading[i] * f->loading[i]);
    }
}

static void finish(struct one_factor *f, int k) {
    double sum = 0;
    for (int i = 0; i < k; i++) {
        sum += f->loading[i];
        f->n_improper += f->uniqueness[i] <= LEAST_UNIQUENESS * (1 + 1e-9);
    }
    for (int i = 0; i < k && sum < 0; i++) {
        f->loading[i] = -f->loading[i];
    }
}

struct one_factor factor_fit(const double *r, int k, enum factor_method method, struct arena *a) {
    struct one_factor f = {.status = STAT_TOO_FEW};
    if (k < 3) {
        return f;
    }
    f.loading = ARENA_ARRAY(a, (size_t)k, double);
    f.uniqueness = ARENA_ARRAY(a, (size_t)k, double);
    start_loadings(r, k, f.loading, f.uniqueness);
    f.status = fit_minres(r, k, f.loading) ? STAT_OK : STAT_NOT_CONVERGED;
    set_uniqueness(&f, k);
    if (method == FACTOR_ML) {
        struct likelihood l = likelihood_at(r, k, &f, a);
        f.status = fit_ml(&l);
    }
    finish(&f, k);
    return f;
}

double factor_omega(const struct one_factor *f, int k, const double *sd) {
    double common = 0, own = 0;
    for (int i = 0; i < k; i++) {
        double s = sd ? sd[i] : 1;
        common += s * f->loading[i];
        own += s * s * f->uniqueness[i];
    }
    return common * common / (common * common + own);
}
