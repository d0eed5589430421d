/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Krippendorff's alpha of any number of raters, gaps allowed. */
#include <math.h>
#include <string.h>

#include "stats/cross.h"
#include "stats/dist.h"
#include "stats/estimate.h"
#include "stats/raters.h"
#include "stats/ratings.h"

#define KEYS "alpha units ratings"

static const char *const metrics[] = {"nominal", "ordinal", "interval", "ratio"};

/* The metric asked for, else the one of the columns' level of measurement; −1 = unknown name. */
static int metric_of(const struct stat_input *in, const struct ratings *r) {
    if (!in->options.method || strcmp(in->options.method, "auto") == 0) {
        return r->is_numeric ? KRIPP_INTERVAL : r->is_ordered ? KRIPP_ORDINAL : KRIPP_NOMINAL;
    }
    int i = (int)ARRAY_LEN(metrics) - 1;
    while (i >= 0 && strcmp(metrics[i], in->options.method) != 0) {
        i--;
    }
    return i;
}

static enum stat_status fitness(const struct ratings *r, int metric, struct stat_output *out) {
    bool needs_order = metric == KRIPP_ORDINAL && !r->is_ordered,
         needs_numbers = metric >= KRIPP_INTERVAL && !r->is_numeric;
    if (metric < 0) {
        stat_note(out, "--method is auto, nominal, ordinal, interval or ratio");
        return STAT_UNDEFINED;
    }
    if (needs_order) {
        stat_note(out, "the categories need an order: --levels");
    }
    return r->status != STAT_OK ? r->status : needs_order || needs_numbers ? STAT_WRONG_LEVEL : STAT_OK;
}

static void put_alpha(const struct stat_input *in, struct stat_output *out, const struct krippendorff *k) {
    double all = population_of(in), left = all > 0 ? fmax(0, 1 - (double)k->units / all) : 1;
    struct estimate e = estimate_interval(k->alpha, 1, -1, out->n);
    if (k->se >= 0) {
        e.se = k->se * sqrt(left);
        e.df = (double)k->units - 1;
        double reach = dist_t_quantile(0.5 + in->options.level / 2, e.df) * e.se;
        e.low = k->alpha - reach;
        e.high = fmin(1, k->alpha + reach);
    }
    cross_put_interval(out, inference_of(in, out->n), "alpha", e);
    stat_add(out, "units", UNIT_COUNT, (double)k->units);
    stat_add(out, "ratings", UNIT_COUNT, (double)k->ratings);
}

static void run(const struct stat_input *in, struct stat_output *out) {
    struct ratings r = ratings_pick(in, 2, out);
    int metric = metric_of(in, &r);
    struct krippendorff k = {.status = fitness(&r, metric, out)};
    stat_method(out, "Krippendorff's alpha, %s metric; %g %% interval: t, jackknife over units",
                metric >= 0 ? metrics[metric] : in->options.method, 100 * in->options.level);
    if (r.gaps > 0) {
        stat_note(out, "%zu ratings of the units that are used are missing", r.gaps);
    }
    if (k.status == STAT_OK) {
        k = krippendorff_alpha(r.code, r.n, r.m, r.value, r.k, (enum kripp_metric)metric, &out->arena);
    }
    if (k.status != STAT_OK) {
        cross_refuse(out, KEYS, k.status);
        return;
    }
    put_alpha(in, out, &k);
}

const struct stat stat_krippendorff = {
    .name = "krippendorff",
    .family = "scales",
    .title = "Krippendorff's alpha",
    .formula = "α = 1 − D_o/D_e, mean δ² of pairs of ratings within units and over all pairable ratings; δ² nominal: "
               "1, ordinal: (Σ ratings between, ends counted half)², interval: (x − y)², ratio: ((x − y)/(x + y))²; "
               "SE: jackknife over units, times √(1 − n/N); interval α ± t(units − 1) SE, cut at 1",
    .assumptions =
        "units are a simple random sample, rated independently; units with fewer than two ratings are left out; ratio: "
        "no negative values. --method auto: interval for numbers, ordinal for ordered levels, else nominal",
    .source = "Krippendorff (2011), Computing Krippendorff's Alpha-Reliability; Krippendorff (2004), Content Analysis, "
              "2nd ed., ch. 11; Efron and Stein (1981), Annals of Statistics 9, 586–596 (jackknife)",
    .r = "u <- lapply(split(as.matrix(d), row(d)), function(v) v[!is.na(v)]); u <- u[lengths(u) > 1]; v <- unlist(u); "
         "s <- function(a) sum(outer(a, a, \"-\")^2); 1 - (length(v) - 1) * sum(sapply(u, function(a) s(a) / "
         "(length(a) - 1))) / s(v)",
    .needs = NEEDS_MANY_X,
    .options = "method level population fpc",
    .methods = "auto nominal ordinal interval ratio",
    .keys = KEYS,
    .run = run,
    .example = {{"krippendorff", "--x a,b,c,d --method nominal", "alpha", 0.74342105263157898,
                 "irr::kripp.alpha(t(as.matrix(d)), \"nominal\")$value # Krippendorff (2011): 0.743"},
                {"krippendorff", "--x a,b,c,d --method interval", "alpha", 0.84910714285714284,
                 "irr::kripp.alpha(t(as.matrix(d)), \"interval\")$value # Krippendorff (2011): 0.849"}},
};
