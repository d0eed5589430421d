/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Null distributions of rank correlations without ties. */
#include <math.h>

#include "stats/correlate.h"
#include "stats/dist.h"

#define PERMUTED_MAX 9 /* n! orders are counted up to here */

/* Orders of the ranks by their Σ (i − π(i))², counted recursively: position i takes each free rank. */
struct orders {
    int n;
    long at_least, all;
    int limit;
};

static void place(struct orders *o, int i, unsigned taken, int sum) {
    if (i == o->n) {
        o->all++;
        o->at_least += sum >= o->limit;
        return;
    }
    for (int k = 0; k < o->n; k++) {
        if (!(taken >> k & 1)) {
            place(o, i + 1, taken | 1u << k, sum + (i - k) * (i - k));
        }
    }
}

static double counted_upper(double q, size_t n) {
    struct orders o = {.n = (int)n, .limit = (int)q};
    place(&o, 0, 0, 0);
    return (double)o.at_least / (double)o.all;
}

/* The correction that Best & Roberts (1975, Applied Statistics 24:377, AS 89) add to the normal upper tail at x. */
static double edgeworth(double x, double b) {
    double y = x * x, u = x * b;
    double cubic = 0.2274 + b * (0.2531 + 0.1745 * b);
    double higher = -0.0758 + b * (0.1033 + 0.3932 * b) -
                    y * b * (0.0879 + 0.0151 * b - y * (0.0072 - 0.0831 * b + y * b * (0.0131 - 4.6e-4 * y)));
    return u * (cubic + y * higher) / exp(y / 2);
}

static double approximate(double q, size_t n, bool is_upper) {
    double m = (double)n, b = 1 / m, x = (6 * (q - 1) * b / (m * m - 1) - 1) * sqrt(1 / b - 1);
    double y = edgeworth(x, b);
    double p = is_upper ? y + dist_normal_upper(x) : -y + dist_normal_lower(x);
    return fmax(0, fmin(1, p));
}

/* S is even: Σ d² has the parity of Σ d = 0. */
static double even(double q) { return 2 * floor(floor(q + 0.5) / 2 + 0.5); }

double spearman_upper(double q, size_t n) {
    double s = even(q), m = (double)n;
    if (s <= 0 || s > m * (m * m - 1) / 3) {
        return s <= 0;
    }
    return n <= PERMUTED_MAX ? counted_upper(s, n) : approximate(s, n, true);
}

double spearman_lower(double q, size_t n) {
    double s = even(q) + 2, m = (double)n; /* P(S ≤ q) = 1 − P(S ≥ q + 2) */
    if (s <= 0 || s > m * (m * m - 1) / 3) {
        return s > 0;
    }
    return n <= PERMUTED_MAX ? 1 - counted_upper(s, n) : approximate(s, n, false);
}

/* Orders of n by their concordant pairs: the n-th adds 0 … n − 1, so each count is a sum of the last n counts
   before it. */
double kendall_lower(double q, size_t n, struct arena *scratch) {
    size_t most = n * (n - 1) / 2;
    if (q < 0 || q >= (double)most) {
        return q >= 0;
    }
    double *share = ARENA_ARRAY(scratch, most + 1, double), *next = ARENA_ARRAY(scratch, most + 1, double), total = 0;
    share[0] = 1;
    for (size_t m = 2; m <= n; m++) {
        double window = 0;
        for (size_t k = 0; k <= m * (m - 1) / 2; k++) {
            window += share[k] - (k >= m ? share[k - m] : 0);
            next[k] = window / (double)m;
        }
        double *swap = share;
        share = next;
        next = swap;
    }
    for (size_t k = 0; k <= (size_t)q; k++) {
        total += share[k];
    }
    return total;
}
