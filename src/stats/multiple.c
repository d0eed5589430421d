/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/multiple.h"

#include <math.h>
#include <stdlib.h>
#include <strings.h>

#include "stats/dist.h"

static const char *const names[N_P_ADJUST] = {"bonferroni", "holm", "hochberg", "hommel", "bh", "by"};

bool p_adjust_find(const char *name, enum p_adjust *how) {
    for (int k = 0; k < N_P_ADJUST; k++) {
        if (strcasecmp(name, names[k]) == 0) {
            *how = (enum p_adjust)k;
            return true;
        }
    }
    *how = ADJUST_BH;
    return strcasecmp(name, "fdr") == 0;
}

struct ranked {
    double p;
    size_t i;
};

static int by_p(const void *a, const void *b) {
    const struct ranked *x = a, *y = b;
    return x->p != y->p ? (x->p > y->p) - (x->p < y->p) : (x->i > y->i) - (x->i < y->i);
}

/* From the smallest up: the (k + 1)-th is multiplied by m − k, and none may fall below the one before. */
static void step_down(struct ranked *s, size_t n, double m) {
    double floor = 0;
    for (size_t k = 0; k < n; k++) {
        floor = fmax(floor, (m - (double)k) * s[k].p);
        s[k].p = fmin(1, floor);
    }
}

static double factor_of(enum p_adjust how, double rank, double m, double harmonic) {
    return how == ADJUST_HOCHBERG ? m + 1 - rank : how == ADJUST_BH ? m / rank : harmonic * m / rank;
}

/* From the largest down: none may exceed the one after. */
static void step_up(struct ranked *s, size_t n, double m, enum p_adjust how) {
    double ceiling = 1, harmonic = 0;
    for (double k = 1; k <= m && how == ADJUST_BY; k++) {
        harmonic += 1 / k;
    }
    for (size_t k = n; k-- > 0;) {
        ceiling = fmin(ceiling, factor_of(how, (double)(k + 1), m, harmonic) * s[k].p);
        s[k].p = ceiling;
    }
}

/* Hommel 1988 in the form of Wright 1992: for each size j of a subset, the Simes p values of the subsets of
   that size bound the members; the adjusted p is the largest bound. 's' holds all m, sorted. */
static void hommel(struct ranked *s, size_t m, struct arena *scratch) {
    double *adjusted = ARENA_ARRAY(scratch, m, double), least = INFINITY;
    for (size_t i = 0; i < m; i++) {
        least = fmin(least, (double)m * s[i].p / (double)(i + 1));
    }
    for (size_t i = 0; i < m; i++) {
        adjusted[i] = fmax(least, s[i].p);
    }
    for (size_t j = m - 1; j >= 2; j--) {
        size_t split = m - j + 1; /* the first 'split' have at least j at or above them */
        double simes = INFINITY;
        for (size_t k = 2; k <= j; k++) {
            simes = fmin(simes, (double)j * s[split + k - 2].p / (double)k);
        }
        for (size_t i = 0; i < split; i++) {
            adjusted[i] = fmax(adjusted[i], fmin((double)j * s[i].p, simes));
        }
        double last = fmin((double)j * s[split - 1].p, simes);
        for (size_t i = split; i < m; i++) {
            adjusted[i] = fmax(adjusted[i], last);
        }
    }
    for (size_t i = 0; i < m; i++) {
        s[i].p = adjusted[i];
    }
}

void p_adjust(double *p, size_t n, size_t family, enum p_adjust how, struct arena *scratch) {
    size_t m = family > n ? family : n, all = how == ADJUST_HOMMEL ? m : n;
    struct ranked *s = ARENA_ARRAY(scratch, all + 1, struct ranked);
    if (m <= 1) {
        return;
    }
    if (how == ADJUST_BONFERRONI) {
        for (size_t i = 0; i < n; i++) {
            p[i] = fmin(1, (double)m * p[i]);
        }
        return;
    }
    for (size_t i = 0; i < all; i++) {
        s[i] = (struct ranked){i < n ? p[i] : 1, i};
    }
    qsort(s, all, sizeof *s, by_p);
    if (how == ADJUST_HOLM) {
        step_down(s, n, (double)m);
    } else if (how == ADJUST_HOMMEL) {
        hommel(s, m, scratch);
    } else {
        step_up(s, n, (double)m, how);
    }
    for (size_t k = 0; k < all; k++) {
        if (s[k].i < n) {
            p[s[k].i] = s[k].p;
        }
    }
}

struct tukey_pair tukey_compare(double mean_a, double n_a, double mean_b, double n_b, double mse, double k, double df,
                                double range) {
    double scale = sqrt(mse / 2 * (1 / n_a + 1 / n_b)), diff = mean_b - mean_a;
    struct tukey_pair t = {.diff = diff, .low = diff - range * scale, .high = diff + range * scale};
    t.p = dist_tukey_upper(fabs(diff) / scale, k, df);
    return t;
}
