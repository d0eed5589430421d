/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/design_input.h"
#include "stats/rao_scott.h"

static void add_all(struct stat_output *out, const struct rao_scott *r) {
    const struct {
        const char *key;
        enum unit unit;
        double value;
        bool needs_design;
    } part[] = {
        {"chi_square", UNIT_NONE, r->chi_square, false},
        {"f", UNIT_NONE, r->f, true},
        {"df1", UNIT_NONE, r->df1, true},
        {"df2", UNIT_NONE, r->df2, true},
        {"p_value", UNIT_P, r->p_second, true},
        {"design_effect", UNIT_NONE, r->delta, true},
        {"chi_square_first", UNIT_NONE, r->chi_square_first, true},
        {"df", UNIT_COUNT, r->df, false},
        {"p_value_first", UNIT_P, r->p_first, true},
    };
    bool has_table = r->df > 0;
    for (size_t i = 0; i < ARRAY_LEN(part); i++) {
        if (r->status == STAT_OK || (has_table && !part[i].needs_design)) {
            stat_add(out, part[i].key, part[i].unit, part[i].value);
        } else {
            stat_add_status(out, part[i].key, part[i].unit, r->status);
        }
    }
}

static void run(const struct stat_input *in, struct stat_output *out) {
    struct design_input d = {.key = "p_value", .unit = UNIT_P};
    stat_method(out, "Pearson's chi-square with Rao and Scott's correction");
    if (!design_open(&d, in, out, NEEDS_X | NEEDS_Y)) {
        return;
    }
    taylor_domain(&d.t, d.valid);
    struct levels row = {design_codes(&in->x[0], &out->arena), in->x[0].n_levels},
                  column = {design_codes(in->y, &out->arena), in->y->n_levels};
    struct rao_scott r = rao_scott(&d.t, &row, &column);
    add_all(out, &r);
    stat_method(out,
                "Pearson's chi-square of the weighted table; p_value: Rao and Scott's second order correction (F), "
                "p_value_first: first order "
                "(chi-square); %s",
                design_words(&d));
    if (r.status == STAT_LONELY) {
        stat_note(out, "a stratum has a single sampling unit: no test; choose a rule with --lonely");
    }
    design_close(&d);
}

const struct stat stat_rao_scott = {
    .name = "rao_scott",
    .family = "designs",
    .title = "Rao-Scott chi-square test of independence from a design",
    .formula = "X² = n Σ (p_ij − p_i. p_.j)²/(p_i. p_.j); Δ = (C' D⁻¹ C/n)⁻¹ C' D⁻¹ V D⁻¹ C, D the shares on a "
               "diagonal, V their covariances, C contrasts of interaction; F = X²/tr Δ on d = (tr Δ)²/tr Δ² and d·df "
               "degrees of freedom; design_effect = tr Δ/k, chi_square_first = X²/design_effect on k = (r − 1)(c − 1)",
    .assumptions = "as design_mean; no cell so thin that its variance is not estimable",
    .source = "Rao and Scott (1984), Annals of Statistics 12, 46–60; Thomas and Rao (1987), Journal of the American "
              "Statistical Association 82, 630–636",
    .r = "survey::svychisq(~x + y, design, statistic = \"F\"); survey::svychisq(~x + y, design, statistic = \"Chisq\")",
    .needs = NEEDS_X | NEEDS_Y | X_LEVELS | Y_LEVELS | TAKES_DESIGN,
    .options = "weight strata cluster fpc population lonely",
    .keys = "chi_square f df1 df2 p_value design_effect chi_square_first df p_value_first",
    .run = run,
    .example = {{"apistrat", "--x sch.wide --y awards --weight pw --strata stype --fpc fpc", "f", 77.27689903820207,
                 "svychisq(~sch.wide + awards, design)$statistic"}},
};
