/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How strong an association between two nominal variables is: V, phi, the contingency coefficient. */
#include <math.h>

#include "stats/chisq.h"
#include "stats/cross.h"

#define V_KEYS "cramers_v cramers_v_corrected"
#define PHI_KEYS "phi contingency contingency_corrected"

static void run_v(const struct stat_input *in, struct stat_output *out) {
    struct cross c = cross_pick(in, out);
    stat_method(
        out, "Cramér's V with %g %% interval from the noncentral chi-square distribution; bias correction of Bergsma",
        100 * in->options.level);
    if (c.status != STAT_OK) {
        cross_refuse(out, V_KEYS, c.status);
        return;
    }
    if (c.inference == INFERENCE_DESIGN) {
        cross_put(out, "cramers_v", cramers_v_alone(&c.table));
        stat_add_status(out, "cramers_v_corrected", UNIT_NONE, STAT_UNDEFINED);
    } else {
        cross_put_interval(out, c.inference, "cramers_v", cramers_v(&c.table, in->options.level));
        cross_put(out, "cramers_v_corrected", cramers_v_corrected(&c.table));
    }
}

static void run_phi(const struct stat_input *in, struct stat_output *out) {
    struct cross c = cross_pick(in, out);
    stat_method(out, "phi (with its sign for a 2 × 2 table) and contingency coefficient, no interval");
    if (c.status != STAT_OK) {
        cross_refuse(out, PHI_KEYS, c.status);
        return;
    }
    double x = chisq_of(&c.table).statistic, k = fmin(c.table.r, c.table.c), contingency = sqrt(x / (x + c.table.n));
    cross_put(out, "phi", phi_of(&c.table));
    cross_put(out, "contingency", contingency);
    cross_put(out, "contingency_corrected", contingency / sqrt((k - 1) / k));
}

const struct stat stat_cramers_v = {
    .name = "cramers_v",
    .family = "association",
    .title = "Cramér's V",
    .formula = "V = √(X²/(n · min(r − 1, c − 1))); interval: the noncentralities λ at which X² is the upper and lower "
               "quantile, λ in place of X²; corrected: φ² = max(0, X²/n − (r − 1)(c − 1)/(n − 1)), r' = r − (r − "
               "1)²/(n − 1), c' alike, √(φ²/min(r' − 1, c' − 1))",
    .assumptions = "nominal variables; the interval holds for a simple random sample. Weighted: V of the weighted "
                   "table without interval",
    .source =
        "Cramér (1946), Mathematical Methods of Statistics, p. 282; Smithson (2003), Confidence Intervals (noncentral "
        "chi-square); Bergsma (2013), Journal of the Korean Statistical Society 42, 323–328 (correction)",
    .r = "vcd::assocstats(table(x, y))$cramer; X <- chisq.test(table(x, y), correct = FALSE); sqrt(uniroot(function(l) "
         "pchisq(X$statistic, X$parameter, l) - .975, c(0, X$statistic), tol = 1e-9)$root / length(x) / "
         "(min(dim(table(x, y))) - 1))",
    .needs = NEEDS_X | NEEDS_Y | TAKES_DESIGN,
    .options = "level weight strata cluster fpc population",
    .keys = V_KEYS,
    .run = run_v,
    .example = {{"haireyecolor", "--x Hair --y Eye --freq Freq", "cramers_v", 0.27904462334265839,
                 "vcd::assocstats(margin.table(HairEyeColor, 1:2))$cramer"}},
};

const struct stat stat_phi = {
    .name = "phi",
    .family = "association",
    .title = "Phi and contingency coefficient",
    .formula = "φ = (a d − b c)/√(product of the four margins), √(X²/n) beyond 2 × 2; C = √(X²/(X² + n)); corrected: "
               "C/√((k − 1)/k), k = min(r, c)",
    .assumptions = "nominal variables; C of tables of different size compares only when corrected",
    .source = "Yule (1912), Journal of the Royal Statistical Society 75, 579–652; Pearson (1904), Drapers' Company "
              "Research Memoirs, Biometric Series I; Sakoda (1977), Proceedings of the Social Statistics Section, "
              "American Statistical Association, 777–780 (corrected)",
    .r = "psych::phi(table(x, y), 12); vcd::assocstats(table(x, y))$contingency",
    .needs = NEEDS_X | NEEDS_Y | TAKES_DESIGN,
    .options = "weight",
    .keys = PHI_KEYS,
    .run = run_phi,
    .example = {{"haireyecolor", "--x Hair --y Eye --freq Freq", "contingency", 0.43515853883059324,
                 "vcd::assocstats(margin.table(HairEyeColor, 1:2))$contingency"}},
};
