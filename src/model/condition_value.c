/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evaluating conditions. A value is a number, a text or a truth; texts live in the scratch arena. */
#include <math.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "model/condition.h"

struct value {
    enum { VALUE_NUMBER, VALUE_TEXT, VALUE_TRUTH } kind;
    double number; /* NAN: not a number */
    const char *text;
    bool truth;
};

struct evaluation {
    condition_value_fn *value;
    const void *context;
    struct arena *scratch;
};

static struct value evaluate(const struct evaluation *e, const struct term *t);

static struct value of_number(double x) { return (struct value){.kind = VALUE_NUMBER, .number = x}; }
static struct value of_text(const char *s) { return (struct value){.kind = VALUE_TEXT, .text = s}; }
static struct value of_truth(bool b) { return (struct value){.kind = VALUE_TRUTH, .truth = b}; }

static double as_number(struct value v) {
    double x;
    switch (v.kind) {
    case VALUE_NUMBER:
        return v.number;
    case VALUE_TRUTH:
        return v.truth;
    default:
        return num_parse(v.text, &x) ? x : NAN;
    }
}

static const char *as_text(const struct evaluation *e, struct value v) {
    char text[NUM_TEXT_MAX];
    switch (v.kind) {
    case VALUE_TEXT:
        return v.text;
    case VALUE_TRUTH:
        return v.truth ? "true" : "false";
    default:
        return isnan(v.number) ? "NaN" : arena_strdup(e->scratch, num_shortest(text, v.number));
    }
}

static bool as_truth(struct value v) {
    switch (v.kind) {
    case VALUE_TRUTH:
        return v.truth;
    case VALUE_NUMBER:
        return !isnan(v.number) && v.number != 0;
    default:
        return *v.text != '\0';
    }
}

static bool is_equal(const struct evaluation *e, struct value a, struct value b) {
    if (a.kind == VALUE_TRUTH || b.kind == VALUE_TRUTH) {
        return as_truth(a) == as_truth(b);
    }
    double x = as_number(a), y = as_number(b);
    if (!isnan(x) && !isnan(y)) {
        return x == y;
    }
    return strcmp(as_text(e, a), as_text(e, b)) == 0;
}

static struct value arithmetic(enum term_kind kind, double x, double y) {
    switch (kind) {
    case TERM_ADD:
        return of_number(x + y);
    case TERM_SUBTRACT:
        return of_number(x - y);
    case TERM_MULTIPLY:
        return of_number(x * y);
    case TERM_DIVIDE:
        return of_number(y == 0 ? NAN : x / y);
    default:
        return of_number(y == 0 ? NAN : fmod(x, y));
    }
}

static bool compare(enum term_kind kind, double x, double y) {
    switch (kind) { /* a NAN makes each of these false */
    case TERM_LESS:
        return x < y;
    case TERM_LESS_EQUAL:
        return x <= y;
    case TERM_GREATER:
        return x > y;
    default:
        return x >= y;
    }
}

static int count_words(const char *list) {
    const char *word;
    size_t len;
    int n = 0;
    while (text_next_word(&list, &word, &len)) {
        n++;
    }
    return n;
}

static size_t count_characters(const char *s) {
    size_t n = 0;
    for (; *s; s++) {
        n += ((unsigned char)*s & 0xC0) != 0x80;
    }
    return n;
}

static struct value call(const struct evaluation *e, const struct term *t) {
    struct value first = t->n_args ? evaluate(e, t->arg[0]) : of_text("");
    switch (t->kind) {
    case TERM_NOT:
        return of_truth(!as_truth(first));
    case TERM_SELECTED:
        return of_truth(text_has_word(as_text(e, first), as_text(e, evaluate(e, t->arg[1]))));
    case TERM_COUNT_SELECTED:
        return of_number(count_words(as_text(e, first)));
    case TERM_STRING_LENGTH:
        return of_number((double)count_characters(as_text(e, first)));
    case TERM_AS_NUMBER:
        return of_number(as_number(first));
    case TERM_AS_TEXT:
        return of_text(as_text(e, first));
    case TERM_IF:
        return evaluate(e, t->arg[as_truth(first) ? 1 : 2]);
    case TERM_COALESCE:
        return *as_text(e, first) ? first : evaluate(e, t->arg[1]);
    default:
        return of_truth(t->kind == TERM_TRUE);
    }
}

static struct value operate(const struct evaluation *e, const struct term *t) {
    struct value a = evaluate(e, t->arg[0]);
    if (t->kind == TERM_AND || t->kind == TERM_OR) {
        bool is_decided = as_truth(a) == (t->kind == TERM_OR);
        return of_truth(is_decided ? t->kind == TERM_OR : as_truth(evaluate(e, t->arg[1])));
    }
    struct value b = evaluate(e, t->arg[1]);
    if (t->kind == TERM_EQUAL || t->kind == TERM_UNEQUAL) {
        return of_truth(is_equal(e, a, b) == (t->kind == TERM_EQUAL));
    }
    double x = as_number(a), y = as_number(b);
    return t->kind >= TERM_ADD ? arithmetic(t->kind, x, y) : of_truth(compare(t->kind, x, y));
}

static struct value evaluate(const struct evaluation *e, const struct term *t) {
    switch (t->kind) {
    case TERM_NUMBER:
        return of_number(t->number);
    case TERM_TEXT:
        return of_text(t->text);
    case TERM_QUESTION:
        return of_text(e->value(e->context, t->question));
    case TERM_SELF:
        return of_text(e->value(e->context, -1));
    case TERM_NEGATE:
        return of_number(-as_number(evaluate(e, t->arg[0])));
    default:
        return t->kind < TERM_NEGATE ? operate(e, t) : call(e, t);
    }
}

bool condition_is_true(const struct term *t, condition_value_fn *value, const void *context, struct arena *scratch) {
    struct evaluation e = {value, context, scratch};
    return as_truth(evaluate(&e, t));
}

const char *condition_text(const struct term *t, condition_value_fn *value, const void *context,
                           struct arena *scratch) {
    struct evaluation e = {value, context, scratch};
    struct value v = evaluate(&e, t);
    return v.kind == VALUE_NUMBER && !isfinite(v.number) ? "" : as_text(&e, v);
}
