/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Skewness and kurtosis: all three types, each under its own key, since packages disagree on which one they print. */
#include <stdio.h>

#include "stats/moments.h"
#include "stats/pick.h"

static void add_types(struct stat_output *out, const char *name, const struct moments *m,
                      struct estimate (*of)(const struct moments *m, int type)) {
    for (int type = 1; type <= 3; type++) {
        char key[32];
        snprintf(key, sizeof key, "%s_type%d", name, type);
        stat_add_estimate(out, key, UNIT_SCORE3, of(m, type));
    }
}

static void run_skewness(const struct stat_input *in, struct stat_output *out) {
    struct picked p = pick_x(in, out);
    struct moments m = moments_of(p.x, p.weight, p.n);
    stat_method(out, "type 1: g₁ = m₃/m₂^1.5; type 2: G₁ (SAS, SPSS, Excel); type 3: b₁ = m₃/s³ (Minitab, R psych)%s",
                p.weight ? "; weighted moments" : "");
    add_types(out, "skewness", &m, moments_skewness);
}

static void run_kurtosis(const struct stat_input *in, struct stat_output *out) {
    struct picked p = pick_x(in, out);
    struct moments m = moments_of(p.x, p.weight, p.n);
    stat_method(
        out,
        "excess; type 1: g₂ = m₄/m₂² − 3; type 2: G₂ (SAS, SPSS, Excel); type 3: b₂ = m₄/s⁴ − 3 (Minitab, R psych)%s",
        p.weight ? "; weighted moments" : "");
    add_types(out, "kurtosis", &m, moments_kurtosis);
}

const struct stat stat_skewness = {
    .name = "skewness",
    .family = "descriptives",
    .title = "Skewness of types 1, 2 and 3",
    .formula = "g₁ = m₃/m₂^1.5 (type 1), m_k = Σ w (x − m)^k/Σ w; G₁ = g₁ √(n (n − 1))/(n − 2) (type 2: SAS, SPSS, "
               "Excel); b₁ = g₁ (1 − 1/n)^1.5 (type 3: Minitab, R psych)",
    .assumptions = "values that are not all equal; type 2 needs three at least",
    .source = "Joanes and Gill (1998), The Statistician 47, 183–189",
    .r = "psych::skew(x, type = 1); psych::skew(x, type = 2); psych::skew(x, type = 3)",
    .needs = NEEDS_X | X_NUMERIC,
    .options = "weight",
    .keys = "skewness_type1 skewness_type2 skewness_type3",
    .run = run_skewness,
    .example = {{"council12", "--x q1", "skewness_type1", -0.3620386719675123, "psych::skew(q1, type = 1)"}},
};

const struct stat stat_kurtosis = {
    .name = "kurtosis",
    .family = "descriptives",
    .title = "Excess kurtosis of types 1, 2 and 3",
    .formula = "g₂ = m₄/m₂² − 3 (type 1), m_k = Σ w (x − m)^k/Σ w; G₂ = ((n + 1) g₂ + 6)(n − 1)/((n − 2)(n − 3)) (type "
               "2: SAS, SPSS, Excel); b₂ = (g₂ + 3)(1 − 1/n)² − 3 (type 3: Minitab, R psych)",
    .assumptions = "values that are not all equal; type 2 needs four at least",
    .source = "Joanes and Gill (1998), The Statistician 47, 183–189",
    .r = "psych::kurtosi(x, type = 1); psych::kurtosi(x, type = 2); psych::kurtosi(x, type = 3)",
    .needs = NEEDS_X | X_NUMERIC,
    .options = "weight",
    .keys = "kurtosis_type1 kurtosis_type2 kurtosis_type3",
    .run = run_kurtosis,
    .example = {{"council12", "--x q1", "kurtosis_type1", -0.744, "psych::kurtosi(q1, type = 1)"}},
};
