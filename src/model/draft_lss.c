/* SPDX-License-Identifier: GPL-3.0-or-later */
/* LimeSurvey .lss: the tables of a survey as XML. Texts stand in the rows themselves (up to version 3), a row a
   language, or in tables of their own that end in _l10ns. */
#include "model/draft_lss.h"

#include <string.h>

#include "base/num.h"
#include "base/xml.h"

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
                            .scale = value(r, "scale_id"),
                            .relevance = value(r, "relevance")};
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
    struct lss_item item = {.id = value(r, "gid"), .lang = value(r, "language"), .relevance = value(r, "grelevance")};
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
        lss_build(&x);
    }
    clear(&x);
    return is_good;
}
