/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/solve.h"

#include <float.h>
#include <math.h>
#include <stddef.h>

static double *at(double *a, int n, int i, int j) { return a + (size_t)i * (size_t)n + (size_t)j; }

/* A = L·Lᵀ, L into the lower triangle. */
static bool factor(double *a, int n) {
    for (int j = 0; j < n; j++) {
        double full = *at(a, n, j, j), d = full;
        for (int k = 0; k < j; k++) {
            d -= *at(a, n, j, k) * *at(a, n, j, k);
        }
        if (!(d > full * n * DBL_EPSILON)) {
            return false;
        }
        double root = *at(a, n, j, j) = sqrt(d);
        for (int i = j + 1; i < n; i++) {
            double s = *at(a, n, i, j);
            for (int k = 0; k < j; k++) {
                s -= *at(a, n, i, k) * *at(a, n, j, k);
            }
            *at(a, n, i, j) = s / root;
        }
    }
    return true;
}

void solve_factored(const double *a, int n, double *b) {
    for (int i = 0; i < n; i++) {
        const double *row = a + (size_t)i * (size_t)n;
        for (int k = 0; k < i; k++) {
            b[i] -= row[k] * b[k];
        }
        b[i] /= row[i];
    }
    for (int i = n - 1; i >= 0; i--) {
        for (int k = i + 1; k < n; k++) {
            b[i] -= a[(size_t)k * (size_t)n + (size_t)i] * b[k];
        }
        b[i] /= a[(size_t)i * (size_t)n + (size_t)i];
    }
}

bool solve_positive(double *a, int n, double *b) {
    bool is_fit = factor(a, n);
    if (is_fit) {
        solve_factored(a, n, b);
    }
    return is_fit;
}
