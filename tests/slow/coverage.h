/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often an interval holds the truth, or a test rejects a hypothesis that is true: counted in simulations, summed in
   enumerations, checked against a band.

   1. struct coverage c = {.what = "what it is of"}; coverage_add() per sample, or coverage_weigh() per outcome with its
      probability.
   2. coverage_check(&c, low, high): the band that theory gives, widened by four standard errors of the simulation. */
#ifndef PG_TESTS_COVERAGE_H
#define PG_TESTS_COVERAGE_H

#include "tests/unit/check.h"

#include "stats/random.h"
#include "stats/stat.h"

struct coverage {
    const char *what;
    double hits, n;
    bool is_exact; /* enumerated: no simulation error */
};

/* Ends that are the truth but for rounding hold it. */
static inline bool coverage_holds(const struct estimate *e, double truth) {
    double slack = 1e-12 * (1 + fabs(truth));
    return e->has_interval && e->low <= truth + slack && truth - slack <= e->high;
}

static inline void coverage_count(struct coverage *c, bool is_hit) {
    c->hits += is_hit;
    c->n++;
}

/* A sample without an interval is a miss. */
static inline void coverage_add(struct coverage *c, const struct estimate *e, double truth) {
    coverage_count(c, coverage_holds(e, truth));
}

static inline void coverage_weigh(struct coverage *c, bool is_hit, double probability) {
    c->is_exact = true;
    c->hits += is_hit ? probability : 0;
    c->n += probability;
}

static inline double coverage_rate(const struct coverage *c) { return c->hits / c->n; }

/* The first n of 'row' become a simple random sample without replacement of its N entries. */
static inline void draw_rows(int *row, int N, int n, struct random *r) {
    for (int i = 0; i < n; i++) {
        int at = i + (int)random_below(r, (uint32_t)(N - i)), kept = row[i];
        row[i] = row[at];
        row[at] = kept;
    }
}

#define coverage_check(c, low, high) coverage_check_at((c), (low), (high), __FILE__, __LINE__)
static inline void coverage_check_at(const struct coverage *c, double low, double high, const char *file, int line) {
    double rate = coverage_rate(c), middle = (low + high) / 2, slack = 1e-9;
    if (!c->is_exact) {
        slack += 4 * sqrt(middle * (1 - middle) / c->n);
    }
    if (getenv("COVERAGE")) { /* to see where in its band a rate lies */
        print_message("%-60s %.4f in [%g, %g] ± %.4f\n", c->what, rate, low, high, slack);
    }
    if (rate < low - slack || rate > high + slack) {
        check_fail_row();
        print_error("%s: %.5f, expected %g to %g (give or take %.5f)\n", c->what, rate, low, high, slack);
        _fail(file, line);
    }
}

#endif
