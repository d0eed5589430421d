/* SPDX-License-Identifier: GPL-3.0-or-later */
/* LimeSurvey's relevance equations: comparisons of an answer with a constant, is_empty(), and, or, not. Names are codes
   (Q1, Q1_SQ001, Q1_other) or survey, group and question numbers (222232X22X630SQ001), with or without .NAOK.
   Source: LimeSurvey Manual, "ExpressionScript – Presentation". */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "model/draft_logic.h"

#define NESTING_MAX 60
#define TERMS_MAX 500

struct lss_reading {
    struct structure *s;
    const char *at;
    int nesting, n_terms;
    bool has_failed;
};

static const struct logic *read_term(struct lss_reading *x);
static const struct logic *read_or(struct lss_reading *x);

static const struct logic *fail(struct lss_reading *x) {
    x->has_failed = true;
    return logic_unknown(x->s);
}

static bool is_name_char(char c) { return isalnum((unsigned char)c) || c == '_' || c == '.'; }

/* A sign, or a word where it ends here. */
static bool take(struct lss_reading *x, const char *token) {
    x->at += strspn(x->at, " \t\r\n");
    size_t n = strlen(token);
    bool is_word = isalpha((unsigned char)*token);
    bool is_it = (is_word ? strncasecmp : strncmp)(x->at, token, n) == 0 && !(is_word && is_name_char(x->at[n]));
    x->at += is_it ? n : 0;
    return is_it;
}

/* ---- names ------------------------------------------------------------------------------------------------------- */

static bool has_code(const struct structure_piece *p, size_t n, const char *code) {
    for (size_t i = 0; i < n; i++) {
        if (strcmp(p[i].code, code) == 0) {
            return true;
        }
    }
    return false;
}

/* What the rest of a name is of a question: nothing, the text of "other", a row or an option. */
static bool take_part(const struct structure *s, int question, const char *part, struct logic *l) {
    const struct structure_question *q = &s->question[question];
    *l = (struct logic){.kind = LOGIC_ANSWERED, .question = question};
    if (q->kind == STRUCTURE_MANY && has_code(q->option, q->n_options, part)) {
        l->kind = LOGIC_TICKED;
        l->option = part;
        return true;
    }
    bool is_other = strcmp(part, "other") == 0 && q->has_other;
    bool is_row = has_code(q->row, q->n_rows, part);
    l->row = is_other || is_row ? part : NULL;
    return is_other || is_row || (!*part && q->n_rows == 0);
}

/* 222232X22X630SQ001: the longest number of a question whose rest is a part of it. */
static bool find_by_number(const struct structure *s, const char *name, struct logic *l) {
    const char *mark = strchr(name, 'X'), *number = mark ? strchr(mark + 1, 'X') : NULL;
    size_t longest = 0;
    if (!number || strspn(name, "0123456789") != (size_t)(mark - name)) {
        return false;
    }
    number++;
    for (size_t i = 0; i < s->n_questions; i++) {
        const char *id = s->question[i].id;
        size_t n = strlen(id);
        struct logic found;
        bool is_it = n > longest && strncmp(number, id, n) == 0 && take_part(s, (int)i, number + n, &found);
        longest = is_it ? n : longest;
        *l = is_it ? found : *l;
    }
    return longest > 0;
}

static bool find_by_code(const struct structure *s, const char *name, struct logic *l) {
    size_t longest = 0;
    for (size_t i = 0; i < s->n_questions; i++) {
        const char *code = s->question[i].code;
        size_t n = strlen(code);
        bool is_start = n > longest && strncmp(name, code, n) == 0 && (!name[n] || name[n] == '_');
        struct logic found;
        if (is_start && take_part(s, (int)i, name + n + (name[n] == '_'), &found)) {
            longest = n;
            *l = found;
        }
    }
    return longest > 0;
}

/* A name becomes the answer to a question; LOGIC_ANSWERED, or LOGIC_TICKED for an option. */
static bool read_name(struct lss_reading *x, struct logic *l) {
    static const char *const ends[] = {".NAOK", ".code", ".value"};
    x->at += strspn(x->at, " \t\r\n");
    size_t n = 0;
    while (is_name_char(x->at[n])) {
        n++;
    }
    char *name = arena_strndup(&x->s->arena, x->at, n), *dot = strchr(name, '.');
    bool is_known = !dot;
    for (size_t i = 0; dot && i < ARRAY_LEN(ends); i++) {
        is_known = is_known || strcmp(dot, ends[i]) == 0;
    }
    if (n == 0 || !is_known) {
        return false;
    }
    if (dot) {
        *dot = '\0';
    }
    x->at += n;
    return find_by_code(x->s, name, l) || find_by_number(x->s, name, l);
}

/* ---- comparisons ------------------------------------------------------------------------------------------------- */

/* The constant as text; NULL when none stands here. */
static const char *read_constant(struct lss_reading *x) {
    x->at += strspn(x->at, " \t\r\n");
    char mark = *x->at;
    if (mark == '"' || mark == '\'') {
        const char *end = strchr(x->at + 1, mark);
        const char *text = end && !memchr(x->at, '\\', (size_t)(end - x->at))
                               ? arena_strndup(&x->s->arena, x->at + 1, (size_t)(end - x->at) - 1)
                               : NULL;
        x->at = end ? end + 1 : x->at;
        return text;
    }
    size_t sign = mark == '-', n = sign + strspn(x->at + sign, "0123456789.");
    if (n == sign || is_name_char(x->at[n])) {
        return NULL;
    }
    x->at += n;
    return arena_strndup(&x->s->arena, x->at - n, n);
}

