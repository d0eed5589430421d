/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/odds.h"

#include <math.h>

#include "stats/dist.h"

static struct estimate on_log_scale(double ratio, double variance, double level) {
    if (!isfinite(ratio) || ratio <= 0 || !isfinite(variance)) {
        return (struct estimate){.status = STAT_UNDEFINED, .se = -1, .df = -1};
    }
    double se = sqrt(variance), half = dist_normal_quantile((1 + level) / 2) * se;
    struct estimate e = {.value = ratio, .has_interval = true, .se = se, .df = -1};
    e.low = exp(log(ratio) - half);
    e.high = exp(log(ratio) + half);
    return e;
}

struct estimate odds_ratio_wald(const struct table2 *t, double level) {
    const double *x = t->count;
    return on_log_scale(x[0] / x[1] * (x[3] / x[2]), 1 / x[0] + 1 / x[1] + 1 / x[2] + 1 / x[3], level);
}

struct estimate relative_risk_wald(const struct table2 *t, double level) {
    const double *x = t->count;
    double variance = 1 / x[3] - 1 / t->row[1] + 1 / x[1] - 1 / t->row[0];
    return on_log_scale(x[3] / t->row[1] / (x[1] / t->row[0]), variance, level);
}
