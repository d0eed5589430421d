/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/dataset_check.h"

#include <string.h>

#include "base/num.h"

#define TEXTS_SHOWN 5
#define NAMES_SHOWN 10
#define WEIGHT_MAX 1e9

/* ---- words ------------------------------------------------------------------------------------------------------- */

/* "3, 9, 17, …" */
static const char *lines_of(const struct row_list *l, struct arena *a) {
    const char *all = "";
    for (size_t i = 0; i < l->count && i < DATASET_LINES_KEPT; i++) {
        all = arena_printf(a, "%s%s%lu", all, *all ? ", " : "", (unsigned long)l->line[i]);
    }
    return l->count > DATASET_LINES_KEPT ? arena_printf(a, "%s, …", all) : all;
}

static const char *count_text(size_t n, struct arena *a) { return arena_printf(a, "%zu", n); }

static struct place place_of(const struct dataset *d, const struct row_list *l, const char *field) {
    return (struct place){.file = d->file, .line = l->count > 0 ? (long)l->line[0] : 0, .field = field};
}

static void report_rows(const struct dataset *d, enum diag_id id, const struct row_list *l, struct diags *ds) {
    struct arena a = {0};
    struct place at = place_of(d, l, NULL);
    if (l->count > 0) {
        diag_add(ds, id, &at, count_text(l->count, &a), lines_of(l, &a));
    }
    arena_clear(&a);
}

/* ---- answers ----------------------------------------------------------------------------------------------------- */

static void report_unknown(const struct dataset *d, int question, struct diags *ds) {
    const struct unknown_answers *u = &d->unknown[question];
    const char *name = d->questionnaire->question[question].name, *texts = "";
    struct arena a = {0};
    size_t count = u->others.count;
    for (size_t i = 0; i < u->n; i++) {
        const struct unknown_answer *x = &u->item[i];
        count += x->rows.count;
        if (i < TEXTS_SHOWN) {
            texts = arena_printf(&a, "%s%s'%.60s' × %zu", texts, *texts ? ", " : "", x->text, x->rows.count);
        }
    }
    texts = u->n > TEXTS_SHOWN ? arena_printf(&a, "%s, …", texts) : texts;
    if (u->n > 0) {
        struct place at = place_of(d, &u->item[0].rows, name);
        diag_add(ds, DIAG_SURVEY_UNKNOWN, &at, name, count_text(count, &a), texts, lines_of(&u->item[0].rows, &a));
    }
    arena_clear(&a);
}

static void report_not_asked(const struct dataset *d, int question, struct diags *ds) {
    const struct row_list *l = &d->not_asked[question];
    const char *name = d->questionnaire->question[question].name;
    struct place at = place_of(d, l, name);
    struct arena a = {0};
    if (l->count > 0) {
        diag_add(ds, DIAG_SURVEY_NOT_ASKED, &at, name, count_text(l->count, &a), lines_of(l, &a));
    }
    arena_clear(&a);
}

static void report_columns(const struct dataset *d, struct diags *ds) {
    const struct questionnaire *q = d->questionnaire;
    struct place at = {.file = d->file, .line = 1};
    struct arena a = {0};
    const char *absent = "", *unused = "";
    size_t n_absent = 0;
    for (int i = 0; i < q->n_questions; i++) {
        if (question_is_answered(&q->question[i]) && d->column[i].kind == COLUMN_NONE && n_absent++ < NAMES_SHOWN) {
            absent = arena_printf(&a, "%s%s%s", absent, *absent ? ", " : "", q->question[i].name);
        }
    }
    for (size_t i = 0; i < d->n_not_used && i < NAMES_SHOWN; i++) {
        unused = arena_printf(&a, "%s%s%.60s", unused, *unused ? ", " : "", d->not_used[i]);
    }
    if (n_absent > 0) {
        absent = n_absent > NAMES_SHOWN ? arena_printf(&a, "%s, …", absent) : absent;
        diag_add(ds, DIAG_SURVEY_ABSENT, &at, count_text(n_absent, &a), absent);
    }
    if (d->n_not_used > 0) {
        unused = d->n_not_used > NAMES_SHOWN ? arena_printf(&a, "%s, …", unused) : unused;
        diag_add(ds, DIAG_SURVEY_NOT_USED, &at, count_text(d->n_not_used, &a), unused);
    }
    arena_clear(&a);
}

/* ---- ids --------------------------------------------------------------------------------------------------------- */

static int compare_ids(const struct response_column *c, size_t x, size_t y) {
    size_t n, m;
    const char *a = column_text(c, x, &n), *b = column_text(c, y, &m);
    return n != m ? (n < m ? -1 : 1) : n > 0 ? memcmp(a, b, n) : 0;
}

