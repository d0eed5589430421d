/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making expressions. What is known when a tree is made is folded away, so that formulas hold only what answers can
   change. */
#include <assert.h>
#include <string.h>

#include "base/expr.h"

static struct expr *new_expr(struct arena *a, enum expr_kind kind, enum expr_type type) {
    struct expr *e = ARENA_NEW(a, struct expr);
    *e = (struct expr){.kind = kind, .type = type, .text = ""};
    return e;
}

static struct expr *with_args(struct arena *a, struct expr *e, const struct expr *const *arg, int n) {
    e->arg = ARENA_ARRAY(a, (size_t)n + 1, const struct expr *);
    if (arg) { /* a function without arguments has none */
        memcpy(e->arg, arg, (size_t)n * sizeof *arg);
    }
    e->n = n;
    return e;
}

const struct expr *expr_number(struct arena *a, double x) {
    struct expr *e = new_expr(a, EXPR_NUMBER, EXPR_IS_A_NUMBER);
    e->number = x;
    return e;
}

const struct expr *expr_truth(struct arena *a, bool is_true) {
    struct expr *e = new_expr(a, EXPR_NUMBER, EXPR_IS_A_TRUTH);
    e->number = is_true;
    return e;
}

const struct expr *expr_text(struct arena *a, const char *text) {
    struct expr *e = new_expr(a, EXPR_TEXT, EXPR_IS_A_TEXT);
    e->text = text;
    return e;
}

const struct expr *expr_cell(struct arena *a, const char *name, enum expr_type type) {
    struct expr *e = new_expr(a, EXPR_REF, type);
    e->text = name;
    e->slot = -1;
    return e;
}

bool expr_is_constant(const struct expr *e) { return e->kind == EXPR_NUMBER || e->kind == EXPR_TEXT; }
bool expr_is_true(const struct expr *e) { return e->kind == EXPR_NUMBER && e->number != 0; }
bool expr_is_false(const struct expr *e) { return e->kind == EXPR_NUMBER && e->number == 0; }

static bool is_number(const struct expr *e, double x) { return e->kind == EXPR_NUMBER && e->number == x; }

/* Two references to one slot, or two equal constants. */
static bool is_same(const struct expr *x, const struct expr *y) {
    bool is_ref = x->kind == EXPR_REF && y->kind == EXPR_REF && x->slot >= 0 && x->slot == y->slot;
    return x == y || is_ref || (x->kind == EXPR_NUMBER && y->kind == EXPR_NUMBER && x->number == y->number);
}

/* ---- of any number of parts -------------------------------------------------------------------------------------- */

/* A part that changes nothing. */
static bool is_neutral(enum expr_kind kind, const struct expr *e) {
    switch (kind) {
    case EXPR_ADD:
        return is_number(e, 0);
    case EXPR_MULTIPLY:
        return is_number(e, 1);
    case EXPR_AND:
        return expr_is_true(e);
    case EXPR_OR:
        return expr_is_false(e);
    default:
        return false;
    }
}

/* A part that decides alone. */
static bool is_decisive(enum expr_kind kind, const struct expr *e) {
    return (kind == EXPR_MULTIPLY && is_number(e, 0)) || (kind == EXPR_AND && expr_is_false(e)) ||
           (kind == EXPR_OR && expr_is_true(e));
}

static enum expr_type type_of(enum expr_kind kind) {
    return kind == EXPR_AND || kind == EXPR_OR ? EXPR_IS_A_TRUTH
           : kind == EXPR_JOIN                 ? EXPR_IS_A_TEXT
                                               : EXPR_IS_A_NUMBER;
}

static bool are_constant(const struct expr *const *part, int n) {
    for (int i = 0; i < n; i++) {
        if (part[i]->kind != EXPR_NUMBER) {
            return false;
        }
    }
    return n > 0;
}

static const struct expr *folded(struct arena *a, const struct expr *e) {
    struct expr_value v = expr_evaluate(e, NULL, a);
    return e->type == EXPR_IS_A_TRUTH ? expr_truth(a, v.number != 0) : expr_number(a, v.number);
}

const struct expr *expr_many(struct arena *a, enum expr_kind kind, const struct expr *const *part, int n) {
    const struct expr **kept = ARENA_ARRAY(a, (size_t)n + 1, const struct expr *);
    int n_kept = 0;
    for (int i = 0; i < n; i++) {
        if (is_decisive(kind, part[i])) {
            return part[i];
        }
        bool is_twice = false;
        for (int k = 0; k < n_kept && (kind == EXPR_AND || kind == EXPR_OR); k++) {
            is_twice = is_twice || is_same(kept[k], part[i]);
        }
        if (!is_neutral(kind, part[i]) && !is_twice) {
            kept[n_kept++] = part[i];
        }
    }
    if (n_kept == 0) {
        return type_of(kind) == EXPR_IS_A_TEXT    ? expr_text(a, "")
               : type_of(kind) == EXPR_IS_A_TRUTH ? expr_truth(a, kind == EXPR_AND)
                                                  : expr_number(a, kind == EXPR_MULTIPLY);
    }
    if (n_kept == 1) {
        return kept[0];
    }
    struct expr *e = with_args(a, new_expr(a, kind, type_of(kind)), kept, n_kept);
    return are_constant(kept, n_kept) ? folded(a, e) : e;
}

/* ---- of two, of one ---------------------------------------------------------------------------------------------- */

