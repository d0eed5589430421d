/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions of the questionnaire. An answer of a list has only so many values, so comparisons with it are settled
   here, name by name, by the rules of condition.h; what is left says which choices make it true. Numbers go with the
   truth whether they are there, since a comparison with none is false. NULL: it cannot be said without reading a text
   as a number. */
#include <math.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "model/qtype.h"
#include "score/compile_part.h"

/* What a term is: a truth; a number, if 'there' is true; a constant text; or an answer as text. */
struct said {
    enum { SAID_NOTHING, SAID_TRUTH, SAID_NUMBER, SAID_TEXT, SAID_ANSWER } kind;
    ex truth, number, there;
    const char *text;
    int question;
};

static struct said say(struct compiler *c, const struct term *t);

static struct said nothing(void) { return (struct said){.kind = SAID_NOTHING}; }
static struct said truth(ex x) { return x ? (struct said){.kind = SAID_TRUTH, .truth = x} : nothing(); }
static struct said number(ex x, ex there) {
    return x && there ? (struct said){.kind = SAID_NUMBER, .number = x, .there = there} : nothing();
}

static const struct choice_list *list_of(const struct compiler *c, int question) {
    return question_list(c->kit->questionnaire, &c->kit->questionnaire->question[question]);
}
static bool is_one(const struct compiler *c, const struct said *s) {
    return s->kind == SAID_ANSWER && list_of(c, s->question) && !c->known[s->question].tick;
}
static bool is_several(const struct compiler *c, const struct said *s) {
    return s->kind == SAID_ANSWER && c->known[s->question].tick;
}
static bool is_number_question(const struct compiler *c, const struct said *s) {
    const char *type = s->kind == SAID_ANSWER ? c->kit->questionnaire->question[s->question].type->name : "";
    return strcmp(type, "integer") == 0 || strcmp(type, "decimal") == 0;
}

/* ---- as truth, as number ----------------------------------------------------------------------------------------- */

static ex as_truth(struct compiler *c, const struct said *s) {
    switch (s->kind) {
    case SAID_TRUTH:
        return s->truth;
    case SAID_NUMBER:
        return EXPR_OF(c->a, EXPR_AND, s->there, expr_not(c->a, equals(c, s->number, 0)));
    case SAID_TEXT:
        return expr_truth(c->a, *s->text != '\0');
    case SAID_ANSWER:
        return c->known[s->question].given;
    default:
        return NULL;
    }
}

/* The numbers that the names of a list are. */
static struct said number_of_choice(struct compiler *c, int question) {
    const struct choice_list *list = list_of(c, question);
    ex *numbers = ARENA_ARRAY(c->a, (size_t)list->n + 1, ex), *there = ARENA_ARRAY(c->a, (size_t)list->n + 1, ex);
    numbers[0] = expr_number(c->a, 0);
    there[0] = expr_truth(c->a, false);
    for (int i = 0; i < list->n; i++) {
        double x = 0;
        bool is_number = num_parse(list->choice[i].name, &x);
        numbers[i + 1] = expr_number(c->a, x);
        there[i + 1] = expr_truth(c->a, is_number);
    }
    ex which = EXPR_OF(c->a, EXPR_ADD, c->known[question].answer, expr_number(c->a, 1));
    return number(expr_pick(c->a, which, numbers, list->n + 1), expr_pick(c->a, which, there, list->n + 1));
}

static struct said as_number(struct compiler *c, const struct said *s) {
    double x;
    if (s->kind == SAID_NUMBER) {
        return *s;
    }
    if (s->kind == SAID_TRUTH) {
        return number(expr_if(c->a, s->truth, expr_number(c->a, 1), expr_number(c->a, 0)), expr_truth(c->a, true));
    }
    if (s->kind == SAID_TEXT) {
        bool is_number = num_parse(s->text, &x);
        return number(expr_number(c->a, is_number ? x : 0), expr_truth(c->a, is_number));
    }
    if (is_number_question(c, s)) {
        return number(c->known[s->question].answer, c->known[s->question].given);
    }
    return is_one(c, s) ? number_of_choice(c, s->question) : nothing();
}

/* ---- equal ------------------------------------------------------------------------------------------------------- */

static bool texts_equal(const char *a, const char *b) {
    double x, y;
    return num_parse(a, &x) && num_parse(b, &y) ? x == y : strcmp(a, b) == 0;
}

