/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fleiss' kappa of many raters. */
#include <math.h>

#include "stats/cross.h"
#include "stats/dist.h"
#include "stats/estimate.h"
#include "stats/raters.h"
#include "stats/ratings.h"

#define KEYS "kappa observed expected z p_value"

static void put_categories(struct stat_output *out, const struct ratings *r, const struct fleiss *f) {
    for (int q = 0; q < r->k; q++) {
        const char *key = arena_printf(&out->arena, "kappa:%s", r->name[q]);
        if (f->has_category[q]) {
            stat_add(out, key, UNIT_NONE, f->category[q]);
        } else {
            stat_add_status(out, key, UNIT_NONE, STAT_EMPTY);
        }
    }
}

static void put_kappa(const struct stat_input *in, struct stat_output *out, struct fleiss *f) {
    enum inference inference = inference_of(in, out->n);
    double all = population_of(in), left = all > 0 ? fmax(0, 1 - (double)out->n / all) : 1;
    struct estimate e = estimate_interval(f->kappa, 1, -1, out->n);
    if (out->n > 1) {
        e.se = f->se * sqrt(left);
        e.df = (double)out->n - 1;
        double reach = dist_t_quantile(0.5 + in->options.level / 2, e.df) * e.se;
        e.low = fmax(-1, f->kappa - reach);
        e.high = fmin(1, f->kappa + reach);
    }
    cross_put_interval(out, inference, "kappa", e);
    stat_add(out, "observed", UNIT_SHARE, f->observed);
    stat_add(out, "expected", UNIT_SHARE, f->expected);
    double z = f->kappa / f->se_null;
    cross_put(out, "z", z);
    cross_put_p(out, inference, "p_value", 2 * dist_normal_upper(fabs(z)));
}

static void run(const struct stat_input *in, struct stat_output *out) {
    struct ratings r = ratings_pick(in, in->n_x, out);
    struct fleiss f = {.status = r.status};
    stat_method(
        out,
        "Fleiss' kappa of %d raters; %g %% interval: t, linearised over subjects (Gwet); p value: z test of kappa = 0",
        r.m, 100 * in->options.level);
    if (f.status == STAT_OK) {
        f = fleiss_kappa(r.code, r.n, r.m, r.k, &out->arena);
    }
    if (f.status != STAT_OK) {
        cross_refuse(out, KEYS, f.status);
        return;
    }
    put_kappa(in, out, &f);
    put_categories(out, &r, &f);
}

const struct stat stat_fleiss_kappa = {
    .name = "fleiss_kappa",
    .family = "scales",
    .title = "Fleiss' kappa",
    .formula = "κ = (P − P_e)/(1 − P_e), P mean share of agreeing pairs of raters of a subject, P_e = Σ p²; SE² = (1 − "
               "n/N)/(n (n − 1)) Σ (κᵢ − κ)², κᵢ = (Pᵢ − P_e)/(1 − P_e) − 2 (1 − κ)(P_e|ᵢ − P_e)/(1 − P_e), P_e|ᵢ = "
               "Σ_q p_q rᵢ_q/m; interval κ ± t(n − 1) SE; z = κ/SE₀, SE₀ under no agreement beyond chance; "
               "kappa:CATEGORY of one category against the others",
    .assumptions = "each subject is rated by the same number of raters, who need not be the same; subjects are a "
                   "simple random sample; subjects with a gap are left out",
    .source = "Fleiss (1971), Psychological Bulletin 76, 378–382; Fleiss, Nee and Landis (1979), Psychological "
              "Bulletin 86, 974–977 (SE₀); Gwet (2021), Educational and Psychological Measurement 81, 781–790 (SE)",
    .r = "m <- as.matrix(d); r <- t(apply(m, 1, function(v) table(factor(v, sort(unique(c(m))))))); k <- ncol(m); e <- "
         "sum(colMeans(r / k)^2); (mean(rowSums(r * (r - 1)) / (k * (k - 1))) - e) / (1 - e)",
    .needs = NEEDS_MANY_X,
    .options = "level population fpc",
    .keys = KEYS " kappa:*",
    .run = run,
    .example = {{"fourteen_raters", "--x r1,r2,r3,r4,r5,r6,r7,r8,r9,r10,r11,r12,r13,r14", "kappa", 0.20993070442195522,
                 "irr::kappam.fleiss(d)$value # published example of 14 raters and 10 subjects: 0.210"}},
};
