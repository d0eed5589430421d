/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/stratified2.h"

#include <math.h>
#include <string.h>

#include "stats/dist.h"
#include "stats/solve.h"

/* ---- 2 × 2 × k --------------------------------------------------------------------------------------------- */
struct pooled {
    struct sum delta, variance; /* Σ (a − E a), Σ Var a */
    struct sum same, across;    /* Σ ad/n, Σ bc/n */
    struct sum pr, ps_qr, qs;   /* of Robins, Breslow & Greenland */
};

static void pool(struct pooled *p, const struct table2 *t) {
    double a = t->count[0], b = t->count[1], c = t->count[2], d = t->count[3], n = t->n;
    double share = (a + d) / n, other = (b + c) / n, same = a * d / n, across = b * c / n;
    sum_add(&p->delta, a - table2_expected(t, 0, 0));
    sum_add(&p->variance, t->row[0] / n * (t->row[1] / n) * t->col[0] * (t->col[1] / (n - 1)));
    sum_add(&p->same, same);
    sum_add(&p->across, across);
    sum_add(&p->pr, share * same);
    sum_add(&p->ps_qr, share * across + other * same);
    sum_add(&p->qs, other * across);
}

static struct estimate common_odds(const struct pooled *p, double level) {
    double r = sum_value(&p->same), s = sum_value(&p->across);
    if (r <= 0 || s <= 0) {
        return (struct estimate){.status = STAT_UNDEFINED, .se = -1, .df = -1};
    }
    double v = sum_value(&p->pr) / (2 * r * r) + sum_value(&p->ps_qr) / (2 * r * s) + sum_value(&p->qs) / (2 * s * s);
    struct estimate e = {.value = r / s, .has_interval = true, .se = sqrt(v), .df = -1};
    double half = dist_normal_quantile((1 + level) / 2) * e.se;
    e.low = e.value * exp(-half);
    e.high = e.value * exp(half);
    return e;
}

/* The first cell expected with odds ratio w and the margins of t: root of a quadratic, written so that nothing
   cancels at w = 1. */
static double fitted(const struct table2 *t, double w) {
    double r = t->row[0], c = t->col[0], s = (w - 1) * (r + c) + t->n;
    return 2 * w * r * c / (s + sqrt(s * s - 4 * w * (w - 1) * r * c));
}

static void homogeneity(struct mantel_haenszel *m, const struct table2 *t, int n) {
    struct sum chi = {0}, away = {0}, variance = {0};
    double w = m->odds_ratio.value;
    int strata = 0;
    for (int k = 0; k < n; k++) {
        if (t[k].row[0] <= 0 || t[k].row[1] <= 0 || t[k].col[0] <= 0 || t[k].col[1] <= 0) {
            continue; /* the margins leave one table only */
        }
        double a = fitted(&t[k], w), b = t[k].row[0] - a, c = t[k].col[0] - a, d = t[k].col[1] - b;
        double v = 1 / (1 / a + 1 / b + 1 / c + 1 / d), diff = t[k].count[0] - a;
        sum_add(&chi, diff * diff / v);
        sum_add(&away, diff);
        sum_add(&variance, v);
        strata++;
    }
    m->homogeneity_df = strata - 1;
    if (strata > 1) {
        m->breslow_day = sum_value(&chi);
        m->tarone = m->breslow_day - sum_value(&away) * sum_value(&away) / sum_value(&variance);
        m->breslow_day_p = dist_chisq_upper(m->breslow_day, strata - 1);
        m->tarone_p = dist_chisq_upper(m->tarone, strata - 1);
    }
}

static double one_sided(double chi, double sign, enum alternative alternative) {
    double z = sign < 0 ? -sqrt(chi) : sign > 0 ? sqrt(chi) : 0;
    return alternative == ALTERNATIVE_LESS ? dist_normal_lower(z) : dist_normal_upper(z);
}

