/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/filter.h"

#include "model/hint.h"
#include "model/qtype.h"

#define OPTIONS_SHOWN 12

/* 'option' is compared with the question: is it one of its options? */
static bool check_option(const struct questionnaire *q, const struct term *question, const struct term *option,
                         struct diags *ds) {
    const struct question *of = &q->question[question->question];
    const struct choice_list *list = question_list(q, of);
    if (!list || !*option->text || question_choice(q, of, option->text) >= 0) {
        return true;
    }
    struct arena a = {0};
    const char **names = ARENA_ARRAY(&a, (size_t)list->n + 1, const char *);
    for (int i = 0; i < list->n; i++) {
        names[i] = list->choice[i].name;
    }
    diag_add(ds, DIAG_SURVEY_FILTER_OPTION, NULL, option->text, of->name,
             hint_list(names, (size_t)list->n, OPTIONS_SHOWN, &a),
             hint_nearest(option->text, names, (size_t)list->n, &a));
    arena_clear(&a);
    return false;
}

static bool check(const struct questionnaire *q, const struct term *t, struct diags *ds) {
    bool compares = t->kind == TERM_EQUAL || t->kind == TERM_UNEQUAL || t->kind == TERM_SELECTED, is_good = true;
    for (int i = 0; i < t->n_args; i++) {
        is_good = check(q, t->arg[i], ds) && is_good;
        const struct term *other = compares && t->n_args == 2 ? t->arg[1 - i] : NULL;
        if (other && t->arg[i]->kind == TERM_QUESTION && other->kind == TERM_TEXT) {
            is_good = check_option(q, t->arg[i], other, ds) && is_good;
        }
    }
    return is_good;
}

struct term *filter_parse(const char *source, const struct questionnaire *q, struct arena *a, struct diags *ds) {
    struct condition_names names = questionnaire_names(q);
    struct place at = {.field = "--filter"};
    struct term *t = condition_parse(source, &names, &at, a, ds);
    return t && check(q, t, ds) ? t : NULL;
}

int filter_segment(const struct questionnaire *q, const char *name, struct diags *ds) {
    int i = questionnaire_find(q, name);
    struct arena a = {0};
    if (i < 0) {
        diag_add(ds, DIAG_SURVEY_BY_UNKNOWN, NULL, name, q->info.id, questionnaire_hint(q, name, &a));
    } else if (!question_is_answered(&q->question[i]) || !q->question[i].type->has_list ||
               q->question[i].type->is_multiple) {
        diag_add(ds, DIAG_SURVEY_BY_TYPE, NULL, name);
        i = -1;
    }
    arena_clear(&a);
    return i;
}
