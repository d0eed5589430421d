/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cochran's Q: do k yes-or-no questions get the same share of yes from the same respondents? */
#include "stats/cross.h"
#include "stats/paired.h"
#include "stats/success.h"

#define KEYS "q df p_value"

/* Success in all columns means the level that the first one calls so. */
static const char *shared_success(const struct stat_input *in) {
    const struct variable *v = &in->x[0];
    bool has_levels = v->measure != MEASURE_NUMERIC && v->n_levels > 0;
    return in->options.success || !has_levels ? in->options.success : v->level[v->n_levels - 1];
}

static enum stat_status to_zero_one(const struct stat_input *in, double *x, size_t n) {
    const char *wanted = shared_success(in);
    for (int j = 0; j < in->n_x; j++) {
        const struct variable *v = &in->x[j];
        struct success s = success_of(v, wanted);
        bool is_known_other =
            v->measure != MEASURE_NUMERIC && s.status != STAT_OK && v->n_levels == 1; /* nobody said yes */
        if ((s.status != STAT_OK && !is_known_other) || v->n_levels > 2) {
            return STAT_WRONG_LEVEL;
        }
        for (size_t i = 0; i < n; i++) {
            double *cell = &x[i * (size_t)in->n_x + (size_t)j];
            *cell = s.status == STAT_OK && is_success(&s, *cell);
        }
    }
    return STAT_OK;
}

static void run(const struct stat_input *in, struct stat_output *out) {
    struct picked p;
    double *x = pick_matrix(in, out, &p);
    stat_method(out, "Cochran's Q test");
    struct paired_test t = {.status = p.n == 0 ? STAT_TOO_FEW : to_zero_one(in, x, p.n)};
    if (t.status == STAT_OK) {
        t = cochran_q(x, p.n, in->n_x);
    }
    if (t.status != STAT_OK) {
        cross_refuse(out, KEYS, t.status);
        return;
    }
    cross_put(out, "q", t.statistic);
    cross_put(out, "df", t.df);
    cross_put_p(out, inference_of(in, p.n), "p_value", t.p);
}

const struct stat stat_cochran_q = {
    .name = "cochran_q",
    .family = "association",
    .title = "Cochran's Q test",
    .formula =
        "Q = (k − 1)(k Σ C² − N²)/(k N − Σ R²), C successes of a question, R of a respondent, N of all; df = k − 1",
    .assumptions = "k binary variables of the same respondents; simple random sample, not few respondents who answered "
                   "differently",
    .source = "Cochran (1950), Biometrika 37, 256–266",
    .r = "m <- as.matrix(d); k <- ncol(m); (k - 1) * (k * sum(colSums(m)^2) - sum(m)^2) / (k * sum(m) - "
         "sum(rowSums(m)^2))",
    .needs = NEEDS_MANY_X,
    .options = "success population fpc",
    .keys = KEYS,
    .run = run,
    .example = {{"three_yes_no", "--x a,b,c", "q", 7.7142857142857153,
                 "m <- cbind(a, b, c); 2 * (3 * sum(colSums(m)^2) - sum(m)^2) / (3 * sum(m) - sum(rowSums(m)^2))"}},
};
