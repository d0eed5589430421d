/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cochran-Armitage: does the share of successes rise or fall over ordered groups? */
#include <math.h>

#include "stats/cross.h"
#include "stats/stratified2.h"
#include "stats/success.h"

#define KEYS "chi_square df p_value z slope"

struct groups {
    double *hits, *n, *score;
    int k;
};

/* Numbers are their own scores; levels score 1, 2, … in their order, those that do not occur left out. */
static struct groups groups_of(const struct stat_input *in, const struct picked *p, const struct success *s,
                               struct arena *a) {
    int *code = ARENA_ARRAY(a, p->n + 1, int);
    struct groups g = {.score = ARENA_ARRAY(a, p->n + 1, double)};
    bool is_numeric = in->x[0].measure == MEASURE_NUMERIC;
    g.k = codes_of_numbers(p->x, p->n, code, g.score, a);
    g.hits = ARENA_ARRAY(a, (size_t)g.k + 1, double);
    g.n = ARENA_ARRAY(a, (size_t)g.k + 1, double);
    for (size_t i = 0; i < p->n; i++) {
        double w = p->weight ? p->weight[i] : 1;
        g.n[code[i]] += w;
        g.hits[code[i]] += is_success(s, p->y[i]) ? w : 0;
    }
    for (int k = 0; k < g.k && !is_numeric; k++) {
        g.score[k] = k + 1;
    }
    return g;
}

static void run(const struct stat_input *in, struct stat_output *out) {
    struct picked p = pick_xy(in, out);
    struct success s = success_of(in->y, in->options.success);
    struct trend t = {.status = p.n == 0 ? STAT_TOO_FEW : s.status};
    stat_method(out, "Cochran-Armitage test for trend, two-sided, no continuity correction");
    if (t.status == STAT_OK) {
        struct groups g = groups_of(in, &p, &s, &out->arena);
        t = cochran_armitage(g.hits, g.n, g.score, g.k);
    }
    if (t.status != STAT_OK) {
        cross_refuse(out, KEYS, t.status);
        return;
    }
    cross_put(out, "chi_square", t.statistic);
    cross_put(out, "df", 1);
    cross_put_p(out, inference_of(in, p.n), "p_value", t.p);
    cross_put(out, "z", t.z);
    cross_put(out, "slope", t.slope);
}

const struct stat stat_cochran_armitage = {
    .name = "cochran_armitage",
    .family = "association",
    .title = "Cochran-Armitage test for trend",
    .formula = "z = Σ d (x − n p)/√(p (1 − p) Σ n d²), x successes of n at score s, p the overall share, "
               "d = s − mean of all scores; X² = z², df 1; slope = Σ d (x − n p)/Σ n d²",
    .assumptions = "independent observations; x ordered groups (levels score 1, 2, …) or numbers (their own scores), y "
                   "binary with the success named",
    .source = "Cochran (1954), Biometrics 10, 417–451; Armitage (1955), Biometrics 11, 375–386",
    .r = "prop.trend.test(tapply(y, x, sum), tapply(y, x, length), sort(unique(x)))",
    .needs = NEEDS_X | NEEDS_Y | X_NUMERIC,
    .options = "success weight strata cluster fpc population",
    .keys = KEYS,
    .run = run,
    .example = {{"pain", "--x dose --y adverse --freq Freq", "z", 4.7918125760395718,
                 "sqrt(prop.trend.test(c(6, 7, 9, 14, 23), c(32, 33, 32, 32, 32), 0:4)$statistic)"}},
};
