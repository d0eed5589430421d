/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/builder.h"

#include <string.h>

#define ROOM_SIZE ((size_t)64 * 1024)

void builder_init(struct table_builder *b, struct arena *a) { *b = (struct table_builder){.arena = a}; }

/* n + 1 unaligned bytes: cells are short, and the arena aligns each piece. */
static char *take_room(struct table_builder *b, size_t n) {
    if (n >= ROOM_SIZE / 4) {
        return arena_alloc(b->arena, n + 1, 1);
    }
    if (b->room_left < n + 1) {
        b->room = arena_alloc(b->arena, ROOM_SIZE, 1);
        b->room_left = ROOM_SIZE;
    }
    char *piece = b->room;
    b->room += n + 1;
    b->room_left -= n + 1;
    return piece;
}

size_t builder_unify_line_ends(char *s, size_t n) {
    char *to = s;
    for (const char *from = s, *end = s + n; from < end; from++) {
        if (*from == '\r') {
            *to++ = '\n';
            from += from + 1 < end && from[1] == '\n';
        } else {
            *to++ = *from;
        }
    }
    return (size_t)(to - s);
}

const char *builder_copy(struct table_builder *b, const char *s, size_t n) {
    if (n == 0) {
        return "";
    }
    char *copy = take_room(b, n);
    memcpy(copy, s, n);
    copy[n] = '\0';
    if (memchr(copy, '\r', n)) {
        copy[builder_unify_line_ends(copy, n)] = '\0';
    }
    return copy;
}

static size_t row_start(const struct table_builder *b) {
    const struct builder_row *last = b->n_rows ? &b->row[b->n_rows - 1] : NULL;
    return last ? last->start + (size_t)last->n_fields : 0;
}

size_t builder_n_fields(const struct table_builder *b) { return b->n_texts - row_start(b); }

void builder_add_shared(struct table_builder *b, const char *text, enum table_kind kind) {
    VEC_GROW(b->text, b->n_texts, b->texts_cap);
    if (b->has_kinds) {
        VEC_GROW(b->kind, b->n_texts, b->kinds_cap);
        b->kind[b->n_texts] = (unsigned char)kind;
    }
    b->text[b->n_texts++] = text;
}

void builder_add_cell(struct table_builder *b, const char *s, size_t n, enum table_kind kind) {
    builder_add_shared(b, builder_copy(b, s, n), kind);
}

void builder_add_field(struct table_builder *b, const char *s, size_t n) { builder_add_cell(b, s, n, TABLE_TEXT); }

void builder_drop_row(struct table_builder *b) { b->n_texts = row_start(b); }

void builder_end_row(struct table_builder *b, long line) {
    size_t start = row_start(b), n = b->n_texts - start;
    if (n == 0) {
        return;
    }
    int n_fields = n > TABLE_COLUMNS_MAX ? TABLE_COLUMNS_MAX : (int)n;
    b->n_texts = start + (size_t)n_fields;
    b->n_columns = n_fields > b->n_columns ? n_fields : b->n_columns;
    VEC_GROW(b->row, b->n_rows, b->rows_cap);
    b->row[b->n_rows++] = (struct builder_row){start, line, n_fields};
}

void builder_clear(struct table_builder *b) {
    mem_free(b->text);
    mem_free(b->row);
    mem_free(b->kind);
    *b = (struct table_builder){0};
}

void builder_finish(struct table_builder *b, struct table_text *t) {
    t->n_rows = b->n_rows;
    t->n_columns = b->n_columns;
    t->text = ARENA_ARRAY(b->arena, b->n_texts, const char *);
    t->start = ARENA_ARRAY(b->arena, b->n_rows, size_t);
    t->line = ARENA_ARRAY(b->arena, b->n_rows, long);
    t->n_fields = ARENA_ARRAY(b->arena, b->n_rows, int);
    if (b->n_texts) {
        memcpy(t->text, b->text, b->n_texts * sizeof *t->text);
    }
    if (b->n_texts && b->has_kinds) {
        t->kind = ARENA_ARRAY(b->arena, b->n_texts, unsigned char);
        memcpy(t->kind, b->kind, b->n_texts);
    }
    for (size_t i = 0; i < b->n_rows; i++) {
        t->start[i] = b->row[i].start;
        t->line[i] = b->row[i].line;
        t->n_fields[i] = b->row[i].n_fields;
    }
    builder_clear(b);
}
