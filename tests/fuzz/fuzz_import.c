/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as an export: recognised, arranged and converted by every dialect that takes them; with a first byte below
   the number of dialects, as rows behind the header of that dialect; or as a structure, with an export behind a zero
   byte.
   What comes out must be a canonical file that is read back with as many records, and a questionnaire that loads as
   a book. */
#include "base/text.h"
#include "model/dialect_sheet.h"
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

static void take(const struct dialect *dialect, const struct input *in, const struct structure *structure) {
    struct dialect_layout l = {.lang = "", .structure = structure};
    struct draft d;
    struct diags ds = {0};
    struct draft_request request = {.is_anonymous_id = true};
    draft_init(&d);
    if (dialect->arrange(in, &l, &ds)) {
        dialect_check_cells(l.table, l.first_row, &ds);
        draft_build(&d, &l, &request, &ds);
        convert(&d, &ds);
        check_book(&d);
    }
    draft_clear(&d);
    dialect_layout_clear(&l);
    diags_clear(&ds);
}

/* By every dialect that takes it. */
static void take_export(const char *data, size_t n, const struct structure *structure) {
    struct diags ds = {0};
    struct input in;
    struct arena a = {0};
    if (input_open_data(&in, "fuzz.csv", data, n, &ds) && dialect_take_sheet(&in, NULL, &ds)) {
        for (size_t i = 0; i < dialect_count(); i++) {
            if (dialect_at(i)->recognise(&in, &a).score > 0) {
                take(dialect_at(i), &in, structure);
            }
        }
    }
    input_close(&in);
    arena_clear(&a);
    diags_clear(&ds);
}

/* Rows behind the header of one dialect's example, so that each is reached with anything in its cells. */
static void take_rows(const struct dialect *dialect, const char *data, size_t n) {
    const char *example = dialect->example[0];
    struct buf text;
    size_t n_head = 0;
    for (int row = 0; row < 3 && example[n_head]; row++) {
        n_head += strcspn(example + n_head, "\n");
        n_head += example[n_head] == '\n';
    }
    buf_init(&text, BUF_MAX_DEFAULT);
    buf_add(&text, example, n_head);
    buf_add(&text, data, n);
    take_export(text.data, text.len, NULL);
    buf_clear(&text);
}

/* A structure, and behind a zero byte an export of the same survey. */
static void take_structure(const char *data, size_t n) {
    struct structure s;
    struct draft d;
    struct diags ds = {0};
    const char *zero = memchr(data, 0, n);
    size_t n_own = zero ? (size_t)(zero - data) : n;
    draft_init(&d);
    if (structure_load(data, n_own, "fuzz", &s, &ds)) {
        draft_from_structure(&d, &s, &ds);
        check_book(&d);
        if (zero) {
            take_export(zero + 1, n - n_own - 1, &s);
        }
        structure_clear(&s);
    } else {
        assert(diags_has_errors(&ds));
    }
    draft_clear(&d);
    diags_clear(&ds);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    const char *text = (const char *)data;
    if (structure_accepts(text, n)) {
        take_structure(text, n);
    } else if (n > 0 && data[0] < dialect_count() && dialect_at(data[0])->example[0]) {
        take_rows(dialect_at(data[0]), text + 1, n - 1);
    } else {
        take_export(text, n, NULL);
    }
    return 0;
}
