/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "stats/calibrate.h"
#include "stats/design_input.h"
#include "stats/known_totals.h"

/* The complete observations of a calibration: those that have every x. Like R's na.fail, but said and counted. */
struct complete {
    size_t n, *row;
    struct design design;
    struct margin *margin;  /* of x with levels */
    double *column, *total; /* columns of a regression, p of them, and their totals */
    int p;
    double *y;
    uint8_t *has_y;
    const char *why;
};

static enum value_state first_missing(const struct stat_input *in, size_t i) {
    for (int k = 0; k < in->n_x; k++) {
        if (!variable_has(&in->x[k], i)) {
            return (enum value_state)in->x[k].state[i];
        }
    }
    return STATE_VALUE;
}

static double *doubles_at(const double *from, const struct complete *c, struct arena *a) {
    double *to = from ? ARENA_ARRAY(a, c->n + 1, double) : NULL;
    for (size_t i = 0; from && i < c->n; i++) {
        to[i] = from[c->row[i]];
    }
    return to;
}

static int *ints_at(const int *from, const struct complete *c, struct arena *a) {
    int *to = from ? ARENA_ARRAY(a, c->n + 1, int) : NULL;
    for (size_t i = 0; from && i < c->n; i++) {
        to[i] = from[c->row[i]];
    }
    return to;
}

static void take_rows(const struct stat_input *in, struct stat_output *out, struct complete *c) {
    struct arena *a = &out->arena;
    const struct design none = {0}, *d = in->design ? in->design : &none;
    c->row = ARENA_ARRAY(a, in->x[0].n + 1, size_t);
    for (size_t i = 0; i < in->x[0].n; i++) {
        enum value_state state = first_missing(in, i);
        if (state == STATE_VALUE) {
            c->row[c->n++] = i;
        }
        out->missing[state] += state != STATE_VALUE;
    }
    out->n = c->n;
    c->design = *d;
    c->design.weight = doubles_at(d->weight, c, a);
    c->design.population = doubles_at(d->population, c, a);
    c->design.stratum = ints_at(d->stratum, c, a);
    c->design.cluster = ints_at(d->cluster, c, a);
    c->y = in->y ? doubles_at(in->y->value, c, a) : NULL;
    c->has_y = ARENA_ARRAY(a, c->n + 1, uint8_t);
    for (size_t i = 0; in->y && i < c->n; i++) {
        c->has_y[i] = variable_has(in->y, c->row[i]);
    }
}

/* ---- known totals ------------------------------------------------------------------------------------------ */
static bool take_margins(const struct stat_input *in, struct complete *c, struct arena *a) {
    c->margin = ARENA_ARRAY(a, (size_t)in->n_x + 1, struct margin);
    for (int k = 0; k < in->n_x; k++) {
        const struct variable *v = &in->x[k];
        double *total = v->measure == MEASURE_NUMERIC ? NULL : known_totals(in->options.totals, v, a, &c->why);
        if (!total) {
            c->why = v->measure == MEASURE_NUMERIC ? arena_printf(a, "'%s' has numbers, not levels", v->name) : c->why;
            return false;
        }
        int *group = ARENA_ARRAY(a, c->n + 1, int);
        for (size_t i = 0; i < c->n; i++) {
            group[i] = (int)v->value[c->row[i]];
        }
        c->margin[k] = (struct margin){v->name, group, v->n_levels, total};
    }
    return true;
}

static int count_columns(const struct stat_input *in) {
    int p = in->options.population > 0;
    for (int k = 0; k < in->n_x; k++) {
        p += in->x[k].measure == MEASURE_NUMERIC ? 1 : in->x[k].n_levels;
    }
    return p;
}

