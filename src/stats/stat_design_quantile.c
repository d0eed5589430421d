/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "stats/design_input.h"
#include "stats/design_quantile.h"

/* "hf7", "beta" or "hf7+beta". */
static bool parse_method(const char *text, struct arena *a, enum quantile_rule *rule, enum share_method *interval) {
    *rule = QUANTILE_MATH;
    *interval = SHARE_MEAN;
    while (text && *text) {
        size_t n = strcspn(text, "+");
        const char *word = arena_strndup(a, text, n);
        enum quantile_rule r;
        enum share_method m;
        if (quantile_rule_find(word, &r)) {
            *rule = r;
        } else if (share_method_find(word, &m)) {
            *interval = m;
        } else {
            return false;
        }
        text += text[n] ? n + 1 : n;
    }
    return true;
}

static void add_quantiles(struct design_input *d, const char *suffix, enum quantile_rule rule,
                          enum share_method interval) {
    static const double quarters[] = {0.25, 0.5, 0.75};
    const struct stat_options *o = &d->in->options;
    const double *p = o->n_prob > 0 ? o->prob : quarters, *x = d->in->x[0].value;
    struct arena a = {0};
    struct sorted_sample sorted = sorted_sample(&d->t, x, &a);
    for (int k = 0; k < (o->n_prob > 0 ? o->n_prob : 3); k++) {
        char text[NUM_TEXT_MAX];
        const char *infix = arena_printf(&d->out->arena, ":%s", num_shortest(text, p[k]));
        struct sampled e = taylor_quantile(&d->t, x, &sorted, p[k], rule, interval);
        design_add(d, infix, suffix, &e, 0);
    }
    arena_clear(&a);
}

static void run(const struct stat_input *in, struct stat_output *out) {
    struct design_input d = {.key = "quantile", .unit = UNIT_NONE};
    enum quantile_rule rule;
    enum share_method interval;
    stat_method(out, "quantiles from a design");
    if (!parse_method(in->options.method, &out->arena, &rule, &interval)) {
        design_fail(
            out, d.key, STAT_UNDEFINED,
            "--method is a rule (math, school, hf1 … hf9) and an interval (mean, logit, beta, asin), as hf7+beta");
        return;
    }
    if (!design_open(&d, in, out, NEEDS_X | NEEDS_BY)) {
        return;
    }
    for (int g = 0; g < design_groups(&d); g++) {
        const char *suffix = design_enter(&d, g);
        add_quantiles(&d, suffix, rule, interval);
    }
    stat_method(out, "weighted quantiles, rule %s; Woodruff's interval (%s), Taylor linearisation: %s",
                quantile_rule_name(rule), share_method_name(interval), design_words(&d));
    design_close(&d);
}

const struct stat stat_design_quantile = {
    .name = "design_quantile",
    .family = "designs",
    .title = "Quantiles from a design, with Woodruff's intervals",
    .formula = "math: the smallest x with Σ_{x_i ≤ x} w_i ≥ p Σ w; interval: F(q) ± t(df) SE(F(q)), F the estimated "
               "distribution function at the quantile q, both ends turned back into quantiles; se = width/(2 t); p = "
               "0.25, 0.5, 0.75 unless --probs gives others",
    .assumptions = "as design_mean; few ties; no interval where F(q) ± t SE leaves 0 … 1. --method: a rule of the "
                   "quantile and one of the interval of F(q), as in design_share",
    .source = "Woodruff (1952), Journal of the American Statistical Association 47, 635–646; Hyndman and Fan (1996), "
              "The American Statistician 50, 361–365 (hf1 … hf9)",
    .r = "survey::svyquantile(~x, design, .5, qrule = \"math\", interval.type = \"mean\")",
    .needs = NEEDS_X | X_NUMERIC | TAKES_DESIGN,
    .options = "by probs method level weight strata cluster fpc population lonely",
    .methods = "math school hf1 hf2 hf3 hf4 hf5 hf6 hf7 hf8 hf9; mean logit xlogit beta asin",
    .keys = "quantile quantile:* se:* df:*",
    .run = run,
    .example = {{"apiclus1", "--x api00 --method beta --probs 0.5 --weight pw --cluster dnum --fpc fpc", "quantile:0.5",
                 652.0,
                 "svyquantile(~api00, svydesign(~dnum, weights = ~pw, fpc = ~fpc, data = apiclus1), .5)[[1]][1]"}},
};