static ex one_equals(struct compiler *c, int question, const char *text) {
    const struct choice_list *list = list_of(c, question);
    ex any = expr_truth(c->a, *text == '\0'), answer = c->known[question].answer;
    any = *text == '\0' ? equals(c, answer, 0) : any;
    for (int i = 0; i < list->n; i++) {
        if (texts_equal(list->choice[i].name, text)) {
            any = EXPR_OF(c->a, EXPR_OR, any, equals(c, answer, i + 1));
        }
    }
    return any;
}

/* Two answers out of lists: the pairs of choices that are equal, and both blank. */
static ex ones_equal(struct compiler *c, int x, int y) {
    const struct choice_list *list = list_of(c, x);
    ex any = EXPR_OF(c->a, EXPR_AND, equals(c, c->known[x].answer, 0), equals(c, c->known[y].answer, 0));
    for (int i = 0; i < list->n; i++) {
        ex both = EXPR_OF(c->a, EXPR_AND, equals(c, c->known[x].answer, i + 1), one_equals(c, y, list->choice[i].name));
        any = EXPR_OF(c->a, EXPR_OR, any, both);
    }
    return any;
}

/* Several choices are one text only when they are exactly those that it names, in the list's order. */
static ex several_equal(struct compiler *c, int question, const char *text) {
    const struct choice_list *list = list_of(c, question);
    const char *joined = "";
    ex all = expr_truth(c->a, true), tick;
    for (int i = 0; i < list->n; i++) {
        bool is_named = text_has_word(text, list->choice[i].name);
        tick = c->known[question].tick[i];
        all = EXPR_OF(c->a, EXPR_AND, all, is_named ? tick : expr_not(c->a, tick));
        joined = is_named ? arena_printf(c->a, "%s%s%s", joined, *joined ? " " : "", list->choice[i].name) : joined;
    }
    double x;
    return num_parse(text, &x) ? NULL : strcmp(joined, text) == 0 ? all : expr_truth(c->a, false);
}

static ex numbers_equal(struct compiler *c, const struct said *a, const struct said *b) {
    struct said x = as_number(c, a), y = as_number(c, b);
    if (x.kind == SAID_NOTHING || y.kind == SAID_NOTHING) {
        return NULL;
    }
    ex both = EXPR_OF(c->a, EXPR_AND, x.there, y.there, expr_two(c->a, EXPR_EQUAL, x.number, y.number));
    ex neither = EXPR_OF(c->a, EXPR_AND, expr_not(c->a, x.there), expr_not(c->a, y.there));
    return EXPR_OF(c->a, EXPR_OR, both, neither);
}

static ex answer_equals(struct compiler *c, const struct said *answer, const char *text) {
    double x;
    if (is_one(c, answer)) {
        return one_equals(c, answer->question, text);
    }
    if (*text == '\0') {
        return expr_not(c->a, c->known[answer->question].given);
    }
    if (is_several(c, answer)) {
        return several_equal(c, answer->question, text);
    }
    if (is_number_question(c, answer)) {
        ex is_same = num_parse(text, &x) ? equals(c, c->known[answer->question].answer, x) : expr_truth(c->a, false);
        return EXPR_OF(c->a, EXPR_AND, c->known[answer->question].given, is_same);
    }
    return num_parse(text, &x) ? NULL
                               : expr_two(c->a, EXPR_SAME, c->known[answer->question].answer, expr_text(c->a, text));
}

static const char *constant_text(struct compiler *c, const struct said *s) {
    char text[NUM_TEXT_MAX];
    if (s->kind == SAID_NUMBER && s->number->kind == EXPR_NUMBER && expr_is_true(s->there)) {
        return arena_strdup(c->a, num_shortest(text, s->number->number));
    }
    return s->kind == SAID_TEXT ? s->text : NULL;
}

