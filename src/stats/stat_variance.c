/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/moments.h"
#include "stats/pick.h"

static struct moments picked_moments(const struct stat_input *in, struct stat_output *out) {
    struct picked p = pick_x(in, out);
    stat_method(out, "%s", p.weight ? "weighted, n/(n − 1)·Σ w (x − m)²/Σ w" : "sum of squares over n − 1");
    return moments_of(p.x, p.weight, p.n);
}

static void run_variance(const struct stat_input *in, struct stat_output *out) {
    struct moments m = picked_moments(in, out);
    stat_add_estimate(out, "variance", UNIT_NONE, moments_variance(&m));
}

static void run_sd(const struct stat_input *in, struct stat_output *out) {
    struct moments m = picked_moments(in, out);
    stat_add_estimate(out, "sd", UNIT_NONE, moments_sd(&m));
}

const struct stat stat_variance = {
    .name = "variance",
    .family = "descriptives",
    .title = "Variance",
    .formula = "s² = Σ (x − m)²/(n − 1); with weights n/(n − 1) Σ w (x − m)²/Σ w, n the number of weights above 0",
    .assumptions = "none for the number; two values at least",
    .source = "Chan, Golub and LeVeque (1983), The American Statistician 37, 242–247 (two passes)",
    .r = "var(x); survey::svyvar(~x, survey::svydesign(~1, weights = ~w, data = d))",
    .needs = NEEDS_X | X_NUMERIC,
    .options = "weight",
    .keys = "variance",
    .run = run_variance,
    .example = {{"council12", "--x q1", "variance", 50.0 / 33, "var(q1)"}},
};

const struct stat stat_sd = {
    .name = "sd",
    .family = "descriptives",
    .title = "Standard deviation",
    .formula = "s = √(Σ (x − m)²/(n − 1)); with weights √(n/(n − 1) Σ w (x − m)²/Σ w), n the number of weights above 0",
    .assumptions = "none for the number; two values at least",
    .source = "Chan, Golub and LeVeque (1983), The American Statistician 37, 242–247 (two passes)",
    .r = "sd(x); sqrt(survey::svyvar(~x, survey::svydesign(~1, weights = ~w, data = d))[1])",
    .needs = NEEDS_X | X_NUMERIC,
    .options = "weight",
    .keys = "sd",
    .run = run_sd,
    .example = {{"council12", "--x q1", "sd", 1.2309149097933274, "sd(q1)"}},
};
