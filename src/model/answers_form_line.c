/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the lines of a question say together: one line, or one for each option. */
#include <string.h>

#include "model/answer_code.h"
#include "model/answers_form_part.h"
#include "model/qtype.h"
#include "model/scoring.h"

#define NONE "none" /* the choice that is made when no other is; it has no line */

/* ---- beside an answer -------------------------------------------------------------------------------------------- */

/* A day, also where a spreadsheet added a time to it. */
static const char *day_of(struct form_reading *r, const struct form_line_at *l) {
    const char *text = form_line_text(r, l, FILLED_DATE), *time = strchr(text, 'T');
    bool is_date = table_kind_of(l->table->table, l->row, l->table->column[FILLED_DATE]) == TABLE_DATE;
    return is_date && time ? arena_strndup(&r->x->arena, text, (size_t)(time - text)) : text;
}

static void read_details(struct form_reading *r, int i, const struct form_line_at *l) {
    struct answers *x = r->x;
    struct answer *a = &x->answer[i];
    struct place at_confidence = form_line_place(r, l, FILLED_CONFIDENCE), at_date = form_line_place(r, l, FILLED_DATE);
    struct answer_cell confidence = {form_line_text(r, l, FILLED_CONFIDENCE), false, &at_confidence};
    struct answer_cell date = {day_of(r, l), false, &at_date};
    answers_set_confidence(x, a, &confidence, r->ds);
    answers_set_date(x, a, &date, r->ds);
    a->na_reason = form_line_text(r, l, FILLED_REASON);
    a->comment = form_line_text(r, l, FILLED_COMMENT);
    a->evidence = form_line_text(r, l, FILLED_EVIDENCE);
    a->owner = form_line_text(r, l, FILLED_OWNER);
}

/* ---- one line ---------------------------------------------------------------------------------------------------- */

static void read_single(struct form_reading *r, int i, const struct form_line_at *l) {
    struct place at = form_line_place(r, l, FILLED_ANSWER);
    bool is_number = table_kind_of(l->table->table, l->row, at.column - 1) == TABLE_NUMBER;
    struct answer_cell cell = {form_line_text(r, l, FILLED_ANSWER), is_number, &at};
    answers_set_answer(r->x, i, &cell, r->ds);
    read_details(r, i, l);
    answers_check_reason(r->x, i, r->ds);
}

/* ---- options ----------------------------------------------------------------------------------------------------- */

enum tick { TICK_NONE, TICK_YES, TICK_NO, TICK_CANNOT, TICK_WRONG };

/* What is put together of the options of a question. */
struct options {
    const struct question *question;
    int twin; /* the question about what cannot apply; −1 */
    struct buf chosen, cannot, reason, comment, evidence;
    int n, n_found, n_filled, n_chosen, n_cannot, n_wrong;
    const struct form_line_at *first;
};

static bool is_option(const struct choice_list *list, int c) {
    return list->n == 1 || strcmp(list->choice[c].name, NONE) != 0;
}

/* The question on the same node that says which of these options cannot apply; −1. */
static int twin_of(const struct questionnaire *q, int i) {
    const struct question *x = &q->question[i];
    for (int k = 0; *x->node_id && strcmp(x->layer_name, LAYER_NOT_APPLICABLE_NAME) != 0 && k < q->n_questions; k++) {
        const struct question *y = &q->question[k];
        if (y->type->is_multiple && strcmp(y->layer_name, LAYER_NOT_APPLICABLE_NAME) == 0 &&
            strcmp(y->node_id, x->node_id) == 0) {
            return k;
        }
    }
    return -1;
}

static enum tick tick_called(const char *code) {
    return strcmp(code, "1") == 0    ? TICK_YES
           : strcmp(code, "0") == 0  ? TICK_NO
           : strcmp(code, "na") == 0 ? TICK_CANNOT
                                     : TICK_WRONG;
}

