/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/regression_report.h"

#include <math.h>
#include <string.h>

#include "stats/dist.h"

static enum inference inference_for(const struct stat_input *in, size_t n) {
    const struct design *d = in->design;
    bool is_weighted_only = d && d->weight && !d->stratum && !d->cluster;
    return is_weighted_only ? INFERENCE_SIMPLE : inference_of(in, n);
}

struct regression_plan regression_plan_of(const struct stat_input *in, size_t n, const char *const *names,
                                          struct stat_output *out) {
    bool has_weight = in->design && in->design->weight;
    struct regression_plan p = {.variance = has_weight ? VARIANCE_LINEARISED : VARIANCE_CLASSICAL,
                                .words = has_weight ? "linearised" : "classical",
                                .inference = inference_for(in, n)};
    const char *method = in->options.method;
    if (method && has_weight) {
        stat_note(out, "with weights the standard errors are linearised: --method is not used");
    } else if (method) {
        int i = 0;
        while (names[i] && strcmp(names[i], method) != 0) {
            i++;
        }
        p.status = names[i] ? STAT_OK : STAT_UNDEFINED;
        p.variance = (enum regression_variance)i;
        p.words = method;
    }
    if (p.status != STAT_OK) {
        stat_note(out, "--method has no '%s'", method);
    }
    return p;
}

struct estimate regression_put(const struct stat_input *in, struct stat_output *out, const struct regression_plan *plan,
                               const char *name, struct estimate e, double df) {
    const char *key = arena_printf(&out->arena, "coefficient:%s", name),
               *p_key = arena_printf(&out->arena, "p_value:%s", name);
    if (e.status != STAT_OK) {
        stat_add_status(out, key, UNIT_NONE, e.status);
        stat_add_status(out, p_key, UNIT_P, e.status);
        return e;
    }
    double reach = (isfinite(df) ? dist_t_quantile(0.5 + in->options.level / 2, df)
                                 : dist_normal_quantile(0.5 + in->options.level / 2)) *
                   e.se;
    e.low = e.value - reach;
    e.high = e.value + reach;
    e.df = isfinite(df) ? df : -1;
    cross_put_interval(out, plan->inference, key, e);
    double t = fabs(e.value / e.se);
    cross_put_p(out, plan->inference, p_key,
                e.se > 0 ? isfinite(df) ? dist_t_two_sided(t, df) : 2 * dist_normal_upper(t) : NAN);
    return e;
}
