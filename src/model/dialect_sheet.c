/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/dialect_sheet.h"

#include <string.h>

#include "table/choice.h"

static int score_of(const struct input *in, size_t sheet, const struct dialect *dialect, struct arena *a) {
    struct input one = *in;
    struct dialect_match match;
    one.sheet = &in->sheet[sheet];
    one.n_sheets = 1;
    if (dialect) {
        return dialect->recognise(&one, a).score;
    }
    dialect_detect(&one, a, &match);
    return match.score;
}

/* NULL when no sheet that is shown looks like an export. */
static struct table_text *best_sheet(const struct input *in, const struct dialect *dialect) {
    struct arena a = {0};
    struct table_text *best = NULL;
    int most = 0;
    for (size_t i = 0; i < in->n_sheets; i++) {
        bool is_shown = !in->sheet[i].is_hidden && in->sheet[i].n_rows > 0;
        int score = is_shown ? score_of(in, i, dialect, &a) : 0;
        if (score > most) {
            best = &in->sheet[i];
            most = score;
        }
        arena_reset(&a);
    }
    arena_clear(&a);
    return best;
}

bool dialect_take_sheet(struct input *in, const struct dialect *dialect, struct diags *ds) {
    bool is_workbook = in->n_sheets > 0 && strcmp(in->reader, "xlsx") == 0;
    if (!is_workbook) {
        return true; /* the sheets of a .sav file belong together */
    }
    const struct table_text *best = in->wanted ? NULL : best_sheet(in, dialect);
    if (best) {
        choice_say(in, best, ds);
    } else {
        best = choice_table(in, NULL, ds);
    }
    if (!best) {
        in->n_sheets = 0;
        return in->wanted == NULL;
    }
    in->sheet[0] = *best;
    in->n_sheets = 1;
    return true;
}

bool dialect_check_cells(const struct table_text *t, size_t first_row, struct diags *ds) {
    struct arena a = {0};
    bool is_good = true;
    for (size_t row = t->kind ? first_row : t->n_rows; row < t->n_rows; row++) {
        for (int c = 0; c < t->n_fields[row]; c++) {
            enum table_kind kind = table_kind_of(t, row, c);
            if (kind == TABLE_ERROR || kind == TABLE_PENDING) {
                struct place at = table_place(t, row, c, table_cell(t, 0, c), &a);
                is_good = table_check_value(t, row, &at, ds) && is_good;
            }
        }
        arena_reset(&a);
    }
    arena_clear(&a);
    return is_good;
}
