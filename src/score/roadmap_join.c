/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/roadmap_join.h"

#include <math.h>
#include <string.h>

/* ---- helpers ----------------------------------------------------------------------------------------------------- */

static void add_scaled(struct tree *t, struct line *sum, const struct line *part, double factor) {
    sum->constant += factor * part->constant;
    sum->low += factor * part->low;
    sum->high += factor * part->high;
    for (int i = 0; i < part->n; i++) {
        line_add(t, sum, part->variable[i], factor * part->coefficient[i]);
    }
}

/* A variable of its own between 0 and 1. */
static struct line new_line(struct tree *t, double high) {
    struct line line = {.high = fmin(fmax(high, 0), 1)};
    line_add(t, &line, program_variable(t->program, 0, line.high, false), 1);
    return line;
}

static int variable_of(const struct line *line) { return line->variable[line->n - 1]; }

static int new_choice(struct tree *t) { return program_variable(t->program, 0, 1, true); }

/* line ≥ least where the choice is 1; it is at least 0 anyhow. */
static void require(struct tree *t, const struct line *line, double least, int choice) {
    int row = program_row(t->program, -line->constant, INFINITY);
    for (int i = 0; i < line->n; i++) {
        program_set(t->program, row, line->variable[i], line->coefficient[i]);
    }
    program_set(t->program, row, choice, -least);
}

/* z ≤ line + (1 − choice) */
static void cap_if(struct tree *t, int z, const struct line *line, int choice) {
    int row = program_row(t->program, -INFINITY, line->constant + 1);
    program_set(t->program, row, z, 1);
    program_set(t->program, row, choice, 1);
    for (int i = 0; i < line->n; i++) {
        program_set(t->program, row, line->variable[i], -line->coefficient[i]);
    }
}

static double width(const struct scale *s) { return s ? s->max - s->min : 1; }

static double on_scale(const struct scale *s, double value) { return s ? scale_fraction(s, value) : value; }

/* ---- sums -------------------------------------------------------------------------------------------------------- */

static struct line mean(struct tree *t, const struct joint *j, bool by_width) {
    struct line line = {0};
    double all = 0;
    for (int i = 0; i < j->n; i++) {
        all += j->part[i].weight * (by_width ? width(j->part[i].scale) : 1);
    }
    for (int i = 0; i < j->n; i++) {
        add_scaled(t, &line, &j->part[i].line, j->part[i].weight * (by_width ? width(j->part[i].scale) : 1) / all);
    }
    return line;
}

/* Cut at the ends of the scale: above exactly, below only where it never gets there. */
static struct line cut(struct tree *t, const struct line *line) {
    if (line->low >= -1e-12 && line->high <= 1 + 1e-12) {
        return *line;
    }
    struct line whole = *line;
    if (line->low < -1e-12) {
        t->is_exact = false;
        whole.constant -= line->low;
    }
    struct line z = new_line(t, whole.high);
    tree_cap(t, variable_of(&z), &whole);
    z.low = fmin(fmax(line->low, 0), 1);
    return z;
}

static struct line sum_on(struct tree *t, const struct joint *j) {
    const struct scale *own = j->scale;
    struct line line = {.constant = -own->min / width(own)};
    line.low = line.high = line.constant;
    for (int i = 0; i < j->n; i++) {
        const struct joint_part *p = &j->part[i];
        double from = p->weight * (p->scale ? p->scale->min : 0) / width(own);
        line.constant += from;
        line.low += from;
        line.high += from;
        add_scaled(t, &line, &p->line, p->weight * width(p->scale) / width(own));
    }
    return cut(t, &line);
}

static struct line left_on(struct tree *t, const struct joint *j) {
    struct line line = {.constant = 1, .low = 1, .high = 1};
    for (int i = 0; i < j->n; i++) {
        double share = j->part[i].weight / width(j->scale);
        line.constant -= share;
        line.low -= share;
        line.high -= share;
        add_scaled(t, &line, &j->part[i].line, share);
    }
    return cut(t, &line);
}

/* ---- order ------------------------------------------------------------------------------------------------------- */

/* Also what no product is above. */
static struct line lowest(struct tree *t, const struct joint *j) {
    double high = 1, low = 1;
    for (int i = 0; i < j->n; i++) {
        high = fmin(high, j->part[i].line.high);
        low = fmin(low, j->part[i].line.low);
    }
    struct line z = new_line(t, high);
    for (int i = 0; i < j->n; i++) {
        tree_cap(t, variable_of(&z), &j->part[i].line);
    }
    z.low = low;
    return z;
}

/* The part that has k − 1 others at or above it: at most k parts are chosen, none of which is below. */
static struct line kth_highest(struct tree *t, const struct joint *j, int k) {
    struct line z = new_line(t, 1);
    int row = program_row(t->program, k, INFINITY);
    for (int i = 0; i < j->n; i++) {
        int choice = new_choice(t);
        program_set(t->program, row, choice, 1);
        cap_if(t, variable_of(&z), &j->part[i].line, choice);
    }
    return z;
}

static struct line median(struct tree *t, const struct joint *j, bool is_low) {
    struct line lower = kth_highest(t, j, j->n - (j->n - 1) / 2), whole = {0};
    if (is_low || j->n % 2 == 1) {
        return lower;
    }
    struct line upper = kth_highest(t, j, j->n - j->n / 2);
    add_scaled(t, &whole, &lower, 0.5);
    add_scaled(t, &whole, &upper, 0.5);
    return whole;
}

