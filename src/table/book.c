/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/book.h"

#include "base/text.h"

#include <string.h>
#include <strings.h>

static size_t next_filled_row(const struct table_text *t, size_t row, size_t end) {
    while (row < end && table_row_is_empty(t, row)) {
        row++;
    }
    return row;
}

static bool is_workbook(const struct input *in) { return in->n_sheets != 1 || in->sheet[0].has_cells; }

static bool starts_filled(const struct table_text *t, size_t row) { return !text_is_empty(table_cell(t, row, 0)); }

static bool has_settings(const struct input *in) {
    struct arena a = {0};
    bool is_there = false;
    for (size_t i = 0; i < in->n_sheets && !is_there; i++) {
        is_there = strcasecmp(text_trim(&a, in->sheet[i].sheet ? in->sheet[i].sheet : ""), "settings") == 0;
    }
    arena_clear(&a);
    return is_there;
}

static bool has_book_shape(const struct table_text *t) {
    size_t name = next_filled_row(t, 0, t->n_rows);
    size_t header = next_filled_row(t, name + 1, t->n_rows);
    return name < t->n_rows && table_row_width(t, name) == 1 && header < t->n_rows && !starts_filled(t, header);
}

/* The table that is a whole book: a CSV file, or the only sheet of a workbook that was made of one. */
static const struct table_text *whole_book(const struct input *in) {
    const struct table_text *only = NULL;
    size_t n = 0;
    for (size_t i = 0; i < in->n_sheets; i++) {
        bool is_filled = in->sheet[i].n_rows > 0;
        only = is_filled ? &in->sheet[i] : only;
        n += is_filled;
    }
    if (!is_workbook(in)) {
        return &in->sheet[0];
    }
    return n == 1 && !has_settings(in) && has_book_shape(only) ? only : NULL;
}

bool book_is_book(const struct input *in) {
    const struct table_text *t = whole_book(in);
    return !in->wanted && (t ? has_book_shape(t) : has_settings(in));
}

/* Finds the header in the rows header_row … end−1. */
static struct book_sheet sheet_of(const struct table_text *t, const char *name, size_t from, size_t end,
                                  int first_column) {
    struct book_sheet s = {.name = name, .table = t, .end = end, .first_column = first_column};
    s.header_row = next_filled_row(t, from, end);
    s.first = s.header_row < end ? s.header_row + 1 : end;
    s.end_column = s.header_row < end ? table_row_width(t, s.header_row) : first_column;
    return s;
}

struct book_sheet book_plain_sheet(const struct table_text *t) {
    return sheet_of(t, "", 0, t->n_rows, 0);
}

/* 'name_row' is where its name stands. */
static void add_sheet(struct book *b, struct book_sheet sheet, size_t name_row, struct diags *ds) {
    if (book_sheet(b, sheet.name)) {
        struct place at = table_place(sheet.table, name_row, 0, NULL, &b->input.arena);
        diag_add(ds, DIAG_SHEET_DUPLICATE, &at, sheet.name);
        return;
    }
    b->sheet[b->n_sheets++] = sheet;
}

static void workbook_sheets(struct book *b, struct diags *ds) {
    for (size_t i = 0; i < b->input.n_sheets; i++) {
        const struct table_text *t = &b->input.sheet[i];
        const char *name = text_trim(&b->input.arena, t->sheet ? t->sheet : "");
        add_sheet(b, sheet_of(t, name, 0, t->n_rows, 0), 0, ds);
    }
}

static void row_error(struct book *b, enum diag_id id, const struct table_text *t, size_t row, struct diags *ds) {
    struct place at = table_place(t, row, 0, NULL, &b->input.arena);
    diag_add(ds, id, &at, id == DIAG_SHEET_NO_NAME ? "settings" : table_cell(t, row, 0));
}

/* Row of the next sheet's name; rows that mix a name with other cells are errors. */
static size_t next_name_row(struct book *b, const struct table_text *t, size_t row, struct diags *ds) {
    for (; row < t->n_rows; row++) {
        if (!starts_filled(t, row)) {
            continue;
        }
        if (table_row_width(t, row) == 1) {
            break;
        }
        row_error(b, DIAG_SHEET_NAME_NOT_ALONE, t, row, ds);
    }
    return row;
}

