/* SPDX-License-Identifier: GPL-3.0-or-later */
/* LimeSurvey .lss: the tables of a survey as XML. Texts stand in the rows themselves (up to version 3), a row a
   language, or in tables of their own that end in _l10ns. */
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/xml.h"
#include "model/draft_structure.h"

#define FIELDS_MAX 80

struct lss_field {
    const char *name, *value;
};
struct lss_row {
    const char *table;
    struct lss_field field[FIELDS_MAX];
    int n;
};
/* What of a row is used. */
struct lss_item {
    const char *id, *parent, *code, *text, *lang, *type, *group, *other, *scale;
    long order;
};
struct lss_table {
    struct lss_item *item;
    size_t n, cap;
};
struct lss {
    struct structure *s;
    struct arena a;
    struct lss_row row;
    struct buf text;
    const char *table, *name; /* open elements */
    int depth;
    bool is_in_row, is_survey;
    struct lss_table questions, subquestions, answers, groups, question_texts, answer_texts, group_texts;
};

/* ---- reading rows ------------------------------------------------------------------------------------------------ */

static const char *value(const struct lss_row *row, const char *name) {
    for (int i = 0; i < row->n; i++) {
        if (strcmp(row->field[i].name, name) == 0) {
            return row->field[i].value;
        }
    }
    return "";
}

static void add_item(struct lss_table *t, struct lss_item item, const char *order) {
    if (!num_parse_int(order, &item.order)) {
        item.order = 0;
    }
    VEC_GROW(t->item, t->n, t->cap);
    t->item[t->n++] = item;
}

static void take_question(struct lss *x, struct lss_table *t) {
    const struct lss_row *r = &x->row;
    struct lss_item item = {.id = value(r, "qid"),
                            .parent = value(r, "parent_qid"),
                            .code = value(r, "title"),
                            .type = value(r, "type"),
                            .group = value(r, "gid"),
                            .lang = value(r, "language"),
                            .other = value(r, "other"),
                            .scale = value(r, "scale_id")};
    item.text = structure_plain(&x->s->arena, value(r, "question"));
    add_item(t, item, value(r, "question_order"));
}

static void take_answer(struct lss *x, struct lss_table *t) {
    const struct lss_row *r = &x->row;
    struct lss_item item = {.id = value(r, "aid"),
                            .parent = value(r, "qid"),
                            .code = value(r, "code"),
                            .lang = value(r, "language"),
                            .scale = value(r, "scale_id")};
    item.text = structure_plain(&x->s->arena, value(r, "answer"));
    add_item(t, item, value(r, "sortorder"));
}

static void take_group(struct lss *x, struct lss_table *t) {
    const struct lss_row *r = &x->row;
    struct lss_item item = {.id = value(r, "gid"), .lang = value(r, "language")};
    item.text = structure_plain(&x->s->arena, value(r, "group_name"));
    add_item(t, item, value(r, "group_order"));
}

static void take_row(struct lss *x) {
    const struct lss_row *r = &x->row;
    static const struct {
        const char *table;
        void (*take)(struct lss *x, struct lss_table *t);
        size_t to;
    } tables[] = {{"questions", take_question, offsetof(struct lss, questions)},
                  {"subquestions", take_question, offsetof(struct lss, subquestions)},
                  {"question_l10ns", take_question, offsetof(struct lss, question_texts)},
                  {"answers", take_answer, offsetof(struct lss, answers)},
                  {"answer_l10ns", take_answer, offsetof(struct lss, answer_texts)},
                  {"groups", take_group, offsetof(struct lss, groups)},
                  {"group_l10ns", take_group, offsetof(struct lss, group_texts)}};
    for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
        if (strcmp(r->table, tables[i].table) == 0) {
            tables[i].take(x, (struct lss_table *)(void *)((char *)x + tables[i].to));
        }
    }
    if (strcmp(r->table, "surveys_languagesettings") == 0) {
        const char *title = structure_plain(&x->s->arena, value(r, "surveyls_title"));
        i18n_set(&x->s->arena, &x->s->title, value(r, "surveyls_language"), title);
        x->s->id = arena_printf(&x->s->arena, "limesurvey-%s", value(r, "surveyls_survey_id"));
    }
}

/* document > TABLE > rows > row > field */
static bool on_start(void *ctx, const char *name, const char *const *attr) {
    struct lss *x = ctx;
    (void)attr;
    x->depth++;
    x->is_survey = x->is_survey || (x->depth == 2 && strcmp(name, "LimeSurveyDocType") == 0);
    if (x->depth == 2) {
        x->table = arena_strdup(&x->a, name);
    } else if (x->depth == 4 && strcmp(name, "row") == 0) {
        x->row = (struct lss_row){.table = x->table};
        x->is_in_row = true;
    } else if (x->depth == 5 && x->is_in_row) {
        x->name = arena_strdup(&x->s->arena, name);
        buf_reset(&x->text);
    }
    return true;
}

static bool on_text(void *ctx, const char *s, size_t n) {
    struct lss *x = ctx;
    if (x->depth == 5 && x->is_in_row) {
        buf_add(&x->text, s, n);
    }
    return true;
}

static bool on_end(void *ctx, const char *name) {
    struct lss *x = ctx;
    (void)name;
    if (x->depth == 5 && x->is_in_row && x->row.n < FIELDS_MAX) {
        x->row.field[x->row.n++] = (struct lss_field){x->name, arena_strdup(&x->s->arena, x->text.data)};
    } else if (x->depth == 4 && x->is_in_row) {
        take_row(x);
        x->is_in_row = false;
    }
    x->depth--;
    return true;
}

/* ---- making questions -------------------------------------------------------------------------------------------- */

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

static struct structure_question *question_by_id(struct lss *x, const struct lss_item *item) {
    for (size_t i = 0; i < x->s->n_questions; i++) {
        if (strcmp(x->s->question[i].id, item->id) == 0) {
            return &x->s->question[i];
        }
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

static void build(struct lss *x) {
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
}

static void clear(struct lss *x) {
    struct lss_table *tables[] = {&x->questions,      &x->subquestions, &x->answers,    &x->groups,
                                  &x->question_texts, &x->answer_texts, &x->group_texts};
    for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
        mem_free(tables[i]->item);
    }
    buf_clear(&x->text);
    arena_clear(&x->a);
}

bool structure_read_lss(const char *data, size_t n, const char *file, struct structure *s, struct diags *ds) {
    static const struct xml_events events = {on_start, on_end, on_text};
    struct lss x = {.s = s};
    struct place at = {.file = file};
    const char *problem = NULL;
    buf_init(&x.text, BUF_MAX_DEFAULT);
    s->format = "LimeSurvey .lss";
    s->id = "limesurvey";
    bool is_good = xml_parse(data, n, &events, &x, &x.a, &problem);
    if (!is_good) {
        diag_add(ds, DIAG_STRUCTURE_BROKEN, &at, "XML", problem ? problem : "");
    } else if (!x.is_survey || x.questions.n == 0) {
        diag_add(ds, DIAG_STRUCTURE_NO_SURVEY, &at, "LimeSurvey (.lss)");
        is_good = false;
    } else {
        build(&x);
    }
    clear(&x);
    return is_good;
}
