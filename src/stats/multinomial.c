/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/multinomial.h"

#include <math.h>

#include "stats/estimate.h"
#include "stats/incomplete.h"
#include "stats/proportions.h"

static double total_of(const double *count, int k) {
    double n = 0;
    for (int i = 0; i < k; i++) {
        n += count[i];
    }
    return n;
}

static void fill_status(struct estimate *e, int k, enum stat_status status, double n) {
    for (int i = 0; i < k; i++) {
        e[i] = estimate_status(status, (size_t)n);
    }
}

/* What does not depend on the method: nothing asked, all asked. True when it is settled. */
static bool settle(const double *count, int k, double population, struct estimate *e) {
    double n = total_of(count, k);
    if (n < 1 || (population > 0 && population < n)) {
        fill_status(e, k, n < 1 ? STAT_TOO_FEW : STAT_UNDEFINED, n);
        return true;
    }
    for (int i = 0; i < k && population == n; i++) {
        e[i] = estimate_interval(count[i] / n, count[i] / n, count[i] / n, (size_t)n);
    }
    return population == n;
}

void multinomial_goodman(const double *count, int k, double population, double level, struct estimate *e) {
    if (settle(count, k, population, e)) {
        return;
    }
    double n = total_of(count, k);
    for (int i = 0; i < k; i++) {
        struct interval w = wilson_interval(count[i], n, population, 1 - (1 - level) / k);
        e[i] = estimate_interval(count[i] / n, w.low, w.high, (size_t)n);
    }
}

/* ---- Sison and Glaz ---------------------------------------------------------------------------------------- */
/* Probability and cumulants of a Poisson variable truncated to within c of its mean. */
struct truncated {
    double probability, shift, variance, third, fourth; /* shift: mean less λ */
};

static struct truncated truncate_poisson(double lambda, double c) {
    double sum[5] = {0}, from = fmax(lambda - c, 0);
    for (double y = from; y <= lambda + c; y++) { /* counts are whole numbers, and so are the ends */
        double d = y - lambda, term = poisson_at(y, lambda);
        for (int r = 0; r < 5; r++, term *= d) {
            sum[r] += term;
        }
    }
    double m1 = sum[1] / sum[0], m2 = sum[2] / sum[0], m3 = sum[3] / sum[0], m4 = sum[4] / sum[0], v = m2 - m1 * m1;
    double third = m3 - 3 * m1 * m2 + 2 * m1 * m1 * m1;
    double moment4 = m4 - 4 * m1 * m3 + 6 * m1 * m1 * m2 - 3 * m1 * m1 * m1 * m1;
    return (struct truncated){sum[0], m1, v, third, moment4 - 3 * v * v};
}

/* P(all counts within c of what was seen), approximately. */
static double within(const double *count, int k, double n, double c) {
    double log_all = 0, shift = 0, variance = 0, third = 0, fourth = 0;
    for (int i = 0; i < k; i++) {
        struct truncated t = truncate_poisson(count[i], c);
        log_all += log(t.probability);
        shift += t.shift;
        variance += t.variance;
        third += t.third;
        fourth += t.fourth;
    }
    double z = -shift / sqrt(variance), z2 = z * z, g1 = third / pow(variance, 1.5),
           g2 = fourth / (variance * variance);
    double edgeworth = 1 + g1 * (z2 * z - 3 * z) / 6 + g2 * (z2 * z2 - 6 * z2 + 3) / 24 +
                       g1 * g1 * (z2 * z2 * z2 - 15 * z2 * z2 + 45 * z2 - 15) / 72;
    double density = edgeworth * exp(-z2 / 2) / sqrt(2 * M_PI * variance);
    return exp(log_all) * density / poisson_at(n, n);
}

static bool has_one_category(const double *count, int k) {
    int used = 0;
    for (int i = 0; i < k; i++) {
        used += count[i] > 0;
    }
    return used < 2;
}

/* The greatest c with within(c) < level, by doubling and halving; at[] are the probabilities at c and c + 1. */
static double widest_below(const double *count, int k, double n, double level, double at[2]) {
    double low = 0, high = 1, p_low = 0, p_high;
    while ((p_high = within(count, k, n, high)) < level && high < n) {
        low = high;
        p_low = p_high;
        high = fmin(2 * high, n);
    }
    while (high - low > 1) {
        double middle = floor((low + high) / 2), p = within(count, k, n, middle);
        if (p < level) {
            low = middle, p_low = p;
        } else {
            high = middle, p_high = p;
        }
    }
    at[0] = p_low;
    at[1] = p_high;
    return low;
}

void multinomial_sison_glaz(const double *count, int k, double population, double level, struct estimate *e) {
    if (settle(count, k, population, e)) {
        return;
    }
    double n = total_of(count, k), at[2];
    if (has_one_category(count, k)) {
        fill_status(e, k, STAT_CONSTANT, n);
        return;
    }
    double c = widest_below(count, k, n, level, at), gamma = (level - at[0]) / (at[1] - at[0]);
    for (int i = 0; i < k; i++) {
        double p = count[i] / n;
        e[i] = estimate_interval(p, fmax(p - c / n, 0), fmin(p + (c + 2 * gamma) / n, 1), (size_t)n);
    }
}
