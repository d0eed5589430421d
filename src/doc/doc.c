/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/doc.h"

#include <string.h>

/* ---- cells ------------------------------------------------------------------------------------------------- */
struct cell cell_text(const char *text) {
    return (struct cell){.kind = CELL_TEXT, .text = text ? text : ""};
}

struct cell cell_toned(const char *text, enum tone tone) {
    struct cell c = cell_text(text);
    c.tone = tone;
    return c;
}

struct cell cell_number(double number, enum unit unit) {
    return (struct cell){.kind = CELL_NUMBER, .unit = unit, .number = number};
}

struct cell cell_none(const char *text, const char *reason) {
    return (struct cell){.kind = CELL_NONE, .text = text ? text : "", .reason = reason, .tone = TONE_MUTED};
}

/* ---- growing arrays ---------------------------------------------------------------------------------------- */
/* Doubles an array inside the arena when it is full. The old copy stays until the arena dies: at most as much again. */
static void *grow_in_arena(struct arena *a, void *item, size_t n, size_t *cap, size_t size) {
    if (n < *cap) {
        return item;
    }
    size_t wanted = *cap ? *cap * 2 : 8;
    void *grown = arena_alloc(a, wanted, size);
    if (n > 0) {
        memcpy(grown, item, n * size);
    }
    *cap = wanted;
    return grown;
}
#define ARENA_GROW(a, item, n, cap) ((item) = grow_in_arena((a), (item), (n), &(cap), sizeof *(item)))

static void *copy_in_arena(struct arena *a, const void *item, size_t n, size_t size) {
    void *copy = arena_alloc(a, n > 0 ? n : 1, size);
    if (n > 0) {
        memcpy(copy, item, n * size);
    }
    return copy;
}

/* ---- the document ------------------------------------------------------------------------------------------ */
void doc_init(struct doc *d, const char *title, const char *lang) {
    *d = (struct doc){.title = title, .lang = lang ? lang : "en"};
}

void doc_clear(struct doc *d) {
    if (d->data) {
        json_free(d->data);
    }
    arena_clear(&d->arena);
    *d = (struct doc){0};
}

const char *doc_text(struct doc *d, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    const char *text = arena_vprintf(&d->arena, fmt, ap);
    va_end(ap);
    return text;
}

void doc_add_property(struct doc *d, const char *name, const char *value) {
    ARENA_GROW(&d->arena, d->property, d->n_properties, d->cap_properties);
    d->property[d->n_properties++] = (struct property){.name = name, .value = value};
}

void doc_add_fact(struct doc *d, struct fact f) {
    ARENA_GROW(&d->arena, d->fact, d->n_facts, d->cap_facts);
    d->fact[d->n_facts++] = f;
}

struct sheet *doc_add_sheet(struct doc *d, const char *id, const char *name, enum sheet_kind kind) {
    struct sheet *s = ARENA_NEW(&d->arena, struct sheet);
    *s = (struct sheet){.id = id, .name = name, .kind = kind};
    ARENA_GROW(&d->arena, d->sheet, d->n_sheets, d->cap_sheets);
    d->sheet[d->n_sheets++] = s;
    return s;
}

const struct sheet *doc_find_sheet(const struct doc *d, const char *id) {
    for (size_t i = 0; i < d->n_sheets; i++) {
        if (id && d->sheet[i]->id && strcmp(d->sheet[i]->id, id) == 0) {
            return d->sheet[i];
        }
    }
    return NULL;
}

static const struct table *sheet_find_table(const struct sheet *s, const char *id) {
    for (size_t i = 0; i < s->n_blocks; i++) {
        const struct table *t = s->block[i].table;
        if (t && t->id && strcmp(t->id, id) == 0) {
            return t;
        }
    }
    return NULL;
}

const struct table *doc_find_table(const struct doc *d, const char *id, const struct sheet **on_sheet) {
    const struct table *found = NULL;
    for (size_t i = 0; id && !found && i < d->n_sheets; i++) {
        found = sheet_find_table(d->sheet[i], id);
        if (found && on_sheet) {
            *on_sheet = d->sheet[i];
        }
    }
    return found;
}

int table_find_column(const struct table *t, const char *key) {
    for (int c = 0; key && c < t->n_columns; c++) {
        if (t->column[c].key && strcmp(t->column[c].key, key) == 0) {
            return c;
        }
    }
    return -1;
}

/* ---- blocks ------------------------------------------------------------------------------------------------ */
static struct block *add_block(struct doc *d, struct sheet *s, enum block_kind kind) {
    ARENA_GROW(&d->arena, s->block, s->n_blocks, s->cap_blocks);
    struct block *b = &s->block[s->n_blocks++];
    *b = (struct block){.kind = kind, .width = 12};
    return b;
}

struct block *add_heading(struct doc *d, struct sheet *s, int level, const char *text) {
    struct block *b = add_block(d, s, BLOCK_HEADING);
    b->level = level;
    b->text = text;
    return b;
}

struct block *add_text(struct doc *d, struct sheet *s, const char *text, enum tone tone) {
    struct block *b = add_block(d, s, BLOCK_TEXT);
    b->text = text;
    b->tone = tone;
    return b;
}

struct block *add_list(struct doc *d, struct sheet *s, const char **line, int n_lines) {
    struct block *b = add_block(d, s, BLOCK_LIST);
    b->line = copy_in_arena(&d->arena, line, (size_t)n_lines, sizeof *line);
    b->n_lines = n_lines;
    return b;
}

struct block *add_tiles(struct doc *d, struct sheet *s, const struct tile *tile, int n_tiles) {
    struct block *b = add_block(d, s, BLOCK_TILES);
    b->tile = copy_in_arena(&d->arena, tile, (size_t)n_tiles, sizeof *tile);
    b->n_tiles = n_tiles;
    return b;
}

struct block *add_page_break(struct doc *d, struct sheet *s) {
    return add_block(d, s, BLOCK_PAGE_BREAK);
}

struct table *add_table_block(struct doc *d, struct sheet *s, const char *id, const struct column *columns,
                              int n_columns, struct block **block) {
    struct table *t = ARENA_NEW(&d->arena, struct table);
    t->id = id;
    t->column = copy_in_arena(&d->arena, columns, (size_t)n_columns, sizeof *columns);
    t->n_columns = n_columns;
    struct block *b = add_block(d, s, BLOCK_TABLE);
    b->table = t;
    if (block) {
        *block = b;
    }
    return t;
}

struct table *add_table(struct doc *d, struct sheet *s, const char *id, const struct column *columns, int n_columns) {
    return add_table_block(d, s, id, columns, n_columns, NULL);
}

struct block *add_chart(struct doc *d, struct sheet *s, const struct chart *chart) {
    struct chart *copy = ARENA_NEW(&d->arena, struct chart);
    *copy = *chart;
    copy->series = copy_in_arena(&d->arena, chart->series, (size_t)chart->n_series, sizeof *chart->series);
    struct block *b = add_block(d, s, BLOCK_CHART);
    b->chart = copy;
    return b;
}

struct row *table_add_row(struct doc *d, struct table *t, const char *key) {
    ARENA_GROW(&d->arena, t->row, t->n_rows, t->cap_rows);
    struct row *r = &t->row[t->n_rows++];
    *r = (struct row){.key = key};
    r->cell = ARENA_ARRAY(&d->arena, t->n_columns > 0 ? (size_t)t->n_columns : 1, struct cell);
    return r;
}
