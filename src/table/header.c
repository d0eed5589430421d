/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/header.h"

#include "base/map.h"
#include "table/field.h"

#include <ctype.h>
#include <string.h>

/* "English (en)" gives "en", "en" itself. The part before a hyphen is lower case: "PT-BR" gives "pt-BR". */
static const char *language_code(struct arena *a, const char *s) {
    const char *open = strrchr(s, '('), *close = open ? strchr(open, ')') : NULL;
    size_t n = close ? (size_t)(close - open) - 1 : strlen(s);
    char *code = arena_strndup(a, close ? open + 1 : s, n);
    for (char *c = code; *c && *c != '-' && *c != '_'; c++) {
        *c = (char)tolower((unsigned char)*c);
    }
    return text_trim(a, code);
}

static int field_by_name(const struct schema *s, const char *name, bool is_i18n) {
    for (size_t i = 0; i < s->n_fields; i++) {
        if (strcmp(s->field[i].name, name) == 0 && (!is_i18n || s->field[i].type == FIELD_I18N)) {
            return (int)i;
        }
    }
    return -1;
}

int header_match(const struct schema *s, const char *name, const char **lang, struct arena *a) {
    *lang = "";
    int f = field_by_name(s, text_fold(a, name), false);
    const char *mark = f < 0 ? strstr(name, "::") : NULL;
    if (!mark) {
        return f;
    }
    *lang = language_code(a, text_trim(a, mark + 2));
    return field_by_name(s, text_fold(a, arena_strndup(a, name, (size_t)(mark - name))), true);
}

/* ---- binding ---- */

struct binding {
    const struct schema *schema;
    const struct book_sheet *sheet;
    struct arena *a;
    struct diags *ds;
    struct header header;
    struct map others; /* names of unknown columns */
    struct map bound;  /* "field" and "field:language" of known ones */
};

static void header_error(struct binding *b, enum diag_id id, int column, const char *name, const char *hint) {
    struct place at = book_place(b->sheet, b->sheet->header_row, column, NULL, b->a);
    diag_add(b->ds, id, &at, name, hint);
}

static bool is_bound(struct binding *b, int field) { return map_find(&b->bound, arena_printf(b->a, "%d", field)) >= 0; }

static void bind_known(struct binding *b, int column, int field, const char *lang) {
    const struct field *f = &b->schema->field[field];
    struct header_column c = {.column = column, .field = field, .lang = lang};
    c.has_dotted_ids = f->type == FIELD_ID && field_has_dotted_ids(b->sheet, column);
    c.is_first = map_add(&b->bound, arena_printf(b->a, "%d", field), column);
    b->header.column[b->header.n++] = c;
}

static const char *nearest_field(struct binding *b, const char *name) {
    const char *mark = strstr(name, "::");
    const char *base = text_fold(b->a, mark ? arena_strndup(b->a, name, (size_t)(mark - name)) : name);
    const char **names = ARENA_ARRAY(b->a, b->schema->n_fields, const char *);
    for (size_t i = 0; i < b->schema->n_fields; i++) {
        names[i] = b->schema->field[i].name;
    }
    return text_nearest(base, names, b->schema->n_fields);
}

static void bind_unknown(struct binding *b, int column, const char *name) {
    if (!map_add(&b->others, name, column)) {
        header_error(b, DIAG_COLUMN_DUPLICATE, column, name, NULL);
    } else if (!b->schema->is_open) {
        const char *near = diag_proposal(b->a, nearest_field(b, name));
        header_error(b, *near ? DIAG_COLUMN_MISSPELT : DIAG_COLUMN_UNKNOWN, column, name, near);
    }
}

/* A column without a name is fine as long as it is empty. */
static void check_unnamed(struct binding *b, int column) {
    for (size_t row = b->sheet->first; row < b->sheet->end; row++) {
        if (!text_is_empty(table_cell(b->sheet->table, row, column))) {
            struct place at = book_place(b->sheet, row, column, NULL, b->a);
            diag_add(b->ds, DIAG_COLUMN_UNNAMED, &at, NULL);
            return;
        }
    }
}

static void bind_column(struct binding *b, int column) {
    const char *name = text_trim(b->a, table_cell(b->sheet->table, b->sheet->header_row, column)), *lang;
    if (!*name) {
        check_unnamed(b, column);
        return;
    }
    int field = header_match(b->schema, name, &lang, b->a);
    if (field < 0) {
        bind_unknown(b, column, name);
    } else if (!map_add(&b->bound, arena_printf(b->a, "%d:%s", field, lang), column)) {
        header_error(b, DIAG_COLUMN_DUPLICATE, column, name, NULL);
    } else {
        bind_known(b, column, field, lang);
    }
}

static void check_required(struct binding *b) {
    for (size_t i = 0; i < b->schema->n_fields; i++) {
        const struct field *f = &b->schema->field[i];
        if ((f->flags & FIELD_REQUIRED) && !is_bound(b, (int)i)) {
            header_error(b, DIAG_COLUMN_MISSING, -1, f->name, NULL);
        }
    }
}

struct header header_bind(const struct schema *s, const struct book_sheet *sheet, struct arena *a, struct diags *ds) {
    struct binding b = {.schema = s, .sheet = sheet, .a = a, .ds = ds};
    size_t width = sheet->end_column > sheet->first_column ? (size_t)(sheet->end_column - sheet->first_column) : 0;
    b.header.column = ARENA_ARRAY(a, width, struct header_column);
    for (int c = sheet->first_column; c < sheet->end_column; c++) {
        bind_column(&b, c);
    }
    check_required(&b);
    map_clear(&b.others);
    map_clear(&b.bound);
    return b.header;
}
