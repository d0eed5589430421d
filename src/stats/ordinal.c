/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/ordinal.h"

#include <math.h>
#include <stdlib.h>

#include "stats/dist.h"

/* ---- counting pairs ---------------------------------------------------------------------------------------- */
static void totals(struct ordinal *x) {
    struct sum p = {0}, q = {0}, s2 = {0}, rows = {0}, cols = {0}, n = {0};
    for (size_t k = 0; k < x->n_cells; k++) {
        const struct ordinal_cell *c = &x->cell[k];
        double d = c->concordant - c->discordant;
        sum_add(&n, c->n);
        sum_add(&p, c->n * c->concordant);
        sum_add(&q, c->n * c->discordant);
        sum_add(&s2, c->n * d * d);
        sum_add(&rows, c->n * c->row);
        sum_add(&cols, c->n * c->col);
    }
    x->n = sum_value(&n);
    x->p = sum_value(&p);
    x->q = sum_value(&q);
    x->s2 = sum_value(&s2);
    x->wr = x->n * x->n - sum_value(&rows);
    x->wc = x->n * x->n - sum_value(&cols);
}

/* Sums over the rows above i, by column, as running totals from the left: above[j] = Σ_{k<i, l<j} n. */
static void add_row(const struct table2 *t, int i, double *above) {
    double run = 0;
    for (int j = 0; j < t->c; j++) {
        run += table2_at(t, i, j);
        above[j + 1] += run;
    }
}

struct ordinal ordinal_of_table(const struct table2 *t, struct arena *a) {
    struct ordinal x = {.r = t->r, .c = t->c};
    x.cell = ARENA_ARRAY(a, (size_t)t->r * (size_t)t->c + 1, struct ordinal_cell);
    double *above = ARENA_ARRAY(a, (size_t)t->c + 1, double), *upto = ARENA_ARRAY(a, (size_t)t->c + 1, double),
           rows_above = 0;
    for (int j = 0; j < t->c; j++) {
        upto[j + 1] = upto[j] + t->col[j]; /* columns left of j + 1, all rows */
    }
    for (int i = 0; i < t->r; i++) {
        double left = 0; /* of row i, columns left of j */
        for (int j = 0; j < t->c; j++) {
            double n = table2_at(t, i, j), above_left = above[j], above_right = rows_above - above[j + 1];
            double below_left = upto[j] - above[j] - left;
            double below_right = t->n - upto[j + 1] - above_right - (t->row[i] - left - n);
            if (n > 0) {
                x.cell[x.n_cells++] =
                    (struct ordinal_cell){n, t->row[i], t->col[j], above_left + below_right, above_right + below_left};
            }
            left += n;
        }
        add_row(t, i, above);
        rows_above += t->row[i];
    }
    totals(&x);
    return x;
}

/* Weights by value of y, with running totals in O(log c): a binary indexed tree (Fenwick 1994). */
static void tree_add(double *tree, int c, int y, double w) {
    for (int k = y + 1; k <= c; k += k & -k) {
        tree[k] += w;
    }
}

static double tree_below(const double *tree, int y) { /* Σ of the values < y */
    double s = 0;
    for (int k = y; k > 0; k -= k & -k) {
        s += tree[k];
    }
    return s;
}

/* Observations in ascending order of x (counting sort): order[start[v]] … order[start[v + 1] − 1] have x = v. */
static size_t *sorted_by(const int *x, size_t n, int r, size_t *order, struct arena *a) {
    size_t *start = ARENA_ARRAY(a, (size_t)r + 2, size_t);
    for (size_t i = 0; i < n; i++) {
        start[x[i] + 2]++;
    }
    for (int v = 0; v < r; v++) {
        start[v + 2] += start[v + 1];
    }
    for (size_t i = 0; i < n; i++) {
        order[start[x[i] + 1]++] = i;
    }
    return start;
}

static int distinct(const double *margin, int k) {
    int n = 0;
    for (int i = 0; i < k; i++) {
        n += margin[i] > 0;
    }
    return n;
}

/* One sweep over x: the tree holds what has been passed, 'all' everything. */
struct sweep {
    struct ordinal_cell *cell;
    const int *y;
    double *tree, *below; /* below[j]: Σ of all weights with y < j */
    double passed;        /* Σ of the weights in the tree */
    int c;
};

/* Pairs of observation i with those of smaller x, when only these are in the tree. */
static void count_before(struct sweep *s, size_t i) {
    int y = s->y[i];
    s->cell[i].concordant = tree_below(s->tree, y);
    s->cell[i].discordant = s->passed - tree_below(s->tree, y + 1);
}

/* Pairs with those of larger x, when all others are in the tree. */
static void count_after(struct sweep *s, size_t i) {
    int y = s->y[i];
    s->cell[i].concordant += s->below[s->c] - s->below[y + 1] - (s->passed - tree_below(s->tree, y + 1));
    s->cell[i].discordant += s->below[y] - tree_below(s->tree, y);
}

