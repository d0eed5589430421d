/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of independence of two variables: Pearson's χ² and the likelihood ratio. */
#include <math.h>
#include <string.h>

#include "stats/chisq.h"
#include "stats/cross.h"
#include "stats/fisher.h"

#define CHI_KEYS "chi_square df p_value asymptotic_p_value yates yates_p_value expected_min expected_under_5 mc_error"
#define G_KEYS "likelihood_ratio df p_value"

enum choice { CHOICE_AUTO, CHOICE_PEARSON, CHOICE_YATES, CHOICE_EXACT };

static enum choice choice_of(const char *method, const struct chisq *x, enum inference inference) {
    static const char *const names[] = {"auto", "pearson", "yates", "exact"};
    for (int k = 1; method && k < 4; k++) {
        if (strcmp(method, names[k]) == 0) {
            return (enum choice)k == CHOICE_YATES && isnan(x->yates) ? CHOICE_PEARSON : (enum choice)k;
        }
    }
    return inference == INFERENCE_SIMPLE && chisq_wants_exact(x) ? CHOICE_EXACT : CHOICE_PEARSON;
}

static void say_switch(struct stat_output *out, const struct chisq *x) {
    if (chisq_wants_exact(x)) {
        stat_note(out,
                  "switched to Fisher's exact test: %.0f %% of the expected counts are under 5, the smallest is %.3g",
                  100 * x->expected_under_5, x->expected_min);
    }
}

/* p value by the chosen method; says in the method string which. */
static double chosen_p(enum choice choice, const struct chisq *x, struct fisher *f, struct stat_output *out) {
    if (choice == CHOICE_EXACT && f->status == STAT_OK) {
        stat_method(
            out,
            f->is_exact
                ? "Pearson's chi-square; p value: Fisher's exact test, two-sided"
                : "Pearson's chi-square; p value: Fisher's exact test by %ld tables drawn with the same margins",
            f->draws);
        return f->p;
    }
    if (choice == CHOICE_YATES) {
        stat_method(out, "chi-square test of independence with Yates' continuity correction");
        return x->yates_p;
    }
    stat_method(out, "Pearson's chi-square test of independence without continuity correction");
    return x->p;
}

static void run_chi_square(const struct stat_input *in, struct stat_output *out) {
    struct cross c = cross_pick(in, out);
    stat_method(out, "Pearson's chi-square test of independence");
    if (c.status != STAT_OK) {
        cross_refuse(out, CHI_KEYS, c.status);
        return;
    }
    struct chisq x = chisq_of(&c.table);
    enum choice choice = choice_of(in->options.method, &x, c.inference);
    struct fisher f = {.status = STAT_UNDEFINED};
    if (choice == CHOICE_EXACT && c.inference == INFERENCE_SIMPLE) {
        f = fisher_test(&c.table, in->options.draws, in->options.seed, &out->arena);
        say_switch(out, &x);
    }
    double p = chosen_p(choice, &x, &f, out);
    cross_put(out, "chi_square", x.statistic);
    cross_put(out, "df", x.df);
    cross_put_p(out, c.inference, "p_value", p);
    cross_put_p(out, c.inference, "asymptotic_p_value", x.p);
    cross_put(out, "yates", x.yates);
    cross_put_p(out, c.inference, "yates_p_value", x.yates_p);
    cross_put(out, "expected_min", x.expected_min);
    stat_add(out, "expected_under_5", UNIT_SHARE, x.expected_under_5);
    cross_put(out, "mc_error", f.status == STAT_OK ? f.mc_error : 0);
}

static void run_likelihood_ratio(const struct stat_input *in, struct stat_output *out) {
    struct cross c = cross_pick(in, out);
    stat_method(out, "likelihood ratio (G) test of independence, no correction");
    if (c.status != STAT_OK) {
        cross_refuse(out, G_KEYS, c.status);
        return;
    }
    struct chisq x = chisq_of(&c.table);
    if (chisq_wants_exact(&x)) {
        stat_note(out, "%.0f %% of the expected counts are under 5: see Fisher's exact test", 100 * x.expected_under_5);
    }
    cross_put(out, "likelihood_ratio", x.g);
    cross_put(out, "df", x.df);
    cross_put_p(out, c.inference, "p_value", x.g_p);
}

const struct stat stat_chi_square = {
    .name = "chi_square",
    .family = "association",
    .title = "Chi-square test of independence",
    .formula = "X² = Σ (O − E)²/E, E = row sum · column sum/n, df = (r − 1)(c − 1); yates (2 × 2): |O − E| less min(½, "
               "|O − E|); expected_under_5: share of the cells with E < 5",
    .assumptions = "simple random sample (no p value with weights, strata or clusters); expected counts that are not "
                   "small: when more than 20 % are under 5 or one is under 1, the p value is Fisher's exact one and a "
                   "note says so (--method auto; pearson keeps the approximation, yates corrects it, exact is "
                   "Fisher's). Empty rows and columns are left out",
    .source = "Pearson (1900), Philosophical Magazine 50, 157–175; Yates (1934), Supplement to the Journal of the "
              "Royal Statistical Society 1, 217–235; Cochran (1954), Biometrics 10, 417–451 (the rule)",
    .r = "chisq.test(table(x, y), correct = FALSE); chisq.test(table(x, y)); fisher.test(table(x, y))$p.value",
    .needs = NEEDS_X | NEEDS_Y,
    .options = "method draws seed weight strata cluster fpc population",
    .methods = "auto pearson yates exact",
    .keys = CHI_KEYS,
    .run = run_chi_square,
    .example = {{"haireyecolor", "--x Hair --y Eye --freq Freq", "chi_square", 138.28984162600827,
                 "chisq.test(margin.table(HairEyeColor, 1:2))$statistic"},
                {"council12", "--x has --y sector", "p_value", 0.75757575757575657,
                 "fisher.test(table(has, sector))$p.value"}},
};

const struct stat stat_likelihood_ratio = {
    .name = "likelihood_ratio",
    .family = "association",
    .title = "Likelihood ratio test of independence",
    .formula = "G = 2 Σ O ln(O/E), df = (r − 1)(c − 1)",
    .assumptions = "simple random sample (no p value with weights, strata or clusters); expected counts that are not "
                   "small. Empty rows and columns are left out",
    .source = "Wilks (1935), Annals of Mathematical Statistics 6, 190–196",
    .r = "vcd::assocstats(table(x, y))$chisq_tests[\"Likelihood Ratio\", ]",
    .needs = NEEDS_X | NEEDS_Y,
    .options = "weight strata cluster fpc population",
    .keys = G_KEYS,
    .run = run_likelihood_ratio,
    .example = {{"haireyecolor", "--x Hair --y Eye --freq Freq", "likelihood_ratio", 146.44357846451612,
                 "vcd::assocstats(margin.table(HairEyeColor, 1:2))$chisq_tests[1, 1]"}},
};