/* Columns of a regression: ones with --population, the indicators of levels, and numbers. */
static bool take_columns(const struct stat_input *in, struct complete *c, struct arena *a) {
    size_t n = c->n, p = (size_t)count_columns(in);
    c->column = ARENA_ARRAY(a, p * n + 1, double);
    c->total = ARENA_ARRAY(a, p + 1, double);
    if (in->options.population > 0) {
        for (size_t i = 0; i < n; i++) {
            c->column[i] = 1;
        }
        c->total[c->p++] = in->options.population;
    }
    for (int k = 0; k < in->n_x; k++) {
        const struct variable *v = &in->x[k];
        const double *total = known_totals(in->options.totals, v, a, &c->why);
        if (!total) {
            return false;
        }
        bool is_numeric = v->measure == MEASURE_NUMERIC;
        for (size_t i = 0; i < n; i++) {
            double x = v->value[c->row[i]];
            c->column[((size_t)c->p + (is_numeric ? 0 : (size_t)x)) * n + i] = is_numeric ? x : 1;
        }
        int many = is_numeric ? 1 : v->n_levels;
        memcpy(c->total + c->p, total, (size_t)many * sizeof *total);
        c->p += many;
    }
    return true;
}

enum calibration { POST_STRATIFY, RAKE, CALIBRATE };

/* ---- results ----------------------------------------------------------------------------------------------- */
static void add_report(struct stat_output *out, const struct calibration_report *r) {
    const struct {
        const char *key;
        enum unit unit;
        double value;
    } part[] = {
        {"iterations", UNIT_COUNT, r->iterations},
        {"max_discrepancy", UNIT_NONE, r->max_discrepancy},
        {"weight_min", UNIT_WEIGHT, r->weight_min},
        {"weight_max", UNIT_WEIGHT, r->weight_max},
        {"ratio_min", UNIT_NONE, r->ratio_min},
        {"ratio_max", UNIT_NONE, r->ratio_max},
        {"deff", UNIT_NONE, r->deff},
        {"effective_n", UNIT_NONE, r->effective_n},
    };
    bool has_weights = r->status == STAT_OK || r->status == STAT_NOT_CONVERGED;
    for (size_t i = 0; i < ARRAY_LEN(part); i++) {
        if (has_weights && (r->status == STAT_OK || i < 2)) {
            stat_add(out, part[i].key, part[i].unit, part[i].value);
        } else {
            stat_add_status(out, part[i].key, part[i].unit, r->status);
        }
    }
    if (r->what) {
        stat_note(out, "%s", r->what);
    }
}

static void add_sampled(struct stat_output *out, const char *key, const char *se, const struct sampled *e) {
    stat_add_estimate(out, key, UNIT_NONE, e->e);
    if (e->variance >= 0) {
        stat_add(out, se, UNIT_NONE, e->e.se);
    } else {
        stat_add_status(out, se, UNIT_NONE, e->variance_status);
    }
}

static void add_estimates(const struct stat_input *in, struct stat_output *out, const struct sampling *s,
                          const struct complete *c) {
    struct taylor t;
    taylor_init(&t, s, in->options.level);
    taylor_domain(&t, c->has_y);
    struct sampled mean = taylor_mean(&t, c->y), total = taylor_total(&t, c->y);
    add_sampled(out, "mean", "se", &mean);
    add_sampled(out, "total", "total_se", &total);
    taylor_clear(&t);
}

static bool parse_method(const char *name, struct calibration_options *o) {
    static const char *const names[] = {"linear", "raking", "logit"};
    for (int i = 0; name && i < 3; i++) {
        if (strcmp(name, names[i]) == 0) {
            o->method = (enum calibration_method)i;
            return true;
        }
    }
    return !name;
}

static struct calibration_report adjust(enum calibration kind, const struct stat_input *in, struct sampling *s,
                                        const struct complete *c) {
    struct calibration_options o = {.low = in->options.bound_low, .high = in->options.bound_high};
    parse_method(in->options.method, &o);
    if (kind == POST_STRATIFY) {
        return calibrate_post(s, &c->margin[0]);
    }
    if (kind == RAKE) {
        o.low = o.low > 0 ? o.low : 0;
        return calibrate_rake(s, c->margin, in->n_x, &o);
    }
    return calibrate_to(s, c->column, c->total, c->p, &o);
}

