/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/concentration.h"

#include <math.h>

#include "stats/estimate.h"

struct spread_over spread_over(const double *count, int k) {
    struct spread_over s = {0};
    struct sum all = {0}, bits = {0}, squares = {0};
    for (int i = 0; i < k; i++) {
        sum_add(&all, count[i]);
    }
    double total = sum_value(&all);
    if (!(total > 0)) {
        s.status = STAT_NO_WEIGHT;
        return s;
    }
    for (int i = 0; i < k; i++) {
        double p = count[i] / total;
        if (p > 0) {
            s.n_used++;
            sum_add(&bits, -p * log2(p));
            sum_add(&squares, p * (1 - p));
        }
    }
    s.entropy = s.n_used > 1 ? sum_value(&bits) : 0;
    s.evenness = k > 1 ? s.entropy / log2(k) : 0;
    s.heterogeneity = s.n_used > 1 ? sum_value(&squares) : 0;
    return s;
}

struct estimate gini_of(const double *sorted, const double *weight, size_t n) {
    if (n == 0 || sorted[0] < 0) {
        return estimate_status(n == 0 ? STAT_TOO_FEW : STAT_UNDEFINED, n);
    }
    struct sum weights = {0}, values = {0}, ranked = {0};
    for (size_t i = 0; i < n; i++) {
        double w = weight ? weight[i] : 1;
        sum_add(&weights, w);
        sum_add(&values, w * sorted[i]);
    }
    double total = sum_value(&weights), below = 0;
    if (!(total > 0) || !(sum_value(&values) > 0)) {
        return estimate_status(total > 0 ? STAT_UNDEFINED : STAT_NO_WEIGHT, n);
    }
    for (size_t i = 0; i < n; i++) {
        double w = weight ? weight[i] : 1;
        sum_add(&ranked, w * sorted[i] * (2 * below + w - total));
        below += w;
    }
    double gini = sorted[0] == sorted[n - 1] ? 0 : sum_value(&ranked) / (total * sum_value(&values));
    return estimate_value(fmax(gini, 0), n);
}
