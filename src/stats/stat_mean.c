/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/estimate.h"
#include "stats/moments.h"
#include "stats/pick.h"

static void run(const struct stat_input *in, struct stat_output *out) {
    struct picked p = pick_x(in, out);
    const struct stat_options *o = &in->options;
    double population = population_of(in);
    struct moments m = moments_of(p.x, p.weight, p.n);
    struct estimate e = moments_mean(&m, o->level, population);
    stat_method(
        out, "%s%s%s", p.weight ? "weighted mean; linearised standard error" : "arithmetic mean; standard error s/√n",
        population > 0 ? " with finite population correction (1 − n/N)" : "", "; t interval, n − 1 degrees of freedom");
    stat_add_estimate(out, "mean", UNIT_NONE, e);
    if (p.weight) {
        struct moments plain = moments_of(p.x, NULL, p.n);
        stat_add_estimate(out, "unweighted_mean", UNIT_NONE, moments_mean(&plain, o->level, population));
    }
    if (in->design && (in->design->stratum || in->design->cluster)) {
        stat_note(out, "strata and clusters are not used here: see the statistics of family designs");
    }
}

const struct stat stat_mean = {
    .name = "mean",
    .family = "descriptives",
    .title = "Arithmetic mean, weighted where weights are given",
    .formula =
        "m = Σ w x/Σ w; SE² = (1 − n/N) s²/n, with weights (1 − n/N) n/(n − 1) Σ w²(x − m)²/(Σ w)²; m ± t(n − 1) SE",
    .assumptions = "simple random sample, or independent draws with unequal weights; for the interval, a mean that is "
                   "nearly normal; strata and clusters are not used",
    .source = "Cochran (1977), Sampling Techniques, 3rd ed., ch. 2; Särndal, Swensson and Wretman (1992), Model "
              "Assisted Survey Sampling, ch. 5",
    .r = "mean(x); t.test(x)$conf.int; survey::svymean(~x, survey::svydesign(~1, weights = ~w, data = d))",
    .needs = NEEDS_X | X_NUMERIC,
    .options = "weight level population fpc",
    .keys = "mean unweighted_mean",
    .run = run,
    .example = {{"apisrs", "--x api00", "mean", 656.585, "mean(apisrs$api00)"}},
};
