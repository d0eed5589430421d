/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Joining parts, as aggregate.c and join.c do it: the same formulas, with parts that count only sometimes. */
#include <math.h>

#include "score/compile_part.h"

#define TOLERANCE 1e-9 /* of comparisons on a scale */

/* What is joined on one side: of the values, the low or the high ends. */
struct side {
    struct compiler *c;
    const struct cpart *part;
    int n;
    ex *x, *counts;
    const char *stem; /* of names: "2.1.low" */
};

static ex zero(struct compiler *c) { return expr_number(c->a, 0); }

/* ---- sums -------------------------------------------------------------------------------------------------------- */

/* Σ of 'term' over the parts that count. */
static ex sum_of(const struct side *s, const ex *term) {
    ex *kept = ARENA_ARRAY(s->c->a, (size_t)s->n + 1, ex);
    for (int i = 0; i < s->n; i++) {
        kept[i] = expr_if(s->c->a, s->counts[i], term[i], zero(s->c));
    }
    return many(s->c, EXPR_ADD, kept, s->n);
}

static ex times(struct compiler *c, ex x, ex y) { return EXPR_OF(c->a, EXPR_MULTIPLY, x, y); }
static ex minus(struct compiler *c, ex x, ex y) { return expr_two(c->a, EXPR_SUBTRACT, x, y); }

/* Never divides by 0. */
static ex ratio(const struct side *s, ex above, ex under) {
    under = name_value(s->c, s->stem, "weight", under);
    ex some = expr_two(s->c->a, EXPR_LESS, zero(s->c), under);
    return expr_if(s->c->a, some, expr_two(s->c->a, EXPR_DIVIDE, above, under), zero(s->c));
}

static ex mean(const struct side *s, bool by_width) {
    struct compiler *c = s->c;
    ex *above = ARENA_ARRAY(c->a, (size_t)s->n + 1, ex), *under = ARENA_ARRAY(c->a, (size_t)s->n + 1, ex);
    for (int i = 0; i < s->n; i++) {
        under[i] = by_width ? times(c, s->part[i].weight, minus(c, s->part[i].max, s->part[i].min)) : s->part[i].weight;
        above[i] = times(c, under[i], s->x[i]);
    }
    ex total = sum_of(s, above);
    return ratio(s, total, sum_of(s, under));
}

static ex fraction(struct compiler *c, const struct scale *scale, ex value) {
    if (scale->max == scale->min) {
        return zero(c);
    }
    ex above = minus(c, value, expr_number(c->a, scale->min));
    return expr_two(c->a, EXPR_DIVIDE, above, expr_number(c->a, scale->max - scale->min));
}

static ex sum_on(const struct side *s, const struct scale *scale) {
    ex *term = ARENA_ARRAY(s->c->a, (size_t)s->n + 1, ex);
    for (int i = 0; i < s->n; i++) {
        term[i] = times(s->c, s->part[i].weight, on_scale(s->c, &s->part[i], s->x[i]));
    }
    return cut(s->c, fraction(s->c, scale, sum_of(s, term)));
}

static ex left_on(const struct side *s, const struct scale *scale) {
    ex *term = ARENA_ARRAY(s->c->a, (size_t)s->n + 1, ex), one = expr_number(s->c->a, 1);
    for (int i = 0; i < s->n; i++) {
        term[i] = times(s->c, s->part[i].weight, minus(s->c, one, s->x[i]));
    }
    ex left = minus(s->c, expr_number(s->c->a, scale->max), sum_of(s, term));
    return cut(s->c, fraction(s->c, scale, left));
}

static ex share_that_reaches(const struct side *s, double threshold) {
    ex *above = ARENA_ARRAY(s->c->a, (size_t)s->n + 1, ex), *under = ARENA_ARRAY(s->c->a, (size_t)s->n + 1, ex);
    for (int i = 0; i < s->n; i++) {
        ex reaches = at_least(s->c, on_scale(s->c, &s->part[i], s->x[i]), threshold - TOLERANCE);
        under[i] = s->part[i].weight;
        above[i] = expr_if(s->c->a, reaches, under[i], zero(s->c));
    }
    ex total = sum_of(s, above);
    return ratio(s, total, sum_of(s, under));
}

