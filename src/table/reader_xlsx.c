/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks: Excel's .xlsx, also as LibreOffice, Google and others write it, with macros (.xlsm) or as a template. Each
   worksheet is a table; values are those that the program stored, formulas are never computed. */
#include <string.h>

#include "base/text.h"
#include "table/reader.h"
#include "table/signature.h"
#include "table/xlsx_sheet.h"

static bool contains(const char *data, size_t n, const char *word) {
    return memmem(data, n, word, strlen(word)) != NULL;
}

/* Names of parts stand in the clear in the archive, so the first one need not be one that is known. */
static bool accepts(const char *data, size_t n) {
    const char *name = signature_name(data, n);
    return name &&
           (strcmp(name, "Excel .xlsx") == 0 || (strcmp(name, "ZIP") == 0 && contains(data, n, "[Content_Types].xml")));
}

static bool read_sheets(struct input *in, struct package *p, const struct workbook_parts *w, struct diags *ds) {
    bool is_good = true;
    size_t n_fields = 0;
    in->sheet = ARENA_ARRAY(&in->arena, w->n_sheets, struct table_text);
    for (size_t i = 0; i < w->n_sheets && is_good; i++) {
        const struct workbook_sheet *s = &w->sheet[i];
        struct sheet_source from = {.package = p, .workbook = w, .part = s->part, .n_fields = &n_fields};
        struct table_text *t = &in->sheet[in->n_sheets++];
        *t = (struct table_text){.file = in->path, .sheet = s->name, .has_cells = true, .is_hidden = s->is_hidden};
        bool is_left_out = s->is_hidden && in->leave_out && text_has_word(in->leave_out, s->name);
        is_good = is_left_out || sheet_read(&from, t, &in->arena, ds);
    }
    return is_good;
}

static bool read_xlsx(struct input *in, const char *data, size_t n, struct diags *ds) {
    struct package p;
    struct workbook_parts w = {0};
    bool is_good =
        package_open(&p, in->path, data, n, ds) && workbook_read(&w, &p, &in->arena, ds) && read_sheets(in, &p, &w, ds);
    workbook_clear(&w);
    package_close(&p);
    return is_good;
}

extern const struct reader reader_xlsx;
const struct reader reader_xlsx = {
    .name = "xlsx",
    .extensions = "xlsx xlsm xltx xltm",
    .summary = "workbooks of Excel, LibreOffice, Google Sheets and others",
    .accepts = accepts,
    .read = read_xlsx,
};
