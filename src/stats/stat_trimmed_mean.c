/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/estimate.h"
#include "stats/pick.h"
#include "stats/quantiles.h"

static void run(const struct stat_input *in, struct stat_output *out) {
    struct picked p = pick_x(in, out);
    double trim = in->options.trim > 0 ? in->options.trim : 0;
    values_sort(p.x, p.n);
    stat_method(out, "mean without the ⌊%g·n⌋ least and greatest values%s", trim,
                p.weight ? "; weights are not used" : "");
    struct estimate e = estimate_status(STAT_TOO_FEW, p.n);
    stat_add_estimate(out, "trimmed_mean", UNIT_NONE,
                      p.n == 0 ? e : estimate_value(trimmed_mean_of(p.x, p.n, trim), p.n));
}

const struct stat stat_trimmed_mean = {
    .name = "trimmed_mean",
    .family = "descriptives",
    .title = "Trimmed mean",
    .formula = "mean of x_(k+1) … x_(n−k), k = ⌊trim·n⌋; the median where trim ≥ ½",
    .assumptions = "none for the number; weights are not used",
    .source = "Tukey and McLaughlin (1963), Sankhyā A 25, 331–352",
    .r = "mean(x, trim = .1)",
    .needs = NEEDS_X | X_NUMERIC,
    .options = "trim",
    .keys = "trimmed_mean",
    .run = run,
    .example = {{"council12", "--x q1 --trim 0.1", "trimmed_mean", 3.4, "mean(q1, trim = 0.1)"}},
};
