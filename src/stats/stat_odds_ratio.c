/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Odds ratio and relative risk of a 2 × 2 table. */
#include <math.h>

#include "stats/cross.h"
#include "stats/hyper.h"
#include "stats/odds.h"
#include "stats/success.h"

#define OR_KEYS "odds_ratio odds_ratio_exact odds_ratio_midp p_value mid_p_value"
#define RR_KEYS "relative_risk risk_reference risk_exposed"

/* The second column is to be the outcome: exchanges the columns when the first one is. */
static void turn(const struct stat_input *in, struct cross *c) {
    struct success s = success_of(in->y, in->options.success);
    int first = c->y[0];
    bool is_first = false, is_named = in->options.success != NULL;
    for (size_t i = 0; i < c->picked.n; i++) {
        first = c->y[i] < first ? c->y[i] : first;
    }
    for (size_t i = 0; i < c->picked.n && is_named; i++) {
        is_first |= c->y[i] == first && is_success(&s, c->picked.y[i]);
    }
    if (s.status == STAT_OK && is_first) {
        double *x = c->table.count, a = x[0], b = x[2];
        x[0] = x[1];
        x[1] = a;
        x[2] = x[3];
        x[3] = b;
        table2_sum(&c->table);
    } else if (is_named && s.status != STAT_OK) {
        c->status = STAT_WRONG_LEVEL;
    }
}

static struct cross picked_two(const struct stat_input *in, struct stat_output *out, const char *keys) {
    struct cross c = cross_pick(in, out);
    if (c.status == STAT_OK && (c.table.r != 2 || c.table.c != 2)) {
        c.status = STAT_WRONG_LEVEL;
        stat_note(out, "needs a 2 × 2 table, not %d × %d", c.table.r, c.table.c);
    }
    if (c.status == STAT_OK) {
        turn(in, &c);
    }
    if (c.status != STAT_OK) {
        cross_refuse(out, keys, c.status);
    }
    return c;
}

static void put_exact(const struct stat_input *in, struct stat_output *out, const struct cross *c) {
    const double *x = c->table.count;
    if (!table2_is_whole(&c->table) || c->inference == INFERENCE_DESIGN) {
        cross_refuse(out, "odds_ratio_exact odds_ratio_midp p_value mid_p_value", STAT_UNDEFINED);
        return;
    }
    struct hyper h = hyper_of(x[0], x[1], x[2], x[3]);
    struct estimate exact = hyper_odds_ratio(&h, in->options.level, HYPER_EXACT),
                    midp = hyper_odds_ratio(&h, in->options.level, HYPER_MID_P);
    if (isinf(exact.value)) {
        stat_note(out, "the odds ratio is infinite (a cell is 0); its exact interval begins at %.6g, by mid-p at %.6g",
                  exact.low, midp.low);
    }
    cross_put_interval(out, c->inference, "odds_ratio_exact", exact);
    cross_put_interval(out, c->inference, "odds_ratio_midp", midp);
    cross_put_p(out, c->inference, "p_value", hyper_p(&h, in->options.alternative));
    cross_put_p(out, c->inference, "mid_p_value", hyper_mid_p(&h));
}

static void run_odds(const struct stat_input *in, struct stat_output *out) {
    stat_method(out,
                "odds ratio with %g %% intervals: Wald on the log scale; conditional maximum likelihood with exact "
                "tails; median unbiased "
                "with mid-p tails; p value: Fisher's exact test",
                100 * in->options.level);
    struct cross c = picked_two(in, out, OR_KEYS);
    if (c.status == STAT_OK) {
        cross_put_interval(out, c.inference, "odds_ratio", odds_ratio_wald(&c.table, in->options.level));
        put_exact(in, out, &c);
    }
}

static void run_risk(const struct stat_input *in, struct stat_output *out) {
    stat_method(out, "relative risk, second row over first, with %g %% Wald interval on the log scale",
                100 * in->options.level);
    struct cross c = picked_two(in, out, RR_KEYS);
    if (c.status == STAT_OK) {
        cross_put_interval(out, c.inference, "relative_risk", relative_risk_wald(&c.table, in->options.level));
        stat_add(out, "risk_reference", UNIT_SHARE, c.table.count[1] / c.table.row[0]);
        stat_add(out, "risk_exposed", UNIT_SHARE, c.table.count[3] / c.table.row[1]);
    }
}

const struct stat stat_odds_ratio = {
    .name = "odds_ratio",
    .family = "association",
    .title = "Odds ratio",
    .formula =
        "OR = a d/(b c); Wald: ln OR ± z √(1/a + 1/b + 1/c + 1/d); exact and mid-p: odds ratios at which the tails of "
        "the noncentral hypergeometric distribution, with the observed table counted whole or half, hold (1 − level)/2",
    .assumptions = "2 × 2 table of a simple random sample; the outcome is the second column (--success names another); "
                   "with a cell of 0 the Wald estimate is undefined, the exact one has one bound",
    .source = "Woolf (1955), Annals of Human Genetics 19, 251–253; Cornfield (1956), Proceedings of the Third Berkeley "
              "Symposium 4, 135–148; Rothman and Greenland (1998), Modern Epidemiology, 2nd ed. (mid-p)",
    .r = "t <- table(x, y); epitools::oddsratio.wald(t)$measure; epitools::oddsratio.fisher(t)$measure; "
         "epitools::oddsratio.midp(t)$measure # the last two to the tolerance of uniroot",
    .needs = NEEDS_X | NEEDS_Y,
    .options = "level alternative success weight strata cluster fpc population",
    .keys = OR_KEYS,
    .run = run_odds,
    .example = {{"titanic", "--x Sex --y Survived --freq Freq", "odds_ratio", 10.146965961679857,
                 "epitools::oddsratio.wald(margin.table(Titanic, c(2, 4)))$measure[2, 1]"}},
};

const struct stat stat_relative_risk = {
    .name = "relative_risk",
    .family = "association",
    .title = "Relative risk",
    .formula = "RR = (d/(c + d))/(b/(a + b)); interval: ln RR ± z √(1/d − 1/(c + d) + 1/b − 1/(a + b))",
    .assumptions = "2 × 2 table of a simple random sample; the first row is the reference, the outcome is the second "
                   "column (--success names another)",
    .source = "Katz, Baptista, Azen and Pike (1978), Biometrics 34, 469–474",
    .r = "epitools::riskratio.wald(table(x, y))$measure",
    .needs = NEEDS_X | NEEDS_Y,
    .options = "level success weight strata cluster fpc population",
    .keys = RR_KEYS,
    .run = run_risk,
    .example = {{"titanic", "--x Sex --y Survived --freq Freq", "relative_risk", 3.4521653429184296,
                 "epitools::riskratio.wald(margin.table(Titanic, c(2, 4)))$measure[2, 1]"}},
};
