/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact null distributions of Wilcoxon's statistics by counting subsets of ranks: sums of positive numbers only. */
#include <math.h>

#include "stats/comparison.h"
#include "stats/dist.h"

/* n-element subsets of the ranks 1 … n + m with sum n(n + 1)/2 + w are as many as partitions of w into at most n parts
   of at most m: part size j is added by count[i][t] += count[i − 1][t − j], where i is the number of parts used.
   Returns the ways for w = 0 … last. */
static double *rank_sum_ways(size_t last, size_t n, size_t m, struct arena *scratch) {
    size_t width = last + 1, few = n < m ? n : m, many = n < m ? m : n;
    double *count = ARENA_ARRAY(scratch, (few + 1) * width, double); /* row i: exactly i parts */
    count[0] = 1;
    for (size_t j = 1; j <= many; j++) {
        for (size_t i = 1; i <= few; i++) {
            double *row = count + i * width;
            const double *before = row - width;
            for (size_t t = j; t <= last; t++) {
                row[t] += before[t - j];
            }
        }
    }
    for (size_t i = 1; i <= few; i++) {
        for (size_t t = 0; t <= last; t++) {
            count[t] += count[i * width + t];
        }
    }
    return count;
}

/* Subsets of the ranks 1 … n by their sum 0 … last. */
static double *signed_rank_ways(size_t last, size_t n, struct arena *scratch) {
    double *count = ARENA_ARRAY(scratch, last + 1, double);
    count[0] = 1;
    for (size_t j = 1; j <= n; j++) {
        for (size_t t = last; t >= j; t--) {
            count[t] += count[t - j];
        }
    }
    return count;
}

static double log_ways(size_t n, size_t m) {
    return m ? dist_log_choose((double)(n + m), (double)n) : (double)n * M_LN2;
}

static double largest(size_t n, size_t m) { return m ? (double)n * (double)m : (double)n * (double)(n + 1) / 2; }

/* m = 0: signed ranks. The upper half is the mirror image of the lower. */
static double lower_tail(double s, size_t n, size_t m, struct arena *scratch) {
    double all = largest(n, m), whole = floor(s);
    if (s < 0 || whole >= all) {
        return s < 0 ? 0 : 1;
    }
    if (whole > all / 2) {
        return 1 - lower_tail(all - whole - 1, n, m, scratch);
    }
    size_t last = (size_t)whole;
    const double *count = m ? rank_sum_ways(last, n, m, scratch) : signed_rank_ways(last, n, scratch);
    struct sum total = {0};
    for (size_t t = 0; t <= last; t++) {
        sum_add(&total, count[t]);
    }
    return sum_value(&total) * exp(-log_ways(n, m));
}

static double lower_quantile(double share, size_t n, size_t m, struct arena *scratch) {
    size_t last = (size_t)(largest(n, m) / 2);
    const double *count = m ? rank_sum_ways(last, n, m, scratch) : signed_rank_ways(last, n, scratch);
    double total = 0, wanted = share * (1 - 1e-14) * exp(log_ways(n, m));
    for (size_t t = 0; t <= last; t++) {
        total += count[t];
        if (total >= wanted) {
            return (double)t;
        }
    }
    return (double)last;
}

double rank_sum_lower(double w, size_t n, size_t m, struct arena *scratch) { return lower_tail(w, n, m, scratch); }
double signed_rank_lower(double v, size_t n, struct arena *scratch) { return lower_tail(v, n, 0, scratch); }
double rank_sum_quantile(double share, size_t n, size_t m, struct arena *scratch) {
    return lower_quantile(share, n, m, scratch);
}
double signed_rank_quantile(double share, size_t n, struct arena *scratch) {
    return lower_quantile(share, n, 0, scratch);
}
