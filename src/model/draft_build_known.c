/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks whose question the structure knows: names, types, options and wordings are the structure's; the columns are
   found in it by code or wording. What it does not know is built as it looks. */
#include <string.h>

#include "model/draft_build.h"
#include "model/questionnaire.h"

static void set_label(struct draft *d, struct i18n *to, const struct i18n *from) {
    for (int i = 0; i < from->n; i++) {
        const char *lang = *from->item[i].lang ? from->item[i].lang : d->lang; /* SPSS does not say */
        i18n_set(&d->arena, to, arena_strdup(&d->arena, lang), arena_strdup(&d->arena, from->item[i].text));
    }
}

static int list_of(struct draft *d, const struct structure_question *q, const char *name) {
    int list = draft_add_list(d, name);
    for (size_t i = 0; i < q->n_options; i++) {
        const struct structure_piece *p = &q->option[i];
        int choice = draft_add_choice(d, list, p->code, "");
        set_label(d, &d->list[list].choice[choice].label, &p->label);
        if (p->state) {
            d->list[list].choice[choice].state = p->state;
        }
        for (int k = 0; k < p->label.n; k++) {
            draft_add_key(d, list, choice, p->label.item[k].text);
            if (!d->list[list].choice[choice].state) {
                d->list[list].choice[choice].state = draft_state_of(p->label.item[k].text);
            }
        }
    }
    return list;
}

static int group_of(struct draft_building *x) {
    const struct structure *s = x->l->structure;
    const struct structure_piece *g = x->known->group >= 0 ? &s->group[x->known->group] : NULL;
    if (!g || i18n_is_empty(&g->label)) {
        return -1;
    }
    const char *label = i18n_get(&g->label, x->d->lang);
    for (size_t i = 0; i < x->d->n_groups; i++) {
        if (strcmp(i18n_get(&x->d->group[i].label, x->d->lang), label) == 0) {
            return (int)i;
        }
    }
    int group = draft_add_group(x->d, draft_name(x->d, label, "group"), "", -1);
    set_label(x->d, &x->d->group[group].label, &g->label);
    return group;
}

static int new_question(struct draft_building *x, const char *wanted, const struct i18n *label, enum draft_kind kind) {
    int question = draft_add_question(x->d, draft_name(x->d, wanted, "q"), "", kind);
    struct draft_question *q = &x->d->question[question];
    set_label(x->d, &q->label, label);
    q->group = x->group;
    q->header = x->block->label;
    return question;
}

/* Which piece a column is, by code, then wording. */
static int piece_of(const struct structure_piece *p, size_t n, const struct dialect_column *c) {
    int found = c->code ? structure_piece_find(p, n, c->code) : -1;
    return found < 0 && *c->label ? structure_piece_find(p, n, c->label) : found;
}

static void add_unknown(struct draft_building *x, int question, size_t column) {
    const struct dialect_column *c = &x->block->column[column];
    bool is_other = c->is_other || dialect_is_other(c->label) || (c->code && strcmp(c->code, "other") == 0);
    if (is_other && question >= 0 && x->d->question[question].list >= 0 && x->d->question[question].other < 0) {
        draft_build_other(x, question, column);
        return;
    }
    struct i18n label = {0};
    i18n_set(&x->arena, &label, x->d->lang, *c->label ? c->label : c->code ? c->code : "");
    const char *wanted = arena_printf(&x->arena, "%s_%s", x->name, c->code ? c->code : c->is_other ? "other" : "text");
    int text = new_question(x, wanted, &label, DRAFT_TEXT);
    x->d->question[text].row = c->code ? arena_strdup(&x->d->arena, c->code) : "?";
    draft_add_source(x->d, text, c->column, -1);
}

/* What was written beside an option that the structure knows. */
static void add_text_of(struct draft_building *x, size_t column) {
    const struct dialect_column *c = &x->block->column[column];
    struct i18n label = {0};
    i18n_set(&x->arena, &label, x->d->lang, *c->label ? c->label : "Other");
    int text = new_question(x, arena_printf(&x->arena, "%s_other", x->name), &label, DRAFT_TEXT);
    x->d->question[text].row = "other";
    draft_add_source(x->d, text, c->column, -1);
}

static bool has_na(const struct draft_column *c) {
    for (size_t k = 0; k < c->n_values; k++) {
        if (draft_flag(c->value[k].text) == DRAFT_FLAG_NA) {
            return true;
        }
    }
    return false;
}

static void add_na(struct draft_building *x, int list) {
    bool is_used = false;
    for (size_t i = 0; i < x->block->n; i++) {
        is_used = is_used || has_na(&x->content[i]);
    }
    if (is_used && draft_find_choice(x->d, list, "N/A") < 0) {
        int choice = draft_add_choice(x->d, list, "na", "N/A");
        x->d->list[list].choice[choice].state = CHOICE_NA;
    }
}

