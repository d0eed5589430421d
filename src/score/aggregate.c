/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/aggregate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"

#define TOLERANCE 1e-9 /* of comparisons on a scale */

enum side { SIDE_VALUE, SIDE_LOW, SIDE_HIGH };

static double side_of(const struct part *p, enum side side) {
    return side == SIDE_LOW ? p->low : side == SIDE_HIGH ? p->high : p->value;
}

static bool counts(const struct part *p, enum side side) {
    return p->weight > 0 && (side != SIDE_VALUE || p->has_value);
}

static double clamp(double x) { return x < 0 ? 0 : x > 1 ? 1 : x; }

static const struct scale *scale_of(const struct part *p) {
    static const struct scale unit = {0, 1, 0, ROUND_HALF_UP};
    return p->scale ? p->scale : &unit;
}

static double width_of(const struct part *p) { return scale_of(p)->max - scale_of(p)->min; }

/* ---- sums and means ---------------------------------------------------------------------------------------------- */

/* What the parts have in common. */
struct tally {
    double weight, coverage;
    int n_values;  /* parts that have one, of those that count */
    bool is_point; /* all have, and no part has a range */
};

static struct tally tally_parts(const struct part *part, int n) {
    struct sum covered = {0}, weight = {0};
    struct tally t = {.is_point = true};
    for (int i = 0; i < n; i++) {
        sum_add(&covered, part[i].weight * part[i].coverage);
        sum_add(&weight, part[i].weight);
        t.n_values += counts(&part[i], SIDE_VALUE);
        t.is_point = t.is_point && part[i].has_value && part[i].low == part[i].value && part[i].high == part[i].value;
    }
    t.weight = sum_value(&weight);
    t.coverage = t.weight > 0 ? clamp(sum_value(&covered) / t.weight) : 0;
    return t;
}

/* Weighted mean; 'by_width': the weights are also the widths of the parts' scales. */
static double mean(const struct part *part, int n, enum side side, bool by_width) {
    struct sum total = {0}, weight = {0};
    for (int i = 0; i < n; i++) {
        if (counts(&part[i], side)) {
            double w = by_width ? part[i].weight * width_of(&part[i]) : part[i].weight;
            sum_add(&total, w * side_of(&part[i], side));
            sum_add(&weight, w);
        }
    }
    double all = sum_value(&weight);
    return all > 0 ? clamp(sum_value(&total) / all) : 0;
}

/* The means of both ends of the range, in one go. */
static void take_ends(const struct part *part, int n, bool by_width, struct part *whole) {
    struct sum low = {0}, high = {0}, weight = {0};
    for (int i = 0; i < n; i++) {
        if (part[i].weight > 0) {
            double w = by_width ? part[i].weight * width_of(&part[i]) : part[i].weight;
            sum_add(&low, w * part[i].low);
            sum_add(&high, w * part[i].high);
            sum_add(&weight, w);
        }
    }
    double all = sum_value(&weight);
    whole->low = all > 0 ? clamp(sum_value(&low) / all) : 0;
    whole->high = all > 0 ? clamp(sum_value(&high) / all) : 0;
}

/* The sum on a stated scale; what lies beyond its ends is cut. */
static double sum_on(const struct scale *scale, const struct part *part, int n, enum side side) {
    struct sum total = {0};
    for (int i = 0; i < n; i++) {
        if (counts(&part[i], side)) {
            sum_add(&total, part[i].weight * scale_value(scale_of(&part[i]), side_of(&part[i], side)));
        }
    }
    return clamp(scale_fraction(scale, sum_value(&total)));
}

/* The end of a stated scale less the weight of what is missing. */
static double left_on(const struct scale *scale, const struct part *part, int n, enum side side) {
    struct sum missing = {0};
    for (int i = 0; i < n; i++) {
        if (counts(&part[i], side)) {
            sum_add(&missing, part[i].weight * (1 - side_of(&part[i], side)));
        }
    }
    return clamp(scale_fraction(scale, scale->max - sum_value(&missing)));
}

static double share_that_reaches(double threshold, const struct part *part, int n, enum side side) {
    struct sum total = {0}, weight = {0};
    for (int i = 0; i < n; i++) {
        if (counts(&part[i], side)) {
            bool reaches = scale_value(scale_of(&part[i]), side_of(&part[i], side)) >= threshold - TOLERANCE;
            sum_add(&total, reaches ? part[i].weight : 0);
            sum_add(&weight, part[i].weight);
        }
    }
    return clamp(sum_value(&total) / sum_value(&weight));
}

/* ---- order ------------------------------------------------------------------------------------------------------- */

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

