/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/filled.h"

#include <string.h>

#include "base/text.h"

#define META "_meta"

/* ---- keys -------------------------------------------------------------------------------------------------------- */

struct key {
    const char *name;
    enum filled_column column;
};
static const struct key line_keys[] = {
    {"question", FILLED_ID},     {"answer", FILLED_ANSWER},     {"na_reason", FILLED_REASON},
    {"comment", FILLED_COMMENT}, {"evidence", FILLED_EVIDENCE}, {"confidence", FILLED_CONFIDENCE},
    {"owner", FILLED_OWNER},     {"date", FILLED_DATE},         {"confirmed", FILLED_CONFIRMED},
    {"label", FILLED_LABEL},
};
static const struct key setting_keys[] = {
    {"key", FILLED_ID},          {"value", FILLED_ANSWER},    {"label", FILLED_LABEL},
    {"wording", FILLED_WORDING}, {"choices", FILLED_CHOICES}, {"credits", FILLED_CREDITS},
};
static const struct key register_keys[] = {
    {"no", FILLED_ID},     {"title", FILLED_ANSWER}, {"place", FILLED_EVIDENCE},
    {"date", FILLED_DATE}, {"owner", FILLED_OWNER},
};

static bool cell_is(const struct table_text *t, size_t row, int column, const char *key) {
    const char *cell = table_cell(t, row, column);
    size_t n = strlen(key);
    while (*cell == ' ') {
        cell++;
    }
    return strncmp(cell, key, n) == 0 && cell[n + strspn(cell + n, " ")] == '\0';
}

static int find_key(const struct table_text *t, size_t row, const char *key) {
    for (int c = 0; c < t->n_fields[row]; c++) {
        if (cell_is(t, row, c, key)) {
            return c;
        }
    }
    return -1;
}

static bool has_keys(const struct table_text *t, size_t row, const char *one, const char *two) {
    return find_key(t, row, one) >= 0 && find_key(t, row, two) >= 0;
}

static void take(struct filled_table *t, const struct key *key, size_t n) {
    for (size_t i = 0; i < n; i++) {
        t->column[key[i].column] = find_key(t->table, t->keys, key[i].name);
    }
}

static void take_columns(struct filled_table *t) {
    for (int c = 0; c < N_FILLED_COLUMNS; c++) {
        t->column[c] = -1;
    }
    if (t->kind == FILLED_LINES || t->kind == FILLED_ABOUT) {
        take(t, line_keys, ARRAY_LEN(line_keys));
    } else if (t->kind == FILLED_REGISTER) {
        take(t, register_keys, ARRAY_LEN(register_keys));
    } else {
        take(t, setting_keys, ARRAY_LEN(setting_keys));
    }
}

/* ---- tables ------------------------------------------------------------------------------------------------------ */

static bool is_meta(const struct table_text *t) { return t->sheet && strcmp(t->sheet, META) == 0; }

/* Questions below the settings of the same sheet are those about the organisation. */
static bool kind_of_row(const struct table_text *t, size_t row, bool has_settings, enum filled_kind *kind) {
    if (has_keys(t, row, "question", "answer")) {
        *kind = has_settings ? FILLED_ABOUT : FILLED_LINES;
        return true;
    }
    if (has_keys(t, row, "key", "value")) {
        *kind = is_meta(t) ? FILLED_META : FILLED_SETTINGS;
        return true;
    }
    *kind = FILLED_REGISTER;
    return has_keys(t, row, "no", "title") && find_key(t, row, "place") >= 0;
}

/* What begins with an underscore is computed, and nobody's entry. */
static bool is_read(const struct table_text *t) {
    return t->has_cells && (is_meta(t) || !t->sheet || *t->sheet != '_');
}

static void find_in_sheet(struct filled *x, const struct table_text *t) {
    struct filled_table *open = NULL;
    bool has_settings = false;
    for (size_t row = 0; row < t->n_rows; row++) {
        enum filled_kind kind;
        if (!kind_of_row(t, row, has_settings, &kind)) {
            continue;
        }
        if (open) {
            open->end = row;
        }
        has_settings = has_settings || kind == FILLED_SETTINGS;
        open = &x->table[x->n++];
        *open = (struct filled_table){.kind = kind, .table = t, .keys = row, .end = t->n_rows};
        take_columns(open);
    }
}

static size_t count_keys(const struct input *in) {
    size_t n = 0;
    enum filled_kind kind;
    for (size_t i = 0; i < in->n_sheets; i++) {
        for (size_t row = 0; is_read(&in->sheet[i]) && row < in->sheet[i].n_rows; row++) {
            n += kind_of_row(&in->sheet[i], row, false, &kind);
        }
    }
    return n;
}

struct filled *filled_find(const struct input *in, struct arena *a) {
    struct filled *x = ARENA_NEW(a, struct filled);
    x->table = ARENA_ARRAY(a, count_keys(in) + 1, struct filled_table);
    for (size_t i = 0; i < in->n_sheets; i++) {
        if (is_read(&in->sheet[i])) {
            find_in_sheet(x, &in->sheet[i]);
        }
    }
    return x;
}

/* Above the keys of a form stands its heading; those of a plain table come first. */
static bool is_below_heading(const struct table_text *t, size_t keys_row) {
    for (size_t row = 0; row < keys_row; row++) {
        if (!table_row_is_empty(t, row)) {
            return true;
        }
    }
    return false;
}

bool filled_is_form(const struct input *in) {
    struct arena a = {0};
    const struct filled *x = in->wanted ? NULL : filled_find(in, &a);
    bool is_form = false;
    for (size_t i = 0; x && i < x->n && !is_form; i++) {
        const struct filled_table *t = &x->table[i];
        is_form = (t->kind == FILLED_META && filled_row(t, "form_id") < t->end) ||
                  (t->kind == FILLED_LINES && t->column[FILLED_REASON] >= 0 && is_below_heading(t->table, t->keys));
    }
    arena_clear(&a);
    return is_form;
}

/* ---- cells ------------------------------------------------------------------------------------------------------- */

const char *filled_cell(const struct filled_table *t, size_t row, enum filled_column column) {
    return table_cell(t->table, row, t->column[column]);
}

struct place filled_place(const struct filled_table *t, size_t row, enum filled_column column, struct arena *a) {
    int c = t->column[column];
    const char *field = c >= 0 ? table_cell(t->table, t->keys, c) : NULL;
    return table_place(t->table, row, c, field, a);
}

size_t filled_row(const struct filled_table *t, const char *key) {
    for (size_t row = t->keys + 1; row < t->end; row++) {
        if (cell_is(t->table, row, t->column[FILLED_ID], key)) {
            return row;
        }
    }
    return t->end;
}

const struct filled_table *filled_of_kind(const struct filled *f, enum filled_kind kind) {
    for (size_t i = 0; i < f->n; i++) {
        if (f->table[i].kind == kind) {
            return &f->table[i];
        }
    }
    return NULL;
}

const char *filled_meta(const struct filled *f, const char *key, struct arena *a) {
    const struct filled_table *t = filled_of_kind(f, FILLED_META);
    const char *text = t ? text_trim(a, filled_cell(t, filled_row(t, key), FILLED_ANSWER)) : "";
    return strcmp(text, "–") == 0 ? "" : text; /* as the form writes what there is not */
}
