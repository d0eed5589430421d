/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions: the XLSForm expression language, parsed once into a tree that can be evaluated and, later, printed in
   other languages. Supported: ${name} and '.', 'text', numbers, = != < <= > >=, and, or, + - * div mod, unary −,
   parentheses, not(), selected(), count-selected(), string-length(), number(), string(), if(), coalesce(), true(),
   false(), regex is not. Values follow XPath 1.0 as XLSForm uses it: an unanswered question is the empty text; = and
   != compare as numbers when both sides look like numbers, else as texts; < <= > >= compare numbers and are false
   when a side is none. Source: XLSForm specification, "Formulas"; XPath 1.0, section 3.4. */
#ifndef PG_MODEL_CONDITION_H
#define PG_MODEL_CONDITION_H

#include "base/diag.h"

enum term_kind {
    TERM_NUMBER,
    TERM_TEXT,
    TERM_QUESTION,
    TERM_SELF,
    TERM_OR,
    TERM_AND,
    TERM_EQUAL,
    TERM_UNEQUAL,
    TERM_LESS,
    TERM_LESS_EQUAL,
    TERM_GREATER,
    TERM_GREATER_EQUAL,
    TERM_ADD,
    TERM_SUBTRACT,
    TERM_MULTIPLY,
    TERM_DIVIDE,
    TERM_MODULO,
    TERM_NEGATE,
    TERM_NOT,
    TERM_SELECTED,
    TERM_COUNT_SELECTED,
    TERM_STRING_LENGTH,
    TERM_AS_NUMBER,
    TERM_AS_TEXT,
    TERM_IF,
    TERM_COALESCE,
    TERM_TRUE,
    TERM_FALSE,
};

struct term {
    enum term_kind kind;
    double number;
    const char *text; /* TERM_TEXT, and the name of TERM_QUESTION */
    int question;     /* TERM_QUESTION: index given by the resolver */
    struct term *arg[3];
    int n_args;
};

/* The questions that a condition may name. */
struct condition_names {
    int (*find)(const void *context, const char *name);                          /* index, or −1 */
    const char *(*hint)(const void *context, const char *name, struct arena *a); /* " — did you mean 'x'?", or "" */
    const void *context;
    bool has_self; /* '.' means the answer itself: in constraints */
};

/* The tree, in 'a'; NULL after an error at 'at'. 'names' may be NULL (names are kept, indices −1; '.' is allowed). */
struct term *condition_parse(const char *source, const struct condition_names *names, const struct place *at,
                             struct arena *a, struct diags *ds);

/* The answer to question 'index' as text ("" when blank; choices joined by blanks). index −1 is '.'. */
typedef const char *condition_value_fn(const void *context, int index);
bool condition_is_true(const struct term *t, condition_value_fn *value, const void *context, struct arena *scratch);
/* The value as text, in 'scratch' or of the tree: numbers as short as they can be, truth as true or false; "" for a
   number that cannot be computed, such as one divided by 0 or by an unanswered question. */
const char *condition_text(const struct term *t, condition_value_fn *value, const void *context, struct arena *scratch);
/* Calls 'visit' for every question the tree names. */
void condition_visit(const struct term *t, void (*visit)(void *context, const struct term *question), void *context);

#endif
