/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/concentration.h"
#include "stats/estimate.h"
#include "stats/pick.h"
#include "stats/quantiles.h"

static void run(const struct stat_input *in, struct stat_output *out) {
    struct picked p = pick_x(in, out);
    size_t n = p.n;
    if (p.weight) {
        n = values_sort_weighted(p.x, p.weight, p.n, &out->arena);
    } else {
        values_sort(p.x, p.n);
    }
    struct estimate e = p.n > 0 && n == 0 ? estimate_status(STAT_NO_WEIGHT, p.n) : gini_of(p.x, p.weight, n);
    stat_method(out, "Gini coefficient of concentration%s; 'gini_corrected' times n/(n − 1)",
                p.weight ? ", weighted" : "");
    stat_add_estimate(out, "gini", UNIT_SCORE3, e);
    if (e.status == STAT_OK && n < 2) {
        e = estimate_status(STAT_TOO_FEW, p.n);
    }
    e.value *= (double)n / ((double)n - 1);
    stat_add_estimate(out, "gini_corrected", UNIT_SCORE3, e);
}

const struct stat stat_gini = {
    .name = "gini",
    .family = "descriptives",
    .title = "Gini coefficient",
    .formula = "G = Σ (2 i − n − 1) x_(i)/(n Σ x); weighted Σ w_i x_i (2 C_{i−1} + w_i − W)/(W Σ w x), C the cumulated "
               "weights, W = Σ w; gini_corrected = G n/(n − 1)",
    .assumptions = "values of 0 or more that do not sum to 0",
    .source = "Gini (1912), Variabilità e mutabilità; Deltas (2003), Review of Economics and Statistics 85, 226–234 "
              "(correction)",
    .r = "x <- sort(x); n <- length(x); sum((2 * 1:n - n - 1) * x) / (n * sum(x))",
    .needs = NEEDS_X | X_NUMERIC,
    .options = "weight",
    .keys = "gini gini_corrected",
    .run = run,
    .example = {{"council12", "--x q1", "gini", 0.19583333333333333,
                 "x <- sort(q1); sum((2 * 1:12 - 13) * x) / (12 * sum(x))"}},
};