static const char *read_operator(struct lss_reading *x) {
    static const char *const ops[][2] = {{"==", "="},  {"!=", "!="}, {"<=", "<="}, {">=", ">="},
                                         {"<", "<"},   {">", ">"},   {"eq", "="},  {"ne", "!="},
                                         {"le", "<="}, {"ge", ">="}, {"lt", "<"},  {"gt", ">"}};
    for (size_t i = 0; i < ARRAY_LEN(ops); i++) {
        if (take(x, ops[i][0])) {
            return ops[i][1];
        }
    }
    return NULL;
}

/* An option's column holds Y or nothing. */
static const struct logic *compare_tick(struct lss_reading *x, const struct logic *l) {
    bool is_equal = strcmp(l->op, "=") == 0, is_tick = strcmp(l->value, "Y") == 0;
    if ((!is_equal && strcmp(l->op, "!=") != 0) || (!is_tick && *l->value)) {
        return fail(x);
    }
    const struct logic *ticked = logic_make(x->s, *l);
    return is_equal == is_tick ? ticked : logic_not(x->s, ticked);
}

static const struct logic *compare(struct lss_reading *x, struct logic *l) {
    l->value = l->op ? read_constant(x) : NULL;
    if (!l->value) {
        return fail(x);
    }
    if (l->kind == LOGIC_TICKED) {
        return compare_tick(x, l);
    }
    l->kind = LOGIC_COMPARE;
    l->value = strcmp(l->value, "-oth-") == 0 ? "other" : l->value;
    return logic_make(x->s, *l);
}

/* The other side of a comparison that begins with its constant. */
static const struct logic *compare_turned(struct lss_reading *x, const char *value) {
    static const char *const turned[][2] = {{"<", ">"}, {">", "<"}, {"<=", ">="}, {">=", "<="}};
    const char *op = read_operator(x);
    struct logic l;
    if (!op) { /* a constant alone */
        bool is_false = !*value || strcmp(value, "0") == 0;
        return logic_make(x->s, (struct logic){.kind = is_false ? LOGIC_FALSE : LOGIC_TRUE});
    }
    if (!read_name(x, &l)) {
        return fail(x);
    }
    l.op = op;
    for (size_t i = 0; i < ARRAY_LEN(turned); i++) {
        l.op = strcmp(op, turned[i][0]) == 0 ? turned[i][1] : l.op;
    }
    l.value = value;
    l.kind = l.kind == LOGIC_TICKED ? LOGIC_TICKED : LOGIC_COMPARE;
    return l.kind == LOGIC_TICKED ? compare_tick(x, &l) : logic_make(x->s, l);
}

static const struct logic *read_is_empty(struct lss_reading *x) {
    struct logic l;
    if (!take(x, "(") || !read_name(x, &l) || !take(x, ")")) {
        return fail(x);
    }
    return logic_not(x->s, logic_make(x->s, l));
}

/* ---- terms ------------------------------------------------------------------------------------------------------- */

static const struct logic *read_inner(struct lss_reading *x) {
    struct logic l;
    if (take(x, "!") || take(x, "not")) {
        return logic_not(x->s, read_term(x));
    }
    if (take(x, "is_empty")) {
        return read_is_empty(x);
    }
    if (take(x, "(")) {
        const struct logic *inner = read_or(x);
        return take(x, ")") && !read_operator(x) ? inner : fail(x);
    }
    const char *constant = read_constant(x);
    if (constant) {
        return compare_turned(x, constant);
    }
    if (!read_name(x, &l)) {
        return fail(x);
    }
    l.op = read_operator(x);
    return compare(x, &l);
}

static const struct logic *read_term(struct lss_reading *x) {
    if (x->has_failed || x->nesting > NESTING_MAX || x->n_terms++ > TERMS_MAX) {
        return fail(x);
    }
    x->nesting++;
    const struct logic *l = read_inner(x);
    x->nesting--;
    return l;
}

static const struct logic *read_and(struct lss_reading *x) {
    const struct logic *l = read_term(x);
    while (!x->has_failed && (take(x, "&&") || take(x, "and"))) {
        l = logic_join(x->s, LOGIC_AND, l, read_term(x));
    }
    return l;
}

static const struct logic *read_or(struct lss_reading *x) {
    const struct logic *l = read_and(x);
    while (!x->has_failed && (take(x, "||") || take(x, "or"))) {
        l = logic_join(x->s, LOGIC_OR, l, read_and(x));
    }
    return l;
}

const struct logic *logic_read_lss(struct structure *s, const char *text) {
    struct lss_reading x = {.s = s, .at = text};
    const struct logic *l = read_or(&x);
    x.at += strspn(x.at, " \t\r\n");
    l = x.has_failed || *x.at ? logic_unknown(s) : l;
    return l->kind == LOGIC_TRUE ? NULL : l;
}
