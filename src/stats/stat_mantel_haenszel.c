/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Association of x and y within the strata 'by'. */
#include <math.h>
#include <string.h>

#include "stats/cross.h"
#include "stats/stratified2.h"

#define KEYS                                                                                                           \
    "odds_ratio chi_square df p_value uncorrected_chi_square uncorrected_p_value breslow_day breslow_day_p_value "     \
    "tarone tarone_p_value "                                                                                           \
    "homogeneity_df"

struct strata {
    struct table2 *t;
    int n;
    enum stat_status status;
};

/* Renumbers codes so that only those that occur count; returns how many. */
static int packed(int *code, size_t n, int k, struct arena *a) {
    int *to = ARENA_ARRAY(a, (size_t)k + 1, int), used = 0;
    for (size_t i = 0; i < n; i++) {
        to[code[i]] = 1;
    }
    for (int c = 0; c < k; c++) {
        to[c] = to[c] ? used++ : 0;
    }
    for (size_t i = 0; i < n; i++) {
        code[i] = to[code[i]];
    }
    return used;
}

static int packed_codes(const struct variable *v, const struct picked *p, int *code, struct arena *a) {
    return packed(code, p->n, codes_of(v, p, code, a), a);
}

static struct strata strata_of(const struct stat_input *in, struct stat_output *out) {
    struct arena *a = &out->arena;
    struct picked p = pick_xy(in, out);
    struct strata s = {.status = STAT_TOO_FEW};
    if (p.n == 0) {
        return s;
    }
    int *x = ARENA_ARRAY(a, p.n, int), *y = ARENA_ARRAY(a, p.n, int), *by = ARENA_ARRAY(a, p.n, int);
    int r = packed_codes(&in->x[0], &p, x, a), c = packed_codes(in->y, &p, y, a);
    s.n = packed_codes(in->by, &p, by, a);
    s.status = p.weight_sum <= 0                                  ? STAT_NO_WEIGHT
               : r < 2 || c < 2                                   ? STAT_CONSTANT
               : (double)r * c > 400 || (double)r * c * s.n > 4e6 ? STAT_WRONG_LEVEL
                                                                  : STAT_OK;
    if (s.status == STAT_OK) {
        s.t = ARENA_ARRAY(a, (size_t)s.n, struct table2);
        for (int k = 0; k < s.n; k++) {
            table2_init(&s.t[k], r, c, a);
        }
        double scale = (double)p.n / p.weight_sum; /* strata are as large as their observations, not their weights */
        for (size_t i = 0; i < p.n; i++) {
            table2_add(&s.t[by[i]], x[i], y[i], p.weight ? p.weight[i] * scale : 1);
        }
        for (int k = 0; k < s.n; k++) {
            table2_sum(&s.t[k]);
        }
    }
    return s;
}

static void put_two_by_two(struct stat_output *out, enum inference inference, const struct mantel_haenszel *m,
                           bool is_plain) {
    cross_put_interval(out, inference, "odds_ratio", m->odds_ratio);
    cross_put(out, "chi_square", m->corrected);
    cross_put(out, "df", m->df);
    cross_put_p(out, inference, "p_value", is_plain ? m->plain_p : m->corrected_p);
    cross_put(out, "uncorrected_chi_square", m->plain);
    cross_put_p(out, inference, "uncorrected_p_value", m->plain_p);
    cross_put(out, "breslow_day", m->breslow_day);
    cross_put_p(out, inference, "breslow_day_p_value", m->breslow_day_p);
    cross_put(out, "tarone", m->tarone);
    cross_put_p(out, inference, "tarone_p_value", m->tarone_p);
    cross_put(out, "homogeneity_df", m->homogeneity_df);
}

static void put_general(struct stat_output *out, enum inference inference, const struct mantel_haenszel *m) {
    stat_add_status(out, "odds_ratio", UNIT_NONE, STAT_UNDEFINED);
    cross_put(out, "chi_square", m->plain);
    cross_put(out, "df", m->df);
    cross_put_p(out, inference, "p_value", m->plain_p);
    cross_refuse(out,
                 "uncorrected_chi_square uncorrected_p_value breslow_day breslow_day_p_value tarone tarone_p_value "
                 "homogeneity_df",
                 STAT_UNDEFINED);
}

