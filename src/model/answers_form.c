/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/answers_form.h"

#include <string.h>

#include "model/answers_form_part.h"
#include "model/hint.h"
#include "model/qtype.h"

/* ---- opening ----------------------------------------------------------------------------------------------------- */

static void set_info(struct answers *x, const struct filled_table *t, size_t row) {
    static const struct {
        const char *key;
        size_t offset;
    } infos[] = {{"organisation", offsetof(struct answers_info, organisation)},
                 {"unit", offsetof(struct answers_info, unit)},
                 {"scope", offsetof(struct answers_info, scope)},
                 {"handling", offsetof(struct answers_info, handling)},
                 {"assessor", offsetof(struct answers_info, assessor)},
                 {"date", offsetof(struct answers_info, date)}};
    const char *key = text_trim(&x->arena, filled_cell(t, row, FILLED_ID));
    for (size_t i = 0; i < ARRAY_LEN(infos); i++) {
        if (strcmp(infos[i].key, key) == 0) {
            *(const char **)((char *)&x->info + infos[i].offset) =
                text_trim(&x->arena, filled_cell(t, row, FILLED_ANSWER));
        }
    }
}

/* Names of questions, without the options of several. */
static void collect_names(struct answers *x) {
    size_t most = 1;
    for (size_t i = 0; i < x->form->n; i++) {
        most += x->form->table[i].end - x->form->table[i].keys;
    }
    x->name = ARENA_ARRAY(&x->arena, most, const char *);
    for (size_t i = 0; i < x->form->n; i++) {
        const struct filled_table *t = &x->form->table[i];
        for (size_t row = t->keys + 1; t->kind == FILLED_LINES && row < t->end; row++) {
            const char *id = text_clean(&x->arena, filled_cell(t, row, FILLED_ID));
            if (*id && !strchr(id, '/')) {
                x->name[x->n_names++] = id;
            }
        }
    }
}

void answers_open_form(struct answers *x) {
    x->layout = LAYOUT_FORM;
    x->form = filled_find(&x->book.input, &x->arena);
    x->info.form_id = filled_meta(x->form, "form_id", &x->arena);
    x->info.version = filled_meta(x->form, "version", &x->arena);
    for (size_t i = 0; i < x->form->n; i++) {
        const struct filled_table *t = &x->form->table[i];
        for (size_t row = t->keys + 1; t->kind == FILLED_SETTINGS && row < t->end; row++) {
            set_info(x, t, row);
        }
    }
    collect_names(x);
}

bool answers_form_has_about(const struct answers *x) {
    struct arena a = {0};
    const struct filled_table *t = x->form ? filled_of_kind(x->form, FILLED_ABOUT) : NULL;
    bool has_any = false;
    for (size_t row = t ? t->keys + 2 : 0; t && row < t->end && !has_any; row++) {
        has_any = !text_is_empty(filled_cell(t, row, FILLED_ANSWER));
    }
    arena_clear(&a);
    return has_any;
}

struct place answers_form_info_place(const struct answers *x, const char *key, struct arena *a) {
    for (size_t i = 0; i < x->form->n; i++) {
        const struct filled_table *t = &x->form->table[i];
        size_t row = t->kind == FILLED_SETTINGS || t->kind == FILLED_META ? filled_row(t, key) : t->end;
        if (row < t->end) {
            return filled_place(t, row, FILLED_ANSWER, a);
        }
    }
    return (struct place){.file = x->file, .field = key};
}

/* ---- lines by id ------------------------------------------------------------------------------------------------- */

const struct form_line_at *form_line_find(struct form_reading *r, const char *id) {
    int i = map_find(&r->by_id, id);
    if (i < 0) {
        return NULL;
    }
    r->line[i].is_used = true;
    return &r->line[i];
}

struct place form_line_place(const struct form_reading *r, const struct form_line_at *l, enum filled_column column) {
    return filled_place(l->table, l->row, column, &r->x->arena);
}

const char *form_line_text(struct form_reading *r, const struct form_line_at *l, enum filled_column column) {
    const char *text = text_trim(&r->x->arena, filled_cell(l->table, l->row, column));
    if (!*text) {
        return "";
    }
    struct place at = form_line_place(r, l, column);
    return table_check_value(l->table->table, l->row, &at, r->ds) ? text : "";
}

static bool is_entry(enum filled_column column) { return column >= FILLED_ANSWER && column <= FILLED_DATE; }

/* The first column of a line in which a respondent has entered something; N_FILLED_COLUMNS when there is none. */
static enum filled_column first_entry(const struct filled_table *t, size_t row) {
    for (int c = 0; c < N_FILLED_COLUMNS; c++) {
        if (is_entry((enum filled_column)c) && !text_is_empty(filled_cell(t, row, (enum filled_column)c))) {
            return (enum filled_column)c;
        }
    }
    return N_FILLED_COLUMNS;
}

/* What stands in a line that belongs to no question would be lost. */
static void tell_no_id(struct form_reading *r, const struct filled_table *t, size_t row) {
    enum filled_column column = first_entry(t, row);
    if (column < N_FILLED_COLUMNS) {
        struct place at = filled_place(t, row, column, &r->x->arena);
        diag_add(r->ds, column == FILLED_ANSWER ? DIAG_FORM_ANSWER_NO_ID : DIAG_FORM_ENTRY_NO_ID, &at,
                 text_trim(&r->x->arena, filled_cell(t, row, column)));
    }
}

