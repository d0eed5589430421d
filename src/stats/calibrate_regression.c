/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calibration proper: w·F(x·η) with F linear, exponential or logit, found by Newton's method.
   Source: J.-C. Deville, C.-E. Särndal (1992), Calibration estimators in survey sampling, JASA 87. */
#include "stats/calibrate.h"

#include <math.h>
#include <string.h>
#include <gsl/gsl_linalg.h>

#include "stats/adjustment.h"

/* A column whose part beyond the earlier ones is this small against the whole depends on them. */
#define DEPENDENT 1e-9

static double dot_of(const double *a, const double *b, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += a[i] * b[i];
    }
    return sum;
}

int orthonormal_basis(const double *x, const double *root, size_t n, int p, double *basis, int *kept) {
    int rank = 0;
    for (int j = 0; j < p; j++) {
        double *q = basis + (size_t)rank * n;
        for (size_t i = 0; i < n; i++) {
            q[i] = x[(size_t)j * n + i] * root[i];
        }
        double whole = sqrt(dot_of(q, q, n));
        for (int k = 0; k < 2 * rank; k++) {
            const double *b = basis + (size_t)(k % rank) * n;
            double part = dot_of(q, b, n);
            for (size_t i = 0; i < n; i++) {
                q[i] -= part * b[i];
            }
        }
        double rest = sqrt(dot_of(q, q, n));
        if (!(rest > DEPENDENT * whole)) {
            continue;
        }
        for (size_t i = 0; i < n; i++) {
            q[i] /= rest;
        }
        kept[rank++] = j;
    }
    return rank;
}

/* The state of one calibration. */
struct newton {
    const struct calibration_options *o;
    const double *x, *total; /* all p columns */
    const double *weight;    /* before */
    size_t n;
    int p, rank;
    const int *kept;    /* independent columns */
    double *eta, *step; /* rank */
    double *g;          /* n: new weight / weight */
    double *miss;       /* p: total wanted − reached */
    double scale;       /* of the weights, where the totals are far from the sample's (as in R) */
};

static void bounds_at(const struct newton *t, size_t i, double *low, double *high) {
    double unit = t->o->are_weights && t->weight[i] > 0 ? t->weight[i] * t->scale : 1;
    *low = t->o->low / unit;
    *high = t->o->high / unit;
}

/* F(u), and its slope. */
static double link(const struct newton *t, size_t i, double u, double *slope) {
    double L, U;
    bounds_at(t, i, &L, &U);
    if (t->o->method == CALIBRATION_LOGIT) {
        double A = (U - L) / ((U - 1) * (1 - L)), e = exp(-fabs(A * u));
        double a = u < 0 ? U - 1 : (U - 1) * e, b = u < 0 ? (1 - L) * e : 1 - L; /* no overflow either way */
        *slope = A * a * b * (U - L) / ((a + b) * (a + b));
        return (L * a + U * b) / (a + b);
    }
    double F = t->o->method == CALIBRATION_LINEAR ? 1 + u : exp(u);
    *slope = F > L && F < U ? (t->o->method == CALIBRATION_LINEAR ? 1 : F) : 0;
    return fmin(fmax(F, L), U);
}

static double score_at(const struct newton *t, const double *eta, size_t i) {
    double u = 0;
    for (int k = 0; k < t->rank; k++) {
        u += t->x[(size_t)t->kept[k] * t->n + i] * eta[k];
    }
    return u;
}

/* Sets g and miss at 'eta'; returns the largest discrepancy. */
static double evaluate(struct newton *t) {
    double most = 0, slope;
    for (size_t i = 0; i < t->n; i++) {
        t->g[i] = link(t, i, score_at(t, t->eta, i), &slope);
    }
    for (int j = 0; j < t->p; j++) {
        struct sum reached = {0};
        for (size_t i = 0; i < t->n; i++) {
            sum_add(&reached, t->x[(size_t)j * t->n + i] * t->weight[i] * t->scale * t->g[i]);
        }
        t->miss[j] = t->total[j] - sum_value(&reached);
        double d = fabs(t->miss[j]) / (1 + fabs(t->total[j]));
        most = d > most || !isfinite(d) ? d : most;
    }
    return isfinite(most) ? most : INFINITY;
}

/* The matrix of slopes, with a share of the plain cross products of the columns added to its diagonal. */
static void fill_slopes(const struct newton *t, gsl_matrix *T, double ridge) {
    gsl_matrix_set_zero(T);
    for (size_t i = 0; i < t->n; i++) {
        double slope, plain = t->weight[i] * t->scale;
        link(t, i, score_at(t, t->eta, i), &slope);
        for (int j = 0; plain > 0 && j < t->rank; j++) {
            double x = t->x[(size_t)t->kept[j] * t->n + i], xj = x * plain * slope;
            *gsl_matrix_ptr(T, (size_t)j, (size_t)j) += x * x * plain * ridge;
            for (int k = 0; xj != 0 && k <= j; k++) {
                *gsl_matrix_ptr(T, (size_t)j, (size_t)k) += xj * t->x[(size_t)t->kept[k] * t->n + i];
            }
        }
    }
}

/* Newton's step; where too many weights sit on their bounds for the matrix to be solved, it is helped by a ridge. */
static bool find_step(struct newton *t, gsl_matrix *T, gsl_vector *b) {
    bool is_solved = false;
    for (double ridge = 0; !is_solved && ridge<1; ridge = ridge> 0 ? ridge * 100 : 1e-8) {
        fill_slopes(t, T, ridge);
        for (int j = 0; j < t->rank; j++) {
            gsl_vector_set(b, (size_t)j, t->miss[t->kept[j]]);
        }
        is_solved = gsl_linalg_cholesky_decomp1(T) == 0 && gsl_linalg_cholesky_svx(T, b) == 0;
    }
    for (int j = 0; j < t->rank; j++) {
        t->step[j] = gsl_vector_get(b, (size_t)j);
    }
    return is_solved;
}

