/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/quantiles.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "stats/dist.h"
#include "stats/estimate.h"

/* ---- sorting ----------------------------------------------------------------------------------------------- */
static int by_value(const void *p, const void *q) {
    const double *a = p, *b = q;
    return (*a > *b) - (*a < *b);
}

void values_sort(double *x, size_t n) { qsort(x, n, sizeof *x, by_value); }

static double middle_of(double a, double b, double c) {
    return a < b ? (b < c ? b : a < c ? c : a) : (a < c ? a : b < c ? c : b);
}

static void swap(double *a, double *b) {
    double x = *a;
    *a = *b;
    *b = x;
}

/* Hoare's selection; where the pivots are bad again and again, what is left is sorted. */
void values_select(double *x, size_t n, size_t k) {
    size_t first = 0, end = n; /* x[k] is among these */
    for (int round = 0; end - first > 16 && round < 64; round++) {
        double pivot = middle_of(x[first], x[first + (end - first) / 2], x[end - 1]);
        size_t i = first, j = end - 1;
        for (;;) {
            while (x[i] < pivot) {
                i++;
            }
            while (x[j] > pivot) {
                j--;
            }
            if (i >= j) {
                break;
            }
            swap(&x[i++], &x[j--]);
        }
        size_t cut = i == j && x[i] <= pivot ? i + 1 : i; /* before it: at most the pivot; from it on: at least */
        first = k < cut ? first : cut;
        end = k < cut ? cut : end;
    }
    values_sort(x + first, end - first);
}

double quantile_select(double *x, size_t n, double p) {
    double h = (double)(n - 1) * p, low = floor(h);
    size_t k = (size_t)low;
    values_select(x, n, k);
    double next = x[k];
    if (k + 1 < n) {
        next = x[k + 1];
        for (size_t i = k + 2; i < n; i++) {
            next = x[i] < next ? x[i] : next;
        }
    }
    return x[k] + (h - low) * (next - x[k]);
}

struct weighed {
    double x, weight;
};

static int by_weighed(const void *p, const void *q) {
    const struct weighed *a = p, *b = q;
    return a->x != b->x ? (a->x > b->x) - (a->x < b->x) : (a->weight > b->weight) - (a->weight < b->weight);
}

size_t values_sort_weighted(double *x, double *weight, size_t n, struct arena *scratch) {
    struct weighed *pair = ARENA_ARRAY(scratch, n + 1, struct weighed);
    size_t m = 0;
    for (size_t i = 0; i < n; i++) {
        if (weight[i] > 0) {
            pair[m++] = (struct weighed){x[i], weight[i]};
        }
    }
    qsort(pair, m, sizeof *pair, by_weighed);
    for (size_t i = 0; i < m; i++) {
        x[i] = pair[i].x;
        weight[i] = pair[i].weight;
    }
    return m;
}

/* ---- unweighted -------------------------------------------------------------------------------------------- */
/* The value of rank j (1-based), the ends standing for what lies beyond them. */
static double at_rank(const double *x, size_t n, double j) {
    return x[j < 1 ? 0 : j > (double)n ? n - 1 : (size_t)j - 1];
}

/* Types 1 to 3: a step function; the share of the next value is 0, ½ or 1. */
static double quantile_stepped(const double *x, size_t n, double p, int type) {
    double at = type == 3 ? (double)n * p - 0.5 : (double)n * p, fuzz = 4 * DBL_EPSILON;
    double j = floor(at + fuzz), share = at > j + fuzz ? 1 : 0;
    if (share == 0) {
        share = type == 1 ? 0 : type == 2 ? 0.5 : fmod(j, 2) != 0 ? 1 : 0;
    }
    double low = at_rank(x, n, j), high = at_rank(x, n, j + 1);
    return share == 0 ? low : share == 1 ? high : low / 2 + high / 2;
}

