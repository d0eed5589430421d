/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/priority.h"

#include <math.h>

#define TOLERANCE 1e-12

double priority_of(const struct scoring *m, const struct score *have, double target) {
    const struct scale *scale = have->scale;
    double width = scale->max - scale->min, c = score_has_value(have) ? have->value * width : 0, t = target * width;
    switch (m->info.gap) {
    case GAP_LINEAR:
        return fmax(t - c, 0) / width;
    case GAP_CONVEX:
        return t < c ? 0 : ((1 + t - c) * (1 + t - c) - 1) / ((1 + width) * (1 + width) - 1);
    case GAP_RATIO:
        return t > 0 ? c / t : 1;
    default:
        return 0;
    }
}

const struct priority_class *priority_class_of(const struct scoring *m, double priority) {
    for (int i = 0; i < m->n_priorities; i++) {
        if (priority >= m->priority[i].low - TOLERANCE) {
            return &m->priority[i];
        }
    }
    return NULL;
}