static void build_many(struct draft_building *x) {
    const struct structure_question *known = x->known;
    int question = new_question(x, x->name, &known->label, DRAFT_MANY);
    x->d->question[question].list = list_of(x->d, known, x->d->question[question].name);
    for (size_t i = 0; i < x->block->n; i++) {
        int piece = piece_of(known->option, known->n_options, &x->block->column[i]);
        if (piece >= 0 && !x->block->column[i].is_other) {
            draft_add_source(x->d, question, x->block->column[i].column, piece);
        }
    }
    draft_set_flags(x, question);
    add_na(x, x->d->question[question].list);
    for (size_t i = 0; i < x->block->n; i++) {
        if (piece_of(known->option, known->n_options, &x->block->column[i]) < 0) {
            add_unknown(x, question, i);
        } else if (x->block->column[i].is_other) {
            add_text_of(x, i);
        }
    }
}

/* All answers in one cell. */
static void build_joined(struct draft_building *x) {
    const struct structure_question *known = x->known;
    int question = new_question(x, x->name, &known->label, DRAFT_MANY);
    struct draft_question *q = &x->d->question[question];
    q->list = list_of(x->d, known, q->name);
    draft_add_source(x->d, question, x->block->column[0].column, -1);
    draft_join_known(x, question);
}

static void build_one(struct draft_building *x) {
    const struct structure_question *known = x->known;
    int question = new_question(x, x->name, &known->label, DRAFT_ONE);
    x->d->question[question].list = list_of(x->d, known, x->d->question[question].name);
    draft_add_source(x->d, question, x->block->column[0].column, -1);
    for (size_t i = 1; i < x->block->n; i++) {
        add_unknown(x, question, i);
    }
}

/* ---- grids ------------------------------------------------------------------------------------------------------- */

static enum draft_kind row_kind(const struct draft_building *x, const struct structure_piece *row) {
    bool has_numbers = x->known->has_numbers;
    return x->known->kind != STRUCTURE_GRID ? (has_numbers ? DRAFT_DECIMAL : DRAFT_TEXT)
           : row->is_multiple               ? DRAFT_MANY
                                            : DRAFT_ONE;
}

static void build_rows(struct draft_building *x) {
    const struct structure_question *known = x->known;
    int list = -1;
    x->group = draft_add_group(x->d, draft_name(x->d, x->name, "grid"), "", x->group);
    set_label(x->d, &x->d->group[x->group].label, &known->label);
    const char *base = x->d->group[x->group].name;
    for (size_t i = 0; i < x->block->n; i++) {
        bool is_text = x->block->column[i].is_other && known->kind == STRUCTURE_GRID;
        int piece = is_text ? -1 : piece_of(known->row, known->n_rows, &x->block->column[i]);
        if (piece < 0) {
            add_unknown(x, -1, i);
            continue;
        }
        const struct structure_piece *row = &known->row[piece];
        enum draft_kind kind = row_kind(x, row);
        int question = new_question(x, arena_printf(&x->arena, "%s_%s", base, row->code), &row->label, kind);
        x->d->question[question].row = row->code;
        if (kind == DRAFT_ONE || kind == DRAFT_MANY) {
            list = list < 0 ? list_of(x->d, known, base) : list;
            x->d->question[question].list = list;
        }
        draft_add_source(x->d, question, x->block->column[i].column, -1);
    }
}

static void build_field(struct draft_building *x) {
    static const enum draft_kind kinds[] = {[STRUCTURE_INTEGER] = DRAFT_INTEGER,
                                            [STRUCTURE_DECIMAL] = DRAFT_DECIMAL,
                                            [STRUCTURE_DATE] = DRAFT_DATE,
                                            [STRUCTURE_TEXT] = DRAFT_TEXT,
                                            [STRUCTURE_NOTE] = DRAFT_TEXT};
    int question = new_question(x, x->name, &x->known->label, kinds[x->known->kind]);
    draft_add_source(x->d, question, x->block->column[0].column, -1);
    if (x->known->kind == STRUCTURE_DATE) {
        bool is_sure;
        x->d->question[question].reading = READ_DATE;
        x->d->question[question].order = draft_date_order(&x->content[0], &is_sure);
    }
    for (size_t i = 1; i < x->block->n; i++) {
        add_unknown(x, question, i);
    }
}

/* A grid row of which several options may be ticked comes as a block of options. */
static void build_multiple_row(struct draft_building *x, const struct structure_piece *row) {
    struct structure_question one = *x->known, *grid = x->known;
    one.kind = STRUCTURE_MANY;
    one.label = row->label;
    x->known = &one;
    x->name = arena_printf(&x->arena, "%s_%s", grid->code, row->code);
    size_t first = x->d->n_questions;
    build_many(x);
    x->d->question[first].row = row->code;
    x->known = grid;
}

void draft_build_known(struct draft_building *x) {
    const struct structure_question *known = x->known;
    x->group = group_of(x);
    int row = known->kind == STRUCTURE_GRID && x->block->row
                  ? structure_piece_find(known->row, known->n_rows, x->block->row)
                  : -1;
    if (row >= 0) {
        build_multiple_row(x, &known->row[row]);
    } else if (known->kind == STRUCTURE_MANY) {
        bool is_joined = x->block->n == 1 && !x->block->column[0].code && !*x->block->column[0].label;
        (is_joined ? build_joined : build_many)(x);
    } else if (known->kind == STRUCTURE_ONE) {
        build_one(x);
    } else if (known->kind == STRUCTURE_GRID || known->kind == STRUCTURE_TEXTS) {
        build_rows(x);
    } else {
        build_field(x);
    }
}
