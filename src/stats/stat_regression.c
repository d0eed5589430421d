/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Linear regression. */
#include <math.h>

#include "stats/dist.h"
#include "stats/estimate.h"
#include "stats/model_matrix.h"
#include "stats/regression_report.h"

#define KEYS "r_squared adjusted_r_squared sigma df f p_value"

static const char *const variances[] = {"classical", "HC0", "HC1", "HC2", "HC3", NULL};

static void put_f(struct stat_output *out, const struct regression_plan *plan, const struct ols *o) {
    if (o->f_df < 1 || plan->variance == VARIANCE_LINEARISED) {
        cross_refuse(out, "f p_value", STAT_UNDEFINED);
        return;
    }
    cross_put(out, "f", o->f);
    cross_put_p(out, plan->inference, "p_value", dist_f_upper(o->f, o->f_df, o->df));
}

static void put_fit(const struct stat_input *in, struct stat_output *out, const struct regression_plan *plan,
                    const struct ols *o, const char *const *name) {
    for (int j = 0; j < o->k; j++) {
        struct estimate e =
            o->is_aliased[j] ? estimate_status(STAT_UNDEFINED, out->n) : estimate_value(o->coefficient[j], out->n);
        e.se = o->is_aliased[j] ? -1 : o->se[j];
        if (o->is_aliased[j]) {
            stat_note(out, "'%s' follows from the columns before it", name[j]);
        }
        regression_put(in, out, plan, name[j], e, o->df);
    }
    if (!(1 - o->r_squared > 1e-15)) {
        stat_note(out, "the fit is perfect: standard errors and tests mean nothing");
    }
    cross_put(out, "r_squared", o->r_squared);
    cross_put(out, "adjusted_r_squared", o->adjusted);
    cross_put(out, "sigma", o->sigma);
    cross_put(out, "df", o->df);
    put_f(out, plan, o);
}

static void run(const struct stat_input *in, struct stat_output *out) {
    struct picked p;
    double *raw = pick_matrix(in, out, &p), *y = ARENA_ARRAY(&out->arena, p.n + 1, double);
    struct regression_plan plan = regression_plan_of(in, p.n, variances, out);
    stat_method(out,
                "least squares; %s standard errors; %g %% intervals and p values: t; p_value: F test of all "
                "coefficients (classical)",
                plan.words, 100 * in->options.level);
    for (size_t i = 0; i < p.n; i++) {
        y[i] = in->y->value[p.row[i]];
    }
    struct model_matrix m = model_matrix_of(in, raw, p.n, true, &out->arena);
    struct ols o = {.status = plan.status};
    if (o.status == STAT_OK) {
        o = ols_fit(m.x, y, p.weight, p.n, m.k, plan.variance, &out->arena);
    }
    if (o.status != STAT_OK) {
        cross_refuse(out, KEYS, o.status);
        return;
    }
    put_fit(in, out, &plan, &o, m.name);
}

const struct stat stat_regression = {
    .name = "regression",
    .family = "structure",
    .title = "Linear regression",
    .formula = "β = (XᵀX)⁻¹Xᵀy; classical: σ²(XᵀX)⁻¹; HC: (XᵀX)⁻¹ Σ c e² x xᵀ (XᵀX)⁻¹, c = 1 (HC0), n/(n − k) (HC1), "
               "1/(1 − h) (HC2), 1/(1 − h)² (HC3), h leverage; sampling weights: weighted least squares, n/(n − 1) Σ "
               "(w e)² x xᵀ between (XᵀWX)⁻¹; interval and p_value:TERM by t(n − k); f and p_value: classical test of "
               "all coefficients but the intercept; columns of levels: 0/1 for each level but the first",
    .assumptions = "linear mean, independent rows; classical: equal variances; rows with a gap are left out; a column "
                   "that depends on those before it has no coefficient",
    .source = "Draper and Smith (1998), Applied Regression Analysis, 3rd ed.; White (1980), Econometrica 48, 817–838 "
              "(HC0); MacKinnon and White (1985), Journal of Econometrics 29, 305–325 (HC1–HC3); Binder (1983), "
              "International Statistical Review 51, 279–292 (weights)",
    .r = "summary(lm(y ~ ., d)); sandwich::vcovHC(lm(y ~ ., d), \"HC3\")",
    .needs = NEEDS_X | NEEDS_Y | Y_NUMERIC,
    .options = "method level weight strata cluster fpc population",
    .methods = "classical HC0 HC1 HC2 HC3",
    .keys = KEYS " coefficient:* p_value:*",
    .run = run,
    .example = {{"nist_Longley", "--x x1,x2,x3,x4,x5,x6 --y y", "coefficient:x1", 15.0618722713733,
                 "NIST Statistical Reference Datasets, Longley: certified value 15.0618722713733"},
                {"nist_Longley", "--x x1,x2,x3,x4,x5,x6 --y y", "r_squared", 0.995479004577296,
                 "NIST Statistical Reference Datasets, Longley: certified value 0.995479004577296"}},
};
