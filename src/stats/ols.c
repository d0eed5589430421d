/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Least squares.

   1. Rows times √w; columns but the first centred (when it is of ones) so that large offsets cost no digits.
   2. Householder reflections in extended precision, column by column; a column of which nothing is left beyond
      rounding is aliased and skipped.
   3. Back substitution gives coefficients, the reflections give residuals and leverages, R⁻¹ the covariances. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "stats/regression.h"

#define ROUNDING (2 * DBL_EPSILON) /* of a column's length: what is below it is not information */
#define DEPENDENT 1e-11 /* of a centred column's length: so little of its own means that it follows from the others */

struct qr {
    size_t n;
    int k, rank;
    long double *q;     /* k columns of n: centred, then reflected; below the diagonal the reflection's vector */
    long double *y;     /* n */
    long double *r;     /* k × k, rows of the kept columns */
    long double *scale; /* k: 2/vᵀv of each reflection */
    double *shift;      /* k: what was taken from each column */
    int *kept;          /* rank columns */
    double *row;        /* n × k: rows of Q */
};

/* ---- preparing ---------------------------------------------------------------------------------------------- */
static double mean_of(const double *x, size_t step, const double *weight, size_t n) {
    long double sum = 0, total = 0;
    for (size_t i = 0; i < n; i++) {
        long double w = weight ? weight[i] : 1;
        sum += w * x[i * step];
        total += w;
    }
    return (double)(sum / total);
}

static void fill(struct qr *m, const double *x, const double *y, const double *weight) {
    size_t k = (size_t)m->k;
    for (size_t j = 0; j < k; j++) {
        m->shift[j] = j > 0 ? mean_of(x + j, k, weight, m->n) : 0;
        for (size_t i = 0; i < m->n; i++) {
            m->q[j * m->n + i] = ((long double)x[i * k + j] - m->shift[j]) * (weight ? sqrtl(weight[i]) : 1);
        }
    }
    for (size_t i = 0; i < m->n; i++) {
        m->y[i] = y[i] * (weight ? sqrtl(weight[i]) : 1);
    }
}

static long double length_of(const long double *v, size_t from, size_t n) {
    long double sum = 0;
    for (size_t i = from; i < n; i++) {
        sum += v[i] * v[i];
    }
    return sqrtl(sum);
}

static void reflect(const long double *v, long double scale, size_t from, size_t n, long double *x) {
    long double dot = 0;
    for (size_t i = from; i < n; i++) {
        dot += v[i] * x[i];
    }
    for (size_t i = from; i < n; i++) {
        x[i] -= scale * dot * v[i];
    }
}

/* ---- decomposing -------------------------------------------------------------------------------------------- */
static void keep(struct qr *m, int j, long double length) {
    long double *column = m->q + (size_t)j * m->n;
    size_t at = (size_t)m->rank;
    for (size_t i = 0; i < at; i++) {
        m->r[i * (size_t)m->k + at] = column[i];
    }
    long double head = column[at] > 0 ? -length : length, sum = 0;
    m->r[at * (size_t)m->k + at] = head;
    column[at] -= head;
    for (size_t i = at; i < m->n; i++) {
        sum += column[i] * column[i];
    }
    m->scale[at] = 2 / sum;
    for (int later = j + 1; later < m->k; later++) {
        reflect(column, m->scale[at], at, m->n, m->q + (size_t)later * m->n);
    }
    reflect(column, m->scale[at], at, m->n, m->y);
    m->kept[m->rank++] = j;
}

static void decompose(struct qr *m, const double *x, const double *weight, bool *is_aliased) {
    for (int j = 0; j < m->k; j++) {
        long double whole = 0, left = length_of(m->q + (size_t)j * m->n, (size_t)m->rank, m->n),
                    centred = length_of(m->q + (size_t)j * m->n, 0, m->n);
        for (size_t i = 0; i < m->n; i++) {
            long double v = x[i * (size_t)m->k + (size_t)j];
            whole += v * v * (weight ? weight[i] : 1);
        }
        is_aliased[j] = !(left > ROUNDING * sqrtl(whole) && left > DEPENDENT * centred) || (size_t)m->rank >= m->n;
        if (!is_aliased[j]) {
            keep(m, j, left);
        }
    }
}

