/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/design_input.h"

static void run(const struct stat_input *in, struct stat_output *out) {
    struct design_input d = {.key = "effective_n", .unit = UNIT_NONE};
    stat_method(out, "Kish's approximate design effect of unequal weights");
    if (!design_open(&d, in, out, NEEDS_X | NEEDS_BY)) { /* it gave effective_n a status, which is also that of deff */
        stat_add_status(out, "deff", UNIT_NONE, out->value[out->n_values - 1].e.status);
        return;
    }
    for (int g = 0; g < design_groups(&d); g++) {
        const char *suffix = design_enter(&d, g);
        struct kish k = kish_of(d.s.weight, d.t.domain.in, d.s.n);
        enum stat_status status = d.t.domain.n == 0 ? STAT_EMPTY : k.status;
        const char *deff = arena_printf(&out->arena, "deff%s", suffix),
                   *n = arena_printf(&out->arena, "effective_n%s", suffix);
        if (status == STAT_OK) {
            stat_add(out, n, UNIT_NONE, k.effective_n);
            stat_add(out, deff, UNIT_NONE, k.deff);
        } else {
            stat_add_status(out, n, UNIT_NONE, status);
            stat_add_status(out, deff, UNIT_NONE, status);
        }
    }
    design_close(&d);
}

const struct stat stat_kish = {
    .name = "kish",
    .family = "designs",
    .title = "Kish's effective sample size and design effect of unequal weights",
    .formula = "n_eff = (Σ w)²/Σ w²; deff = n/n_eff, over observations with a value and a weight that is not 0",
    .assumptions = "weights unrelated to the values; strata and clusters count only where weights follow from their "
                   "populations: see deff of design_mean",
    .source = "Kish (1965), Survey Sampling, section 11.7; Kish (1992), Journal of Official Statistics 8, 183–200",
    .r = "sum(w)^2 / sum(w^2); length(w) * sum(w^2) / sum(w)^2",
    .needs = NEEDS_X | TAKES_DESIGN,
    .options = "by weight strata cluster fpc population",
    .keys = "effective_n effective_n:* deff deff:*",
    .run = run,
    .example = {{"apistrat", "--x api00 --weight pw", "effective_n", 168.58133128075568, "sum(pw)^2 / sum(pw^2)"}},
};
