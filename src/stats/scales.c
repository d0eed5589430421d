/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/scales.h"

#include <math.h>

#include "stats/dist.h"
#include "stats/estimate.h"

double scale_alpha(const double *m, int k, int without) {
    struct sum all = {0}, own = {0};
    double count = without >= 0 ? k - 1 : k;
    for (int i = 0; i < k; i++) {
        for (int j = 0; j < k && i != without; j++) {
            if (j != without) {
                sum_add(i == j ? &own : &all, m[i * k + j]);
            }
        }
    }
    double total = sum_value(&all) + sum_value(&own);
    return count / (count - 1) * (sum_value(&all) / total);
}

struct estimate scale_alpha_interval(double alpha, size_t n, int k, double level) {
    double df1 = (double)n - 1, df2 = df1 * (k - 1), tail = (1 - level) / 2;
    if (n < 2 || k < 2) {
        return estimate_status(STAT_TOO_FEW, n);
    }
    double most = 1 - (1 - alpha) * dist_f_quantile(tail, df1, df2);
    return estimate_interval(alpha, 1 - (1 - alpha) * dist_f_quantile(1 - tail, df1, df2), most, n);
}

/* Sum of an item's covariances with the others, and the variance of their sum. */
static double with_rest(const double *m, int k, int item, double *rest) {
    struct sum with = {0}, others = {0};
    for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
            if (i != item && j != item) {
                sum_add(&others, m[i * k + j]);
            }
        }
        if (i != item) {
            sum_add(&with, m[i * k + item]);
        }
    }
    *rest = sum_value(&others);
    return sum_value(&with);
}

double scale_item_rest(const double *m, int k, int item) {
    double rest, with = with_rest(m, k, item, &rest);
    return with / sqrt(m[item * k + item]) / sqrt(rest);
}

double scale_item_total(const double *m, int k, int item) {
    double rest, own = m[item * k + item], with = with_rest(m, k, item, &rest);
    return (with + own) / sqrt(own) / sqrt(rest + 2 * with + own);
}

double scale_mean_correlation(const double *r, int k) {
    struct sum sum = {0};
    for (int i = 0; i < k; i++) {
        for (int j = 0; j < i; j++) {
            sum_add(&sum, r[i * k + j]);
        }
    }
    return sum_value(&sum) / (k * (k - 1.0) / 2);
}
