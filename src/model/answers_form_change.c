/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form of another version of its questionnaire: read as far as it still answers what is asked, with a list of what has
   changed since. What changed is told by the fingerprints that the form carries. */
#include <string.h>

#include "model/answers_form_part.h"
#include "model/question_hash.h"

#define PREFIX "question:"

static const struct filled_table *meta_of(const struct form_reading *r) {
    return filled_of_kind(r->x->form, FILLED_META);
}

/* The row of a question's fingerprint; the table's end when there is none. */
static size_t meta_row(const struct form_reading *r, const struct filled_table *t, const char *question) {
    return filled_row(t, arena_printf(&r->x->arena, PREFIX "%s", question));
}

bool form_asked(const struct form_reading *r, const char *question) {
    const struct filled_table *t = meta_of(r);
    return !t || r->x->is_about || !answers_are_of_other_time(r->x) || meta_row(r, t, question) < t->end;
}

/* ---- whether anything has changed -------------------------------------------------------------------------------- */

static const char *question_of_row(const struct filled_table *t, size_t row) {
    const char *key = filled_cell(t, row, FILLED_ID);
    return text_starts_with(key, PREFIX) ? key + strlen(PREFIX) : NULL;
}

static bool is_same(const struct form_reading *r, const struct filled_table *t, size_t row, const char *name) {
    char hash[SHA256_TEXT_LEN + 1];
    int i = questionnaire_find(r->q, name);
    if (i < 0) {
        return false;
    }
    question_hash(r->q, &r->q->question[i], hash);
    return strcmp(filled_cell(t, row, FILLED_ANSWER), hash) == 0;
}

void form_find_changes(struct form_reading *r) {
    const struct filled_table *t = meta_of(r);
    struct answers *x = r->x;
    bool is_other = *x->info.version && *r->q->info.version && strcmp(x->info.version, r->q->info.version) != 0;
    for (size_t row = t ? t->keys + 1 : 0; t && row < t->end; row++) {
        const char *name = question_of_row(t, row);
        x->has_hashes = x->has_hashes || name;
        is_other = is_other || (name && !is_same(r, t, row, name));
    }
    r->is_told = x->is_earlier; /* who reads it as such compares it anyway */
    x->is_earlier = x->is_earlier || is_other;
}

/* ---- what has changed -------------------------------------------------------------------------------------------- */

static void tell_parts(struct form_reading *r, int i, size_t row) {
    static const struct {
        enum question_part part;
        enum filled_column column;
        enum diag_id id;
    } parts[] = {{QUESTION_WORDING, FILLED_WORDING, DIAG_FORM_WORDING_CHANGED},
                 {QUESTION_CHOICES, FILLED_CHOICES, DIAG_FORM_CHOICES_CHANGED},
                 {QUESTION_CREDITS, FILLED_CREDITS, DIAG_FORM_CREDITS_CHANGED}};
    const struct question *question = &r->q->question[i];
    struct place at = r->x->answer[i].place;
    at.file = r->x->file;
    for (size_t k = 0; k < ARRAY_LEN(parts); k++) {
        char hash[SHA256_TEXT_LEN + 1];
        const char *then = filled_cell(meta_of(r), row, parts[k].column);
        question_hash_part(r->q, question, parts[k].part, hash);
        if (*then && strcmp(then, hash) != 0) {
            diag_add(r->ds, parts[k].id, &at, question->name);
        }
    }
}

static void tell_unreadable(struct form_reading *r, int i) {
    const struct answer *a = &r->x->answer[i];
    if (a->fit == ANSWER_UNREADABLE) {
        diag_add(r->ds, DIAG_FORM_ANSWER_GONE, &a->place, a->text, r->q->question[i].name);
    }
}

static void tell_question(struct form_reading *r, int i) {
    const struct filled_table *t = meta_of(r);
    const char *name = r->q->question[i].name;
    size_t row = meta_row(r, t, name);
    struct place at = {.file = r->x->file};
    if (row >= t->end) {
        if (!form_is_folded(r, i)) {
            diag_add(r->ds, DIAG_FORM_QUESTION_NEW, &at, name);
        }
    } else if (!is_same(r, t, row, name)) {
        struct place cell = r->x->answer[i].place;
        answers_check_hash(r->x, i, filled_cell(t, row, FILLED_ANSWER), &cell, r->ds);
        tell_parts(r, i, row);
    }
    tell_unreadable(r, i);
}

static const char *count_changes(const struct form_reading *r, const struct filled_table *t) {
    int n = 0;
    for (size_t row = t->keys + 1; row < t->end; row++) {
        const char *name = question_of_row(t, row);
        n += name && !is_same(r, t, row, name);
    }
    return arena_printf(&r->x->arena, "%d", n);
}

void form_tell_changes(struct form_reading *r) {
    const struct filled_table *t = meta_of(r);
    struct answers *x = r->x;
    if (!t || r->is_told || !x->is_earlier) {
        return;
    }
    struct place at = answers_info_place(x, "version", &x->arena);
    diag_add(r->ds, DIAG_FORM_OTHER_VERSION, &at, x->info.version, r->q->info.version, count_changes(r, t));
    for (int i = 0; i < r->q->n_questions; i++) {
        if (question_is_answered(&r->q->question[i])) {
            tell_question(r, i);
        }
    }
}
