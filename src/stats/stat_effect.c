/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Effect sizes of two groups with intervals: Cohen's d and Hedges' g by the noncentral t, Cliff's delta after Feng and
   Cliff. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "stats/comparison.h"
#include "stats/dist.h"
#include "stats/estimate.h"
#include "stats/pick.h"
#include "stats/quantiles.h"
#include "stats/root.h"

/* ---- noncentrality ------------------------------------------------------------------------------------------ */
struct ncp_search {
    double x, df1, df2, p;
};

static double excess_t(double ncp, void *context) {
    const struct ncp_search *s = context;
    return dist_noncentral_t_lower(s->x, s->df1, ncp) - s->p;
}

static double excess_f(double ncp, void *context) {
    const struct ncp_search *s = context;
    return dist_noncentral_f_lower(s->x, s->df1, s->df2, ncp) - s->p;
}

double effect_ncp_t(double t, double df, double p) {
    struct ncp_search s = {t, df, 0, p};
    double reach = 10 * sqrt(1 + t * t / (2 * df));
    return fabs(t) < 1e4 ? root_between(excess_t, &s, t - reach, t + reach) : NAN;
}

double effect_ncp_f(double f, double df1, double df2, double p) {
    struct ncp_search s = {f, df1, df2, p};
    if (dist_f_lower(f, df1, df2) <= p) {
        return 0;
    }
    double high = df1 * f + df1 + 10;
    for (; excess_f(high, &s) > 0; high *= 2) {
        if (high > 1e8) {
            return NAN;
        }
    }
    return root_between(excess_f, &s, 0, high);
}

/* ---- standardised differences ------------------------------------------------------------------------------- */
/* d = t / root_n, with the interval that noncentral t gives for ncp / root_n. */
static struct estimate from_t(double t, double df, double root_n, size_t n, double level) {
    double low = effect_ncp_t(t, df, (1 + level) / 2), high = effect_ncp_t(t, df, (1 - level) / 2);
    struct estimate e = estimate_interval(t / root_n, low / root_n, high / root_n, n);
    e.has_interval = isfinite(low) && isfinite(high);
    e.df = df;
    return e;
}

struct estimate effect_cohen_d(struct group_moments a, struct group_moments b, double level) {
    double n = (double)a.n, m = (double)b.n, df = n + m - 2;
    if (a.n < 1 || b.n < 1 || df < 1) {
        return estimate_status(STAT_TOO_FEW, a.n + b.n);
    }
    double sd = sqrt((a.ss + b.ss) / df), root_n = sqrt(n * m / (n + m));
    if (sd <= 10 * DBL_EPSILON * fmax(fabs(a.mean), fabs(b.mean))) {
        return estimate_status(STAT_CONSTANT, a.n + b.n);
    }
    return from_t((a.mean - b.mean) / sd * root_n, df, root_n, a.n + b.n, level);
}

struct estimate effect_cohen_d_one(struct group_moments a, double mu, double level) {
    if (a.n < 2) {
        return estimate_status(STAT_TOO_FEW, a.n);
    }
    double sd = sqrt(a.variance), root_n = sqrt((double)a.n);
    if (sd <= 10 * DBL_EPSILON * fabs(a.mean)) {
        return estimate_status(STAT_CONSTANT, a.n);
    }
    return from_t((a.mean - mu) / sd * root_n, (double)a.n - 1, root_n, a.n, level);
}

double effect_hedges_factor(double df) {
    return df > 1 ? exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2) : NAN;
}

/* ---- Cliff's delta -------------------------------------------------------------------------------------------- */
/* Both sorted. Adds Σ over x of (dominance of x over y − delta)², and pairs that are not tied to *untied; the sum of
   dominances to *sum. */
static double dominance_squares(const double *x, size_t n, const double *y, size_t m, double delta, double *sum,
                                double *untied) {
    struct sum squares = {0};
    *sum = *untied = 0;
    for (size_t i = 0, below = 0, upto = 0; i < n; i++) {
        for (; below < m && y[below] < x[i]; below++) {
        }
        for (upto = below > upto ? below : upto; upto < m && y[upto] <= x[i]; upto++) {
        }
        double dominance = (double)below - (double)(m - upto);
        *sum += dominance;
        *untied += (double)below + (double)(m - upto);
        sum_add(&squares, (dominance / (double)m - delta) * (dominance / (double)m - delta));
    }
    return sum_value(&squares);
}

/* Cliff's unbiased variance, never below (1 − δ²)/(nm − 1). */
static double cliff_variance(double delta, double rows, double columns, double untied, double n, double m) {
    double cells = untied - n * m * delta * delta; /* Σ(d_ij − δ)² */
    double v = (m * m * rows + n * n * columns - cells) / (n * m * (n - 1) * (m - 1));
    return fmax(v, (1 - delta * delta) / (n * m - 1));
}

