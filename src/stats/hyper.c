/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/hyper.h"

#include <math.h>

#include "stats/root.h"

#define RELATIVE_TIE (1 + 1e-7) /* probabilities this close count as equal */
#define LOG_ODDS_MAX 700
#define LEAST 1e-300       /* weight, of 1 at the mode, below which a tail ends */
#define LEAST_SEARCH 1e-20 /* the same where only tails of a few percent matter */

struct hyper hyper_of(double a, double b, double c, double d) {
    struct hyper h = {.x = a, .row = a + b, .col1 = a + c, .col2 = b + d};
    h.low = fmax(0, h.row - h.col2);
    h.high = fmin(h.row, h.col1);
    return h;
}

/* P(X = k + 1)/P(X = k) at odds ratio 1. */
static double step_up(const struct hyper *h, double k) {
    return (h->col1 - k) / (k + 1) * ((h->row - k) / (h->col2 - h->row + k + 1));
}

static double mode_of(const struct hyper *h, double odds) {
    double low = h->low, high = h->high; /* the mode is in [low, high] */
    while (low < high) {
        double mid = floor((low + high) / 2);
        if (step_up(h, mid) * odds > 1) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

/* Sums of weights, 1 at the mode. */
struct walk {
    double below, at, above, rare, moment; /* moment: Σ weight·(k − mode) */
    double rare_limit;
};

static void take(struct walk *w, const struct hyper *h, double k, double weight, double from_mode) {
    *(k < h->x ? &w->below : k > h->x ? &w->above : &w->at) += weight;
    w->rare += weight <= w->rare_limit ? weight : 0;
    w->moment += weight * from_mode;
}

static struct walk walked(const struct hyper *h, double odds, double rare_limit, double least) {
    struct walk w = {.rare_limit = rare_limit};
    double mode = mode_of(h, odds), weight = 1;
    for (double k = mode; k <= h->high && weight > least; k++) {
        take(&w, h, k, weight, k - mode);
        weight *= step_up(h, k) * odds;
    }
    weight = 1;
    for (double k = mode - 1; k >= h->low && weight > least; k--) {
        weight /= step_up(h, k) * odds;
        take(&w, h, k, weight, k - mode);
    }
    w.moment += mode * (w.below + w.at + w.above);
    return w;
}

static struct hyper_sums shares_of(struct walk w) {
    double all = w.below + w.at + w.above;
    return (struct hyper_sums){w.below / all, w.at / all, w.above / all, w.rare / all, w.moment / all};
}

struct hyper_sums hyper_sums(const struct hyper *h, double log_odds) {
    double odds = exp(log_odds);
    return shares_of(walked(h, odds, walked(h, odds, 0, LEAST).at * RELATIVE_TIE, LEAST));
}

double hyper_p(const struct hyper *h, enum alternative alternative) {
    struct hyper_sums s = hyper_sums(h, 0);
    double p = alternative == ALTERNATIVE_LESS      ? s.below + s.at
               : alternative == ALTERNATIVE_GREATER ? s.at + s.above
                                                    : s.as_rare;
    return fmin(1, p);
}

double hyper_mid_p(const struct hyper *h) {
    struct hyper_sums s = hyper_sums(h, 0);
    return fmin(1, 2 * (fmin(s.below, s.above) + s.at / 2));
}

/* ---- the odds ratio ---------------------------------------------------------------------------------------- */
enum target { TARGET_MEAN, TARGET_MEDIAN, TARGET_LOWER, TARGET_UPPER };
struct search {
    const struct hyper *h;
    enum target target;
    double share; /* of P(X = x) that counts to the tail: 1 exact, ½ mid-p */
    double tail;
};

static double distance(double log_odds, void *context) {
    const struct search *s = context;
    struct hyper_sums p = shares_of(walked(s->h, exp(log_odds), 0, LEAST_SEARCH));
    switch (s->target) {
    case TARGET_MEAN:
        return p.mean - s->h->x;
    case TARGET_MEDIAN:
        return p.above - p.below;
    case TARGET_LOWER:
        return p.above + s->share * p.at - s->tail;
    default:
        return s->tail - p.below - s->share * p.at;
    }
}

static double odds_at(struct search s, enum target target) {
    s.target = target;
    return exp(root_anywhere(distance, &s, LOG_ODDS_MAX));
}

struct estimate hyper_odds_ratio(const struct hyper *h, double level, enum hyper_kind kind) {
    struct estimate e = {.se = -1, .df = -1, .has_interval = true};
    struct search s = {h, TARGET_MEAN, kind == HYPER_EXACT ? 1 : 0.5, (1 - level) / 2};
    if (h->low == h->high) {
        return (struct estimate){.status = STAT_UNDEFINED, .se = -1, .df = -1};
    }
    bool is_first = h->x == h->low, is_last = h->x == h->high;
    e.value = is_first ? 0 : is_last ? INFINITY : odds_at(s, kind == HYPER_EXACT ? TARGET_MEAN : TARGET_MEDIAN);
    e.low = is_first ? 0 : odds_at(s, TARGET_LOWER);
    e.high = is_last ? INFINITY : odds_at(s, TARGET_UPPER);
    return e;
}
