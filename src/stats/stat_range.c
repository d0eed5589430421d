/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ends of the data, and their sum. */
#include "stats/estimate.h"
#include "stats/moments.h"
#include "stats/pick.h"

static void run_range(const struct stat_input *in, struct stat_output *out) {
    struct picked p = pick_x(in, out);
    struct moments m = moments_of(p.x, NULL, p.n);
    double value[] = {m.least, m.most, m.most - m.least};
    static const char *const keys[] = {"min", "max", "range"};
    stat_method(out, "least and greatest value%s", p.weight ? "; weights are not used" : "");
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        stat_add_estimate(out, keys[i], UNIT_NONE,
                          m.status == STAT_OK ? estimate_value(value[i], p.n) : estimate_status(m.status, p.n));
    }
}

static void run_sum(const struct stat_input *in, struct stat_output *out) {
    struct picked p = pick_x(in, out);
    struct moments m = moments_of(p.x, p.weight, p.n);
    stat_method(out, "%s, compensated (Neumaier)", p.weight ? "weighted sum Σ w x" : "sum");
    stat_add(out, "sum", UNIT_NONE, m.sum);
}

const struct stat stat_range = {
    .name = "range",
    .family = "descriptives",
    .title = "Minimum, maximum and range",
    .formula = "min x, max x, max x − min x",
    .assumptions = "none; weights are not used",
    .source = "by definition",
    .r = "range(x); diff(range(x))",
    .needs = NEEDS_X | X_NUMERIC,
    .options = "",
    .keys = "min max range",
    .run = run_range,
    .example = {{"council12", "--x q1", "max", 5, "max(q1)"}},
};

const struct stat stat_sum = {
    .name = "sum",
    .family = "descriptives",
    .title = "Sum",
    .formula = "Σ x, or Σ w x; 0 when there is no value",
    .assumptions = "none",
    .source = "Neumaier (1974), Zeitschrift für Angewandte Mathematik und Mechanik 54, 39–51",
    .r = "sum(x); sum(w * x)",
    .needs = NEEDS_X | X_NUMERIC,
    .options = "weight",
    .keys = "sum",
    .run = run_sum,
    .example = {{"council12", "--x q1", "sum", 40, "sum(q1)"}},
};