static void two_by_two(struct mantel_haenszel *m, const struct table2 *t, int n, const struct stat_options *o) {
    struct pooled p;
    memset(&p, 0, sizeof p);
    for (int k = 0; k < n; k++) {
        if (t[k].n >= 2) {
            pool(&p, &t[k]);
        }
    }
    double delta = sum_value(&p.delta), v = sum_value(&p.variance), less = fabs(delta) >= 0.5 ? 0.5 : 0;
    m->odds_ratio = common_odds(&p, o->level);
    m->df = 1;
    m->status = v > 0 ? STAT_OK : STAT_CONSTANT;
    if (v > 0) {
        m->plain = delta * delta / v;
        m->corrected = (fabs(delta) - less) * (fabs(delta) - less) / v;
        bool is_two_sided = o->alternative == ALTERNATIVE_TWO_SIDED;
        m->plain_p = is_two_sided ? dist_chisq_upper(m->plain, 1) : one_sided(m->plain, delta, o->alternative);
        m->corrected_p =
            is_two_sided ? dist_chisq_upper(m->corrected, 1) : one_sided(m->corrected, delta, o->alternative);
    }
    if (m->odds_ratio.status == STAT_OK) {
        homogeneity(m, t, n);
    }
}

/* ---- r × c × k --------------------------------------------------------------------------------------------- */
/* Landis, Heyman & Koch 1978: M² = d'V⁻¹d over all cells but the last row and column. */
static void general(struct mantel_haenszel *m, const struct table2 *t, int n, struct arena *scratch) {
    int r = t->r - 1, c = t->c - 1, size = r * c;
    double *v = ARENA_ARRAY(scratch, (size_t)size * (size_t)size, double),
           *d = ARENA_ARRAY(scratch, (size_t)size, double);
    double *solved = ARENA_ARRAY(scratch, (size_t)size, double);
    for (int k = 0; k < n; k++) {
        const struct table2 *x = &t[k];
        if (x->n < 2) {
            continue;
        }
        for (int p = 0; p < size; p++) {
            int i = p / c, j = p % c;
            d[p] += table2_at(x, i, j) - table2_expected(x, i, j);
            for (int q = 0; q < size; q++) {
                int g = q / c, h = q % c;
                double rows = x->row[i] * ((i == g ? x->n : 0) - x->row[g]),
                       cols = x->col[j] * ((j == h ? x->n : 0) - x->col[h]);
                v[p * size + q] += rows / x->n * (cols / x->n) / (x->n - 1);
            }
        }
    }
    for (int p = 0; p < size; p++) {
        solved[p] = d[p];
    }
    m->df = size;
    m->status = solve_positive(v, size, solved) ? STAT_OK : STAT_CONSTANT;
    for (int p = 0; p < size && m->status == STAT_OK; p++) {
        m->plain += d[p] * solved[p];
    }
    m->plain_p = dist_chisq_upper(m->plain, m->df);
}

struct mantel_haenszel mantel_haenszel_of(const struct table2 *t, int n, const struct stat_options *o,
                                          struct arena *scratch) {
    struct mantel_haenszel m = {.odds_ratio = {.status = STAT_UNDEFINED, .se = -1, .df = -1},
                                .corrected = NAN,
                                .corrected_p = NAN,
                                .breslow_day = NAN,
                                .breslow_day_p = NAN,
                                .tarone = NAN,
                                .tarone_p = NAN,
                                .homogeneity_df = NAN};
    for (int k = 0; k < n; k++) {
        m.used += t[k].n >= 2;
    }
    if (m.used == 0) {
        m.status = STAT_TOO_FEW;
    } else if (t->r == 2 && t->c == 2) {
        two_by_two(&m, t, n, o);
    } else {
        general(&m, t, n, scratch);
    }
    return m;
}

/* ---- trend ------------------------------------------------------------------------------------------------- */
struct trend cochran_armitage(const double *successes, const double *n, const double *score, int k) {
    struct trend t = {0};
    double all = 0, hits = 0, weighted = 0;
    for (int i = 0; i < k; i++) {
        all += n[i];
        hits += successes[i];
        weighted += n[i] * score[i];
    }
    double p = hits / all, mean = weighted / all;
    struct sum xx = {0}, xy = {0};
    for (int i = 0; i < k; i++) {
        sum_add(&xx, n[i] * (score[i] - mean) * (score[i] - mean));
        sum_add(&xy, (score[i] - mean) * (successes[i] - n[i] * p));
    }
    double sxx = sum_value(&xx), sxy = sum_value(&xy);
    if (all <= 0 || !(sxx > 0) || hits <= 0 || hits >= all) {
        t.status = all <= 0 ? STAT_TOO_FEW : STAT_CONSTANT;
        return t;
    }
    t.slope = sxy / sxx;
    t.z = sxy / sqrt(sxx) / sqrt(p * (1 - p));
    t.statistic = t.z * t.z;
    t.p = dist_chisq_upper(t.statistic, 1);
    return t;
}
