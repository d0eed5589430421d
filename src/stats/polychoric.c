/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/polychoric.h"

#include <math.h>
#include <string.h>

#include "stats/bivariate.h"
#include "stats/dist.h"
#include "stats/root.h"
#include "stats/solve.h"

#define RHO_MAX 0.9999
#define ITERATIONS_MAX 200

/* Parameters: ρ, then r − 1 row cuts, then c − 1 column cuts. The cuts at both ends are infinite. */
struct model {
    const struct table2 *t;
    int n_par;
    double *cell, *slope, *bend; /* P of each cell, ∂P/∂ρ, ∂²P/∂ρ² */
    double *corner;              /* of what a cell is the difference, at the (r + 1)(c + 1) corners */
};

static double row_cut(const struct model *m, const double *par, int i) {
    return i == 0 ? -INFINITY : i == m->t->r ? INFINITY : par[i];
}
static double col_cut(const struct model *m, const double *par, int j) {
    return j == 0 ? -INFINITY : j == m->t->c ? INFINITY : par[m->t->r - 1 + j];
}

typedef double corner_fn(double x, double y, double r);

/* ∂²P/∂r² at a corner. */
static double bivariate_bend(double x, double y, double r) {
    double s = (1 - r) * (1 + r), f = bivariate_density(x, y, r);
    return f == 0 ? 0 : f * (r / s + (x * y * (1 + r * r) - r * (x * x + y * y)) / (s * s));
}

/* Fills 'cell' with the differences of f over the corners of each cell. */
static void over_cells(struct model *m, const double *par, corner_fn *f, double *cell) {
    int r = m->t->r, c = m->t->c, width = c + 1;
    for (int i = 0; i <= r; i++) {
        for (int j = 0; j <= c; j++) {
            m->corner[i * width + j] = f(row_cut(m, par, i), col_cut(m, par, j), par[0]);
        }
    }
    for (int i = 0; i < r; i++) {
        const double *low = m->corner + i * width, *high = low + width;
        for (int j = 0; j < c; j++) {
            cell[i * c + j] = high[j + 1] - high[j] - low[j + 1] + low[j];
        }
    }
}

static void find_cells(struct model *m, const double *par) {
    over_cells(m, par, bivariate_lower, m->cell);
    for (int k = 0; k < m->t->r * m->t->c; k++) {
        m->cell[k] = fmax(m->cell[k], 1e-300);
    }
}

static double log_likelihood(struct model *m, const double *par) {
    struct sum s = {0};
    find_cells(m, par);
    for (int k = 0; k < m->t->r * m->t->c; k++) {
        sum_add(&s, m->t->count[k] > 0 ? m->t->count[k] * log(m->cell[k]) : 0);
    }
    return sum_value(&s);
}

static struct model model_of(const struct table2 *t, struct arena *a) {
    struct model m = {.t = t, .n_par = t->r + t->c - 1};
    size_t cells = (size_t)t->r * (size_t)t->c;
    m.cell = ARENA_ARRAY(a, cells, double);
    m.slope = ARENA_ARRAY(a, cells, double);
    m.bend = ARENA_ARRAY(a, cells, double);
    m.corner = ARENA_ARRAY(a, (size_t)(t->r + 1) * (size_t)(t->c + 1), double);
    return m;
}

/* ρ = 0 and the cuts of the margins. */
static double *start_of(const struct table2 *t, struct arena *a) {
    double *par = ARENA_ARRAY(a, (size_t)(t->r + t->c), double), below = 0;
    for (int i = 1; i < t->r; i++) {
        par[i] = dist_normal_quantile((below += t->row[i - 1]) / t->n);
    }
    below = 0;
    for (int j = 1; j < t->c; j++) {
        par[t->r - 1 + j] = dist_normal_quantile((below += t->col[j - 1]) / t->n);
    }
    return par;
}

static void finish(struct model *m, struct polychoric *x, const double *par) {
    struct sum g = {0};
    find_cells(m, par);
    for (int k = 0; k < m->t->r * m->t->c; k++) {
        double n = m->t->count[k];
        sum_add(&g, n > 0 ? 2 * n * log(n / (m->t->n * m->cell[k])) : 0);
    }
    x->rho = par[0];
    x->row_cut = par + 1;
    x->col_cut = par + m->t->r;
    x->chi_square = fmax(0, sum_value(&g));
    x->df = (double)m->t->r * m->t->c - m->t->r - m->t->c;
    x->p = x->df > 0 ? dist_chisq_upper(x->chi_square, x->df) : NAN;
}

