/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of equal variances: Levene, Brown-Forsythe, Bartlett, Fligner-Killeen. */
#include <math.h>
#include <string.h>

#include "stats/comparison.h"
#include "stats/dist.h"
#include "stats/pick.h"
#include "stats/quantiles.h"

static double median_in(const double *x, size_t n, double *scratch) {
    memcpy(scratch, x, n * sizeof *x);
    values_sort(scratch, n);
    return median_of(scratch, n);
}

/* |x − centre of its group| */
static double *distances(const double *x, const size_t *start, int k, bool median, struct arena *a) {
    size_t n = start[k];
    double *d = ARENA_ARRAY(a, n + 1, double), *sorted = ARENA_ARRAY(a, n + 1, double);
    for (int g = 0; g < k; g++) {
        size_t m = start[g + 1] - start[g];
        double centre = median ? median_in(x + start[g], m, sorted) : group_moments_of(x + start[g], m).mean;
        for (size_t i = start[g]; i < start[g + 1]; i++) {
            d[i] = fabs(x[i] - centre);
        }
    }
    return d;
}

struct comparison levene_test(const double *x, const size_t *start, int k, bool median, struct arena *scratch) {
    if (k < 2) {
        return comparison_failed(STAT_EMPTY);
    }
    struct anova a = anova_of(distances(x, start, k, median, scratch), start, k);
    struct comparison c = comparison_failed(a.status);
    if (a.status == STAT_OK) {
        c.statistic = a.f;
        c.df = a.df_between;
        c.df2 = a.df_within;
        c.p = a.p;
    }
    return c;
}

struct comparison bartlett_test(const struct group_moments *g, int k) {
    double df = 0, ss = 0, logs = 0, inverse = 0;
    for (int i = 0; i < k; i++) {
        double f = (double)g[i].n - 1;
        if (f < 1 || !(g[i].variance > 0)) {
            return comparison_failed(f < 1 ? STAT_TOO_FEW : STAT_CONSTANT);
        }
        df += f;
        ss += g[i].ss;
        logs += f * log(g[i].variance);
        inverse += 1 / f;
    }
    if (k < 2) {
        return comparison_failed(STAT_EMPTY);
    }
    struct comparison c = comparison_failed(STAT_OK);
    c.statistic = fmax(0, df * log(ss / df) - logs) / (1 + (inverse - 1 / df) / (3 * (k - 1)));
    c.df = k - 1;
    c.p = dist_chisq_upper(c.statistic, c.df);
    return c;
}

struct comparison fligner_test(const double *x, const size_t *start, int k, struct arena *scratch) {
    size_t n = start[k];
    if (k < 2 || n < 2) {
        return comparison_failed(n < 2 ? STAT_TOO_FEW : STAT_EMPTY);
    }
    double *d = distances(x, start, k, true, scratch), *score = ARENA_ARRAY(scratch, n, double), between = 0;
    ranks_of(d, n, score, scratch);
    for (size_t i = 0; i < n; i++) {
        score[i] = dist_normal_quantile((1 + score[i] / (double)(n + 1)) / 2);
    }
    struct group_moments all = group_moments_of(score, n);
    for (int g = 0; g < k; g++) {
        struct group_moments m = group_moments_of(score + start[g], start[g + 1] - start[g]);
        between += (double)m.n * (m.mean - all.mean) * (m.mean - all.mean);
    }
    struct comparison c = comparison_failed(all.variance > 1e-28 ? STAT_OK : STAT_CONSTANT);
    if (c.status == STAT_OK) {
        c.statistic = between / all.variance;
        c.df = k - 1;
        c.p = dist_chisq_upper(c.statistic, c.df);
    }
    return c;
}

/* ---- descriptors ---------------------------------------------------------------------------------------------- */
static void run_levene(const struct stat_input *in, struct stat_output *out) {
    struct compare_groups g = compare_groups_of(in, out);
    struct comparison c = levene_test(g.x, g.start, g.k, false, &out->arena);
    stat_method(out, "Levene's test of equal variances in %d groups (distances from the means), F test", g.k);
    comparison_add(out, &c, (struct comparison_keys){NULL, "f", compare_is_simple_census(in, out)});
}

static void run_brown_forsythe(const struct stat_input *in, struct stat_output *out) {
    struct compare_groups g = compare_groups_of(in, out);
    struct comparison c = levene_test(g.x, g.start, g.k, true, &out->arena);
    stat_method(out, "Brown-Forsythe test of equal variances in %d groups (distances from the medians), F test", g.k);
    comparison_add(out, &c, (struct comparison_keys){NULL, "f", compare_is_simple_census(in, out)});
}

