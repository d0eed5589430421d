/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/compile.h"

#include <string.h>

#include "model/qtype.h"
#include "score/compile_part.h"

#define PARTS_MAX 24 /* of one formula: spreadsheets take 8192 characters */

/* ---- what all steps need ----------------------------------------------------------------------------------------- */

ex name_value(struct compiler *c, const char *stem, const char *what, ex tree) {
    if (expr_is_constant(tree) || tree->kind == EXPR_REF) {
        return tree;
    }
    return program_name(c->p, arena_printf(c->a, "%s%s.%s", c->prefix, stem, what), tree);
}

ex many(struct compiler *c, enum expr_kind kind, ex *part, int n) {
    while (n > PARTS_MAX) {
        int n_pieces = 0;
        for (int i = 0; i < n; i += PARTS_MAX) {
            int size = n - i < PARTS_MAX ? n - i : PARTS_MAX;
            part[n_pieces++] = program_name(c->p, NULL, expr_many(c->a, kind, part + i, size));
        }
        n = n_pieces;
    }
    return expr_many(c->a, kind, part, n);
}

ex at_least(struct compiler *c, ex x, double least) {
    return expr_two(c->a, EXPR_AT_MOST, expr_number(c->a, least), x);
}

ex equals(struct compiler *c, ex x, double y) { return expr_two(c->a, EXPR_EQUAL, x, expr_number(c->a, y)); }

ex cut(struct compiler *c, ex x) {
    ex high = EXPR_OF(c->a, EXPR_MIN, x, expr_number(c->a, 1));
    return EXPR_OF(c->a, EXPR_MAX, high, expr_number(c->a, 0));
}

/* ---- scores ------------------------------------------------------------------------------------------------------ */

struct compiled_score constant_score(struct compiler *c, enum compiled_status s, const struct scale *scale) {
    ex zero = expr_number(c->a, 0), one = expr_number(c->a, 1);
    return (struct compiled_score){.status = expr_number(c->a, s),
                                   .value = zero,
                                   .low = zero,
                                   .high = one,
                                   .coverage = zero,
                                   .scale_min = expr_number(c->a, scale->min),
                                   .scale_max = expr_number(c->a, scale->max)};
}

struct compiled_score score_if(struct compiler *c, ex when, struct compiled_score x, struct compiled_score y) {
    return (struct compiled_score){.status = expr_if(c->a, when, x.status, y.status),
                                   .value = expr_if(c->a, when, x.value, y.value),
                                   .low = expr_if(c->a, when, x.low, y.low),
                                   .high = expr_if(c->a, when, x.high, y.high),
                                   .coverage = expr_if(c->a, when, x.coverage, y.coverage),
                                   .scale_min = expr_if(c->a, when, x.scale_min, y.scale_min),
                                   .scale_max = expr_if(c->a, when, x.scale_max, y.scale_max)};
}

struct compiled_score name_score(struct compiler *c, const char *stem, struct compiled_score s) {
    s.status = name_value(c, stem, "status", s.status);
    s.low = name_value(c, stem, "low", s.low);
    s.high = name_value(c, stem, "high", s.high);
    s.value = name_value(c, stem, "value", s.value);
    s.coverage = name_value(c, stem, "coverage", s.coverage);
    s.scale_min = name_value(c, stem, "scale_min", s.scale_min);
    s.scale_max = name_value(c, stem, "scale_max", s.scale_max);
    return s;
}

ex is_status(struct compiler *c, const struct compiled_score *s, enum compiled_status status) {
    return equals(c, s->status, status);
}

static ex up_to(struct compiler *c, const struct compiled_score *s, enum compiled_status status) {
    return expr_two(c->a, EXPR_AT_MOST, s->status, expr_number(c->a, status));
}
ex score_counts(struct compiler *c, const struct compiled_score *s) { return up_to(c, s, COMPILED_BLOCKED); }
ex score_valued(struct compiler *c, const struct compiled_score *s) { return up_to(c, s, COMPILED_NOT_RATED); }

/* ---- compiling --------------------------------------------------------------------------------------------------- */

static void compile_card(struct compiler *c, int card) {
    const struct framework *f = c->kit->framework[card];
    c->card = &c->out->layout->card[card];
    c->prefix = card > 0 ? arena_printf(c->a, "%s:", f->info.id) : "";
    c->node = ARENA_ARRAY(c->a, (size_t)f->n_nodes, struct compiled_node);
    compile_tree(c);
    c->out->card[card] = c->node;
}

struct compiled *score_compile(const struct kit *k, struct arena *a) {
    struct compiled *out = ARENA_NEW(a, struct compiled);
    *out = (struct compiled){.kit = k};
    size_t n_questions = (size_t)k->questionnaire->n_questions;
    out->program.arena = a;
    out->layout = score_layout(k, a);
    out->question = ARENA_ARRAY(a, n_questions + 1, struct compiled_question);
    struct compiler c = {.out = out, .kit = k, .a = a, .p = &out->program, .prefix = ""};
    c.known = ARENA_ARRAY(a, n_questions + 1, struct known);
    compile_questions(&c);
    for (int i = 0; i < k->n_frameworks && !out->problem; i++) {
        compile_card(&c, i);
    }
    return out;
}

void compiled_clear(struct compiled *c) { program_clear(&c->program); }

/* ---- running ----------------------------------------------------------------------------------------------------- */

static struct expr_value input_value(const struct compiled_input *in, const struct answer *a) {
    switch (in->kind) {
    case INPUT_CHOICE:
        return expr_number_value(a->choice + 1);
    case INPUT_TICK:
        return expr_number_value(a->chosen && a->chosen[in->choice]);
    case INPUT_NUMBER:
        return *a->text ? expr_number_value(a->number) : expr_text_value("");
    case INPUT_TEXT:
        return expr_text_value(a->text);
    default:
        return expr_number_value(*a->na_reason != '\0');
    }
}

void compiled_fill(const struct compiled *c, const struct answers *x, struct expr_value *value) {
    for (int i = 0; i < c->n_inputs; i++) {
        const struct compiled_input *in = &c->input[i];
        value[in->ref->slot] = input_value(in, &x->answer[in->question]);
    }
}

double compiled_number(const struct expr *e, const struct expr_value *value) {
    return e->kind == EXPR_REF ? value[e->slot].number : e->number;
}

struct score compiled_read(const struct compiled_score *s, const struct expr_value *value, struct scale *scale) {
    static const enum score_status as[] = {
        [COMPILED_SCORED] = SCORE_SCORED, [COMPILED_NOT_RATED] = SCORE_NOT_RATED,
        [COMPILED_BLANK] = SCORE_BLANK,   [COMPILED_BLOCKED] = SCORE_BLOCKED,
        [COMPILED_NA] = SCORE_NA,         [COMPILED_NOT_ASKED] = SCORE_NOT_ASKED,
    };
    *scale =
        (struct scale){compiled_number(s->scale_min, value), compiled_number(s->scale_max, value), 0, ROUND_HALF_UP};
    return (struct score){.status = as[(int)compiled_number(s->status, value)],
                          .value = compiled_number(s->value, value),
                          .low = compiled_number(s->low, value),
                          .high = compiled_number(s->high, value),
                          .coverage = compiled_number(s->coverage, value),
                          .scale = scale};
}