/* ---- two steps --------------------------------------------------------------------------------------------- */
struct profile {
    struct model *model;
    double *par;
};

static double slope_at(double rho, void *context) {
    struct profile *p = context;
    struct sum s = {0};
    p->par[0] = rho;
    find_cells(p->model, p->par);
    over_cells(p->model, p->par, bivariate_density, p->model->slope);
    for (int k = 0; k < p->model->t->r * p->model->t->c; k++) {
        double n = p->model->t->count[k];
        sum_add(&s, n > 0 ? n * p->model->slope[k] / p->model->cell[k] : 0);
    }
    return sum_value(&s);
}

static double information_at(struct profile *p, double rho) {
    struct sum s = {0};
    slope_at(rho, p);
    over_cells(p->model, p->par, bivariate_bend, p->model->bend);
    for (int k = 0; k < p->model->t->r * p->model->t->c; k++) {
        double n = p->model->t->count[k], d = p->model->slope[k] / p->model->cell[k];
        sum_add(&s, n > 0 ? n * (d * d - p->model->bend[k] / p->model->cell[k]) : 0);
    }
    return sum_value(&s);
}

struct polychoric polychoric_two_step(const struct table2 *t, struct arena *a) {
    struct model m = model_of(t, a);
    struct profile p = {&m, start_of(t, a)};
    struct polychoric x = {0};
    double rho = root_between(slope_at, &p, -RHO_MAX, RHO_MAX);
    if (isnan(rho)) {
        x.status = STAT_NOT_CONVERGED;
        rho = slope_at(0, &p) > 0 ? RHO_MAX : -RHO_MAX;
    }
    x.se = x.status == STAT_OK ? 1 / sqrt(information_at(&p, rho)) : -1;
    p.par[0] = rho;
    finish(&m, &x, p.par);
    return x;
}

/* ---- all parameters together ------------------------------------------------------------------------------- */
static double normal_density(double x) { return exp(-x * x / 2) / sqrt(2 * M_PI); }

/* Φ of the other variable's cut given the first at x. */
static double given(double cut, double x, double r) {
    return dist_normal_lower((cut - r * x) / sqrt((1 - r) * (1 + r)));
}

/* ∂P/∂cut of the cells on both sides of a cut at x, between two cuts of the other variable. */
static double edge(double x, double low, double high, double r) {
    return isinf(x) ? 0 : normal_density(x) * (given(high, x, r) - given(low, x, r));
}

/* ∂P/∂par of every cell: n_par numbers a cell. */
static void jacobian(struct model *m, const double *par, double *d) {
    int r = m->t->r, c = m->t->c, n = m->n_par;
    double rho = par[0];
    over_cells(m, par, bivariate_density, m->slope);
    memset(d, 0, (size_t)r * (size_t)c * (size_t)n * sizeof *d);
    for (int i = 0; i < r; i++) {
        double a0 = row_cut(m, par, i), a1 = row_cut(m, par, i + 1);
        for (int j = 0; j < c; j++) {
            double *cell = d + (size_t)(i * c + j) * (size_t)n, b0 = col_cut(m, par, j), b1 = col_cut(m, par, j + 1);
            if (i > 0) {
                cell[i] = -edge(a0, b0, b1, rho);
            }
            if (i < r - 1) {
                cell[i + 1] = edge(a1, b0, b1, rho);
            }
            if (j > 0) {
                cell[r - 1 + j] = -edge(b0, a0, a1, rho);
            }
            if (j < c - 1) {
                cell[r + j] = edge(b1, a0, a1, rho);
            }
            cell[0] = m->slope[i * c + j];
        }
    }
}

struct scoring {
    struct model m;
    double *d, *gradient, *information, *step, *tried;
};

