/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions of a questionnaire as lists, which the page evaluates as model/condition_value.c does: whether a question
   is asked, and whether an answer can be. */
#include "report/web_part.h"

static const char *const names[] = {
    [TERM_SELF] = "self",
    [TERM_OR] = "or",
    [TERM_AND] = "and",
    [TERM_EQUAL] = "=",
    [TERM_UNEQUAL] = "!=",
    [TERM_LESS] = "<",
    [TERM_LESS_EQUAL] = "<=",
    [TERM_GREATER] = ">",
    [TERM_GREATER_EQUAL] = ">=",
    [TERM_ADD] = "+",
    [TERM_SUBTRACT] = "-",
    [TERM_MULTIPLY] = "*",
    [TERM_DIVIDE] = "div",
    [TERM_MODULO] = "mod",
    [TERM_NEGATE] = "negate",
    [TERM_NOT] = "not",
    [TERM_SELECTED] = "selected",
    [TERM_COUNT_SELECTED] = "count-selected",
    [TERM_STRING_LENGTH] = "string-length",
    [TERM_AS_NUMBER] = "number",
    [TERM_AS_TEXT] = "string",
    [TERM_IF] = "if",
    [TERM_COALESCE] = "coalesce",
    [TERM_TRUE] = "true",
    [TERM_FALSE] = "false",
};

struct json *web_condition(const struct questionnaire *q, const struct term *t) {
    if (!t) {
        return json_new_null();
    }
    if (t->kind == TERM_NUMBER || t->kind == TERM_TEXT) {
        return t->kind == TERM_NUMBER ? json_new_real(t->number) : json_new_text(t->text);
    }
    struct json *list = json_new_list();
    bool is_question = t->kind == TERM_QUESTION;
    json_push(list, json_new_text(is_question ? "question" : names[t->kind]));
    if (is_question) {
        json_push(list, json_new_text(q->question[t->question].name));
    }
    for (int i = 0; i < t->n_args; i++) {
        json_push(list, web_condition(q, t->arg[i]));
    }
    return list;
}