/* ---- order ------------------------------------------------------------------------------------------------------- */

static ex fold(const struct side *s, enum aggregate how) {
    ex neutral = expr_number(s->c->a, how != AGGREGATE_MAX), *kept = ARENA_ARRAY(s->c->a, (size_t)s->n + 1, ex);
    for (int i = 0; i < s->n; i++) {
        kept[i] = expr_if(s->c->a, s->counts[i], s->x[i], neutral);
    }
    enum expr_kind kind = how == AGGREGATE_MIN ? EXPR_MIN : how == AGGREGATE_MAX ? EXPR_MAX : EXPR_MULTIPLY;
    return many(s->c, kind, kept, s->n);
}

/* The parts that count stand in a run of slots, the others are empty there. */
static ex median(const struct side *s, bool is_low) {
    struct compiler *c = s->c;
    int first = c->p->n;
    for (int i = 0; i < s->n; i++) {
        ex x = expr_if(c->a, s->counts[i], s->x[i], expr_text(c->a, ""));
        program_add(c->p, arena_printf(c->a, "%s%s.part%d", c->prefix, s->stem, i + 1), x);
    }
    ex n = name_value(c, s->stem, "count", expr_run(c->a, EXPR_COUNT, first, s->n, NULL));
    ex middle = expr_run(c->a, EXPR_MEDIAN, first, s->n, NULL);
    if (is_low) {
        ex half = expr_two(c->a, EXPR_DIVIDE, EXPR_OF(c->a, EXPR_ADD, n, expr_number(c->a, 1)), expr_number(c->a, 2));
        middle = expr_run(c->a, EXPR_SMALLEST, first, s->n, expr_round(c->a, half, NUM_TRUNC, 0));
    }
    return expr_if(c->a, at_least(c, n, 1), middle, zero(c));
}

/* ---- one side ---------------------------------------------------------------------------------------------------- */

static ex joined(const struct side *s, int node, enum aggregate how) {
    const struct place_in *place = &s->c->card->node[node];
    bool has_low_end = place->own && !isnan(place->own->scale_min);
    switch (how) {
    case AGGREGATE_MEAN:
        return mean(s, false);
    case AGGREGATE_DEDUCT:
        return has_low_end ? left_on(s, &place->scale) : mean(s, false);
    case AGGREGATE_SUM:
        return place->has_scale ? sum_on(s, &place->scale) : mean(s, true);
    case AGGREGATE_COUNT:
        return share_that_reaches(s, place->own->threshold);
    case AGGREGATE_MEDIAN:
    case AGGREGATE_MEDIAN_LOW:
        return median(s, how == AGGREGATE_MEDIAN_LOW);
    case AGGREGATE_GATES:
    case AGGREGATE_GATE_HIGHEST:
        return join_gates(s->c, node, s->part, s->n, s->x, s->counts);
    case AGGREGATE_STAIRS:
        return join_stairs(s->c, s->part, s->n, s->x, s->counts);
    default:
        return fold(s, how);
    }
}

enum which { OF_VALUES, OF_LOW, OF_HIGH };

static struct side side_of(struct compiler *c, const struct cpart *part, int n, enum which which) {
    struct side s = {.c = c, .part = part, .n = n};
    s.x = ARENA_ARRAY(c->a, (size_t)n + 1, ex);
    s.counts = ARENA_ARRAY(c->a, (size_t)n + 1, ex);
    for (int i = 0; i < n; i++) {
        s.x[i] = which == OF_LOW ? part[i].low : which == OF_HIGH ? part[i].high : part[i].value;
        s.counts[i] = which == OF_VALUES ? part[i].has : part[i].in;
    }
    return s;
}

