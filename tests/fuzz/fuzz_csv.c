/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a CSV file: decoded, parsed, taken as a book, loaded by a schema. What was read must keep the
   promises of table.h: valid UTF-8, lines that rise, and an error whenever there is no table. */
#include "base/text.h"
#include "table/schema.h"

#include <assert.h>
#include <string.h>

struct row {
    struct row_ref ref;
    const char *id, *text;
    double number, weight;
    int count, word;
    bool is_on;
    struct i18n label;
};
#define ROW(member) offsetof(struct row, member)
static const char *const words[] = {"one", "two", NULL};
static const struct field fields[] = {
    {.name = "id", .type = FIELD_ID, .flags = FIELD_REQUIRED | FIELD_UNIQUE, .offset = ROW(id)},
    {.name = "text", .type = FIELD_TEXT, .offset = ROW(text)},
    {.name = "number", .type = FIELD_NUMBER, .offset = ROW(number), .min = 1, .max = 2},
    {.name = "weight", .type = FIELD_WEIGHT, .offset = ROW(weight)},
    {.name = "count", .type = FIELD_INT, .offset = ROW(count)},
    {.name = "word", .type = FIELD_WORD, .offset = ROW(word), .words = words},
    {.name = "on", .type = FIELD_BOOL, .offset = ROW(is_on)},
    {.name = "label", .type = FIELD_I18N, .flags = FIELD_REQUIRED, .offset = ROW(label)},
};
static const struct schema schema = {"s", fields, ARRAY_LEN(fields), sizeof(struct row), "fuzzed", false};

static void check_table(const struct table_text *t) {
    for (size_t row = 0; row < t->n_rows; row++) {
        assert(t->n_fields[row] > 0 && t->n_fields[row] <= t->n_columns);
        assert(t->line[row] > (row ? t->line[row - 1] : 0));
        for (int c = 0; c < t->n_fields[row]; c++) {
            const char *s = table_cell(t, row, c);
            assert(text_valid_prefix(s, strlen(s)) == strlen(s) && !strchr(s, '\r'));
        }
    }
}

static void load(const struct book *b, const struct book_sheet *sheet, struct diags *ds) {
    struct arena a = {0};
    size_t n;
    const struct row *row = schema_load(&schema, b, sheet, &a, &n, ds);
    assert(row || diags_has_errors(ds));
    for (size_t i = 0; row && i < n; i++) {
        assert(row[i].id && row[i].text && i18n_get(&row[i].label, "en"));
        schema_place(&row[i].ref, "label", &a);
    }
    arena_clear(&a);
}

static void take(struct input *in, struct diags *ds) {
    struct book b;
    if (!book_is_book(in)) {
        struct book_sheet sheet = book_plain_sheet(&in->sheet[0]);
        load(NULL, &sheet, ds);
        input_close(in);
    } else if (book_from_input(&b, in, ds)) {
        for (size_t i = 0; i < b.n_sheets; i++) {
            load(&b, &b.sheet[i], ds);
        }
        book_close(&b);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    struct diags ds = {0};
    struct input in;
    if (input_open_data(&in, "fuzz.csv", (const char *)data, n, &ds)) {
        check_table(&in.sheet[0]);
        take(&in, &ds);
    } else {
        assert(diags_has_errors(&ds));
    }
    struct arena a = {0};
    for (size_t i = 0; i < ds.n; i++) {
        diag_place(&a, &ds.item[i].place);
        diag_text(&a, &ds.item[i], "ja");
    }
    arena_clear(&a);
    diags_clear(&ds);
    return 0;
}
