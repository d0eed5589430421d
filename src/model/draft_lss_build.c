/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions of the tables of a LimeSurvey .lss file. */
#include <string.h>

#include "model/draft_logic.h"
#include "model/draft_lss.h"

struct lss_type {
    char letter;
    enum structure_kind kind;
    const char *options; /* those that the type brings along, "code=English"; NULL: the survey's own */
};
static const struct lss_type types[] = {
    {'L', STRUCTURE_ONE, NULL},
    {'!', STRUCTURE_ONE, NULL},
    {'O', STRUCTURE_ONE, NULL},
    {'I', STRUCTURE_TEXT, NULL},
    {'5', STRUCTURE_ONE, "1=1|2=2|3=3|4=4|5=5"},
    {'Y', STRUCTURE_ONE, "Y=Yes|N=No"},
    {'G', STRUCTURE_ONE, "F=Female|M=Male"},
    {'M', STRUCTURE_MANY, NULL},
    {'P', STRUCTURE_MANY, NULL},
    {'F', STRUCTURE_GRID, NULL},
    {'H', STRUCTURE_GRID, NULL},
    {'1', STRUCTURE_GRID, NULL},
    {'R', STRUCTURE_GRID, NULL},
    {'A', STRUCTURE_GRID, "1=1|2=2|3=3|4=4|5=5"},
    {'B', STRUCTURE_GRID, "1=1|2=2|3=3|4=4|5=5|6=6|7=7|8=8|9=9|10=10"},
    {'C', STRUCTURE_GRID, "Y=Yes|U=Uncertain|N=No"},
    {'E', STRUCTURE_GRID, "I=Increase|S=Same|D=Decrease"},
    {'S', STRUCTURE_TEXT, NULL},
    {'T', STRUCTURE_TEXT, NULL},
    {'U', STRUCTURE_TEXT, NULL},
    {'Q', STRUCTURE_TEXTS, NULL},
    {';', STRUCTURE_TEXTS, NULL},
    {'K', STRUCTURE_TEXTS, NULL},
    {':', STRUCTURE_TEXTS, NULL},
    {'N', STRUCTURE_DECIMAL, NULL},
    {'D', STRUCTURE_DATE, NULL},
    {'X', STRUCTURE_NOTE, NULL},
};

static const struct lss_type *type_of(const char *letter) {
    for (size_t i = 0; i < ARRAY_LEN(types); i++) {
        if (types[i].letter == *letter) {
            return &types[i];
        }
    }
    return &types[17]; /* a text */
}

static int by_order(const void *a, const void *b) {
    const struct lss_item *x = a, *y = b;
    return x->order != y->order ? (x->order > y->order) - (x->order < y->order) : 0;
}

static long group_order(const struct lss *x, const char *group) {
    for (size_t i = 0; i < x->groups.n; i++) {
        if (strcmp(x->groups.item[i].id, group) == 0) {
            return x->groups.item[i].order;
        }
    }
    return 0;
}

/* Stable, so that rows of languages keep their order. */
static void sort_table(struct lss_table *t) {
    for (size_t i = 1; i < t->n; i++) {
        struct lss_item item = t->item[i];
        size_t at = i;
        while (at > 0 && by_order(&t->item[at - 1], &item) > 0) {
            t->item[at] = t->item[at - 1];
            at--;
        }
        t->item[at] = item;
    }
}

/* The texts of 'id' in tables of their own. */
static void add_texts(struct lss *x, const struct lss_table *t, const char *id, struct i18n *label) {
    for (size_t i = 0; i < t->n; i++) {
        if (strcmp(t->item[i].id, id) == 0 && *t->item[i].text) {
            i18n_set(&x->s->arena, label, t->item[i].lang, t->item[i].text);
        }
    }
}

static void set_text(struct lss *x, struct i18n *label, const struct lss_item *item, const struct lss_table *texts) {
    if (*item->text) {
        i18n_set(&x->s->arena, label, item->lang, item->text);
    }
    add_texts(x, texts, item->id, label);
}

static int piece_by_code(const struct structure_piece *p, size_t n, const char *code) {
    for (size_t i = 0; i < n; i++) {
        if (strcmp(p[i].code, code) == 0) {
            return (int)i;
        }
    }
    return -1;
}

static void add_type_options(struct lss *x, struct structure_question *q, const char *options) {
    while (options && *options) {
        size_t n = strcspn(options, "|"), eq = strcspn(options, "=");
        struct structure_piece *p = structure_add_option(x->s, q, arena_strndup(&x->a, options, eq));
        i18n_set(&x->s->arena, &p->label, "en", arena_strndup(&x->s->arena, options + eq + 1, n - eq - 1));
        options += n + (options[n] == '|');
    }
}

static void add_answers(struct lss *x, struct structure_question *q) {
    for (size_t i = 0; i < x->answers.n; i++) {
        const struct lss_item *item = &x->answers.item[i];
        if (strcmp(item->parent, q->id) != 0) {
            continue;
        }
        int known = piece_by_code(q->option, q->n_options, item->code);
        struct structure_piece *p = known >= 0 ? &q->option[known] : structure_add_option(x->s, q, item->code);
        set_text(x, &p->label, item, &x->answer_texts);
    }
}

