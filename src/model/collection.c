/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/collection.h"

#include <string.h>

#include "model/draft.h"

/* ---- columns ----------------------------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    size_t offset;
} infos[] = {
    {"form_id", offsetof(struct answers_info, form_id)},
    {"version", offsetof(struct answers_info, version)},
    {"organisation", offsetof(struct answers_info, organisation)},
    {"unit", offsetof(struct answers_info, unit)},
    {"scope", offsetof(struct answers_info, scope)},
    {"handling", offsetof(struct answers_info, handling)},
    {"assessor", offsetof(struct answers_info, assessor)},
    {"date", offsetof(struct answers_info, date)},
};
#define N_INFO (1 + ARRAY_LEN(infos)) /* with the id */

static const char *const endings[] = {"", "_why", "_confidence", "_comment", "_evidence", "_owner", "_date"};
#define N_ASPECTS ARRAY_LEN(endings)

/* In the order of 'endings'. */
static void put_aspects(struct arena *a, const struct answer *x, const char *cell[N_ASPECTS]) {
    bool is_said = x->state != ANSWER_BLANK && x->state != ANSWER_NOT_ASKED;
    const char *confidence = x->confidence ? arena_printf(a, "%d", x->confidence) : "";
    const char *texts[] = {
        is_said ? x->text : "", x->na_reason, confidence, x->comment, x->evidence, x->owner, x->date};
    for (size_t i = 0; i < N_ASPECTS; i++) {
        cell[i] = arena_strdup(a, texts[i]);
    }
}

static void add_columns(struct collection *c, const struct questionnaire *q, const char *prefix) {
    for (int i = 0; q && i < q->n_questions; i++) {
        for (size_t k = 0; question_is_answered(&q->question[i]) && k < N_ASPECTS; k++) {
            c->is_kept[c->n_columns] = k == 0;
            c->column[c->n_columns++] = arena_printf(&c->arena, "%s%s%s", prefix, q->question[i].name, endings[k]);
        }
    }
}

void collection_start(struct collection *c, const struct questionnaire *q, const struct questionnaire *about) {
    size_t n_questions = (size_t)q->n_questions + (about ? (size_t)about->n_questions : 0);
    size_t most = N_INFO + n_questions * N_ASPECTS;
    *c = (struct collection){.questionnaire = q, .about = about};
    c->column = ARENA_ARRAY(&c->arena, most, const char *);
    c->is_kept = ARENA_ARRAY(&c->arena, most, bool);
    c->column[c->n_columns++] = "respondent_id";
    c->is_kept[0] = true;
    for (size_t i = 0; i < ARRAY_LEN(infos); i++) {
        c->column[c->n_columns++] = infos[i].name;
    }
    c->n_info = c->n_columns;
    add_columns(c, about, ANSWERS_ABOUT);
    add_columns(c, q, "");
}

void collection_clear(struct collection *c) {
    map_clear(&c->by_sha256);
    map_clear(&c->by_organisation);
    map_clear(&c->by_answers);
    mem_free(c->row);
    arena_clear(&c->arena);
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

static size_t put_answers(struct collection *c, const struct questionnaire *q, const struct answers *x,
                          const char **cell) {
    size_t n = 0;
    for (int i = 0; q && i < q->n_questions; i++) {
        if (question_is_answered(&q->question[i])) {
            put_aspects(&c->arena, x ? &x->answer[i] : &answer_none, &cell[n]);
            n += N_ASPECTS;
        }
    }
    return n;
}

void collection_add(struct collection *c, const char *id, const struct answers *x, const struct answers *about) {
    VEC_GROW(c->row, c->n, c->cap);
    struct collection_row *row = &c->row[c->n++];
    *row = (struct collection_row){.id = arena_strdup(&c->arena, id),
                                   .file = arena_strdup(&c->arena, x->file),
                                   .sha256 = arena_strdup(&c->arena, x->sha256),
                                   .cell = ARENA_ARRAY(&c->arena, c->n_columns, const char *)};
    row->cell[0] = row->id;
    for (size_t i = 0; i < ARRAY_LEN(infos); i++) {
        const char *text = *(const char *const *)((const char *)&x->info + infos[i].offset);
        row->cell[1 + i] = arena_strdup(&c->arena, text);
    }
    size_t n = put_answers(c, c->about, about, &row->cell[c->n_info]);
    put_answers(c, c->questionnaire, x, &row->cell[c->n_info + n]);
    for (size_t i = 0; i < c->n_columns; i++) {
        c->is_kept[i] = c->is_kept[i] || *row->cell[i];
    }
}

/* ---- rows that have much in common ------------------------------------------------------------------------------- */

static const char *cell_called(const struct collection *c, const struct collection_row *row, const char *name) {
    for (size_t i = 0; i < c->n_info; i++) {
        if (strcmp(c->column[i], name) == 0) {
            return row->cell[i];
        }
    }
    return "";
}

static const char *answers_of(struct collection *c, const struct collection_row *row) {
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    for (size_t i = c->n_info; i < c->n_columns; i++) {
        buf_puts(&b, row->cell[i]);
        buf_putc(&b, '\x1F');
    }
    char hash[SHA256_TEXT_LEN + 1];
    file_sha256(b.data, b.len, hash);
    buf_clear(&b);
    return arena_strdup(&c->arena, hash);
}

/* The row that has 'key' already; −1 when none has, and it is then this row's. */
static int twin(struct map *m, const char *key, size_t row) {
    int i = map_find(m, key);
    if (i < 0) {
        map_add(m, key, (int)row);
    }
    return i;
}

void collection_tell_twins(struct collection *c, struct diags *ds) {
    size_t last = c->n - 1;
    const struct collection_row *row = &c->row[last];
    struct place at = {.file = row->file};
    const char *organisation = cell_called(c, row, "organisation"), *unit = cell_called(c, row, "unit");
    const char *name = text_fold(&c->arena, arena_printf(&c->arena, "%s\x1F%s", organisation, unit));
    int same_answers = twin(&c->by_answers, answers_of(c, row), last);
    int same_name = *organisation ? twin(&c->by_organisation, name, last) : -1;
    if (same_answers >= 0) {
        diag_add(ds, DIAG_COLLECT_SAME_ANSWERS, &at, c->row[same_answers].file);
    } else if (same_name >= 0) {
        const char *who = *unit ? arena_printf(&c->arena, "%s, %s", organisation, unit) : organisation;
        diag_add(ds, DIAG_COLLECT_SAME_ORGANISATION, &at, who, c->row[same_name].file);
    }
}

/* ---- printing ---------------------------------------------------------------------------------------------------- */

static void print_row(const struct collection *c, const char *const *cell, struct buf *out) {
    bool is_first = true;
    for (size_t i = 0; i < c->n_columns; i++) {
        if (c->is_kept[i]) {
            buf_puts(out, is_first ? "" : ",");
            draft_put_field(out, cell[i]);
            is_first = false;
        }
    }
    buf_putc(out, '\n');
}

void collection_print(const struct collection *c, struct buf *out) {
    print_row(c, c->column, out);
    for (size_t i = 0; i < c->n; i++) {
        print_row(c, c->row[i].cell, out);
    }
}
