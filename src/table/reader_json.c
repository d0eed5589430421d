/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON: a book as an object of sheets, each a list of rows; a row is an object of cells by column. Web forms save such
   files. Their cells are named as those of a workbook with the same sheets, since JSON keeps no lines. */
#include <string.h>

#include "base/json.h"
#include "base/map.h"
#include "base/num.h"
#include "base/text.h"
#include "table/builder.h"
#include "table/reader.h"

struct json_reading {
    struct input *in;
    struct diags *ds;
    const char *sheet; /* at hand */
    bool has_errors;
};

static void fault(struct json_reading *r, const char *column) {
    struct place at = {.file = r->in->path, .sheet = r->sheet, .field = column};
    diag_add(r->ds, DIAG_JSON_NO_SHEETS, &at, "{\"answers\": [{\"question\": \"d_1\", \"answer\": \"3\"}]}");
    r->has_errors = true;
}

/* ---- a sheet ----------------------------------------------------------------------------------------------------- */

struct columns {
    struct map by_name;
    const char **name;
    int n;
    size_t cap;
};

/* In the order in which they come up. */
static void find_columns(struct json_reading *r, const struct json *rows, struct columns *c) {
    for (size_t i = 0; i < json_length(rows); i++) {
        const struct json *row = json_at(rows, i);
        const char *name;
        for (size_t k = 0; (name = json_key(row, k)) && c->n < TABLE_COLUMNS_MAX; k++) {
            if (map_add(&c->by_name, name, c->n)) {
                VEC_GROW(c->name, (size_t)c->n, c->cap);
                c->name[c->n++] = arena_strdup(&r->in->arena, name);
            }
        }
    }
}

static void add_value(struct json_reading *r, struct table_builder *b, const struct json *value, const char *column) {
    char number[NUM_TEXT_MAX];
    double x;
    const char *text = json_text(value);
    if (!text && json_number(value, &x)) {
        num_shortest(number, x);
        builder_add_cell(b, number, strlen(number), TABLE_NUMBER);
    } else if (!text && value && !json_is_nothing(value)) {
        fault(r, column);
    } else {
        builder_add_cell(b, text ? text : "", text ? strlen(text) : 0, TABLE_TEXT);
    }
}

static void add_row(struct json_reading *r, struct table_builder *b, const struct json *row, const struct columns *c) {
    for (int i = 0; i < c->n; i++) {
        add_value(r, b, json_get(row, c->name[i]), c->name[i]);
    }
}

static void read_sheet(struct json_reading *r, const struct json *rows, struct table_text *t) {
    struct columns c = {0};
    struct table_builder b;
    builder_init(&b, &r->in->arena);
    b.has_kinds = true;
    find_columns(r, rows, &c);
    for (int i = 0; i < c.n; i++) {
        builder_add_cell(&b, c.name[i], strlen(c.name[i]), TABLE_TEXT);
    }
    builder_end_row(&b, 1);
    for (size_t i = 0; i < json_length(rows) && !r->has_errors; i++) {
        add_row(r, &b, json_at(rows, i), &c);
        builder_end_row(&b, (long)i + 2);
    }
    builder_finish(&b, t);
    map_clear(&c.by_name);
    mem_free(c.name);
}

/* ---- the file ---------------------------------------------------------------------------------------------------- */

static bool is_list_of_rows(const struct json *rows) {
    bool is_good = json_holds_items(rows);
    for (size_t i = 0; is_good && i < json_length(rows); i++) {
        is_good = json_holds_members(json_at(rows, i));
    }
    return is_good;
}

static void read_sheets(struct json_reading *r, const struct json *book) {
    struct input *in = r->in;
    size_t n = json_size(book);
    in->sheet = ARENA_ARRAY(&in->arena, n + 1, struct table_text);
    for (size_t i = 0; i < n && !r->has_errors; i++) {
        r->sheet = arena_strdup(&in->arena, json_key(book, i));
        const struct json *rows = json_get(book, r->sheet);
        struct table_text *t = &in->sheet[in->n_sheets];
        if (!is_list_of_rows(rows)) {
            fault(r, NULL);
            continue;
        }
        read_sheet(r, rows, t);
        t->file = in->path;
        t->sheet = r->sheet;
        t->has_cells = true;
        in->n_sheets++;
    }
}

static bool read_json(struct input *in, const char *data, size_t n, struct diags *ds) {
    struct json_reading r = {.in = in, .ds = ds};
    struct json *book = json_parse(data, n, in->path, ds);
    if (!book) {
        return false;
    }
    if (json_holds_members(book) && json_size(book) > 0) {
        read_sheets(&r, book);
    } else {
        fault(&r, NULL);
    }
    json_free(book);
    return !r.has_errors;
}

extern const struct reader reader_json;
const struct reader reader_json = {
    .name = "json",
    .extensions = "json",
    .summary = "a book as JSON, as web forms save it: an object of sheets, each a list of rows",
    .is_text = true,
    .read = read_json,
};
