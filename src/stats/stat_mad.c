/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/estimate.h"
#include "stats/pick.h"
#include "stats/quantiles.h"

static void run(const struct stat_input *in, struct stat_output *out) {
    struct picked p = pick_x(in, out);
    values_sort(p.x, p.n);
    stat_method(out, "median absolute deviation from the median; 'mad' times 1.4826, 'mad_raw' not%s",
                p.weight ? "; weights are not used" : "");
    double raw = median_deviation(p.x, p.n, median_of(p.x, p.n));
    struct estimate few = estimate_status(STAT_TOO_FEW, p.n);
    stat_add_estimate(out, "mad", UNIT_NONE, p.n == 0 ? few : estimate_value(1.4826 * raw, p.n));
    stat_add_estimate(out, "mad_raw", UNIT_NONE, p.n == 0 ? few : estimate_value(raw, p.n));
}

const struct stat stat_mad = {
    .name = "mad",
    .family = "descriptives",
    .title = "Median absolute deviation",
    .formula = "mad_raw = median |x − median(x)|; mad = 1.4826 · mad_raw, which estimates σ of a normal distribution",
    .assumptions = "none for the number; 'mad' is on the scale of σ under normality; weights are not used",
    .source = "Hampel (1974), Journal of the American Statistical Association 69, 383–393",
    .r = "mad(x); mad(x, constant = 1)",
    .needs = NEEDS_X | X_NUMERIC,
    .options = "",
    .keys = "mad mad_raw",
    .run = run,
    .example = {{"council12", "--x q1", "mad", 1.4826 / 2, "mad(q1)"}},
};