/* Upper triangle R z = b, in place. */
static void back(const struct qr *m, long double *b) {
    for (int i = m->rank - 1; i >= 0; i--) {
        for (int j = i + 1; j < m->rank; j++) {
            b[i] -= m->r[i * m->k + j] * b[j];
        }
        b[i] /= m->r[i * m->k + i];
    }
}

/* ---- results ------------------------------------------------------------------------------------------------ */
static void put_coefficients(const struct qr *m, struct ols *o, struct arena *a) {
    long double *b = ARENA_ARRAY(a, (size_t)m->k + 1, long double), first = 0;
    memcpy(b, m->y, (size_t)m->rank * sizeof *b);
    back(m, b);
    for (int i = 0; i < m->rank; i++) {
        o->coefficient[m->kept[i]] = (double)b[i];
        first += m->kept[i] > 0 ? b[i] * m->shift[m->kept[i]] : b[i] * -1;
    }
    o->coefficient[0] = (double)-first; /* of uncentred columns */
}

/* Residuals: what lies beyond the first 'rank' coordinates, turned back. Leverages: lengths of the rows of Q. */
static void put_residuals(const struct qr *m, struct ols *o, const double *weight, struct arena *a) {
    long double *e = ARENA_ARRAY(a, m->n + 1, long double);
    memcpy(e, m->y, m->n * sizeof *e);
    memset(e, 0, (size_t)m->rank * sizeof *e);
    for (int i = m->rank - 1; i >= 0; i--) {
        reflect(m->q + (size_t)m->kept[i] * m->n, m->scale[i], (size_t)i, m->n, e);
    }
    for (size_t i = 0; i < m->n; i++) {
        long double w = weight ? sqrtl(weight[i]) : 1;
        o->residual[i] = w > 0 ? (double)(e[i] / w) : 0;
    }
    for (int c = 0; c < m->rank; c++) {
        memset(e, 0, m->n * sizeof *e);
        e[c] = 1;
        for (int i = m->rank - 1; i >= 0; i--) {
            reflect(m->q + (size_t)m->kept[i] * m->n, m->scale[i], (size_t)i, m->n, e);
        }
        for (size_t i = 0; i < m->n; i++) {
            m->row[i * (size_t)m->k + (size_t)c] = (double)e[i];
            o->leverage[i] += (double)(e[i] * e[i]);
        }
    }
}

/* (XᵀWX)⁻¹ of the uncentred kept columns: T R⁻¹R⁻ᵀTᵀ, T undoing the centring. Columns of 'root' are T R⁻¹. */
static double *inverse_root(const struct qr *m, struct arena *a) {
    double *root = ARENA_ARRAY(a, (size_t)m->k * (size_t)m->k + 1, double);
    long double *b = ARENA_ARRAY(a, (size_t)m->k + 1, long double);
    for (int c = 0; c < m->rank; c++) {
        memset(b, 0, (size_t)m->k * sizeof *b);
        b[c] = 1;
        back(m, b);
        long double first = m->kept[0] == 0 ? b[0] : 0;
        for (int i = 0; i < m->rank; i++) {
            root[m->kept[i] * m->k + c] = (double)b[i];
            first -= m->kept[i] > 0 ? b[i] * m->shift[m->kept[i]] : 0;
        }
        root[c] = m->kept[0] == 0 ? (double)first : root[c];
    }
    return root;
}

/* Multiplier of a squared residual in the middle of the sandwich. */
static double meat_factor(const struct ols *o, size_t i, size_t n, enum regression_variance variance) {
    double size = (double)n, room = 1 - o->leverage[i];
    switch (variance) {
    case VARIANCE_HC1:
        return size / o->df;
    case VARIANCE_HC2:
        return room > 1e-12 ? 1 / room : 0;
    case VARIANCE_HC3:
        return room > 1e-12 ? 1 / (room * room) : 0;
    case VARIANCE_LINEARISED:
        return size / (size - 1);
    default:
        return 1;
    }
}

