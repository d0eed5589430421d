/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building a table, field by field.

   1. builder_init(&b, arena).
   2. builder_add_field() for each field, builder_end_row() after each row, builder_drop_row() to forget a broken one.
   3. builder_finish() makes the table, or builder_clear() gives up.
   A workbook's cells have kinds: set 'has_kinds' after init and use builder_add_cell(), builder_add_shared().
   Texts are copied into the arena; the builder's own memory is gone after finish or clear. */
#ifndef PG_TABLE_BUILDER_H
#define PG_TABLE_BUILDER_H

#include "table/table.h"

#define TABLE_COLUMNS_MAX 16384 /* as many as a worksheet has */

struct builder_row {
    size_t start;
    long line;
    int n_fields;
};
struct table_builder {
    struct arena *arena;
    const char **text;
    size_t n_texts, texts_cap;
    bool has_kinds;
    unsigned char *kind; /* parallel to the texts */
    size_t kinds_cap;
    struct builder_row *row;
    size_t n_rows, rows_cap;
    char *room; /* rest of the arena block that texts are copied to */
    size_t room_left;
    int n_columns;
};

void builder_init(struct table_builder *b, struct arena *a);
/* Line ends in 's' become '\n'. */
void builder_add_field(struct table_builder *b, const char *s, size_t n);
void builder_add_cell(struct table_builder *b, const char *s, size_t n, enum table_kind kind);
/* CR LF and CR alone become LF, in place; the new length. */
size_t builder_unify_line_ends(char *s, size_t n);
/* A copy of a text in the arena, line ends made '\n'. */
const char *builder_copy(struct table_builder *b, const char *s, size_t n);
/* A text that lives as long as the arena, without line ends to change. */
void builder_add_shared(struct table_builder *b, const char *text, enum table_kind kind);
/* Number of fields of the row that is being built. */
size_t builder_n_fields(const struct table_builder *b);
/* A row without fields is none. Fields over TABLE_COLUMNS_MAX are dropped. */
void builder_end_row(struct table_builder *b, long line);
void builder_drop_row(struct table_builder *b);
void builder_finish(struct table_builder *b, struct table_text *t);
void builder_clear(struct table_builder *b);

#endif
