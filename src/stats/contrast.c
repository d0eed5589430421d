/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/contrast.h"

#include <math.h>

#include "stats/estimate.h"
#include "stats/proportions.h"

/* A proportion and its Wilson limits. */
struct limited {
    double p, low, high;
};

static struct limited limited(struct share_sample s, double level) {
    struct interval i = wilson_interval(s.x, s.n, s.population, level);
    return (struct limited){s.x / s.n, i.low, i.high};
}

/* √(a² + b² − 2 r a b) */
static double added(double a, double b, double r) { return sqrt(fmax(a * a + b * b - 2 * r * a * b, 0)); }

static struct estimate difference(struct limited a, struct limited b, double r, size_t n) {
    double d = a.p - b.p;
    double down = added(a.p - a.low, b.high - b.p, r), up = added(a.high - a.p, b.p - b.low, r);
    return estimate_interval(d, fmax(d - down, -1), fmin(d + up, 1), n);
}

/* Root of R² (q² − B²) − 2 R (p q − r A B) + p² − A² = 0 with p, q the proportions and A, B the distances to the
   limits at work: the ratio at which the interval of p − R q ends at 0. */
static double ratio_limit(struct limited a, struct limited b, double r, bool is_low) {
    double da = is_low ? a.p - a.low : a.high - a.p, db = is_low ? b.high - b.p : b.p - b.low;
    double square = (b.p - db) * (b.p + db), middle = a.p * b.p - r * da * db, constant = (a.p - da) * (a.p + da);
    double root = sqrt(fmax(middle * middle - square * constant, 0));
    if (is_low) {
        return constant <= 0 ? 0 : constant / (middle + root); /* the smaller root, without cancellation */
    }
    return square > 0 ? (middle + root) / square : INFINITY;
}

static struct estimate ratio(struct limited a, struct limited b, double r, size_t n) {
    if (!(b.p > 0)) {
        return estimate_status(STAT_UNDEFINED, n);
    }
    double high = ratio_limit(a, b, r, false);
    struct estimate e = estimate_interval(a.p / b.p, ratio_limit(a, b, r, true), high, n);
    e.has_interval = isfinite(high);
    return e;
}

static enum stat_status samples_status(struct share_sample a, struct share_sample b) {
    if (a.n < 1 || b.n < 1) {
        return STAT_EMPTY;
    }
    bool is_bad =
        a.x > a.n || b.x > b.n || (a.population > 0 && a.population < a.n) || (b.population > 0 && b.population < b.n);
    return is_bad ? STAT_UNDEFINED : STAT_OK;
}

struct estimate proportion_difference(struct share_sample a, struct share_sample b, double level) {
    enum stat_status status = samples_status(a, b);
    size_t n = (size_t)(a.n + b.n);
    return status == STAT_OK ? difference(limited(a, level), limited(b, level), 0, n) : estimate_status(status, n);
}

struct estimate proportion_ratio(struct share_sample a, struct share_sample b, double level) {
    enum stat_status status = samples_status(a, b);
    size_t n = (size_t)(a.n + b.n);
    return status == STAT_OK ? ratio(limited(a, level), limited(b, level), 0, n) : estimate_status(status, n);
}

/* ---- paired ------------------------------------------------------------------------------------------------ */
/* phi of the four counts, 'less' taken off its numerator where that is positive; 0 where a margin is empty. */
static double phi_of(struct share_pairs p, double less) {
    double margins = (p.both + p.first) * (p.second + p.neither) * (p.both + p.second) * (p.first + p.neither);
    double top = p.both * p.neither - p.first * p.second;
    return margins > 0 ? (top > 0 ? fmax(top - less, 0) : top) / sqrt(margins) : 0;
}

static double pairs_n(struct share_pairs p) { return p.both + p.first + p.second + p.neither; }

static enum stat_status pairs_status(struct share_pairs p) {
    double n = pairs_n(p);
    return n < 1 ? STAT_TOO_FEW : p.population > 0 && p.population < n ? STAT_UNDEFINED : STAT_OK;
}

static struct limited first_of(struct share_pairs p, double level) {
    return limited((struct share_sample){p.both + p.first, pairs_n(p), p.population}, level);
}
static struct limited second_of(struct share_pairs p, double level) {
    return limited((struct share_sample){p.both + p.second, pairs_n(p), p.population}, level);
}

struct estimate proportion_difference_paired(struct share_pairs p, double level) {
    enum stat_status status = pairs_status(p);
    size_t n = (size_t)pairs_n(p);
    double phi = phi_of(p, pairs_n(p) / 2); /* Newcombe's correction */
    return status == STAT_OK ? difference(first_of(p, level), second_of(p, level), phi, n) : estimate_status(status, n);
}

struct estimate proportion_ratio_paired(struct share_pairs p, double level) {
    enum stat_status status = pairs_status(p);
    size_t n = (size_t)pairs_n(p);
    return status == STAT_OK ? ratio(first_of(p, level), second_of(p, level), phi_of(p, 0), n)
                             : estimate_status(status, n);
}
