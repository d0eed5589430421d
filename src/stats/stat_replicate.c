/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "stats/design_input.h"
#include "stats/replicate.h"

/* "jkn", "bootstrap", …, and "given_brr" …: the further columns of --x are replicate weights made by that method.
   */
static bool parse_method(const struct stat_input *in, struct replicate_options *o, struct arena *a) {
    const char *name = in->options.method && strcmp(in->options.method, "auto") != 0 ? in->options.method : NULL;
    bool is_given = name && strncmp(name, "given_", 6) == 0;
    bool has_strata = in->design && in->design->stratum;
    *o = (struct replicate_options){.n = (int)(in->options.draws > 0 ? in->options.draws : 1000),
                                    .rho = in->options.rho,
                                    .seed = in->options.seed,
                                    .n_threads = in->options.threads};
    o->kind = has_strata ? REPLICATE_JKN : REPLICATE_JK1;
    if (is_given) {
        const double **column = ARENA_ARRAY(a, (size_t)in->n_x + 1, const double *);
        for (int k = 1; k < in->n_x; k++) {
            column[k - 1] = in->x[k].value;
        }
        o->given = column;
        o->n_given = in->n_x - 1;
    }
    return (!name || replicate_kind_find(name + (is_given ? 6 : 0), &o->kind)) && (!is_given || in->n_x > 2) &&
           o->rho >= 0 && o->rho < 1;
}

/* Given replicate weights must be there for every observation. */
static bool has_all_weights(const struct stat_input *in) {
    for (int k = 1; k < in->n_x; k++) {
        for (size_t i = 0; i < in->x[k].n; i++) {
            if (!variable_has(&in->x[k], i)) {
                return false;
            }
        }
    }
    return true;
}

static void add_replicates(struct design_input *d, const struct replicates *r, const char *infix, const char *suffix,
                           struct sampled *e) {
    design_add(d, infix, suffix, e, 0);
    bool is_random = !r->o.given && (r->o.kind == REPLICATE_BOOTSTRAP || r->o.kind == REPLICATE_SUBBOOTSTRAP);
    if (is_random && e->e.se >= 0) {
        stat_add(d->out, arena_printf(&d->out->arena, "se_error%s%s", infix, suffix), UNIT_NONE,
                 e->e.se / sqrt(2.0 * (r->n - 1)));
    }
}

static void describe(struct design_input *d, const struct replicates *r) {
    struct stat_output *out = d->out;
    const char *name = replicate_kind_name(r->o.kind);
    stat_add(out, "replicates", UNIT_COUNT, r->n);
    stat_method(out, "%s with variance from %d replicates (%s%s): %s; t interval", d->key, r->n,
                r->o.given ? "given weights, " : "", name, design_words(d));
    if (r->status != STAT_OK) {
        stat_note(out, "no variance: %s", r->what);
    }
    if (r->is_without_fpc) {
        stat_note(out, "%s takes no account of the finite population", name);
    }
    if (d->s.first && !r->o.given) {
        stat_note(out, "the calibrated weights are not calibrated again in each replicate");
    }
}

typedef void add_fn(struct design_input *d, const struct replicates *r, const char *suffix);

static void run_each(struct design_input *d, const struct stat_input *in, struct stat_output *out, add_fn *add) {
    struct replicate_options o;
    stat_method(out, "%s with replicate weights", d->key);
    if (!parse_method(in, &o, &out->arena)) {
        design_fail(out, d->key, STAT_UNDEFINED,
                    "--method is auto, jk1, jkn, brr, fay, bootstrap, subbootstrap, or given_ with one of these and "
                    "replicate weights after the first "
                    "column of --x; --rho lies from 0 to below 1");
        return;
    }
    if (o.given && !has_all_weights(in)) {
        design_fail(out, d->key, STAT_UNDEFINED, "a replicate weight is missing");
        return;
    }
    if (!design_open(d, in, out, NEEDS_X | NEEDS_Y | NEEDS_BY)) {
        return;
    }
    struct replicates r;
    replicates_init(&r, &d->s, &o);
    for (int g = 0; g < design_groups(d); g++) {
        add(d, &r, design_enter(d, g));
    }
    describe(d, &r);
    replicates_clear(&r);
    design_close(d);
}

