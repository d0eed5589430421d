/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pearson's and Spearman's correlation. */
#include <math.h>

#include "stats/correlate.h"
#include "stats/cross.h"

#define PEARSON_KEYS "pearson t df p_value"
#define SPEARMAN_KEYS "spearman s p_value"

static void put_statistic(struct stat_output *out, const char *key, double x, enum stat_status status) {
    if (status != STAT_OK) {
        stat_add_status(out, key, cross_unit(key), status);
    } else {
        cross_put(out, key, x);
    }
}

static void run_pearson(const struct stat_input *in, struct stat_output *out) {
    struct picked p = pick_xy(in, out);
    enum inference inference = inference_of(in, p.n);
    stat_method(out, "Pearson's correlation; %g %% interval by Fisher's z; p value: t test", 100 * in->options.level);
    struct correlation c = pearson(p.x, p.y, p.weight, p.n, &in->options);
    if (c.status == STAT_OK && p.weight_sum <= 0) {
        c.status = STAT_NO_WEIGHT;
    }
    if (c.status != STAT_OK) {
        cross_refuse(out, PEARSON_KEYS, c.status);
        return;
    }
    enum stat_status test = inference == INFERENCE_DESIGN ? STAT_UNDEFINED : p.n < 3 ? STAT_TOO_FEW : STAT_OK;
    if (!c.e.has_interval) {
        c.e.low = 1;
        c.e.high = -1;
    }
    cross_put_interval(out, inference, "pearson", c.e);
    put_statistic(out, "t", c.statistic, test);
    put_statistic(out, "df", c.df, test);
    if (test == STAT_TOO_FEW) {
        stat_add_status(out, "p_value", UNIT_P, test);
    } else {
        cross_put_p(out, inference, "p_value", c.p);
    }
}

static void run_spearman(const struct stat_input *in, struct stat_output *out) {
    struct picked p = pick_xy(in, out);
    enum inference inference = inference_of(in, p.n);
    struct correlation c = spearman(p.x, p.y, p.n, &in->options, &out->arena);
    stat_method(
        out, "Spearman's rank correlation (average ranks for ties); %g %% interval of Bonett and Wright; p value: %s",
        100 * in->options.level,
        !c.is_exact ? "t approximation"
        : p.n <= 9  ? "exact, all permutations"
                    : "Edgeworth series (AS 89)");
    if (c.status == STAT_OK && p.weight) {
        c.status = STAT_UNDEFINED;
        stat_note(out, "ranks are not defined for sampling weights");
    }
    if (c.status != STAT_OK) {
        cross_refuse(out, SPEARMAN_KEYS, c.status);
        return;
    }
    if (!c.e.has_interval) {
        c.e.low = 1;
        c.e.high = -1;
    }
    cross_put_interval(out, inference, "spearman", c.e);
    cross_put(out, "s", c.statistic);
    cross_put_p(out, inference, "p_value", c.p);
}

const struct stat stat_pearson = {
    .name = "pearson",
    .family = "association",
    .title = "Pearson's correlation",
    .formula = "r = Σ (x − x̄)(y − ȳ)/√(Σ (x − x̄)² Σ (y − ȳ)²); t = r √((n − 2)/(1 − r²)), df = n − 2; interval "
               "tanh(atanh r ± z/√(n − 3))",
    .assumptions = "numbers; the test and the interval assume a bivariate normal simple random sample. Weighted: the "
                   "coefficient alone",
    .source = "Pearson (1896), Philosophical Transactions of the Royal Society A 187, 253–318; Fisher (1921), Metron "
              "1, 3–32 (interval)",
    .r = "cor.test(x, y); cov.wt(cbind(x, y), w / sum(w), cor = TRUE)$cor",
    .needs = NEEDS_X | NEEDS_Y | X_NUMERIC | Y_NUMERIC | TAKES_DESIGN,
    .options = "level alternative weight strata cluster fpc population",
    .keys = PEARSON_KEYS,
    .run = run_pearson,
    .example = {{"council12", "--x q1 --y q2", "pearson", 0.81649658092772581, "cor(q1, q2)"}},
};

const struct stat stat_spearman = {
    .name = "spearman",
    .family = "association",
    .title = "Spearman's rank correlation",
    .formula = "Pearson's r of the ranks; S = (n³ − n)(1 − r)/6; interval tanh(atanh r ± z √((1 + r²/2)/(n − 3)))",
    .assumptions = "ordinal variables or numbers, simple random sample, no weights; p value exact for n ≤ 9 without "
                   "ties, Edgeworth series to 1,290, else t",
    .source = "Spearman (1904), American Journal of Psychology 15, 72–101; Best and Roberts (1975), Applied Statistics "
              "24, 377–379 (p value); Bonett and Wright (2000), Psychometrika 65, 23–28 (interval)",
    .r = "cor.test(x, y, method = \"spearman\")",
    .needs = NEEDS_X | NEEDS_Y | X_NUMERIC | Y_NUMERIC,
    .options = "level alternative population fpc",
    .keys = SPEARMAN_KEYS,
    .run = run_spearman,
    .example = {{"council12", "--x q1 --y q2", "spearman", 0.85084171496913796, "cor(q1, q2, method = \"spearman\")"}},
};
