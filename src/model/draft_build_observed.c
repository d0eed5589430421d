/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks of several columns of which nothing is known: options to tick, options that repeat their own text, or one of
   the grids of draft_build_grid.c. */
#include <string.h>

#include "model/draft_build.h"
#include "model/questionnaire.h"

/* ---- what the columns look like ---------------------------------------------------------------------------------- */

static bool same_text(const char *a, const char *b) {
    struct arena scratch = {0};
    bool is_same = strcmp(text_fold(&scratch, a), text_fold(&scratch, b)) == 0;
    arena_clear(&scratch);
    return is_same;
}

static bool ends_with_text(const char *label, const char *text) {
    size_t n = strlen(label), m = strlen(text);
    return m <= n && same_text(label + n - m, text);
}

enum column_class draft_class_of(const struct draft_building *x, size_t i) {
    const struct draft_column *c = &x->content[i];
    const struct dialect_column *column = &x->block->column[i];
    bool is_ticked =
        c->n_values == 1 && (same_text(column->label, c->value[0].text) || (c->value[0].looks & LOOKS_INTEGER));
    if (column->is_other || (dialect_is_other(column->label) && c->n_filled > c->n_flags && !is_ticked)) {
        return CLASS_OTHER;
    }
    if (c->n_filled == 0) {
        return dialect_is_other(column->label) ? CLASS_OTHER : CLASS_EMPTY;
    }
    if (c->n_flags == c->n_filled) {
        return CLASS_FLAGS;
    }
    bool is_own =
        c->n_values == 1 && (ends_with_text(column->label, c->value[0].text) || (c->value[0].looks & LOOKS_INTEGER));
    return is_own ? CLASS_CONSTANT : CLASS_VALUES;
}

static size_t count_class(const struct draft_building *x, enum column_class class) {
    size_t n = 0;
    for (size_t i = 0; i < x->block->n; i++) {
        n += draft_class_of(x, i) == class;
    }
    return n;
}

/* ---- flags ------------------------------------------------------------------------------------------------------- */

bool draft_is_ticked(const struct draft *d, const struct draft_question *q, const struct draft_source *s,
                     const char *text) {
    if (!*text) {
        return false;
    }
    if (q->own_text_ticks && draft_find_choice(d, q->list, text) == s->choice) {
        return true;
    }
    enum draft_flag flag = draft_flag(text);
    bool is_zero = strcmp(text, "0") == 0;
    return is_zero ? !q->zero_means_no : flag != DRAFT_FLAG_NO && flag != DRAFT_FLAG_NA;
}

size_t draft_most_ticks(const struct draft *d, const struct draft_question *q) {
    size_t most = 0;
    for (size_t row = d->first_row; row < d->table->n_rows; row++) {
        size_t ticks = 0;
        for (size_t i = 0; i < q->n_sources; i++) {
            size_t n;
            struct arena a = {0};
            const char *cell = draft_cell(d->table, row, q->source[i].column, &n);
            ticks += n > 0 && draft_is_ticked(d, q, &q->source[i], arena_strndup(&a, cell, n));
            arena_clear(&a);
        }
        most = ticks > most ? ticks : most;
    }
    return most;
}

void draft_set_flags(struct draft_building *x, int question) {
    struct draft_question *q = &x->d->question[question];
    bool has_both = false, has_code = false;
    for (size_t i = 0; i < x->block->n; i++) {
        const struct draft_column *c = &x->content[i];
        if (draft_class_of(x, i) == CLASS_OTHER) {
            continue;
        }
        has_both = has_both || c->n_values > 1;
        has_code = has_code || (c->n_values == 1 && (c->value[0].looks & LOOKS_INTEGER) &&
                                strcmp(c->value[0].text, "0") != 0 && strcmp(c->value[0].text, "1") != 0);
    }
    q->reading = READ_FLAGS;
    q->zero_means_no = has_both || !(has_code || x->block->zero_is_code);
    q->own_text_ticks = !has_both;
}

static bool has_na(const struct draft_building *x) {
    for (size_t i = 0; i < x->block->n; i++) {
        for (size_t k = 0; k < x->content[i].n_values; k++) {
            if (draft_flag(x->content[i].value[k].text) == DRAFT_FLAG_NA) {
                return true;
            }
        }
    }
    return false;
}

void draft_build_other(struct draft_building *x, int question, size_t column) {
    struct draft *d = x->d;
    const struct dialect_column *from = &x->block->column[column];
    int list = d->question[question].list, other = draft_find_choice(d, list, "other");
    const char *label = *from->label ? from->label : "Other";
    if (other < 0) {
        other = draft_add_choice(d, list, "other", label);
    }
    d->question[question].other = other;
    d->question[question].other_column = from->column;
    const char *name = arena_printf(&x->arena, "%s_other", d->question[question].name);
    int text = draft_add_question(d, draft_name(d, name, "other"), label, DRAFT_TEXT);
    d->question[text].group = x->group;
    d->question[text].header = x->block->label;
    d->question[text].row = "other";
    draft_add_source(d, text, from->column, -1);
}

