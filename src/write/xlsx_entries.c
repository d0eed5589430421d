/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "write/xlsx_entries.h"

#include <string.h>

#include "base/num.h"
#include "base/text.h"

void xlsx_entries_begin(struct xlsx_entries *e, const char *part) {
    e->depth = 0;
    e->row = e->column = e->n_series = 0;
    e->is_sheet = text_starts_with(part, "xl/worksheets/sheet");
    e->is_chart = text_starts_with(part, "xl/charts/chart");
    e->is_workbook = text_equal(part, "xl/workbook.xml");
    e->is_app = text_equal(part, "docProps/app.xml");
}

static bool fail(struct xlsx_entries *e, const char *what, long got, long due) {
    e->problem = arena_printf(e->arena, "%s: %ld, expected %ld", what, got, due);
    return false;
}

static long number_of(const char *const *attr, const char *name) {
    const char *text = xml_attr(attr, name);
    long n;
    return text && num_parse_int(text, &n) ? n : -1;
}

/* Row and column of "AB12", 1-based. */
static bool read_reference(const char *ref, long *row, long *column) {
    for (*column = 0; *ref >= 'A' && *ref <= 'Z'; ref++) {
        *column = *column * 26 + (*ref - 'A' + 1);
    }
    return num_parse_int(ref, row);
}

static bool on_row(struct xlsx_entries *e, const char *const *attr) {
    long row = number_of(attr, "r");
    if (row <= e->row) {
        return fail(e, "row out of order", row, e->row + 1);
    }
    e->row = row;
    e->column = 0;
    return true;
}

static bool on_cell(struct xlsx_entries *e, const char *const *attr) {
    const char *ref = xml_attr(attr, "r"), *type = xml_attr(attr, "t");
    long row, column;
    if (!ref || !read_reference(ref, &row, &column) || row != e->row || column <= e->column) {
        e->problem = arena_printf(e->arena, "cell %s out of place in row %ld", ref ? ref : "without a name", e->row);
        return false;
    }
    e->column = column;
    e->n_strings += type && strcmp(type, "s") == 0;
    return true;
}

/* The series of a chart are numbered from 0. */
static bool on_series_number(struct xlsx_entries *e, const char *const *attr) {
    long index = number_of(attr, "val");
    return index == e->n_series++ || fail(e, "series", index, e->n_series - 1);
}

/* A filter's range has a name that the list of properties leaves out. */
static bool is_listed_name(const char *name, const char *const *attr) {
    return strcmp(name, "definedName") == 0 && !text_equal(xml_attr(attr, "name"), "_xlnm._FilterDatabase");
}

/* The titles of parts are the last vector of the list of properties. */
static void on_title(struct xlsx_entries *e, const char *name, const char *const *attr) {
    if (e->is_workbook) {
        e->n_titles += strcmp(name, "sheet") == 0 || is_listed_name(name, attr);
    } else if (e->is_app && strcmp(name, "vector") == 0) {
        e->n_titles_due = number_of(attr, "size");
    }
}

static bool on_start(void *ctx, const char *name, const char *const *attr) {
    struct xlsx_entries *e = ctx;
    e->open[e->depth].n++;
    long unique = number_of(attr, "uniqueCount"), count = number_of(attr, "count");
    e->depth++;
    e->open[e->depth].declared = unique >= 0 ? unique : count;
    e->open[e->depth].n = 0;
    if (strcmp(name, "sst") == 0) {
        e->n_strings_due = count;
    }
    on_title(e, name, attr);
    if (e->is_sheet && strcmp(name, "row") == 0) {
        return on_row(e, attr);
    }
    if (e->is_sheet && strcmp(name, "c") == 0) {
        return on_cell(e, attr);
    }
    return !e->is_chart || strcmp(name, "idx") != 0 || on_series_number(e, attr);
}

static bool on_end(void *ctx, const char *name) {
    struct xlsx_entries *e = ctx;
    long declared = e->open[e->depth].declared, n = e->open[e->depth].n;
    e->depth--;
    return declared < 0 || declared == n || fail(e, arena_printf(e->arena, "entries of %s", name), n, declared);
}

const struct xml_events xlsx_entries_events = {.start = on_start, .end = on_end};

bool xlsx_entries_fit_together(struct xlsx_entries *e) {
    if (e->n_titles_due > 0 && e->n_titles != e->n_titles_due) {
        return fail(e, "sheets and defined names", e->n_titles, e->n_titles_due);
    }
    return e->n_strings == e->n_strings_due || fail(e, "cells with text", e->n_strings, e->n_strings_due);
}
