/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/estimate.h"
#include "stats/multinomial.h"
#include "stats/tally.h"

static void run_with(const struct stat_input *in, struct stat_output *out,
                     void (*of)(const double *, int, double, double, struct estimate *)) {
    struct picked p = pick_x(in, out);
    p.weight = NULL;
    struct tally t = tally_of(&in->x[0], &p, &out->arena);
    struct estimate *e = ARENA_ARRAY(&out->arena, (size_t)t.k + 1, struct estimate);
    of(t.count, t.k, population_of(in), in->options.level, e);
    for (int i = 0; i < t.k; i++) {
        const char *name = tally_name(&in->x[0], &t, i, &out->arena);
        stat_add_estimate(out, arena_printf(&out->arena, "share:%s", name), UNIT_SHARE, e[i]);
    }
    if (t.k == 0) {
        stat_add_status(out, "share", UNIT_SHARE, STAT_TOO_FEW);
    }
    pick_without_design(in, out);
}

static void run_goodman(const struct stat_input *in, struct stat_output *out) {
    stat_method(out, "shares of all levels; Goodman's simultaneous intervals (Wilson at level 1 − α/k)%s",
                population_of(in) > 0 ? ", with the known population" : "");
    run_with(in, out, multinomial_goodman);
}

#define FEW_LEVELS 7 /* May and Johnson (1997) recommend Goodman's below */

static void run_sison_glaz(const struct stat_input *in, struct stat_output *out) {
    stat_method(out, "shares of all levels; simultaneous intervals of Sison and Glaz (May and Johnson's algorithm)");
    run_with(in, out, multinomial_sison_glaz);
    if (out->n_values < FEW_LEVELS) {
        stat_note(out,
                  "of fewer than %d levels these intervals hold less often than they claim (of three, about 90 %% "
                  "instead of 95 %%): see multinomial_goodman",
                  FEW_LEVELS);
    }
}

const struct stat stat_multinomial_goodman = {
    .name = "multinomial_goodman",
    .family = "proportions",
    .title = "Goodman's simultaneous intervals for shares",
    .formula = "(B + 2 x ± √(B (B + 4 x (n − x)/n)))/(2 (n + B)), B the upper α/k point of chi-square on 1 degree of "
               "freedom; with N known, n (N − 1)/(N − n) for n and x in proportion",
    .assumptions =
        "simple random sample; large counts (5 or more in each level); weights, strata and clusters are not used",
    .source = "Goodman (1965), Technometrics 7, 247–254",
    .r = "x <- table(x); n <- sum(x); B <- qchisq(1 - .05 / length(x), 1); (B + 2 * x - sqrt(B * (B + 4 * x * (n - x) "
         "/ n))) / (2 * (n + B))",
    .needs = NEEDS_X,
    .options = "level population fpc",
    .keys = "share:*",
    .run = run_goodman,
    .example = {{"sisonglaz1", "--x level --freq Freq", "share:a", 56.0 / 467, "56 / 467"}},
};

const struct stat stat_multinomial_sison_glaz = {
    .name = "multinomial_sison_glaz",
    .family = "proportions",
    .title = "Sison and Glaz's simultaneous intervals for shares",
    .formula = "x/n − c/n to x/n + (c + 2 γ)/n, c the greatest with ν(c) < 1 − α, γ = (1 − α − ν(c))/(ν(c + 1) − "
               "ν(c)); ν(c), the probability that all counts lie within c of those seen, by truncated Poisson "
               "variables with an Edgeworth series for their sum",
    .assumptions =
        "simple random sample; good for seven or more levels and small counts; two levels at least with a "
        "count; weights, strata and clusters are not used; with N known only a full enumeration is accounted for",
    .source = "Sison and Glaz (1995), Journal of the American Statistical Association 90, 366–369; May and Johnson "
              "(2000), Journal of Statistical Software 5(6); May and Johnson (1997), Communications in Statistics: "
              "Simulation and Computation 26 (seven levels)",
    .r = "prop.table(table(x)); MultinomialCI::multinomialCI(table(x), .05) # to four decimals",
    .needs = NEEDS_X,
    .options = "level population fpc",
    .keys = "share:*",
    .run = run_sison_glaz,
    .example = {{"sisonglaz1", "--x level --freq Freq", "share:a", 56.0 / 467, "56 / 467"}},
};
