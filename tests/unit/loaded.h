/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A schema with a column of every type, and a sheet loaded by it: load(&l, text); …; unload(&l). */
#ifndef PG_TESTS_LOADED_H
#define PG_TESTS_LOADED_H

#include "check.h"

#include "table/schema.h"

enum kind { KIND_AREA, KIND_SERVICE, KIND_FUNCTION };
static const char *const kinds[] = {"area", "service", "function", NULL};

struct item {
    struct row_ref ref;
    const char *id, *note;
    double number, weight;
    int count, kind;
    bool is_open;
    struct i18n label;
};
#define ITEM(member) offsetof(struct item, member)
static const struct field fields[] = {
    {.name = "id", .type = FIELD_ID, .flags = FIELD_REQUIRED | FIELD_UNIQUE, .offset = ITEM(id)},
    {.name = "label", .type = FIELD_I18N, .offset = ITEM(label)},
    {.name = "note", .type = FIELD_TEXT, .offset = ITEM(note)},
    {.name = "number", .type = FIELD_NUMBER, .offset = ITEM(number), .min = -1, .max = 10, .empty = -7},
    {.name = "weight", .type = FIELD_WEIGHT, .offset = ITEM(weight), .empty = 1},
    {.name = "count", .type = FIELD_INT, .offset = ITEM(count), .min = 1, .max = 5, .empty = 3},
    {.name = "kind", .type = FIELD_WORD, .offset = ITEM(kind), .words = kinds, .empty = KIND_FUNCTION},
    {.name = "open", .type = FIELD_BOOL, .offset = ITEM(is_open), .empty = 1},
};
static const struct schema items = {"items", fields, ARRAY_LEN(fields), sizeof(struct item), "items to test", false};
static const struct schema open_items = {"items",         fields, ARRAY_LEN(fields), sizeof(struct item),
                                         "items to test", true};

/* One loaded sheet. */
struct loaded {
    struct book book;
    struct arena arena;
    struct diags ds;
    struct item *row;
    size_t n;
};

static inline void load_with(struct loaded *l, const struct schema *s, const char *text) {
    *l = (struct loaded){0};
    assert_true(strlen(text) > 0);
    struct input in;
    if (!input_open_data(&in, "i.csv", text, strlen(text), &l->ds) || !book_from_input(&l->book, &in, &l->ds)) {
        check_print_diags(&l->ds);
        fail();
    }
    l->row = schema_load(s, &l->book, book_sheet(&l->book, s->sheet), &l->arena, &l->n, &l->ds);
}

static inline void load(struct loaded *l, const char *text) { load_with(l, &items, text); }

static inline void unload(struct loaded *l) {
    book_close(&l->book);
    arena_clear(&l->arena);
    diags_clear(&l->ds);
}

#endif
