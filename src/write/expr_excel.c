/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "write/expr_excel.h"

#include <math.h>
#include <string.h>

#include "base/num.h"

#define FORMULA_MAX 8000  /* Excel takes 8192 characters */
#define NOISE_DECIMALS 12 /* as base/num.c rounds */
#define TIE "0.000000001" /* two decimals that differ by less are the same */

struct printer {
    struct buf out;
    const struct expr_places *places;
    struct arena *a;
    bool is_good;
};

static void print(struct printer *p, const struct expr *e);

static void put(struct printer *p, const char *s) { buf_puts(&p->out, s); }

static void print_number(struct printer *p, double x) {
    char text[NUM_TEXT_MAX];
    num_shortest(text, x);
    buf_printf(&p->out, x < 0 ? "(%s)" : "%s", text);
}

static void print_text(struct printer *p, const char *s) {
    buf_putc(&p->out, '"');
    for (; *s; s++) {
        put(p, *s == '"' ? "\"" : "");
        buf_putc(&p->out, *s);
    }
    buf_putc(&p->out, '"');
}

static void print_place(struct printer *p, const struct expr *e) {
    const char *at = p->places->place(p->places->context, e, p->a);
    p->is_good = p->is_good && at;
    put(p, at ? at : "#REF!");
}

/* The parts with 'mark' between them. */
static void print_between(struct printer *p, const struct expr *e, const char *mark) {
    for (int i = 0; i < e->n; i++) {
        put(p, i ? mark : "");
        print(p, e->arg[i]);
    }
}

static void print_infix(struct printer *p, const struct expr *e, const char *mark) {
    put(p, "(");
    print_between(p, e, mark);
    put(p, ")");
}

static void print_call(struct printer *p, const struct expr *e, const char *function) {
    put(p, function);
    put(p, "(");
    print_between(p, e, ",");
    put(p, ")");
}

/* The remainder has the sign of what is divided, unlike that of MOD. */
static void print_modulo(struct printer *p, const struct expr *e) {
    put(p, "(");
    print(p, e->arg[0]);
    put(p, "-");
    print(p, e->arg[1]);
    put(p, "*TRUNC(");
    print_between(p, e, "/");
    put(p, "))");
}

/* The number without binary noise, times 10 to the decimals. */
static void print_scaled(struct printer *p, const struct expr *e) {
    put(p, "ROUND(");
    print(p, e->arg[0]);
    buf_printf(&p->out, "*%.0f,%d)", pow(10, e->slot), NOISE_DECIMALS - e->slot);
}

static void print_round(struct printer *p, const struct expr *e) {
    enum num_rounding how = (enum num_rounding)e->number;
    if (how == NUM_HALF_EVEN) {
        put(p, "(IF(ABS(ABS(");
        print_scaled(p, e);
        put(p, "-TRUNC(");
        print_scaled(p, e);
        put(p, "))-0.5)<" TIE ",2*ROUND(");
        print_scaled(p, e);
        put(p, "/2,0),ROUND(");
        print_scaled(p, e);
        put(p, ",0))");
    } else {
        put(p, how == NUM_TRUNC ? "(TRUNC(" : "(ROUND(");
        print_scaled(p, e);
        put(p, how == NUM_TRUNC ? ")" : ",0)");
    }
    buf_printf(&p->out, "/%.0f)", pow(10, e->slot));
}

static void print_run(struct printer *p, const struct expr *e, const char *function) {
    put(p, function);
    put(p, "(");
    print_place(p, e);
    if (e->kind == EXPR_SMALLEST) {
        put(p, ",");
        print(p, e->arg[0]);
    }
    put(p, ")");
}

/* The mark of an infix operator, or the name of a function. */
static const char *const marks[] = {
    [EXPR_ADD] = "+",   [EXPR_MULTIPLY] = "*", [EXPR_JOIN] = "&",     [EXPR_SUBTRACT] = "-", [EXPR_DIVIDE] = "/",
    [EXPR_EQUAL] = "=", [EXPR_LESS] = "<",     [EXPR_AT_MOST] = "<=", [EXPR_CALL] = NULL,
};
static const char *const functions[] = {
    [EXPR_MIN] = "MIN",
    [EXPR_MAX] = "MAX",
    [EXPR_AND] = "AND",
    [EXPR_OR] = "OR",
    [EXPR_SAME] = "EXACT",
    [EXPR_NOT] = "NOT",
    [EXPR_IS_NUMBER] = "ISNUMBER",
    [EXPR_LENGTH] = "LEN",
    [EXPR_IF] = "IF",
    [EXPR_PICK] = "CHOOSE",
    [EXPR_MEDIAN] = "MEDIAN",
    [EXPR_COUNT] = "COUNT",
    [EXPR_SMALLEST] = "SMALL",
    [EXPR_CALL] = NULL,
};

static void print(struct printer *p, const struct expr *e) {
    switch (e->kind) {
    case EXPR_NUMBER:
        print_number(p, e->number);
        break;
    case EXPR_TEXT:
        print_text(p, e->text);
        break;
    case EXPR_REF:
    case EXPR_COLUMN:
    case EXPR_HERE:
        print_place(p, e);
        break;
    case EXPR_MODULO:
        print_modulo(p, e);
        break;
    case EXPR_ROUND:
        print_round(p, e);
        break;
    case EXPR_MEDIAN:
    case EXPR_COUNT:
    case EXPR_SMALLEST:
        print_run(p, e, functions[e->kind]);
        break;
    case EXPR_CALL:
        print_call(p, e, e->text);
        break;
    default:
        marks[e->kind] ? print_infix(p, e, marks[e->kind]) : print_call(p, e, functions[e->kind]);
    }
}

const char *expr_excel(const struct expr *e, const struct expr_places *places, struct arena *a) {
    struct printer p = {.places = places, .a = a, .is_good = true};
    buf_init(&p.out, FORMULA_MAX);
    bool is_truth = e->type == EXPR_IS_A_TRUTH && e->kind != EXPR_REF;
    put(&p, is_truth ? "IF(" : "");
    print(&p, e);
    put(&p, is_truth ? ",1,0)" : "");
    const char *text = p.is_good && !p.out.is_over ? arena_strndup(a, p.out.data, p.out.len) : NULL;
    buf_clear(&p.out);
    return text;
}
