/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/position.h"

#include "stats/estimate.h"
#include "stats/proportions.h"

struct standing standing_of(double member, const double *other, size_t n) {
    struct standing s = {.answered = (double)n};
    for (size_t i = 0; i < n; i++) {
        s.below += other[i] < member;
        s.tied += other[i] == member;
    }
    return s;
}

struct estimate position_share(struct standing s, double population, double level) {
    size_t n = (size_t)s.answered;
    double others = population > 0 ? population - 1 : 0;
    if (n == 0) {
        return estimate_status(STAT_TOO_FEW, n);
    }
    if (population > 0 && others < s.answered) {
        return estimate_status(STAT_UNDEFINED, n);
    }
    enum proportion_method m = population > 0 ? PROPORTION_HYPERGEOMETRIC : PROPORTION_CLOPPER_PEARSON;
    struct estimate below = proportion_of(s.below, s.answered, others, m, level);
    struct estimate level_too = proportion_of(s.below + s.tied, s.answered, others, m, level);
    return estimate_interval((s.below + s.tied / 2) / s.answered, (below.low + level_too.low) / 2,
                             (below.high + level_too.high) / 2, n);
}

struct estimate position_below(struct standing s, double population, double level) {
    struct estimate e =
        population > 0 ? position_share(s, population, level) : estimate_status(STAT_UNDEFINED, (size_t)s.answered);
    e.value *= population - 1;
    e.low *= population - 1;
    e.high *= population - 1;
    return e;
}
