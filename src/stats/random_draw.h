/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random numbers of other shapes than the uniform. */
#ifndef PG_STATS_RANDOM_DRAW_H
#define PG_STATS_RANDOM_DRAW_H

#include <math.h>

#include "stats/random.h"

/* Standard normal: Marsaglia's polar method; the second of the pair is not kept, so that the state is the generator's
   alone. */
static inline double random_normal(struct random *r) {
    for (;;) {
        double u = 2 * random_unit(r) - 1, v = 2 * random_unit(r) - 1, s = u * u + v * v;
        if (s > 0 && s < 1) {
            return u * sqrt(-2 * log(s) / s);
        }
    }
}

/* Gamma of shape ≥ 1 and scale 1 (Marsaglia & Tsang 2000); smaller shapes by a power of a uniform. */
static inline double random_gamma(struct random *r, double shape) {
    double d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3, c = 1 / sqrt(9 * d);
    for (;;) {
        double x = random_normal(r), v = 1 + c * x;
        v = v * v * v;
        if (v > 0 && log(1 - random_unit(r)) < x * x / 2 + d - d * v + d * log(v)) {
            return d * v * (shape < 1 ? pow(1 - random_unit(r), 1 / shape) : 1);
        }
    }
}

#endif
