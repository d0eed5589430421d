/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/estimate.h"
#include "stats/pick.h"

static void add_count(struct stat_output *out, const char *key, size_t n) { stat_add(out, key, UNIT_COUNT, (double)n); }

static void run(const struct stat_input *in, struct stat_output *out) {
    struct picked p = pick_x(in, out);
    stat_method(out, "counts of values and of missing values by kind");
    add_count(out, "n", p.n);
    add_count(out, "missing", in->x[0].n - p.n);
    add_count(out, "missing_blank", out->missing[STATE_BLANK]);
    add_count(out, "missing_not_asked", out->missing[STATE_NOT_ASKED]);
    add_count(out, "missing_na", out->missing[STATE_NA]);
    add_count(out, "missing_dk", out->missing[STATE_DK]);
    add_count(out, "missing_invalid", out->missing[STATE_INVALID]);
    if (p.weight) {
        stat_add(out, "weight_sum", UNIT_WEIGHT, p.weight_sum);
    }
}

const struct stat stat_counts = {
    .name = "counts",
    .family = "descriptives",
    .title = "Number of values, and of missing values by kind",
    .formula = "n = number of rows with a value; missing = rows − n, split into blank, not asked, not applicable, "
               "don't know and invalid; weight_sum = Σ w of the rows with a value, where weights are given",
    .assumptions = "none",
    .source = "by definition",
    .r = "sum(!is.na(x)); sum(is.na(x))",
    .needs = NEEDS_X,
    .options = "weight",
    .keys = "n missing missing_blank missing_not_asked missing_na missing_dk missing_invalid weight_sum",
    .run = run,
    .example = {{"apisrs", "--x api00", "n", 200, "sum(!is.na(apisrs$api00))"}},
};
