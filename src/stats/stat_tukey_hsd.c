/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tukey's honest significant differences of the means of all pairs of groups. */
#include <math.h>

#include "stats/comparison.h"
#include "stats/cross.h"
#include "stats/dist.h"
#include "stats/multiple.h"

struct layout {
    struct group_moments *m;
    double mse, df;
    enum stat_status status;
};

static struct layout layout_of(const struct compare_groups *g, struct arena *a) {
    struct layout l = {.m = ARENA_ARRAY(a, (size_t)g->k + 1, struct group_moments), .df = (double)g->n - g->k};
    double ss = 0, largest = 0;
    for (int i = 0; i < g->k; i++) {
        l.m[i] = group_moments_of(g->x + g->start[i], g->start[i + 1] - g->start[i]);
        ss += l.m[i].ss;
        largest = fmax(largest, fabs(l.m[i].mean));
    }
    l.mse = ss / l.df;
    bool is_noise = !(sqrt(l.mse) > 1e-14 * largest);
    l.status = g->k < 2 ? STAT_EMPTY : l.df < 1 ? STAT_TOO_FEW : is_noise ? STAT_CONSTANT : STAT_OK;
    return l;
}

static void put_pair(struct stat_output *out, enum inference inference, const char *pair, struct tukey_pair t) {
    struct estimate e = {.value = t.diff, .low = t.low, .high = t.high, .se = -1, .df = -1};
    cross_put_interval(out, inference, arena_printf(&out->arena, "difference:%s", pair), e);
    cross_put_p(out, inference, arena_printf(&out->arena, "p_value:%s", pair), t.p);
}

static void run(const struct stat_input *in, struct stat_output *out) {
    struct compare_groups g = compare_groups_of(in, out);
    struct layout l = layout_of(&g, &out->arena);
    stat_method(out,
                "Tukey's honest significant differences (Tukey-Kramer for unequal groups), %g %% simultaneous "
                "intervals, p values adjusted by the "
                "studentized range",
                100 * in->options.level);
    if (l.status != STAT_OK) {
        cross_refuse(out, "mse df", l.status);
        return;
    }
    enum inference inference = inference_of(in, out->n);
    double range = dist_tukey_quantile(in->options.level, g.k, l.df);
    cross_put(out, "mse", l.mse);
    cross_put(out, "df", l.df);
    for (int i = 0; i < g.k; i++) {
        for (int j = i + 1; j < g.k; j++) {
            struct tukey_pair t =
                tukey_compare(l.m[i].mean, (double)l.m[i].n, l.m[j].mean, (double)l.m[j].n, l.mse, g.k, l.df, range);
            put_pair(out, inference, arena_printf(&out->arena, "%s-%s", g.level[j], g.level[i]), t);
        }
    }
}

const struct stat stat_tukey_hsd = {
    .name = "tukey_hsd",
    .family = "multiple",
    .title = "Tukey's honest significant differences",
    .formula = "m_j − m_i ± q(level; k, N − k) √(MSE/2 · (1/n_i + 1/n_j)), MSE = Σ within squares/(N − k); p from the "
               "studentized range of |m_j − m_i|/√(MSE/2 · (1/n_i + 1/n_j))",
    .assumptions = "independent observations, equal variances, about normal; simple random sample",
    .source =
        "Tukey (1953), The Problem of Multiple Comparisons; Kramer (1956), Biometrics 12, 307–310 (unequal groups); "
        "Copenhaver and Holland (1988), Journal of Statistical Computation and Simulation 30, 1–15 (studentized range)",
    .r = "TukeyHSD(aov(x ~ factor(g)))",
    .needs = NEEDS_X | NEEDS_BY | X_NUMERIC,
    .options = "level population fpc",
    .keys = "mse df difference:* p_value:*",
    .run = run,
    .example = {{"council12", "--x q1 --by sector", "difference:B-A", -1.100000000000001,
                 "TukeyHSD(aov(q1 ~ sector))$sector[\"B-A\", \"diff\"]"}},
};