int draft_new_question(struct draft_building *x, const char *wanted, const char *label, enum draft_kind kind) {
    int question = draft_add_question(x->d, draft_name(x->d, wanted, "q"), label, kind);
    x->d->question[question].group = x->group;
    x->d->question[question].header = x->block->label;
    return question;
}

/* Texts of a block that are neither options nor the text of "other" are questions of their own. */
static void build_rest(struct draft_building *x, int other_column) {
    for (size_t i = 0; i < x->block->n; i++) {
        enum column_class class = draft_class_of(x, i);
        bool is_second = class == CLASS_OTHER && x->block->column[i].column != other_column;
        if (class == CLASS_VALUES || is_second) {
            const char *wanted = arena_printf(&x->arena, "%s_%zu", x->name, i + 1);
            int question = draft_new_question(x, wanted, x->block->column[i].label, DRAFT_TEXT);
            draft_add_source(x->d, question, x->block->column[i].column, -1);
        }
    }
}

static bool says_one(const char *label) {
    struct arena a = {0};
    const char *folded = text_fold(&a, label);
    bool is_one = strstr(folded, "select one") || strstr(folded, "単一回答") || strstr(folded, "choose one");
    arena_clear(&a);
    return is_one;
}

static bool says_several(const char *label) {
    struct arena a = {0};
    const char *folded = text_fold(&a, label);
    bool is_several = strstr(folded, "select all") || strstr(folded, "all that apply") ||
                      strstr(folded, "select up to") || strstr(folded, "複数回答") || strstr(folded, "すべて");
    arena_clear(&a);
    return is_several;
}

/* Each option has a column. One answer only, unless somebody gave two or the wording asks for them. */
static void build_options(struct draft_building *x) {
    bool are_flags = count_class(x, CLASS_CONSTANT) == 0;
    int question = draft_new_question(x, x->name, x->block->label, DRAFT_MANY);
    int list = draft_add_list(x->d, x->d->question[question].name);
    x->d->question[question].list = list;
    for (size_t i = 0; i < x->block->n; i++) {
        const struct dialect_column *c = &x->block->column[i];
        enum column_class class = draft_class_of(x, i);
        if (class != CLASS_OTHER && class != CLASS_VALUES) {
            int choice = draft_add_choice(x->d, list, c->code, *c->label ? c->label : c->code ? c->code : "");
            draft_add_source(x->d, question, c->column, choice);
        }
    }
    draft_set_flags(x, question);
    if (has_na(x) && draft_find_choice(x->d, list, "N/A") < 0) {
        draft_add_choice(x->d, list, "na", "N/A");
        x->d->list[list].choice[x->d->list[list].n - 1].state = CHOICE_NA;
    }
    bool is_several = x->block->is_multiple || says_several(x->block->label) || x->block->fill == FILL_FLAGS;
    bool is_one = !is_several && (!are_flags || says_one(x->block->label));
    for (size_t i = 0; i < x->block->n; i++) {
        if (draft_class_of(x, i) == CLASS_OTHER && x->d->question[question].other < 0) {
            draft_build_other(x, question, i);
        }
    }
    if (is_one && draft_most_ticks(x->d, &x->d->question[question]) <= 1) {
        x->d->question[question].kind = DRAFT_ONE;
    }
    build_rest(x, x->d->question[question].other_column);
}

/* ---- the choice -------------------------------------------------------------------------------------------------- */

/* Qualtrics and others: one question, and what was written beside its option "other". */
static void build_with_texts(struct draft_building *x) {
    draft_build_single(x, 0);
    for (size_t i = 1; i < x->block->n; i++) {
        const char *label = *x->block->column[i].label ? x->block->column[i].label : "Other";
        int text = draft_new_question(x, arena_printf(&x->arena, "%s_%s", x->name, i > 1 ? "text" : "other"), label,
                                      DRAFT_TEXT);
        draft_add_source(x->d, text, x->block->column[i].column, -1);
    }
}

void draft_build_observed(struct draft_building *x) {
    size_t n_flags = count_class(x, CLASS_FLAGS), n_own = count_class(x, CLASS_CONSTANT);
    size_t n_values = count_class(x, CLASS_VALUES), n_empty = count_class(x, CLASS_EMPTY);
    size_t n_other = count_class(x, CLASS_OTHER);
    bool may_be_pairs = n_values == 0 && x->block->n >= 4 && x->block->fill == FILL_ANY;
    if (may_be_pairs && draft_build_pairs(x)) {
        return;
    }
    if (x->block->fill == FILL_FLAGS || (n_flags + n_own + n_empty > 0 && n_values == 0)) {
        build_options(x);
    } else if (n_flags > n_values && n_own == 0) {
        build_options(x);
    } else if (x->block->n == 1) {
        draft_build_single(x, 0);
    } else if (n_other == x->block->n - 1 && x->block->column[1].is_other) {
        build_with_texts(x);
    } else {
        draft_build_rows(x);
    }
}
