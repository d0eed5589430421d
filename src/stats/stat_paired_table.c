/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One question asked twice: McNemar, Bowker, Stuart-Maxwell. */
#include <math.h>
#include <string.h>

#include "stats/cross.h"
#include "stats/paired.h"

#define MCNEMAR_KEYS                                                                                                   \
    "chi_square df p_value uncorrected_chi_square uncorrected_p_value exact_p_value mid_p_value odds_ratio"
#define SQUARE_KEYS "chi_square df p_value"

static void put_mcnemar(const struct stat_input *in, struct stat_output *out, enum inference inference,
                        const struct mcnemar *m) {
    bool is_exact = in->options.method && strcmp(in->options.method, "exact") == 0;
    bool is_plain = in->options.method && strcmp(in->options.method, "uncorrected") == 0;
    stat_method(out, "McNemar's test %s; odds ratio of the changes with exact binomial %g %% interval",
                is_exact   ? "by the binomial distribution"
                : is_plain ? "without continuity correction"
                           : "with continuity correction",
                100 * in->options.level);
    cross_put(out, "chi_square", m->corrected);
    cross_put(out, "df", 1);
    cross_put_p(out, inference, "p_value", is_exact ? m->exact_p : is_plain ? m->plain_p : m->corrected_p);
    cross_put(out, "uncorrected_chi_square", m->plain);
    cross_put_p(out, inference, "uncorrected_p_value", m->plain_p);
    cross_put_p(out, inference, "exact_p_value", m->exact_p);
    cross_put_p(out, inference, "mid_p_value", m->mid_p);
    cross_put_interval(out, inference, "odds_ratio", m->odds_ratio);
}

static void run_mcnemar(const struct stat_input *in, struct stat_output *out) {
    struct cross c = cross_pick_square(in, out);
    struct mcnemar m = {.status = c.status};
    stat_method(out, "McNemar's test");
    if (c.status == STAT_OK) {
        table2_pack(&c.table);
        m.status = STAT_WRONG_LEVEL;
    }
    if (c.status == STAT_OK && c.table.r == 2 && c.table.c == 2) {
        m = mcnemar_of(&c.table, in->options.level);
    }
    if (m.status != STAT_OK) {
        cross_refuse(out, MCNEMAR_KEYS, m.status);
    } else {
        put_mcnemar(in, out, c.inference, &m);
    }
}

static void put_square(struct stat_output *out, const struct cross *c, const struct paired_test *t) {
    if (t->status != STAT_OK) {
        cross_refuse(out, SQUARE_KEYS, t->status);
        return;
    }
    cross_put(out, "chi_square", t->statistic);
    cross_put(out, "df", t->df);
    cross_put_p(out, c->inference, "p_value", t->p);
}

static void run_bowker(const struct stat_input *in, struct stat_output *out) {
    struct cross c = cross_pick_square(in, out);
    stat_method(out, "Bowker's test of symmetry, no continuity correction");
    struct paired_test t = {.status = c.status};
    if (c.status == STAT_OK) {
        t = bowker(&c.table);
    }
    if (t.skipped > 0) {
        stat_note(out, "%d pairs of cells are empty; each costs a degree of freedom", t.skipped);
    }
    put_square(out, &c, &t);
}

static void run_stuart_maxwell(const struct stat_input *in, struct stat_output *out) {
    struct cross c = cross_pick_square(in, out);
    stat_method(out, "Stuart-Maxwell test of equal margins, no continuity correction");
    struct paired_test t = {.status = c.status};
    if (c.status == STAT_OK) {
        t = stuart_maxwell(&c.table, &out->arena);
    }
    if (t.skipped > 0) {
        stat_note(out, "%d levels without a change are left out", t.skipped);
    }
    put_square(out, &c, &t);
}

const struct stat stat_mcnemar = {
    .name = "mcnemar",
    .family = "association",
    .title = "McNemar's test",
    .formula = "b and c the two kinds of change: X² = (|b − c| − 1)²/(b + c) (0 when b = c), uncorrected (b − c)²/(b + "
               "c), df 1; exact: b of b + c binomial with ½; mid-p: twice the tail less P(X = min); odds ratio b/c "
               "with exact binomial interval",
    .assumptions = "the same respondents answered both variables, which share two levels; simple random sample. "
                   "--method is that of p_value",
    .source = "McNemar (1947), Psychometrika 12, 153–157; Edwards (1948), Psychometrika 13, 185–187 (correction); "
              "Fagerland, Lydersen and Laake (2013), BMC Medical Research Methodology 13, 91 (mid-p)",
    .r = "t <- table(x, y); mcnemar.test(t); binom.test(t[1, 2], t[1, 2] + t[2, 1])",
    .needs = NEEDS_X | NEEDS_Y,
    .options = "method level weight strata cluster fpc population",
    .methods = "corrected uncorrected exact",
    .keys = MCNEMAR_KEYS,
    .run = run_mcnemar,
    .example = {{"approval", "--x first --y second --freq Freq", "chi_square", 16.817796610169491,
                 "mcnemar.test(table(first, second))$statistic"}},
};

const struct stat stat_bowker = {
    .name = "bowker",
    .family = "association",
    .title = "Bowker's test of symmetry",
    .formula = "X² = Σ_{i<j} (n_ij − n_ji)²/(n_ij + n_ji), df = r (r − 1)/2 less the pairs with n_ij + n_ji = 0",
    .assumptions = "the same respondents answered both variables, which share their levels; simple random sample",
    .source = "Bowker (1948), Journal of the American Statistical Association 43, 572–574",
    .r = "mcnemar.test(table(x, y))",
    .needs = NEEDS_X | NEEDS_Y,
    .options = "weight strata cluster fpc population",
    .keys = SQUARE_KEYS,
    .run = run_bowker,
    .example = {{"vision", "--x right --y left --freq Freq", "chi_square", 19.106550215266768,
                 "mcnemar.test(table(right, left))$statistic"}},
};

const struct stat stat_stuart_maxwell = {
    .name = "stuart_maxwell",
    .family = "association",
    .title = "Stuart-Maxwell test of marginal homogeneity",
    .formula = "X² = d'V⁻¹d over all levels but one, d_i = n_i. − n_.i, V_ii = n_i. + n_.i − 2 n_ii, V_ij = −(n_ij + "
               "n_ji); levels without a change are left out",
    .assumptions = "the same respondents answered both variables, which share their levels; simple random sample",
    .source = "Stuart (1955), Biometrika 42, 412–416; Maxwell (1970), British Journal of Psychiatry 116, 651–655",
    .r = "coin::mh_test(table(x, y))",
    .needs = NEEDS_X | NEEDS_Y,
    .options = "weight strata cluster fpc population",
    .keys = SQUARE_KEYS,
    .run = run_stuart_maxwell,
    .example = {{"vision", "--x right --y left --freq Freq", "chi_square", 11.956569622982558,
                 "coin::statistic(coin::mh_test(table(right, left)))"}},
};
