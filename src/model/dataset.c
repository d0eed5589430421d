/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/dataset.h"

#include <math.h>
#include <string.h>

#include "base/num.h"
#include "base/thread.h"
#include "model/dataset_check.h"
#include "model/dataset_part.h"
#include "model/dataset_plan.h"
#include "model/dataset_rows.h"
#include "table/choice.h"
#include "table/slices.h"

struct loading {
    struct dataset *d;
    const struct dataset_options *o;
    struct dataset_plan plan;
    struct dataset_part *part; /* of each worker */
    int n_parts;
    struct diags *ds;
};

static bool join(struct loading *l, int part, long first_line) {
    struct place at = {.file = l->d->file};
    bool is_good =
        l->d->n_rows + l->part[part].n_rows < UINT32_MAX && dataset_part_join(&l->part[part], l->d, first_line);
    if (!is_good) {
        diag_add(l->ds, DIAG_SURVEY_TOO_LARGE, &at, NULL);
    }
    return is_good;
}

/* ---- in slices --------------------------------------------------------------------------------------------------- */

static bool on_header(void *to, const char *const *name, int n_names) {
    struct loading *l = to;
    if (!dataset_plan_bind(&l->plan, l->d, name, n_names, l->ds)) {
        return false;
    }
    for (int i = 0; i < l->n_parts; i++) {
        dataset_part_init(&l->part[i], &l->plan);
    }
    return true;
}

static void on_start(void *to, int worker) { dataset_part_reset(&((struct loading *)to)->part[worker]); }

static void on_batch(void *to, int worker, struct records *r) {
    struct dataset_part *p = &((struct loading *)to)->part[worker];
    dataset_part_reserve(p, r->n_rows);
    for (size_t i = 0; i < r->n_rows; i++) {
        const struct record_row *row = &r->row[i];
        const struct record_field *f = &r->field[row->first];
        for (uint32_t k = 0; k < row->n_fields; k++) {
            size_t n = f[k].n;
            const char *text = f[k].is_raw ? records_text(r, &f[k], &n) : r->data + f[k].start;
            dataset_part_cell(p, (int)k, text, n, row->line);
        }
        dataset_part_end_row(p, (int)row->n_fields, row->line);
    }
}

static bool on_join(void *to, int worker, long first_line) {
    struct loading *l = to;
    return join(l, worker, first_line);
}

/* Room for all rows at once, as the first slices promise: what is not used takes no memory, and nothing is moved. */
static void on_progress(void *to, size_t done, size_t size) {
    struct loading *l = to;
    struct dataset *d = l->d;
    double rows = (double)d->n_rows * (double)size / (double)(done ? done : 1);
    size_t wanted = (size_t)(rows * 1.02) + 64;
    if (d->n_rows > 0 && done < size && wanted > d->lines_cap) {
        dataset_part_make_room(d, wanted);
    }
    if (l->o->progress) {
        l->o->progress(l->o->to, done, size);
    }
}

static enum slices_result load_slices(struct loading *l) {
    struct slices_job job = {.path = l->d->file,
                             .window = l->o->window,
                             .n_threads = l->n_parts,
                             .is_plain = l->o->is_plain,
                             .to = l,
                             .header = on_header,
                             .start = on_start,
                             .batch = on_batch,
                             .join = on_join,
                             .progress = on_progress};
    struct slices_info info;
    enum slices_result result = slices_read(&job, &info, l->ds);
    if (result == SLICES_DONE) {
        memcpy(l->d->sha256, info.sha256, sizeof l->d->sha256);
        l->d->encoding = info.has_bom ? "UTF-8 with BOM" : "UTF-8";
    }
    return result;
}

/* ---- as a whole -------------------------------------------------------------------------------------------------- */

static size_t header_row(const struct table_text *t) {
    size_t row = 0;
    while (t && row < t->n_rows && table_row_is_empty(t, row)) {
        row++;
    }
    return row;
}

static void load_row(struct dataset_part *p, const struct table_text *t, size_t row) {
    int width = t->n_fields[row];
    dataset_part_reserve(p, 1);
    for (int k = 0; k < width; k++) {
        const char *text = table_cell(t, row, k);
        dataset_part_cell(p, k, text, strlen(text), (uint32_t)t->line[row]);
    }
    dataset_part_end_row(p, width, (uint32_t)t->line[row]);
}

static bool load_table(struct loading *l, const struct table_text *t) {
    size_t header = header_row(t);
    struct place at = {.file = l->d->file};
    if (!t || header == t->n_rows) {
        diag_add(l->ds, DIAG_FILE_EMPTY, &at, "a header row and responses");
        return false;
    }
    int n = table_row_width(t, header);
    const char **name = mem_alloc((size_t)n + 1, sizeof *name);
    for (int i = 0; i < n; i++) {
        name[i] = table_cell(t, header, i);
    }
    bool is_good = on_header(l, name, n);
    mem_free(name);
    for (size_t row = header + 1; is_good && row < t->n_rows; row++) {
        if (!t->has_cells || !table_row_is_empty(t, row)) {
            load_row(&l->part[0], t, row);
        }
    }
    return is_good && join(l, 0, 0);
}

static bool load_whole(struct loading *l) {
    struct input in;
    if (!choice_open(&in, l->d->file, l->ds)) {
        return false;
    }
    size_t before = l->ds->n_errors;
    const struct table_text *t = choice_table(&in, "responses", l->ds);
    bool is_good = l->ds->n_errors == before && load_table(l, t);
    memcpy(l->d->sha256, in.sha256, sizeof l->d->sha256);
    l->d->encoding = arena_strdup(&l->d->arena, in.encoding);
    input_close(&in);
    return is_good;
}

