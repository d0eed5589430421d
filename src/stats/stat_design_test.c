/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "stats/design_input.h"
#include "stats/dist.h"

/* ---- differences of groups --------------------------------------------------------------------------------- */
static void run_difference(const struct stat_input *in, struct stat_output *out) {
    struct design_input d = {.key = "difference", .unit = UNIT_NONE};
    stat_method(out, "differences of domain means");
    if (!design_open(&d, in, out, NEEDS_X | NEEDS_BY)) {
        return;
    }
    taylor_domain(&d.t, d.valid);
    for (int a = 0; a < design_groups(&d); a++) {
        for (int b = a + 1; b < design_groups(&d); b++) {
            const char *infix = arena_printf(&out->arena, ":%s:%s", in->by->level[a], in->by->level[b]);
            struct sampled e = taylor_difference(&d.t, in->x[0].value, d.group, (const int[2]){a, b});
            design_add(&d, infix, "", &e, 0);
        }
    }
    stat_method(out,
                "second minus first domain mean by Taylor linearisation, covariance included: %s; t interval with "
                "units − strata degrees "
                "of freedom, not corrected for the number of pairs",
                design_words(&d));
    design_close(&d);
}

/* ---- tests ------------------------------------------------------------------------------------------------- */
static double p_of(double t, double df, enum alternative alternative) {
    return alternative == ALTERNATIVE_TWO_SIDED ? dist_t_two_sided(t, df)
           : alternative == ALTERNATIVE_LESS    ? dist_t_lower(t, df)
                                                : dist_t_upper(t, df);
}

/* Adds the estimate with an interval of df degrees of freedom, t, df and p. */
static void add_test(struct design_input *d, struct sampled *e, double df, double null) {
    struct stat_output *out = d->out;
    enum stat_status status = e->e.status != STAT_OK          ? e->e.status
                              : e->variance_status != STAT_OK ? e->variance_status
                              : d->s.is_census                ? STAT_CENSUS
                              : df < 1                        ? STAT_TOO_FEW
                              : e->variance == 0              ? STAT_CONSTANT
                                                              : STAT_OK;
    sampled_interval(e, d->s.is_census ? d->t.domain.df : df, d->t.level);
    design_add(d, "", "", e, 0);
    if (status != STAT_OK) {
        stat_add_status(out, "t", UNIT_NONE, status);
        stat_add_status(out, "p_value", UNIT_P, status);
        return;
    }
    double t = (e->e.value - null) / e->e.se;
    stat_add(out, "t", UNIT_NONE, t);
    stat_add(out, "p_value", UNIT_P, p_of(t, df, d->in->options.alternative));
}

/* The two groups that occur; false, with a status, when there are not exactly two. */
static bool find_two(struct design_input *d, int group[2]) {
    int found = 0;
    uint8_t *has = ARENA_ARRAY(&d->out->arena, (size_t)design_groups(d) + 1, uint8_t);
    for (size_t i = 0; i < d->s.n; i++) {
        if (d->valid[i]) {
            has[d->group[i]] = 1;
        }
    }
    for (int g = 0; g < design_groups(d); g++) {
        if (has[g] && found < 2) {
            group[found] = g;
        }
        found += has[g];
    }
    if (found != 2) {
        design_fail(d->out, d->key, found < 2 ? STAT_EMPTY : STAT_WRONG_LEVEL, "the test needs two groups");
    }
    return found == 2;
}

static void run_t(const struct stat_input *in, struct stat_output *out) {
    struct design_input d = {.key = in->by ? "difference" : "mean", .unit = UNIT_NONE};
    int group[2];
    stat_method(out, "design-based t test");
    if (!design_open(&d, in, out, NEEDS_X | NEEDS_BY)) {
        return;
    }
    taylor_domain(&d.t, d.valid);
    if (!in->by) {
        struct sampled e = taylor_mean(&d.t, in->x[0].value);
        add_test(&d, &e, d.t.domain.df - 1, in->options.mu);
    } else if (find_two(&d, group)) {
        struct sampled e = taylor_difference(&d.t, in->x[0].value, d.group, group);
        add_test(&d, &e, d.t.domain.df - 1, in->options.mu);
    }
    stat_method(out, "design-based %s t test, Taylor linearisation, units − strata − 1 degrees of freedom: %s",
                in->by ? "two-sample" : "one-sample", design_words(&d));
    design_close(&d);
}

struct ranked {
    double y;
    size_t row;
};

static int by_value(const void *p, const void *q) {
    const struct ranked *a = p, *b = q;
    return a->y != b->y ? (a->y > b->y) - (a->y < b->y) : (a->row > b->row) - (a->row < b->row);
}

