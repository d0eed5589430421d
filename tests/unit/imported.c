/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "imported.h"

#include <string.h>

#include "model/dialect_sheet.h"
#include "model/draft_build.h"
#include "table/choice.h"

static void convert(struct imported *x) {
    struct buf out;
    buf_init(&out, BUF_MAX_DEFAULT);
    responses_put_header(&x->responses, &out);
    for (size_t row = x->draft.first_row; row < x->draft.table->n_rows; row++) {
        responses_put_row(&x->responses, row, &out, &x->ds);
    }
    x->csv = arena_strdup(&x->arena, out.data);
    buf_reset(&out);
    draft_print_book(&x->draft, &out);
    x->book = arena_strdup(&x->arena, out.data);
    buf_clear(&out);
}

static void take(struct imported *x, const struct import_choice *choice) {
    struct draft_request request = {.is_anonymous_id = true, .keep = choice->keep, .n_keep = choice->n_keep};
    x->dialect = dialect_detect(&x->input, &x->arena, &x->match);
    if (!x->dialect) {
        return;
    }
    if (choice->structure &&
        structure_load(choice->structure, strlen(choice->structure), "structure", &x->structure, &x->ds)) {
        x->layout.structure = &x->structure;
    }
    x->dialect->arrange(&x->input, &x->layout, &x->ds);
    dialect_check_cells(x->layout.table, x->layout.first_row, &x->ds);
    draft_build(&x->draft, &x->layout, &request, &x->ds);
    responses_start(&x->responses, &x->draft);
    x->responses.drops_partial = choice->drops_partial;
    convert(x);
}

static void start(struct imported *x) {
    *x = (struct imported){.csv = "", .book = ""};
    draft_init(&x->draft);
}

static void take_sheet(struct imported *x, const struct import_choice *choice) {
    static const struct import_choice none;
    if (dialect_take_sheet(&x->input, NULL, &x->ds)) {
        take(x, choice ? choice : &none);
    }
}

void import_bytes(struct imported *x, const char *data, size_t n, const struct import_choice *choice) {
    start(x);
    if (input_open_data(&x->input, "export.csv", data, n, &x->ds)) {
        take_sheet(x, choice);
    }
}

void import_text(struct imported *x, const char *text, const struct import_choice *choice) {
    import_bytes(x, text, strlen(text), choice);
}

void import_file(struct imported *x, const char *path, const struct import_choice *choice) {
    start(x);
    if (choice_open(&x->input, path, &x->ds)) {
        take_sheet(x, choice);
    }
}

void imported_clear(struct imported *x) {
    responses_end(&x->responses);
    draft_clear(&x->draft);
    dialect_layout_clear(&x->layout);
    structure_clear(&x->structure);
    input_close(&x->input);
    diags_clear(&x->ds);
    arena_clear(&x->arena);
}

const struct draft_question *imported_question(const struct imported *x, const char *name) {
    for (size_t i = 0; i < x->draft.n_questions; i++) {
        if (strcmp(x->draft.question[i].name, name) == 0) {
            return &x->draft.question[i];
        }
    }
    return NULL;
}

const char *imported_cell(struct imported *x, size_t row, const char *name) {
    struct input in;
    struct diags ds = {0};
    const char *cell = NULL;
    if (input_open_data(&in, "canonical.csv", x->csv, strlen(x->csv), &ds)) {
        int column = table_find(&in.sheet[0], 0, name);
        bool is_there = column >= 0 && row + 1 < in.sheet[0].n_rows;
        cell = is_there ? arena_strdup(&x->arena, table_cell(&in.sheet[0], row + 1, column)) : NULL;
        input_close(&in);
    }
    diags_clear(&ds);
    return cell;
}