static void add_mean(struct design_input *d, const struct replicates *r, const char *suffix) {
    struct sampled e = replicate_mean(r, &d->t, d->in->x[0].value);
    add_replicates(d, r, "", suffix, &e);
}

static void add_total(struct design_input *d, const struct replicates *r, const char *suffix) {
    struct sampled e = replicate_total(r, &d->t, d->in->x[0].value);
    add_replicates(d, r, "", suffix, &e);
}

static void add_ratio(struct design_input *d, const struct replicates *r, const char *suffix) {
    struct sampled e = replicate_ratio(r, &d->t, d->in->x[0].value, d->in->y->value);
    add_replicates(d, r, "", suffix, &e);
}

static void add_quantiles(struct design_input *d, const struct replicates *r, const char *suffix) {
    static const double quarters[] = {0.25, 0.5, 0.75};
    const struct stat_options *o = &d->in->options;
    const double *p = o->n_prob > 0 ? o->prob : quarters;
    for (int k = 0; k < (o->n_prob > 0 ? o->n_prob : 3); k++) {
        char text[NUM_TEXT_MAX];
        struct sampled e = replicate_quantile(r, &d->t, d->in->x[0].value, p[k]);
        add_replicates(d, r, arena_printf(&d->out->arena, ":%s", num_shortest(text, p[k])), suffix, &e);
    }
}

static void run_mean(const struct stat_input *in, struct stat_output *out) {
    run_each(&(struct design_input){.key = "mean"}, in, out, add_mean);
}
static void run_total(const struct stat_input *in, struct stat_output *out) {
    run_each(&(struct design_input){.key = "total"}, in, out, add_total);
}
static void run_ratio(const struct stat_input *in, struct stat_output *out) {
    run_each(&(struct design_input){.key = "ratio"}, in, out, add_ratio);
}
static void run_quantile(const struct stat_input *in, struct stat_output *out) {
    run_each(&(struct design_input){.key = "quantile"}, in, out, add_quantiles);
}

#define FORMULA                                                                                                        \
    "V = scale · Σ rscale (θ_r − mean θ_r)² over R replicates: jk1 (1 − n/N)(n − 1)/n; jkn the same per "   \
    "stratum; brr 1/R; fay 1/(R (1 − rho)²); bootstrap 1/(R − 1), n − 1 of n clusters drawn with "              \
    "replacement (Rao and Wu, rescaled by √(1 − n/N)); subbootstrap the same, not rescaled; df = "                 \
    "clusters − strata, or R − 1, or the pairs of half samples, where fewer; with given weights their "            \
    "rank − 1; se_error = se/√(2 (R − 1)) where replicates are random"
#define ASSUMPTIONS                                                                                                    \
    "clusters are drawn independently within strata; brr and fay need an even number of clusters in "                  \
    "every stratum; the jackknife is not valid for quantiles; brr, fay and subbootstrap leave the finite "             \
    "population correction out. --method auto: jkn with strata, else jk1; given_…: the further columns "             \
    "of --x are replicate weights made by that method"
#define SOURCE                                                                                                         \
    "Wolter (2007), Introduction to Variance Estimation, ch. 3–5; Rao and Wu (1988), Journal of the "                \
    "American Statistical Association 83, 231–241; Fay (1989), Proceedings of the Section on Survey "                \
    "Research Methods, American Statistical Association; Canty and Davison (1999), The Statistician 48, "              \
    "379–391"
#define R_DESIGN "r <- survey::as.svrepdesign(design, type = \"JKn\"); "
#define OPTIONS "by method rho draws seed threads level weight strata cluster fpc population lonely"
#define METHODS                                                                                                        \
    "auto jk1 jkn brr fay bootstrap subbootstrap given_jk1 given_brr given_fay given_bootstrap "                       \
    "given_subbootstrap"