struct ordinal ordinal_of_pairs(const int *x, const int *y, const double *weight, size_t n, int r, int c,
                                struct arena *a) {
    struct ordinal o = {.n_cells = n, .cell = ARENA_ARRAY(a, n + 1, struct ordinal_cell)};
    size_t *order = ARENA_ARRAY(a, n + 1, size_t), *start = sorted_by(x, n, r, order, a);
    double *row = ARENA_ARRAY(a, (size_t)r + 1, double), *col = ARENA_ARRAY(a, (size_t)c + 1, double);
    struct sweep s = {.cell = o.cell, .y = y, .c = c};
    s.tree = ARENA_ARRAY(a, (size_t)c + 1, double);
    s.below = ARENA_ARRAY(a, (size_t)c + 1, double);
    for (size_t i = 0; i < n; i++) {
        row[x[i]] += weight ? weight[i] : 1;
        col[y[i]] += weight ? weight[i] : 1;
    }
    for (int j = 0; j < c; j++) {
        s.below[j + 1] = s.below[j] + col[j];
    }
    for (int v = 0; v < r; v++) {
        for (size_t k = start[v]; k < start[v + 1]; k++) {
            size_t i = order[k];
            s.cell[i] = (struct ordinal_cell){.n = weight ? weight[i] : 1, .row = row[v], .col = col[y[i]]};
            count_before(&s, i);
        }
        for (size_t k = start[v]; k < start[v + 1]; k++) {
            tree_add(s.tree, c, y[order[k]], s.cell[order[k]].n);
        }
        s.passed += row[v];
        for (size_t k = start[v]; k < start[v + 1]; k++) {
            count_after(&s, order[k]);
        }
    }
    o.r = distinct(row, r);
    o.c = distinct(col, c);
    totals(&o);
    return o;
}

/* ---- measures ---------------------------------------------------------------------------------------------- */
static struct ordinal_measure measure(double value, double variance, double variance0, double level) {
    if (!isfinite(value)) {
        return (struct ordinal_measure){.e = {.status = STAT_UNDEFINED, .se = -1, .df = -1}};
    }
    struct ordinal_measure m = {.e = {.value = value, .has_interval = true, .df = -1}};
    m.e.se = sqrt(fmax(0, variance));
    m.se0 = sqrt(fmax(0, variance0));
    double half = dist_normal_quantile((1 + level) / 2) * m.e.se;
    m.e.low = fmax(-1, value - half);
    m.e.high = fmin(1, value + half);
    m.p = m.se0 > 0 ? fmin(1, 2 * dist_normal_upper(fabs(value) / m.se0)) : NAN;
    return m;
}

/* 4 (Σ n d² − (P − Q)²/n): the variance of P − Q under independence. */
static double variance0(const struct ordinal *x) { return 4 * (x->s2 - (x->p - x->q) * (x->p - x->q) / x->n); }

struct ordinal_measure ordinal_gamma(const struct ordinal *x, double level) {
    double all = x->p + x->q;
    struct sum v = {0};
    for (size_t k = 0; k < x->n_cells; k++) {
        double d = 4 * (x->q * x->cell[k].concordant - x->p * x->cell[k].discordant) / (all * all);
        sum_add(&v, x->cell[k].n * d * d);
    }
    return measure((x->p - x->q) / all, sum_value(&v), variance0(x) / (all * all), level);
}

struct ordinal_measure ordinal_tau_b(const struct ordinal *x, double level) {
    double w2 = x->wr * x->wc, w = sqrt(x->wr) * sqrt(x->wc), diff = x->p - x->q;
    struct sum v = {0};
    for (size_t k = 0; k < x->n_cells; k++) {
        const struct ordinal_cell *c = &x->cell[k];
        double d = 2 * (c->concordant - c->discordant) / w;
        d -= diff / (w * w2) * (x->wc * (x->n - c->row) + x->wr * (x->n - c->col));
        sum_add(&v, c->n * d * d);
    }
    return measure(diff / w, sum_value(&v), variance0(x) / w2, level);
}

struct ordinal_measure ordinal_tau_c(const struct ordinal *x, double level) {
    double m = x->r < x->c ? x->r : x->c, scale = m / (m - 1) / (x->n * x->n), variance = variance0(x) * scale * scale;
    return measure((x->p - x->q) * scale, variance, variance, level);
}

struct ordinal_measure ordinal_somers_d(const struct ordinal *x, double level, enum ordinal_direction direction) {
    double by_row = direction == ORDINAL_X_GIVEN_Y ? 0 : 1, by_col = direction == ORDINAL_Y_GIVEN_X ? 0 : 1;
    double w = (by_row * x->wr + by_col * x->wc) / (by_row + by_col), diff = x->p - x->q;
    struct sum v = {0};
    for (size_t k = 0; k < x->n_cells; k++) {
        const struct ordinal_cell *c = &x->cell[k];
        double slope = 2 * (by_row * (x->n - c->row) + by_col * (x->n - c->col)) / (by_row + by_col);
        double d = (2 * (c->concordant - c->discordant) - diff / w * slope) / w;
        sum_add(&v, c->n * d * d);
    }
    return measure(diff / w, sum_value(&v), variance0(x) / (w * w), level);
}
