/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/aggregate.h"

#include <math.h>
#include <stdlib.h>

#include "base/num.h"

enum side { SIDE_VALUE, SIDE_LOW, SIDE_HIGH };

static double side_of(const struct part *p, enum side side) {
    return side == SIDE_LOW ? p->low : side == SIDE_HIGH ? p->high : p->value;
}

static bool counts(const struct part *p, enum side side) {
    return p->weight > 0 && (side != SIDE_VALUE || p->has_value);
}

static double clamp(double x) { return fmin(fmax(x, 0), 1); }

static double mean(const struct part *part, int n, enum side side) {
    struct sum total = {0}, weight = {0};
    for (int i = 0; i < n; i++) {
        if (counts(&part[i], side)) {
            sum_add(&total, part[i].weight * side_of(&part[i], side));
            sum_add(&weight, part[i].weight);
        }
    }
    return clamp(sum_value(&total) / sum_value(&weight));
}

static double fold(enum aggregate how, const struct part *part, int n, enum side side) {
    double x = how == AGGREGATE_MAX ? 0 : 1;
    for (int i = 0; i < n; i++) {
        if (counts(&part[i], side)) {
            double v = side_of(&part[i], side);
            x = how == AGGREGATE_MIN ? fmin(x, v) : how == AGGREGATE_MAX ? fmax(x, v) : x * v;
        }
    }
    return x;
}

static int by_value(const void *x, const void *y) {
    const struct part *a = x, *b = y;
    return (a->value > b->value) - (a->value < b->value);
}
static int by_low(const void *x, const void *y) {
    const struct part *a = x, *b = y;
    return (a->low > b->low) - (a->low < b->low);
}
static int by_high(const void *x, const void *y) {
    const struct part *a = x, *b = y;
    return (a->high > b->high) - (a->high < b->high);
}

/* The middle one, or the mean of the two in the middle; weights only drop. */
static double median(struct part *part, int n, enum side side) {
    static int (*const order[])(const void *, const void *) = {by_value, by_low, by_high};
    qsort(part, (size_t)n, sizeof *part, order[side]);
    int n_counted = 0, seen = 0;
    for (int i = 0; i < n; i++) {
        n_counted += counts(&part[i], side);
    }
    double total = 0;
    for (int i = 0; i < n; i++) {
        if (counts(&part[i], side)) {
            bool is_middle = seen == (n_counted - 1) / 2 || seen == n_counted / 2;
            total += is_middle ? side_of(&part[i], side) : 0;
            seen++;
        }
    }
    return n_counted % 2 ? total : total / 2;
}

static double joined(enum aggregate how, struct part *part, int n, enum side side) {
    switch (how) {
    case AGGREGATE_MEAN:
        return mean(part, n, side);
    case AGGREGATE_MEDIAN:
        return median(part, n, side);
    default:
        return fold(how, part, n, side);
    }
}

struct part aggregate_parts(enum aggregate how, struct part *part, int n) {
    struct part whole = {.high = 1};
    struct sum covered = {0}, weight = {0};
    for (int i = 0; i < n; i++) {
        whole.has_value = whole.has_value || counts(&part[i], SIDE_VALUE);
        sum_add(&covered, part[i].weight * part[i].coverage);
        sum_add(&weight, part[i].weight);
    }
    whole.weight = sum_value(&weight);
    if (whole.weight <= 0) {
        return (struct part){.high = 1};
    }
    whole.coverage = clamp(sum_value(&covered) / whole.weight);
    whole.low = joined(how, part, n, SIDE_LOW);
    whole.high = joined(how, part, n, SIDE_HIGH);
    whole.value = whole.has_value ? joined(how, part, n, SIDE_VALUE) : 0;
    return whole;
}
