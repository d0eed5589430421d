/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/xlsx_styles.h"

#include <limits.h>
#include <string.h>

#include "base/num.h"

#define FORMATS_MAX 10000 /* far beyond what programs write, and few enough to be searched one by one */
#define STYLES_MAX 100000

struct number_format {
    int id;
    enum date_show show;
};
struct styles_reading {
    struct cell_styles *s;
    struct package *p;
    struct number_format *format;
    size_t n_formats, cap;
    bool is_in_cells; /* inside <cellXfs> */
    struct diags *ds;
};

static bool fail(struct styles_reading *r, const char *why) {
    struct place at = {.file = r->p->file};
    diag_add(r->ds, DIAG_XLSX_INVALID, &at, why);
    return false;
}

static int number_of(const char *const *attr, const char *name) {
    const char *text = xml_attr(attr, name);
    long value = 0;
    return text && num_parse_int(text, &value) && value >= 0 && value < INT_MAX ? (int)value : 0;
}

static enum date_show show_of(const struct styles_reading *r, int id) {
    for (size_t i = 0; i < r->n_formats; i++) {
        if (r->format[i].id == id) {
            return r->format[i].show;
        }
    }
    return date_show_builtin(id);
}

static bool add_format(struct styles_reading *r, const char *const *attr) {
    const char *code = xml_attr(attr, "formatCode");
    if (r->n_formats == FORMATS_MAX) {
        return fail(r, "it has too many number formats");
    }
    VEC_GROW(r->format, r->n_formats, r->cap);
    r->format[r->n_formats++] = (struct number_format){number_of(attr, "numFmtId"), date_show_of(code ? code : "")};
    return true;
}

static bool add_style(struct styles_reading *r, const char *const *attr) {
    if (r->s->n == STYLES_MAX) {
        return fail(r, "it has too many cell formats");
    }
    VEC_GROW(r->s->show, r->s->n, r->s->cap);
    r->s->show[r->s->n++] = (unsigned char)show_of(r, number_of(attr, "numFmtId"));
    return true;
}

static bool on_start(void *ctx, const char *name, const char *const *attr) {
    struct styles_reading *r = ctx;
    if (strcmp(name, "numFmt") == 0) {
        return add_format(r, attr);
    }
    r->is_in_cells = r->is_in_cells || strcmp(name, "cellXfs") == 0;
    return !r->is_in_cells || strcmp(name, "xf") != 0 || add_style(r, attr);
}

static bool on_end(void *ctx, const char *name) {
    struct styles_reading *r = ctx;
    r->is_in_cells = r->is_in_cells && strcmp(name, "cellXfs") != 0;
    return true;
}

bool styles_read(struct cell_styles *s, struct package *p, long part, struct diags *ds) {
    struct styles_reading r = {.s = s, .p = p, .ds = ds};
    struct xml_events events = {.start = on_start, .end = on_end};
    *s = (struct cell_styles){0};
    bool is_good = package_stream(p, part, &events, &r, ds);
    mem_free(r.format);
    return is_good;
}

enum date_show styles_show(const struct cell_styles *s, long format) {
    return format >= 0 && (size_t)format < s->n ? (enum date_show)s->show[format] : SHOWS_NUMBER;
}

void styles_clear(struct cell_styles *s) {
    mem_free(s->show);
    *s = (struct cell_styles){0};
}
