/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fisher's exact test of an r × c table. */
#include <math.h>

#include "stats/cross.h"
#include "stats/fisher.h"
#include "stats/hyper.h"

#define KEYS "p_value mc_error odds_ratio mid_p_value"

static void say_infinite(struct stat_output *out, const struct estimate *odds) {
    if (odds->status == STAT_OK && isinf(odds->value)) {
        stat_note(out, "the odds ratio is infinite (a cell is 0); its interval begins at %.6g", odds->low);
    }
}

static void two_by_two(const struct stat_input *in, struct stat_output *out, const struct cross *c) {
    static const char *const side[] = {"two-sided (tables not more probable)", "one-sided (less)",
                                       "one-sided (greater)"};
    const double *x = c->table.count;
    struct hyper h = hyper_of(x[0], x[1], x[2], x[3]);
    struct estimate odds = hyper_odds_ratio(&h, in->options.level, HYPER_EXACT);
    stat_method(
        out,
        "Fisher's exact test, %s; odds ratio: conditional maximum likelihood, %g %% interval by inverting both tails",
        side[in->options.alternative], 100 * in->options.level);
    say_infinite(out, &odds);
    cross_put_p(out, c->inference, "p_value", hyper_p(&h, in->options.alternative));
    cross_put(out, "mc_error", 0);
    cross_put_interval(out, c->inference, "odds_ratio", odds);
    cross_put_p(out, c->inference, "mid_p_value", hyper_mid_p(&h));
}

static void larger(const struct stat_input *in, struct stat_output *out, const struct cross *c) {
    struct fisher f = fisher_test(&c->table, in->options.draws, in->options.seed, &out->arena);
    if (f.is_exact) {
        stat_method(out, "Fisher's exact test of a %d × %d table, two-sided, all tables enumerated", c->table.r,
                    c->table.c);
    } else {
        stat_method(
            out,
            "Fisher's exact test of a %d × %d table, two-sided, %ld tables with the same margins drawn from seed %llu",
            c->table.r, c->table.c, f.draws, (unsigned long long)in->options.seed);
    }
    cross_put_p(out, c->inference, "p_value", f.p);
    cross_put(out, "mc_error", f.mc_error);
    stat_add_status(out, "odds_ratio", UNIT_NONE, STAT_UNDEFINED);
    stat_add_status(out, "mid_p_value", UNIT_P, STAT_UNDEFINED);
}

static void run(const struct stat_input *in, struct stat_output *out) {
    struct cross c = cross_pick(in, out);
    stat_method(out, "Fisher's exact test");
    if (c.status == STAT_OK && (c.picked.weight || !table2_is_whole(&c.table))) {
        c.status = STAT_UNDEFINED;
        stat_note(out, "an exact test needs counts, not sums of weights, whole ones neither");
    }
    if (c.status != STAT_OK) {
        cross_refuse(out, KEYS, c.status);
    } else if (c.table.r == 2 && c.table.c == 2) {
        two_by_two(in, out, &c);
    } else {
        larger(in, out, &c);
    }
}

const struct stat stat_fisher = {
    .name = "fisher",
    .family = "association",
    .title = "Fisher's exact test",
    .formula =
        "p = Σ of the probabilities, given the margins, of the tables not more probable than the one observed "
        "(relative tolerance 1e-7); 2 × 2: odds_ratio, the conditional maximum likelihood estimate with its interval "
        "by inverting both tails, and mid_p_value, twice the smaller tail with the observed table counted half",
    .assumptions = "simple random sample (no p value with weights, strata or clusters). Tables are enumerated where "
                   "their number allows, else p is estimated from drawn ones (--draws, 100,000) with its Monte Carlo "
                   "error; odds ratio and one-sided tests are for 2 × 2 tables",
    .source = "Fisher (1935), Journal of the Royal Statistical Society 98, 39–54; Freeman and Halton (1951), "
              "Biometrika 38, 141–149; Mehta and Patel (1983), Journal of the American Statistical Association 78, "
              "427–434; Patefield (1981), Applied Statistics 30, 91–97 (drawing); Lancaster (1961), Journal of the "
              "American Statistical Association 56, 223–234 (mid-p)",
    .r = "fisher.test(table(x, y)); t <- table(x, y); epitools::ormidp.test(t[1, 1], t[1, 2], t[2, 1], t[2, 2])",
    .needs = NEEDS_X | NEEDS_Y,
    .options = "level alternative draws seed population fpc",
    .keys = KEYS,
    .run = run,
    .example = {{"council12", "--x has --y sector", "p_value", 0.75757575757575657,
                 "fisher.test(table(has, sector))$p.value"}},
};
