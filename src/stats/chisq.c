/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/chisq.h"

#include <math.h>

#include "stats/dist.h"
#include "stats/root.h"

static double yates_of(const struct table2 *t) {
    double away = fabs(table2_at(t, 0, 0) - table2_expected(t, 0, 0));
    double less = away < 0.5 ? away : 0.5, sum = 0;
    for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 2; j++) {
            sum += (away - less) * (away - less) / table2_expected(t, i, j);
        }
    }
    return sum;
}

struct chisq chisq_of(const struct table2 *t) {
    struct chisq x = {.df = (double)(t->r - 1) * (t->c - 1), .yates = NAN, .yates_p = NAN, .expected_min = INFINITY};
    struct sum pearson = {0}, g = {0};
    int under = 0;
    for (int i = 0; i < t->r; i++) {
        for (int j = 0; j < t->c; j++) {
            double o = table2_at(t, i, j), e = table2_expected(t, i, j);
            sum_add(&pearson, (o - e) * (o - e) / e);
            sum_add(&g, o > 0 ? 2 * o * log(o / e) : 0);
            under += e < 5;
            x.expected_min = e < x.expected_min ? e : x.expected_min;
        }
    }
    x.expected_under_5 = (double)under / ((double)t->r * t->c);
    x.statistic = sum_value(&pearson);
    x.p = dist_chisq_upper(x.statistic, x.df);
    x.g = fmax(0, sum_value(&g));
    x.g_p = dist_chisq_upper(x.g, x.df);
    if (t->r == 2 && t->c == 2) {
        x.yates = yates_of(t);
        x.yates_p = dist_chisq_upper(x.yates, 1);
    }
    return x;
}

bool chisq_wants_exact(const struct chisq *x) { return x->expected_under_5 > 0.2 || x->expected_min < 1; }

/* ---- measures ---------------------------------------------------------------------------------------------- */
struct tail {
    double x, df, p;
};

static double excess(double ncp, void *context) {
    const struct tail *t = context;
    return dist_noncentral_chisq_lower(t->x, t->df, ncp) - t->p;
}

/* Noncentrality at which P(X ≤ x) is p; 0 when even the central distribution lies below. P falls as the
   noncentrality grows. */
static double noncentrality(double x, double df, double p) {
    struct tail t = {x, df, p};
    double high = fmax(1, 2 * x);
    if (excess(0, &t) <= 0) {
        return 0;
    }
    while (excess(high, &t) > 0) {
        high *= 2;
    }
    return root_between(excess, &t, 0, high);
}

static int shorter_side(const struct table2 *t) { return (t->r < t->c ? t->r : t->c) - 1; }

double cramers_v_alone(const struct table2 *t) { return sqrt(chisq_of(t).statistic / (t->n * shorter_side(t))); }

struct estimate cramers_v(const struct table2 *t, double level) {
    struct chisq x = chisq_of(t);
    double scale = t->n * shorter_side(t), tail = (1 - level) / 2;
    struct estimate e = {.value = sqrt(x.statistic / scale), .has_interval = true, .se = -1, .df = x.df};
    e.low = sqrt(noncentrality(x.statistic, x.df, 1 - tail) / scale);
    e.high = fmin(1, sqrt(noncentrality(x.statistic, x.df, tail) / scale));
    return e;
}

double cramers_v_corrected(const struct table2 *t) {
    double n = t->n, r = t->r, c = t->c;
    double phi2 = fmax(0, chisq_of(t).statistic / n - (r - 1) * (c - 1) / (n - 1));
    double rows = r - (r - 1) * (r - 1) / (n - 1), columns = c - (c - 1) * (c - 1) / (n - 1);
    double k = fmin(rows, columns) - 1;
    return k > 0 ? sqrt(phi2 / k) : NAN;
}

double phi_of(const struct table2 *t) {
    if (t->r != 2 || t->c != 2) {
        return sqrt(chisq_of(t).statistic / t->n);
    }
    double ad = table2_at(t, 0, 0) * table2_at(t, 1, 1), bc = table2_at(t, 0, 1) * table2_at(t, 1, 0);
    return (ad - bc) / sqrt(t->row[0] * t->row[1]) / sqrt(t->col[0] * t->col[1]);
}