static void move(struct newton *t, double share) {
    for (int j = 0; j < t->rank; j++) {
        t->eta[j] += share * t->step[j];
    }
}

/* What the weights are found by is the minimum of a convex function, whose slope is the discrepancy: along a step
   that still leads downhill at its end, it has fallen. */
static bool is_downhill(const struct newton *t) {
    double slope = 0;
    for (int j = 0; j < t->rank; j++) {
        slope += t->step[j] * t->miss[t->kept[j]];
    }
    return slope >= 0;
}

/* Moves by the step, halved until it brings the totals nearer or has led downhill. False when it never does. */
static bool take_step(struct newton *t, double *miss) {
    double share = 1;
    move(t, 1);
    for (int halvings = 0; halvings < 50; halvings++, share /= 2) {
        double now = evaluate(t);
        if (isfinite(now) && (now < *miss || is_downhill(t))) {
            *miss = now;
            return true;
        }
        move(t, -share / 2);
    }
    move(t, -share);
    *miss = evaluate(t);
    return false;
}

static void solve(struct newton *t, struct calibration_report *r) {
    gsl_matrix *T = gsl_matrix_alloc((size_t)t->rank, (size_t)t->rank);
    gsl_vector *b = gsl_vector_alloc((size_t)t->rank);
    double tolerance = t->o->tolerance > 0 ? t->o->tolerance : 1e-10, miss = evaluate(t);
    int most = t->o->max_iterations > 0 ? t->o->max_iterations : 100;
    bool is_moving = true;
    while (is_moving && r->iterations < most && miss > tolerance * 1e-3) {
        double before = miss;
        r->iterations++;
        is_moving = find_step(t, T, b) && take_step(t, &miss) && !(miss <= tolerance && miss >= before);
    }
    gsl_matrix_free(T);
    gsl_vector_free(b);
    r->max_discrepancy = miss;
    r->status = miss <= tolerance ? STAT_OK : STAT_NOT_CONVERGED;
    r->what = r->status == STAT_OK ? NULL : "no weights within the bounds reach all totals";
}

/* R's calibrate() scales weights first when all totals are more than 20 times those of the sample. */
static double scale_for(const struct newton *t) {
    double least = INFINITY, sum = 0;
    for (int j = 0; j < t->p; j++) {
        double ratio = t->total[j] / dot_of(t->x + (size_t)j * t->n, t->weight, t->n);
        least = ratio < least || isnan(ratio) ? ratio : least;
        sum += ratio;
    }
    return least > 20 && isfinite(sum) && !t->o->are_weights ? sum / t->p : 1;
}

static const char *bad_bounds(const struct calibration_options *o) {
    if (!(o->low < o->high) || (!o->are_weights && (o->low >= 1 || o->high <= 1))) {
        return "the bounds do not enclose 1";
    }
    bool has_both = isfinite(o->low) && isfinite(o->high);
    return o->method == CALIBRATION_LOGIT && (!has_both || o->are_weights) ? "logit needs finite bounds on the ratio"
                                                                           : NULL;
}

static void remember(struct sampling *s, const struct newton *t, double *basis, const double *root) {
    struct adjustment *a = ARENA_NEW(&s->arena, struct adjustment);
    *a = (struct adjustment){.kind = ADJUSTMENT_REGRESSION, .basis = basis, .rank = t->rank};
    a->g_root = ARENA_ARRAY(&s->arena, s->n, double);
    for (size_t i = 0; i < s->n; i++) {
        a->g_root[i] = t->g[i] * t->scale * root[i];
        s->weight[i] *= t->g[i] * t->scale;
    }
    adjustment_add(s, a);
}

struct calibration_report calibrate_to(struct sampling *s, const double *x, const double *total, int p,
                                       const struct calibration_options *o) {
    struct calibration_report r = {.status = STAT_UNDEFINED, .what = bad_bounds(o)};
    if (r.what) {
        return r;
    }
    double *root = ARENA_ARRAY(&s->arena, s->n, double), *before = ARENA_ARRAY(&s->arena, s->n, double);
    double *basis = ARENA_ARRAY(&s->arena, s->n * ((size_t)p + 1), double);
    int *kept = ARENA_ARRAY(&s->arena, (size_t)p + 1, int);
    for (size_t i = 0; i < s->n; i++) {
        root[i] = sqrt(s->weight[i]);
    }
    memcpy(before, s->weight, s->n * sizeof *before);
    struct newton t = {.o = o, .x = x, .total = total, .weight = before, .n = s->n, .p = p, .kept = kept, .scale = 1};
    t.rank = orthonormal_basis(x, root, s->n, p, basis, kept);
    if (t.rank == 0) {
        r.what = "all columns are zero";
        return r;
    }
    t.eta = ARENA_ARRAY(&s->arena, (size_t)p, double);
    t.step = ARENA_ARRAY(&s->arena, (size_t)p, double);
    t.miss = ARENA_ARRAY(&s->arena, (size_t)p, double);
    t.g = ARENA_ARRAY(&s->arena, s->n, double);
    t.scale = scale_for(&t);
    solve(&t, &r);
    remember(s, &t, basis, root);
    adjustment_describe(&r, before, s);
    return r;
}
