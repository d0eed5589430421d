/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/design_input.h"

typedef struct sampled estimate_fn(struct taylor *t, const double *x);

static void run_each(struct design_input *d, const struct stat_input *in, struct stat_output *out,
                     estimate_fn *estimate) {
    stat_method(out, "%s from a design, by Taylor linearisation", d->key);
    if (!design_open(d, in, out, NEEDS_X | NEEDS_BY)) {
        return;
    }
    for (int g = 0; g < design_groups(d); g++) {
        const char *suffix = design_enter(d, g);
        struct sampled e = estimate(&d->t, in->x[0].value);
        design_add(d, "", suffix, &e, PART_DEFF);
    }
    stat_method(out, "%s by Taylor linearisation: %s; t interval with units − strata degrees of freedom", d->key,
                design_words(d));
    design_close(d);
}

static void run_mean(const struct stat_input *in, struct stat_output *out) {
    struct design_input d = {.key = "mean", .unit = UNIT_NONE};
    run_each(&d, in, out, taylor_mean);
}

static void run_total(const struct stat_input *in, struct stat_output *out) {
    struct design_input d = {.key = "total", .unit = UNIT_NONE};
    run_each(&d, in, out, taylor_total);
}

const struct stat stat_design_mean = {
    .name = "design_mean",
    .family = "designs",
    .title = "Mean from a weighted, stratified or clustered sample",
    .formula = "m = Σ w x/Σ w; z = w (x − m)/Σ w, summed to clusters; V = Σ over strata of (1 − n/N) n/(n − 1) Σ (z − "
               "z̄)²; m ± t(df) √V; df = clusters − strata; groups are domains of the whole design; deff = V/((1 − n/Σ "
               "w) s²/n), deff_replace = V/(s²/n)",
    .assumptions = "clusters are drawn independently within strata, several per stratum, with known weights; later "
                   "stages are not modelled. --lonely fail (default), remove, certainty, adjust, average: what a "
                   "stratum of one cluster adds to V",
    .source = "Binder (1983), International Statistical Review 51, 279–292; Lumley (2010), Complex Surveys, ch. 2 and "
              "3; Kish (1965), Survey Sampling (deff)",
    .r = "m <- survey::svymean(~x, design, deff = TRUE); m; confint(m, df = survey::degf(design)); survey::deff(m)",
    .needs = NEEDS_X | X_NUMERIC | TAKES_DESIGN,
    .options = "by level weight strata cluster fpc population lonely",
    .keys = "mean mean:* se se:* df df:* deff deff:* deff_replace deff_replace:*",
    .run = run_mean,
    .example = {{"apistrat", "--x api00 --weight pw --strata stype --fpc fpc", "mean", 662.2873631593208,
                 "svymean(~api00, svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = apistrat))"}},
};

const struct stat stat_design_total = {
    .name = "design_total",
    .family = "designs",
    .title = "Total from a weighted, stratified or clustered sample",
    .formula = "T = Σ w x; V = Σ over strata of (1 − n/N) n/(n − 1) Σ (z − z̄)² with z = w x summed to clusters; T ± "
               "t(df) √V; df = clusters − strata; deff = V/((Σ w)² (1 − n/Σ w) s²/n), deff_replace = V/((Σ w)² s²/n)",
    .assumptions = "as design_mean; weights are numbers of the population, not scaled",
    .source = "Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, ch. 2 and 4; Lumley (2010), "
              "Complex Surveys, ch. 2",
    .r = "t <- survey::svytotal(~x, design, deff = TRUE); t; confint(t, df = survey::degf(design)); survey::deff(t)",
    .needs = NEEDS_X | X_NUMERIC | TAKES_DESIGN,
    .options = "by level weight strata cluster fpc population lonely",
    .keys = "total total:* se se:* df df:* deff deff:* deff_replace deff_replace:*",
    .run = run_total,
    .example = {{"apistrat", "--x api99 --weight pw --strata stype --fpc fpc", "total", 3898471.6421813965,
                 "svytotal(~api99, svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = apistrat))"}},
};