static void run_bartlett(const struct stat_input *in, struct stat_output *out) {
    struct compare_groups g = compare_groups_of(in, out);
    struct group_moments *m = ARENA_ARRAY(&out->arena, (size_t)g.k + 1, struct group_moments);
    for (int i = 0; i < g.k; i++) {
        m[i] = group_moments_of(g.x + g.start[i], g.start[i + 1] - g.start[i]);
    }
    struct comparison c = bartlett_test(m, g.k);
    stat_method(out, "Bartlett's test of equal variances in %d groups, chi-square approximation", g.k);
    comparison_add(out, &c, (struct comparison_keys){NULL, "chi_square", compare_is_simple_census(in, out)});
}

static void run_fligner(const struct stat_input *in, struct stat_output *out) {
    struct compare_groups g = compare_groups_of(in, out);
    struct comparison c = fligner_test(g.x, g.start, g.k, &out->arena);
    stat_method(
        out, "Fligner-Killeen test of equal variances in %d groups (medians, normal scores), chi-square approximation",
        g.k);
    comparison_add(out, &c, (struct comparison_keys){NULL, "chi_square", compare_is_simple_census(in, out)});
}

const struct stat stat_levene = {
    .name = "levene",
    .family = "comparison",
    .title = "Levene's test of equal variances",
    .formula = "one-way analysis of variance of |x − group mean|",
    .assumptions = "independent observations, symmetric distributions",
    .source = "Levene (1960), in Contributions to Probability and Statistics, 278–292",
    .r = "anova(lm(abs(x - ave(x, g)) ~ factor(g)))",
    .needs = NEEDS_X | NEEDS_BY | X_NUMERIC,
    .options = "population fpc",
    .keys = "f df1 df2 p_value",
    .run = run_levene,
    .example = {{"council12", "--x q1 --by sector", "f", 0.28851291184327699,
                 "anova(lm(abs(q1 - ave(q1, sector)) ~ sector))$F[1]"}},
};

const struct stat stat_brown_forsythe = {
    .name = "brown_forsythe",
    .family = "comparison",
    .title = "Brown-Forsythe test of equal variances",
    .formula = "one-way analysis of variance of |x − group median|",
    .assumptions = "independent observations",
    .source = "Brown and Forsythe (1974), Journal of the American Statistical Association 69, 364–367",
    .r = "anova(lm(abs(x - ave(x, g, FUN = median)) ~ factor(g)))",
    .needs = NEEDS_X | NEEDS_BY | X_NUMERIC,
    .options = "population fpc",
    .keys = "f df1 df2 p_value",
    .run = run_brown_forsythe,
    .example = {{"council12", "--x q1 --by sector", "f", 0.20149253731343283,
                 "anova(lm(abs(q1 - ave(q1, sector, FUN = median)) ~ sector))$F[1]"}},
};

const struct stat stat_bartlett = {
    .name = "bartlett",
    .family = "comparison",
    .title = "Bartlett's test of equal variances",
    .formula = "χ² = (f ln s² − Σ f_i ln s_i²)/(1 + (Σ 1/f_i − 1/f)/(3 (k − 1))), f_i = n_i − 1, f = Σ f_i, s² = Σ f_i "
               "s_i²/f, df = k − 1",
    .assumptions = "independent observations, normal distributions (the test is sensitive to their violation)",
    .source = "Bartlett (1937), Proceedings of the Royal Society A 160, 268–282",
    .r = "bartlett.test(x ~ g)",
    .needs = NEEDS_X | NEEDS_BY | X_NUMERIC,
    .options = "population fpc",
    .keys = "chi_square df p_value",
    .run = run_bartlett,
    .example = {{"council12", "--x q1 --by sector", "chi_square", 0.13421985314398782,
                 "bartlett.test(q1 ~ sector)$statistic"}},
};

const struct stat stat_fligner = {
    .name = "fligner",
    .family = "comparison",
    .title = "Fligner-Killeen test of equal variances",
    .formula = "normal scores a = Φ⁻¹((1 + rank |x − group median|/(N + 1))/2); χ² = Σ n_i (mean a_i − mean "
               "a)²/var(a), df = k − 1",
    .assumptions = "independent observations",
    .source = "Conover, Johnson and Johnson (1981), Technometrics 23, 351–361",
    .r = "fligner.test(x ~ g)",
    .needs = NEEDS_X | NEEDS_BY | X_NUMERIC,
    .options = "population fpc",
    .keys = "chi_square df p_value",
    .run = run_fligner,
    .example = {{"council12", "--x q1 --by sector", "chi_square", 0.52392643165320574,
                 "fligner.test(q1 ~ sector)$statistic"}},
};
