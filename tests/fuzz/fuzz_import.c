/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as an export: recognised, arranged and converted by every dialect that takes them, and as a structure.
   What comes out must be a canonical file that is read back with as many records, and a questionnaire that loads as
   a book. */
#include "base/text.h"
#include "model/draft_build.h"
#include "model/responses.h"
#include "table/book.h"

#include <assert.h>
#include <string.h>

static void check_canonical(const struct buf *csv, const struct responses *r) {
    struct diags ds = {0};
    struct input in;
    assert(text_valid_prefix(csv->data, csv->len) == csv->len);
    if (r->n.records > 0 && csv->data[0] != '\n') {
        bool is_read = input_open_data(&in, "canonical.csv", csv->data, csv->len, &ds);
        assert(is_read);
        assert(in.sheet[0].n_rows == r->n.records + 1);
        input_close(&in);
    }
    diags_clear(&ds);
}

static void check_book(const struct draft *d) {
    struct buf book;
    struct diags ds = {0};
    struct input in;
    buf_init(&book, BUF_MAX_DEFAULT);
    draft_print_book(d, &book);
    bool is_read = input_open_data(&in, "book.csv", book.data, book.len, &ds);
    assert(is_read);
    assert(book_is_book(&in));
    input_close(&in);
    diags_clear(&ds);
    buf_clear(&book);
}

static void convert(const struct draft *d, struct diags *ds) {
    struct responses r;
    struct buf csv;
    buf_init(&csv, BUF_MAX_DEFAULT);
    responses_start(&r, d);
    responses_put_header(&r, &csv);
    for (size_t row = d->first_row; row < d->table->n_rows; row++) {
        responses_put_row(&r, row, &csv, ds);
    }
    check_canonical(&csv, &r);
    responses_end(&r);
    buf_clear(&csv);
}

static void take(const struct dialect *dialect, const struct input *in) {
    struct dialect_layout l = {.lang = ""};
    struct draft d;
    struct diags ds = {0};
    struct draft_request request = {.is_anonymous_id = true};
    draft_init(&d);
    if (dialect->arrange(in, &l, &ds)) {
        draft_build(&d, &l, &request, &ds);
        convert(&d, &ds);
        check_book(&d);
    }
    draft_clear(&d);
    dialect_layout_clear(&l);
    diags_clear(&ds);
}

static void take_structure(const char *data, size_t n) {
    struct structure s;
    struct draft d;
    struct diags ds = {0};
    draft_init(&d);
    if (structure_load(data, n, "fuzz", &s, &ds)) {
        draft_from_structure(&d, &s, &ds);
        check_book(&d);
        structure_clear(&s);
    } else {
        assert(diags_has_errors(&ds));
    }
    draft_clear(&d);
    diags_clear(&ds);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    struct diags ds = {0};
    struct input in;
    struct arena a = {0};
    if (structure_accepts((const char *)data, n)) {
        take_structure((const char *)data, n);
    } else if (input_open_data(&in, "fuzz.csv", (const char *)data, n, &ds)) {
        for (size_t i = 0; i < dialect_count(); i++) {
            if (dialect_at(i)->recognise(&in, &a).score > 0) {
                take(dialect_at(i), &in);
            }
        }
        input_close(&in);
    }
    arena_clear(&a);
    diags_clear(&ds);
    return 0;
}
