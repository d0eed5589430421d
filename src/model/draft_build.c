/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/draft_build.h"

#include <string.h>

#include "model/draft_logic.h"
#include "model/questionnaire.h"

/* ---- columns that are no question -------------------------------------------------------------------------------- */

static void make_date(struct draft *d, int question, const struct draft_column *c, struct diags *ds) {
    struct draft_question *q = &d->question[question];
    bool is_sure;
    q->reading = READ_DATE;
    q->order = draft_date_order(c, &is_sure);
    if (!is_sure) {
        struct arena a = {0};
        struct place at = table_place(d->table, d->first_row, q->source[0].column, q->header, &a);
        diag_add(ds, DIAG_IMPORT_DATE_ORDER, &at, q->header);
        arena_clear(&a);
    }
}

static void build_about(struct draft_building *x, struct diags *ds) {
    const struct dialect_block *b = x->block;
    enum dialect_role role = x->role;
    const char *own = dialect_role_name(role);
    bool is_first = own && map_find(&x->d->names, own) < 0;
    const char *name = is_first ? draft_name(x->d, own, own) : draft_name(x->d, x->name, "column");
    int question = draft_add_question(x->d, name, b->label, is_first ? DRAFT_ABOUT : DRAFT_TEXT);
    struct draft_question *q = &x->d->question[question];
    q->role = role;
    q->reading = b->fill == FILL_VERBATIM ? READ_VERBATIM : READ_CELL;
    bool is_kept = is_first || draft_is_kept(x, b->label, name);
    q->fate = is_kept ? FATE_KEPT : role == ABOUT_PERSON ? FATE_PERSON : FATE_TECHNICAL;
    q->why = role == ABOUT_PERSON ? "header" : NULL;
    q->keeps_people = is_kept;
    draft_add_source(x->d, question, b->column[0].column, -1);
    if ((role == ABOUT_SUBMITTED || role == ABOUT_STARTED) && b->fill != FILL_VERBATIM) {
        make_date(x->d, question, &x->content[0], ds);
    }
    if (role == ABOUT_FINISHED || (role == ABOUT_SUBMITTED && x->d->finished < 0)) {
        x->d->finished = b->column[0].column;
        x->d->finished_is_filled = role == ABOUT_SUBMITTED;
    }
}

/* ---- blocks ------------------------------------------------------------------------------------------------------ */

static void scan_block(struct draft_building *x) {
    x->content = ARENA_ARRAY(&x->arena, x->block->n + 1, struct draft_column);
    for (size_t i = 0; i < x->block->n; i++) {
        x->content[i] = draft_column_scan(x->l->table, x->l->first_row, x->block->column[i].column, &x->arena);
    }
}

static void take_known(struct draft_building *x) {
    struct structure *s = (struct structure *)(uintptr_t)x->l->structure; /* its index is built on first use */
    x->known = s && x->block->id ? structure_find(s, x->block->id) : NULL;
    if (s && !x->known && x->block->code && *x->block->code) {
        x->known = structure_find(s, x->block->code);
    }
    if (s && !x->known && *x->block->label) {
        x->known = structure_find_unused(s, x->block->label, x->is_used);
    }
}

static int group_of(struct draft *d, const char *label) {
    for (size_t i = 0; i < d->n_groups; i++) {
        if (strcmp(i18n_get(&d->group[i].label, d->lang), label) == 0) {
            return (int)i;
        }
    }
    return draft_add_group(d, draft_name(d, label, "group"), label, -1);
}

static void add_empty(struct draft_building *x, int column) {
    int question = draft_add_question(x->d, "", "", DRAFT_TEXT);
    x->d->question[question].fate = FATE_EMPTY;
    draft_add_source(x->d, question, column, -1);
}

/* A column behind the first that has neither a name nor contents is no option: it only fills the table's width. */
static void leave_out_empty(struct draft_building *x) {
    struct dialect_block *b = ARENA_NEW(&x->arena, struct dialect_block);
    *b = *x->block;
    b->column = ARENA_ARRAY(&x->arena, x->block->n, struct dialect_column);
    b->n = 0;
    for (size_t i = 0; i < x->block->n; i++) {
        const struct dialect_column *c = &x->block->column[i];
        bool is_empty = i > 0 && !c->code && !*c->label && c->column >= 0 && x->content[i].n_filled == 0;
        if (is_empty) {
            add_empty(x, c->column);
        } else {
            x->content[b->n] = x->content[i];
            b->column[b->n++] = *c;
        }
    }
    x->block = b;
}

static bool is_nothing(const struct draft_building *x) {
    bool is_nameless = !*x->block->label && !(x->block->code && *x->block->code);
    for (size_t i = 0; i < x->block->n; i++) {
        is_nameless = is_nameless && !*x->block->column[i].label && x->content[i].n_filled == 0;
    }
    return is_nameless;
}

static void set_known(struct draft_building *x, size_t first_question) {
    int known = x->known ? (int)(x->known - x->l->structure->question) : -1;
    for (size_t i = first_question; i < x->d->n_questions; i++) {
        x->d->question[i].known = known;
    }
    if (known >= 0) {
        x->is_used[known] = true;
    }
}

