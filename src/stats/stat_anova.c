/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One-way analysis of variance, Fisher's and Welch's, with shares of variance explained. */
#include <math.h>

#include "stats/comparison.h"
#include "stats/dist.h"

/* Σx − n·c, so that means far from zero keep the digits of their differences. */
static double sum_above(const double *x, size_t n, double c) {
    struct sum s = {0};
    for (size_t i = 0; i < n; i++) {
        sum_add(&s, x[i] - c);
    }
    return sum_value(&s);
}

static double squares_about(const double *x, size_t n, double c, double mean_above) {
    struct sum s = {0};
    for (size_t i = 0; i < n; i++) {
        double d = x[i] - c - mean_above;
        sum_add(&s, d * d);
    }
    return sum_value(&s);
}

static void anova_effects(struct anova *a) {
    double total = a->ss_between + a->ss_within;
    a->eta2 = a->ss_between / total;
    a->epsilon2 = (a->ss_between - a->df_between * a->ms_within) / total;
    a->omega2 = (a->ss_between - a->df_between * a->ms_within) / (total + a->ms_within);
}

struct anova anova_of(const double *x, const size_t *start, int k) {
    size_t n = k > 0 ? start[k] : 0;
    struct anova a = {
        .n = n, .df_between = k - 1, .df_within = (double)n - k, .eta2 = NAN, .omega2 = NAN, .epsilon2 = NAN};
    if (n == 0 || k < 2) {
        a.status = n == 0 ? STAT_TOO_FEW : STAT_EMPTY;
        return a;
    }
    double c = x[0], grand = sum_above(x, n, c) / (double)n;
    struct sum between = {0}, within = {0};
    for (int g = 0; g < k; g++) {
        size_t m = start[g + 1] - start[g];
        double mean = sum_above(x + start[g], m, c) / (double)m;
        sum_add(&between, (double)m * (mean - grand) * (mean - grand));
        sum_add(&within, squares_about(x + start[g], m, c, mean));
    }
    a.ss_between = sum_value(&between);
    a.ss_within = sum_value(&within);
    if (a.df_within < 1) {
        a.status = STAT_TOO_FEW;
        return a;
    }
    a.ms_between = a.ss_between / a.df_between;
    a.ms_within = a.ss_within / a.df_within;
    if (!(a.ss_within > 1e-28 * a.ss_between)) {
        a.status = STAT_CONSTANT;
        return a;
    }
    a.f = a.ms_between / a.ms_within;
    a.p = dist_f_upper(a.f, a.df_between, a.df_within);
    anova_effects(&a);
    return a;
}

struct comparison anova_welch(const struct group_moments *g, int k) {
    if (k < 2) {
        return comparison_failed(STAT_EMPTY);
    }
    double sum_w = 0, mean = 0, between = 0, correction = 0;
    for (int i = 0; i < k; i++) {
        if (g[i].n < 2) {
            return comparison_failed(STAT_TOO_FEW);
        }
        if (!(g[i].variance > 0)) {
            return comparison_failed(STAT_CONSTANT);
        }
        sum_w += (double)g[i].n / g[i].variance;
    }
    for (int i = 0; i < k; i++) {
        mean += (double)g[i].n / g[i].variance / sum_w * (g[i].mean - g[0].mean);
    }
    for (int i = 0; i < k; i++) {
        double w = (double)g[i].n / g[i].variance, off = g[i].mean - g[0].mean - mean;
        between += w * off * off;
        correction += (1 - w / sum_w) * (1 - w / sum_w) / (double)(g[i].n - 1);
    }
    double lambda = correction / ((double)k * k - 1);
    struct comparison c = comparison_failed(STAT_OK);
    c.statistic = between / ((k - 1) * (1 + 2 * (k - 2) * lambda));
    c.df = k - 1;
    c.df2 = 1 / (3 * lambda);
    c.p = dist_f_upper(c.statistic, c.df, c.df2);
    return c;
}

bool anova_effect_interval(const struct anova *a, double level, double *low, double *high) {
    double n = (double)a->n;
    if (a->status != STAT_OK) {
        return false;
    }
    double l = effect_ncp_f(a->f, a->df_between, a->df_within, (1 + level) / 2);
    double h = effect_ncp_f(a->f, a->df_between, a->df_within, (1 - level) / 2);
    *low = l / (l + n);
    *high = h / (h + n);
    return isfinite(l) && isfinite(h);
}

/* ---- descriptors ---------------------------------------------------------------------------------------------- */
static void add_or_status(struct stat_output *out, const char *key, enum unit unit, double value,
                          enum stat_status status) {
    if (status == STAT_OK) {
        stat_add(out, key, unit, value);
    } else {
        stat_add_status(out, key, unit, status);
    }
}

static void add_share(struct stat_output *out, const char *key, double value, const struct anova *a, double level,
                      bool is_census) {
    double low = value, high = value;
    if (a->status != STAT_OK) {
        stat_add_status(out, key, UNIT_SHARE, a->status);
    } else if (is_census || anova_effect_interval(a, level, &low, &high)) {
        stat_add_interval(out, key, UNIT_SHARE, value, low, high);
    } else {
        stat_add(out, key, UNIT_SHARE, value);
    }
}

