/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "stats/concentration.h"
#include "stats/estimate.h"
#include "stats/tally.h"

static void add_entropy(struct stat_output *out, const struct spread_over *s, int k) {
    stat_add(out, "entropy", UNIT_SCORE3, s->entropy);
    stat_add(out, "entropy_nats", UNIT_SCORE3, s->entropy * M_LN2);
    if (k > 1) {
        stat_add(out, "evenness", UNIT_SHARE, s->evenness);
    } else {
        stat_add_status(out, "evenness", UNIT_SHARE, STAT_CONSTANT);
    }
    stat_add(out, "heterogeneity", UNIT_SHARE, s->heterogeneity);
}

static void run(const struct stat_input *in, struct stat_output *out) {
    struct picked p = pick_x(in, out);
    struct tally t = tally_of(&in->x[0], &p, &out->arena);
    struct spread_over s = spread_over(t.count, t.k);
    stat_method(out,
                "Shannon entropy in bits (plug-in, no bias correction); evenness: over log₂ of the %d %s; "
                "heterogeneity: 1 − Σ p²",
                t.k, in->x[0].measure == MEASURE_NUMERIC ? "distinct values" : "levels");
    if (p.n == 0 || s.status != STAT_OK) {
        static const char *const keys[] = {"entropy", "entropy_nats", "evenness", "heterogeneity"};
        for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
            stat_add_status(out, keys[i], UNIT_SCORE3, p.n == 0 ? STAT_TOO_FEW : s.status);
        }
        return;
    }
    add_entropy(out, &s, t.k);
}

const struct stat stat_entropy = {
    .name = "entropy",
    .family = "descriptives",
    .title = "Entropy, evenness and heterogeneity",
    .formula = "H = −Σ p log₂ p in bits, entropy_nats = H ln 2; evenness = H/log₂ k over the k levels that there are, "
               "empty ones too; heterogeneity = 1 − Σ p² (Gini–Simpson)",
    .assumptions = "none for the number; the plug-in estimate is low by about (k − 1)/(2 n ln 2) bits",
    .source = "Shannon (1948), Bell System Technical Journal 27, 379–423; Simpson (1949), Nature 163, 688",
    .r = "p <- prop.table(table(x)); -sum(p * log2(p)); 1 - sum(p^2)",
    .needs = NEEDS_X,
    .options = "weight",
    .keys = "entropy entropy_nats evenness heterogeneity",
    .run = run,
    .example = {{"council12", "--x sector", "entropy", 1.5545851693377997, "p <- table(sector)/12; -sum(p*log2(p))"}},
};
