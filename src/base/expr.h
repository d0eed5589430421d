/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expressions as trees that can be evaluated here and printed in another language (write/expr_excel.h): what a form
   computes by itself is printed from the same tree that is computed here.

   1. A struct program holds slots: inputs (no tree) and named values, each of a tree that refers to slots before it.
   2. Build trees with the expr_… makers; they fold what is constant, so that a tree says no more than it must.
   3. program_add() makes a named value of a tree; program_run() computes all of them.
   Values are numbers, truths (1 and 0) and texts; a number that is not there is the empty text, which the functions of
   runs (median and its like) pass over. Trees, slots and names live in the program's arena. */
#ifndef PG_BASE_EXPR_H
#define PG_BASE_EXPR_H

#include "base/num.h"

enum expr_kind {
    EXPR_NUMBER,
    EXPR_TEXT,
    EXPR_REF, /* 'slot' of the program, or the cell of a document that is called 'text' */
    EXPR_ADD, /* of any number of parts, as are those below */
    EXPR_MULTIPLY,
    EXPR_MIN,
    EXPR_MAX,
    EXPR_AND,
    EXPR_OR,
    EXPR_JOIN,     /* of texts */
    EXPR_SUBTRACT, /* of two, as are those below */
    EXPR_DIVIDE,
    EXPR_MODULO,
    EXPR_EQUAL, /* of numbers */
    EXPR_LESS,
    EXPR_AT_MOST,
    EXPR_SAME, /* of texts, letter by letter */
    EXPR_NOT,
    EXPR_IS_NUMBER,
    EXPR_LENGTH, /* of a text, in characters */
    EXPR_IF,
    EXPR_PICK,     /* arg[0], counted from 1, says which of the others */
    EXPR_MEDIAN,   /* of the numbers in 'n' slots from 'slot' on */
    EXPR_COUNT,    /* of numbers there */
    EXPR_SMALLEST, /* the arg[0]-th smallest number there */
    EXPR_ROUND,    /* to 'slot' decimals in the way that 'number' (enum num_rounding) says */
    EXPR_COLUMN,   /* the cells of a column of a document's table: "TABLE.COLUMN" */
    EXPR_HERE,     /* the cell in this row of such a column */
    EXPR_CALL,     /* a function of spreadsheets by its name, for what only a document knows */
};
enum expr_type { EXPR_IS_A_NUMBER, EXPR_IS_A_TRUTH, EXPR_IS_A_TEXT };

struct expr {
    enum expr_kind kind;
    enum expr_type type;
    double number;
    const char *text;
    int slot, n;
    const struct expr **arg; /* 'n' of them, but for the functions of runs */
};

struct expr_value {
    bool is_text;
    double number;    /* 0 of a text */
    const char *text; /* "" of a number */
};

struct program_slot {
    const char *name; /* what it is, for a reader; NULL for inputs that need none */
    enum expr_type type;
    const struct expr *tree; /* NULL: an input */
};
struct program {
    struct arena *arena;
    struct program_slot *slot; /* grows by mem_grow */
    int n;
    size_t cap;
};
void program_clear(struct program *p);
/* An input, and its reference. */
const struct expr *program_input(struct program *p, enum expr_type type);
/* A reference to a new named value; the tree itself where it is a constant or a reference. */
const struct expr *program_name(struct program *p, const char *name, const struct expr *tree);
/* The same, but always a slot of its own, right behind the last one: for runs. Its number. */
int program_add(struct program *p, const char *name, const struct expr *tree);
/* Computes all named values; 'value' has p->n places, with those of the inputs filled. */
void program_run(const struct program *p, struct expr_value *value);

struct expr_value expr_number_value(double x);
struct expr_value expr_text_value(const char *text);
/* 'value' by slot. Joined texts live in 'a'. A tree with COLUMN, HERE or CALL cannot be evaluated: a bug. */
struct expr_value expr_evaluate(const struct expr *e, const struct expr_value *value, struct arena *a);

/* ---- makers ------------------------------------------------------------------------------------------------------ */
const struct expr *expr_number(struct arena *a, double x);
const struct expr *expr_truth(struct arena *a, bool is_true);
const struct expr *expr_text(struct arena *a, const char *text);
/* A cell of a document by its name. */
const struct expr *expr_cell(struct arena *a, const char *name, enum expr_type type);
const struct expr *expr_many(struct arena *a, enum expr_kind kind, const struct expr *const *part, int n);
const struct expr *expr_two(struct arena *a, enum expr_kind kind, const struct expr *x, const struct expr *y);
const struct expr *expr_not(struct arena *a, const struct expr *x);
const struct expr *expr_if(struct arena *a, const struct expr *when, const struct expr *then, const struct expr *other);
const struct expr *expr_pick(struct arena *a, const struct expr *which, const struct expr *const *of, int n);
const struct expr *expr_is_number(struct arena *a, const struct expr *x);
const struct expr *expr_length(struct arena *a, const struct expr *x);
const struct expr *expr_round(struct arena *a, const struct expr *x, enum num_rounding how, int decimals);
/* A function of the 'n' slots from 'first' on; 'rank' for EXPR_SMALLEST, else NULL. */
const struct expr *expr_run(struct arena *a, enum expr_kind kind, int first, int n, const struct expr *rank);
const struct expr *expr_column(struct arena *a, const char *column);
const struct expr *expr_here(struct arena *a, const char *column);
const struct expr *expr_call(struct arena *a, const char *function, const struct expr *const *arg, int n);
#define EXPR_CALL_OF(a, function, ...)                                                                                 \
    expr_call((a), (function), (const struct expr *const[]){__VA_ARGS__},                                              \
              (int)(sizeof((const struct expr *const[]){__VA_ARGS__}) / sizeof(const struct expr *)))
#define EXPR_OF(a, kind, ...)                                                                                          \
    expr_many((a), (kind), (const struct expr *const[]){__VA_ARGS__},                                                  \
              (int)(sizeof((const struct expr *const[]){__VA_ARGS__}) / sizeof(const struct expr *)))

bool expr_is_constant(const struct expr *e);
bool expr_is_true(const struct expr *e);  /* the constant truth */
bool expr_is_false(const struct expr *e); /* the constant falsehood */

#endif
