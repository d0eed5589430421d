/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Association of two ordinal (or numeric) variables: gamma, Kendall's tau-b, Stuart's tau-c, Somers' D. */
#include <math.h>

#include "stats/correlate.h"
#include "stats/cross.h"
#include "stats/ordinal.h"

#define GAMMA_KEYS "gamma z p_value concordant discordant"
#define TAU_B_KEYS "tau_b statistic p_value"
#define TAU_C_KEYS "tau_c z p_value"
#define D_KEYS "somers_d somers_d_reverse somers_d_symmetric z p_value"
#define ASE                                                                                                            \
    "asymptotic standard error under multinomial sampling, %g %% normal interval; p value: z test with the standard "  \
    "error under independence"

struct pairs {
    struct ordinal counted;
    enum inference inference;
    enum stat_status status;
};

static int occupied(const int *code, size_t n, int k, struct arena *a) {
    bool *seen = ARENA_ARRAY(a, (size_t)k + 1, bool);
    int used = 0;
    for (size_t i = 0; i < n; i++) {
        used += !seen[code[i]];
        seen[code[i]] = true;
    }
    return used;
}

/* Tables are counted by cell as long as they do not have many more cells than there are observations. */
static struct ordinal counted(const int *x, const int *y, const struct picked *p, int r, int c, struct arena *a) {
    if ((double)r * c > 4.0 * (double)p->n + 1000) {
        return ordinal_of_pairs(x, y, p->weight, p->n, r, c, a);
    }
    struct table2 t;
    table2_init(&t, r, c, a);
    for (size_t i = 0; i < p->n; i++) {
        table2_add(&t, x[i], y[i], p->weight ? p->weight[i] : 1);
    }
    table2_sum(&t);
    table2_pack(&t);
    return ordinal_of_table(&t, a);
}

static struct pairs pairs_of(const struct stat_input *in, struct stat_output *out) {
    struct picked p = pick_xy(in, out);
    struct pairs x = {.inference = inference_of(in, p.n), .status = p.n == 0 ? STAT_TOO_FEW : STAT_OK};
    if (in->x[0].measure == MEASURE_NOMINAL || in->y->measure == MEASURE_NOMINAL) {
        x.status = STAT_WRONG_LEVEL;
    }
    if (x.status != STAT_OK) {
        return x;
    }
    struct arena *a = &out->arena;
    int *cx = ARENA_ARRAY(a, p.n + 1, int), *cy = ARENA_ARRAY(a, p.n + 1, int);
    int r = codes_of(&in->x[0], &p, cx, a), c = codes_of(in->y, &p, cy, a);
    if (occupied(cx, p.n, r, a) < 2 || occupied(cy, p.n, c, a) < 2) {
        x.status = p.n < 2 ? STAT_TOO_FEW : STAT_CONSTANT;
    } else if (p.weight_sum <= 0) {
        x.status = STAT_NO_WEIGHT;
    } else {
        x.counted = counted(cx, cy, &p, r, c, a);
    }
    return x;
}

static void put_test(struct stat_output *out, enum inference inference, const struct ordinal_measure *m) {
    if (inference == INFERENCE_SIMPLE) {
        cross_put(out, "z", m->se0 > 0 ? m->e.value / m->se0 : NAN);
    } else {
        stat_add_status(out, "z", UNIT_NONE, inference == INFERENCE_CENSUS ? STAT_CENSUS : STAT_UNDEFINED);
    }
    cross_put_p(out, inference, "p_value", m->p);
}

static void run_gamma(const struct stat_input *in, struct stat_output *out) {
    struct pairs x = pairs_of(in, out);
    stat_method(out, "Goodman and Kruskal's gamma; " ASE, 100 * in->options.level);
    if (x.status != STAT_OK) {
        cross_refuse(out, GAMMA_KEYS, x.status);
        return;
    }
    struct ordinal_measure m = ordinal_gamma(&x.counted, in->options.level);
    cross_put_interval(out, x.inference, "gamma", m.e);
    put_test(out, x.inference, &m);
    cross_put(out, "concordant", x.counted.p / 2);
    cross_put(out, "discordant", x.counted.q / 2);
}