static void csv_sheets(struct book *b, const struct table_text *t, struct diags *ds) {
    size_t row = next_filled_row(t, 0, t->n_rows);
    if (row < t->n_rows && table_row_width(t, row) != 1) {
        row_error(b, DIAG_SHEET_NO_NAME, t, row, ds);
        return;
    }
    while (row < t->n_rows) {
        size_t end = next_name_row(b, t, row + 1, ds);
        const char *name = text_trim(&b->input.arena, table_cell(t, row, 0));
        add_sheet(b, sheet_of(t, name, row + 1, end, 1), row, ds);
        row = end;
    }
}

static size_t count_sheets_max(const struct input *in, const struct table_text *whole) {
    size_t n = in->n_sheets;
    for (size_t row = 0; whole && row < whole->n_rows; row++) {
        n += starts_filled(whole, row);
    }
    return n;
}

bool book_from_input(struct book *b, struct input *in, struct diags *ds) {
    size_t errors_before = ds->n_errors;
    *b = (struct book){.input = *in};
    *in = (struct input){0};
    const struct table_text *whole = whole_book(&b->input);
    b->sheet = ARENA_ARRAY(&b->input.arena, count_sheets_max(&b->input, whole), struct book_sheet);
    if (whole) {
        csv_sheets(b, whole, ds);
    } else {
        workbook_sheets(b, ds);
    }
    if (ds->n_errors == errors_before) {
        return true;
    }
    book_close(b);
    return false;
}

bool book_open(struct book *b, const char *path, struct diags *ds) {
    struct input in;
    *b = (struct book){0};
    return input_open(&in, path, ds) && book_from_input(b, &in, ds);
}

static bool is_known_sheet(const char *name, const char *const *known, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (strcasecmp(name, known[i]) == 0) {
            return true;
        }
    }
    return false;
}

void book_check_sheets(const struct book *b, const char *const *known, size_t n, struct diags *ds) {
    struct arena scratch = {0};
    for (size_t i = 0; i < b->n_sheets; i++) {
        const struct book_sheet *s = &b->sheet[i];
        bool is_silent = s->table->has_cells && (s->table->is_hidden || s->header_row >= s->end);
        if (!is_silent && !is_known_sheet(s->name, known, n)) {
            struct place at = book_place(s, s->header_row, -1, NULL, &scratch);
            const char *proposal = diag_proposal(&scratch, text_nearest(s->name, known, n));
            diag_add(ds, DIAG_SHEET_UNKNOWN, &at, s->name, proposal);
        }
    }
    arena_clear(&scratch);
}

const struct book_sheet *book_sheet(const struct book *b, const char *name) {
    for (size_t i = 0; i < b->n_sheets; i++) {
        if (strcasecmp(b->sheet[i].name, name) == 0) {
            return &b->sheet[i];
        }
    }
    return NULL;
}

void book_close(struct book *b) {
    input_close(&b->input);
    *b = (struct book){0};
}

int book_column(const struct book_sheet *s, const char *name) {
    if (s->header_row >= s->end) {
        return -1;
    }
    int c = table_find(s->table, s->header_row, name);
    return c >= s->first_column ? c : -1;
}

struct place book_place(const struct book_sheet *s, size_t row, int column, const char *field, struct arena *a) {
    struct place at = table_place(s->table, row, column, field, a);
    at.sheet = *s->name && !s->table->has_cells ? s->name : at.sheet; /* a workbook's cell has its tab's name */
    return at;
}

const char *book_setting(const struct book *b, const char *name) {
    const struct book_sheet *s = book_sheet(b, "settings");
    int c = s ? book_column(s, name) : -1;
    size_t row = s ? next_filled_row(s->table, s->first, s->end) : 0;
    if (c < 0 || row >= s->end) {
        return "";
    }
    const char *value = table_cell(s->table, row, c);
    struct arena *a = (struct arena *)(uintptr_t)&b->input.arena; /* the trimmed text joins the book's memory */
    return text_trim(a, value);
}

const char *book_peek_setting(const char *path, const char *name, struct arena *a) {
    struct diags quiet = {0};
    struct book b;
    const char *text = "";
    if (book_open(&b, path, &quiet)) {
        text = arena_strdup(a, book_setting(&b, name));
        book_close(&b);
    }
    diags_clear(&quiet);
    return text;
}