/* Ids that only grow, as most tools give them, cannot stand twice. */
static bool only_grow(const struct response_column *c) {
    for (size_t i = 1; i < c->n; i++) {
        if (compare_ids(c, i - 1, i) >= 0) {
            return false;
        }
    }
    return true;
}

static uint64_t hash_of(const char *s, size_t n) {
    uint64_t h = UINT64_C(0xCBF29CE484222325);
    for (size_t i = 0; i < n; i++) {
        h = (h ^ (unsigned char)s[i]) * UINT64_C(0x100000001B3);
    }
    return (h ^ (h >> 31)) * UINT64_C(0x9E3779B97F4A7C15);
}

static void find_twice(struct dataset *d) {
    const struct response_column *c = &d->extra[EXTRA_ID];
    size_t cap = 16;
    while (cap < c->n * 2) {
        cap *= 2;
    }
    uint32_t *slot = mem_alloc(cap, sizeof *slot); /* row + 1 */
    memset(slot, 0, cap * sizeof *slot);
    for (size_t i = 0; i < c->n; i++) {
        size_t n;
        const char *id = column_text(c, i, &n);
        if (n == 0) {
            row_list_add(&d->ids_blank, d->line[i]);
            continue;
        }
        size_t at = hash_of(id, n) >> 16 & (cap - 1);
        while (slot[at] != 0 && compare_ids(c, slot[at] - 1, i) != 0) {
            at = (at + 1) & (cap - 1);
        }
        if (slot[at] != 0) {
            row_list_add(&d->ids_twice, d->line[i]);
        } else {
            slot[at] = (uint32_t)i + 1;
        }
    }
    mem_free(slot);
}

static void check_ids(struct dataset *d, struct diags *ds) {
    const struct response_column *c = &d->extra[EXTRA_ID];
    size_t n;
    bool is_distinct = c->n == 0 || (only_grow(c) && (column_text(c, 0, &n), n > 0));
    if (!is_distinct) {
        find_twice(d);
    }
    report_rows(d, DIAG_SURVEY_ID_TWICE, &d->ids_twice, ds);
    report_rows(d, DIAG_SURVEY_ID_BLANK, &d->ids_blank, ds);
}

/* ---- weights ----------------------------------------------------------------------------------------------------- */

static const struct response_column *weight_column(const struct dataset *d, const char *name) {
    int q = questionnaire_find(d->questionnaire, name);
    return q >= 0 && d->column[q].kind == COLUMN_NUMBER ? &d->column[q] : &d->extra[EXTRA_WEIGHT];
}

static bool check_weights(struct dataset *d, const char *name, struct diags *ds) {
    const struct response_column *c = weight_column(d, name);
    struct row_list negative = {0}, missing = {0};
    struct sum all = {0};
    for (size_t i = 0; i < c->n; i++) {
        if (c->state[i] != RESPONSE_GIVEN) {
            row_list_add(&missing, d->line[i]);
        } else if (c->number[i] < 0 || c->number[i] > WEIGHT_MAX) {
            row_list_add(&negative, d->line[i]);
        } else {
            sum_add(&all, c->number[i]);
        }
    }
    report_rows(d, DIAG_SURVEY_WEIGHT_NEGATIVE, &negative, ds);
    report_rows(d, DIAG_SURVEY_WEIGHT_MISSING, &missing, ds);
    bool is_good = negative.count == 0 && missing.count == 0;
    if (is_good && c->n > 0 && sum_value(&all) <= 0) {
        struct place at = {.file = d->file, .field = name};
        diag_add(ds, DIAG_SURVEY_WEIGHT_ZERO, &at, name);
        is_good = false;
    }
    d->weight = is_good ? c->number : NULL;
    return is_good;
}

bool dataset_check(struct dataset *d, const struct dataset_options *o, struct diags *ds) {
    size_t before = ds->n_errors;
    report_rows(d, DIAG_SURVEY_ROW_WIDE, &d->wide_rows, ds);
    report_columns(d, ds);
    check_ids(d, ds);
    if (o->weight) {
        check_weights(d, o->weight, ds);
    }
    report_rows(d, DIAG_SURVEY_ROW_SHORT, &d->short_rows, ds);
    report_rows(d, DIAG_SURVEY_TEXT_LONG, &d->long_texts, ds);
    for (int i = 0; i < d->questionnaire->n_questions; i++) {
        report_unknown(d, i, ds);
        report_not_asked(d, i, ds);
    }
    if (d->n_rows == 0 && ds->n_errors == before) {
        struct place at = {.file = d->file};
        diag_add(ds, DIAG_SURVEY_NO_ROWS, &at, NULL);
    }
    return ds->n_errors == before;
}
