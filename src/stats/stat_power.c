/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Power for an n, or n for a power: two proportions; one mean, two means, paired means. */
#include <math.h>
#include <string.h>

#include "stats/planning.h"
#include "stats/stat.h"

static double alpha_of(const struct stat_options *o) { return o->alpha > 0 ? o->alpha : 1 - o->level; }

static const char *sides(const struct stat_options *o) {
    return o->alternative == ALTERNATIVE_TWO_SIDED ? "two-sided" : "one-sided";
}

/* Exactly one of n and power must be given; the other was computed. */
static void add_plan(struct stat_output *out, double n, double power) {
    stat_add(out, "n_exact", UNIT_NONE, n);
    stat_add(out, "n", UNIT_COUNT, ceil(n - 1e-9 * fmax(n, 1)));
    stat_add(out, "power", UNIT_SHARE, power);
}

static bool has_one(const struct stat_options *o, struct stat_output *out) {
    bool is_fit = (o->n > 0) != (o->power > 0);
    if (!is_fit) {
        static const char *const keys[] = {"n_exact", "n", "power"};
        stat_note(out, "give either n or power");
        for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
            stat_add_status(out, keys[i], UNIT_NONE, STAT_UNDEFINED);
        }
    }
    return is_fit;
}

static bool is_fit_proportions(const struct stat_options *o) {
    return o->p1 >= 0 && o->p1 <= 1 && o->p2 >= 0 && o->p2 <= 1;
}

static void run_proportions(const struct stat_input *in, struct stat_output *out) {
    const struct stat_options *o = &in->options;
    struct two_proportions t = {
        .p1 = o->p1, .p2 = o->p2, .alpha = alpha_of(o), .is_one_sided = o->alternative != ALTERNATIVE_TWO_SIDED};
    stat_method(
        out,
        "two independent groups of n each, z test of equal proportions (pooled), normal approximation, %s alpha %g",
        sides(o), t.alpha);
    if (!has_one(o, out)) {
        return;
    }
    if (!is_fit_proportions(o)) {
        add_plan(out, NAN, NAN);
    } else if (o->n > 0) {
        add_plan(out, o->n, power_proportions(&t, o->n));
    } else {
        add_plan(out, power_proportions_n(&t, o->power), o->power);
    }
}

static void run_means(const struct stat_input *in, struct stat_output *out) {
    const struct stat_options *o = &in->options;
    const char *method = o->method ? o->method : "two_sample";
    struct mean_plan t = {.delta = o->effect,
                          .sd = o->sd > 0 ? o->sd : 1,
                          .alpha = alpha_of(o),
                          .is_one_sided = o->alternative != ALTERNATIVE_TWO_SIDED,
                          .is_two_sample = strcmp(method, "two_sample") == 0};
    bool is_known = t.is_two_sample || strcmp(method, "one_sample") == 0 || strcmp(method, "paired") == 0;
    stat_method(out, "%s t test, noncentral t, %s alpha %g, difference %g, sd %g%s", method, sides(o), t.alpha, t.delta,
                t.sd, strcmp(method, "paired") == 0 ? " of the differences" : "");
    if (!has_one(o, out)) {
        return;
    }
    if (!is_known || !(o->effect > 0)) {
        add_plan(out, NAN, NAN);
    } else if (o->n > 0) {
        add_plan(out, o->n, power_means(&t, o->n));
    } else {
        add_plan(out, power_means_n(&t, o->power), o->power);
    }
}

const struct stat stat_power_proportions = {
    .name = "power_proportions",
    .family = "planning",
    .title = "Power and n per group for two proportions",
    .formula = "power = Φ((√n |p₁ − p₂| − z √(2 p̄ q̄))/√(p₁ q₁ + p₂ q₂)); n = ((z √(2 p̄ q̄) + z_power √(p₁ q₁ + p₂ "
               "q₂))/|p₁ − p₂|)², z the 1 − α/2 quantile (one-sided 1 − α), α = 1 − level unless --alpha is given",
    .assumptions = "two groups of the same n; either --n or --power; the chance of a significant result in the wrong "
                   "direction is not counted",
    .source = "Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, 3rd ed., ch. 4",
    .r = "power.prop.test(p1 = .5, p2 = .75, sig.level = .05, power = .9)",
    .needs = NEEDS_NOTHING,
    .options = "n p1 p2 alpha power alternative level",
    .keys = "n n_exact power",
    .run = run_proportions,
    .example = {{"", "--p1 0.5 --p2 0.75 --power 0.9", "n", 77,
                 "ceiling(power.prop.test(p1 = .5, p2 = .75, power = .9)$n)"}},
};

const struct stat stat_power_means = {
    .name = "power_means",
    .family = "planning",
    .title = "Power and n for t tests",
    .formula = "power = P(T'(ν, δ) > t(1 − α/2; ν)), one-sided 1 − α, α = 1 − level unless --alpha is given; two "
               "samples: ν = 2 (n − 1), δ = √(n/2) effect/sd; one sample or pairs: ν = n − 1, δ = √n effect/sd",
    .assumptions = "normal values of equal variance; n per group or pairs; either --n or --power; the wrong direction "
                   "is not counted",
    .source = "Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed., ch. 2",
    .r = "power.t.test(n = 20, delta = 1, sd = 1, sig.level = .05, type = \"two.sample\")",
    .needs = NEEDS_NOTHING,
    .options = "n effect sd alpha power alternative method level",
    .methods = "two_sample one_sample paired",
    .keys = "n n_exact power",
    .run = run_means,
    .example = {{"", "--n 20 --effect 1 --sd 1", "power", 0.86895280169249778,
                 "power.t.test(n = 20, delta = 1, sd = 1)$power"}},
};
