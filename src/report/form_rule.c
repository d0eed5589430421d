/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be entered, and what cells look like by what is entered. Everything looks its line up by the id in its own
   row, so it holds however the lines are sorted. */
#include <string.h>

#include "model/qtype.h"
#include "report/form_part.h"

#define TEXT_MOST 2000
#define OLD_DAYS 365
#define AGING_DAYS 270

static struct entry_rule *new_rule(const struct form *f, enum entry_kind kind, enum form_word title) {
    struct entry_rule *rule = ARENA_NEW(&f->doc->arena, struct entry_rule);
    *rule = (struct entry_rule){.kind = kind, .title = fw_first(f, title)};
    return rule;
}

/* ---- rules ------------------------------------------------------------------------------------------------------- */

const struct entry_rule *form_fixed_rule(const struct form *f) {
    struct entry_rule *rule = new_rule(f, ENTRY_NONE, FORM_WORD_QUESTION);
    rule->error = FW(f, ERR_FIXED);
    return rule;
}

/* A column of the hidden lines, at the line whose id stands in this row. */
static ex of_line(struct arena *a, const char *id_column, const char *column) {
    ex at = EXPR_CALL_OF(a, "MATCH", expr_here(a, id_column), expr_column(a, "lines.id"), expr_number(a, 0));
    return EXPR_CALL_OF(a, "INDEX", expr_column(a, column), at);
}

static ex options_from(struct arena *a, ex first, ex n) {
    return EXPR_CALL_OF(a, "OFFSET", expr_column(a, "lists.text"), first, expr_number(a, 0), n, expr_number(a, 1));
}

const struct entry_rule *form_answer_rule(const struct form *f, const char *id_column) {
    struct arena *a = &f->doc->arena;
    struct entry_rule *rule = new_rule(f, ENTRY_LIST, FORM_WORD_ANSWER);
    rule->source = options_from(a, of_line(a, id_column, "lines.first"), of_line(a, id_column, "lines.count"));
    rule->message = FW(f, MSG_ANSWER);
    rule->error = FW(f, ERR_ANSWER);
    return rule;
}

const struct entry_rule *form_line_rule(const struct form *f, const struct form_line *line) {
    struct arena *a = &f->doc->arena;
    const char *type = form_question(f, line)->type->name;
    if (line->kind == LINE_HEAD) {
        return form_fixed_rule(f);
    }
    if (line->n > 0) {
        struct entry_rule *rule = new_rule(f, ENTRY_LIST, FORM_WORD_ANSWER);
        rule->source = options_from(a, expr_number(a, line->first), expr_number(a, line->n));
        rule->message = FW(f, MSG_ANSWER);
        rule->error = FW(f, ERR_ANSWER);
        return rule;
    }
    if (strcmp(type, "date") == 0) {
        return form_date_rule(f);
    }
    bool is_whole = strcmp(type, "integer") == 0;
    if (!is_whole && strcmp(type, "decimal") != 0) {
        return form_text_rule(f, FORM_WORD_ANSWER, NULL, TEXT_MOST);
    }
    struct entry_rule *rule = new_rule(f, ENTRY_NUMBER, FORM_WORD_ANSWER);
    rule->low = -1e9;
    rule->high = 1e9;
    rule->is_whole = is_whole;
    rule->error = is_whole ? FW(f, ERR_WHOLE) : FW(f, ERR_NUMBER);
    return rule;
}

const struct entry_rule *form_text_rule(const struct form *f, enum form_word title, const char *message, int most) {
    struct entry_rule *rule = new_rule(f, ENTRY_TEXT, title);
    rule->high = most;
    rule->message = message;
    rule->error = fw_fill(f, FORM_WORD_ERR_TEXT, doc_text(f->doc, "%d", most), "");
    return rule;
}

const struct entry_rule *form_confidence_rule(const struct form *f) {
    static const char *const words[] = {"1", "2", "3", "4", "5", NULL};
    struct entry_rule *rule = new_rule(f, ENTRY_LIST, FORM_WORD_CONFIDENCE);
    rule->words = words;
    rule->message = FW(f, MSG_CONFIDENCE);
    rule->error = FW(f, ERR_CONFIDENCE);
    return rule;
}