/* ---- both -------------------------------------------------------------------------------------------------------- */

static struct dataset *dataset_new(const char *path, const struct questionnaire *q) {
    struct dataset *d = mem_alloc(1, sizeof *d);
    *d = (struct dataset){.questionnaire = q, .file = path, .encoding = ""};
    size_t n = (size_t)q->n_questions + N_DATASET_EXTRAS;
    d->column = ARENA_ARRAY(&d->arena, n, struct response_column);
    d->unknown = ARENA_ARRAY(&d->arena, n, struct unknown_answers);
    d->not_asked = ARENA_ARRAY(&d->arena, n, struct row_list);
    return d;
}

static void forget(struct loading *l) {
    for (int i = 0; i < l->n_parts; i++) {
        dataset_part_clear(&l->part[i]);
    }
}

static void clear_rows(struct dataset *d) {
    for (int i = 0; i < d->questionnaire->n_questions; i++) {
        column_clear(&d->column[i]);
    }
    for (int i = 0; i < N_DATASET_EXTRAS; i++) {
        column_clear(&d->extra[i]);
    }
    for (int i = 0; i < d->questionnaire->n_questions + N_DATASET_EXTRAS; i++) {
        mem_free(d->unknown[i].item);
    }
    mem_free(d->line);
    arena_clear(&d->arena);
}

void dataset_free(struct dataset *d) {
    if (d) {
        clear_rows(d);
        mem_free(d);
    }
}

/* What was read in slices is forgotten, and the file is read anew. */
static bool start_again(struct loading *l) {
    const char *file = l->d->file;
    const struct questionnaire *q = l->d->questionnaire;
    forget(l);
    clear_rows(l->d);
    struct dataset *fresh = dataset_new(file, q);
    *l->d = *fresh;
    mem_free(fresh);
    dataset_plan_begin(&l->plan, l->d, l->o);
    return load_whole(l);
}

static bool load(struct loading *l) {
    enum slices_result result = SLICES_WHOLE;
    bool has_name = file_exists(l->d->file);
    dataset_plan_begin(&l->plan, l->d, l->o);
    if (has_name && !l->o->is_whole) {
        result = load_slices(l);
    }
    return result == SLICES_WHOLE ? start_again(l) : result == SLICES_DONE;
}

struct dataset *dataset_load(const char *path, const struct questionnaire *q, const struct dataset_options *o,
                             struct diags *ds) {
    struct loading l = {.d = dataset_new(path, q), .o = o, .ds = ds};
    l.n_parts = o->n_threads > 0 ? o->n_threads : thread_available();
    l.n_parts = l.n_parts > THREAD_WORKERS_MAX ? THREAD_WORKERS_MAX : l.n_parts;
    l.part = mem_alloc((size_t)l.n_parts, sizeof *l.part);
    memset(l.part, 0, (size_t)l.n_parts * sizeof *l.part);
    bool is_good = load(&l);
    forget(&l);
    mem_free(l.part);
    if (is_good) {
        dataset_settle(l.d, l.n_parts);
        is_good = dataset_check(l.d, o, ds);
    }
    if (!is_good) {
        dataset_free(l.d);
        return NULL;
    }
    return l.d;
}

/* ---- asking ------------------------------------------------------------------------------------------------------ */

long dataset_find(const struct dataset *d, const char *id) {
    const struct response_column *c = &d->extra[EXTRA_ID];
    size_t wanted = strlen(id), n;
    for (size_t i = 0; wanted > 0 && i < c->n; i++) {
        const char *text = column_text(c, i, &n);
        if (n == wanted && memcmp(text, id, n) == 0) {
            return (long)i;
        }
    }
    return -1;
}

bool dataset_scale(const struct dataset *d, int q, double *value) {
    const struct response_column *c = &d->column[q];
    const struct choice_list *list = question_list(d->questionnaire, &d->questionnaire->question[q]);
    int n = 0;
    for (int i = 0; c->kind == COLUMN_ONE && list && i < list->n; i++) {
        value[i] = NAN;
        if (c->choice_state[i] == RESPONSE_GIVEN) {
            if (!num_parse(list->choice[i].name, &value[i])) {
                return false;
            }
            n++;
        }
    }
    return n > 1;
}

static const char *names_of(const struct dataset *d, int q, size_t row, struct arena *a) {
    const struct choice_list *list = question_list(d->questionnaire, &d->questionnaire->question[q]);
    const char *names = "";
    for (int k = 0; k < list->n; k++) {
        if (column_has_choice(&d->column[q], row, k)) {
            names = arena_printf(a, "%s%s%s", names, *names ? " " : "", list->choice[k].name);
        }
    }
    return names;
}

const char *dataset_answer(const struct dataset *d, int q, size_t row, struct arena *a) {
    const struct response_column *c = &d->column[q];
    char text[NUM_TEXT_MAX];
    size_t n;
    switch (c->kind) {
    case COLUMN_ONE: {
        int choice = column_choice(c, row);
        return choice >= 0 ? question_list(d->questionnaire, &d->questionnaire->question[q])->choice[choice].name : "";
    }
    case COLUMN_MANY:
        return names_of(d, q, row, a);
    case COLUMN_NUMBER:
        return c->state[row] == RESPONSE_GIVEN ? arena_strdup(a, num_shortest(text, c->number[row])) : "";
    case COLUMN_TEXT: {
        const char *s = c->state[row] == RESPONSE_GIVEN ? column_text(c, row, &n) : NULL;
        return s ? arena_strndup(a, s, n) : "";
    }
    default:
        return "";
    }
}
