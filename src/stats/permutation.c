/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Permutation tests: all arrangements when they are few, else random ones. */
#include <math.h>
#include <string.h>

#include "stats/comparison.h"
#include "stats/dist.h"
#include "stats/random.h"

/* What a running test counts: arrangements at least as extreme as the observed one. */
struct extremes {
    double observed, slack;
    enum alternative alternative;
    double extreme, all;
};

static struct extremes tally_start(double observed, enum alternative alternative) {
    return (struct extremes){.observed = observed, .slack = 1e-9 * fabs(observed), .alternative = alternative};
}

static void tally_add(struct extremes *t, double s) {
    bool is_extreme = t->alternative == ALTERNATIVE_LESS      ? s <= t->observed + t->slack
                      : t->alternative == ALTERNATIVE_GREATER ? s >= t->observed - t->slack
                                                              : fabs(s) >= fabs(t->observed) - t->slack;
    t->extreme += is_extreme;
    t->all += 1;
}

static struct permutation tally_result(const struct extremes *t, bool is_exact, double level) {
    struct permutation r = {.statistic = t->observed, .is_exact = is_exact, .count = t->all};
    if (is_exact) {
        r.p = r.p_low = r.p_high = t->extreme / t->all;
        return r;
    }
    r.p = (t->extreme + 1) / (t->all + 1); /* the observed arrangement is one of them */
    r.p_se = sqrt(r.p * (1 - r.p) / t->all);
    r.p_low = t->extreme > 0 ? dist_beta_quantile((1 - level) / 2, t->extreme, t->all - t->extreme + 1) : 0;
    r.p_high = t->extreme < t->all ? dist_beta_quantile((1 + level) / 2, t->extreme + 1, t->all - t->extreme) : 1;
    return r;
}

static long draws_of(const struct stat_options *o) { return o->draws > 0 ? o->draws : PERMUTATION_DRAWS; }

static bool all_equal(const double *x, size_t n) {
    for (size_t i = 1; i < n; i++) {
        if (x[i] != x[0]) {
            return false;
        }
    }
    return true;
}

/* ---- two samples ---------------------------------------------------------------------------------------------- */
/* Next n-subset of 0 … all − 1 in lexicographic order; false after the last. */
static bool next_subset(size_t *subset, size_t n, size_t all) {
    for (size_t i = n; i-- > 0;) {
        if (subset[i] < all - n + i) {
            subset[i]++;
            for (size_t j = i + 1; j < n; j++) {
                subset[j] = subset[j - 1] + 1;
            }
            return true;
        }
    }
    return false;
}

static void arrange(double *to, const double *x, const size_t *subset, size_t n, size_t all) {
    size_t taken = 0, rest = n;
    for (size_t i = 0; i < all; i++) {
        bool is_first = taken < n && subset[taken] == i;
        to[is_first ? taken++ : rest++] = x[i];
    }
}

static void swap_values(double *x, size_t i, size_t j) {
    double t = x[i];
    x[i] = x[j];
    x[j] = t;
}

/* A random choice for the smaller group: only its places are drawn anew. */
static void shuffle(double *x, size_t n, size_t m, struct random *r) {
    size_t all = n + m;
    for (size_t i = 0; i < n && n <= m; i++) {
        swap_values(x, i, i + random_below(r, (uint32_t)(all - i)));
    }
    for (size_t i = all; i > n && m < n; i--) {
        swap_values(x, i - 1, random_below(r, (uint32_t)i));
    }
}

struct permutation permutation_two_sample(const double *x, size_t n, size_t m, permutation_fn *fn, void *user,
                                          const struct stat_options *o, struct arena *scratch) {
    size_t all = n + m;
    if (n < 1 || m < 1 || all > UINT32_MAX) {
        return (struct permutation){.status = STAT_TOO_FEW};
    }
    if (all_equal(x, all)) {
        return (struct permutation){.status = STAT_CONSTANT};
    }
    struct extremes t = tally_start(fn(x, n, m, user), o->alternative);
    double *arranged = ARENA_ARRAY(scratch, all, double);
    bool is_exact = dist_log_choose((double)all, (double)n) < log(PERMUTATION_EXACT) + 1e-9;
    if (is_exact) {
        size_t *subset = ARENA_ARRAY(scratch, n, size_t);
        for (size_t i = 0; i < n; i++) {
            subset[i] = i;
        }
        do {
            arrange(arranged, x, subset, n, all);
            tally_add(&t, fn(arranged, n, m, user));
        } while (next_subset(subset, n, all));
    } else {
        struct random r = random_start(o->seed);
        memcpy(arranged, x, all * sizeof *x);
        for (long i = 0; i < draws_of(o); i++) {
            shuffle(arranged, n, m, &r);
            tally_add(&t, fn(arranged, n, m, user));
        }
    }
    return tally_result(&t, is_exact, o->level);
}

/* Values are centred on the mean of all, so that both groups' sums are each other's negative: the shorter one is
   summed. */
static double mean_difference(const double *x, size_t n, size_t m, void *user) {
    (void)user;
    const double *from = n <= m ? x : x + n;
    double sum = 0, weight = 1 / (double)n + 1 / (double)m;
    for (size_t i = 0, k = n <= m ? n : m; i < k; i++) {
        sum += from[i];
    }
    return (n <= m ? sum : -sum) * weight;
}

struct permutation permutation_mean_difference(const double *x, size_t n, size_t m, const struct stat_options *o,
                                               struct arena *scratch) {
    double *centred = ARENA_ARRAY(scratch, n + m + 1, double), mean = group_moments_of(x, n + m).mean;
    for (size_t i = 0; i < n + m; i++) {
        centred[i] = x[i] - mean;
    }
    return permutation_two_sample(centred, n, m, mean_difference, NULL, o, scratch);
}

/* ---- pairs ------------------------------------------------------------------------------------------------------ */
static double signed_mean(const double *d, size_t n, const uint64_t *flip) {
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += (flip[i / 64] >> (i % 64)) & 1 ? -d[i] : d[i];
    }
    return sum / (double)n;
}

struct permutation permutation_paired(const double *difference, size_t n, const struct stat_options *o,
                                      struct arena *scratch) {
    size_t words = n / 64 + 1;
    uint64_t *flip = ARENA_ARRAY(scratch, words, uint64_t);
    if (n < 1) {
        return (struct permutation){.status = STAT_TOO_FEW};
    }
    if (difference[0] == 0 && all_equal(difference, n)) {
        return (struct permutation){.status = STAT_CONSTANT};
    }
    struct extremes t = tally_start(signed_mean(difference, n, flip), o->alternative);
    bool is_exact = (double)n * M_LN2 < log(PERMUTATION_EXACT);
    if (is_exact) {
        for (; flip[0] < (uint64_t)1 << n; flip[0]++) {
            tally_add(&t, signed_mean(difference, n, flip));
        }
    } else {
        struct random r = random_start(o->seed);
        for (long i = 0; i < draws_of(o); i++) {
            for (size_t w = 0; w < words; w++) {
                flip[w] = random_bits(&r);
            }
            tally_add(&t, signed_mean(difference, n, flip));
        }
    }
    return tally_result(&t, is_exact, o->level);
}
