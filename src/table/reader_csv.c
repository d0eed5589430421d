/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV: one table without a name. Comma, semicolon or tab; any line ends; RFC 4180 quotes, strictly. */
#include "base/text.h"
#include "table/builder.h"
#include "table/delimited.h"
#include "table/reader.h"

#include <stdio.h>

#include <csv.h>

struct csv_reading {
    struct input *in;
    struct table_builder builder;
    struct diags *ds;
    bool has_errors;
};

static void report(struct csv_reading *r, enum diag_id id, const struct place *at, size_t number) {
    char text[24];
    snprintf(text, sizeof text, "%zu", number);
    r->has_errors = true;
    diag_add(r->ds, id, at, text);
}

static void on_field(void *to, const char *s, size_t n) {
    struct csv_reading *r = to;
    builder_add_field(&r->builder, s, n);
}

static void on_row(void *to, long line) {
    struct csv_reading *r = to;
    size_t n = builder_n_fields(&r->builder);
    if (n > TABLE_COLUMNS_MAX) {
        char text[24], max[24];
        snprintf(text, sizeof text, "%zu", n);
        snprintf(max, sizeof max, "%d", TABLE_COLUMNS_MAX);
        struct place at = {.file = r->in->path, .line = line};
        r->has_errors = true;
        diag_add(r->ds, DIAG_CSV_TOO_WIDE, &at, text, max);
    }
    if (r->has_errors) { /* nobody will see the rows; only further errors are looked for */
        builder_drop_row(&r->builder);
    } else {
        builder_end_row(&r->builder, line);
    }
}

static void on_fault(void *to, enum delimited_fault fault, const struct delimited_place *where) {
    struct csv_reading *r = to;
    struct place at = {.file = r->in->path, .line = where->line, .column = where->column};
    builder_drop_row(&r->builder);
    report(r, fault == DELIMITED_UNCLOSED_QUOTE ? DIAG_CSV_UNCLOSED_QUOTE : DIAG_CSV_STRAY_QUOTE, &at,
           where->character);
}

static bool is_empty_text(const char *data, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (data[i] != ' ' && data[i] != '\t' && data[i] != '\r' && data[i] != '\n') {
            return false;
        }
    }
    return true;
}

static bool read_csv(struct input *in, const char *data, size_t n, struct diags *ds) {
    if (is_empty_text(data, n)) {
        struct place at = {.file = in->path};
        diag_add(ds, DIAG_FILE_EMPTY, &at, "CSV");
        return false;
    }
    struct csv_reading r = {.in = in, .ds = ds};
    builder_init(&r.builder, &in->arena);
    size_t skip;
    char guess = delimited_guess_mark(data, n, &skip), mark = in->mark ? in->mark : guess;
    in->mark = mark;
    struct delimited_text text = {.data = data + skip, .n = n - skip, .mark = mark, .first_line = skip ? 2 : 1};
    struct delimited_sink sink = {.to = &r, .field = on_field, .row = on_row, .fault = on_fault};
    delimited_scan(&text, &sink);
    in->sheet = ARENA_NEW(&in->arena, struct table_text);
    in->sheet->file = in->path;
    in->n_sheets = 1;
    builder_finish(&r.builder, in->sheet);
    return !r.has_errors;
}

static const char *library(struct arena *a) {
    return arena_printf(a, "libcsv %d.%d.%d", CSV_MAJOR, CSV_MINOR, CSV_RELEASE);
}

extern const struct reader reader_csv;
const struct reader reader_csv = {
    .name = "csv",
    .extensions = "csv tsv txt",
    .summary = "comma-, semicolon- or tab-separated text",
    .is_text = true,
    .library = library,
    .read = read_csv,
};
