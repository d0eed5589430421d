/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/schema.h"

#include "base/map.h"
#include "table/field.h"
#include "table/header.h"
#include "table/width.h"

#include <string.h>

struct loading {
    const struct schema *schema;
    const struct book_sheet *sheet;
    struct arena *a;
    struct diags *ds;
    struct header header;
    struct map *seen;       /* of each UNIQUE field: value → row */
    struct i18n_item *text; /* room for the languages of one field */
};

/* ---- one row ---- */

static struct field_cell cell_of(const struct loading *l, const struct header_column *c, size_t row) {
    return (struct field_cell){&l->schema->field[c->field], l->sheet, row, c->column, c->has_dotted_ids};
}

static void check_unique(struct loading *l, const struct field_cell *c, int field, const char *value) {
    if (!(c->field->flags & FIELD_UNIQUE) || map_add(&l->seen[field], value, (int)c->row)) {
        return;
    }
    size_t first = (size_t)map_find(&l->seen[field], value);
    field_add(c, DIAG_ID_DUPLICATE, l->ds, value, arena_printf(l->a, "%ld", l->sheet->table->line[first]));
}

/* The cell's text; "" when there is none to read, which is an error where the cell is not empty. */
static const char *value_of(struct loading *l, const struct header_column *column, size_t row, bool *is_bad) {
    const struct table_text *t = l->sheet->table;
    enum table_kind kind = table_kind_of(t, row, column->column);
    if (kind == TABLE_ERROR || kind == TABLE_PENDING) {
        struct place at = book_place(l->sheet, row, column->column, l->schema->field[column->field].name, l->a);
        *is_bad = !table_check_value(t, row, &at, l->ds);
        return "";
    }
    return text_trim(l->a, table_cell(t, row, column->column));
}

static void load_cell(struct loading *l, const struct header_column *column, size_t row, void *out) {
    struct field_cell c = cell_of(l, column, row);
    bool is_bad = false;
    const char *value = value_of(l, column, row, &is_bad);
    if (*value) {
        field_store(&c, out, l->a, l->ds);
        check_unique(l, &c, column->field, value);
    } else if ((c.field->flags & FIELD_REQUIRED) && !is_bad) {
        field_add(&c, DIAG_VALUE_MISSING, l->ds, c.field->name);
    }
}

/* All languages of one field: the columns from 'first' on, each of another language. */
static void load_i18n(struct loading *l, size_t first, size_t row, void *out) {
    const struct header_column *column = l->header.column;
    struct field_cell c = cell_of(l, &column[first], row);
    struct i18n *texts = (struct i18n *)((char *)out + c.field->offset);
    texts->item = l->text;
    bool is_bad = false;
    for (size_t i = first; i < l->header.n; i++) {
        const char *value = column[i].field == column[first].field ? value_of(l, &column[i], row, &is_bad) : "";
        if (*value) {
            texts->item[texts->n++] = (struct i18n_item){column[i].lang, value};
        }
    }
    texts->item = ARENA_ARRAY(l->a, (size_t)texts->n + 1, struct i18n_item);
    memcpy(texts->item, l->text, (size_t)texts->n * sizeof *l->text);
    if (texts->n == 0 && (c.field->flags & FIELD_REQUIRED) && !is_bad) {
        field_add(&c, DIAG_VALUE_MISSING, l->ds, c.field->name);
    }
}

static void load_row(struct loading *l, size_t row, void *out) {
    *(struct row_ref *)out = (struct row_ref){l->sheet->table, row, l->sheet};
    for (size_t i = 0; i < l->header.n; i++) {
        const struct header_column *c = &l->header.column[i];
        if (l->schema->field[c->field].type != FIELD_I18N) {
            load_cell(l, c, row, out);
        } else if (c->is_first) {
            load_i18n(l, i, row, out);
        }
    }
}

/* ---- the sheet ---- */

static const char *required_names(const struct schema *s, struct arena *a) {
    const char *all = "";
    for (size_t i = 0; i < s->n_fields; i++) {
        if (s->field[i].flags & FIELD_REQUIRED) {
            all = arena_printf(a, "%s%s%s", all, *all ? ", " : "", s->field[i].name);
        }
    }
    return all;
}

/* No sheet, or none with a header: fine when nothing is required. */
static void *load_nothing(const struct schema *s, const struct place *at, enum diag_id id, struct arena *a,
                          struct diags *ds) {
    const char *required = required_names(s, a);
    if (!*required) {
        return arena_alloc(a, 1, s->size);
    }
    diag_add(ds, id, at, id == DIAG_SHEET_MISSING ? s->sheet : required);
    return NULL;
}

