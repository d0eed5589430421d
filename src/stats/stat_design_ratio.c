/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/design_input.h"

static void run(const struct stat_input *in, struct stat_output *out) {
    struct design_input d = {.key = "ratio", .unit = UNIT_NONE};
    stat_method(out, "ratio of totals, by Taylor linearisation");
    if (!design_open(&d, in, out, NEEDS_X | NEEDS_Y | NEEDS_BY)) {
        return;
    }
    for (int g = 0; g < design_groups(&d); g++) {
        const char *suffix = design_enter(&d, g);
        struct sampled e = taylor_ratio(&d.t, in->x[0].value, in->y->value);
        design_add(&d, "", suffix, &e, PART_DEFF);
    }
    stat_method(out, "ratio of totals by Taylor linearisation: %s; t interval with units − strata degrees of freedom",
                design_words(&d));
    design_close(&d);
}

const struct stat stat_design_ratio = {
    .name = "design_ratio",
    .family = "designs",
    .title = "Ratio of two totals from a design",
    .formula = "R = Σ w x/Σ w y; z = w (x − R y)/Σ w y, summed to clusters; V as for design_mean; R ± t(df) √V",
    .assumptions = "as design_mean; the denominator's total is well away from 0",
    .source = "Cochran (1977), Sampling Techniques, 3rd ed., ch. 6; Woodruff (1971), Journal of the American "
              "Statistical Association 66, 411–414",
    .r = "t <- survey::svyratio(~x, ~y, design); t; confint(t, df = survey::degf(design))",
    .needs = NEEDS_X | NEEDS_Y | X_NUMERIC | Y_NUMERIC | TAKES_DESIGN,
    .options = "by level weight strata cluster fpc population lonely",
    .keys = "ratio ratio:* se se:* df df:* deff deff:* deff_replace deff_replace:*",
    .run = run,
    .example =
        {{"apistrat", "--x api00 --y api99 --weight pw --strata stype --fpc fpc", "ratio", 1.0522605462182486,
          "svyratio(~api00, ~api99, svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = apistrat))"}},
};