static void build_question(struct draft_building *x) {
    size_t first = x->d->n_questions;
    if (is_nothing(x)) {
        add_empty(x, x->block->column[0].column);
        return;
    }
    x->group = x->block->group && *x->block->group ? group_of(x->d, x->block->group) : -1;
    if (x->known && x->known->kind == STRUCTURE_NOTE && x->block->column[0].column < 0) {
        draft_build_known(x);
        x->d->question[x->d->n_questions - 1].kind = DRAFT_NOTE;
    } else if (x->known && x->known->kind != STRUCTURE_NOTE) {
        draft_build_known(x);
    } else if (x->block->n == 1 && x->block->fill != FILL_FLAGS && !*x->block->column[0].label) {
        draft_build_single(x, 0);
    } else {
        draft_build_observed(x);
    }
    set_known(x, first);
    draft_find_people(x, first);
}

static void build_block(struct draft_building *x, const struct dialect_block *b, struct diags *ds) {
    x->block = b;
    scan_block(x);
    leave_out_empty(x);
    take_known(x);
    x->name = draft_wanted_name(x);
    x->role = b->role;
    if (b->role == ABOUT_MAYBE_PERSON) {
        x->role = draft_is_person(&x->content[0]) ? ABOUT_PERSON : ABOUT_QUESTION;
    }
    if (x->role == ABOUT_QUESTION) {
        build_question(x);
    } else {
        build_about(x, ds);
    }
    arena_reset(&x->arena);
}

/* What is about the record comes first, in the order of the roles. */
static void build_roles(struct draft_building *x, struct diags *ds) {
    for (int role = ABOUT_RESPONDENT; role <= ABOUT_MAYBE_PERSON; role++) {
        for (size_t i = 0; i < x->l->n_blocks; i++) {
            if ((int)x->l->block[i].role == role && role != ABOUT_MAYBE_PERSON) {
                build_block(x, &x->l->block[i], ds);
            }
        }
        if (role == ABOUT_RESPONDENT && x->request->is_anonymous_id && map_find(&x->d->names, "respondent_id") < 0) {
            int id = draft_add_question(x->d, draft_name(x->d, "respondent_id", ""), "", DRAFT_ABOUT);
            x->d->question[id].role = ABOUT_RESPONDENT;
        }
    }
}

static bool is_japanese(const char *s) {
    for (; *s; s++) {
        bool is_kana = (unsigned char)s[0] == 0xE3 && (unsigned char)s[1] >= 0x81 && (unsigned char)s[1] <= 0x83;
        if (is_kana) {
            return true;
        }
    }
    return false;
}

static const char *language_of(const struct dialect_layout *l) {
    const struct i18n *title = l->structure ? &l->structure->title : NULL;
    if (title && title->n) {
        return title->item[0].lang;
    }
    for (size_t i = 0; i < l->n_blocks; i++) {
        if (is_japanese(l->block[i].label)) {
            return "ja";
        }
    }
    return "";
}

static void check_keep(struct draft_building *x, struct diags *ds) {
    for (size_t i = 0; i < x->request->n_keep; i++) {
        struct draft_request one = {.keep = &x->request->keep[i], .n_keep = 1};
        struct draft_building y = *x;
        bool is_there = false;
        y.request = &one;
        for (size_t k = 0; k < x->d->n_questions && !is_there; k++) {
            const struct draft_question *q = &x->d->question[k];
            is_there = draft_is_kept(&y, q->header ? q->header : "", q->name);
        }
        if (!is_there) {
            struct place at = {.file = x->l->table->file};
            diag_add(ds, DIAG_IMPORT_KEEP_UNKNOWN, &at, one.keep[0]);
        }
    }
}

static void copy_structure(struct draft *d, const struct structure *s) {
    if (s && s->id) {
        d->form_id = arena_strdup(&d->arena, s->id);
        for (int i = 0; i < s->title.n; i++) {
            i18n_set(&d->arena, &d->title, arena_strdup(&d->arena, s->title.item[i].lang),
                     arena_strdup(&d->arena, s->title.item[i].text));
        }
    }
}

/* A structure of another survey, or of another language than the headers, is none. */
static void check_structure(struct draft_building *x) {
    x->is_used = x->l->structure ? ARENA_ARRAY(&x->d->arena, x->l->structure->n_questions + 1, bool) : NULL;
    for (size_t i = 0; i < x->l->n_blocks; i++) {
        x->block = &x->l->block[i];
        take_known(x);
        x->d->n_known += x->known && x->block->role == ABOUT_QUESTION;
    }
    if (x->d->n_known == 0 && x->l->structure != &x->l->own) {
        x->l->structure = NULL;
    }
}

void draft_build(struct draft *d, struct dialect_layout *l, const struct draft_request *request, struct diags *ds) {
    struct draft_building x = {.d = d, .l = l, .request = request, .group = -1};
    d->table = l->table;
    d->first_row = l->first_row;
    check_structure(&x);
    copy_structure(d, l->structure);
    d->lang = arena_strdup(&d->arena, language_of(l));
    bool is_verbatim = l->n_blocks > 0 && l->block[0].fill == FILL_VERBATIM;
    if (!is_verbatim) {
        build_roles(&x, ds);
    }
    for (size_t i = 0; i < l->n_blocks; i++) {
        enum dialect_role role = l->block[i].role;
        if (is_verbatim || role == ABOUT_QUESTION || role == ABOUT_MAYBE_PERSON) {
            x.number += role == ABOUT_QUESTION;
            x.group = -1;
            build_block(&x, &l->block[i], ds);
        }
    }
    draft_set_conditions(d, l->structure, ds);
    check_keep(&x, ds);
    arena_clear(&x.arena);
}