static ex is_equal(struct compiler *c, const struct said *a, const struct said *b) {
    const char *x = constant_text(c, a), *y = constant_text(c, b);
    if (a->kind == SAID_TRUTH || b->kind == SAID_TRUTH) {
        ex p = as_truth(c, a), q = as_truth(c, b);
        return p && q ? expr_if(c->a, p, q, expr_not(c->a, q)) : NULL;
    }
    if (x && y) {
        return expr_truth(c->a, texts_equal(x, y));
    }
    if (a->kind == SAID_ANSWER && y) {
        return answer_equals(c, a, y);
    }
    if (b->kind == SAID_ANSWER && x) {
        return answer_equals(c, b, x);
    }
    if (is_one(c, a) && is_one(c, b)) {
        return ones_equal(c, a->question, b->question);
    }
    bool is_counted = a->kind == SAID_NUMBER && b->kind == SAID_NUMBER;
    bool are_numbers = is_number_question(c, a) && is_number_question(c, b);
    bool is_sure = (a->kind == SAID_NUMBER && y) || (b->kind == SAID_NUMBER && x);
    if (is_sure) { /* a number against a text that is none */
        double n;
        return num_parse(y ? y : x, &n) ? numbers_equal(c, a, b) : NULL;
    }
    return is_counted || are_numbers ? numbers_equal(c, a, b) : NULL;
}

/* ---- operators --------------------------------------------------------------------------------------------------- */

static struct said compare(struct compiler *c, enum term_kind kind, const struct said *a, const struct said *b) {
    struct said x = as_number(c, a), y = as_number(c, b);
    if (x.kind == SAID_NOTHING || y.kind == SAID_NOTHING) {
        return nothing();
    }
    bool is_turned = kind == TERM_GREATER || kind == TERM_GREATER_EQUAL;
    bool is_strict = kind == TERM_LESS || kind == TERM_GREATER;
    ex left = is_turned ? y.number : x.number, right = is_turned ? x.number : y.number;
    ex holds = expr_two(c->a, is_strict ? EXPR_LESS : EXPR_AT_MOST, left, right);
    return truth(EXPR_OF(c->a, EXPR_AND, x.there, y.there, holds));
}

static struct said arithmetic(struct compiler *c, enum term_kind kind, const struct said *a, const struct said *b) {
    static const enum expr_kind as[] = {[TERM_ADD] = EXPR_ADD,
                                        [TERM_SUBTRACT] = EXPR_SUBTRACT,
                                        [TERM_MULTIPLY] = EXPR_MULTIPLY,
                                        [TERM_DIVIDE] = EXPR_DIVIDE,
                                        [TERM_MODULO] = EXPR_MODULO};
    struct said x = as_number(c, a), y = as_number(c, b);
    if (x.kind == SAID_NOTHING || y.kind == SAID_NOTHING) {
        return nothing();
    }
    bool is_sum = kind == TERM_ADD || kind == TERM_MULTIPLY, is_divided = kind == TERM_DIVIDE || kind == TERM_MODULO;
    ex there = EXPR_OF(c->a, EXPR_AND, x.there, y.there);
    there = is_divided ? EXPR_OF(c->a, EXPR_AND, there, expr_not(c->a, equals(c, y.number, 0))) : there;
    ex result = is_sum ? EXPR_OF(c->a, as[kind], x.number, y.number) : expr_two(c->a, as[kind], x.number, y.number);
    if (is_divided) { /* other languages compute the result also where 'there' is false */
        result = expr_if(c->a, equals(c, y.number, 0), expr_number(c->a, 0), result);
    }
    return number(result, there);
}

static struct said operate(struct compiler *c, const struct term *t) {
    struct said a = say(c, t->arg[0]), b = say(c, t->arg[1]);
    if (a.kind == SAID_NOTHING || b.kind == SAID_NOTHING) {
        return nothing();
    }
    if (t->kind == TERM_AND || t->kind == TERM_OR) {
        return truth(EXPR_OF(c->a, t->kind == TERM_AND ? EXPR_AND : EXPR_OR, as_truth(c, &a), as_truth(c, &b)));
    }
    if (t->kind == TERM_EQUAL || t->kind == TERM_UNEQUAL) {
        ex equal = is_equal(c, &a, &b);
        return truth(equal && t->kind == TERM_UNEQUAL ? expr_not(c->a, equal) : equal);
    }
    return t->kind >= TERM_ADD ? arithmetic(c, t->kind, &a, &b) : compare(c, t->kind, &a, &b);
}

/* ---- functions --------------------------------------------------------------------------------------------------- */

static ex is_selected(struct compiler *c, const struct said *list, const struct said *word) {
    const char *name = constant_text(c, word);
    if (!name || (list->kind != SAID_ANSWER && list->kind != SAID_TEXT)) {
        return NULL;
    }
    if (list->kind == SAID_TEXT) {
        return expr_truth(c->a, text_has_word(list->text, name));
    }
    const struct choice_list *choices = list_of(c, list->question);
    for (int i = 0; choices && i < choices->n; i++) {
        if (strcmp(choices->choice[i].name, name) == 0) {
            const struct known *k = &c->known[list->question];
            return k->tick ? k->tick[i] : equals(c, k->answer, i + 1);
        }
    }
    return choices ? expr_truth(c->a, false) : NULL;
}

