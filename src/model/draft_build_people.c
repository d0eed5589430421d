/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions that identify people, by what stands over them and in their cells, whatever tool asked them. */
#include <string.h>

#include "model/draft_build.h"

#define COUNT_LONGEST 6 /* digits: telephone numbers have more */

bool draft_is_kept(const struct draft_building *x, const char *header, const char *name) {
    struct arena a = {0};
    bool is_kept = false;
    for (size_t i = 0; i < x->request->n_keep && !is_kept; i++) {
        const char *wanted = text_fold(&a, x->request->keep[i]);
        is_kept = strcmp(wanted, text_fold(&a, header)) == 0 || strcmp(wanted, text_fold(&a, name)) == 0;
    }
    arena_clear(&a);
    return is_kept;
}

static bool all(size_t n, const struct draft_column *c) { return c->n_filled > 0 && n == c->n_filled; }

bool draft_is_person(const struct draft_column *c) {
    bool repeats = c->n_filled >= 4 && c->n_filled >= 2 * c->n_values;
    bool are_counts = all(c->n_integers, c) && c->longest <= COUNT_LONGEST;
    return !(all(c->n_flags, c) || repeats || are_counts) || c->n_mails > 0 || c->n_addresses > 0;
}

/* Whether a wording of the question, in any language, is that of a name, an address or the like. */
static bool has_person_label(const struct draft_question *q, const struct draft_column *c) {
    struct arena a = {0};
    bool is_person = false;
    for (int i = 0; i < q->label.n && !is_person; i++) {
        enum dialect_role role = dialect_role_of(q->label.item[i].text, &a);
        is_person = role == ABOUT_PERSON || (role == ABOUT_MAYBE_PERSON && draft_is_person(c));
    }
    arena_clear(&a);
    return is_person;
}

/* Text, or options that are nothing but what people wrote; a grid's rows and a structure's options are none. */
static bool may_be_person(const struct draft_building *x, const struct draft_question *q) {
    bool is_own_list = q->kind == DRAFT_ONE && q->known < 0 && strcmp(x->d->list[q->list].name, q->name) == 0;
    return q->kind == DRAFT_TEXT || q->kind == DRAFT_INTEGER || q->kind == DRAFT_DECIMAL || is_own_list;
}

static const char *reason_of(const struct draft_building *x, const struct draft_question *q,
                             const struct draft_column *c) {
    bool is_text = q->kind == DRAFT_TEXT || q->kind == DRAFT_ONE;
    if (is_text && c->n_mails && 2 * c->n_mails >= c->n_filled) {
        return "e-mail addresses";
    }
    if (is_text && c->n_addresses && 2 * c->n_addresses >= c->n_filled) {
        return "IP addresses";
    }
    bool is_verbatim = x->block->fill == FILL_VERBATIM;
    return !is_verbatim && may_be_person(x, q) && has_person_label(q, c) ? "header" : NULL;
}

void draft_find_people(struct draft_building *x, size_t first_question) {
    for (size_t i = first_question; i < x->d->n_questions; i++) {
        struct draft_question *q = &x->d->question[i];
        if (q->n_sources != 1 || q->source[0].column < 0 || q->kind == DRAFT_ABOUT || q->is_text_of_other) {
            continue;
        }
        struct draft_column c = draft_column_scan(x->d->table, x->d->first_row, q->source[0].column, &x->arena);
        q->keeps_people = draft_is_kept(x, q->header ? q->header : "", q->name);
        for (int k = 0; k < q->label.n; k++) {
            q->keeps_people = q->keeps_people || draft_is_kept(x, q->label.item[k].text, q->name);
        }
        q->why = q->keeps_people ? NULL : reason_of(x, q, &c);
        q->fate = q->why ? FATE_PERSON : q->fate;
    }
}
