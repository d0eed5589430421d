/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/rank_pairs.h"

#include <math.h>
#include <string.h>

/* ---- bisection over the doubles ---------------------------------------------------------------------------- */
/* Doubles in their order as integers, so that halving the integers halves the doubles between two. */
static int64_t order_of(double d) {
    int64_t bits;
    memcpy(&bits, &d, sizeof bits);
    return bits < 0 ? INT64_MIN - bits : bits;
}

static double at_order(int64_t order) {
    int64_t bits = order < 0 ? INT64_MIN - order : order;
    double d;
    memcpy(&d, &bits, sizeof d);
    return d;
}

typedef bool pairs_fn(const struct rank_pairs *p, double d);

/* The smallest double in (low, high] for which 'is_past' holds; it must hold at high. */
static double first_past(const struct rank_pairs *p, pairs_fn *is_past, double low, double high) {
    int64_t a = order_of(low), b = order_of(high);
    while (a < b) {
        int64_t mid = a / 2 + b / 2 + (a % 2 + b % 2) / 2;
        mid = mid >= b ? b - 1 : mid < a ? a : mid;
        if (is_past(p, at_order(mid))) {
            b = mid;
        } else {
            a = mid + 1;
        }
    }
    return at_order(b);
}

/* ---- order statistics of differences and Walsh averages ----------------------------------------------------- */
/* How many differences, or Walsh averages, are at most d. */
static double differences_upto(const struct rank_pairs *p, double d) {
    double count = 0;
    for (size_t i = 0, j = 0; i < p->n; i++) { /* y[j …] have x − y ≤ d */
        for (; j < p->m && p->x[i] - p->y[j] > d; j++) {
        }
        count += (double)(p->m - j);
    }
    return count;
}

static double averages_upto(const struct rank_pairs *p, double d) {
    double count = 0;
    for (size_t i = 0, j = p->n; i < p->n; i++) { /* x[… j − 1] have (x_i + x_j)/2 ≤ d */
        for (; j > 0 && (p->x[i] + p->x[j - 1]) / 2 > d; j--) {
        }
        count += j > i ? (double)(j - i) : 0; /* pairs i ≤ j only */
    }
    return count;
}

static double pairs_upto(const struct rank_pairs *p, double d) {
    return p->y ? differences_upto(p, d) : averages_upto(p, d);
}
static bool pairs_reached(const struct rank_pairs *p, double d) { return pairs_upto(p, d) >= p->target; }
double rank_pairs_lowest(const struct rank_pairs *p) { return p->y ? p->x[0] - p->y[p->m - 1] : p->x[0]; }
double rank_pairs_highest(const struct rank_pairs *p) { return p->y ? p->x[p->n - 1] - p->y[0] : p->x[p->n - 1]; }
double rank_pairs_count(const struct rank_pairs *p) {
    return p->y ? (double)p->n * (double)p->m : (double)p->n * (double)(p->n + 1) / 2;
}

double rank_pairs_kth(struct rank_pairs p, double k) {
    p.target = k;
    return first_past(&p, pairs_reached, rank_pairs_lowest(&p), rank_pairs_highest(&p));
}

/* The difference or average that is nearest to d: where z jumps, rounding leaves the jump a few bits beside it. */
static double nearest_pair(struct rank_pairs p, double d) {
    double below = pairs_upto(&p, d);
    double low = below >= 1 ? rank_pairs_kth(p, below) : rank_pairs_lowest(&p);
    double high = below < rank_pairs_count(&p) ? rank_pairs_kth(p, below + 1) : low;
    return d - low <= high - d ? low : high;
}

double rank_pairs_median(struct rank_pairs p) {
    double all = rank_pairs_count(&p), half = floor((all + 1) / 2), low = rank_pairs_kth(p, half);
    return fmod(all, 2) == 1 ? low : (low + rank_pairs_kth(p, half + 1)) / 2;
}

/* ---- normal approximation at a shift -------------------------------------------------------------------------- */
static double corrected(double z, double sigma, bool correct, enum alternative alternative) {
    double sign = (z > 0) - (z < 0);
    double correction = alternative == ALTERNATIVE_LESS ? -0.5 : alternative == ALTERNATIVE_GREATER ? 0.5 : sign * 0.5;
    return (z - (correct ? correction : 0)) / sigma;
}

/* z of the rank sum of x − d among x − d and y, by merging; ties share ranks. */
static double rank_sum_z(const struct rank_pairs *p, double d) {
    double sum = 0, ties = 0, at = 0, n = (double)p->n, m = (double)p->m;
    for (size_t i = 0, j = 0; i < p->n || j < p->m;) {
        double v = j >= p->m || (i < p->n && p->x[i] - d < p->y[j]) ? p->x[i] - d : p->y[j];
        size_t from_i = i, from_j = j;
        for (; i < p->n && p->x[i] - d == v; i++) {
        }
        for (; j < p->m && p->y[j] == v; j++) {
        }
        double mine = (double)(i - from_i), t = mine + (double)(j - from_j);
        sum += mine * (at + (t + 1) / 2);
        ties += t * t * t - t;
        at += t;
    }
    double z = sum - n * (n + 1) / 2 - n * m / 2;
    double sigma = sqrt(n * m / 12 * ((n + m + 1) - ties / ((n + m) * (n + m - 1))));
    return corrected(z, sigma, p->correct, p->alternative);
}

/* z of the signed ranks of x − d, from the middle outwards; zeros are dropped. */
static double signed_rank_z(const struct rank_pairs *p, double d) {
    size_t right = 0;
    for (size_t step = p->n; step > 0; step /= 2) { /* the first value above d */
        while (right + step <= p->n && p->x[right + step - 1] <= d) {
            right += step;
        }
    }
    size_t left = right;
    while (left > 0 && p->x[left - 1] == d) {
        left--;
    }
    double sum = 0, ties = 0, at = 0, n = (double)(p->n - (right - left));
    for (size_t i = left, j = right; i > 0 || j < p->n;) { /* next on the left: x[i − 1] */
        double v = i == 0 || (j < p->n && p->x[j] - d < d - p->x[i - 1]) ? p->x[j] - d : d - p->x[i - 1];
        size_t from_i = i, from_j = j;
        for (; i > 0 && d - p->x[i - 1] == v; i--) {
        }
        for (; j < p->n && p->x[j] - d == v; j++) {
        }
        double positive = (double)(j - from_j), t = positive + (double)(from_i - i);
        sum += positive * (at + (t + 1) / 2);
        ties += t * t * t - t;
        at += t;
    }
    double z = sum - n * (n + 1) / 4;
    return corrected(z, sqrt(n * (n + 1) * (2 * n + 1) / 24 - ties / 48), p->correct, p->alternative);
}

double rank_pairs_z(const struct rank_pairs *p, double d) { return p->y ? rank_sum_z(p, d) : signed_rank_z(p, d); }
static bool z_is_below(const struct rank_pairs *p, double d) { return rank_pairs_z(p, d) < p->target; }

double rank_pairs_shift(struct rank_pairs p, double target, double low, double high) {
    p.target = target;
    if (rank_pairs_z(&p, low) <= target) {
        return p.y || rank_pairs_z(&p, low) == target ? low : NAN;
    }
    if (rank_pairs_z(&p, high) >= target) {
        return p.y || rank_pairs_z(&p, high) == target ? high : NAN;
    }
    return nearest_pair(p, first_past(&p, z_is_below, low, high));
}