const struct stat stat_replicate_mean = {
    .name = "replicate_mean",
    .family = "designs",
    .title = "Mean with a variance from replicate weights",
    .formula = "θ = Σ w x/Σ w; " FORMULA,
    .assumptions = ASSUMPTIONS,
    .source = SOURCE,
    .r = R_DESIGN "survey::svymean(~x, r)",
    .needs = NEEDS_X | X_NUMERIC | TAKES_DESIGN,
    .options = OPTIONS,
    .methods = METHODS,
    .keys = "mean mean:* se se:* df df:* replicates se_error se_error:*",
    .run = run_mean,
    .example = {{"apistrat", "--x api00 --method jkn --weight pw --strata stype --fpc fpc", "se", 9.40894080278461,
                 "SE(svymean(~api00, as.svrepdesign(design, type = \"JKn\")))"}},
};

const struct stat stat_replicate_total = {
    .name = "replicate_total",
    .family = "designs",
    .title = "Total with a variance from replicate weights",
    .formula = "θ = Σ w x; " FORMULA,
    .assumptions = ASSUMPTIONS,
    .source = SOURCE,
    .r = R_DESIGN "survey::svytotal(~x, r)",
    .needs = NEEDS_X | X_NUMERIC | TAKES_DESIGN,
    .options = OPTIONS,
    .methods = METHODS,
    .keys = "total total:* se se:* df df:* replicates se_error se_error:*",
    .run = run_total,
    .example = {{"apistrat", "--x api00 --method jkn --weight pw --strata stype --fpc fpc", "se", 58278.978937632906,
                 "SE(svytotal(~api00, as.svrepdesign(design, type = \"JKn\")))"}},
};

const struct stat stat_replicate_ratio = {
    .name = "replicate_ratio",
    .family = "designs",
    .title = "Ratio of two totals with a variance from replicate weights",
    .formula = "θ = Σ w x/Σ w y; " FORMULA,
    .assumptions = ASSUMPTIONS,
    .source = SOURCE,
    .r = R_DESIGN "survey::svyratio(~x, ~y, r)",
    .needs = NEEDS_X | NEEDS_Y | X_NUMERIC | Y_NUMERIC | TAKES_DESIGN,
    .options = OPTIONS,
    .methods = METHODS,
    .keys = "ratio ratio:* se se:* df df:* replicates se_error se_error:*",
    .run = run_ratio,
    .example = {{"apistrat", "--x api00 --y api99 --method jkn --weight pw --strata stype --fpc fpc", "se",
                 0.0036441892400613015, "SE(svyratio(~api00, ~api99, as.svrepdesign(design, type = \"JKn\")))"}},
};

const struct stat stat_replicate_quantile = {
    .name = "replicate_quantile",
    .family = "designs",
    .title = "Quantiles with a variance from replicate weights",
    .formula =
        "θ = the smallest x with Σ_{x_i ≤ x} w_i ≥ p Σ w, p = 0.25, 0.5, 0.75 unless --probs gives others; " FORMULA,
    .assumptions = ASSUMPTIONS,
    .source = SOURCE,
    .r = R_DESIGN "survey::svyquantile(~x, r, .5, interval.type = \"quantile\")",
    .needs = NEEDS_X | X_NUMERIC | TAKES_DESIGN,
    .options = OPTIONS " probs",
    .methods = METHODS,
    .keys = "quantile quantile:* se:* df:* replicates se_error:*",
    .run = run_quantile,
    .example = {{"design_pairs", "--x x --probs 0.5 --method brr --weight w --strata s --cluster c", "se:0.5",
                 0.8291561975888498,
                 "SE(svyquantile(~x, as.svrepdesign(design, type = \"BRR\"), .5, interval.type = \"quantile\"))"}},
};
