/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A draft of a structure alone: built from a layout without cells, so that names and codes are those that an export of
   the same survey gets. */
#include "model/draft_build.h"
#include "model/questionnaire.h"

static void add_pieces(struct dialect_layout *l, struct dialect_block *b, const struct structure_piece *p, size_t n) {
    for (size_t i = 0; i < n; i++) {
        dialect_add_column(l, b, (struct dialect_column){.column = -1, .code = p[i].code});
    }
}

static void add_rows_of_options(struct dialect_layout *l, const struct structure_question *q) {
    for (size_t i = 0; i < q->n_rows; i++) {
        struct dialect_block *b = dialect_add_block(l, q->code, "");
        b->row = q->row[i].code;
        add_pieces(l, b, q->option, q->n_options);
    }
}

static void add_block(struct dialect_layout *l, const struct structure_question *q) {
    bool is_grid = q->kind == STRUCTURE_GRID || q->kind == STRUCTURE_TEXTS;
    if (q->kind == STRUCTURE_GRID && q->n_rows && q->row[0].is_multiple) {
        add_rows_of_options(l, q);
        return;
    }
    struct dialect_block *b = dialect_add_block(l, q->code, "");
    if (q->kind == STRUCTURE_MANY) {
        add_pieces(l, b, q->option, q->n_options);
    } else if (is_grid) {
        add_pieces(l, b, q->row, q->n_rows);
    } else {
        dialect_add_column(l, b, (struct dialect_column){.column = -1});
    }
    if (q->has_other && (q->kind == STRUCTURE_MANY || q->kind == STRUCTURE_ONE)) {
        dialect_add_column(l, b, (struct dialect_column){.column = -1, .code = "other", .is_other = true});
    }
}

void draft_from_structure(struct draft *d, struct structure *s, struct diags *ds) {
    static const struct table_text nothing;
    static const struct draft_request request;
    struct dialect_layout l = {.table = &nothing, .structure = s, .lang = ""};
    for (size_t i = 0; i < s->n_questions; i++) {
        add_block(&l, &s->question[i]);
    }
    draft_build(d, &l, &request, ds);
    d->table = NULL;
    dialect_layout_clear(&l);
}
