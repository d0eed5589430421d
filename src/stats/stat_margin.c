/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Margin of error of a sample, and the sample for a margin. */
#include <math.h>

#include "stats/planning.h"
#include "stats/stat.h"

static double share_assumed(const struct stat_options *o) { return o->p1 >= 0 ? o->p1 : 0.5; }

static void say_method(const struct stat_options *o, struct stat_output *out) {
    if (o->sd >= 0) {
        stat_method(out, "normal interval of a mean with sd %g%s", o->sd,
                    o->population > 0 ? ", finite population correction 1 − n/N" : "");
    } else {
        stat_method(out, "normal (Wald) interval of a proportion of %g%s", share_assumed(o),
                    o->population > 0 ? ", finite population correction (N − n)/(N − 1)" : "");
    }
}

static void run_margin(const struct stat_input *in, struct stat_output *out) {
    const struct stat_options *o = &in->options;
    double margin = o->sd >= 0 ? margin_mean(o->n, o->sd, o->population, o->level)
                               : margin_proportion(o->n, share_assumed(o), o->population, o->level);
    say_method(o, out);
    if (!(o->n > 0)) {
        stat_note(out, "give --n, the size of the sample");
    } else if (o->population > 0 && o->n > o->population) {
        stat_note(out, "the sample (--n) is larger than the population");
    }
    stat_add(out, "margin", o->sd >= 0 ? UNIT_NONE : UNIT_SHARE, margin);
}

/* Up to the next whole number, forgiving rounding noise; no more than there are. */
static double rounded_up(double n, double population) {
    double up = ceil(n - 1e-9 * fmax(n, 1));
    return population > 0 && up > population ? population : up;
}

static void run_size(const struct stat_input *in, struct stat_output *out) {
    const struct stat_options *o = &in->options;
    double n = o->sd >= 0 ? size_mean(o->margin, o->sd, o->population, o->level)
                          : size_proportion(o->margin, share_assumed(o), o->population, o->level);
    say_method(o, out);
    if (!(o->margin > 0)) {
        stat_note(out, "give --margin, half the width that the interval is to have");
    }
    stat_add(out, "n_exact", UNIT_NONE, n);
    stat_add(out, "n", UNIT_COUNT, rounded_up(n, o->population));
    if (o->response > 0) {
        stat_add(out, "invitations", UNIT_COUNT, rounded_up(rounded_up(n, o->population) / o->response, 0));
        if (o->population > 0 && rounded_up(n, o->population) / o->response > o->population) {
            stat_note(out,
                      "more invitations than the population has members: the margin is out of reach at that response");
        }
    }
}

const struct stat stat_margin_of_error = {
    .name = "margin_of_error",
    .family = "planning",
    .title = "Margin of error of a sample of n",
    .formula = "proportion: z √(p (1 − p)/n · (N − n)/(N − 1)), p = 0.5 unless --p1 is given; mean (--sd given): z "
               "sd/√n · √(1 − n/N)",
    .assumptions = "simple random sample, normal approximation",
    .source = "Cochran (1977), Sampling Techniques, 3rd ed., ch. 2 and 3",
    .r = "n <- 400; p <- .5; qnorm(.975) * sqrt(p * (1 - p) / n); N <- 1000; qnorm(.975) * sqrt(p * (1 - p) / n * (N - "
         "n) / (N - 1))",
    .needs = NEEDS_NOTHING,
    .options = "n p1 sd population level",
    .keys = "margin",
    .run = run_margin,
    .example = {{"", "--n 400 --p1 0.5", "margin", 0.048999099613501344, "qnorm(.975) * sqrt(.25/400)"}},
};

const struct stat stat_sample_size = {
    .name = "sample_size",
    .family = "planning",
    .title = "Sample size for a margin of error",
    .formula = "proportion: n₀ = z² p (1 − p)/e², n = n₀ N/(N − 1 + n₀), p = 0.5 unless --p1 is given; mean (--sd "
               "given): n₀ = (z sd/e)², n = n₀/(1 + n₀/N); rounded up; invitations = n/response, rounded up",
    .assumptions = "simple random sample, normal approximation; those who do not respond are like those who do",
    .source = "Cochran (1977), Sampling Techniques, 3rd ed., sections 4.4 and 4.6",
    .r = "p <- .5; e <- .05; N <- 1000; n0 <- qnorm(.975)^2 * p * (1 - p) / e^2; ceiling(n0 * N / (N - 1 + n0))",
    .needs = NEEDS_NOTHING,
    .options = "margin p1 sd population level response",
    .keys = "n n_exact invitations",
    .run = run_size,
    .example = {{"", "--margin 0.05 --population 1000", "n", 278,
                 "n0 <- qnorm(.975)^2 * .25 / .05^2; ceiling(n0 * 1000 / (999 + n0))"}},
};