static void run_tau_b(const struct stat_input *in, struct stat_output *out) {
    struct pairs x = pairs_of(in, out);
    stat_method(out, "Kendall's tau-b");
    if (x.status != STAT_OK) {
        cross_refuse(out, TAU_B_KEYS, x.status);
        return;
    }
    struct ordinal_measure m = ordinal_tau_b(&x.counted, in->options.level);
    struct correlation test = kendall_test(&x.counted, &in->options, &out->arena);
    stat_method(
        out,
        "Kendall's tau-b; asymptotic standard error under multinomial sampling, %g %% normal interval; p value: %s",
        100 * in->options.level,
        test.is_exact ? "exact (T = concordant pairs)"
                      : "normal approximation, variance corrected for ties, no continuity correction");
    cross_put_interval(out, x.inference, "tau_b", m.e);
    if (x.inference == INFERENCE_DESIGN) {
        stat_add_status(out, "statistic", UNIT_NONE, STAT_UNDEFINED);
    } else {
        cross_put(out, "statistic", test.statistic);
    }
    cross_put_p(out, x.inference, "p_value", test.p);
}

static void run_tau_c(const struct stat_input *in, struct stat_output *out) {
    struct pairs x = pairs_of(in, out);
    stat_method(out, "Stuart's tau-c; " ASE, 100 * in->options.level);
    if (x.status != STAT_OK) {
        cross_refuse(out, TAU_C_KEYS, x.status);
        return;
    }
    struct ordinal_measure m = ordinal_tau_c(&x.counted, in->options.level);
    cross_put_interval(out, x.inference, "tau_c", m.e);
    put_test(out, x.inference, &m);
}

static void run_somers_d(const struct stat_input *in, struct stat_output *out) {
    struct pairs x = pairs_of(in, out);
    stat_method(out, "Somers' D of y given x (reverse: of x given y; symmetric); " ASE, 100 * in->options.level);
    if (x.status != STAT_OK) {
        cross_refuse(out, D_KEYS, x.status);
        return;
    }
    double level = in->options.level;
    struct ordinal_measure m = ordinal_somers_d(&x.counted, level, ORDINAL_Y_GIVEN_X);
    cross_put_interval(out, x.inference, "somers_d", m.e);
    cross_put_interval(out, x.inference, "somers_d_reverse", ordinal_somers_d(&x.counted, level, ORDINAL_X_GIVEN_Y).e);
    cross_put_interval(out, x.inference, "somers_d_symmetric",
                       ordinal_somers_d(&x.counted, level, ORDINAL_SYMMETRIC).e);
    put_test(out, x.inference, &m);
}

#define ORDINAL_NEEDS (NEEDS_X | NEEDS_Y | X_NUMERIC | Y_NUMERIC | TAKES_DESIGN)
#define ORDINAL_SAMPLE                                                                                                 \
    "ordinal variables; intervals and p values hold for a simple random sample. Weighted: the coefficient alone"
#define FORMULAS "no base function; formulas in tests/reference/stats/association.R"
#define SPICY "spicy::assoc_measures(table(mtcars$gear, mtcars$cyl)) prints "

const struct stat stat_gamma = {
    .name = "gamma",
    .family = "association",
    .title = "Goodman and Kruskal's gamma",
    .formula = "γ = (C − D)/(C + D), C concordant and D discordant pairs; variance 16/(P + Q)⁴ Σ n (Q a − P d)², a and "
               "d the observations concordant and discordant with those of a cell, P = Σ n a, Q = Σ n d; for z, under "
               "independence, 4/(P + Q)² (Σ n (a − d)² − (P − Q)²/n)",
    .assumptions = ORDINAL_SAMPLE,
    .source = "Goodman and Kruskal (1963), Journal of the American Statistical Association 58, 310–364; Brown and "
              "Benedetti (1977), Journal of the American Statistical Association 72, 309–315",
    .r = "s <- sign(outer(x, x, \"-\") * outer(y, y, \"-\")); sum(s) / sum(abs(s))",
    .needs = ORDINAL_NEEDS,
    .options = "level weight strata cluster fpc population",
    .keys = GAMMA_KEYS,
    .run = run_gamma,
    .example = {{"mtcars", "--x gear --y cyl", "gamma", -0.65737051792828682,
                 "s <- sign(outer(gear, gear, \"-\") * outer(cyl, cyl, \"-\")); sum(s) / sum(abs(s))"}},
};