static void run_complete(enum calibration kind, const struct stat_input *in, struct stat_output *out,
                         const struct complete *c) {
    struct sampling s;
    enum design_error e = sampling_init(&s, &c->design, c->n);
    if (e != DESIGN_OK) {
        enum stat_status status = e == DESIGN_NO_WEIGHT ? STAT_NO_WEIGHT
                                  : e == DESIGN_NO_ROWS ? STAT_TOO_FEW
                                                        : STAT_UNDEFINED;
        design_fail(out, "iterations", status,
                    arena_printf(&out->arena, "the design is not fit: %s", design_error_text(e)));
        return;
    }
    lonely_rule_find(in->options.lonely, &s.lonely);
    struct calibration_report r = adjust(kind, in, &s, c);
    add_report(out, &r);
    if (in->y && r.status == STAT_OK) {
        add_estimates(in, out, &s, c);
    } else if (in->y) {
        stat_add_status(out, "mean", UNIT_NONE, r.status);
        stat_add_status(out, "total", UNIT_NONE, r.status);
    }
    sampling_clear(&s);
}

static void run_kind(enum calibration kind, const struct stat_input *in, struct stat_output *out) {
    static const char *const words[] = {"post-stratification", "raking (iterative proportional fitting)",
                                        "calibration"};
    struct complete c = {0};
    struct calibration_options o;
    enum lonely_rule lonely;
    stat_method(out, "%s to known totals%s", words[kind],
                in->y ? "; mean and total with variances of the residuals, Taylor linearisation; t interval with units "
                        "− strata degrees of freedom"
                      : "");
    if (!parse_method(in->options.method, &o) || !lonely_rule_find(in->options.lonely, &lonely)) {
        design_fail(out, "iterations", STAT_UNDEFINED,
                    "--method is linear, raking or logit; --lonely fail, remove, certainty, adjust or average");
        return;
    }
    take_rows(in, out, &c);
    if (!(kind == CALIBRATE ? take_columns(in, &c, &out->arena) : take_margins(in, &c, &out->arena))) {
        design_fail(out, "iterations", STAT_UNDEFINED, c.why);
        return;
    }
    run_complete(kind, in, out, &c);
}

static void run_post(const struct stat_input *in, struct stat_output *out) { run_kind(POST_STRATIFY, in, out); }
static void run_rake(const struct stat_input *in, struct stat_output *out) { run_kind(RAKE, in, out); }
static void run_calibrate(const struct stat_input *in, struct stat_output *out) { run_kind(CALIBRATE, in, out); }

#define KEYS                                                                                                           \
    "iterations max_discrepancy weight_min weight_max ratio_min ratio_max deff effective_n mean se total total_se"

const struct stat stat_post_stratify = {
    .name = "post_stratify",
    .family = "designs",
    .title = "Post-stratified weights, and a mean and total with them",
    .formula = "w' = w N_g/Σ_g w; the variance is that of residuals z − w' · (Σ_g w u/Σ_g w), u = z/w'",
    .assumptions = "every group of the population is in the sample; the population's numbers (--totals) are known "
                   "without error; rows without an x are left out",
    .source = "Holt and Smith (1979), Journal of the Royal Statistical Society A 142, 33–46; Valliant (1993), Journal "
              "of the American Statistical Association 88, 89–96",
    .r = "p <- survey::postStratify(design, ~x, data.frame(x = c(\"E\", \"H\", \"M\"), Freq = c(4421, 755, 1018))); "
         "survey::svymean(~y, p); survey::svytotal(~y, p)",
    .needs = NEEDS_X | X_LEVELS | TAKES_DESIGN,
    .options = "y totals level weight strata cluster fpc lonely",
    .keys = KEYS,
    .run = run_post,
    .example = {{"apiclus1",
                 "--x stype --totals stype:E=4421,H=755,M=1018 --y api00 --weight pw --cluster dnum --fpc fpc", "se",
                 23.92048644509039,
                 "SE(svymean(~api00, postStratify(design, ~stype, data.frame(stype = c(\"E\", \"H\", \"M\"), Freq = "
                 "c(4421, 755, 1018)))))"}},
};

