/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/dataset_part.h"

#include <math.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "model/qtype.h"

#define LONG_TEXT 32767 /* characters that a cell of a workbook holds */

void row_list_add(struct row_list *l, uint32_t line) {
    if (l->count < DATASET_LINES_KEPT) {
        l->line[l->count] = line;
    }
    l->count++;
}

/* ---- begin and end ----------------------------------------------------------------------------------------------- */

void dataset_part_init(struct dataset_part *p, const struct dataset_plan *plan) {
    const struct questionnaire *q = plan->questionnaire;
    *p = (struct dataset_part){.plan = plan, .slot = mem_alloc((size_t)plan->n_slots, sizeof *p->slot)};
    for (int i = 0; i < plan->n_slots; i++) {
        struct part_slot *s = &p->slot[i];
        const struct response_column *model = &plan->model[i];
        *s = (struct part_slot){.question = i < q->n_questions ? &q->question[i] : NULL};
        column_init(&s->column, model->kind, model->n_choices, model->choice_state);
        s->column.keeps_text = model->keeps_text;
        s->is_whole = s->question && s->question->type && strcmp(s->question->type->name, "integer") == 0;
        choice_codes_init(&s->codes, q, s->question);
        s->is_bytes = model->kind == COLUMN_ONE && s->column.n_bytes == 1;
    }
    p->of_column = mem_alloc((size_t)plan->n_columns + 1, sizeof *p->of_column);
    for (int i = 0; i < plan->n_columns; i++) {
        p->of_column[i] = plan->target[i] < 0 ? NULL : &p->slot[plan->target[i]];
    }
}

static void clear_unknown(struct part_slot *s) {
    map_clear(&s->unknown_index);
    s->unknown_index = (struct map){0};
    s->unknown.n = 0;
}

void dataset_part_clear(struct dataset_part *p) {
    for (int i = 0; p->plan && i < p->plan->n_slots; i++) {
        column_clear(&p->slot[i].column);
        choice_codes_clear(&p->slot[i].codes);
        clear_unknown(&p->slot[i]);
        mem_free(p->slot[i].unknown.item);
    }
    mem_free(p->slot);
    mem_free(p->of_column);
    mem_free(p->line);
    arena_clear(&p->arena);
    *p = (struct dataset_part){0};
}

void dataset_part_reset(struct dataset_part *p) {
    for (int i = 0; i < p->plan->n_slots; i++) {
        struct part_slot *s = &p->slot[i];
        column_reset(&s->column);
        if (s->unknown.n > 0) {
            clear_unknown(s);
        }
    }
    p->n_rows = 0;
    p->short_rows = p->long_texts = p->wide_rows = (struct row_list){0};
    arena_reset(&p->arena);
}

void dataset_part_reserve(struct dataset_part *p, size_t n) {
    size_t wanted = p->n_rows + n;
    if (wanted > p->lines_cap) {
        p->lines_cap = wanted + wanted / 4;
        p->line = mem_realloc(p->line, p->lines_cap, sizeof *p->line);
        for (int i = 0; i < p->plan->n_slots; i++) {
            column_reserve(&p->slot[i].column, p->lines_cap);
        }
    }
}

/* ---- cells ------------------------------------------------------------------------------------------------------- */