const struct expr *expr_two(struct arena *a, enum expr_kind kind, const struct expr *x, const struct expr *y) {
    bool is_test = kind == EXPR_EQUAL || kind == EXPR_LESS || kind == EXPR_AT_MOST || kind == EXPR_SAME;
    if ((kind == EXPR_SUBTRACT && is_number(y, 0)) || (kind == EXPR_DIVIDE && (is_number(y, 1) || is_number(x, 0)))) {
        return x;
    }
    if (is_same(x, y) && is_test) {
        return expr_truth(a, kind != EXPR_LESS);
    }
    struct expr *e = with_args(a, new_expr(a, kind, is_test ? EXPR_IS_A_TRUTH : EXPR_IS_A_NUMBER),
                               (const struct expr *const[]){x, y}, 2);
    return x->kind == EXPR_NUMBER && y->kind == EXPR_NUMBER ? folded(a, e) : e;
}

const struct expr *expr_not(struct arena *a, const struct expr *x) {
    if (x->kind == EXPR_NUMBER) {
        return expr_truth(a, x->number == 0);
    }
    return x->kind == EXPR_NOT ? x->arg[0] : with_args(a, new_expr(a, EXPR_NOT, EXPR_IS_A_TRUTH), &x, 1);
}

const struct expr *expr_if(struct arena *a, const struct expr *when, const struct expr *then,
                           const struct expr *other) {
    if (when->kind == EXPR_NUMBER || is_same(then, other)) {
        return when->kind != EXPR_NUMBER || when->number != 0 ? then : other;
    }
    bool is_truth = then->type == EXPR_IS_A_TRUTH && other->type == EXPR_IS_A_TRUTH;
    if (is_truth && expr_is_true(then)) {
        return EXPR_OF(a, EXPR_OR, when, other);
    }
    if (is_truth && expr_is_false(other)) {
        return EXPR_OF(a, EXPR_AND, when, then);
    }
    if (is_truth && expr_is_false(then)) {
        return EXPR_OF(a, EXPR_AND, expr_not(a, when), other);
    }
    if (when->kind == EXPR_NOT) {
        return expr_if(a, when->arg[0], other, then);
    }
    return with_args(a, new_expr(a, EXPR_IF, then->type), (const struct expr *const[]){when, then, other}, 3);
}

const struct expr *expr_pick(struct arena *a, const struct expr *which, const struct expr *const *of, int n) {
    bool is_one = n > 0;
    for (int i = 1; i < n; i++) {
        is_one = is_one && is_same(of[0], of[i]);
    }
    if (is_one) {
        return of[0];
    }
    const struct expr **arg = ARENA_ARRAY(a, (size_t)n + 1, const struct expr *);
    arg[0] = which;
    memcpy(arg + 1, of, (size_t)n * sizeof *of);
    return with_args(a, new_expr(a, EXPR_PICK, n > 0 ? of[0]->type : EXPR_IS_A_NUMBER), arg, n + 1);
}

const struct expr *expr_is_number(struct arena *a, const struct expr *x) {
    return with_args(a, new_expr(a, EXPR_IS_NUMBER, EXPR_IS_A_TRUTH), &x, 1);
}

const struct expr *expr_length(struct arena *a, const struct expr *x) {
    return with_args(a, new_expr(a, EXPR_LENGTH, EXPR_IS_A_NUMBER), &x, 1);
}

const struct expr *expr_round(struct arena *a, const struct expr *x, enum num_rounding how, int decimals) {
    struct expr *e = with_args(a, new_expr(a, EXPR_ROUND, EXPR_IS_A_NUMBER), &x, 1);
    e->number = (double)how;
    e->slot = decimals;
    return x->kind == EXPR_NUMBER ? folded(a, e) : e;
}

const struct expr *expr_run(struct arena *a, enum expr_kind kind, int first, int n, const struct expr *rank) {
    struct expr *e = new_expr(a, kind, EXPR_IS_A_NUMBER);
    e->arg = ARENA_ARRAY(a, 1, const struct expr *);
    e->arg[0] = rank;
    e->slot = first;
    e->n = n;
    return e;
}

/* ---- of documents ------------------------------------------------------------------------------------------------ */

static const struct expr *column(struct arena *a, enum expr_kind kind, const char *name) {
    struct expr *e = new_expr(a, kind, EXPR_IS_A_TEXT);
    e->text = name;
    return e;
}
const struct expr *expr_column(struct arena *a, const char *name) { return column(a, EXPR_COLUMN, name); }
const struct expr *expr_here(struct arena *a, const char *name) { return column(a, EXPR_HERE, name); }

const struct expr *expr_call(struct arena *a, const char *function, const struct expr *const *arg, int n) {
    struct expr *e = with_args(a, new_expr(a, EXPR_CALL, EXPR_IS_A_NUMBER), arg, n);
    e->text = function;
    return e;
}

/* ---- programs ---------------------------------------------------------------------------------------------------- */

static const struct expr *reference(struct program *p, int slot) {
    struct expr *e = new_expr(p->arena, EXPR_REF, p->slot[slot].type);
    e->slot = slot;
    return e;
}

static int add_slot(struct program *p, struct program_slot s) {
    VEC_GROW(p->slot, (size_t)p->n, p->cap);
    p->slot[p->n] = s;
    return p->n++;
}

const struct expr *program_input(struct program *p, enum expr_type type) {
    return reference(p, add_slot(p, (struct program_slot){.type = type}));
}

int program_add(struct program *p, const char *name, const struct expr *tree) {
    return add_slot(p, (struct program_slot){name, tree->type, tree});
}

const struct expr *program_name(struct program *p, const char *name, const struct expr *tree) {
    return expr_is_constant(tree) || tree->kind == EXPR_REF ? tree : reference(p, program_add(p, name, tree));
}

void program_clear(struct program *p) {
    mem_free(p->slot);
    p->slot = NULL;
    p->n = 0;
    p->cap = 0;
}
