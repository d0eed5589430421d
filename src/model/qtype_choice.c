/* SPDX-License-Identifier: GPL-3.0-or-later */
/* select_one and select_multiple: answers are names of choices. */
#include <string.h>

#include "model/hint.h"
#include "model/qtype.h"

#define NAMES_SHOWN 12

static bool unknown_choice(const struct questionnaire *q, const struct question *question, struct answer_text text,
                           const char *word, struct diags *ds) {
    const struct choice_list *list = question_list(q, question);
    if (text_looks_like_date(word)) {
        diag_add(ds, DIAG_ID_IS_DATE, text.place, word);
        return false;
    }
    const char **names = ARENA_ARRAY(text.arena, (size_t)list->n, const char *);
    for (int i = 0; i < list->n; i++) {
        names[i] = list->choice[i].name;
    }
    diag_add(ds, DIAG_ANSWER_UNKNOWN, text.place, word, question->name,
             hint_list(names, (size_t)list->n, NAMES_SHOWN, text.arena),
             hint_nearest(word, names, (size_t)list->n, text.arena));
    return false;
}

static enum answer_state state_of(const struct choice *choice) {
    static const enum answer_state states[] = {[CHOICE_ORDINARY] = ANSWER_GIVEN,
                                               [CHOICE_NA] = ANSWER_NA,
                                               [CHOICE_DK] = ANSWER_DK,
                                               [CHOICE_ALTERNATE] = ANSWER_ALTERNATE};
    return states[choice->state];
}

static bool read_one(const struct questionnaire *q, const struct question *question, struct answer_text text,
                     struct answer *x, struct diags *ds) {
    int choice = question_choice(q, question, text.text);
    if (choice < 0) {
        return unknown_choice(q, question, text, text.text, ds);
    }
    x->choice = choice;
    x->text = question_list(q, question)->choice[choice].name;
    x->state = state_of(&question_list(q, question)->choice[choice]);
    return true;
}

static bool choose(const struct questionnaire *q, const struct question *question, struct answer_text text,
                   const char *word, struct answer *x, struct diags *ds) {
    int choice = question_choice(q, question, word);
    if (choice < 0) {
        return unknown_choice(q, question, text, word, ds);
    }
    if (x->chosen[choice]) {
        diag_add(ds, DIAG_ANSWER_CHOICE_TWICE, text.place, word, question->name);
    }
    x->chosen[choice] = true;
    return true;
}

/* "Not applicable" and its like say something of the whole question, so nothing can be chosen beside them. */
static bool check_alone(const struct question *question, const struct choice_list *list, struct answer_text text,
                        const struct answer *x, struct diags *ds) {
    const struct choice *special = NULL;
    int n = 0;
    for (int i = 0; i < list->n; i++) {
        n += x->chosen[i];
        special = x->chosen[i] && list->choice[i].state != CHOICE_ORDINARY ? &list->choice[i] : special;
    }
    if (special && n > 1) {
        diag_add(ds, DIAG_ANSWER_NOT_ALONE, text.place, special->name, question->name);
    }
    return !special || n == 1;
}

/* The answer as understood, in list order; a choice with a state of its own decides the answer's state. */
static void settle_several(const struct choice_list *list, struct answer *x, struct arena *a) {
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    for (int i = 0; i < list->n; i++) {
        if (x->chosen[i]) {
            buf_printf(&b, "%s%s", b.len ? " " : "", list->choice[i].name);
            x->state = x->state == ANSWER_GIVEN ? state_of(&list->choice[i]) : x->state;
        }
    }
    x->text = arena_strndup(a, b.data, b.len);
    buf_clear(&b);
}

static bool read_several(const struct questionnaire *q, const struct question *question, struct answer_text text,
                         struct answer *x, struct diags *ds) {
    const struct choice_list *list = question_list(q, question);
    const char *rest = text.text, *word;
    size_t len;
    bool is_good = true;
    x->chosen = ARENA_ARRAY(text.arena, (size_t)list->n, bool);
    while (text_next_word(&rest, &word, &len)) {
        is_good = choose(q, question, text, arena_strndup(text.arena, word, len), x, ds) && is_good;
    }
    is_good = is_good && check_alone(question, list, text, x, ds);
    if (is_good) {
        x->state = ANSWER_GIVEN;
        settle_several(list, x, text.arena);
    }
    return is_good;
}

const struct qtype qtype_select_one = {
    .name = "select_one", .summary = "one choice of a list", .has_list = true, .read = read_one};

const struct qtype qtype_select_multiple = {.name = "select_multiple",
                                            .summary = "any number of choices of a list, separated by blanks",
                                            .has_list = true,
                                            .is_multiple = true,
                                            .read = read_several};
