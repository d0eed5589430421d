/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/dataset_rows.h"

#include <string.h>

#include "base/thread.h"

#define COMBINATIONS_MAX 65536
#define LOOKED_AT_MAX 8
#define BLOCK_ROWS ((size_t)16384) /* of one task */

/* ---- what a condition looks at ----------------------------------------------------------------------------------- */

struct looked_at {
    int question[LOOKED_AT_MAX];
    int n;
    bool has_more;
};

static void look(void *context, const struct term *t) {
    struct looked_at *l = context;
    for (int i = 0; i < l->n; i++) {
        if (l->question[i] == t->question) {
            return;
        }
    }
    if (l->n == LOOKED_AT_MAX || t->question < 0) {
        l->has_more = true;
    } else {
        l->question[l->n++] = t->question;
    }
}

/* Number of values that a row can have, as a condition sees them: each choice, and none. 0: too many to say. */
static size_t n_values(const struct response_column *c) {
    switch (c->kind) {
    case COLUMN_NONE:
        return 1;
    case COLUMN_ONE:
        return (size_t)c->n_choices + 1;
    case COLUMN_MANY:
        return c->n_choices <= 12 ? (size_t)1 << c->n_choices : 0;
    default:
        return 0;
    }
}

static size_t value_of(const struct response_column *c, size_t row) {
    if (c->kind == COLUMN_ONE) {
        int code = column_code(c, row);
        return (size_t)(code < c->n_choices ? code : c->n_choices);
    }
    size_t bits = 0;
    for (int k = 0; c->kind == COLUMN_MANY && k < c->n_bytes; k++) {
        bits |= (size_t)c->bits[row * (size_t)c->n_bytes + (size_t)k] << (8 * k);
    }
    return bits;
}

/* ---- computing --------------------------------------------------------------------------------------------------- */

struct row_task {
    const struct dataset *d;
    const struct term *condition;
    struct looked_at of;
    size_t n_values[LOOKED_AT_MAX];
    uint8_t *table; /* of each combination; NULL: row by row */
    uint8_t *in;
    struct arena *scratch; /* of each worker */
};

/* The answers of a combination, or of a row. */
struct row_context {
    const struct row_task *task;
    size_t combination, row;
    struct arena *scratch;
};

static const char *names_of(const struct row_task *t, int question, size_t value, struct arena *a) {
    const struct response_column *c = &t->d->column[question];
    const struct choice_list *list = question_list(t->d->questionnaire, &t->d->questionnaire->question[question]);
    const char *names = "";
    if (c->kind == COLUMN_ONE) {
        return value < (size_t)c->n_choices ? list->choice[value].name : "";
    }
    for (int k = 0; k < c->n_choices; k++) {
        if (value >> k & 1) {
            names = arena_printf(a, "%s%s%s", names, *names ? " " : "", list->choice[k].name);
        }
    }
    return names;
}

static const char *value_in_combination(const void *context, int question) {
    const struct row_context *x = context;
    size_t rest = x->combination;
    for (int i = 0; i < x->task->of.n; i++) {
        if (x->task->of.question[i] == question) {
            return names_of(x->task, question, rest % x->task->n_values[i], x->scratch);
        }
        rest /= x->task->n_values[i];
    }
    return "";
}

static const char *value_in_row(const void *context, int question) {
    const struct row_context *x = context;
    return question >= 0 ? dataset_answer(x->task->d, question, x->row, x->scratch) : "";
}

static void fill_table(struct row_task *t) {
    size_t n = 1;
    for (int i = 0; i < t->of.n && n > 0; i++) {
        t->n_values[i] = n_values(&t->d->column[t->of.question[i]]);
        n = t->n_values[i] > 0 && n * t->n_values[i] <= COMBINATIONS_MAX ? n * t->n_values[i] : 0;
    }
    if (t->of.has_more || n == 0 || n > t->d->n_rows) {
        return;
    }
    struct arena scratch = {0};
    t->table = mem_alloc(n, 1);
    for (size_t k = 0; k < n; k++) {
        struct row_context x = {.task = t, .combination = k, .scratch = &scratch};
        t->table[k] = condition_is_true(t->condition, value_in_combination, &x, &scratch);
        arena_reset(&scratch);
    }
    arena_clear(&scratch);
}

