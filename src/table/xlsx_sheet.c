/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/xlsx_sheet.h"

#include <string.h>

#include "base/num.h"
#include "table/builder.h"
#include "table/xlsx_cell.h"
#include "table/xlsx_merge.h"

enum depth { IN_SHEET, IN_DATA, IN_ROW, IN_CELL, IN_VALUE, IN_FORMULA, IN_INLINE };

struct sheet_reading {
    const struct sheet_source *from;
    struct table_text *t;
    struct arena *a;
    struct diags *ds;
    struct table_builder builder;
    struct merge_ranges merges;
    struct cell_source cell;
    enum depth depth;
    int skipped; /* depth inside an element that is not read */
    long line;   /* of the row, 0 before the first */
    int column;  /* of the cell, −1 before the first of the row */
};

/* ---- errors ------------------------------------------------------------------------------------------------ */

static bool fail(struct sheet_reading *r, enum diag_id id, const char *why) {
    struct place at = {.file = r->t->file, .sheet = r->t->sheet, .line = r->line};
    if (r->line > 0) {
        at.column = r->column + 1;
        at.cell = table_cell_name(r->a, r->column < 0 ? 0 : r->column, r->line);
    }
    diag_add(r->ds, id, &at, why);
    return false;
}

static bool broken(struct sheet_reading *r, const char *why) { return fail(r, DIAG_XLSX_INVALID, why); }

/* ---- rows and cells ---------------------------------------------------------------------------------------- */

static bool start_row(struct sheet_reading *r, const char *const *attr) {
    const char *name = xml_attr(attr, "r");
    long line = r->line + 1;
    if (name && (!num_parse_int(name, &line) || line < 1 || line > CELL_ROWS_MAX)) {
        return broken(r, arena_printf(r->a, "'%.40s' is not the number of a row", name));
    }
    if (line <= r->line) {
        return broken(r, arena_printf(r->a, "row %ld stands behind this one", line));
    }
    if (line > CELL_ROWS_MAX) {
        return broken(r, "it has more rows than a sheet can have");
    }
    r->line = line;
    r->column = -1;
    r->depth = IN_ROW;
    return true;
}

static bool set_name(struct sheet_reading *r, const char *name) {
    int column = r->column + 1;
    long line = r->line;
    if (name && !cell_name_parse(name, &column, &line)) {
        return broken(r, arena_printf(r->a, "'%.40s' is not the name of a cell", name));
    }
    if (line != r->line || column <= r->column) {
        return broken(r, arena_printf(r->a, "the cell %s stands behind this one", name));
    }
    if (column >= TABLE_COLUMNS_MAX) {
        return broken(r, "it has more columns than a sheet can have");
    }
    r->column = column;
    return true;
}

static bool start_cell(struct sheet_reading *r, const char *const *attr) {
    const char *name = NULL, *type = NULL;
    cell_source_reset(&r->cell);
    for (; attr[0]; attr += 2) {
        const char *a = attr[0];
        if (strcmp(a, "r") == 0) {
            name = attr[1];
        } else if (strcmp(a, "t") == 0) {
            type = attr[1];
        } else if (strcmp(a, "s") == 0 && !num_parse_int(attr[1], &r->cell.format)) {
            r->cell.format = -1;
        }
    }
    r->depth = IN_CELL;
    if (!set_name(r, name)) {
        return false;
    }
    return cell_type_parse(type, &r->cell.type) || broken(r, arena_printf(r->a, "there is no type '%.20s'", type));
}

static bool end_cell(struct sheet_reading *r) {
    struct cell_taken x;
    const char *problem = cell_take(&r->cell, r->from->workbook, &x);
    r->depth = IN_ROW;
    if (problem) {
        return broken(r, problem);
    }
    if (x.n == 0) {
        return true;
    }
    size_t n = builder_n_fields(&r->builder), wanted = (size_t)r->column;
    *r->from->n_fields += wanted + 1 - n;
    if (*r->from->n_fields > SHEET_FIELDS_MAX) {
        return fail(r, DIAG_XLSX_TOO_LARGE, arena_printf(r->a, "%zu", SHEET_FIELDS_MAX));
    }
    for (; n < wanted; n++) {
        builder_add_shared(&r->builder, "", TABLE_TEXT);
    }
    if (x.is_shared) {
        builder_add_shared(&r->builder, x.text, x.kind);
    } else {
        builder_add_cell(&r->builder, x.text, x.n, x.kind);
    }
    return true;
}

