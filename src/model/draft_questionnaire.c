/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A questionnaire of ours as a structure, so that an export of the same survey gets its names and codes. */
#include <string.h>

#include "model/draft_structure.h"
#include "model/qtype.h"

static void copy_label(struct structure *s, struct i18n *to, const struct i18n *from) {
    for (int i = 0; i < from->n; i++) {
        i18n_set(&s->arena, to, arena_strdup(&s->arena, from->item[i].lang),
                 structure_plain(&s->arena, from->item[i].text));
    }
}

static enum structure_kind kind_of(const struct qtype *type) {
    static const struct {
        const char *name;
        enum structure_kind kind;
    } kinds[] = {{"select_one", STRUCTURE_ONE},  {"select_multiple", STRUCTURE_MANY},
                 {"integer", STRUCTURE_INTEGER}, {"decimal", STRUCTURE_DECIMAL},
                 {"date", STRUCTURE_DATE},       {"note", STRUCTURE_NOTE}};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        if (strcmp(kinds[i].name, type->name) == 0) {
            return kinds[i].kind;
        }
    }
    return STRUCTURE_TEXT;
}

static int add_group(struct structure *s, const struct question *group) {
    for (size_t i = 0; i < s->n_groups; i++) {
        if (strcmp(s->group[i].code, group->name) == 0) {
            return (int)i;
        }
    }
    copy_label(s, &structure_add_group(s, group->name)->label, &group->label);
    return (int)s->n_groups - 1;
}

/* Its own condition and those of the groups around it, in XLSForm's words; NULL: always. */
static const char *condition_of(struct structure *s, const struct questionnaire *q, const struct question *question) {
    const char *all = NULL;
    for (; question; question = question->group >= 0 ? &q->question[question->group] : NULL) {
        const char *own = question->relevant_text;
        if (*own) {
            all = all ? arena_printf(&s->arena, "(%s) and (%s)", own, all) : arena_strdup(&s->arena, own);
        }
    }
    return all;
}

static void add_question(struct structure *s, const struct questionnaire *q, const struct question *question) {
    const struct choice_list *list = question_list(q, question);
    int group = question->group >= 0 ? add_group(s, &q->question[question->group]) : -1;
    struct structure_question *to = structure_add(s, question->name);
    to->kind = kind_of(question->type);
    to->group = group;
    to->condition = condition_of(s, q, question);
    copy_label(s, &to->label, &question->label);
    for (int i = 0; list && i < list->n; i++) {
        struct structure_piece *p = structure_add_option(s, to, list->choice[i].name);
        p->state = list->choice[i].state;
        copy_label(s, &p->label, &list->choice[i].label);
    }
}

void structure_from_questionnaire(const struct questionnaire *q, struct structure *s) {
    *s = (struct structure){.format = "XLSForm"};
    s->id = arena_strdup(&s->arena, q->info.id);
    s->file = arena_strdup(&s->arena, q->book.input.path);
    copy_label(s, &s->title, &q->info.title);
    for (int i = 0; i < q->n_questions; i++) {
        if (question_is_answered(&q->question[i])) {
            add_question(s, q, &q->question[i]);
        }
    }
}