const struct entry_rule *form_date_rule(const struct form *f) {
    struct entry_rule *rule = new_rule(f, ENTRY_DATE, FORM_WORD_DATE);
    rule->error = FW(f, ERR_DATE);
    return rule;
}

const struct entry_rule *form_confirmed_rule(const struct form *f) {
    static const char *const words[] = {"yes", NULL};
    struct entry_rule *rule = new_rule(f, ENTRY_LIST, FORM_WORD_CONFIRMED);
    rule->words = words;
    rule->message = FW(f, MSG_CONFIRMED);
    rule->error = FW(f, ERR_CONFIRMED);
    return rule;
}

const struct entry_rule *form_handling_rule(const struct form *f) {
    static const char *const words[] = {"TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR", NULL};
    struct entry_rule *rule = new_rule(f, ENTRY_LIST, FORM_WORD_HANDLING);
    rule->words = words;
    rule->message = FW(f, MSG_HANDLING);
    rule->error = FW(f, ERR_ANSWER);
    return rule;
}

/* ---- looks ------------------------------------------------------------------------------------------------------- */

struct looks {
    struct form *f;
    struct table *t;
    struct emphasis *item;
    int n;
};

static ex here(const struct looks *x, const char *column) {
    return expr_here(&x->f->doc->arena, doc_text(x->f->doc, "%s.%s", x->t->id, column));
}

static ex is_state(const struct looks *x, const char *column, double value) {
    struct arena *a = &x->f->doc->arena;
    ex found = of_line(a, doc_text(x->f->doc, "%s.question", x->t->id), column);
    return expr_two(a, EXPR_EQUAL, found, expr_number(a, value));
}

static ex is_empty(const struct looks *x, const char *column) {
    struct arena *a = &x->f->doc->arena;
    return expr_two(a, EXPR_EQUAL, expr_length(a, here(x, column)), expr_number(a, 0));
}

static void add(struct looks *x, ex when, const char *column, enum tone tone, bool is_pale) {
    x->item[x->n++] = (struct emphasis){.when = when, .column = column, .tone = tone, .is_pale = is_pale};
    x->t->emphasis = x->item;
    x->t->n_emphases = x->n;
}

static void add_age(struct looks *x, const char *column) {
    struct arena *a = &x->f->doc->arena;
    static const struct {
        int days;
        enum tone tone;
    } ages[] = {{OLD_DAYS, TONE_WEAK}, {AGING_DAYS, TONE_FAIR}};
    for (size_t i = 0; i < ARRAY_LEN(ages); i++) {
        ex today = expr_call(a, "TODAY", NULL, 0), age = expr_two(a, EXPR_SUBTRACT, today, here(x, column));
        ex is_old = expr_two(a, EXPR_LESS, expr_number(a, ages[i].days), age);
        add(x, EXPR_OF(a, EXPR_AND, expr_is_number(a, here(x, column)), is_old), column, ages[i].tone, true);
    }
}

static struct looks start(struct form *f, struct table *t) {
    return (struct looks){f, t, ARENA_ARRAY(&f->doc->arena, 8, struct emphasis), 0};
}

void form_set_age(struct form *f, struct table *t, const char *column) {
    struct looks x = start(f, t);
    add_age(&x, column);
}

void form_set_emphases(struct form *f, struct table *t, bool has_confirmed) {
    struct arena *a = &f->doc->arena;
    struct looks x = start(f, t);
    add(&x, is_state(&x, "lines.asked", 0), NULL, TONE_MUTED, false);
    add(&x, is_state(&x, "lines.kind", LINE_HEAD), NULL, TONE_STRONG, true);
    ex na = is_state(&x, "lines.state", LINE_NA);
    add(&x, EXPR_OF(a, EXPR_AND, na, is_empty(&x, "na_reason")), "na_reason", TONE_WEAK, true);
    add(&x, is_state(&x, "lines.state", LINE_LEFT), "answer", TONE_FAIR, true);
    if (has_confirmed) {
        ex given = expr_not(a, is_empty(&x, "answer"));
        ex open = EXPR_OF(a, EXPR_AND, given, is_empty(&x, "confirmed"));
        add(&x, open, "answer", TONE_ACCENT, true);
    }
    add_age(&x, "date");
}