static struct said count_selected(struct compiler *c, const struct said *s) {
    ex one = expr_number(c->a, 1), zero = expr_number(c->a, 0), n = zero;
    if (!is_one(c, s) && !is_several(c, s)) {
        return nothing();
    }
    const struct known *k = &c->known[s->question];
    for (int i = 0; k->tick && i < list_of(c, s->question)->n; i++) {
        n = EXPR_OF(c->a, EXPR_ADD, n, expr_if(c->a, k->tick[i], one, zero));
    }
    return number(k->tick ? n : expr_if(c->a, k->given, one, zero), expr_truth(c->a, true));
}

static struct said string_length(struct compiler *c, const struct said *s) {
    bool is_text = s->kind == SAID_ANSWER && !list_of(c, s->question) && !is_number_question(c, s);
    ex length = s->kind == SAID_TEXT ? expr_length(c->a, expr_text(c->a, s->text))
                : is_text            ? expr_length(c->a, c->known[s->question].answer)
                                     : NULL;
    return number(length, expr_truth(c->a, true));
}

static struct said choose(struct compiler *c, const struct said *when, const struct said *x, const struct said *y) {
    ex test = as_truth(c, when);
    struct said p = is_number_question(c, x) ? as_number(c, x) : *x;
    struct said q = is_number_question(c, y) ? as_number(c, y) : *y;
    x = &p;
    y = &q;
    if (x->kind == SAID_TRUTH && y->kind == SAID_TRUTH) {
        return truth(expr_if(c->a, test, x->truth, y->truth));
    }
    if (x->kind == SAID_NUMBER && y->kind == SAID_NUMBER) {
        return number(expr_if(c->a, test, x->number, y->number), expr_if(c->a, test, x->there, y->there));
    }
    return expr_is_true(test) ? *x : expr_is_false(test) ? *y : nothing();
}

static struct said call(struct compiler *c, const struct term *t) {
    struct said arg[3] = {{0}};
    for (int i = 0; i < t->n_args; i++) {
        arg[i] = say(c, t->arg[i]);
        if (arg[i].kind == SAID_NOTHING) {
            return nothing();
        }
    }
    switch (t->kind) {
    case TERM_NOT:
        return truth(expr_not(c->a, as_truth(c, &arg[0])));
    case TERM_SELECTED:
        return truth(is_selected(c, &arg[0], &arg[1]));
    case TERM_COUNT_SELECTED:
        return count_selected(c, &arg[0]);
    case TERM_STRING_LENGTH:
        return string_length(c, &arg[0]);
    case TERM_AS_NUMBER:
        return as_number(c, &arg[0]);
    case TERM_AS_TEXT:
        return arg[0].kind == SAID_ANSWER || arg[0].kind == SAID_TEXT ? arg[0] : nothing();
    case TERM_IF:
        return choose(c, &arg[0], &arg[1], &arg[2]);
    case TERM_TRUE:
    case TERM_FALSE:
        return truth(expr_truth(c->a, t->kind == TERM_TRUE));
    default:
        return nothing();
    }
}

static struct said say(struct compiler *c, const struct term *t) {
    switch (t->kind) {
    case TERM_NUMBER:
        return number(expr_number(c->a, t->number), expr_truth(c->a, true));
    case TERM_TEXT:
        return (struct said){.kind = SAID_TEXT, .text = t->text};
    case TERM_QUESTION:
        return t->question >= 0 && c->known[t->question].given
                   ? (struct said){.kind = SAID_ANSWER, .question = t->question}
                   : nothing();
    case TERM_SELF:
        return nothing();
    case TERM_NEGATE: {
        struct said x = say(c, t->arg[0]), zero = number(expr_number(c->a, 0), expr_truth(c->a, true));
        return x.kind == SAID_NOTHING ? x : arithmetic(c, TERM_SUBTRACT, &zero, &x);
    }
    default:
        return t->kind < TERM_NEGATE ? operate(c, t) : call(c, t);
    }
}

ex compile_condition(struct compiler *c, const struct term *t) {
    struct said s = say(c, t);
    return as_truth(c, &s);
}