const struct stat stat_rake = {
    .name = "rake",
    .family = "designs",
    .title = "Weights raked to several margins, and a mean and total with them",
    .formula = "each margin in turn: w' = w N_g/Σ_g w, until all agree within 1e-10 of their size; with --bounds: w' = "
               "w · min(max(exp(x'η), low), high); the variance is that of residuals from the margins' means, ten "
               "sweeps over the margins",
    .assumptions = "margins (--totals) add up to the same population; every group is in the sample; rows without an x "
                   "are left out",
    .source = "Deming and Stephan (1940), Annals of Mathematical Statistics 11, 427–444; Deville, Särndal and Sautory "
              "(1993), Journal of the American Statistical Association 88, 1013–1020",
    .r = "pop <- list(data.frame(a = c(\"A\", \"B\", \"C\"), Freq = c(20, 12, 8)), data.frame(b = c(\"L\", \"S\"), "
         "Freq = c(25, 15))); r <- survey::rake(design, list(~a, ~b), pop, control = list(maxit = 1000, epsilon = "
         "1e-9)); survey::svymean(~y, r); r <- survey::calibrate(design, list(~a, ~b), pop, calfun = \"raking\", "
         "bounds = c(.5, 9)); survey::svymean(~y, r)",
    .needs = NEEDS_X | X_LEVELS | TAKES_DESIGN,
    .options = "y totals bounds level weight strata cluster fpc lonely",
    .keys = KEYS,
    .run = run_rake,
    .example = {{"council12", "--x sector,size --y q1 --totals sector:A=20,B=12,C=8;size:L=25,S=15", "se",
                 0.23927277118693713,
                 "pop <- list(data.frame(sector = c(\"A\", \"B\", \"C\"), Freq = c(20, 12, 8)), data.frame(size = "
                 "c(\"L\", \"S\"), Freq = c(25, 15))); SE(svymean(~q1, rake(svydesign(~1, weights = rep(1, 12), data = "
                 "d), list(~sector, ~size), pop, control = list(maxit = 1000, epsilon = 1e-12))))"}},
};

const struct stat stat_calibrate = {
    .name = "calibrate",
    .family = "designs",
    .title = "Weights calibrated to known totals (GREG), and a mean and total with them",
    .formula = "w' = w F(x'η) with Σ w' x = totals; F linear 1 + u, raking exp(u), logit between the bounds; the "
               "variance is that of w' times the residuals of the regression on x, weighted with w",
    .assumptions = "totals (--totals) are known without error; --population adds the number of all as a total; "
                   "--bounds hold w'/w; rows without an x are left out",
    .source = "Deville and Särndal (1992), Journal of the American Statistical Association 87, 376–382",
    .r = "k <- survey::calibrate(design, ~a + b, c(6194, 755, 1018, 3914069), calfun = \"linear\"); "
         "survey::svymean(~y, k); survey::svytotal(~y, k)",
    .needs = NEEDS_X | TAKES_DESIGN,
    .options = "y totals population method bounds level weight strata cluster fpc lonely",
    .methods = "linear raking logit",
    .keys = KEYS,
    .run = run_calibrate,
    .example = {{"apiclus1",
                 "--x stype,api99 --totals stype:E=4421,H=755,M=1018;api99=3914069 --y api00 --weight pw --cluster "
                 "dnum --fpc fpc",
                 "se", 3.441753116404808,
                 "SE(svymean(~api00, calibrate(design, ~stype + api99, c(6194, 755, 1018, 3914069))))"}},
};