static char *default_row(const struct schema *s, struct arena *a) {
    char *row = arena_alloc(a, 1, s->size);
    for (size_t i = 0; i < s->n_fields; i++) {
        field_store_empty(&s->field[i], row);
    }
    return row;
}

static void *load_rows(struct loading *l, size_t *n_rows) {
    const struct book_sheet *s = l->sheet;
    size_t size = l->schema->size;
    const char *empty = default_row(l->schema, l->a);
    char *rows = arena_alloc(l->a, s->end - s->first + 1, size);
    for (size_t row = s->first; row < s->end; row++) {
        if (!table_row_is_empty(s->table, row)) {
            char *out = rows + *n_rows * size;
            memcpy(out, empty, size);
            load_row(l, row, out);
            ++*n_rows;
        }
    }
    return rows;
}

void *schema_load(const struct schema *s, const struct book *b, const struct book_sheet *sheet, struct arena *a,
                  size_t *n_rows, struct diags *ds) {
    *n_rows = 0;
    if (!sheet) {
        struct place at = {.file = b->input.path};
        return load_nothing(s, &at, DIAG_SHEET_MISSING, a, ds);
    }
    if (sheet->header_row >= sheet->end) {
        struct place at = book_place(sheet, sheet->header_row, -1, NULL, a);
        at.line = 0;
        return load_nothing(s, &at, DIAG_CSV_NO_HEADER, a, ds);
    }
    struct loading l = {.schema = s, .sheet = sheet, .a = a, .ds = ds};
    l.header = header_bind(s, sheet, a, ds);
    l.seen = ARENA_ARRAY(a, s->n_fields, struct map);
    l.text = ARENA_ARRAY(a, l.header.n + 1, struct i18n_item);
    width_check(sheet, ds);
    void *rows = load_rows(&l, n_rows);
    for (size_t i = 0; i < s->n_fields; i++) {
        map_clear(&l.seen[i]);
    }
    return rows;
}

void *schema_load_sheet(const struct schema *s, const struct book *b, struct arena *a, int *n, struct diags *ds) {
    size_t n_rows = 0;
    const struct book_sheet *sheet = book_sheet(b, s->sheet);
    void *rows = schema_load(s, b, sheet, a, &n_rows, ds);
    if (rows && n_rows == 0 && *required_names(s, a)) {
        struct place at = book_place(sheet, sheet->header_row, -1, NULL, a);
        diag_add(ds, DIAG_SHEET_EMPTY, &at, s->sheet);
    }
    *n = rows ? (int)n_rows : 0;
    if (*n > 1 && strcmp(s->sheet, "settings") == 0) { /* every sheet of this name describes one thing */
        struct place at = schema_place((const struct row_ref *)((const char *)rows + s->size), NULL, a);
        diag_add(ds, DIAG_SETTINGS_MANY, &at);
    }
    return rows;
}

void *schema_load_optional(const struct schema *s, const struct book *b, struct arena *a, int *n, struct diags *ds) {
    size_t n_rows = 0;
    const struct book_sheet *sheet = book_sheet(b, s->sheet);
    void *rows = sheet ? schema_load(s, b, sheet, a, &n_rows, ds) : NULL;
    *n = (int)n_rows;
    return rows;
}

/* A name that is its own folded form, and has no language: it matches itself alone. */
static bool is_plain_name(const char *name) {
    return name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

/* The column called 'field', or the first "field::language"; with 'wanted' the one of that language, if there is one.
   */
static int column_of(const struct book_sheet *sheet, const char *field, const char *wanted, struct arena *a) {
    struct field f = {.name = field, .type = FIELD_I18N};
    struct schema s = {.field = &f, .n_fields = 1};
    int first = -1;
    for (int c = sheet->first_column; c < sheet->end_column; c++) {
        const char *lang, *cell = table_cell(sheet->table, sheet->header_row, c);
        if (*cell >= 'a' && *cell <= 'z' && *cell != *field) { /* most are another word at the first letter */
            continue;
        }
        const char *name = text_trim(a, cell);
        bool is_plain = is_plain_name(name);
        lang = is_plain ? "" : NULL;
        bool is_it = is_plain ? strcmp(name, field) == 0 : header_match(&s, name, &lang, a) == 0;
        if (is_it && (!wanted || strcmp(lang, wanted) == 0)) {
            return c;
        }
        first = is_it && first < 0 ? c : first;
    }
    return first;
}

struct place schema_place_in(const struct row_ref *ref, const char *field, const char *lang, struct arena *a) {
    return book_place(ref->sheet, ref->row, field ? column_of(ref->sheet, field, lang, a) : -1, field, a);
}

struct place schema_place(const struct row_ref *ref, const char *field, struct arena *a) {
    return schema_place_in(ref, field, NULL, a);
}
