/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cohen's kappa and weighted kappa of two raters. */
#include <math.h>
#include <string.h>

#include "stats/cross.h"
#include "stats/dist.h"
#include "stats/estimate.h"
#include "stats/raters.h"

#define KEYS "kappa observed expected"

static void put_kappa(const struct stat_input *in, struct stat_output *out, struct cross *x,
                      enum kappa_weights weights) {
    double *scratch = ARENA_ARRAY(&out->arena, 4 * (size_t)x->table.r + 1, double);
    struct kappa k = {.status = x->status};
    if (k.status == STAT_OK) {
        k = kappa_two(x->table.count, x->table.r, weights, scratch);
    }
    if (k.status != STAT_OK) {
        cross_refuse(out, KEYS, k.status);
        return;
    }
    double reach = dist_normal_quantile(0.5 + in->options.level / 2) * k.se;
    struct estimate e = estimate_interval(k.kappa, fmax(-1, k.kappa - reach), fmin(1, k.kappa + reach), out->n);
    e.se = k.se;
    cross_put_interval(out, x->inference, "kappa", e);
    stat_add(out, "observed", UNIT_SHARE, k.observed);
    stat_add(out, "expected", UNIT_SHARE, k.expected);
}

static void run(const struct stat_input *in, struct stat_output *out) {
    struct cross x = cross_pick_square(in, out);
    stat_method(out, "Cohen's kappa; %g %% interval: normal, standard error of Fleiss, Cohen and Everitt (1969)",
                100 * in->options.level);
    put_kappa(in, out, &x, KAPPA_NOMINAL);
}

static void run_weighted(const struct stat_input *in, struct stat_output *out) {
    struct cross x = cross_pick_square(in, out);
    const char *method = in->options.method ? in->options.method : "quadratic";
    bool is_linear = strcmp(method, "linear") == 0;
    stat_method(
        out, "weighted kappa, %s weights; %g %% interval: normal, standard error of Fleiss, Cohen and Everitt (1969)",
        method, 100 * in->options.level);
    if (!is_linear && strcmp(method, "quadratic") != 0) {
        stat_note(out, "--method is linear or quadratic, not '%s'", method);
        x.status = STAT_UNDEFINED;
    } else if (x.status == STAT_OK && in->x[0].measure == MEASURE_NOMINAL) {
        stat_note(out, "the categories need an order: --levels");
        x.status = STAT_WRONG_LEVEL;
    }
    put_kappa(in, out, &x, is_linear ? KAPPA_LINEAR : KAPPA_QUADRATIC);
}

const struct stat stat_kappa = {
    .name = "kappa",
    .family = "scales",
    .title = "Cohen's kappa",
    .formula = "κ = (p_o − p_e)/(1 − p_e), p_o share of subjects on whom both raters agree, p_e = Σ p_row p_col; "
               "interval κ ± z SE, cut at −1 and 1",
    .assumptions =
        "the same two raters judge every subject, independently; interval: simple random sample of subjects, not few",
    .source = "Cohen (1960), Educational and Psychological Measurement 20, 37–46; Fleiss, Cohen and Everitt (1969), "
              "Psychological Bulletin 72, 323–327 (standard error)",
    .r = "vcd::Kappa(table(x, y))$Unweighted",
    .needs = NEEDS_X | NEEDS_Y,
    .options = "level weight strata cluster fpc population",
    .keys = KEYS,
    .run = run,
    .example = {{"assessors", "--x a --y b", "kappa", 2.0 / 3, "vcd::Kappa(table(a, b))$Unweighted[[\"value\"]]"}},
};

const struct stat stat_weighted_kappa = {
    .name = "weighted_kappa",
    .family = "scales",
    .title = "Weighted kappa",
    .formula = "κ = (p_o − p_e)/(1 − p_e) with agreement weighted 1 − |i − j|/(k − 1) (--method linear) or 1 − ((i − "
               "j)/(k − 1))² (quadratic); interval κ ± z SE, cut at −1 and 1",
    .assumptions = "ordered categories, equally far apart; the same two raters judge every subject, independently; a "
                   "category between that nobody used is known only from --levels",
    .source = "Cohen (1968), Psychological Bulletin 70, 213–220; Fleiss, Cohen and Everitt (1969), Psychological "
              "Bulletin 72, 323–327 (standard error)",
    .r = "vcd::Kappa(table(x, y), weights = \"Fleiss-Cohen\")$Weighted; vcd::Kappa(table(x, y), weights = "
         "\"Equal-Spacing\")$Weighted",
    .needs = NEEDS_X | NEEDS_Y,
    .options = "method level weight strata cluster fpc population",
    .methods = "quadratic linear",
    .keys = KEYS,
    .run = run_weighted,
    .example = {{"assessors", "--x a --y b", "kappa", 0.875,
                 "vcd::Kappa(table(a, b), weights = \"Fleiss-Cohen\")$Weighted[[\"value\"]]"}},
};