static ex one_side(struct compiler *c, int node, const struct cpart *part, int n, const char *stem, enum which which,
                   enum aggregate how) {
    static const char *const names[] = {"join", "join_low", "join_high"};
    struct side s = side_of(c, part, n, which);
    s.stem = arena_printf(c->a, "%s.%s", stem, names[which]);
    return name_value(c, stem, names[which], joined(&s, node, how));
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

static int by_which(const struct cpart *part, int n, struct cpart *kept) {
    int m = 0;
    for (int i = 0; i < n; i++) { /* what never counts is in no formula */
        if (!expr_is_false(part[i].in)) {
            kept[m++] = part[i];
        }
    }
    return m;
}

ex any_counts(struct compiler *c, const struct cpart *part, int n) {
    ex *in = ARENA_ARRAY(c->a, (size_t)n + 1, ex);
    for (int i = 0; i < n; i++) {
        in[i] = part[i].in;
    }
    return many(c, EXPR_OR, in, n);
}

static ex any_value(struct compiler *c, const struct cpart *part, int n) {
    ex *has = ARENA_ARRAY(c->a, (size_t)n + 1, ex);
    for (int i = 0; i < n; i++) {
        has[i] = part[i].has;
    }
    return many(c, EXPR_OR, has, n);
}

static ex coverage_of(struct compiler *c, const struct cpart *part, int n, const char *stem) {
    struct side s = side_of(c, part, n, OF_LOW);
    ex *above = ARENA_ARRAY(c->a, (size_t)n + 1, ex), *under = ARENA_ARRAY(c->a, (size_t)n + 1, ex);
    for (int i = 0; i < n; i++) {
        under[i] = part[i].weight;
        above[i] = times(c, part[i].weight, part[i].coverage);
    }
    s.stem = arena_printf(c->a, "%s.coverage", stem);
    ex total = sum_of(&s, above);
    return name_value(c, stem, "coverage", ratio(&s, total, sum_of(&s, under)));
}

struct cpart part_of_score(struct compiler *c, const struct compiled_score *s, ex weight) {
    ex has_weight = expr_two(c->a, EXPR_LESS, zero(c), weight);
    return (struct cpart){.in = EXPR_OF(c->a, EXPR_AND, has_weight, score_counts(c, s)),
                          .has = EXPR_OF(c->a, EXPR_AND, has_weight, score_valued(c, s)),
                          .value = s->value,
                          .low = s->low,
                          .high = s->high,
                          .coverage = s->coverage,
                          .weight = weight,
                          .min = s->scale_min,
                          .max = s->scale_max};
}

static ex between(struct compiler *c, ex x, ex low, ex high) {
    return EXPR_OF(c->a, EXPR_MIN, EXPR_OF(c->a, EXPR_MAX, x, low), high);
}

struct compiled_score join_questions(struct compiler *c, struct cpart *part, int n, const struct scale *scale) {
    struct compiled_score s = constant_score(c, COMPILED_NA, scale);
    int m = by_which(part, n, part);
    struct side low = side_of(c, part, m, OF_LOW), high = side_of(c, part, m, OF_HIGH),
                value = side_of(c, part, m, OF_VALUES);
    low.stem = high.stem = value.stem = "questions";
    ex any = any_counts(c, part, m), has = any_value(c, part, m);
    ex status = expr_if(c->a, has, expr_number(c->a, COMPILED_SCORED), expr_number(c->a, COMPILED_BLANK));
    s.status = expr_if(c->a, any, status, s.status);
    s.low = program_name(c->p, NULL, mean(&low, false));
    s.high = program_name(c->p, NULL, expr_if(c->a, any, mean(&high, false), s.high));
    s.value = expr_if(c->a, has, between(c, mean(&value, false), s.low, s.high), zero(c));
    s.coverage = coverage_of(c, part, m, "questions");
    return s;
}

/* Sums and deductions can be measured on what their parts add up to. */
static void find_scale(struct compiler *c, int node, const struct cpart *part, int n, struct compiled_score *s) {
    const struct place_in *place = &c->card->node[node];
    bool is_low_open, is_high_open;
    struct side all = side_of(c, part, n, OF_LOW);
    ex *low = ARENA_ARRAY(c->a, (size_t)n + 1, ex), *high = ARENA_ARRAY(c->a, (size_t)n + 1, ex),
       *weight = ARENA_ARRAY(c->a, (size_t)n + 1, ex);
    rule_open_ends(place->own, &is_low_open, &is_high_open);
    for (int i = 0; i < n; i++) {
        weight[i] = part[i].weight;
        low[i] = times(c, part[i].weight, part[i].min);
        high[i] = times(c, part[i].weight, part[i].max);
    }
    if (is_high_open) {
        s->scale_min = sum_of(&all, low);
        s->scale_max = sum_of(&all, high);
    } else if (is_low_open) {
        s->scale_min = minus(c, expr_number(c->a, place->scale.max), sum_of(&all, weight));
    }
}

static ex carried(struct compiler *c, int node, const struct compiled_score *s, ex x) {
    static const enum num_rounding as[] = {
        [ROUND_HALF_UP] = NUM_HALF_UP, [ROUND_TRUNC] = NUM_TRUNC, [ROUND_HALF_EVEN] = NUM_HALF_EVEN};
    const struct place_in *place = &c->card->node[node];
    if (!place->own || place->own->round == ROUND_NONE) {
        return x;
    }
    ex width = minus(c, s->scale_max, s->scale_min);
    ex value = EXPR_OF(c->a, EXPR_ADD, s->scale_min, times(c, x, width));
    value = expr_round(c->a, program_name(c->p, NULL, value), as[place->own->round], place->scale.decimals);
    ex share = expr_two(c->a, EXPR_DIVIDE, minus(c, value, s->scale_min), width);
    return cut(c, expr_if(c->a, equals(c, width, 0), zero(c), share));
}

/* What blanks do to the whole. */
static void settle(struct compiler *c, const struct rule *rule, ex has, struct compiled_score *s) {
    ex number[] = {expr_number(c->a, COMPILED_SCORED), expr_number(c->a, COMPILED_NOT_RATED),
                   expr_number(c->a, COMPILED_BLANK), expr_number(c->a, COMPILED_BLOCKED)};
    ex is_rated = at_least(c, s->coverage, (rule ? rule->min_coverage : 0) - COVERAGE_TOLERANCE);
    is_rated = !rule || rule->min_coverage <= 0 ? expr_truth(c->a, true) : is_rated;
    ex rated = expr_if(c->a, is_rated, number[0], number[1]);
    s->status = expr_if(c->a, has, rated, number[2]);
    s->value = expr_if(c->a, has, s->value, zero(c));
    ex lacks = expr_not(c->a, at_least(c, s->coverage, 1 - COVERAGE_TOLERANCE));
    if (rule && rule->blank == BLANK_BLOCK) {
        ex is_blocked = EXPR_OF(c->a, EXPR_AND, lacks, has);
        s->status = expr_if(c->a, is_blocked, number[3], s->status);
        s->value = expr_if(c->a, is_blocked, zero(c), s->value);
    } else if (rule && rule->blank == BLANK_ALL_OR_ZERO) {
        s->status = expr_if(c->a, lacks, number[0], s->status);
        s->value = expr_if(c->a, lacks, zero(c), s->value);
        s->low = expr_if(c->a, lacks, zero(c), s->low);
    }
}

struct compiled_score join_node(struct compiler *c, int node, struct cpart *part, int n, const char *stem) {
    const struct place_in *place = &c->card->node[node];
    const struct rule *rule = place->own;
    enum aggregate how = rule ? (enum aggregate)rule->aggregate : AGGREGATE_MEAN;
    struct compiled_score s = constant_score(c, COMPILED_NA, &place->scale);
    n = by_which(part, n, part);
    ex has = name_value(c, stem, "has", any_value(c, part, n));
    find_scale(c, node, part, n, &s);
    s.scale_min = name_value(c, stem, "join_min", s.scale_min);
    s.scale_max = name_value(c, stem, "join_max", s.scale_max);
    s.coverage = coverage_of(c, part, n, stem);
    ex low = one_side(c, node, part, n, stem, OF_LOW, how), high = one_side(c, node, part, n, stem, OF_HIGH, how);
    ex value = one_side(c, node, part, n, stem, OF_VALUES, how);
    s.low = carried(c, node, &s, low);
    s.high = carried(c, node, &s, high);
    s.value = carried(c, node, &s, low == high && low == value ? value : between(c, value, low, high));
    settle(c, rule, has, &s);
    return s;
}
