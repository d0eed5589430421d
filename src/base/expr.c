/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evaluating expressions; making them is in expr_make.c. */
#include "base/expr.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"

struct expr_value expr_number_value(double x) {
    return (struct expr_value){.number = x, .text = ""};
}

struct expr_value expr_text_value(const char *text) {
    return (struct expr_value){.is_text = true, .text = text};
}

struct evaluation {
    const struct expr_value *value;
    struct arena *arena;
};

static struct expr_value evaluate(const struct evaluation *v, const struct expr *e);

static double number_of(const struct evaluation *v, const struct expr *e) { return evaluate(v, e).number; }

/* ---- of any number of parts -------------------------------------------------------------------------------------- */

static double fold_numbers(const struct evaluation *v, const struct expr *e) {
    struct sum sum = {0};
    double x = e->kind == EXPR_MULTIPLY ? 1 : number_of(v, e->arg[0]);
    for (int i = 0; i < e->n; i++) {
        double next = number_of(v, e->arg[i]);
        sum_add(&sum, next);
        x = e->kind == EXPR_MULTIPLY ? x * next : e->kind == EXPR_MIN ? fmin(x, next) : fmax(x, next);
    }
    return e->kind == EXPR_ADD ? sum_value(&sum) : x;
}

static bool fold_truths(const struct evaluation *v, const struct expr *e) {
    for (int i = 0; i < e->n; i++) {
        if ((number_of(v, e->arg[i]) != 0) == (e->kind == EXPR_OR)) {
            return e->kind == EXPR_OR;
        }
    }
    return e->kind == EXPR_AND;
}

static struct expr_value join(const struct evaluation *v, const struct expr *e) {
    const char *text = "";
    for (int i = 0; i < e->n; i++) {
        text = arena_printf(v->arena, "%s%s", text, evaluate(v, e->arg[i]).text);
    }
    return expr_text_value(text);
}

/* ---- of two, of one ---------------------------------------------------------------------------------------------- */

static double of_two(enum expr_kind kind, double x, double y) {
    switch (kind) {
    case EXPR_SUBTRACT:
        return x - y;
    case EXPR_DIVIDE:
        return y == 0 ? 0 : x / y;
    case EXPR_MODULO:
        return y == 0 ? 0 : fmod(x, y);
    case EXPR_EQUAL:
        return x == y;
    case EXPR_LESS:
        return x < y;
    default:
        return x <= y;
    }
}

static double length(const char *s) {
    double n = 0;
    for (; *s; s++) {
        n += ((unsigned char)*s & 0xC0) != 0x80;
    }
    return n;
}

/* ---- runs -------------------------------------------------------------------------------------------------------- */

static int by_number(const void *x, const void *y) {
    double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

static double of_run(const struct evaluation *v, const struct expr *e) {
    double *sorted = ARENA_ARRAY(v->arena, (size_t)e->n + 1, double);
    int n = 0;
    for (int i = 0; i < e->n; i++) {
        if (!v->value[e->slot + i].is_text) {
            sorted[n++] = v->value[e->slot + i].number;
        }
    }
    qsort(sorted, (size_t)n, sizeof *sorted, by_number);
    if (e->kind == EXPR_COUNT) {
        return n;
    }
    if (e->kind == EXPR_MEDIAN) {
        return n > 0 ? (sorted[(n - 1) / 2] + sorted[n / 2]) / 2 : 0;
    }
    int rank = (int)number_of(v, e->arg[0]);
    return rank >= 1 && rank <= n ? sorted[rank - 1] : 0;
}

/* ---- all --------------------------------------------------------------------------------------------------------- */

static struct expr_value pick(const struct evaluation *v, const struct expr *e) {
    int which = (int)number_of(v, e->arg[0]);
    return which >= 1 && which < e->n ? evaluate(v, e->arg[which]) : expr_number_value(0);
}

static struct expr_value of_few(const struct evaluation *v, const struct expr *e) {
    struct expr_value x = evaluate(v, e->arg[0]);
    switch (e->kind) {
    case EXPR_NOT:
        return expr_number_value(x.number == 0);
    case EXPR_IS_NUMBER:
        return expr_number_value(!x.is_text);
    case EXPR_LENGTH:
        return expr_number_value(length(x.text));
    case EXPR_ROUND:
        return expr_number_value(num_round_as(x.number, (enum num_rounding)e->number, e->slot));
    case EXPR_SAME:
        return expr_number_value(strcmp(x.text, evaluate(v, e->arg[1]).text) == 0);
    case EXPR_IF:
        return evaluate(v, e->arg[x.number != 0 ? 1 : 2]);
    case EXPR_PICK:
        return pick(v, e);
    default:
        return expr_number_value(of_two(e->kind, x.number, number_of(v, e->arg[1])));
    }
}

static struct expr_value evaluate(const struct evaluation *v, const struct expr *e) {
    switch (e->kind) {
    case EXPR_NUMBER:
        return expr_number_value(e->number);
    case EXPR_TEXT:
        return expr_text_value(e->text);
    case EXPR_REF:
        return v->value[e->slot];
    case EXPR_ADD:
    case EXPR_MULTIPLY:
    case EXPR_MIN:
    case EXPR_MAX:
        return expr_number_value(fold_numbers(v, e));
    case EXPR_AND:
    case EXPR_OR:
        return expr_number_value(fold_truths(v, e));
    case EXPR_JOIN:
        return join(v, e);
    case EXPR_MEDIAN:
    case EXPR_COUNT:
    case EXPR_SMALLEST:
        return expr_number_value(of_run(v, e));
    case EXPR_COLUMN:
    case EXPR_HERE:
    case EXPR_CALL:
        assert(!"only a document can compute this");
        return expr_number_value(0);
    default:
        return of_few(v, e);
    }
}

struct expr_value expr_evaluate(const struct expr *e, const struct expr_value *value, struct arena *a) {
    struct evaluation v = {value, a};
    return evaluate(&v, e);
}

void program_run(const struct program *p, struct expr_value *value) {
    for (int i = 0; i < p->n; i++) {
        if (p->slot[i].tree) {
            value[i] = expr_evaluate(p->slot[i].tree, value, p->arena);
        }
    }
}
