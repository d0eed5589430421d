/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/scale_input.h"

#include "stats/estimate.h"

struct scale scale_pick(const struct stat_input *in, struct stat_output *out) {
    struct scale s = {0};
    s.x = pick_matrix(in, out, &s.picked);
    s.c = covariance_of(s.x, s.picked.weight, s.picked.n, in->n_x, &out->arena);
    s.inference = inference_of(in, s.picked.n);
    if (s.c.status == STAT_OK) {
        s.r = correlation_of(s.c.m, s.c.k, &out->arena);
    } else if (s.c.status == STAT_CONSTANT) {
        stat_note(out, "everybody gave the same answer to '%s'", in->x[s.c.constant].name);
    }
    if (s.inference == INFERENCE_DESIGN && (in->design->stratum || in->design->cluster)) {
        stat_note(out, "strata and clusters are not used: no interval");
    }
    return s;
}

bool scale_varies(const struct scale *s, int item) { return s->c.m[item * s->c.k + item] > 0; }

void scale_put(struct stat_output *out, const char *key, const struct variable *item, enum stat_status status,
               double value) {
    struct estimate e = status == STAT_OK ? estimate_value(value, out->n) : estimate_status(status, out->n);
    stat_add_estimate(out, arena_printf(&out->arena, "%s:%s", key, item->name), UNIT_NONE, e);
}