double quantile_of(const double *sorted, size_t n, double p, int type) {
    static const double shape[10][2] = {
        [4] = {0, 1}, [5] = {0.5, 0.5}, [6] = {0, 0}, [7] = {1, 1}, [8] = {1.0 / 3, 1.0 / 3}, [9] = {3.0 / 8, 3.0 / 8}};
    if (type < 1 || type > 9 || n == 0 || !(p >= 0 && p <= 1)) {
        return NAN;
    }
    if (type <= 3) {
        return quantile_stepped(sorted, n, p, type);
    }
    double a = shape[type][0], b = shape[type][1], fuzz = 4 * DBL_EPSILON;
    double at = a + p * ((double)n + 1 - a - b), j = floor(at + fuzz), share = at - j;
    double low = at_rank(sorted, n, j), high = at_rank(sorted, n, j + 1);
    return fabs(share) < fuzz || low == high ? low : (1 - share) * low + share * high;
}

/* Least k with P(Binomial(n, p) ≤ k) ≥ q. */
static double binomial_quantile(long n, double p, double q) {
    long low = 0, high = n;
    while (low < high) {
        long middle = low + (high - low) / 2;
        if (dist_binomial_lower(middle, n, p) >= q) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return (double)low;
}

struct estimate quantile_estimate(const double *sorted, size_t n, double p, int type, double level) {
    if (n == 0) {
        return estimate_status(STAT_TOO_FEW, n);
    }
    struct estimate e = estimate_value(quantile_of(sorted, n, p, type), n);
    double from = binomial_quantile((long)n, p, (1 - level) / 2),
           to = binomial_quantile((long)n, p, (1 + level) / 2) + 1;
    if (from >= 1 && to <= (double)n) {
        e.low = at_rank(sorted, n, from);
        e.high = at_rank(sorted, n, to);
        e.has_interval = true;
    }
    return e;
}

double median_of(const double *sorted, size_t n) { return n == 0 ? NAN : sorted[(n - 1) / 2] / 2 + sorted[n / 2] / 2; }

/* ---- weighted ---------------------------------------------------------------------------------------------- */
double quantile_weighted(const double *sorted, const double *weight, size_t n, double p, bool is_school) {
    struct sum all = {0}, part = {0};
    for (size_t i = 0; i < n; i++) {
        sum_add(&all, weight[i]);
    }
    double total = sum_value(&all), fuzz = 1e-12 * total;
    for (size_t i = 0; i < n; i++) {
        sum_add(&part, weight[i]);
        double left = sum_value(&part) - p * total;
        if (left >= -fuzz) {
            bool is_met = left <= fuzz && i + 1 < n && is_school;
            return is_met ? sorted[i] / 2 + sorted[i + 1] / 2 : sorted[i];
        }
    }
    return n > 0 ? sorted[n - 1] : NAN;
}

/* ---- around the middle ------------------------------------------------------------------------------------- */
/* Walks outwards from the centre: the k-th smallest deviation is met after k steps of a merge of both sides. */
double median_deviation(const double *sorted, size_t n, double centre) {
    size_t right = 0, taken = 0;
    double last = 0, before = 0;
    while (right < n && sorted[right] < centre) {
        right++;
    }
    for (size_t left = right; taken <= n / 2 && n > 0; taken++) {
        bool is_left = left > 0 && (right >= n || centre - sorted[left - 1] <= sorted[right] - centre);
        before = last;
        last = is_left ? centre - sorted[--left] : sorted[right++] - centre;
    }
    return n == 0 ? NAN : n % 2 == 1 ? last : before / 2 + last / 2;
}

double trimmed_mean_of(const double *sorted, size_t n, double trim) {
    if (trim >= 0.5) {
        return median_of(sorted, n);
    }
    size_t cut = (size_t)floor((double)n * trim);
    struct sum sum = {0}, rest = {0};
    for (size_t i = cut; i < n - cut; i++) {
        sum_add(&sum, sorted[i]);
    }
    double m = (double)(n - 2 * cut), mean = sum_value(&sum) / m;
    for (size_t i = cut; i < n - cut; i++) {
        sum_add(&rest, sorted[i] - mean);
    }
    return mean + sum_value(&rest) / m;
}