static void gradient_at(struct scoring *s, const double *par) {
    int n = s->m.n_par;
    find_cells(&s->m, par);
    jacobian(&s->m, par, s->d);
    memset(s->gradient, 0, (size_t)n * sizeof *s->gradient);
    for (int k = 0; k < s->m.t->r * s->m.t->c; k++) {
        double share = s->m.t->count[k] / s->m.cell[k];
        for (int q = 0; q < n; q++) {
            s->gradient[q] += share * s->d[(size_t)k * (size_t)n + (size_t)q];
        }
    }
}

static void expected_information(struct scoring *s) {
    int n = s->m.n_par;
    memset(s->information, 0, (size_t)n * (size_t)n * sizeof *s->information);
    for (int k = 0; k < s->m.t->r * s->m.t->c; k++) {
        const double *d = s->d + (size_t)k * (size_t)n;
        double w = s->m.t->n / s->m.cell[k];
        for (int p = 0; p < n; p++) {
            for (int q = 0; q < n && d[p] != 0; q++) {
                s->information[p * n + q] += w * d[p] * d[q];
            }
        }
    }
}

static bool is_inside(const struct model *m, const double *par) {
    bool inside = fabs(par[0]) < RHO_MAX;
    for (int i = 2; i < m->t->r; i++) {
        inside = inside && par[i] > par[i - 1];
    }
    for (int j = 2; j < m->t->c; j++) {
        inside = inside && par[m->t->r - 1 + j] > par[m->t->r - 2 + j];
    }
    return inside;
}

/* One step uphill, halved until the likelihood does not fall. Returns its largest part; 0 when none helps. */
static double climb(struct scoring *s, double *par) {
    int n = s->m.n_par;
    double here = log_likelihood(&s->m, par);
    gradient_at(s, par);
    expected_information(s);
    memcpy(s->step, s->gradient, (size_t)n * sizeof *s->step);
    if (!solve_positive(s->information, n, s->step)) {
        return NAN;
    }
    for (double share = 1; share > 1e-6; share /= 2) {
        double largest = 0;
        for (int q = 0; q < n; q++) {
            s->tried[q] = par[q] + share * s->step[q];
            largest = fmax(largest, fabs(share * s->step[q]));
        }
        if (is_inside(&s->m, s->tried) && log_likelihood(&s->m, s->tried) >= here - 1e-12 * fabs(here)) {
            memcpy(par, s->tried, (size_t)n * sizeof *par);
            return largest;
        }
    }
    return NAN;
}

/* Minus the second derivatives, by central differences of the gradient; the variance of ρ is the first element
   of its inverse. */
static double observed_se(struct scoring *s, double *par) {
    int n = s->m.n_par;
    const double h = 1e-5;
    for (int p = 0; p < n; p++) {
        double keep = par[p];
        par[p] = keep + h;
        gradient_at(s, par);
        memcpy(s->step, s->gradient, (size_t)n * sizeof *s->step);
        par[p] = keep - h;
        gradient_at(s, par);
        par[p] = keep;
        for (int q = 0; q < n; q++) {
            s->information[p * n + q] = (s->gradient[q] - s->step[q]) / (2 * h);
        }
    }
    memset(s->step, 0, (size_t)n * sizeof *s->step);
    s->step[0] = 1;
    return solve_positive(s->information, n, s->step) ? sqrt(s->step[0]) : -1;
}

struct polychoric polychoric_full(const struct table2 *t, struct arena *a) {
    struct polychoric x = polychoric_two_step(t, a);
    if (x.status != STAT_OK) {
        return x;
    }
    struct scoring s = {.m = model_of(t, a)};
    size_t n = (size_t)s.m.n_par;
    double *par = start_of(t, a), moved = INFINITY;
    s.d = ARENA_ARRAY(a, n * (size_t)t->r * (size_t)t->c, double);
    s.gradient = ARENA_ARRAY(a, n, double);
    s.information = ARENA_ARRAY(a, n * n, double);
    s.step = ARENA_ARRAY(a, n, double);
    s.tried = ARENA_ARRAY(a, n, double);
    par[0] = x.rho;
    while (x.iterations < ITERATIONS_MAX && moved > 1e-11) {
        moved = climb(&s, par);
        x.iterations++;
    }
    x.status = moved <= 1e-11 ? STAT_OK : STAT_NOT_CONVERGED;
    x.se = observed_se(&s, par);
    finish(&s.m, &x, par);
    return x;
}