/* ---- events ------------------------------------------------------------------------------------------------ */

static bool is_not_read(const char *name) {
    return strcmp(name, "extLst") == 0 || strcmp(name, "AlternateContent") == 0;
}

/* Inside a cell. */
static void start_part(struct sheet_reading *r, const char *name) {
    if (strcmp(name, "v") == 0) {
        r->depth = IN_VALUE;
        r->cell.has_value = true;
    } else if (strcmp(name, "f") == 0) {
        r->depth = IN_FORMULA;
        r->cell.has_formula = true;
    } else if (strcmp(name, "is") == 0) {
        r->depth = IN_INLINE;
    } else {
        r->skipped++;
    }
}

static bool start_in_sheet(struct sheet_reading *r, const char *name, const char *const *attr) {
    if (strcmp(name, "sheetData") == 0) {
        r->depth = IN_DATA;
    } else if (strcmp(name, "mergeCell") == 0) {
        const char *range = xml_attr(attr, "ref");
        if (!range || (strchr(range, ':') && !merge_add(&r->merges, range))) {
            r->line = 0;
            return broken(r, arena_printf(r->a, "'%.40s' is not a merged range", range ? range : ""));
        }
    }
    return true;
}

static bool on_start(void *ctx, const char *name, const char *const *attr) {
    struct sheet_reading *r = ctx;
    if (r->skipped > 0 || is_not_read(name)) {
        r->skipped++;
        return true;
    }
    switch (r->depth) {
    case IN_SHEET:
        return start_in_sheet(r, name, attr);
    case IN_DATA:
        if (strcmp(name, "row") == 0) {
            return start_row(r, attr);
        }
        break;
    case IN_ROW:
        if (strcmp(name, "c") == 0) {
            return start_cell(r, attr);
        }
        break;
    case IN_CELL:
        start_part(r, name);
        return true;
    case IN_INLINE:
        text_run_start(&r->cell.run, name);
        return true;
    case IN_VALUE:
    case IN_FORMULA:
        break;
    }
    r->skipped++;
    return true;
}

static bool on_end(void *ctx, const char *name) {
    struct sheet_reading *r = ctx;
    if (r->skipped > 0) {
        r->skipped--;
        return true;
    }
    switch (r->depth) {
    case IN_SHEET:
        break;
    case IN_DATA:
        r->depth = IN_SHEET;
        break;
    case IN_ROW:
        builder_end_row(&r->builder, r->line);
        r->depth = IN_DATA;
        break;
    case IN_CELL:
        return end_cell(r);
    case IN_INLINE:
        if (r->cell.run.skipped == 0 && strcmp(name, "is") == 0) {
            r->depth = IN_CELL;
        } else {
            text_run_end(&r->cell.run, name);
        }
        break;
    case IN_VALUE:
    case IN_FORMULA:
        r->depth = IN_CELL;
        break;
    }
    return true;
}

static bool on_text(void *ctx, const char *s, size_t n) {
    struct sheet_reading *r = ctx;
    if (r->skipped > 0) {
        return true;
    }
    if (r->depth == IN_VALUE) {
        buf_add(&r->cell.value, s, n);
    } else if (r->depth == IN_FORMULA) {
        buf_add(&r->cell.formula, s, n);
    } else if (r->depth == IN_INLINE) {
        text_run_add(&r->cell.run, s, n);
    }
    return true;
}

bool sheet_read(const struct sheet_source *from, struct table_text *t, struct arena *a, struct diags *ds) {
    struct sheet_reading r = {.from = from, .t = t, .a = a, .ds = ds, .column = -1};
    struct xml_events events = {.start = on_start, .end = on_end, .text = on_text};
    builder_init(&r.builder, a);
    r.builder.has_kinds = true;
    cell_source_init(&r.cell);
    bool is_good = package_stream(from->package, from->part, &events, &r, ds);
    if (is_good) {
        builder_finish(&r.builder, t);
        is_good = merge_apply(&r.merges, t, a, ds);
    }
    builder_clear(&r.builder);
    cell_source_clear(&r.cell);
    merge_clear(&r.merges);
    return is_good;
}
