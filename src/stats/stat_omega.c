/* SPDX-License-Identifier: GPL-3.0-or-later */
/* McDonald's omega of a one-factor model. */
#include <math.h>
#include <string.h>

#include "stats/estimate.h"
#include "stats/scale_input.h"
#include "stats/scales.h"

#define KEYS "omega omega_standardised omega_total"

/* 1 − Σ u/Σ r, as psych::omega's omega.tot. */
static double omega_total(const struct one_factor *f, const double *r, int k) {
    struct sum all = {0}, own = {0};
    for (int i = 0; i < k * k; i++) {
        sum_add(&all, r[i]);
    }
    for (int i = 0; i < k; i++) {
        sum_add(&own, f->uniqueness[i]);
    }
    return 1 - sum_value(&own) / sum_value(&all);
}

static void put_factor(const struct stat_input *in, struct stat_output *out, const struct one_factor *f) {
    for (int i = 0; i < in->n_x; i++) {
        scale_put(out, "loading", &in->x[i], STAT_OK, f->loading[i]);
        scale_put(out, "uniqueness", &in->x[i], STAT_OK, f->uniqueness[i]);
    }
    if (f->n_improper > 0) {
        stat_note(out, "improper solution (Heywood): %d of the uniquenesses are held at 0.005", f->n_improper);
    }
}

static void run(const struct stat_input *in, struct stat_output *out) {
    struct scale s = scale_pick(in, out);
    bool is_minres = in->options.method && strcmp(in->options.method, "minres") == 0;
    bool is_known = !in->options.method || is_minres || strcmp(in->options.method, "ml") == 0;
    struct one_factor f = {.status = s.c.status};
    stat_method(out, "McDonald's omega, one factor by %s on the correlations",
                is_minres ? "minimum residuals" : "maximum likelihood");
    if (!is_known) {
        stat_note(out, "--method is ml or minres, not '%s'", in->options.method);
        f.status = STAT_UNDEFINED;
    } else if (s.r) {
        f = factor_fit(s.r, s.c.k, is_minres ? FACTOR_MINRES : FACTOR_ML, &out->arena);
    }
    if (f.status != STAT_OK) {
        cross_refuse(out, KEYS, f.status);
        return;
    }
    double *sd = ARENA_ARRAY(&out->arena, (size_t)s.c.k, double);
    for (int i = 0; i < s.c.k; i++) {
        sd[i] = sqrt(s.c.m[i * s.c.k + i]);
    }
    cross_put(out, "omega", factor_omega(&f, s.c.k, sd));
    cross_put(out, "omega_standardised", factor_omega(&f, s.c.k, NULL));
    cross_put(out, "omega_total", omega_total(&f, s.r, s.c.k));
    put_factor(in, out, &f);
}

const struct stat stat_omega = {
    .name = "omega",
    .family = "scales",
    .title = "McDonald's omega",
    .formula = "ω = (Σ s λ)²/((Σ s λ)² + Σ s² u), s the items' standard deviations (1 for the standardised one), λ "
               "loadings and u uniquenesses (at least 0.005) of one factor fitted to the correlations by maximum "
               "likelihood (--method ml) or minimum residuals (minres); omega_total = 1 − Σ u/Σ r",
    .assumptions = "one factor, uncorrelated errors; at least three items; without an interval",
    .source = "McDonald (1999), Test Theory: A Unified Treatment; Jöreskog (1967), Psychometrika 32, 443–482 (ml); "
              "Harman and Jones (1966), Psychometrika 31, 351–368 (minres)",
    .r = "f <- factanal(d, 1); sum(f$loadings)^2 / (sum(f$loadings)^2 + sum(f$uniquenesses)); f <- psych::fa(d, 1, fm "
         "= \"minres\"); psych::omega(d, 1, fm = \"ml\")$omega.tot",
    .needs = NEEDS_MANY_X | X_NUMERIC,
    .options = "weight method",
    .methods = "ml minres",
    .keys = KEYS " loading:* uniqueness:*",
    .run = run,
    .example = {{"council12", "--x q1,q2,q3,q4", "omega_standardised", 0.9410527255530553,
                 "f <- factanal(d[, c(\"q1\", \"q2\", \"q3\", \"q4\")], 1); sum(f$loadings)^2/(sum(f$loadings)^2 + "
                 "sum(f$uniquenesses))"}},
};