static void run(const struct stat_input *in, struct stat_output *out) {
    struct strata s = strata_of(in, out);
    struct mantel_haenszel m = {.status = s.status};
    bool is_plain = in->options.method && strcmp(in->options.method, "uncorrected") == 0,
         is_two = s.t && s.t->r == 2 && s.t->c == 2;
    stat_method(out,
                is_two || !s.t ? "Mantel-Haenszel chi-square test %s; common odds ratio with %g %% interval of Robins, "
                                 "Breslow and Greenland; "
                                 "equal odds ratios: Breslow-Day, with Tarone's correction"
                               : "generalised Cochran-Mantel-Haenszel test of association",
                is_plain ? "without continuity correction" : "with continuity correction", 100 * in->options.level);
    if (s.status == STAT_OK) {
        m = mantel_haenszel_of(s.t, s.n, &in->options, &out->arena);
    }
    if (m.status != STAT_OK) {
        cross_refuse(out, KEYS, m.status);
        return;
    }
    if (m.used < s.n) {
        stat_note(out, "%d of %d strata have fewer than two observations and carry no information", s.n - m.used, s.n);
    }
    if (is_two) {
        put_two_by_two(out, inference_of(in, out->n), &m, is_plain);
    } else {
        put_general(out, inference_of(in, out->n), &m);
    }
}

const struct stat stat_mantel_haenszel = {
    .name = "mantel_haenszel",
    .family = "association",
    .title = "Mantel-Haenszel test and common odds ratio",
    .formula = "X² = (|Σ (a − E a)| − ½)²/Σ Var a (½ only where the sum reaches it); common odds ratio Σ (a d/n)/Σ (b "
               "c/n), interval on the log scale by the variance of Robins, Breslow and Greenland; Breslow-Day: Σ (a − "
               "â)²/Var â with â at the common odds ratio, Tarone: less (Σ (a − â))²/Σ Var â; larger tables: d'V⁻¹d",
    .assumptions = "independent observations within strata (--by); the common odds ratio presumes equal odds ratios, "
                   "which breslow_day and tarone test. --method is that of p_value",
    .source = "Mantel and Haenszel (1959), Journal of the National Cancer Institute 22, 719–748; Robins, Breslow and "
              "Greenland (1986), Biometrics 42, 311–323; Breslow and Day (1980), Statistical Methods in Cancer "
              "Research I, ch. 4; Tarone (1985), Biometrika 72, 91–95; Landis, Heyman and Koch (1978), International "
              "Statistical Review 46, 237–254 (larger tables)",
    .r = "t <- table(x, y, g); mantelhaen.test(t); w <- mantelhaen.test(t)$estimate; sum(apply(t, 3, function(s) { r "
         "<- sum(s[1, ]); k <- sum(s[, 1]); n <- sum(s); a <- uniroot(function(a) a * (n - r - k + a) - w * (r - a) * "
         "(k - a), c(max(0, r + k - n), min(r, k)), tol = 1e-12)$root; (s[1, 1] - a)^2 * (1 / a + 1 / (r - a) + 1 / (k "
         "- a) + 1 / (n - r - k + a)) }))",
    .needs = NEEDS_X | NEEDS_Y | NEEDS_BY,
    .options = "level alternative method weight strata cluster fpc population",
    .methods = "corrected uncorrected",
    .keys = KEYS,
    .run = run,
    .example = {{"teeth", "--x exposure --y discolor --by age --freq Freq", "chi_square", 0.46279692079481261,
                 "mantelhaen.test(table(exposure, discolor, age))$statistic"},
                {"teeth", "--x exposure --y discolor --by age --freq Freq", "breslow_day", 0.57493253261590183,
                 "bd(table(exposure, discolor, age)) # bd: tests/reference/stats/association.R"}},
};