/* ---- steps ------------------------------------------------------------------------------------------------------- */

static struct line count(struct tree *t, const struct joint *j) {
    struct line line = {0};
    double all = 0;
    for (int i = 0; i < j->n; i++) {
        all += j->part[i].weight;
    }
    for (int i = 0; i < j->n; i++) {
        const struct joint_part *p = &j->part[i];
        double least = on_scale(p->scale, j->place->own->threshold), share = p->weight / all;
        if (p->line.low >= least - 1e-9) {
            line.constant += share;
            line.low += share;
        } else if (p->line.high >= least - 1e-9) {
            int choice = new_choice(t);
            require(t, &p->line, least, choice);
            line_add(t, &line, choice, share);
        }
        line.high += p->line.high >= least - 1e-9 ? share : 0;
    }
    return line;
}

/* What a step asks holds where the choice is 1. */
static void require_step(struct tree *t, const struct joint *j, int step, int choice) {
    for (int g = 0; g < j->model->n_gates; g++) {
        const struct gate *gate = &j->model->gate[g];
        for (int i = 0; i < j->n && gate->step == step && strcmp(gate->level, j->level) == 0; i++) {
            const struct joint_part *p = &j->part[i];
            double least = on_scale(p->scale, gate->min);
            if ((gate->part == 0 || gate->part == p->place) && p->line.low < least - 1e-9) {
                require(t, &p->line, least, choice);
            }
        }
    }
}

/* In order each step counts once; otherwise the one chosen counts with those below it. */
static struct line gates(struct tree *t, const struct joint *j, bool is_in_order) {
    struct line line = {.high = 1};
    int n = j->place->n_steps, one = is_in_order ? -1 : program_row(t->program, -INFINITY, 1), before = -1;
    for (int step = 1; step <= n; step++) {
        int choice = new_choice(t);
        require_step(t, j, step, choice);
        line_add(t, &line, choice, (is_in_order ? 1.0 : step) / n);
        if (!is_in_order) {
            program_set(t->program, one, choice, 1);
        } else if (before >= 0) {
            int row = program_row(t->program, 0, INFINITY);
            program_set(t->program, row, before, 1);
            program_set(t->program, row, choice, -1);
        }
        before = choice;
    }
    return line;
}

/* Part by part: what it adds is at most itself, and nothing unless the part before is full. */
static struct line stairs(struct tree *t, const struct joint *j) {
    struct line line = {.high = 1};
    int before = -1;
    for (int i = 0; i < j->n; i++) {
        struct line step = new_line(t, j->part[i].line.high);
        tree_cap(t, variable_of(&step), &j->part[i].line);
        if (before >= 0) {
            int row = program_row(t->program, 0, INFINITY);
            program_set(t->program, row, before, 1);
            program_set(t->program, row, variable_of(&step), -1);
        }
        line_add(t, &line, variable_of(&step), 1.0 / j->n);
        before = new_choice(t);
        require(t, &j->part[i].line, 1, before);
    }
    return line;
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

static struct line joined(struct tree *t, const struct joint *j) {
    enum aggregate how = j->place->own ? (enum aggregate)j->place->own->aggregate : AGGREGATE_MEAN;
    switch (how) {
    case AGGREGATE_SUM:
        return j->place->has_scale ? sum_on(t, j) : mean(t, j, true);
    case AGGREGATE_DEDUCT:
        return isnan(j->place->own->scale_min) ? mean(t, j, false) : left_on(t, j);
    case AGGREGATE_PRODUCT:
        t->is_exact = false;
        return lowest(t, j);
    case AGGREGATE_MIN:
        return lowest(t, j);
    case AGGREGATE_MAX:
        return kth_highest(t, j, 1);
    case AGGREGATE_MEDIAN:
    case AGGREGATE_MEDIAN_LOW:
        return median(t, j, how == AGGREGATE_MEDIAN_LOW);
    case AGGREGATE_COUNT:
        return count(t, j);
    case AGGREGATE_GATES:
    case AGGREGATE_GATE_HIGHEST:
        return gates(t, j, how == AGGREGATE_GATES);
    case AGGREGATE_STAIRS:
        return stairs(t, j);
    default:
        return mean(t, j, false);
    }
}

/* Rounding lifts a score by at most one unit; a score that is 0 until all is answered is taken as if all were. */
static struct line loosened(struct tree *t, const struct joint *j, struct line line) {
    const struct rule *rule = j->place->own;
    if (rule && rule->blank == BLANK_ALL_OR_ZERO && !j->is_complete) {
        t->is_exact = false;
        line.low = 0;
    }
    if (!rule || rule->round == ROUND_NONE) {
        return line;
    }
    double unit = pow(10, -j->scale->decimals) / width(j->scale);
    t->is_exact = false;
    line.constant += unit;
    line.high += unit;
    line.low = 0;
    struct line z = new_line(t, line.high);
    tree_cap(t, variable_of(&z), &line);
    return z;
}

struct line joint_line(struct tree *t, const struct joint *j) {
    if (j->n == 0) { /* what stands in for nothing is a matter of policies */
        t->is_exact = false;
        return new_line(t, 1);
    }
    return loosened(t, j, joined(t, j));
}
