/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parsing; evaluation is in condition_value.c. */
#include "model/condition.h"

#include <ctype.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"

#define NESTING_MAX 100
#define TERMS_MAX 2000 /* a chain of operators is as deep a tree as it is long */

struct parser {
    const char *source, *at;
    const struct condition_names *names;
    const struct place *place;
    struct arena *arena;
    struct diags *ds;
    int nesting, n_terms;
    bool has_failed;
};

static struct term *parse_or(struct parser *p);

static void *fail(struct parser *p, const char *what) {
    if (!p->has_failed) {
        const char *where = arena_printf(p->arena, "%td", p->at - p->source + 1);
        diag_add(p->ds, DIAG_EXPRESSION_INVALID, p->place, p->source, where, what);
        p->has_failed = true;
    }
    return NULL;
}

static void skip_space(struct parser *p) { p->at += strspn(p->at, " \t\r\n"); }

static bool is_name_char(char c) { return isalnum((unsigned char)c) || c == '_' || c == '-' || c == '.' || (c & 0x80); }

/* Takes the sign or word when it stands here (a word only when it ends here). */
static bool take(struct parser *p, const char *token) {
    skip_space(p);
    size_t n = strlen(token);
    if (strncmp(p->at, token, n) != 0 || (isalpha((unsigned char)token[0]) && is_name_char(p->at[n]))) {
        return false;
    }
    p->at += n;
    return true;
}

static struct term *make(struct parser *p, enum term_kind kind, struct term *a, struct term *b) {
    struct term *t = ARENA_NEW(p->arena, struct term);
    p->n_terms++;
    t->kind = kind;
    t->question = -1;
    t->arg[0] = a;
    t->arg[1] = b;
    t->n_args = b ? 2 : a ? 1 : 0;
    return t;
}

static struct term *parse_number(struct parser *p) {
    size_t n = strspn(p->at, "0123456789.");
    struct term *t = make(p, TERM_NUMBER, NULL, NULL);
    if (!num_parse(arena_strndup(p->arena, p->at, n), &t->number)) {
        return fail(p, "not a number");
    }
    p->at += n;
    return t;
}

static struct term *parse_text(struct parser *p) {
    char quote = *p->at++;
    const char *end = strchr(p->at, quote);
    if (!end) {
        return fail(p, "the text is not closed");
    }
    struct term *t = make(p, TERM_TEXT, NULL, NULL);
    t->text = arena_strndup(p->arena, p->at, (size_t)(end - p->at));
    p->at = end + 1;
    return t;
}

static struct term *parse_question(struct parser *p) {
    const char *end = strchr(p->at, '}');
    if (!end) {
        return fail(p, "'}' is missing");
    }
    struct term *t = make(p, TERM_QUESTION, NULL, NULL);
    t->text = text_trim(p->arena, arena_strndup(p->arena, p->at, (size_t)(end - p->at)));
    p->at = end + 1;
    const struct condition_names *names = p->names;
    if (names && (t->question = names->find(names->context, t->text)) < 0) {
        const char *hint = names->hint(names->context, t->text, p->arena);
        diag_add(p->ds, DIAG_EXPRESSION_UNKNOWN_NAME, p->place, t->text, hint);
        p->has_failed = true;
        return NULL;
    }
    return t;
}

static const struct function {
    const char *name;
    enum term_kind kind;
    int n_min, n_max;
} functions[] = {
    {"not", TERM_NOT, 1, 1},
    {"selected", TERM_SELECTED, 2, 2},
    {"count-selected", TERM_COUNT_SELECTED, 1, 1},
    {"string-length", TERM_STRING_LENGTH, 1, 1},
    {"number", TERM_AS_NUMBER, 1, 1},
    {"string", TERM_AS_TEXT, 1, 1},
    {"if", TERM_IF, 3, 3},
    {"coalesce", TERM_COALESCE, 2, 2},
    {"true", TERM_TRUE, 0, 0},
    {"false", TERM_FALSE, 0, 0},
};

static struct term *parse_arguments(struct parser *p, const struct function *f) {
    struct term *t = make(p, f->kind, NULL, NULL);
    while (!take(p, ")")) {
        if (t->n_args == f->n_max) {
            return fail(p, f->n_max ? "too many arguments, or ')' is missing" : "')' is missing");
        }
        if (t->n_args > 0 && !take(p, ",")) {
            return fail(p, "expected ',' or ')'");
        }
        struct term *argument = parse_or(p);
        if (!argument) {
            return NULL;
        }
        t->arg[t->n_args++] = argument;
    }
    return t->n_args >= f->n_min ? t : fail(p, "too few arguments");
}

