/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/root.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

struct point {
    double x, f;
};

/* Where to look next, as a share of the way from a to b: inverse quadratic interpolation where it is safe,
   else the middle. */
static double share_of(struct point a, struct point b, struct point c) {
    double xi = (a.x - b.x) / (c.x - b.x), phi = (a.f - b.f) / (c.f - b.f);
    bool is_safe = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
    if (!is_safe) {
        return 0.5;
    }
    return a.f / (b.f - a.f) * (c.f / (b.f - c.f)) +
           (c.x - a.x) / (b.x - a.x) * (a.f / (c.f - a.f)) * (b.f / (c.f - b.f));
}

static double root_inside(root_fn *f, void *context, struct point a, struct point b) {
    double share = 0.5;
    for (int i = 0; i < 200; i++) {
        struct point t = {.x = a.x + share * (b.x - a.x)}, c;
        t.f = f(t.x, context);
        if ((t.f > 0) == (a.f > 0)) {
            c = a;
        } else {
            c = b;
            b = a;
        }
        a = t;
        struct point best = fabs(a.f) < fabs(b.f) ? a : b;
        double least = (2 * DBL_EPSILON * fabs(best.x) + 1e-300) / fabs(b.x - a.x);
        if (best.f == 0 || least > 0.5) {
            return best.x;
        }
        share = fmin(1 - least, fmax(least, share_of(a, b, c)));
    }
    return fabs(a.f) < fabs(b.f) ? a.x : b.x;
}

double root_between(root_fn *f, void *context, double low, double high) {
    struct point a = {low, f(low, context)}, b = {high, f(high, context)};
    if (a.f == 0 || b.f == 0) {
        return a.f == 0 ? low : high;
    }
    return (a.f > 0) == (b.f > 0) || isnan(a.f) || isnan(b.f) ? NAN : root_inside(f, context, a, b);
}

double root_anywhere(root_fn *f, void *context, double limit) {
    for (double reach = 1; reach <= limit; reach *= 2) {
        double x = root_between(f, context, -reach, reach);
        if (!isnan(x)) {
            return x;
        }
    }
    return NAN;
}
