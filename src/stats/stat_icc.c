/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intraclass correlations of several raters, one column each. */
#include "stats/cross.h"
#include "stats/estimate.h"
#include "stats/raters.h"

#define KEYS "icc1 icc2 icc3 icc1k icc2k icc3k f_one_way p_value_one_way f_two_way p_value_two_way"

static void put_icc(struct stat_output *out, enum inference inference, const char *key, struct estimate e) {
    if (!e.has_interval) {
        e.low = 1;
        e.high = -1;
    }
    cross_put_interval(out, inference, key, e);
}

static void run(const struct stat_input *in, struct stat_output *out) {
    struct picked p;
    double *x = pick_matrix(in, out, &p);
    struct icc r = icc_of(x, p.n, in->n_x, in->options.level);
    enum inference inference = inference_of(in, p.n);
    static const char *const names[] = {"icc1", "icc2", "icc3"}, *const averages[] = {"icc1k", "icc2k", "icc3k"};
    stat_method(out,
                "intraclass correlations of %d raters (Shrout and Fleiss), analysis of variance; %g %% intervals of "
                "McGraw and Wong; p values: F tests of no "
                "difference between subjects",
                in->n_x, 100 * in->options.level);
    if (p.weight) {
        stat_note(out, "weights are not used: neither intervals nor p values");
    }
    if (r.status != STAT_OK) {
        cross_refuse(out, KEYS, r.status);
        return;
    }
    for (int i = 0; i < 3; i++) {
        put_icc(out, inference, names[i], r.single[i]);
    }
    for (int i = 0; i < 3; i++) {
        put_icc(out, inference, averages[i], r.average[i]);
    }
    cross_put(out, "f_one_way", r.f[0]);
    cross_put_p(out, inference, "p_value_one_way", r.p[0]);
    cross_put(out, "f_two_way", r.f[1]);
    cross_put_p(out, inference, "p_value_two_way", r.p[1]);
}

const struct stat stat_icc = {
    .name = "icc",
    .family = "scales",
    .title = "Intraclass correlations",
    .formula = "icc1 = (S − W)/(S + (k − 1) W); icc2 = (S − E)/(S + (k − 1) E + k (R − E)/n); icc3 = (S − E)/(S + (k − "
               "1) E); of averages: (S − W)/S, (S − E)/(S + (R − E)/n), (S − E)/S; mean squares S of subjects, R of "
               "raters, E of the rest, W within subjects; F = S/W (one-way) and S/E (two-way)",
    .assumptions =
        "icc1: each subject has its own raters; icc2: raters are drawn from many, absolute agreement; icc3: these "
        "raters only, consistency; normal; simple random sample of subjects; subjects with a gap are left out",
    .source = "Shrout and Fleiss (1979), Psychological Bulletin 86, 420–428; McGraw and Wong (1996), Psychological "
              "Methods 1, 30–46 (intervals)",
    .r = "psych::ICC(as.matrix(d), lmer = FALSE)$results",
    .needs = NEEDS_MANY_X | X_NUMERIC,
    .options = "level population fpc",
    .keys = KEYS,
    .run = run,
    .example = {{"assessors", "--x a,b,c", "icc2", 0.81283422459893051,
                 "psych::ICC(cbind(a, b, c), lmer = FALSE)$results[2, 2]"},
                {"shrout_fleiss", "--x j1,j2,j3,j4", "icc1k", 0.44279713367926893,
                 "psych::ICC(as.matrix(d), lmer = FALSE)$results[4, 2] # Shrout and Fleiss (1979), table 4: .44"}},
};
