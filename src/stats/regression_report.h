/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What both regressions report alike: how the standard errors are meant, and coefficients with their tests. */
#ifndef PG_STATS_REGRESSION_REPORT_H
#define PG_STATS_REGRESSION_REPORT_H

#include "stats/cross.h"
#include "stats/regression.h"

struct regression_plan {
    enum stat_status status;           /* UNDEFINED: unknown --method */
    enum regression_variance variance; /* sampling weights: linearised */
    const char *words;
    enum inference inference; /* weights alone allow it; strata and clusters do not */
};
/* names: of the variances that the regression knows, NULL at the end, in the order of the enumeration. */
struct regression_plan regression_plan_of(const struct stat_input *in, size_t n, const char *const *names,
                                          struct stat_output *out);
/* coefficient:NAME and p_value:NAME; df INFINITY: normal. Returns the coefficient with its interval. */
struct estimate regression_put(const struct stat_input *in, struct stat_output *out, const struct regression_plan *plan,
                               const char *name, struct estimate e, double df);

#endif