struct estimate effect_cliff_delta(const double *x, size_t n, const double *y, size_t m, double level,
                                   struct arena *scratch) {
    if (n < 2 || m < 2) {
        return estimate_status(STAT_TOO_FEW, n + m);
    }
    double *a = ARENA_ARRAY(scratch, n, double), *b = ARENA_ARRAY(scratch, m, double), sum, untied, ignored;
    memcpy(a, x, n * sizeof *a);
    memcpy(b, y, m * sizeof *b);
    values_sort(a, n);
    values_sort(b, m);
    dominance_squares(a, n, b, m, 0, &sum, &untied);
    double nd = (double)n, md = (double)m, delta = sum / (nd * md), t = dist_t_quantile((1 + level) / 2, nd + md - 2);
    struct estimate e = estimate_interval(delta, delta, delta, n + m);
    if (fabs(delta) == 1) { /* no variance is observed: the bound of Feng and Cliff for complete separation */
        double fewer = fmin(nd, md), bound = (fewer - t * t) / (fewer + t * t);
        e.low = delta < 0 ? -1 : bound;
        e.high = delta < 0 ? -bound : 1;
        return e;
    }
    double rows = dominance_squares(a, n, b, m, delta, &ignored, &ignored);
    double columns = dominance_squares(b, m, a, n, -delta, &ignored, &ignored);
    double v = cliff_variance(delta, rows, columns, untied, nd, md), one = 1 - delta * delta;
    double half = t * sqrt(v) * sqrt(one * one + t * t * v), below = one + t * t * v;
    e.low = fmax(-1, (delta - delta * delta * delta - half) / below);
    e.high = fmin(1, (delta - delta * delta * delta + half) / below);
    e.se = sqrt(v);
    return e;
}

/* ---- descriptors ---------------------------------------------------------------------------------------------- */
static void add_effect(const struct stat_input *in, struct stat_output *out, const char *key, struct estimate e) {
    bool is_census = compare_is_simple_census(in, out);
    if (e.status == STAT_OK && is_census) {
        e.low = e.high = e.value;
        e.has_interval = true;
        e.se = 0;
    }
    stat_add_estimate(out, key, UNIT_NONE, e);
}

/* d of two groups (by), of paired differences (y), or of one sample against mu; *kind says which. */
static struct estimate cohen_of(const struct stat_input *in, struct stat_output *out, const char **kind) {
    double level = in->options.level;
    if (in->by) {
        struct compare_groups g = compare_groups_of(in, out);
        *kind = "of two groups, pooled standard deviation, first minus second";
        if (g.k != 2) {
            stat_note(out, "the effect size compares two groups; '%s' has %d with values", in->by->name, g.k);
            return estimate_status(g.k < 2 ? STAT_EMPTY : STAT_WRONG_LEVEL, g.n);
        }
        return effect_cohen_d(group_moments_of(g.x, g.start[1]), group_moments_of(g.x + g.start[1], g.n - g.start[1]),
                              level);
    }
    struct picked p = pick_xy(in, out);
    for (size_t i = 0; i < p.n && p.y; i++) {
        p.x[i] -= p.y[i];
    }
    *kind = p.y ? "of paired differences, their standard deviation" : "of one sample, its standard deviation";
    return effect_cohen_d_one(group_moments_of(p.x, p.n), in->options.mu, level);
}

static void run_cohen(const struct stat_input *in, struct stat_output *out) {
    const char *kind;
    struct estimate e = cohen_of(in, out, &kind);
    stat_method(out, "Cohen's d %s; %g %% interval by noncentral t", kind, 100 * in->options.level);
    add_effect(in, out, "cohen_d", e);
}

static void run_hedges(const struct stat_input *in, struct stat_output *out) {
    const char *kind;
    struct estimate e = cohen_of(in, out, &kind);
    double j = e.status == STAT_OK ? effect_hedges_factor(e.df) : 1;
    e.value *= j;
    e.low *= j;
    e.high *= j;
    stat_method(out, "Hedges' g %s: d times the exact factor J; %g %% interval of d by noncentral t, times J", kind,
                100 * in->options.level);
    add_effect(in, out, "hedges_g", e);
}

static void run_cliff(const struct stat_input *in, struct stat_output *out) {
    struct compare_groups g = compare_groups_of(in, out);
    struct estimate e = estimate_status(g.k < 2 ? STAT_EMPTY : STAT_WRONG_LEVEL, g.n);
    if (g.k == 2) {
        e = effect_cliff_delta(g.x, g.start[1], g.x + g.start[1], g.n - g.start[1], in->options.level, &out->arena);
    } else {
        stat_note(out, "the effect size compares two groups; '%s' has %d with values", in->by->name, g.k);
    }
    stat_method(out,
                "Cliff's delta, first group over second; asymmetric %g %% interval of Feng and Cliff with unbiased "
                "variance and t(n1 + n2 - 2); "
                "superiority = P(X > Y) + P(X = Y)/2",
                100 * in->options.level);
    add_effect(in, out, "cliff_delta", e);
    e.value = (e.value + 1) / 2;
    e.low = (e.low + 1) / 2;
    e.high = (e.high + 1) / 2;
    e.se = e.se < 0 ? e.se : e.se / 2;
    add_effect(in, out, "superiority", e);
}