/* Σ g gᵀ, g each row's influence on the coefficients: (XᵀWX)⁻¹xᵢwᵢeᵢ = T R⁻¹qᵢ√wᵢ eᵢ. */
static void put_robust(const struct qr *m, struct ols *o, const double *weight, size_t used, const double *root,
                       enum regression_variance variance, struct arena *a) {
    int k = o->k;
    double *g = ARENA_ARRAY(a, (size_t)k + 1, double);
    for (size_t i = 0; i < m->n; i++) {
        double scale = (weight ? sqrt(weight[i]) : 1) * o->residual[i], factor = meat_factor(o, i, used, variance);
        for (int p = 0; p < k; p++) {
            g[p] = 0;
            for (int q = 0; q < m->rank; q++) {
                g[p] += root[p * k + q] * m->row[i * (size_t)k + (size_t)q];
            }
            g[p] *= scale;
        }
        for (int p = 0; p < k; p++) {
            for (int q = 0; q < k; q++) {
                o->covariance[p * k + q] += factor * g[p] * g[q];
            }
        }
    }
}

static void put_classical(struct ols *o, const double *root) {
    for (int i = 0; i < o->k; i++) {
        for (int j = 0; j < o->k; j++) {
            for (int c = 0; c < o->rank; c++) {
                o->covariance[i * o->k + j] += root[i * o->k + c] * root[j * o->k + c] * o->sigma * o->sigma;
            }
        }
    }
}

static void put_fit(struct ols *o, const double *y, const double *weight, size_t n) {
    long double left = 0, whole = 0;
    double mean = mean_of(y, 1, weight, n);
    for (size_t i = 0; i < n; i++) {
        long double w = weight ? weight[i] : 1, off = (long double)y[i] - mean;
        left += w * o->residual[i] * o->residual[i];
        whole += w * off * off;
    }
    double all = o->df + o->rank;
    o->sigma = (double)sqrtl(left / o->df);
    o->r_squared = (double)(1 - left / whole);
    o->adjusted = (double)(1 - left / whole * ((all - 1) / o->df));
    o->f_df = o->rank - 1;
    o->f = (double)((whole - left) / o->f_df / (left / o->df));
    o->status = whole > 0 ? STAT_OK : STAT_CONSTANT;
}

static size_t rows_used(const double *weight, size_t n) {
    size_t used = 0;
    for (size_t i = 0; i < n; i++) {
        used += !weight || weight[i] > 0;
    }
    return used;
}

static struct ols empty_fit(size_t n, int k, struct arena *a) {
    size_t width = (size_t)k;
    return (struct ols){.k = k,
                        .is_aliased = ARENA_ARRAY(a, width + 1, bool),
                        .coefficient = ARENA_ARRAY(a, width + 1, double),
                        .se = ARENA_ARRAY(a, width + 1, double),
                        .covariance = ARENA_ARRAY(a, width * width + 1, double),
                        .residual = ARENA_ARRAY(a, n + 1, double),
                        .leverage = ARENA_ARRAY(a, n + 1, double)};
}

static struct qr empty_qr(size_t n, int k, struct arena *a) {
    size_t width = (size_t)k;
    return (struct qr){n,
                       k,
                       0,
                       ARENA_ARRAY(a, n * width + 1, long double),
                       ARENA_ARRAY(a, n + 1, long double),
                       ARENA_ARRAY(a, width * width + 1, long double),
                       ARENA_ARRAY(a, width + 1, long double),
                       ARENA_ARRAY(a, width + 1, double),
                       ARENA_ARRAY(a, width + 1, int),
                       ARENA_ARRAY(a, n * width + 1, double)};
}

struct ols ols_fit(const double *x, const double *y, const double *weight, size_t n, int k,
                   enum regression_variance variance, struct arena *a) {
    struct ols o = empty_fit(n, k, a);
    size_t used = rows_used(weight, n);
    o.status = weight && used == 0 && n > 0 ? STAT_NO_WEIGHT : used < 2 ? STAT_TOO_FEW : STAT_OK;
    if (o.status != STAT_OK) {
        return o;
    }
    struct qr m = empty_qr(n, k, a);
    fill(&m, x, y, weight);
    decompose(&m, x, weight, o.is_aliased);
    o.rank = m.rank;
    o.df = (double)used - m.rank;
    if (o.df < 1) {
        o.status = STAT_TOO_FEW;
        return o;
    }
    put_coefficients(&m, &o, a);
    put_residuals(&m, &o, weight, a);
    put_fit(&o, y, weight, n);
    double *root = inverse_root(&m, a);
    if (variance == VARIANCE_CLASSICAL) {
        put_classical(&o, root);
    } else {
        put_robust(&m, &o, weight, used, root, variance, a);
    }
    for (int i = 0; i < k; i++) {
        o.se[i] = sqrt(o.covariance[i * k + i]);
    }
    return o;
}
