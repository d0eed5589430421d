/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t tests: one sample, two samples with equal variances (Student) or not (Welch), paired. */
#include <float.h>
#include <math.h>

#include "stats/comparison.h"
#include "stats/dist.h"
#include "stats/pick.h"

/* Test and interval of an estimate with its standard error; 'scale' is the size below which a spread is rounding
   noise. */
static struct comparison t_from(double estimate, double se, double df, double scale, const struct stat_options *o) {
    struct comparison c = {.estimate = estimate, .low = NAN, .high = NAN, .se = se, .df = df, .df2 = -1};
    if (se <= 10 * DBL_EPSILON * scale) {
        c.status = STAT_CONSTANT;
        return c;
    }
    c.statistic = (estimate - o->mu) / se;
    c.p = comparison_p(c.statistic, df, o->alternative);
    bool is_two_sided = o->alternative == ALTERNATIVE_TWO_SIDED;
    double half = se * dist_t_quantile(is_two_sided ? (1 + o->level) / 2 : o->level, df);
    c.low = o->alternative == ALTERNATIVE_LESS ? -INFINITY : estimate - half;
    c.high = o->alternative == ALTERNATIVE_GREATER ? INFINITY : estimate + half;
    return c;
}

static struct comparison too_few(double estimate) {
    struct comparison c = comparison_failed(STAT_TOO_FEW);
    c.estimate = estimate;
    return c;
}

struct comparison t_test_one(struct group_moments a, const struct stat_options *o) {
    if (a.n < 2) {
        return too_few(a.mean);
    }
    return t_from(a.mean, sqrt(a.variance / (double)a.n), (double)a.n - 1, fabs(a.mean), o);
}

struct comparison t_test_student(struct group_moments a, struct group_moments b, const struct stat_options *o) {
    double n = (double)a.n, m = (double)b.n, df = n + m - 2;
    if (a.n < 1 || b.n < 1 || df < 1) {
        return too_few(a.mean - b.mean);
    }
    double se = sqrt((a.ss + b.ss) / df * (1 / n + 1 / m));
    return t_from(a.mean - b.mean, se, df, fmax(fabs(a.mean), fabs(b.mean)), o);
}

struct comparison t_test_welch(struct group_moments a, struct group_moments b, const struct stat_options *o) {
    if (a.n < 2 || b.n < 2) {
        return too_few(a.mean - b.mean);
    }
    double va = a.variance / (double)a.n, vb = b.variance / (double)b.n, v = va + vb;
    double df = v > 0 ? v * v / (va * va / (double)(a.n - 1) + vb * vb / (double)(b.n - 1)) : 1;
    return t_from(a.mean - b.mean, sqrt(v), df, fmax(fabs(a.mean), fabs(b.mean)), o);
}

static const char *alternative_words(const struct stat_options *o) {
    static const char *const words[] = {"two-sided", "one-sided (less)", "one-sided (greater)"};
    return words[o->alternative];
}

static void run_one(const struct stat_input *in, struct stat_output *out) {
    struct picked p = pick_x(in, out);
    struct comparison c = t_test_one(group_moments_of(p.x, p.n), &in->options);
    stat_method(out, "one-sample t test of mean = %g, %s, %g %% t interval", in->options.mu,
                alternative_words(&in->options), 100 * in->options.level);
    comparison_add(out, &c, (struct comparison_keys){"mean", "t", compare_is_simple_census(in, out)});
}

static void run_paired(const struct stat_input *in, struct stat_output *out) {
    struct picked p = pick_xy(in, out);
    for (size_t i = 0; i < p.n; i++) {
        p.x[i] -= p.y[i];
    }
    struct comparison c = t_test_one(group_moments_of(p.x, p.n), &in->options);
    stat_method(out, "paired t test of mean difference = %g, %s, %g %% t interval", in->options.mu,
                alternative_words(&in->options), 100 * in->options.level);
    comparison_add(out, &c, (struct comparison_keys){"difference", "t", compare_is_simple_census(in, out)});
}

static void run_two(const struct stat_input *in, struct stat_output *out, bool is_pooled) {
    struct compare_groups g = compare_groups_of(in, out);
    struct comparison c = comparison_failed(g.k < 2 ? STAT_EMPTY : STAT_WRONG_LEVEL);
    struct group_moments m[2];
    for (int i = 0; i < 2 && g.k == 2; i++) {
        m[i] = group_moments_of(g.x + g.start[i], g.start[i + 1] - g.start[i]);
        stat_add(out, arena_printf(&out->arena, "mean:%s", g.level[i]), UNIT_NONE, m[i].mean);
    }
    if (g.k == 2) {
        c = is_pooled ? t_test_student(m[0], m[1], &in->options) : t_test_welch(m[0], m[1], &in->options);
    } else {
        stat_note(out, "the test compares two groups; '%s' has %d with values", in->by->name, g.k);
    }
    stat_method(out, "%s, first group minus second = %g, %s, %g %% t interval",
                is_pooled ? "Student's two-sample t test (pooled variance)"
                          : "Welch's two-sample t test (unequal variances)",
                in->options.mu, alternative_words(&in->options), 100 * in->options.level);
    comparison_add(out, &c, (struct comparison_keys){"difference", "t", compare_is_simple_census(in, out)});
}

