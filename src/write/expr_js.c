/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "write/expr_js.h"

#include <string.h>

#include "base/num.h"

#define STATEMENTS_MAX 400 /* of one function: engines compile small ones sooner */

static bool print(const struct expr *e, struct buf *out);

/* ---- constants --------------------------------------------------------------------------------------------------- */

static void print_number(double x, struct buf *out) {
    char text[NUM_TEXT_MAX];
    num_shortest(text, x);
    buf_printf(out, x < 0 ? "(%s)" : "%s", text);
}

/* The line and paragraph separators end a line in older scripts. */
static bool is_separator(const char *s) {
    return strncmp(s, "\xE2\x80\xA8", 3) == 0 || strncmp(s, "\xE2\x80\xA9", 3) == 0;
}

void expr_js_text(const char *s, struct buf *out) {
    buf_putc(out, '"');
    for (; *s; s++) {
        unsigned char c = (unsigned char)*s;
        if (is_separator(s)) {
            buf_puts(out, (unsigned char)s[2] == 0xA8 ? "\\u2028" : "\\u2029");
            s += 2;
        } else if (c < 0x20 || strchr("\"\\<>&'", *s)) {
            buf_printf(out, "\\u%04x", c);
        } else {
            buf_putc(out, *s);
        }
    }
    buf_putc(out, '"');
}

/* ---- parts ------------------------------------------------------------------------------------------------------- */

static bool print_from(const struct expr *e, int first, const char *mark, struct buf *out) {
    bool is_good = true;
    for (int i = first; i < e->n; i++) {
        buf_puts(out, i > first ? mark : "");
        is_good = print(e->arg[i], out) && is_good;
    }
    return is_good;
}

static bool print_infix(const struct expr *e, const char *mark, struct buf *out) {
    buf_putc(out, '(');
    bool is_good = print_from(e, 0, mark, out);
    buf_putc(out, ')');
    return is_good;
}

/* A comparison, as 1 or 0. */
static bool print_truth(const struct expr *e, const char *mark, struct buf *out) {
    buf_putc(out, '(');
    bool is_good = print_from(e, 0, mark, out);
    buf_puts(out, "?1:0)");
    return is_good;
}

static bool print_call(const struct expr *e, const char *function, struct buf *out) {
    buf_puts(out, function);
    return print_infix(e, ",", out);
}

static bool print_if(const struct expr *e, struct buf *out) {
    static const char *const marks[] = {"(", "?", ":"};
    bool is_good = true;
    for (int i = 0; i < 3; i++) {
        buf_puts(out, marks[i]);
        is_good = print(e->arg[i], out) && is_good;
    }
    buf_putc(out, ')');
    return is_good;
}

static bool print_pick(const struct expr *e, struct buf *out) {
    buf_puts(out, "pick(");
    bool is_good = print(e->arg[0], out);
    buf_puts(out, ",[");
    is_good = print_from(e, 1, ",", out) && is_good;
    buf_puts(out, "])");
    return is_good;
}

/* run(v, first, n, rank): the median without a rank, the count with −1. */
static bool print_run(const struct expr *e, struct buf *out) {
    bool is_good = true;
    buf_printf(out, "run(v,%d,%d,", e->slot, e->n);
    if (e->kind == EXPR_SMALLEST) {
        is_good = print(e->arg[0], out);
    } else {
        buf_puts(out, e->kind == EXPR_COUNT ? "-1" : "0");
    }
    buf_putc(out, ')');
    return is_good;
}

static bool print_round(const struct expr *e, struct buf *out) {
    static const char *const ways[] = {[NUM_HALF_UP] = "half_up", [NUM_TRUNC] = "trunc", [NUM_HALF_EVEN] = "half_even"};
    buf_puts(out, "round(");
    bool is_good = print(e->arg[0], out);
    buf_printf(out, ",\"%s\",%d)", ways[(int)e->number], e->slot);
    return is_good;
}

static bool print_after(const char *before, const struct expr *e, const char *after, struct buf *out) {
    buf_puts(out, before);
    bool is_good = print(e->arg[0], out);
    buf_puts(out, after);
    return is_good;
}

/* ---- all --------------------------------------------------------------------------------------------------------- */

/* How the parts are joined, by kind: a function, an operator, or an operator whose result is a truth. */
static const struct {
    const char *function, *infix, *truth;
} ways[] = {
    [EXPR_ADD] = {.function = "sum"},       [EXPR_MULTIPLY] = {.infix = "*"}, [EXPR_MIN] = {.function = "smallest"},
    [EXPR_MAX] = {.function = "largest"},   [EXPR_AND] = {.truth = "&&"},     [EXPR_OR] = {.truth = "||"},
    [EXPR_JOIN] = {.infix = "+"},           [EXPR_SUBTRACT] = {.infix = "-"}, [EXPR_DIVIDE] = {.function = "over"},
    [EXPR_MODULO] = {.function = "modulo"}, [EXPR_EQUAL] = {.truth = "==="},  [EXPR_LESS] = {.truth = "<"},
    [EXPR_AT_MOST] = {.truth = "<="},       [EXPR_SAME] = {.truth = "==="},   [EXPR_CALL] = {NULL, NULL, NULL},
};

static bool print_joined(const struct expr *e, struct buf *out) {
    if (ways[e->kind].function) {
        return print_call(e, ways[e->kind].function, out);
    }
    if (ways[e->kind].truth) {
        return print_truth(e, ways[e->kind].truth, out);
    }
    return ways[e->kind].infix && print_infix(e, ways[e->kind].infix, out);
}

static bool print(const struct expr *e, struct buf *out) {
    switch (e->kind) {
    case EXPR_NUMBER:
        print_number(e->number, out);
        return true;
    case EXPR_TEXT:
        expr_js_text(e->text, out);
        return true;
    case EXPR_REF:
        buf_printf(out, "v[%d]", e->slot);
        return e->slot >= 0;
    case EXPR_NOT:
        return print_after("(", e, "?0:1)", out);
    case EXPR_IS_NUMBER:
        return print_after("(typeof ", e, "===\"number\"?1:0)", out);
    case EXPR_LENGTH:
        return print_after("[...", e, "].length", out);
    case EXPR_IF:
        return print_if(e, out);
    case EXPR_PICK:
        return print_pick(e, out);
    case EXPR_MEDIAN:
    case EXPR_COUNT:
    case EXPR_SMALLEST:
        return print_run(e, out);
    case EXPR_ROUND:
        return print_round(e, out);
    default:
        return print_joined(e, out);
    }
}

bool expr_js(const struct expr *e, struct buf *out) { return print(e, out); }

bool expr_js_program(const struct program *p, struct buf *out) {
    bool is_good = true;
    int n = 0;
    buf_puts(out, "[");
    for (int i = 0; i < p->n; i++) {
        if (!p->slot[i].tree) {
            continue;
        }
        bool starts = n++ % STATEMENTS_MAX == 0;
        buf_puts(out, !starts ? "" : n > 1 ? "},\nv=>{\n" : "v=>{\n");
        buf_printf(out, "v[%d]=", i);
        is_good = print(p->slot[i].tree, out) && is_good;
        buf_puts(out, ";\n");
    }
    buf_puts(out, n > 0 ? "}]" : "]");
    return is_good;
}
