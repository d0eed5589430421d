/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The questionnaire as an XLSForm workbook, as ODK, KoboToolbox and the like take it: the same sheets, the columns of
   this project included, which those tools ignore. Every cell is the text of the file. */
#include "report/form.h"

static bool is_empty_row(const struct book_sheet *b, size_t row) {
    for (int c = b->first_column; c < b->end_column; c++) {
        if (*table_cell(b->table, row, c)) {
            return false;
        }
    }
    return true;
}

static void add_rows(struct doc *d, const struct book_sheet *b, struct table *t) {
    for (size_t r = b->first; r < b->end; r++) {
        if (is_empty_row(b, r)) {
            continue;
        }
        struct row *row = table_add_row(d, t, NULL);
        for (int c = 0; c < t->n_columns; c++) {
            row->cell[c] = cell_text(table_cell(b->table, r, b->first_column + c));
        }
    }
}

static void add_sheet(struct doc *d, const struct book_sheet *b) {
    int n = b->end_column - b->first_column;
    struct column *column = ARENA_ARRAY(&d->arena, (size_t)n + 1, struct column);
    for (int c = 0; c < n; c++) {
        const char *label = table_cell(b->table, b->header_row, b->first_column + c);
        column[c] = (struct column){.key = doc_text(d, "column%d", c + 1), .label = label, .width = 20};
    }
    struct sheet *s = doc_add_sheet(d, b->name, b->name, SHEET_DATA);
    if (n > 0) {
        add_rows(d, b, add_table(d, s, b->name, column, n));
    }
}

void form_build_xlsform(const struct form_request *request, struct doc *d) {
    const struct questionnaire *q = request->kit->questionnaire;
    doc_init(d, i18n_get(&q->info.title, request->lang), request->lang);
    d->author = request->program;
    d->created = request->created;
    for (size_t i = 0; i < q->book.n_sheets; i++) {
        add_sheet(d, &q->book.sheet[i]);
    }
}