static uint8_t look_up(const struct row_task *t, size_t row) {
    size_t combination = 0, step = 1;
    for (int i = 0; i < t->of.n; i++) {
        combination += step * value_of(&t->d->column[t->of.question[i]], row);
        step *= t->n_values[i];
    }
    return t->table[combination];
}

static void compute_block(void *context, size_t task, int worker) {
    struct row_task *t = context;
    size_t first = task * BLOCK_ROWS, end = first + BLOCK_ROWS;
    end = end > t->d->n_rows ? t->d->n_rows : end;
    for (size_t i = first; i < end; i++) {
        if (t->table) {
            t->in[i] = look_up(t, i);
            continue;
        }
        struct row_context x = {.task = t, .row = i, .scratch = &t->scratch[worker]};
        t->in[i] = condition_is_true(t->condition, value_in_row, &x, &t->scratch[worker]);
        arena_reset(&t->scratch[worker]);
    }
}

uint8_t *dataset_rows(const struct dataset *d, const struct term *condition, int n_threads) {
    struct arena scratch[THREAD_WORKERS_MAX] = {{0}};
    struct row_task t = {.d = d, .condition = condition, .scratch = scratch};
    n_threads = n_threads > 0 ? n_threads : thread_available();
    t.in = mem_alloc(d->n_rows + 1, 1);
    condition_visit(condition, look, &t.of);
    fill_table(&t);
    thread_run(n_threads, (d->n_rows + BLOCK_ROWS - 1) / BLOCK_ROWS, compute_block, &t);
    mem_free(t.table);
    for (size_t i = 0; i < ARRAY_LEN(scratch); i++) {
        arena_clear(&scratch[i]);
    }
    return t.in;
}

/* ---- what was not asked ------------------------------------------------------------------------------------------ */

/* Of a group's rows: those in which it, and the groups around it, are asked. */
static void restrict_to(uint8_t *in, const uint8_t *group, size_t n) {
    for (size_t i = 0; group && i < n; i++) {
        in[i] = in[i] && group[i];
    }
}

static void settle_question(struct dataset *d, int q, const uint8_t *asked) {
    struct response_column *c = &d->column[q];
    for (size_t i = 0; asked && c->kind != COLUMN_NONE && i < d->n_rows; i++) {
        if (!asked[i] && column_set_not_asked(c, i)) {
            row_list_add(&d->not_asked[q], d->line[i]);
        }
    }
}

void dataset_settle(struct dataset *d, int n_threads) {
    const struct questionnaire *q = d->questionnaire;
    uint8_t **asked = mem_alloc((size_t)q->n_questions + 1, sizeof *asked); /* of groups; NULL: always */
    for (int i = 0; i < q->n_questions; i++) {
        const struct question *question = &q->question[i];
        const uint8_t *around = question->group >= 0 ? asked[question->group] : NULL;
        bool is_kept = !question_is_answered(question);
        uint8_t *in = question->relevant ? dataset_rows(d, question->relevant, n_threads) : NULL;
        if (in) {
            restrict_to(in, around, d->n_rows);
        } else if (around && is_kept) {
            in = mem_alloc(d->n_rows + 1, 1);
            memcpy(in, around, d->n_rows);
        }
        settle_question(d, i, in ? in : around);
        asked[i] = is_kept ? in : NULL;
        if (!is_kept) {
            mem_free(in);
        }
    }
    for (int i = 0; i < q->n_questions; i++) {
        mem_free(asked[i]);
    }
    mem_free(asked);
}