static enum tick read_tick(struct form_reading *r, const struct options *o, const struct form_line_at *l, int choice) {
    struct arena *a = &r->x->arena;
    const char *text = text_fold(a, form_line_text(r, l, FILLED_ANSWER)), *wording = "";
    if (!*text) {
        return TICK_NONE;
    }
    const char *code = answer_code(text, &wording, a);
    enum tick tick = tick_called(code ? code : text), other = tick_called(wording);
    const char *name = question_list(r->q, o->question)->choice[choice].name;
    bool has_na = o->twin >= 0 && question_choice(r->q, &r->q->question[o->twin], name) >= 0;
    if (tick == TICK_WRONG || (tick == TICK_CANNOT && !has_na) || (other != TICK_WRONG && other != tick)) {
        struct place at = form_line_place(r, l, FILLED_ANSWER);
        diag_add(r->ds, DIAG_FORM_TICK_UNKNOWN, &at, form_line_text(r, l, FILLED_ANSWER), name,
                 has_na ? "1, 0, na" : "1, 0");
        return TICK_WRONG;
    }
    return tick;
}

static void put_word(struct buf *b, const char *word) { buf_printf(b, "%s%s", b->len ? " " : "", word); }

static void put_note(struct buf *b, const char *option, const char *text) {
    if (*text) {
        buf_printf(b, "%s%s: %s", b->len ? "; " : "", option, text);
    }
}

static void take_reason(struct form_reading *r, struct options *o, const struct form_line_at *l, const char *option) {
    const char *reason = form_line_text(r, l, FILLED_REASON);
    struct place at = form_line_place(r, l, FILLED_REASON);
    if (!*reason) {
        diag_add(r->ds, DIAG_NA_NO_REASON, &at, arena_printf(&r->x->arena, "%s/%s", o->question->name, option));
    }
    put_note(&o->reason, option, reason);
}

/* What stands beside an option belongs to the question; there is no place for more than texts. */
static void take_notes(struct form_reading *r, struct options *o, const struct form_line_at *l, const char *option) {
    static const enum filled_column others[] = {FILLED_CONFIDENCE, FILLED_OWNER, FILLED_DATE};
    put_note(&o->comment, option, form_line_text(r, l, FILLED_COMMENT));
    put_note(&o->evidence, option, form_line_text(r, l, FILLED_EVIDENCE));
    for (size_t i = 0; i < ARRAY_LEN(others); i++) {
        const char *text = form_line_text(r, l, others[i]);
        if (*text) {
            struct place at = form_line_place(r, l, others[i]);
            diag_add(r->ds, DIAG_FORM_DETAIL_OPTION, &at, text, o->question->name);
        }
    }
}

static void take_option(struct form_reading *r, struct options *o, int choice) {
    const char *name = question_list(r->q, o->question)->choice[choice].name;
    const struct form_line_at *l = form_line_find(r, arena_printf(&r->x->arena, "%s/%s", o->question->name, name));
    o->n++;
    if (!l) {
        return;
    }
    enum tick tick = read_tick(r, o, l, choice);
    o->first = o->first ? o->first : l;
    o->n_found++;
    o->n_filled += tick != TICK_NONE;
    o->n_wrong += tick == TICK_WRONG;
    o->n_chosen += tick == TICK_YES;
    o->n_cannot += tick == TICK_CANNOT;
    if (tick == TICK_YES) {
        put_word(&o->chosen, name);
    } else if (tick == TICK_CANNOT) {
        put_word(&o->cannot, name);
        take_reason(r, o, l, name);
    }
    take_notes(r, o, l, name);
}

/* ---- several choices --------------------------------------------------------------------------------------------- */

static void set_names(struct form_reading *r, int i, const char *names, const struct form_line_at *l) {
    struct place at = form_line_place(r, l, FILLED_ANSWER);
    struct answer_cell cell = {names, false, &at};
    answers_set_answer(r->x, i, &cell, r->ds);
}

static const char *joined(struct form_reading *r, const char *one, const struct buf *two) {
    return !two->len ? one : arena_printf(&r->x->arena, "%s%s%s", one, *one ? "; " : "", two->data);
}

/* "None of these" is said by answering every option with no. */
static void settle(struct form_reading *r, int i, struct options *o, const struct form_line_at *place) {
    bool is_whole = o->n_filled == o->n && o->n_wrong == 0;
    bool has_none = question_choice(r->q, o->question, NONE) >= 0;
    r->x->answer[i].place = form_line_place(r, place, FILLED_ANSWER);
    if (o->n_chosen > 0) {
        set_names(r, i, o->chosen.data, place);
    } else if (is_whole && has_none) {
        set_names(r, i, NONE, place);
    }
    if (o->twin >= 0 && o->n_cannot > 0) {
        set_names(r, o->twin, o->cannot.data, place);
        r->x->answer[o->twin].na_reason = arena_strdup(&r->x->arena, o->reason.data);
    } else if (o->twin >= 0 && is_whole && question_choice(r->q, &r->q->question[o->twin], NONE) >= 0) {
        set_names(r, o->twin, NONE, place);
    }
    r->n_open += o->n_filled > 0 ? o->n - o->n_filled : 0;
}

