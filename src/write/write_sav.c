/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "write/write_sav.h"

#include <stdio.h>
#include <string.h>

#include <readstat.h>

#include "base/num.h"
#include "base/text.h"

#define MISSING_MAX 3
#define LABEL_MAX 250       /* bytes of a variable's label; the format has 255 */
#define VALUE_LABEL_MAX 115 /* the format has 120 */

struct sav_writing {
    const struct sav_data *d;
    struct buf *out;
    struct arena a;
    readstat_writer_t *writer;
    readstat_variable_t **variable;
};

static ssize_t put_bytes(const void *data, size_t n, void *ctx) {
    struct sav_writing *w = ctx;
    buf_add(w->out, data, n);
    return w->out->is_over ? -1 : (ssize_t)n;
}

/* At most 'max' bytes, cut between characters. */
static const char *cut(struct arena *a, const char *s, size_t max) {
    size_t n = strlen(s);
    return n <= max ? s : arena_strndup(a, s, text_valid_prefix(s, max));
}

static void add_values(struct sav_writing *w, const struct sav_variable *v, readstat_variable_t *to, size_t i) {
    int n_missing = 0;
    readstat_label_set_t *set =
        readstat_add_label_set(w->writer, READSTAT_TYPE_DOUBLE, arena_printf(&w->a, "labels%zu", i));
    for (size_t k = 0; k < v->n_values; k++) {
        readstat_label_double_value(set, v->value[k].value, cut(&w->a, v->value[k].label, VALUE_LABEL_MAX));
        if (v->value[k].is_missing && n_missing < MISSING_MAX) {
            readstat_variable_add_missing_double_value(to, v->value[k].value);
            n_missing++;
        }
    }
    readstat_variable_set_label_set(to, set);
}

static void add_variables(struct sav_writing *w) {
    w->variable = ARENA_ARRAY(&w->a, w->d->n_variables + 1, readstat_variable_t *);
    for (size_t i = 0; i < w->d->n_variables; i++) {
        const struct sav_variable *v = &w->d->variable[i];
        readstat_type_t type = v->is_text ? READSTAT_TYPE_STRING : READSTAT_TYPE_DOUBLE;
        w->variable[i] = readstat_add_variable(w->writer, v->name, type, v->is_text ? v->width : 0);
        readstat_variable_set_label(w->variable[i], cut(&w->a, v->label, LABEL_MAX));
        readstat_variable_set_measure(w->variable[i],
                                      v->is_text || v->n_values ? READSTAT_MEASURE_NOMINAL : READSTAT_MEASURE_SCALE);
        if (v->n_values) {
            add_values(w, v, w->variable[i], i);
        }
    }
}

static readstat_error_t put_cell(struct sav_writing *w, size_t row, size_t i) {
    const struct sav_variable *v = &w->d->variable[i];
    const char *cell = w->d->cell[row * w->d->n_variables + i];
    double x;
    if (v->is_text) {
        return readstat_insert_string_value(w->writer, w->variable[i], cut(&w->a, cell, v->width));
    }
    return num_parse(cell, &x) ? readstat_insert_double_value(w->writer, w->variable[i], x)
                               : readstat_insert_missing_value(w->writer, w->variable[i]);
}

static readstat_error_t put_rows(struct sav_writing *w) {
    readstat_error_t error = READSTAT_OK;
    for (size_t row = 0; row < w->d->n_rows && error == READSTAT_OK; row++) {
        error = readstat_begin_row(w->writer);
        for (size_t i = 0; i < w->d->n_variables && error == READSTAT_OK; i++) {
            error = put_cell(w, row, i);
        }
        error = error == READSTAT_OK ? readstat_end_row(w->writer) : error;
    }
    return error;
}

bool write_sav(const struct sav_data *d, const char *path, struct buf *out, struct diags *ds) {
    struct sav_writing w = {.d = d, .out = out, .writer = readstat_writer_init()};
    readstat_set_data_writer(w.writer, put_bytes);
    readstat_writer_set_file_label(w.writer, cut(&w.a, d->label, 60));
    readstat_writer_set_file_timestamp(w.writer, (time_t)d->created);
    add_variables(&w);
    readstat_error_t error = readstat_begin_writing_sav(w.writer, &w, (long)d->n_rows);
    error = error == READSTAT_OK ? put_rows(&w) : error;
    error = error == READSTAT_OK ? readstat_end_writing(w.writer) : error;
    readstat_writer_free(w.writer);
    arena_clear(&w.a);
    if (error != READSTAT_OK) {
        struct place at = {.file = path};
        diag_add(ds, DIAG_SAV_FAILED, &at, readstat_error_message(error));
    }
    return error == READSTAT_OK;
}