const struct stat stat_tau_b = {
    .name = "tau_b",
    .family = "association",
    .title = "Kendall's tau-b",
    .formula = "τ_b = (C − D)/√((n₀ − ties in x)(n₀ − ties in y)), n₀ = n (n − 1)/2, C concordant and D discordant "
               "pairs; interval: normal, standard error by the delta method; test: exact distribution of C for n < 50 "
               "without ties, else S/√var S, S = C − D, with Kendall's variance for ties",
    .assumptions = ORDINAL_SAMPLE,
    .source = "Kendall (1945), Biometrika 33, 239–251; Kendall (1970), Rank Correlation Methods, 4th ed.; Brown and "
              "Benedetti (1977), Journal of the American Statistical Association 72, 309–315 (interval)",
    .r = "cor.test(x, y, method = \"kendall\")",
    .needs = ORDINAL_NEEDS,
    .options = "alternative level weight strata cluster fpc population",
    .keys = TAU_B_KEYS,
    .run = run_tau_b,
    .example = {{"council12", "--x q1 --y q2", "tau_b", 0.73876871941035838, "cor(q1, q2, method = \"kendall\")"},
                {"mtcars", "--x gear --y cyl", "tau_b", -0.51254348597056176, "cor(gear, cyl, method = \"kendall\")"}},
};

const struct stat stat_tau_c = {
    .name = "tau_c",
    .family = "association",
    .title = "Stuart's tau-c",
    .formula = "τ_c = 2 m (C − D)/(n² (m − 1)), m = min(r, c) of the values that occur; variance 4 m²/((m − 1)² n⁴) (Σ "
               "n (a − d)² − (P − Q)²/n), for the interval and for z, as in gamma",
    .assumptions = ORDINAL_SAMPLE "; for tables that are not square",
    .source = "Stuart (1953), Biometrika 40, 105–110; Brown and Benedetti (1977), Journal of the American Statistical "
              "Association 72, 309–315",
    .r = "m <- min(length(unique(x)), length(unique(y))); m * sum(sign(outer(x, x, \"-\") * outer(y, y, \"-\"))) / "
         "(length(x)^2 * (m - 1))",
    .needs = ORDINAL_NEEDS,
    .options = "level weight strata cluster fpc population",
    .keys = TAU_C_KEYS,
    .run = run_tau_c,
    .example = {{"mtcars", "--x gear --y cyl", "tau_c", -0.4833984375,
                 "3 * sum(sign(outer(gear, gear, \"-\") * outer(cyl, cyl, \"-\"))) / (32^2 * 2)"}},
};

const struct stat stat_somers_d = {
    .name = "somers_d",
    .family = "association",
    .title = "Somers' D",
    .formula = "D(y|x) = (P − Q)/(n² − Σ row²), D(x|y) with the columns, symmetric with the mean of both denominators, "
               "P and Q twice the concordant and discordant pairs",
    .assumptions = ORDINAL_SAMPLE,
    .source = "Somers (1962), American Sociological Review 27, 799–811; Goodman and Kruskal (1972), Journal of the "
              "American Statistical Association 67, 415–421; Brown and Benedetti (1977), Journal of the American "
              "Statistical Association 72, 309–315",
    .r = "dx <- outer(x, x, \"-\"); dy <- outer(y, y, \"-\"); sum(sign(dx * dy)) / sum(dx != 0)",
    .needs = ORDINAL_NEEDS,
    .options = "level weight strata cluster fpc population",
    .keys = D_KEYS,
    .run = run_somers_d,
    .example =
        {{"hotel", "--x clean --y content --freq Freq", "somers_d", 0.6032766111513396,
          "dx <- outer(clean, clean, \"-\"); dy <- outer(content, content, \"-\"); sum(sign(dx * dy)) / sum(dx != 0)"}},
};
