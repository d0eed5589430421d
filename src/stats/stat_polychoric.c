/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Polychoric correlation. */
#include <math.h>
#include <string.h>

#include "stats/cross.h"
#include "stats/dist.h"
#include "stats/polychoric.h"

#define KEYS "polychoric chi_square df p_value"

static void put_cuts(struct stat_output *out, const char *which, const double *cut, int n) {
    for (int k = 0; k < n; k++) {
        cross_put(out, arena_printf(&out->arena, "%s:%d", which, k + 1), cut[k]);
    }
}

static void put(const struct stat_input *in, struct stat_output *out, const struct cross *c,
                const struct polychoric *x) {
    double half = dist_normal_quantile((1 + in->options.level) / 2) * x->se;
    struct estimate e = {.status = x->status, .value = x->rho, .se = x->se, .df = -1};
    e.low = fmax(-1, x->rho - half);
    e.high = fmin(1, x->rho + half);
    cross_put_interval(out, c->inference, "polychoric", e);
    if (x->status != STAT_OK) {
        stat_note(out, "the likelihood grows up to the edge, ρ = %g", x->rho);
        cross_refuse(out, "chi_square df p_value", x->status);
        return;
    }
    cross_put(out, "chi_square", x->chi_square);
    cross_put(out, "df", x->df);
    if (x->df > 0) {
        cross_put_p(out, c->inference, "p_value", x->p);
    } else {
        stat_add_status(out, "p_value", UNIT_P, STAT_UNDEFINED);
    }
    put_cuts(out, "x_cut", x->row_cut, c->table.r - 1);
    put_cuts(out, "y_cut", x->col_cut, c->table.c - 1);
}

static void run(const struct stat_input *in, struct stat_output *out) {
    bool is_full = in->options.method && strcmp(in->options.method, "full") == 0;
    struct cross c = cross_pick(in, out);
    stat_method(out,
                "polychoric correlation, %s maximum likelihood; %g %% normal interval from the observed information; p "
                "value: likelihood "
                "ratio test of bivariate normality",
                is_full ? "full" : "two-step", 100 * in->options.level);
    if (c.status == STAT_OK && (in->x[0].measure == MEASURE_NOMINAL || in->y->measure == MEASURE_NOMINAL ||
                                c.table.r > 50 || c.table.c > 50)) {
        c.status = STAT_WRONG_LEVEL;
    }
    if (c.status != STAT_OK) {
        cross_refuse(out, KEYS, c.status);
        return;
    }
    struct polychoric x = is_full ? polychoric_full(&c.table, &out->arena) : polychoric_two_step(&c.table, &out->arena);
    put(in, out, &c, &x);
}

const struct stat stat_polychoric = {
    .name = "polychoric",
    .family = "association",
    .title = "Polychoric correlation",
    .formula = "ρ of a bivariate normal cut into classes: maximises Σ n ln P(class; ρ, thresholds); two-step: "
               "thresholds Φ⁻¹ of the margins; full: all together; interval ± z SE by the observed information; "
               "chi_square: likelihood ratio of the table against the model",
    .assumptions = "ordered classes of two variables that are jointly normal (tested by chi_square, df = r c − r − c); "
                   "at most 50 classes each; empty ones are left out",
    .source = "Olsson (1979), Psychometrika 44, 443–460; Drasgow (1986), Encyclopedia of Statistical Sciences 7, "
              "68–74; Genz (2004), Statistics and Computing 14, 251–260 (normal integral)",
    .r = "polycor::polychor(table(x, y), ML = FALSE, std.err = TRUE); polycor::polychor(table(x, y), ML = TRUE, "
         "std.err = TRUE)",
    .needs = NEEDS_X | NEEDS_Y | X_NUMERIC | Y_NUMERIC | TAKES_DESIGN,
    .options = "method level weight strata cluster fpc population",
    .methods = "two_step full",
    .keys = KEYS " x_cut:* y_cut:*",
    .run = run,
    .example = {{"job", "--x income --y satisfaction --freq Freq", "polychoric", 0.21535840190610681,
                 "polycor::polychor(table(income, satisfaction)) # stops at 0.21534; here the likelihood is maximised "
                 "to the last digits"}},
};
