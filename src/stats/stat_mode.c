/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/estimate.h"
#include "stats/tally.h"

#define MODES_MAX 20 /* more modes than that say nothing */

static double greatest(const struct tally *t) {
    double most = 0;
    for (int i = 0; i < t->k; i++) {
        most = t->count[i] > most ? t->count[i] : most;
    }
    return most;
}

static void add_modes(const struct stat_input *in, struct stat_output *out, const struct tally *t, double most) {
    int n = 0;
    for (int i = 0; i < t->k; i++) {
        if (t->count[i] == most && n++ < MODES_MAX) {
            const char *name = tally_name(&in->x[0], t, i, &out->arena);
            stat_add(out, arena_printf(&out->arena, "mode:%s", name), UNIT_SHARE, most / t->total);
        }
    }
    stat_add(out, "n_modes", UNIT_COUNT, n);
    stat_add(out, "mode_count", in->design && in->design->weight ? UNIT_WEIGHT : UNIT_COUNT, most);
}

static void run(const struct stat_input *in, struct stat_output *out) {
    struct picked p = pick_x(in, out);
    struct tally t = tally_of(&in->x[0], &p, &out->arena);
    stat_method(out, "most frequent %s%s; all of them where several tie",
                in->x[0].measure == MEASURE_NUMERIC ? "value" : "level", p.weight ? " by weight" : "");
    if (p.n == 0 || !(t.total > 0)) {
        stat_add_status(out, "n_modes", UNIT_COUNT, p.n == 0 ? STAT_TOO_FEW : STAT_NO_WEIGHT);
        return;
    }
    add_modes(in, out, &t, greatest(&t));
}

const struct stat stat_mode = {
    .name = "mode",
    .family = "descriptives",
    .title = "Mode",
    .formula = "levels with the greatest count (or weight), 20 at most; mode:LEVEL is the share of that level, "
               "mode_count its count (or weight)",
    .assumptions = "none",
    .source = "by definition",
    .r = "t <- table(x); t[t == max(t)] / sum(t)",
    .needs = NEEDS_X,
    .options = "weight",
    .keys = "mode:* n_modes mode_count",
    .run = run,
    .example = {{"council12", "--x sector", "mode:A", 5.0 / 12, "max(table(sector)) / 12"}},
};
