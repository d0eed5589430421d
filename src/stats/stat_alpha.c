/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cronbach's alpha: raw, standardised, and without each item. */
#include <math.h>

#include "stats/estimate.h"
#include "stats/scale_input.h"
#include "stats/scales.h"

#define KEYS "alpha alpha_standardised mean_correlation"

static double variance_of_sum(const struct covariance *c) {
    double total = 0;
    for (int i = 0; i < c->k * c->k; i++) {
        total += c->m[i];
    }
    return total;
}

static void put_alpha(const struct stat_input *in, struct stat_output *out, const struct scale *s) {
    double alpha = scale_alpha(s->c.m, s->c.k, -1);
    struct estimate e = scale_alpha_interval(alpha, s->c.n, s->c.k, in->options.level);
    cross_put_interval(out, s->inference, "alpha", e);
    if (!s->r) {
        cross_refuse(out, "alpha_standardised mean_correlation", s->c.status);
        return;
    }
    cross_put(out, "alpha_standardised", scale_alpha(s->r, s->c.k, -1));
    cross_put(out, "mean_correlation", scale_mean_correlation(s->r, s->c.k));
}

static void put_without(struct stat_output *out, const struct variable *item, const struct scale *s, int i) {
    enum stat_status status = s->c.k < 3 ? STAT_TOO_FEW : STAT_OK;
    scale_put(out, "alpha_without", item, status, scale_alpha(s->c.m, s->c.k, i));
    status = status == STAT_OK && !s->r ? s->c.status : status;
    scale_put(out, "alpha_standardised_without", item, status, status == STAT_OK ? scale_alpha(s->r, s->c.k, i) : 0);
}

static void run(const struct stat_input *in, struct stat_output *out) {
    struct scale s = scale_pick(in, out);
    bool is_fit = s.c.status == STAT_OK || s.c.status == STAT_CONSTANT;
    stat_method(out, "Cronbach's alpha; %g %% interval of Feldt (1965)%s", 100 * in->options.level,
                s.picked.weight ? "; weighted covariances, no interval" : "");
    if (!is_fit || !(variance_of_sum(&s.c) > 0)) {
        cross_refuse(out, KEYS, is_fit ? STAT_CONSTANT : s.c.status);
        return;
    }
    put_alpha(in, out, &s);
    for (int i = 0; i < s.c.k; i++) {
        put_without(out, &in->x[i], &s, i);
        if (scale_varies(&s, i) && scale_item_rest(s.c.m, s.c.k, i) < 0) {
            stat_note(out, "'%s' runs against the other items: is it to be reversed?", in->x[i].name);
        }
    }
}

const struct stat stat_alpha = {
    .name = "alpha",
    .family = "scales",
    .title = "Cronbach's alpha",
    .formula = "α = k/(k − 1) · (1 − Σ s²ᵢ/s²_sum); standardised: of the correlations; alpha_without:ITEM of the other "
               "items; interval 1 − (1 − α) · F quantiles, df n − 1 and (n − 1)(k − 1)",
    .assumptions = "items measure one thing equally well (tau-equivalent), else alpha is a lower bound; interval: "
                   "normal, compound symmetry; weighted covariances have none",
    .source = "Cronbach (1951), Psychometrika 16, 297–334; Feldt (1965), Psychometrika 30, 357–370 (interval)",
    .r = "a <- psych::alpha(d, check.keys = FALSE); a$total; a$feldt; a$alpha.drop",
    .needs = NEEDS_MANY_X | X_NUMERIC,
    .options = "level weight strata cluster fpc population",
    .keys = KEYS " alpha_without:* alpha_standardised_without:*",
    .run = run,
    .example = {{"council12", "--x q1,q2,q3,q4", "alpha", 0.93034128097241686,
                 "psych::alpha(d[, c(\"q1\", \"q2\", \"q3\", \"q4\")])$total$raw_alpha"},
                {"council12", "--x q1,q2,q3,q4", "alpha_without:q1", 0.87151898734177216,
                 "psych::alpha(d[, c(\"q1\", \"q2\", \"q3\", \"q4\")])$alpha.drop[\"q1\", \"raw_alpha\"]"}},
};
