/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/paired.h"

#include <math.h>

#include "stats/dist.h"
#include "stats/solve.h"

static struct paired_test tested(double statistic, double df, int skipped) {
    struct paired_test x = {STAT_OK, statistic, df, NAN, skipped};
    if (df <= 0) {
        x.status = STAT_CONSTANT;
    } else {
        x.p = dist_chisq_upper(statistic, df);
    }
    return x;
}

/* ---- McNemar ----------------------------------------------------------------------------------------------- */
static struct estimate changed_odds(double up, double down, double level) {
    double n = up + down, tail = (1 - level) / 2;
    if (down == 0) {
        return (struct estimate){.status = STAT_UNDEFINED, .se = -1, .df = -1};
    }
    double low = up == 0 ? 0 : dist_beta_quantile(tail, up, down + 1),
           high = dist_beta_quantile(1 - tail, up + 1, n - up);
    struct estimate e = {.value = up / down,
                         .low = low / (1 - low),
                         .high = high / (1 - high),
                         .has_interval = true,
                         .se = -1,
                         .df = -1};
    return e;
}

struct mcnemar mcnemar_of(const struct table2 *t, double level) {
    struct mcnemar m = {.up = table2_at(t, 0, 1), .down = table2_at(t, 1, 0), .exact_p = NAN, .mid_p = NAN};
    double changed = m.up + m.down, diff = fabs(m.up - m.down), less = fmin(m.up, m.down);
    if (changed <= 0) {
        m.status = STAT_CONSTANT;
        return m;
    }
    m.plain = diff * diff / changed;
    m.plain_p = dist_chisq_upper(m.plain, 1);
    m.corrected = diff == 0 ? 0 : (diff - 1) * (diff - 1) / changed;
    m.corrected_p = dist_chisq_upper(m.corrected, 1);
    if (table2_is_whole(t)) {
        double lower = dist_binomial_lower((long)less, (long)changed, 0.5),
               at = dist_binomial_pmf((long)less, (long)changed, 0.5);
        m.exact_p = fmin(1, 2 * lower);
        m.mid_p = diff == 0 ? 1 : 2 * lower - at;
        m.odds_ratio = changed_odds(m.up, m.down, level);
    } else {
        m.odds_ratio = (struct estimate){.status = m.down > 0 ? STAT_OK : STAT_UNDEFINED,
                                         .value = m.up / m.down,
                                         .low = 1, /* above high: none, for sums of weights */
                                         .se = -1,
                                         .df = -1};
    }
    return m;
}

/* ---- square tables ----------------------------------------------------------------------------------------- */
struct paired_test bowker(const struct table2 *t) {
    struct sum s = {0};
    int skipped = 0;
    for (int i = 0; i < t->r; i++) {
        for (int j = i + 1; j < t->r; j++) {
            double up = table2_at(t, i, j), down = table2_at(t, j, i);
            if (up + down > 0) {
                sum_add(&s, (up - down) * (up - down) / (up + down));
            } else {
                skipped++;
            }
        }
    }
    return tested(sum_value(&s), (double)t->r * (t->r - 1) / 2 - skipped, skipped);
}

/* d'V⁻¹d over all categories but one, with d = row − column sums and V = diag(row + column − 2·same) − (n_ij +
   n_ji). */
struct paired_test stuart_maxwell(const struct table2 *t, struct arena *scratch) {
    int k = 0, skipped = 0, *kept = ARENA_ARRAY(scratch, (size_t)t->r, int);
    for (int i = 0; i < t->r; i++) {
        if (t->row[i] + t->col[i] - 2 * table2_at(t, i, i) > 0) {
            kept[k++] = i;
        } else {
            skipped++;
        }
    }
    k--; /* the last follows from the others */
    if (k < 1) {
        return tested(0, 0, skipped);
    }
    double *v = ARENA_ARRAY(scratch, (size_t)k * (size_t)k, double), *d = ARENA_ARRAY(scratch, (size_t)k, double);
    double *solved = ARENA_ARRAY(scratch, (size_t)k, double), statistic = 0;
    for (int p = 0; p < k; p++) {
        int i = kept[p];
        for (int q = 0; q < k; q++) {
            int j = kept[q];
            v[p * k + q] =
                p == q ? t->row[i] + t->col[i] - 2 * table2_at(t, i, i) : -table2_at(t, i, j) - table2_at(t, j, i);
        }
        d[p] = solved[p] = t->row[i] - t->col[i];
    }
    if (!solve_positive(v, k, solved)) {
        return (struct paired_test){.status = STAT_UNDEFINED, .skipped = skipped};
    }
    for (int p = 0; p < k; p++) {
        statistic += d[p] * solved[p];
    }
    return tested(statistic, k, skipped);
}

struct paired_test cochran_q(const double *x, size_t n, int k) {
    double rows2 = 0, all = 0, cols2 = 0;
    for (size_t i = 0; i < n; i++) {
        double row = 0;
        for (int j = 0; j < k; j++) {
            row += x[i * (size_t)k + (size_t)j];
        }
        all += row;
        rows2 += row * row;
    }
    for (int j = 0; j < k; j++) {
        double col = 0;
        for (size_t i = 0; i < n; i++) {
            col += x[i * (size_t)k + (size_t)j];
        }
        cols2 += col * col;
    }
    double below = k * all - rows2;
    return below > 0 ? tested((k - 1) * (k * cols2 - all * all) / below, k - 1, 0) : tested(0, 0, 0);
}
