/* SPDX-License-Identifier: GPL-3.0-or-later */
/* select_one and select_multiple: answers are names of choices, alone or with the wording behind a dash. */
#include <string.h>

#include "model/answer_code.h"
#include "model/hint.h"
#include "model/qtype.h"

#define NAMES_SHOWN 12

/* ---- which choice is meant --------------------------------------------------------------------------------- */

static bool has_wording(const struct choice *choice, const char *folded, struct arena *a) {
    for (int i = 0; i < choice->label.n; i++) {
        if (strcmp(text_fold(a, choice->label.item[i].text), folded) == 0) {
            return true;
        }
    }
    return false;
}

/* The names of the choices that have this wording in some language, "" when none has. */
static const char *names_of_wording(const struct choice_list *list, const char *word, struct arena *a) {
    const char *folded = text_fold(a, word), *names = "";
    for (int i = 0; i < list->n; i++) {
        if (has_wording(&list->choice[i], folded, a)) {
            names = arena_printf(a, "%s%s%s", names, *names ? ", " : "", list->choice[i].name);
        }
    }
    return names;
}

/* "2 – 3" is no choice with its wording: behind the dash stand other choices. */
static bool names_others(const struct questionnaire *q, const struct question *question, const char *wording,
                         int choice, struct arena *a) {
    const char *word;
    size_t len;
    int n = 0;
    while (text_next_word(&wording, &word, &len)) {
        int other = question_choice(q, question, arena_strndup(a, word, len));
        if (other < 0) {
            return false;
        }
        n += other != choice;
    }
    return n > 0;
}

int qtype_find_choice(const struct questionnaire *q, const struct question *question, const char *text,
                      struct arena *a) {
    const char *wording;
    int choice = question_choice(q, question, text);
    const char *code = choice < 0 ? answer_code(text, &wording, a) : NULL;
    if (!code) {
        return choice;
    }
    choice = question_choice(q, question, code);
    return choice >= 0 && names_others(q, question, wording, choice, a) ? -1 : choice;
}

/* A number cannot tell 2.1 from 2.10 where both are choices. */
static bool has_lost_zero(const struct choice_list *list, int choice, struct answer_text text) {
    size_t n = strlen(text.text);
    for (int i = 0; text.is_number && i < list->n; i++) {
        const char *name = list->choice[i].name;
        bool is_longer = i != choice && strncmp(name, text.text, n) == 0;
        const char *rest = is_longer ? name + n : "";
        rest += *rest == '.' && !strchr(text.text, '.');
        if (*rest == '0' && rest[strspn(rest, "0")] == '\0' && (rest > name + n || strchr(text.text, '.'))) {
            return true;
        }
    }
    return false;
}

static bool unknown_choice(const struct questionnaire *q, const struct question *question, struct answer_text text,
                           const char *word, struct diags *ds) {
    const struct choice_list *list = question_list(q, question);
    if (text_looks_like_date(word)) {
        diag_add(ds, DIAG_ID_IS_DATE, text.place, word);
        return false;
    }
    const char *meant = names_of_wording(list, word, text.arena);
    if (*meant) {
        diag_add(ds, DIAG_ANSWER_IS_WORDING, text.place, word, question->name, meant);
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
    int choice = qtype_find_choice(q, question, text.text, text.arena);
    if (choice < 0) {
        return unknown_choice(q, question, text, text.text, ds);
    }
    if (has_lost_zero(question_list(q, question), choice, text)) {
        diag_add(ds, DIAG_ID_NOT_TEXT, text.place, text.text);
        return false;
    }
    x->choice = choice;
    x->text = question_list(q, question)->choice[choice].name;
    x->state = state_of(&question_list(q, question)->choice[choice]);
    return true;
}

static bool choose(const struct questionnaire *q, const struct question *question, struct answer_text text,
                   struct answer *x, struct diags *ds) {
    const char *word = text.text;
    int choice = qtype_find_choice(q, question, word, text.arena);
    if (choice < 0) {
        return unknown_choice(q, question, text, word, ds);
    }
    if (has_lost_zero(question_list(q, question), choice, text)) {
        diag_add(ds, DIAG_ID_NOT_TEXT, text.place, word);
        return false;
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

/* A line of the cell: one choice with its wording, or choices separated by blanks. */
static bool choose_line(const struct questionnaire *q, const struct question *question, struct answer_text line,
                        struct answer *x, struct diags *ds) {
    const char *rest = line.text, *word, *wording;
    size_t len;
    bool is_good = true;
    if (answer_code(line.text, &wording, line.arena)) {
        return choose(q, question, line, x, ds);
    }
    while (text_next_word(&rest, &word, &len)) {
        struct answer_text one = line;
        one.text = arena_strndup(line.arena, word, len);
        is_good = choose(q, question, one, x, ds) && is_good;
    }
    return is_good;
}

static bool read_several(const struct questionnaire *q, const struct question *question, struct answer_text text,
                         struct answer *x, struct diags *ds) {
    const struct choice_list *list = question_list(q, question);
    bool is_good = true;
    x->chosen = ARENA_ARRAY(text.arena, (size_t)list->n, bool);
    for (const char *rest = text.text; *rest;) {
        size_t len = strcspn(rest, "\n");
        struct answer_text line = text;
        line.text = text_trim(text.arena, arena_strndup(text.arena, rest, len));
        is_good = choose_line(q, question, line, x, ds) && is_good;
        rest += len + (rest[len] == '\n');
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