static void run_student(const struct stat_input *in, struct stat_output *out) { run_two(in, out, true); }
static void run_welch(const struct stat_input *in, struct stat_output *out) { run_two(in, out, false); }

const struct stat stat_t_one_sample = {
    .name = "t_one_sample",
    .family = "comparison",
    .title = "One-sample t test",
    .formula = "t = (m − μ)/(s/√n), df = n − 1; interval m ± t(df) s/√n, one-sided with one bound",
    .assumptions = "independent observations; a normal distribution or an n that is not small",
    .source = "Student (1908), Biometrika 6, 1–25",
    .r = "t.test(x, mu = 0, alternative = \"two.sided\", conf.level = .95)",
    .needs = NEEDS_X | X_NUMERIC,
    .options = "mu alternative level population fpc",
    .keys = "mean t df p_value lower_bound upper_bound",
    .run = run_one,
    .example = {{"sleep", "--x extra", "t", 3.4129649952701091, "t.test(sleep$extra)$statistic"}},
};

const struct stat stat_t_student = {
    .name = "t_student",
    .family = "comparison",
    .title = "Student's t test of two groups, equal variances",
    .formula = "t = (m₁ − m₂ − μ)/(s √(1/n₁ + 1/n₂)), s² = (SS₁ + SS₂)/(n₁ + n₂ − 2), df = n₁ + n₂ − 2; interval m₁ − "
               "m₂ ± t(df) SE, one-sided with one bound",
    .assumptions = "independent observations; equal variances; normal distributions or groups that are not small",
    .source = "Student (1908), Biometrika 6, 1–25; Fisher (1925), Statistical Methods for Research Workers, ch. 5",
    .r = "t.test(x ~ g, var.equal = TRUE)",
    .needs = NEEDS_X | NEEDS_BY | X_NUMERIC,
    .options = "mu alternative level population fpc",
    .keys = "mean:* difference t df p_value lower_bound upper_bound",
    .run = run_student,
    .example = {{"sleep", "--x extra --by group", "t", -1.8608134674868528,
                 "t.test(extra ~ group, sleep, var.equal = TRUE)$statistic"}},
};

const struct stat stat_t_welch = {
    .name = "t_welch",
    .family = "comparison",
    .title = "Welch's t test of two groups, unequal variances",
    .formula = "t = (m₁ − m₂ − μ)/√(v₁ + v₂), v_i = s_i²/n_i, df = (v₁ + v₂)²/(v₁²/(n₁ − 1) + v₂²/(n₂ − 1)); interval "
               "m₁ − m₂ ± t(df) SE, one-sided with one bound",
    .assumptions = "independent observations; normal distributions or groups that are not small",
    .source = "Welch (1947), Biometrika 34, 28–35; Satterthwaite (1946), Biometrics Bulletin 2, 110–114 (df)",
    .r = "t.test(x ~ g)",
    .needs = NEEDS_X | NEEDS_BY | X_NUMERIC,
    .options = "mu alternative level population fpc",
    .keys = "mean:* difference t df p_value lower_bound upper_bound",
    .run = run_welch,
    .example = {{"sleep", "--x extra --by group", "p_value", 0.079394140187358173,
                 "t.test(extra ~ group, sleep)$p.value"}},
};

const struct stat stat_t_paired = {
    .name = "t_paired",
    .family = "comparison",
    .title = "Paired t test",
    .formula = "one-sample t test of the differences x − y",
    .assumptions = "independent pairs; normally distributed differences or an n that is not small",
    .source = "Student (1908), Biometrika 6, 1–25",
    .r = "t.test(x, y, paired = TRUE)",
    .needs = NEEDS_X | NEEDS_Y | X_NUMERIC | Y_NUMERIC,
    .options = "mu alternative level population fpc",
    .keys = "difference t df p_value lower_bound upper_bound",
    .run = run_paired,
    .example = {{"council12", "--x q1 --y q2", "t", 0.36404686577682238, "t.test(q1, q2, paired = TRUE)$statistic"}},
};
