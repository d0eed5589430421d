/* SPDX-License-Identifier: GPL-3.0-or-later */
/* p values adjusted for their number. */
#include "stats/cross.h"
#include "stats/multiple.h"

static bool are_probabilities(const double *p, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (!(p[i] >= 0 && p[i] <= 1)) {
            return false;
        }
    }
    return true;
}

static const char *const titles[N_P_ADJUST] = {"Bonferroni",
                                               "Holm",
                                               "Hochberg",
                                               "Hommel",
                                               "Benjamini-Hochberg (false discovery rate)",
                                               "Benjamini-Yekutieli (false discovery rate)"};

static void run(const struct stat_input *in, struct stat_output *out) {
    struct picked p = pick_x(in, out);
    enum p_adjust how = ADJUST_HOLM;
    bool is_known = !in->options.method || p_adjust_find(in->options.method, &how);
    enum stat_status status = !is_known || !are_probabilities(p.x, p.n) ? STAT_WRONG_LEVEL
                              : p.n == 0                                ? STAT_TOO_FEW
                                                                        : STAT_OK;
    size_t family = in->options.n > (double)p.n ? (size_t)in->options.n : p.n;
    stat_method(out, "p values adjusted by %s for %zu tests", titles[how], family);
    if (status != STAT_OK) {
        stat_note(out, is_known ? "p values must lie between 0 and 1"
                                : "no such method: bonferroni, holm, hochberg, hommel, bh, by");
        stat_add_status(out, "tests", UNIT_COUNT, status);
        return;
    }
    p_adjust(p.x, p.n, family, how, &out->arena);
    stat_add(out, "tests", UNIT_COUNT, (double)family);
    for (size_t i = 0; i < p.n; i++) {
        stat_add(out, arena_printf(&out->arena, "p_adjusted:%zu", p.row[i] + 1), UNIT_P, p.x[i]);
    }
}

const struct stat stat_p_adjust = {
    .name = "p_adjust",
    .family = "multiple",
    .title = "Adjusted p values",
    .formula =
        "with p(1) ≤ … ≤ p(m): bonferroni m p; holm running maximum of (m − k + 1) p(k); hochberg running minimum from "
        "above of the same; bh of m/k · p(k); by of m Σ (1/i)/k · p(k); hommel by closed Simes tests; all at most 1",
    .assumptions = "bonferroni, holm, by: any dependence; hochberg, hommel, bh: independent or positively dependent "
                   "tests. bh and by control the false discovery rate, the others the familywise error. Missing p "
                   "values are no members of the family (--n names a larger one)",
    .source = "Holm (1979), Scandinavian Journal of Statistics 6, 65–70; Hochberg (1988), Biometrika 75, 800–802; "
              "Hommel (1988), Biometrika 75, 383–386; Benjamini and Hochberg (1995), Journal of the Royal Statistical "
              "Society B 57, 289–300; Benjamini and Yekutieli (2001), Annals of Statistics 29, 1165–1188; Wright "
              "(1992), Biometrics 48, 1005–1013",
    .r = "p.adjust(x, method = \"holm\")",
    .needs = NEEDS_X | X_NUMERIC,
    .options = "method n",
    .methods = "holm bonferroni hochberg hommel bh by fdr",
    .keys = "tests p_adjusted:*",
    .run = run,
    .example = {{"p_values", "--x five --method holm", "p_adjusted:2", 0.08,
                 "p.adjust(c(.01, .02, .03, .04, .2), \"holm\")[2]"}},
};
