/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/unit_list.h"

#include "base/file.h"
#include "model/name_clean.h"

#define UNIT(member) offsetof(struct unit_row, member)

static const struct field fields[] = {
    {.name = "unit",
     .type = FIELD_TEXT,
     .flags = FIELD_REQUIRED | FIELD_UNIQUE,
     .offset = UNIT(name),
     .help = "name of the business unit, as reports print it"},
    {.name = "file",
     .type = FIELD_TEXT,
     .flags = FIELD_REQUIRED | FIELD_UNIQUE,
     .offset = UNIT(file),
     .help = "file of its answers, from the folder of this file"},
    {.name = "weight",
     .type = FIELD_WEIGHT,
     .offset = UNIT(weight),
     .empty = 1,
     .help = "how much it counts, such as its number of products; 0: shown, but in no score"},
};
const struct schema unit_schema = {
    "units", fields, ARRAY_LEN(fields), sizeof(struct unit_row), "business units that answered apart", false};

bool unit_list_is_one(const struct input *in) {
    const struct table_text *t = in->n_sheets ? &in->sheet[0] : NULL;
    if (!t || t->n_rows == 0) {
        return false;
    }
    struct book_sheet s = book_plain_sheet(t);
    return book_column(&s, "unit") >= 0 && book_column(&s, "file") >= 0;
}

static const char *path_of(struct unit_list *x, const char *list, const char *file) {
    const char *folder = file_folder(&x->arena, list);
    return *file == '/' || text_equal(folder, ".") ? file : file_join(&x->arena, folder, file);
}

static bool read_rows(struct unit_list *x, struct diags *ds) {
    const char *list = x->book.input.path;
    struct place at = {.file = list};
    bool has_rows = x->book.input.n_sheets > 0 && x->book.input.sheet[0].n_rows > 0;
    double total = 0;
    if (!has_rows) {
        diag_add(ds, DIAG_FILE_EMPTY, &at, "a header row and units");
        return false;
    }
    size_t before = ds->n_errors;
    x->sheet = book_plain_sheet(&x->book.input.sheet[0]);
    x->sheet.name = unit_schema.sheet;
    x->unit = schema_load(&unit_schema, &x->book, &x->sheet, &x->arena, &x->n, ds);
    for (size_t i = 0; x->unit && i < x->n; i++) {
        x->unit[i].path = path_of(x, list, x->unit[i].file);
        struct place name = unit_list_place(x, i, "unit");
        x->unit[i].name = name_clean(x->unit[i].name, &name, &x->arena, ds);
        total += x->unit[i].weight;
    }
    if (ds->n_errors == before && (x->n == 0 || total <= 0)) {
        diag_add(ds, x->n == 0 ? DIAG_SHEET_EMPTY : DIAG_UNITS_NO_WEIGHT, &at, unit_schema.sheet);
    }
    return ds->n_errors == before;
}

struct unit_list *unit_list_load(const char *path, struct diags *ds) {
    struct unit_list *x = mem_alloc(1, sizeof *x);
    *x = (struct unit_list){0};
    if (input_open(&x->book.input, path, ds) && read_rows(x, ds)) {
        return x;
    }
    unit_list_free(x);
    return NULL;
}

void unit_list_free(struct unit_list *x) {
    if (x) {
        book_close(&x->book);
        arena_clear(&x->arena);
        mem_free(x);
    }
}

struct place unit_list_place(struct unit_list *x, size_t i, const char *field) {
    return schema_place(&x->unit[i].ref, field, &x->arena);
}
