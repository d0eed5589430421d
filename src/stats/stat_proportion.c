/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "stats/estimate.h"
#include "stats/pick.h"
#include "stats/proportions.h"
#include "stats/success.h"
#include "stats/taylor.h"

struct asked {
    const struct stat_input *in;
    struct success success;
    enum proportion_method method;
    double population; /* N of a simple random sample; 0 = infinite */
    bool has_design;   /* weights, strata or clusters */
};

static bool is_from_design(enum proportion_method m) { return m == PROPORTION_LOGIT || m == PROPORTION_BETA; }

static enum stat_status ask(const struct stat_input *in, struct asked *a) {
    const struct design *d = in->design;
    *a = (struct asked){
        .in = in, .success = success_of(&in->x[0], in->options.success), .population = population_of(in)};
    a->has_design = d && (d->weight || d->stratum || d->cluster);
    a->method = a->has_design ? PROPORTION_LOGIT : proportion_default(a->population);
    const char *name = in->options.method && strcmp(in->options.method, "auto") != 0 ? in->options.method : NULL;
    if (a->success.status != STAT_OK || (name && !proportion_method_find(name, &a->method))) {
        return a->success.status != STAT_OK ? a->success.status : STAT_UNDEFINED;
    }
    return a->has_design && !is_from_design(a->method) ? STAT_UNDEFINED : STAT_OK;
}

/* The design with N of the option filled in for every observation. */
static struct design design_with(const struct asked *a, struct arena *arena) {
    struct design d = a->in->design ? *a->in->design : (struct design){0};
    size_t n = a->in->x[0].n;
    if (!d.population && a->population > 0) {
        double *population = ARENA_ARRAY(arena, n + 1, double);
        for (size_t i = 0; i < n; i++) {
            population[i] = a->population;
        }
        d.population = population;
    }
    return d;
}

static struct estimate from_sampling(const struct asked *a, struct sampling *s, const struct picked *p,
                                     struct stat_output *out) {
    const struct variable *v = &a->in->x[0];
    double level = a->in->options.level, *yes = ARENA_ARRAY(&out->arena, v->n + 1, double);
    uint8_t *in = ARENA_ARRAY(&out->arena, v->n + 1, uint8_t);
    for (size_t i = 0; i < p->n; i++) {
        in[p->row[i]] = 1;
        yes[p->row[i]] = is_success(&a->success, p->x[i]);
    }
    struct taylor t;
    taylor_init(&t, s, level);
    taylor_domain(&t, in);
    struct sampled mean = taylor_mean(&t, yes);
    int df = t.domain.df;
    taylor_clear(&t);
    if (mean.e.status != STAT_OK) {
        return mean.e;
    }
    if (mean.variance_status != STAT_OK || mean.variance < 0) {
        return estimate_value(mean.e.value, p->n);
    }
    struct estimate (*of)(double, double, double, double, size_t) =
        a->method == PROPORTION_BETA ? proportion_beta : proportion_logit;
    struct estimate e = of(mean.e.value, mean.e.se, df, level, p->n);
    if (s->is_census) {
        e.low = e.high = e.value;
        e.has_interval = true;
    }
    return e;
}

static struct estimate from_design(const struct asked *a, const struct picked *p, struct stat_output *out) {
    struct design d = design_with(a, &out->arena);
    struct sampling s;
    enum design_error error = sampling_init(&s, &d, a->in->x[0].n);
    if (error != DESIGN_OK) {
        stat_note(out, "the design is not fit: %s", design_error_text(error));
        return estimate_status(error == DESIGN_NO_WEIGHT ? STAT_NO_WEIGHT
                               : error == DESIGN_NO_ROWS ? STAT_TOO_FEW
                                                         : STAT_UNDEFINED,
                               p->n);
    }
    struct estimate e = from_sampling(a, &s, p, out);
    sampling_clear(&s);
    return e;
}

static size_t count_successes(const struct asked *a, const struct picked *p) {
    size_t x = 0;
    for (size_t i = 0; i < p->n; i++) {
        x += is_success(&a->success, p->x[i]);
    }
    return x;
}

static void run(const struct stat_input *in, struct stat_output *out) {
    struct picked p = pick_x(in, out);
    struct asked a;
    enum stat_status status = ask(in, &a);
    if (status != STAT_OK) {
        stat_method(out, "share of successes");
        stat_note(out, "%s",
                  status == STAT_WRONG_LEVEL
                      ? "the level that counts as a success is not there; name one with --success"
                  : a.has_design ? "with weights, strata or clusters the methods are logit and beta"
                                 : "no such method");
        stat_add_status(out, "proportion", UNIT_SHARE, status);
        return;
    }
    size_t x = count_successes(&a, &p);
    bool is_finite = a.population > 0 && !a.has_design;
    stat_method(out, "share of successes; %s%s", proportion_method_text(a.method),
                is_finite && a.method != PROPORTION_HYPERGEOMETRIC ? ", with the known population" : "");
    struct estimate e = p.n == 0 ? estimate_status(STAT_TOO_FEW, 0)
                        : is_from_design(a.method)
                            ? from_design(&a, &p, out)
                            : proportion_of((double)x, (double)p.n, a.population, a.method, in->options.level);
    stat_add_estimate(out, "proportion", UNIT_SHARE, e);
    stat_add(out, "successes", UNIT_COUNT, (double)x);
}

const struct stat stat_proportion = {
    .name = "proportion",
    .family = "proportions",
    .title = "Proportion with interval",
    .formula = "p = x/n, or Σ w y/Σ w. Exact with N: least K with P(X ≥ x) > α/2 to greatest K with P(X ≤ x) > α/2, "
               "over N; Wilson: (p + z²/2m ± z √(p q/m + z²/4m²))/(1 + z²/m), m = n or n (N − 1)/(N − n); logit: "
               "expit(logit p ± t(df) SE/(p q)); beta: Clopper-Pearson with n* = p q/SE² · (t(n − 1)/t(df))²",
    .assumptions = "simple random sample without weights (hypergeometric where N is known, else Wilson); with weights, "
                   "strata or clusters the design as given (logit, or beta); Clopper-Pearson and Jeffreys know no N; "
                   "the interval has width 0 where all were asked",
    .source =
        "Wilson (1927), Journal of the American Statistical Association 22, 209–212; Clopper and Pearson (1934), "
        "Biometrika 26, 404–413; Buonaccorsi (1987), The American Statistician 41, 215–218 (hypergeometric); Agresti "
        "and Coull (1998), The American Statistician 52, 119–126; Brown, Cai and DasGupta (2001), Statistical Science "
        "16, 101–133 (Jeffreys); Korn and Graubard (1998), Survey Methodology 24, 193–201 (beta)",
    .r = "prop.test(sum(x), length(x), correct = FALSE)$conf.int; binom.test(sum(x), length(x))$conf.int; "
         "survey::svyciprop(~x, design, method = \"logit\")",
    .needs = NEEDS_X | TAKES_DESIGN,
    .options = "success level method population weight strata cluster fpc",
    .methods = "auto hypergeometric wilson clopper_pearson agresti_coull jeffreys wald logit beta",
    .keys = "proportion successes",
    .run = run,
    .example = {{"council12", "--x has", "proportion", 8.0 / 12, "mean(has)"},
                {"council12", "--x has --strata sector --fpc N", "proportion", 41.0 / 60,
                 "N <- c(A = 20, B = 12, C = 8); sum(N * tapply(has, sector, mean)) / 40"}},
};
