/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Binomial and hypergeometric. Hypergeometric tails are sums outwards from k by the ratio of neighbours, on the side
   away from the mode, so that a small tail keeps its digits. */
#include <math.h>

#include "stats/dist.h"
#include "stats/incomplete.h"

double dist_log_choose(double n, double k) {
    if (!(k >= 0 && k <= n)) {
        return -INFINITY;
    }
    double all = binomial_at(k, n - k, k / n, (n - k) / n); /* at its own mean: as large as it gets, no underflow */
    if (k == 0 || k == n) {
        return 0;
    }
    return log(all) - k * log(k / n) - (n - k) * log((n - k) / n);
}

double dist_binomial_pmf(long k, long n, double p) {
    return n >= 0 && p >= 0 && p <= 1 ? binomial_at((double)k, (double)(n - k), p, 1 - p) : NAN;
}

double dist_binomial_lower(long k, long n, double p) {
    if (n < 0 || !(p >= 0 && p <= 1)) {
        return NAN;
    }
    if (k < 0 || k >= n) {
        return k < 0 ? 0 : 1;
    }
    return beta_tails(p, 1 - p, (double)k + 1, (double)(n - k)).upper;
}

static bool is_hypergeometric(long N, long K, long n) { return N >= 0 && K >= 0 && K <= N && n >= 0 && n <= N; }

double dist_hypergeometric_pmf(long k, long N, long K, long n) {
    if (!is_hypergeometric(N, K, n)) {
        return NAN;
    }
    if (k < 0 || k > K || k > n || n - k > N - K) {
        return 0;
    }
    if (n == 0 || n == N) {
        return 1;
    }
    double p = (double)n / (double)N, q = (double)(N - n) / (double)N;
    return binomial_at((double)k, (double)(K - k), p, q) * binomial_at((double)(n - k), (double)(N - K - n + k), p, q) /
           binomial_at((double)n, (double)(N - n), p, q);
}

/* Sum of P(X = k), P(X = k − 1), … down to 0. */
static double sum_down(long k, long N, long K, long n) {
    double term = dist_hypergeometric_pmf(k, N, K, n), sum = term;
    for (; k > 0 && term > sum * 1e-18; k--) {
        term *= (double)k * (double)(N - K - n + k) / ((double)(K - k + 1) * (double)(n - k + 1));
        sum += term;
    }
    return sum;
}

/* P(X ≤ k) for k in range, summed on its shorter side of the mode. */
static double lower_in_range(long k, long N, long K, long n) {
    double mean = (double)n * (double)K / (double)N;
    if ((double)k <= mean) {
        return fmin(sum_down(k, N, K, n), 1);
    }
    return fmax(1 - sum_down(n - k - 1, N, N - K, n), 0); /* failures: n − X ≤ n − k − 1 */
}

double dist_hypergeometric_lower(long k, long N, long K, long n) {
    if (!is_hypergeometric(N, K, n)) {
        return NAN;
    }
    long least = n + K > N ? n + K - N : 0, most = n < K ? n : K;
    if (k < least || k >= most) {
        return k < least ? 0 : 1;
    }
    return lower_in_range(k, N, K, n);
}

double dist_hypergeometric_upper(long k, long N, long K, long n) {
    return is_hypergeometric(N, K, n) ? dist_hypergeometric_lower(n - k, N, N - K, n) : NAN;
}