const struct stat stat_cohen_d = {
    .name = "cohen_d",
    .family = "comparison",
    .title = "Cohen's d",
    .formula =
        "d = (m₁ − m₂)/s, s pooled (--by); of paired differences (y) or one sample (m − μ)/s; interval: ncp/√(n₁ "
        "n₂/(n₁ + n₂)), or ncp/√n, where the noncentral t has the observed t as its upper and lower quantile",
    .assumptions = "independent observations, normal distributions, two groups of equal variance",
    .source = "Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed.; Steiger and Fouladi "
              "(1997), in What If There Were No Significance Tests?, 221–257 (interval); Cumming and Finch (2001), "
              "Educational and Psychological Measurement 61, 532–574 (interval)",
    .r = "n <- table(g); t.test(x ~ g, var.equal = TRUE)$statistic * sqrt(sum(1 / n)); t <- t.test(x ~ g, var.equal = "
         "TRUE); uniroot(function(l) pt(t$statistic, t$parameter, l) - .975, t$statistic + c(-9, 9), tol = 1e-9)$root "
         "* sqrt(sum(1 / n))",
    .needs = NEEDS_X | X_NUMERIC | Y_NUMERIC,
    .options = "y by mu level population fpc",
    .keys = "cohen_d",
    .run = run_cohen,
    .example = {{"sleep", "--x extra --by group", "cohen_d", -0.8321810813495395,
                 "t.test(extra ~ group, sleep, var.equal = TRUE)$statistic / sqrt(5)"}},
};

const struct stat stat_hedges_g = {
    .name = "hedges_g",
    .family = "comparison",
    .title = "Hedges' g",
    .formula = "g = J d, J = Γ(df/2)/(√(df/2) Γ((df − 1)/2)), d as in cohen_d; interval J times that of d",
    .assumptions = "independent observations, normal distributions, two groups of equal variance",
    .source = "Hedges (1981), Journal of Educational Statistics 6, 107–128; Hedges and Olkin (1985), Statistical "
              "Methods for Meta-Analysis, ch. 5",
    .r = "n <- table(g); t <- t.test(x ~ g, var.equal = TRUE); f <- t$parameter; t$statistic * sqrt(sum(1 / n)) * "
         "exp(lgamma(f / 2) - lgamma((f - 1) / 2)) / sqrt(f / 2)",
    .needs = NEEDS_X | X_NUMERIC | Y_NUMERIC,
    .options = "y by mu level population fpc",
    .keys = "hedges_g",
    .run = run_hedges,
    .example =
        {{"sleep", "--x extra --by group", "hedges_g", -0.79693523919112175,
          "t.test(extra ~ group, sleep, var.equal = TRUE)$statistic / sqrt(5) * exp(lgamma(9) - lgamma(8.5)) / 3"}},
};

const struct stat stat_cliff_delta = {
    .name = "cliff_delta",
    .family = "comparison",
    .title = "Cliff's delta",
    .formula = "δ = (#(x > y) − #(x < y))/(n m); v = (m² Σ (d_i. − δ)² + n² Σ (d_.j − δ)² − Σ Σ (d_ij − δ)²)/(n m (n − "
               "1)(m − 1)), at least (1 − δ²)/(n m − 1); interval (δ − δ³ ± t √v √((1 − δ²)² + t² v))/(1 − δ² + t² v), "
               "t on n + m − 2 degrees of freedom; where |δ| = 1 to (min(n, m) − t²)/(min(n, m) + t²); superiority = "
               "(δ + 1)/2 = P(X > Y) + P(X = Y)/2",
    .assumptions = "independent observations, at least ordinal",
    .source = "Cliff (1993), Psychological Bulletin 114, 494–509; Cliff (1996), Multivariate Behavioral Research 31, "
              "331–350; Feng and Cliff (2004), Journal of Modern Applied Statistical Methods 3, 322–332 (interval)",
    .r = "s <- split(x, g); mean(sign(outer(s[[1]], s[[2]], \"-\")))",
    .needs = NEEDS_X | NEEDS_BY | X_NUMERIC,
    .options = "level population fpc",
    .keys = "cliff_delta superiority",
    .run = run_cliff,
    .example = {{"sleep", "--x extra --by group", "cliff_delta", -0.48999999999999999,
                 "s <- split(extra, group); mean(sign(outer(s[[1]], s[[2]], \"-\")))"}},
};
