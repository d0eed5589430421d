/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ordinal logistic regression (proportional odds). */
#include <math.h>

#include "stats/estimate.h"
#include "stats/model_matrix.h"
#include "stats/regression_report.h"

#define KEYS "log_likelihood deviance aic"

static const char *const variances[] = {"classical", "robust", NULL};

/* Levels that nobody used are closed up; their names follow. Returns how many are left. */
static int pack_levels(const struct variable *v, const struct picked *p, int *y, const char **name, struct arena *a) {
    int k = codes_of(v, p, y, a), n = 0;
    int *code_of = ARENA_ARRAY(a, (size_t)k + 1, int);
    double *value = ARENA_ARRAY(a, (size_t)k + 1, double);
    for (size_t i = 0; i < p->n; i++) {
        bool has_weight = !p->weight || p->weight[i] > 0;
        code_of[y[i]] = code_of[y[i]] || has_weight;
        value[y[i]] = v->value[p->row[i]];
    }
    for (int c = 0; c < k; c++) {
        char text[NUM_TEXT_MAX];
        bool is_used = code_of[c];
        code_of[c] = n;
        if (is_used) {
            name[n++] = v->measure == MEASURE_NUMERIC ? arena_strdup(a, num_shortest(text, value[c])) : v->level[c];
        }
    }
    for (size_t i = 0; i < p->n; i++) {
        y[i] = code_of[y[i]] < n ? code_of[y[i]] : n - 1; /* the latter only without weight */
    }
    return n;
}

static void put_odds(struct stat_output *out, const struct regression_plan *plan, const char *name, struct estimate b) {
    struct estimate odds = estimate_interval(exp(b.value), exp(b.low), exp(b.high), out->n);
    cross_put_interval(out, plan->inference, arena_printf(&out->arena, "odds_ratio:%s", name), odds);
}

static void put_fit(const struct stat_input *in, struct stat_output *out, const struct regression_plan *plan,
                    const struct ordinal_logit *o, const struct model_matrix *m, const char *const *level) {
    for (int j = 0; j < o->k; j++) {
        struct estimate e = estimate_value(o->coefficient[j], out->n);
        e.se = o->se[j];
        put_odds(out, plan, m->name[j], regression_put(in, out, plan, m->name[j], e, INFINITY));
    }
    for (int c = 0; c + 1 < o->n_levels; c++) {
        struct estimate e = estimate_interval(o->coefficient[o->k + c], 1, -1, out->n);
        e.se = o->se[o->k + c];
        cross_put_interval(out, plan->inference, arena_printf(&out->arena, "threshold:%s|%s", level[c], level[c + 1]),
                           e);
    }
    cross_put(out, "log_likelihood", o->log_likelihood);
    cross_put(out, "deviance", -2 * o->log_likelihood);
    cross_put(out, "aic", -2 * o->log_likelihood + 2 * (o->k + o->n_levels - 1));
}

static void run(const struct stat_input *in, struct stat_output *out) {
    struct picked p;
    double *raw = pick_matrix(in, out, &p);
    int *y = ARENA_ARRAY(&out->arena, p.n + 1, int);
    const char **level = ARENA_ARRAY(&out->arena, p.n + (size_t)in->y->n_levels + 1, const char *);
    struct regression_plan plan = regression_plan_of(in, p.n, variances, out);
    struct ordinal_logit o = {.status = plan.status};
    stat_method(out,
                "ordinal logistic regression, proportional odds, maximum likelihood; %s standard errors; %g %% "
                "intervals and p values: normal",
                plan.words, 100 * in->options.level);
    int n_levels = p.n > 0 ? pack_levels(in->y, &p, y, level, &out->arena) : 0;
    if (n_levels > 2 && in->y->measure == MEASURE_NOMINAL) {
        stat_note(out, "the levels of '%s' need an order: --levels", in->y->name);
        o.status = STAT_WRONG_LEVEL;
    }
    struct model_matrix m = model_matrix_of(in, raw, p.n, false, &out->arena);
    if (o.status == STAT_OK) {
        o = ordinal_logit_fit(m.x, y, p.weight, p.n, m.k, n_levels, plan.variance, &out->arena);
    }
    if (o.status != STAT_OK) {
        cross_refuse(out, KEYS, o.status);
        return;
    }
    put_fit(in, out, &plan, &o, &m, level);
}

const struct stat stat_ordinal_logit = {
    .name = "ordinal_logit",
    .family = "structure",
    .title = "Ordinal logistic regression",
    .formula = "logit P(y ≤ j) = θ_j − x β; odds_ratio = exp β: odds of a higher level per unit of x; classical: "
               "inverse of the observed information; robust: sandwich of the scores; sampling weights: weighted "
               "likelihood, n/(n − 1) times the sandwich; interval and p value normal; two levels: logistic regression",
    .assumptions = "β is the same at every threshold (proportional odds), independent rows; levels that nobody used "
                   "are closed up; rows with a gap are left out",
    .source = "McCullagh (1980), Journal of the Royal Statistical Society B 42, 109–142; Pratt (1981), Journal of the "
              "American Statistical Association 76, 103–106; White (1982), Econometrica 50, 1–25 (robust)",
    .r = "f <- MASS::polr(factor(y) ~ ., d, Hess = TRUE); summary(f); sandwich::sandwich(f)",
    .needs = NEEDS_X | NEEDS_Y,
    .options = "method level weight strata cluster fpc population",
    .methods = "classical robust",
    .keys = KEYS " coefficient:* p_value:* odds_ratio:* threshold:*",
    .run = run,
    .example = {{"housing", "--x Infl,Type,Cont --y Sat --levels Sat=Low,Medium,High --freq Freq",
                 "coefficient:Infl=Medium", 0.56639373790592684,
                 "coef(MASS::polr(Sat ~ Infl + Type + Cont, weights = Freq, data = MASS::housing))[1]"}},
};
