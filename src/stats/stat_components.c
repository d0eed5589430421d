/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Principal components, and parallel analysis to tell how many are more than chance. */
#include <math.h>
#include <string.h>

#include "stats/components.h"
#include "stats/estimate.h"
#include "stats/scale_input.h"

#define KEYS "total"
#define PARALLEL_KEYS "components"
#define DRAWS 1000

/* As many as asked for, else those with more than a variable's share of the variance. */
static int n_shown(const struct stat_input *in, const struct components *c, double total) {
    int k = 0;
    while (k < in->n_x && c->value[k] > total / in->n_x * (1 + 1e-9)) {
        k++;
    }
    k = in->options.k > 0 ? in->options.k : k;
    return k > in->n_x ? in->n_x : k < 1 ? 1 : k;
}

static void put_components(const struct stat_input *in, struct stat_output *out, const struct components *c,
                           double total) {
    struct sum sum = {0};
    for (int i = 0; i < in->n_x; i++) {
        sum_add(&sum, c->value[i]);
        stat_add(out, arena_printf(&out->arena, "eigenvalue:%d", i + 1), UNIT_NONE, c->value[i]);
        stat_add(out, arena_printf(&out->arena, "share:%d", i + 1), UNIT_SHARE, c->value[i] / total);
        stat_add(out, arena_printf(&out->arena, "cumulative:%d", i + 1), UNIT_SHARE, sum_value(&sum) / total);
    }
    for (int i = 0, n = n_shown(in, c, total); i < n; i++) {
        for (int j = 0; j < in->n_x; j++) {
            const char *key = arena_printf(&out->arena, "loading:%d:%s", i + 1, in->x[j].name);
            stat_add(out, key, UNIT_NONE, c->vector[j * in->n_x + i] * sqrt(c->value[i]));
        }
    }
}

static void run(const struct stat_input *in, struct stat_output *out) {
    struct scale s = scale_pick(in, out);
    const char *method = in->options.method ? in->options.method : "correlation";
    bool is_covariance = strcmp(method, "covariance") == 0;
    struct components c = {.status = s.c.status};
    stat_method(out, "principal components of the %ss, not rotated", method);
    if (!is_covariance && strcmp(method, "correlation") != 0) {
        stat_note(out, "--method is correlation or covariance, not '%s'", method);
        c.status = STAT_UNDEFINED;
    } else if (s.c.status == STAT_OK) {
        c = components_of(is_covariance ? s.c.m : s.r, in->n_x, &out->arena);
    }
    if (c.status != STAT_OK) {
        cross_refuse(out, KEYS, c.status);
        return;
    }
    struct sum total = {0};
    for (int i = 0; i < in->n_x; i++) {
        sum_add(&total, is_covariance ? s.c.m[i * in->n_x + i] : 1);
    }
    cross_put(out, "total", sum_value(&total));
    put_components(in, out, &c, sum_value(&total));
}

/* ---- parallel analysis -------------------------------------------------------------------------------------- */
static void put_parallel(const struct stat_input *in, struct stat_output *out, const struct components *c,
                         const struct parallel *p) {
    int count = 0;
    while (count < in->n_x && c->value[count] > p->quantile[count]) {
        count++;
    }
    stat_add(out, "components", UNIT_COUNT, count);
    for (int i = 0; i < in->n_x; i++) {
        struct estimate mean = estimate_value(p->mean[i], out->n), quantile = estimate_value(p->quantile[i], out->n);
        mean.se = p->mean_se[i];
        quantile.se = p->quantile_se[i];
        stat_add(out, arena_printf(&out->arena, "eigenvalue:%d", i + 1), UNIT_NONE, c->value[i]);
        stat_add_estimate(out, arena_printf(&out->arena, "random_mean:%d", i + 1), UNIT_NONE, mean);
        stat_add_estimate(out, arena_printf(&out->arena, "random_quantile:%d", i + 1), UNIT_NONE, quantile);
    }
}

static void run_parallel(const struct stat_input *in, struct stat_output *out) {
    struct scale s = scale_pick(in, out);
    struct components c = {.status = s.c.status};
    struct parallel_options o = {s.c.n, in->n_x, in->options.draws >= 2 ? in->options.draws : DRAWS, in->options.level,
                                 in->options.seed};
    stat_method(out,
                "parallel analysis of the correlations: %ld draws of independent normal variables (seed %llu), "
                "components above the %g %% quantile",
                o.draws, (unsigned long long)o.seed, 100 * o.level);
    if (s.c.status == STAT_OK) {
        c = components_of(s.r, in->n_x, &out->arena);
    }
    if (c.status != STAT_OK) {
        cross_refuse(out, PARALLEL_KEYS, c.status);
        return;
    }
    struct parallel p = parallel_of(o, &out->arena);
    put_parallel(in, out, &c, &p);
}

const struct stat stat_components = {
    .name = "components",
    .family = "structure",
    .title = "Principal components",
    .formula =
        "R = V diag(λ) Vᵀ of the correlations or covariances; share λ/Σ λ; loading √λ v, each component's loadings "
        "with a sum not below 0; loadings of the first --k components, otherwise of those with λ above the mean",
    .assumptions = "linear relations; covariances: columns in the same unit",
    .source = "Jolliffe (2002), Principal Component Analysis, 2nd ed., ch. 2 and 6",
    .r = "e <- eigen(cor(d)); e$values; e$vectors %*% diag(sqrt(e$values))",
    .needs = NEEDS_MANY_X | X_NUMERIC,
    .options = "weight method k",
    .methods = "correlation covariance",
    .keys = KEYS " eigenvalue:* share:* cumulative:* loading:*",
    .run = run,
    .example = {{"attitude", "--x rating,complaints,privileges,learning,raises,critical,advance", "eigenvalue:1",
                 3.7163757506157662, "eigen(cor(attitude))$values[1]"}},
};

const struct stat stat_parallel_analysis = {
    .name = "parallel_analysis",
    .family = "structure",
    .title = "Parallel analysis",
    .formula = "components: eigenvalues of the correlations, from the first on, that lie above the quantile (--level, "
               "0.95) of the eigenvalues of correlations of as many independent normal columns of n rows; SE of the "
               "random ones: Monte Carlo error",
    .assumptions = "about normal; the draws depend on --seed and --draws (1,000) alone",
    .source = "Horn (1965), Psychometrika 30, 179–185; Glorfeld (1995), Educational and Psychological Measurement 55, "
              "377–393 (quantile); Bartlett (1933), Proceedings of the Royal Society of Edinburgh 53, 260–283 (draws)",
    .r = "e <- eigen(cor(d))$values; n <- nrow(d); q <- apply(replicate(1000, eigen(cor(matrix(rnorm(n * ncol(d)), "
         "n)))$values), 1, quantile, .95); sum(cumprod(e > q))",
    .needs = NEEDS_MANY_X | X_NUMERIC,
    .options = "weight level draws seed",
    .keys = PARALLEL_KEYS " eigenvalue:* random_mean:* random_quantile:*",
    .run = run_parallel,
    .example = {{"attitude", "--x rating,complaints,privileges,learning,raises,critical,advance", "components", 1,
                 "e <- eigen(cor(d))$values; q <- apply(replicate(1000, eigen(cor(matrix(rnorm(210), 30)))$values), 1, "
                 "quantile, .95); sum(cumprod(e > q))"}},
};
