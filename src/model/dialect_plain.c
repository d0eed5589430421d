/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any table with one header row: the last resort. */
#include "model/dialect.h"

static struct dialect_match recognise(const struct input *in, struct arena *a) {
    (void)a;
    bool is_table = in->n_sheets > 0 && in->sheet[0].n_rows > 0;
    return is_table ? (struct dialect_match){5, ""} : (struct dialect_match){0};
}

static bool arrange(const struct input *in, struct dialect_layout *l, struct diags *ds) {
    (void)ds;
    dialect_arrange_plain(in, l);
    return true;
}

static const char *const examples[] = {"Sector,Staff,Has a PSIRT\n"
                                       "Finance,120,Yes\n"
                                       "Industry,45,No\n"
                                       "Finance,80,Yes\n"
                                       "Industry,300,Yes\n",
                                       NULL};

const struct dialect dialect_plain = {
    .name = "plain",
    .title = "Plain table",
    .summary = "any table with one header row",
    .layout = "one header row, a column a question",
    .example = examples,
    .recognise = recognise,
    .arrange = arrange,
};