/* Estimated population mid-ranks, as shares of the population; ties get their mean. */
static double *rank_scores(struct design_input *d, const double *x) {
    double *score = ARENA_ARRAY(&d->out->arena, d->s.n + 1, double),
           *middle = ARENA_ARRAY(&d->out->arena, d->s.n + 1, double);
    struct ranked *r = ARENA_ARRAY(&d->out->arena, d->s.n + 1, struct ranked);
    struct sum below = {0};
    size_t n = 0;
    for (size_t i = 0; i < d->s.n; i++) {
        if (d->valid[i]) {
            r[n++] = (struct ranked){x[i], i};
        }
    }
    qsort(r, n, sizeof *r, by_value);
    for (size_t i = 0, j; i < n; i = j) {
        struct sum ranks = {0};
        for (j = i; j < n && r[j].y == r[i].y; j++) {
            double w = d->s.weight[r[j].row];
            sum_add(&ranks, sum_value(&below) + w / 2);
            sum_add(&below, w);
        }
        for (size_t k = i; k < j; k++) {
            middle[r[k].row] = sum_value(&ranks) / (double)(j - i);
        }
    }
    for (size_t k = 0; k < n; k++) {
        score[r[k].row] = middle[r[k].row] / d->t.domain.weight;
    }
    return score;
}

static void run_rank(const struct stat_input *in, struct stat_output *out) {
    struct design_input d = {.key = "difference", .unit = UNIT_NONE};
    int group[2];
    stat_method(out, "design-based Wilcoxon rank sum test");
    if (!design_open(&d, in, out, NEEDS_X | NEEDS_BY)) {
        return;
    }
    taylor_domain(&d.t, d.valid);
    if (find_two(&d, group)) {
        struct sampled e = taylor_difference(&d.t, rank_scores(&d, in->x[0].value), d.group, group);
        add_test(&d, &e, d.t.domain.df - 1, 0);
    }
    stat_method(out,
                "design-based Wilcoxon rank sum test (t of the difference of mean population ranks), units − strata − "
                "1 degrees of freedom: %s",
                design_words(&d));
    design_close(&d);
}

const struct stat stat_design_difference = {
    .name = "design_difference",
    .family = "designs",
    .title = "Differences of group means from a design",
    .formula = "m_b − m_a; z = w ([b] (x − m_b)/W_b − [a] (x − m_a)/W_a), summed to clusters; V as for design_mean; ± "
               "t(df) √V, not corrected for the number of pairs",
    .assumptions = "as design_mean; groups are domains, and clusters that reach into both are accounted for",
    .source = "Lumley (2010), Complex Surveys, ch. 5",
    .r = "t <- survey::svycontrast(survey::svyglm(x ~ 0 + g, design), c(-1, 0, 1)); t; confint(t, df = "
         "survey::degf(design))",
    .needs = NEEDS_X | NEEDS_BY | X_NUMERIC | TAKES_DESIGN,
    .options = "level weight strata cluster fpc population lonely",
    .keys = "difference difference:* se:* df:*",
    .run = run_difference,
    .example = {{"apistrat", "--x api00 --by stype --weight pw --strata stype --fpc fpc", "difference:E:M",
                 -37.8300000000022,
                 "with(svyby(~api00, ~stype, design, svymean), api00[stype == \"M\"] - api00[stype == \"E\"])"}},
};

const struct stat stat_design_t_test = {
    .name = "design_t_test",
    .family = "designs",
    .title = "t test from a design: one mean against a value, or two groups",
    .formula = "t = (estimate − μ)/SE with the linearised SE of the mean or of the difference (second group − first); "
               "df = clusters − strata − 1",
    .assumptions =
        "as design_mean; R's svyttest spends one degree of freedom also for one sample, and so does this test",
    .source = "Lumley (2010), Complex Surveys, ch. 5",
    .r = "survey::svyttest(x ~ g, design); survey::svyttest(I(x - 0) ~ 0, design)",
    .needs = NEEDS_X | X_NUMERIC | TAKES_DESIGN,
    .options = "by mu alternative level weight strata cluster fpc population lonely",
    .keys = "difference mean se df t p_value",
    .run = run_t,
    .example = {{"apistrat", "--x api00 --by awards --weight pw --strata stype --fpc fpc", "t", 2.3036073198213005,
                 "svyttest(api00 ~ awards, design)$statistic"}},
};

const struct stat stat_design_rank_test = {
    .name = "design_rank_test",
    .family = "designs",
    .title = "Wilcoxon rank sum test from a design",
    .formula = "ranks r = (Σ_{smaller} w + half its own)/Σ w, ties averaged; t = (mean r of the second group − "
               "first)/linearised SE; df = clusters − strata − 1",
    .assumptions = "as design_mean; ranks are treated as known",
    .source = "Lumley and Scott (2013), Biometrika 100, 831–842",
    .r = "survey::svyranktest(x ~ g, design)",
    .needs = NEEDS_X | NEEDS_BY | X_NUMERIC | TAKES_DESIGN,
    .options = "alternative level weight strata cluster fpc population lonely",
    .keys = "difference se df t p_value",
    .run = run_rank,
    .example = {{"apistrat", "--x api00 --by awards --weight pw --strata stype --fpc fpc", "t", 2.118798508909548,
                 "svyranktest(api00 ~ awards, design)$statistic"}},
};
