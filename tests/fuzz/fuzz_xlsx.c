/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a workbook. Input that begins with PK is the file itself; other input is the XML of the parts of one,
   each behind a zero byte (sheet, shared strings, styles, workbook, relationships), so that the parts are reached
   without a valid archive. What was read must keep the promises of table.h. */
#include "base/text.h"
#include "table/book.h"
#include "table/choice.h"

#include <assert.h>
#include <string.h>
#include <zip.h>

static void check_table(const struct table_text *t) {
    assert(t->has_cells && t->sheet);
    for (size_t row = 0; row < t->n_rows; row++) {
        assert(t->n_fields[row] > 0 && t->n_fields[row] <= t->n_columns);
        assert(t->line[row] > (row ? t->line[row - 1] : 0));
        for (int c = 0; c < t->n_fields[row]; c++) {
            const char *s = table_cell(t, row, c);
            assert(text_valid_prefix(s, strlen(s)) == strlen(s) && !strchr(s, '\r'));
            assert(table_kind_of(t, row, c) <= TABLE_PENDING);
        }
    }
}

static void read_bytes(const char *data, size_t n) {
    struct diags ds = {0};
    struct input in;
    if (input_open_data(&in, "fuzz.xlsx", data, n, &ds)) {
        for (size_t i = 0; i < in.n_sheets; i++) {
            if (in.sheet[i].has_cells) {
                check_table(&in.sheet[i]);
            }
        }
        choice_table(&in, "answers", &ds);
        book_is_book(&in);
        input_close(&in);
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
}

/* An archive, not compressed, of these parts. */
static void pack(const char *const names[], const char *const parts[], size_t n, struct buf *out) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *bytes = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip = zip_open_from_source(bytes, ZIP_TRUNCATE, &error);
    zip_source_keep(bytes);
    for (size_t i = 0; i < n; i++) {
        zip_int64_t at = zip_file_add(zip, names[i], zip_source_buffer(zip, parts[i], strlen(parts[i]), 0), 0);
        zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0);
    }
    assert(zip_close(zip) == 0 && zip_source_open(bytes) == 0);
    char piece[4096];
    zip_int64_t got;
    while ((got = zip_source_read(bytes, piece, sizeof piece)) > 0) {
        buf_add(out, piece, (size_t)got);
    }
    zip_source_close(bytes);
    zip_source_free(bytes);
    zip_error_fini(&error);
}

static const char usual_workbook[] = "<workbook xmlns:r='r'><sheets><sheet name='A' r:id='1'/></sheets></workbook>";
static const char usual_rels[] = "<R><Relationship Id='1' Type='/worksheet' Target='sheet.xml'/>"
                                 "<Relationship Id='2' Type='/sharedStrings' Target='strings.xml'/>"
                                 "<Relationship Id='3' Type='/styles' Target='styles.xml'/></R>";

static void read_parts(const char *data, size_t n) {
    static const char *const names[] = {
        "xl/sheet.xml",       "xl/strings.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
        "[Content_Types].xml"};
    const char *parts[ARRAY_LEN(names)] = {"<a/>", "<a/>", "<a/>", usual_workbook, usual_rels, "<a/>"};
    struct arena a = {0};
    struct buf zip;
    const char *text = arena_strndup(&a, data, n), *end = text + n;
    for (size_t i = 0; i + 1 < ARRAY_LEN(names) && text < end; i++) {
        parts[i] = *text ? text : parts[i];
        text += strlen(text) + 1;
    }
    buf_init(&zip, BUF_MAX_DEFAULT);
    pack(names, parts, ARRAY_LEN(names), &zip);
    read_bytes(zip.data, zip.len);
    buf_clear(&zip);
    arena_clear(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    const char *text = (const char *)data;
    if (n >= 2 && memcmp(text, "PK", 2) == 0) {
        read_bytes(text, n);
    } else {
        read_parts(text, n);
    }
    return 0;
}
