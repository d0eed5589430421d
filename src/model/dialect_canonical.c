/* SPDX-License-Identifier: GPL-3.0-or-later */
/* psirtgauge's own wide responses: names of questions over codes. Kept byte for byte. */
#include <string.h>

#include "base/text.h"
#include "model/dialect.h"

static bool is_name(const char *s) {
    bool is_start = (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') || *s == '_';
    return is_start && strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == strlen(s);
}

static bool are_names(const struct table_text *t) {
    struct map seen = {0};
    bool is_good = t->n_rows > 0 && t->n_columns > 0;
    for (int c = 0; c < t->n_columns && is_good; c++) {
        const char *name = table_cell(t, 0, c);
        is_good = is_name(name) && map_add(&seen, name, c);
    }
    map_clear(&seen);
    return is_good;
}

static struct dialect_match recognise(const struct input *in, struct arena *a) {
    (void)a;
    const struct table_text *t = &in->sheet[0];
    if (in->n_sheets != 1 || !are_names(t) || table_find(t, 0, "respondent_id") < 0) {
        return (struct dialect_match){0};
    }
    return (struct dialect_match){97, "respondent_id"};
}

static bool arrange(const struct input *in, struct dialect_layout *l, struct diags *ds) {
    static const enum dialect_role kept[] = {ABOUT_RESPONDENT, ABOUT_SUBMITTED, ABOUT_WAVE,
                                             ABOUT_WEIGHT,     ABOUT_CONSENT,   ABOUT_LANGUAGE};
    (void)ds;
    l->table = &in->sheet[0];
    l->first_row = 1;
    for (int c = 0; c < l->table->n_columns; c++) {
        const char *name = dialect_header(l, 0, c);
        struct dialect_block *b = dialect_add_single(l, name, name, c);
        b->fill = FILL_VERBATIM;
        b->role = dialect_role_of(name, &l->arena) == ABOUT_PERSON ? ABOUT_PERSON : ABOUT_QUESTION;
        for (size_t i = 0; i < ARRAY_LEN(kept); i++) {
            b->role = strcmp(name, dialect_role_name(kept[i])) == 0 ? kept[i] : b->role;
        }
    }
    return true;
}

static const char *const examples[] = {"respondent_id,submitted,d_1_1,b_1_1\n"
                                       "r1,2026-11-24T09:00:00,2,mail key\n"
                                       "r2,2026-11-24T10:30:00,na,\n",
                                       NULL};

const struct dialect dialect_canonical = {
    .name = "canonical",
    .title = "psirtgauge responses",
    .summary = "responses that psirtgauge wrote: names of questions over codes",
    .layout = "one header row of question names, `respondent_id` among them; cells are kept byte for byte",
    .example = examples,
    .recognise = recognise,
    .arrange = arrange,
};