static void run_anova(const struct stat_input *in, struct stat_output *out) {
    struct compare_groups g = compare_groups_of(in, out);
    struct anova a = anova_of(g.x, g.start, g.k);
    bool is_census = compare_is_simple_census(in, out);
    enum stat_status sums = g.n == 0 ? STAT_TOO_FEW : g.k < 2 ? STAT_EMPTY : STAT_OK;
    enum stat_status means = sums != STAT_OK ? sums : a.df_within < 1 ? STAT_TOO_FEW : STAT_OK;
    enum stat_status test = is_census ? STAT_CENSUS : a.status;
    stat_method(out,
                "one-way analysis of variance of %d groups, F test; %g %% interval of the population's share of "
                "variance by noncentral F",
                g.k, 100 * in->options.level);
    add_or_status(out, "ss_between", UNIT_NONE, a.ss_between, sums);
    add_or_status(out, "ss_within", UNIT_NONE, a.ss_within, sums);
    add_or_status(out, "df_between", UNIT_NONE, a.df_between, sums);
    add_or_status(out, "df_within", UNIT_NONE, a.df_within, sums);
    add_or_status(out, "ms_between", UNIT_NONE, a.ms_between, means);
    add_or_status(out, "ms_within", UNIT_NONE, a.ms_within, means);
    add_or_status(out, "residual_sd", UNIT_NONE, sqrt(a.ms_within), means);
    add_or_status(out, "f", UNIT_NONE, a.f, test);
    add_or_status(out, "p_value", UNIT_P, a.p, test);
    add_share(out, "eta_squared", a.eta2, &a, in->options.level, is_census);
    add_share(out, "epsilon_squared", a.epsilon2, &a, in->options.level, is_census);
    add_share(out, "omega_squared", a.omega2, &a, in->options.level, is_census);
}

static void run_welch(const struct stat_input *in, struct stat_output *out) {
    struct compare_groups g = compare_groups_of(in, out);
    struct group_moments *m = ARENA_ARRAY(&out->arena, (size_t)g.k + 1, struct group_moments);
    for (int i = 0; i < g.k; i++) {
        m[i] = group_moments_of(g.x + g.start[i], g.start[i + 1] - g.start[i]);
    }
    struct comparison c = anova_welch(m, g.k);
    bool is_census = compare_is_simple_census(in, out);
    stat_method(out, "Welch's one-way analysis of means of %d groups (unequal variances), F test", g.k);
    comparison_add(out, &c, (struct comparison_keys){NULL, "f", is_census});
}

const struct stat stat_anova = {
    .name = "anova",
    .family = "comparison",
    .title = "One-way analysis of variance",
    .formula = "F = (SS_b/(k − 1))/(SS_w/(N − k)); η² = SS_b/SS_t; ε² = (SS_b − (k − 1) MS_w)/SS_t; ω² = (SS_b − (k − "
               "1) MS_w)/(SS_t + MS_w); interval of all three: λ/(λ + N) where the noncentral F(λ) has F as its upper "
               "and lower quantile",
    .assumptions = "independent observations; equal variances; normal distributions or groups that are not small",
    .source = "Fisher (1925), Statistical Methods for Research Workers, ch. 7; Kelley (1935), Proceedings of the "
              "National Academy of Sciences 21, 554–559 (ε²); Hays (1963), Statistics for Psychologists (ω²); Steiger "
              "(2004), Psychological Methods 9, 164–182 (interval)",
    .r = "anova(lm(x ~ factor(g))); summary(lm(x ~ factor(g)))$r.squared",
    .needs = NEEDS_X | NEEDS_BY | X_NUMERIC,
    .options = "level population fpc",
    .keys = "ss_between ss_within df_between df_within ms_between ms_within residual_sd f p_value eta_squared "
            "epsilon_squared omega_squared",
    .run = run_anova,
    .example = {{"nist_SiRstv", "--x y --by treatment", "f", 1.18046237440255,
                 "NIST Statistical Reference Datasets, SiRstv: certified value 1.18046237440255"}},
};

const struct stat stat_anova_welch = {
    .name = "anova_welch",
    .family = "comparison",
    .title = "Welch's one-way analysis of means",
    .formula = "w_i = n_i/s_i²; F = Σ w_i (m_i − m)²/(k − 1)/(1 + 2 (k − 2) L), m = Σ w_i m_i/W, W = Σ w_i, L = Σ (1 − "
               "w_i/W)²/(n_i − 1)/(k² − 1); df k − 1 and 1/(3 L)",
    .assumptions = "independent observations; normal distributions or groups that are not small; variances may differ",
    .source = "Welch (1951), Biometrika 38, 330–336",
    .r = "oneway.test(x ~ g)",
    .needs = NEEDS_X | NEEDS_BY | X_NUMERIC,
    .options = "population fpc",
    .keys = "f df1 df2 p_value",
    .run = run_welch,
    .example = {{"sleep", "--x extra --by group", "f", 3.462626760780446,
                 "oneway.test(extra ~ group, sleep)$statistic"}},
};