static int by_number(const void *x, const void *y) {
    double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

/* The middle one; of two in the middle their mean, or the lower. Weights only drop. */
static double median(const struct part *part, int n, enum side side, bool is_low, double *sorted) {
    int m = 0;
    for (int i = 0; i < n; i++) {
        if (counts(&part[i], side)) {
            sorted[m++] = side_of(&part[i], side);
        }
    }
    qsort(sorted, (size_t)m, sizeof *sorted, by_number);
    double low = sorted[(m - 1) / 2], high = sorted[m / 2];
    return is_low ? low : (low + high) / 2;
}

/* ---- steps ------------------------------------------------------------------------------------------------------- */

/* A part that is not there (not applicable) asks for nothing. */
static bool holds(const struct gate *g, const struct part *part, int n, enum side side) {
    for (int i = 0; i < n; i++) {
        bool is_meant = part[i].weight > 0 && (g->part == 0 || part[i].place == g->part);
        bool is_known = side != SIDE_VALUE || part[i].has_value;
        if (is_meant && !(is_known && scale_value(scale_of(&part[i]), side_of(&part[i], side)) >= g->min - TOLERANCE)) {
            return false;
        }
    }
    return true;
}

static bool is_step_reached(const struct joining *j, int step, const struct part *part, int n, enum side side) {
    for (int i = 0; i < j->n_gates; i++) {
        const struct gate *g = &j->gate[i];
        if (g->step == step && strcmp(g->level, j->level) == 0 && !holds(g, part, n, side)) {
            return false;
        }
    }
    return true;
}

static double steps_reached(const struct joining *j, const struct part *part, int n, enum side side) {
    int reached = 0;
    for (int step = 1; step <= j->n_steps; step++) {
        if (is_step_reached(j, step, part, n, side)) {
            reached = step;
        } else if (j->how == AGGREGATE_GATES) {
            break;
        }
    }
    return j->n_steps > 0 ? (double)reached / j->n_steps : 0;
}

static double stairs(const struct part *part, int n, enum side side) {
    double full = 0, all = 0, next = -1;
    for (int i = 0; i < n; i++) {
        if (part[i].weight > 0) {
            double v = counts(&part[i], side) ? side_of(&part[i], side) : 0;
            all++;
            if (next < 0 && v >= 1 - TOLERANCE) {
                full++;
            } else if (next < 0) {
                next = v;
            }
        }
    }
    return all > 0 ? clamp((full + fmax(next, 0)) / all) : 0;
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

/* Of all aggregates that are no mean. */
static double joined(const struct joining *j, const struct part *part, int n, enum side side) {
    switch (j->how) {
    case AGGREGATE_DEDUCT:
        return left_on(&j->scale, part, n, side);
    case AGGREGATE_SUM:
        return sum_on(&j->scale, part, n, side);
    case AGGREGATE_COUNT:
        return share_that_reaches(j->threshold, part, n, side);
    case AGGREGATE_MEDIAN:
    case AGGREGATE_MEDIAN_LOW:
        return median(part, n, side, j->how == AGGREGATE_MEDIAN_LOW, j->sorted);
    case AGGREGATE_GATES:
    case AGGREGATE_GATE_HIGHEST:
        return steps_reached(j, part, n, side);
    case AGGREGATE_STAIRS:
        return stairs(part, n, side);
    default:
        return fold(j->how, part, n, side);
    }
}

/* Sums and deductions that find their scale are means on it. */
static bool is_mean(const struct joining *j) {
    bool is_found = (j->how == AGGREGATE_DEDUCT && !j->has_low_end) || (j->how == AGGREGATE_SUM && !j->has_scale);
    return j->how == AGGREGATE_MEAN || is_found;
}

/* What a sum or a deduction is measured on, unless it is stated. */
static struct scale found_scale(const struct joining *j, const struct part *part, int n) {
    struct scale scale = j->scale;
    struct sum low = {0}, high = {0}, weight = {0};
    if (j->how == AGGREGATE_MEAN || !is_mean(j)) {
        return scale;
    }
    for (int i = 0; i < n; i++) {
        sum_add(&low, part[i].weight * scale_of(&part[i])->min);
        sum_add(&high, part[i].weight * scale_of(&part[i])->max);
        sum_add(&weight, part[i].weight);
    }
    if (j->how == AGGREGATE_DEDUCT) {
        scale.min = scale.max - sum_value(&weight);
    } else {
        scale.min = sum_value(&low);
        scale.max = sum_value(&high);
    }
    return scale;
}

/* Where no part has a range, both its ends are the mean itself. */
static void take_means(const struct part *part, int n, const struct tally *t, bool by_width, struct part *whole) {
    whole->value = t->n_values > 0 ? mean(part, n, SIDE_VALUE, by_width) : 0;
    whole->low = whole->high = whole->value;
    if (!t->is_point) {
        take_ends(part, n, by_width, whole);
    }
}

struct part aggregate_parts(const struct joining *j, const struct part *part, int n, struct scale *scale) {
    struct tally t = tally_parts(part, n);
    struct part whole = {.high = 1};
    *scale = found_scale(j, part, n);
    if (t.weight <= 0) {
        return whole;
    }
    whole.has_value = t.n_values > 0;
    whole.weight = t.weight;
    whole.coverage = t.coverage;
    if (is_mean(j)) {
        take_means(part, n, &t, j->how == AGGREGATE_SUM, &whole);
    } else {
        whole.low = joined(j, part, n, SIDE_LOW);
        whole.high = joined(j, part, n, SIDE_HIGH);
        whole.value = whole.has_value ? joined(j, part, n, SIDE_VALUE) : 0;
    }
    whole.value = whole.has_value ? fmin(fmax(whole.value, whole.low), whole.high) : 0;
    return whole;
}
