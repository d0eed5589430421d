/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/xlsx_workbook.h"

#include <string.h>

struct workbook_reading {
    struct workbook_parts *w;
    struct package *p;
    struct arena *a;
    bool is_workbook; /* its first element is */
    bool has_root;
    struct diags *ds;
};

static bool fail(struct package *p, const char *sheet, const char *why, struct diags *ds) {
    struct place at = {.file = p->file, .sheet = sheet};
    diag_add(ds, DIAG_XLSX_INVALID, &at, why);
    return false;
}

/* ---- the list of sheets ------------------------------------------------------------------------------------ */

static bool is_true(const char *s) { return s && (strcmp(s, "1") == 0 || strcmp(s, "true") == 0); }

static bool add_sheet(struct workbook_reading *r, const char *const *attr) {
    const char *name = xml_attr(attr, "name"), *id = xml_attr_ns(attr, "id"), *state = xml_attr(attr, "state");
    struct workbook_parts *w = r->w;
    if (w->n_sheets == SHEETS_MAX) {
        return fail(r->p, NULL, "it has too many sheets", r->ds);
    }
    VEC_GROW(w->sheet, w->n_sheets, w->cap);
    w->sheet[w->n_sheets++] = (struct workbook_sheet){.name = arena_strdup(r->a, name ? name : ""),
                                                      .relation = arena_strdup(r->a, id ? id : ""),
                                                      .is_hidden = state && strcmp(state, "visible") != 0,
                                                      .part = -1};
    return true;
}

static bool on_start(void *ctx, const char *name, const char *const *attr) {
    struct workbook_reading *r = ctx;
    if (!r->has_root) {
        r->has_root = true;
        r->is_workbook = strcmp(name, "workbook") == 0;
    }
    if (strcmp(name, "workbookPr") == 0) {
        r->w->is_1904 = is_true(xml_attr(attr, "date1904"));
    }
    return strcmp(name, "sheet") != 0 || add_sheet(r, attr);
}

/* ---- relationships ----------------------------------------------------------------------------------------- */

static const struct relation *relation_by_type(const struct relations *all, const char *type) {
    for (size_t i = 0; i < all->n; i++) {
        if (all->item[i].part && strcmp(all->item[i].type, type) == 0) {
            return &all->item[i];
        }
    }
    return NULL;
}

static const struct relation *relation_by_id(const struct relations *all, const char *id) {
    for (size_t i = 0; i < all->n; i++) {
        if (strcmp(all->item[i].id, id) == 0) {
            return &all->item[i];
        }
    }
    return NULL;
}

/* Finds the parts of the worksheets, and leaves out what has no cells. */
static bool find_sheets(struct workbook_reading *r, const struct relations *all) {
    struct workbook_parts *w = r->w;
    size_t n = 0;
    for (size_t i = 0; i < w->n_sheets; i++) {
        struct workbook_sheet s = w->sheet[i];
        const struct relation *to = relation_by_id(all, s.relation);
        if (to && strcmp(to->type, "worksheet") != 0) {
            continue;
        }
        s.part = to && to->part ? package_find(r->p, to->part) : -1;
        if (s.part < 0) {
            return fail(r->p, s.name, "the part with this sheet is missing", r->ds);
        }
        w->sheet[n++] = s;
    }
    w->n_sheets = n;
    return n > 0 || fail(r->p, NULL, "it has no worksheet", r->ds);
}

static bool read_shared(struct workbook_reading *r, const struct relations *all) {
    const struct relation *strings = relation_by_type(all, "sharedStrings"), *styles = relation_by_type(all, "styles");
    long at = strings ? package_find(r->p, strings->part) : -1;
    if (at >= 0 && !strings_read(&r->w->strings, r->p, at, r->a, r->ds)) {
        return false;
    }
    at = styles ? package_find(r->p, styles->part) : -1;
    return at < 0 || styles_read(&r->w->styles, r->p, at, r->ds);
}

static bool read_related(struct workbook_reading *r, const char *part) {
    struct relations all;
    bool is_good = package_relations(r->p, part, &all, r->ds) && find_sheets(r, &all) && read_shared(r, &all);
    mem_free(all.item);
    return is_good;
}

/* ---- the part ---------------------------------------------------------------------------------------------- */

/* NULL after an error; without relationships the usual name. */
static const char *find_workbook(struct package *p, struct diags *ds) {
    struct relations top;
    bool is_good = package_relations(p, "", &top, ds);
    const struct relation *to = is_good ? relation_by_type(&top, "officeDocument") : NULL;
    const char *part = to ? to->part : "xl/workbook.xml";
    mem_free(top.item);
    return is_good ? part : NULL;
}

static bool is_binary(const char *part) {
    size_t n = strlen(part);
    return n > 4 && strcmp(part + n - 4, ".bin") == 0;
}

static bool not_a_workbook(struct package *p, const char *what, struct diags *ds) {
    struct place at = {.file = p->file};
    diag_add(ds, DIAG_FILE_BINARY, &at, what);
    return false;
}

bool workbook_read(struct workbook_parts *w, struct package *p, struct arena *a, struct diags *ds) {
    struct workbook_reading r = {.w = w, .p = p, .a = a, .ds = ds};
    struct xml_events events = {.start = on_start};
    *w = (struct workbook_parts){0};
    const char *part = find_workbook(p, ds);
    long at = part ? package_find(p, part) : -1;
    if (at < 0) {
        return part && fail(p, NULL, arena_printf(a, "its part %s is missing", part), ds);
    }
    if (is_binary(part)) {
        return not_a_workbook(p, "Excel .xlsb", ds);
    }
    if (!package_stream(p, at, &events, &r, ds)) {
        return false;
    }
    return r.is_workbook ? read_related(&r, part) : not_a_workbook(p, "Office", ds);
}

void workbook_clear(struct workbook_parts *w) {
    strings_clear(&w->strings);
    styles_clear(&w->styles);
    mem_free(w->sheet);
    *w = (struct workbook_parts){0};
}
