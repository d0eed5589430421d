/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/design_input.h"
#include "stats/design_quantile.h"

static void add_levels(struct design_input *d, const int *code, const char *suffix, enum share_method method) {
    const struct variable *x = &d->in->x[0];
    bool is_certain = false;
    for (int l = 0; l < x->n_levels; l++) {
        struct sampled e = taylor_share(&d->t, code, l);
        is_certain = (e.e.status == STAT_OK && share_interval(&d->t, &e, method)) || is_certain;
        design_add(d, arena_printf(&d->out->arena, ":%s", x->level[l]), suffix, &e, PART_DEFF);
    }
    if (is_certain && d->out->n_notes == 0) {
        stat_note(d->out, "a share of 0 or 1 has no estimated variance: its interval is Korn and Graubard's, with the "
                          "effective sample size "
                          "of the weights");
    }
}

static void run(const struct stat_input *in, struct stat_output *out) {
    struct design_input d = {.key = "share", .unit = UNIT_SHARE};
    enum share_method method = SHARE_LOGIT;
    stat_method(out, "share of each level, by Taylor linearisation");
    if (in->options.method && !share_method_find(in->options.method, &method)) {
        design_fail(out, d.key, STAT_UNDEFINED, "--method is one of logit, xlogit, beta, asin, mean");
        return;
    }
    if (!design_open(&d, in, out, NEEDS_X | NEEDS_BY)) {
        return;
    }
    const int *code = design_codes(&in->x[0], &out->arena);
    for (int g = 0; g < design_groups(&d); g++) {
        const char *suffix = design_enter(&d, g);
        add_levels(&d, code, suffix, method);
    }
    stat_method(out,
                "share of each level by Taylor linearisation: %s; %s interval with units − strata degrees of freedom",
                design_words(&d), share_method_name(method));
    design_close(&d);
}

const struct stat stat_design_share = {
    .name = "design_share",
    .family = "designs",
    .title = "Share of each level from a design",
    .formula = "p = Σ w [x = level]/Σ w with its linearised V; logit (xlogit is the same): expit(logit p ± t(df) √V/(p "
               "(1 − p))); beta: Clopper-Pearson with n* = p (1 − p)/V · (t(n − 1)/t(df))²; asin: sin²(asin √p ± t "
               "√V/(2 √(p (1 − p)))); mean: p ± t √V",
    .assumptions = "as design_mean; a share of 0 or 1 gets the beta interval with n* = (Σ w)²/Σ w² · (t(n − "
                   "1)/t(df))², since V is 0 there",
    .source = "Korn and Graubard (1998), Survey Methodology 24, 193–201; Lumley (2010), Complex Surveys, ch. 2",
    .r = "survey::svymean(~x, design, deff = TRUE); survey::svyciprop(~I(x == \"Yes\"), design, method = \"xlogit\", "
         "df = survey::degf(design))",
    .needs = NEEDS_X | X_LEVELS | TAKES_DESIGN,
    .options = "by method level weight strata cluster fpc population lonely",
    .methods = "logit xlogit beta asin mean",
    .keys = "share share:* se:* df:* deff:* deff_replace:*",
    .run = run,
    .example = {{"apistrat", "--x sch.wide --weight pw --strata stype --fpc fpc", "share:Yes", 0.8279480114158234,
                 "svymean(~sch.wide, svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = apistrat))"}},
};