static struct term *parse_function(struct parser *p) {
    size_t n = 0;
    while (is_name_char(p->at[n])) {
        n++;
    }
    for (size_t i = 0; i < ARRAY_LEN(functions); i++) {
        if (strlen(functions[i].name) == n && strncmp(functions[i].name, p->at, n) == 0) {
            p->at += n;
            return take(p, "(") ? parse_arguments(p, &functions[i]) : fail(p, "expected '('");
        }
    }
    return fail(p, n ? "unknown function" : "expected a value such as ${name}, 'text' or 3");
}

static struct term *parse_primary(struct parser *p) {
    skip_space(p);
    if (take(p, "${")) {
        return parse_question(p);
    }
    if (*p->at == '\'' || *p->at == '"') {
        return parse_text(p);
    }
    if (isdigit((unsigned char)*p->at) || (*p->at == '.' && isdigit((unsigned char)p->at[1]))) {
        return parse_number(p);
    }
    if (take(p, "(")) {
        struct term *t = parse_or(p);
        return !t || take(p, ")") ? t : fail(p, "expected ')'");
    }
    if (*p->at == '.') {
        if (p->names && !p->names->has_self) {
            return fail(p, "'.' has no meaning here");
        }
        p->at++;
        return make(p, TERM_SELF, NULL, NULL);
    }
    return parse_function(p);
}

static struct term *parse_unary(struct parser *p) {
    if (++p->nesting > NESTING_MAX) {
        return fail(p, "nested too deep");
    }
    struct term *t = NULL;
    if (take(p, "-")) {
        struct term *inner = parse_unary(p);
        t = inner ? make(p, TERM_NEGATE, inner, NULL) : NULL;
    } else {
        t = parse_primary(p);
    }
    p->nesting--;
    return t;
}

/* Binary operators, loosest first; one row a level, tried in this order. */
static const struct operator_level {
    struct {
        const char *token;
        enum term_kind kind;
    } op[4];
} levels[] = {
    {{{"or", TERM_OR}}},
    {{{"and", TERM_AND}}},
    {{{"!=", TERM_UNEQUAL}, {"=", TERM_EQUAL}}},
    {{{"<=", TERM_LESS_EQUAL}, {">=", TERM_GREATER_EQUAL}, {"<", TERM_LESS}, {">", TERM_GREATER}}},
    {{{"+", TERM_ADD}, {"-", TERM_SUBTRACT}}},
    {{{"*", TERM_MULTIPLY}, {"div", TERM_DIVIDE}, {"mod", TERM_MODULO}}},
};

static int take_operator(struct parser *p, size_t level) {
    for (size_t i = 0; i < ARRAY_LEN(levels[level].op) && levels[level].op[i].token; i++) {
        if (take(p, levels[level].op[i].token)) {
            return (int)i;
        }
    }
    return -1;
}

static struct term *parse_level(struct parser *p, size_t level) {
    if (level == ARRAY_LEN(levels)) {
        return parse_unary(p);
    }
    struct term *left = parse_level(p, level + 1);
    int op;
    while (left && (op = take_operator(p, level)) >= 0) {
        if (p->n_terms > TERMS_MAX) {
            return fail(p, "too long");
        }
        struct term *right = parse_level(p, level + 1);
        left = right ? make(p, levels[level].op[op].kind, left, right) : NULL;
    }
    return left;
}

static struct term *parse_or(struct parser *p) { return parse_level(p, 0); }

struct term *condition_parse(const char *source, const struct condition_names *names, const struct place *at,
                             struct arena *a, struct diags *ds) {
    struct parser p = {.source = source, .at = source, .names = names, .place = at, .arena = a, .ds = ds};
    struct term *t = parse_or(&p);
    skip_space(&p);
    if (t && *p.at) {
        return fail(&p, "unexpected text");
    }
    return t;
}

void condition_visit(const struct term *t, void (*visit)(void *context, const struct term *question), void *context) {
    if (t->kind == TERM_QUESTION) {
        visit(context, t);
    }
    for (int i = 0; i < t->n_args; i++) {
        condition_visit(t->arg[i], visit, context);
    }
}