static void clear_options(struct options *o) {
    buf_clear(&o->chosen);
    buf_clear(&o->cannot);
    buf_clear(&o->reason);
    buf_clear(&o->comment);
    buf_clear(&o->evidence);
}

static void start_options(struct form_reading *r, struct options *o, int i) {
    *o = (struct options){.question = &r->q->question[i], .twin = twin_of(r->q, i)};
    buf_init(&o->chosen, BUF_MAX_DEFAULT);
    buf_init(&o->cannot, BUF_MAX_DEFAULT);
    buf_init(&o->reason, BUF_MAX_DEFAULT);
    buf_init(&o->comment, BUF_MAX_DEFAULT);
    buf_init(&o->evidence, BUF_MAX_DEFAULT);
    if (o->twin >= 0 && map_find(&r->by_id, r->q->question[o->twin].name) >= 0) {
        o->twin = -1; /* it has lines of its own */
    }
}

static void tell_missing(struct form_reading *r, const char *question, const char *what) {
    struct place at = {.file = r->x->file};
    if (form_asked(r, question)) {
        diag_add(r->ds, DIAG_FORM_LINE_MISSING, &at, what);
    }
}

static void tell_missing_options(struct form_reading *r, const struct options *o) {
    const struct choice_list *list = question_list(r->q, o->question);
    for (int c = 0; c < list->n; c++) {
        const char *id = arena_printf(&r->x->arena, "%s/%s", o->question->name, list->choice[c].name);
        if (is_option(list, c) && map_find(&r->by_id, id) < 0) {
            tell_missing(r, o->question->name, id);
        }
    }
}

static void read_several(struct form_reading *r, int i, const struct form_line_at *head) {
    struct options o;
    start_options(r, &o, i);
    const struct choice_list *list = question_list(r->q, o.question);
    for (int c = 0; c < list->n; c++) {
        if (is_option(list, c)) {
            take_option(r, &o, c);
        }
    }
    const char *text = head ? form_line_text(r, head, FILLED_ANSWER) : "";
    if (*text) {
        struct place at = form_line_place(r, head, FILLED_ANSWER);
        diag_add(r->ds, DIAG_FORM_ANSWER_HEAD, &at, text, o.question->name);
    }
    if (head) {
        read_details(r, i, head);
    }
    if (head || o.first) {
        settle(r, i, &o, o.first ? o.first : head);
        r->x->answer[i].comment = joined(r, r->x->answer[i].comment, &o.comment);
        r->x->answer[i].evidence = joined(r, r->x->answer[i].evidence, &o.evidence);
        answers_check_reason(r->x, i, r->ds);
    }
    if (o.n_found > 0 && o.n_found < o.n) {
        tell_missing_options(r, &o);
    }
    clear_options(&o);
}

/* A question about what cannot apply is answered by the options of another. */
bool form_is_folded(const struct form_reading *r, int i) {
    for (int k = 0; strcmp(r->q->question[i].layer_name, LAYER_NOT_APPLICABLE_NAME) == 0 && k < r->q->n_questions;
         k++) {
        if (k != i && question_is_answered(&r->q->question[k]) && r->q->question[k].type->is_multiple &&
            twin_of(r->q, k) == i) {
            return true;
        }
    }
    return false;
}

static bool has_options(const struct form_reading *r, int i) {
    const struct question *question = &r->q->question[i];
    const struct choice_list *list = question_list(r->q, question);
    for (int c = 0; c < list->n; c++) {
        if (map_find(&r->by_id, arena_printf(&r->x->arena, "%s/%s", question->name, list->choice[c].name)) >= 0) {
            return true;
        }
    }
    return false;
}

void form_read_question(struct form_reading *r, int i) {
    const struct question *question = &r->q->question[i];
    const struct form_line_at *line = form_line_find(r, question->name);
    bool is_several = question->type->is_multiple && (line || has_options(r, i));
    if (is_several) {
        read_several(r, i, line);
    } else if (line) {
        read_single(r, i, line);
    }
    if (!line && (is_several || !form_is_folded(r, i))) {
        tell_missing(r, question->name, question->name);
    }
}