/* A copy of a line counts when the other is empty. */
static void add_again(struct form_reading *r, struct form_line_at *first, const struct form_line_at *again,
                      const char *id) {
    if (first_entry(again->table, again->row) == N_FILLED_COLUMNS) {
        return;
    }
    if (first_entry(first->table, first->row) == N_FILLED_COLUMNS) {
        *first = *again;
        return;
    }
    struct place at = form_line_place(r, again, FILLED_ID), one = form_line_place(r, first, FILLED_ID);
    diag_add(r->ds, DIAG_FORM_LINE_TWICE, &at, id, one.sheet, one.cell);
}

static bool is_header(const struct form_reading *r, const struct filled_table *t, size_t row, const char *id) {
    return row == t->keys + 1 && questionnaire_find(r->q, id) < 0;
}

static void add_line(struct form_reading *r, const struct filled_table *t, size_t row) {
    const char *id = text_clean(&r->x->arena, filled_cell(t, row, FILLED_ID));
    struct form_line_at line = {.table = t, .row = row};
    if (is_header(r, t, row, id)) {
        return;
    }
    if (!*id) {
        tell_no_id(r, t, row);
        return;
    }
    int known = map_find(&r->by_id, id);
    if (known >= 0) {
        add_again(r, &r->line[known], &line, id);
    } else {
        map_add(&r->by_id, id, (int)r->n);
        r->line[r->n++] = line;
    }
}

static void add_lines(struct form_reading *r, enum filled_kind kind) {
    const struct filled *f = r->x->form;
    size_t most = 0;
    for (size_t i = 0; i < f->n; i++) {
        most += f->table[i].end - f->table[i].keys;
    }
    r->line = ARENA_ARRAY(&r->x->arena, most + 1, struct form_line_at);
    for (size_t i = 0; i < f->n; i++) {
        for (size_t row = f->table[i].keys + 1; f->table[i].kind == kind && row < f->table[i].end; row++) {
            add_line(r, &f->table[i], row);
        }
    }
}

/* ---- what belongs to no question --------------------------------------------------------------------------------- */

static void tell_unknown(struct form_reading *r, const struct form_line_at *l) {
    struct answers *x = r->x;
    const char *id = text_clean(&x->arena, filled_cell(l->table, l->row, FILLED_ID));
    struct place at = form_line_place(r, l, FILLED_ID);
    bool is_empty = first_entry(l->table, l->row) == N_FILLED_COLUMNS;
    if (answers_are_of_other_time(x)) {
        if (!strchr(id, '/')) {
            x->gone[x->n_gone++] = id;
        }
        if (!is_empty) {
            diag_add(r->ds, DIAG_FORM_QUESTION_GONE, &at, id);
        }
    } else if (strchr(id, '/')) {
        diag_add(r->ds, DIAG_FORM_OPTION_GONE, &at, id, r->q->info.id);
    } else {
        diag_add(r->ds, DIAG_QUESTION_UNKNOWN, &at, id, r->q->info.id, questionnaire_hint(r->q, id, &x->arena));
    }
}

static void tell_all_unknown(struct form_reading *r) {
    r->x->gone = ARENA_ARRAY(&r->x->arena, r->n + 1, const char *);
    for (size_t i = 0; i < r->n; i++) {
        if (!r->line[i].is_used) {
            tell_unknown(r, &r->line[i]);
        }
    }
}

static void tell_missing_columns(struct form_reading *r) {
    static const struct {
        enum filled_column column;
        const char *key;
    } wanted[] = {{FILLED_REASON, "na_reason"},  {FILLED_CONFIDENCE, "confidence"}, {FILLED_COMMENT, "comment"},
                  {FILLED_EVIDENCE, "evidence"}, {FILLED_OWNER, "owner"},           {FILLED_DATE, "date"}};
    for (size_t i = 0; i < r->x->form->n; i++) {
        const struct filled_table *t = &r->x->form->table[i];
        for (size_t k = 0; t->kind == FILLED_LINES && k < ARRAY_LEN(wanted); k++) {
            if (t->column[wanted[k].column] < 0) {
                struct place at = table_place(t->table, t->keys, -1, NULL, &r->x->arena);
                diag_add(r->ds, DIAG_FORM_COLUMN_MISSING, &at, wanted[k].key);
            }
        }
    }
}

static int count_known(const struct form_reading *r, enum filled_kind kind) {
    int n = 0;
    for (size_t i = 0; i < r->x->form->n; i++) {
        const struct filled_table *t = &r->x->form->table[i];
        for (size_t row = t->keys + 1; t->kind == kind && row < t->end; row++) {
            n += questionnaire_find(r->q, text_clean(&r->x->arena, filled_cell(t, row, FILLED_ID))) >= 0;
        }
    }
    return n;
}

/* The questionnaire is that of the organisation's part. */
static bool is_of_about(const struct form_reading *r) {
    bool is_other = *r->x->info.form_id && !text_equal(r->x->info.form_id, r->q->info.id);
    return is_other && count_known(r, FILLED_ABOUT) > count_known(r, FILLED_LINES);
}

void answers_read_form(struct answers *x, struct diags *ds) {
    struct form_reading r = {.x = x, .q = x->questionnaire, .ds = ds};
    x->is_about = x->is_about || is_of_about(&r);
    bool is_own = !x->is_about;
    if (is_own) {
        form_find_changes(&r);
        tell_missing_columns(&r);
    }
    add_lines(&r, is_own ? FILLED_LINES : FILLED_ABOUT);
    for (int i = 0; i < r.q->n_questions; i++) {
        if (question_is_answered(&r.q->question[i])) {
            form_read_question(&r, i);
        }
    }
    tell_all_unknown(&r);
    if (is_own) {
        form_tell_changes(&r);
    }
    if (r.n_open > 0) {
        struct place at = {.file = x->file};
        diag_add(ds, DIAG_FORM_OPTIONS_OPEN, &at, arena_printf(&x->arena, "%d", r.n_open));
    }
    map_clear(&r.by_id);
}
