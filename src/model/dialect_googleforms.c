/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Google Forms: one header row of wordings after a time stamp. Several answers stand in one cell, joined by ", " (or
   ";", in old downloads), also where an option has commas itself. A grid is a column a row: "Wording [row]". */
#include <string.h>

#include "base/text.h"
#include "model/dialect.h"

static struct dialect_match recognise(const struct input *in, struct arena *a) {
    static const char *const stamps[] = {"timestamp", "タイムスタンプ", "zeitstempel", "horodateur", "marca temporal"};
    const struct table_text *t = &in->sheet[0];
    const char *first = in->n_sheets > 0 ? text_fold(a, table_cell(t, 0, 0)) : "";
    for (size_t i = 0; i < ARRAY_LEN(stamps); i++) {
        if (strcmp(first, stamps[i]) == 0) {
            return (struct dialect_match){90, table_cell(t, 0, 0)};
        }
    }
    return (struct dialect_match){0};
}

/* Whether the column has the same wording before its brackets as the one at 'wording'. */
static bool is_row_of(struct dialect_layout *l, int column, const char *wording, const char **row) {
    const char *own, *inner;
    bool is_split =
        column < l->table->n_columns && dialect_split_brackets(dialect_header(l, 0, column), &own, &inner, &l->arena);
    *row = is_split ? inner : "";
    return is_split && strcmp(own, wording) == 0;
}

/* The block that begins at the column; the column behind it. */
static int add_block(struct dialect_layout *l, int column) {
    const char *header = dialect_header(l, 0, column), *wording, *row;
    bool is_grid = dialect_split_brackets(header, &wording, &row, &l->arena) && is_row_of(l, column + 1, wording, &row);
    if (!is_grid) {
        struct dialect_block *b = dialect_add_single(l, NULL, header, column);
        b->role = dialect_role_of(header, &l->arena);
        return column + 1;
    }
    struct dialect_block *b = dialect_add_block(l, NULL, wording);
    b->joins_rows = true;
    while (is_row_of(l, column, wording, &row)) {
        dialect_add_column(l, b, (struct dialect_column){.column = column, .label = row});
        column++;
    }
    return column;
}

static bool arrange(const struct input *in, struct dialect_layout *l, struct diags *ds) {
    (void)ds;
    l->table = &in->sheet[0];
    l->first_row = 1;
    for (int c = 0; c < l->table->n_columns;) {
        c = add_block(l, c);
    }
    return true;
}

static const char *const examples[] = {
    "Timestamp,1. How satisfied are you?,2. How can we help?,3. How often [Advisories],3. How often [Fixes]\n"
    "9/18/2017 18:00:16,4,\"Training, Marketing (blog, news)\",Often,Never\n"
    "9/19/2017 2:30:55,5,\"Training, Documentation\",Never,Often\n"
    "9/19/2017 2:35:59,5,Documentation,Often,Often\n"
    "9/20/2017 9:01:02,3,\"Documentation, Marketing (blog, news), Coffee, black\",Never,Never\n",
    "タイムスタンプ,Q1 PSIRTはありますか。,Q2 実施している活動(複数回答)\n"
    "2020/06/05 11:34:01 午前 GMT+9,はい,\"報告の受付, 公表\"\n"
    "2020/06/05 1:02:03 午後 GMT+9,いいえ,\"報告の受付, 検証\"\n"
    "2020/06/06 9:00:00 午前 GMT+9,はい,\"公表, 検証\"\n",
    NULL};

const struct dialect dialect_googleforms = {
    .name = "googleforms",
    .title = "Google Forms",
    .summary = "one header row of wordings after a time stamp",
    .layout =
        "one header row, the first column a time stamp (`Timestamp`, `タイムスタンプ`); several answers in one cell, "
        "joined by `, ` or `;`; a grid is a column a row, `Wording [row]`",
    .example = examples,
    .recognise = recognise,
    .arrange = arrange,
};