static void note_unknown(struct dataset_part *p, struct part_slot *s, const char *text, size_t n, uint32_t line) {
    int i = map_find_n(&s->unknown_index, text, n);
    if (i < 0) {
        VEC_GROW(s->unknown.item, s->unknown.n, s->unknown.cap);
        i = (int)s->unknown.n++;
        s->unknown.item[i] = (struct unknown_answer){.text = arena_strndup(&p->arena, text, n)};
        map_add(&s->unknown_index, s->unknown.item[i].text, i);
    }
    row_list_add(&s->unknown.item[i].rows, line);
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

static void trim(const char **text, size_t *n) {
    while (*n > 0 && is_blank(**text)) {
        ++*text, --*n;
    }
    while (*n > 0 && is_blank((*text)[*n - 1])) {
        --*n;
    }
}

static void put_one(struct dataset_part *p, struct part_slot *s, const char *text, size_t n, uint32_t line) {
    struct response_column *c = &s->column;
    int code = choice_codes_find(&s->codes, text, n);
    if (code < 0) {
        trim(&text, &n);
        if (n > 0) {
            note_unknown(p, s, text, n, line);
        }
        code = column_special(c, n > 0 ? RESPONSE_INVALID : RESPONSE_BLANK);
    }
    column_set_code(c, c->n++, code);
}

/* Names separated by blanks, ';' or line ends. */
static bool next_name(const char **rest, const char *end, const char **name, size_t *n) {
    const char *s = *rest;
    while (s < end && (is_blank(*s) || *s == ';')) {
        s++;
    }
    const char *start = s;
    while (s < end && !is_blank(*s) && *s != ';') {
        s++;
    }
    *name = start;
    *n = (size_t)(s - start);
    *rest = s;
    return s > start;
}

/* A choice that says something of the whole question stands alone. */
static enum response_state state_of_names(const struct response_column *c, const bool has_state[N_RESPONSE_STATES],
                                          int n) {
    bool has_na = has_state[RESPONSE_NA], has_dk = has_state[RESPONSE_DK];
    (void)c;
    return n == 0               ? RESPONSE_INVALID
           : !has_na && !has_dk ? RESPONSE_GIVEN
           : n > 1              ? RESPONSE_INVALID
           : has_na             ? RESPONSE_NA
                                : RESPONSE_DK;
}

static void put_many(struct dataset_part *p, struct part_slot *s, const char *text, size_t n, uint32_t line) {
    struct response_column *c = &s->column;
    uint8_t *bits = c->bits + c->n * (size_t)c->n_bytes;
    bool has_state[N_RESPONSE_STATES] = {false}, has_unknown = false;
    const char *rest = text, *name;
    size_t len;
    int n_names = 0;
    memset(bits, 0, (size_t)c->n_bytes);
    while (next_name(&rest, text + n, &name, &len)) {
        int choice = choice_codes_find(&s->codes, name, len);
        has_unknown = has_unknown || choice < 0;
        if (choice < 0) {
            note_unknown(p, s, name, len, line);
        } else if (!(bits[choice / 8] >> (choice % 8) & 1)) {
            bits[choice / 8] |= (uint8_t)(1U << (choice % 8));
            has_state[c->choice_state[choice]] = true;
            n_names++;
        }
    }
    enum response_state state = n_names || has_unknown ? state_of_names(c, has_state, n_names) : RESPONSE_BLANK;
    if (state == RESPONSE_INVALID) {
        memset(bits, 0, (size_t)c->n_bytes);
        if (n_names > 0) {
            note_unknown(p, s, text, n, line);
        }
    }
    c->state[c->n++] = (uint8_t)state;
}

static void put_number(struct dataset_part *p, struct part_slot *s, const char *text, size_t n, uint32_t line) {
    struct response_column *c = &s->column;
    double x = 0;
    trim(&text, &n);
    bool is_good = n == 0 || (num_parse_n(text, n, &x) && (!s->is_whole || x == floor(x)));
    if (!is_good) {
        note_unknown(p, s, text, n, line);
    }
    c->state[c->n] = n == 0 ? RESPONSE_BLANK : is_good ? RESPONSE_GIVEN : RESPONSE_INVALID;
    c->number[c->n++] = is_good ? x : 0;
}

static void put_text(struct dataset_part *p, struct part_slot *s, const char *text, size_t n, uint32_t line) {
    struct response_column *c = &s->column;
    trim(&text, &n);
    c->state[c->n] = n > 0 ? RESPONSE_GIVEN : RESPONSE_BLANK;
    if (n > LONG_TEXT) {
        row_list_add(&p->long_texts, line);
    }
    if (c->keeps_text) {
        buf_add(&c->text, text, n);
        c->end[c->n] = (uint32_t)c->text.len;
    }
    c->n++;
}

/* A cell behind the last name of the header: nothing, when it is blank. */
static void note_beyond(struct dataset_part *p, const char *text, size_t n, uint32_t line) {
    trim(&text, &n);
    bool is_noted = p->wide_rows.count > 0 && p->last_wide == line;
    if (n > 0 && !is_noted) {
        row_list_add(&p->wide_rows, line);
        p->last_wide = line;
    }
}

void dataset_part_put(struct dataset_part *p, int column, const char *text, size_t n, uint32_t line) {
    if (column >= p->plan->n_columns) {
        note_beyond(p, text, n, line);
        return;
    }
    struct part_slot *s = p->of_column[column];
    if (n == 0) {
        column_blank(&s->column);
        return;
    }
    switch (s->column.kind) {
    case COLUMN_ONE:
        put_one(p, s, text, n, line);
        break;
    case COLUMN_MANY:
        put_many(p, s, text, n, line);
        break;
    case COLUMN_NUMBER:
        put_number(p, s, text, n, line);
        break;
    default:
        put_text(p, s, text, n, line);
    }
}

void dataset_part_end_row(struct dataset_part *p, int n_fields, uint32_t line) {
    p->line[p->n_rows++] = line;
    if (n_fields < p->plan->n_columns) {
        row_list_add(&p->short_rows, line);
        for (int i = n_fields; i < p->plan->n_columns; i++) {
            dataset_part_cell(p, i, "", 0, line);
        }
    }
}

/* ---- join -------------------------------------------------------------------------------------------------------- */

static void join_list(struct row_list *to, const struct row_list *from, long first_line) {
    for (size_t i = 0; i < from->count && i < DATASET_LINES_KEPT && to->count + i < DATASET_LINES_KEPT; i++) {
        to->line[to->count + i] = from->line[i] + (uint32_t)first_line;
    }
    to->count += from->count;
}

static struct row_list *unknown_rows(struct unknown_answers *u, const char *text, struct arena *a) {
    for (size_t i = 0; i < u->n; i++) {
        if (strcmp(u->item[i].text, text) == 0) {
            return &u->item[i].rows;
        }
    }
    if (u->n == DATASET_UNKNOWN_KEPT) {
        return &u->others;
    }
    VEC_GROW(u->item, u->n, u->cap);
    u->item[u->n] = (struct unknown_answer){.text = arena_strdup(a, text)};
    return &u->item[u->n++].rows;
}

void dataset_part_make_room(struct dataset *d, size_t n) {
    d->line = mem_realloc(d->line, n, sizeof *d->line);
    d->lines_cap = n;
    for (int i = 0; i < d->questionnaire->n_questions; i++) {
        column_reserve(&d->column[i], n);
    }
    for (int i = 0; i < N_DATASET_EXTRAS; i++) {
        column_reserve(&d->extra[i], n);
    }
}

bool dataset_part_join(const struct dataset_part *p, struct dataset *d, long first_line) {
    int n_questions = d->questionnaire->n_questions;
    bool is_good = true;
    if (d->n_rows + p->n_rows > d->lines_cap) {
        dataset_part_make_room(d, (d->n_rows + p->n_rows) * 9 / 8);
    }
    for (size_t i = 0; i < p->n_rows; i++) {
        d->line[d->n_rows + i] = p->line[i] + (uint32_t)first_line;
    }
    for (int i = 0; i < p->plan->n_slots; i++) {
        const struct part_slot *s = &p->slot[i];
        is_good = column_append(i < n_questions ? &d->column[i] : &d->extra[i - n_questions], &s->column) && is_good;
        for (size_t k = 0; k < s->unknown.n; k++) {
            struct row_list *to = unknown_rows(&d->unknown[i], s->unknown.item[k].text, &d->arena);
            join_list(to, &s->unknown.item[k].rows, first_line);
        }
    }
    join_list(&d->short_rows, &p->short_rows, first_line);
    join_list(&d->long_texts, &p->long_texts, first_line);
    join_list(&d->wide_rows, &p->wide_rows, first_line);
    d->n_rows += p->n_rows;
    return is_good;
}