static void add_subquestions(struct lss *x, struct structure_question *q) {
    bool is_options = q->kind == STRUCTURE_MANY;
    for (size_t i = 0; i < x->subquestions.n; i++) {
        const struct lss_item *item = &x->subquestions.item[i];
        if (strcmp(item->parent, q->id) != 0 || strcmp(item->scale, "1") == 0) {
            continue;
        }
        int known = is_options ? piece_by_code(q->option, q->n_options, item->code)
                               : piece_by_code(q->row, q->n_rows, item->code);
        struct structure_piece *p = known >= 0   ? (is_options ? &q->option[known] : &q->row[known])
                                    : is_options ? structure_add_option(x->s, q, item->code)
                                                 : structure_add_row(x->s, q, item->code);
        set_text(x, &p->label, item, &x->question_texts);
    }
}

static int group_index(struct lss *x, const char *id) {
    int known = piece_by_code(x->s->group, x->s->n_groups, id);
    if (known >= 0) {
        return known;
    }
    struct structure_piece *p = structure_add_group(x->s, id);
    for (size_t i = 0; i < x->groups.n; i++) {
        if (strcmp(x->groups.item[i].id, id) == 0) {
            set_text(x, &p->label, &x->groups.item[i], &x->group_texts);
        }
    }
    return (int)x->s->n_groups - 1;
}

static struct structure_question *question_of(struct lss *x, const char *id) {
    for (size_t i = 0; i < x->s->n_questions; i++) {
        if (strcmp(x->s->question[i].id, id) == 0) {
            return &x->s->question[i];
        }
    }
    return NULL;
}

static struct structure_question *question_by_id(struct lss *x, const struct lss_item *item) {
    struct structure_question *known = question_of(x, item->id);
    if (known) {
        return known;
    }
    const struct lss_type *type = type_of(item->type);
    struct structure_question *q = structure_add(x->s, item->code);
    q->id = item->id;
    q->kind = type->kind;
    q->has_other = strcmp(item->other, "Y") == 0;
    q->has_numbers = type->letter == 'K' || type->letter == ':';
    q->group = group_index(x, item->group);
    add_type_options(x, q, type->options);
    add_answers(x, q);
    add_subquestions(x, q);
    return q;
}

/* ---- conditions -------------------------------------------------------------------------------------------------- */

static bool is_always(const char *relevance) {
    return !relevance || text_is_empty(relevance) || strcmp(relevance, "1") == 0;
}

static const char *relevance_of_group(const struct lss *x, const char *group) {
    const char *relevance = NULL;
    for (size_t i = 0; i < x->groups.n; i++) {
        relevance = strcmp(x->groups.item[i].id, group) == 0 ? x->groups.item[i].relevance : relevance;
    }
    return relevance;
}

static void add_condition(struct lss *x, struct structure_question *q, const char *relevance) {
    if (q && !is_always(relevance)) {
        q->logic = logic_join(x->s, LOGIC_AND, q->logic, logic_read_lss(x->s, relevance));
        q->condition = q->condition ? arena_printf(&x->s->arena, "(%s) and (%s)", q->condition, relevance) : relevance;
        q->condition = q->logic ? q->condition : NULL;
    }
}

/* A row or option that is not always shown has no counterpart in a questionnaire. */
static void add_remark(struct lss *x, const struct lss_item *sub) {
    const struct structure_question *q = question_of(x, sub->parent);
    if (q && !is_always(sub->relevance)) {
        structure_add_remark(x->s, arena_printf(&x->s->arena, "%s_%s", q->code, sub->code), sub->relevance);
    }
}

static bool is_first(const struct lss_table *t, size_t i) {
    for (size_t k = 0; k < i; k++) {
        if (strcmp(t->item[k].id, t->item[i].id) == 0) {
            return false;
        }
    }
    return true;
}

/* Once all questions are there, since a condition names others. */
static void add_conditions(struct lss *x) {
    const struct lss_table *t = &x->questions;
    for (size_t i = 0; i < t->n; i++) {
        bool is_sub = *t->item[i].parent && strcmp(t->item[i].parent, "0") != 0;
        if (!is_sub && is_first(t, i)) {
            struct structure_question *q = question_of(x, t->item[i].id);
            add_condition(x, q, relevance_of_group(x, t->item[i].group));
            add_condition(x, q, t->item[i].relevance);
        }
    }
    for (size_t i = 0; i < x->subquestions.n; i++) {
        if (is_first(&x->subquestions, i)) {
            add_remark(x, &x->subquestions.item[i]);
        }
    }
}

void lss_build(struct lss *x) {
    struct lss_table *t = &x->questions;
    sort_table(&x->subquestions);
    sort_table(&x->answers);
    for (size_t i = 0; i < t->n; i++) {
        t->item[i].order += 100000 * group_order(x, t->item[i].group);
    }
    sort_table(t);
    for (size_t i = 0; i < t->n; i++) {
        bool is_sub = *t->item[i].parent && strcmp(t->item[i].parent, "0") != 0;
        if (!is_sub) {
            struct structure_question *q = question_by_id(x, &t->item[i]);
            set_text(x, &q->label, &t->item[i], &x->question_texts);
        }
    }
    add_conditions(x);
}
