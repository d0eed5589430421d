/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/stat_report.h"

#include <string.h>

/* ---- words ------------------------------------------------------------------------------------------------------- */

enum word {
    W_RESULT,
    W_VALUE,
    W_LOW,
    W_HIGH,
    W_N,
    W_WHY,
    W_OF,
    W_METHOD,
    W_NOTE,
    W_LEFT_OUT,
    W_FORMULA,
    W_ASSUMES,
    W_SOURCE,
    W_R
};

static const char *word(const struct stat_report *r, enum word w) {
    static const struct {
        const char *en, *ja;
    } words[] = {[W_RESULT] = {"Result", "結果"},
                 [W_VALUE] = {"Value", "値"},
                 [W_LOW] = {"Low", "下限"},
                 [W_HIGH] = {"High", "上限"},
                 [W_N] = {"n", "n"},
                 [W_WHY] = {"Why not", "算出しない理由"},
                 [W_OF] = {"Of", "対象"},
                 [W_METHOD] = {"Method", "方法"},
                 [W_NOTE] = {"Note", "注"},
                 [W_LEFT_OUT] = {"Left out", "除外"},
                 [W_FORMULA] = {"Formula", "式"},
                 [W_ASSUMES] = {"Assumes", "前提"},
                 [W_SOURCE] = {"Source", "出典"},
                 [W_R] = {"In R", "Rでは"}};
    return strcmp(r->lang, "ja") == 0 ? words[w].ja : words[w].en;
}

static const struct {
    const char *key, *en, *ja;
} states[N_VALUE_STATES] = {{"value", "value", "有効"},           {"blank", "blank", "無回答"},
                            {"not_asked", "not asked", "非該当"}, {"na", "not applicable", "適用外"},
                            {"dk", "don't know", "わからない"},   {"invalid", "invalid", "無効"}};

/* ---- the page ---------------------------------------------------------------------------------------------------- */

static void fill_row(const struct stat_report *r, struct row *row, const struct stat_value *v) {
    row->cell[0] = cell_text(v->key);
    if (v->e.status == STAT_OK) {
        row->cell[1] = cell_number(v->e.value, UNIT_STATISTIC);
    }
    if (v->e.has_interval) {
        row->cell[2] = cell_number(v->e.low, UNIT_STATISTIC);
        row->cell[3] = cell_number(v->e.high, UNIT_STATISTIC);
    }
    if (r->file) {
        row->cell[4] = cell_number((double)v->e.n, UNIT_COUNT);
    }
    if (v->e.status != STAT_OK) {
        row->cell[5] = cell_text(stat_status_text(v->e.status));
    }
}

static void add_fact(const struct stat_report *r, struct doc *d, const struct stat_value *v) {
    struct fact f = {.sheet = "stat",
                     .table = r->stat->name,
                     .row = v->key,
                     .column = "",
                     .statistic = r->stat->name,
                     .n = (long)v->e.n,
                     .status = stat_status_name(v->e.status)};
    f.value = v->e.status == STAT_OK ? cell_number(v->e.value, UNIT_NONE) : (struct cell){0};
    f.low = v->e.has_interval ? cell_number(v->e.low, UNIT_NONE) : (struct cell){0};
    f.high = v->e.has_interval ? cell_number(v->e.high, UNIT_NONE) : (struct cell){0};
    doc_add_fact(d, f);
}

static bool has_all_values(const struct stat_output *out) {
    for (size_t i = 0; i < out->n_values; i++) {
        if (out->value[i].e.status != STAT_OK) {
            return false;
        }
    }
    return true;
}

static void add_values(const struct stat_report *r, struct doc *d, struct sheet *s) {
    const struct column columns[] = {
        {.key = "value_name", .label = word(r, W_RESULT), .width = 28},
        {.key = "value", .label = word(r, W_VALUE), .width = 18, .align = ALIGN_RIGHT},
        {.key = "low", .label = word(r, W_LOW), .width = 18, .align = ALIGN_RIGHT},
        {.key = "high", .label = word(r, W_HIGH), .width = 18, .align = ALIGN_RIGHT},
        {.key = "n", .label = word(r, W_N), .width = 10},
        {.key = "why", .label = word(r, W_WHY), .width = 40, .is_wrapped = true},
    };
    int n_columns = (int)ARRAY_LEN(columns) - has_all_values(r->out);
    struct table *t = add_table(d, s, "values", columns, n_columns);
    for (size_t i = 0; i < r->out->n_values; i++) {
        const struct stat_value *v = &r->out->value[i];
        fill_row(r, table_add_row(d, t, v->key), v);
        add_fact(r, d, v);
    }
}

static void add_pair(struct doc *d, struct table *t, const char *label, const char *text) {
    if (text && *text) {
        struct row *row = table_add_row(d, t, NULL);
        row->cell[0] = cell_toned(label, TONE_MUTED);
        row->cell[1] = cell_text(text);
    }
}

static void add_about(const struct stat_report *r, struct doc *d, struct sheet *s) {
    static const struct column columns[] = {{.key = "what", .label = "", .width = 20},
                                            {.key = "text", .label = "", .width = 76, .is_wrapped = true}};
    bool is_ja = strcmp(r->lang, "ja") == 0;
    struct table *t = add_table(d, s, "about", columns, ARRAY_LEN(columns));
    t->has_no_header = true;
    add_pair(d, t, word(r, W_OF), r->arguments);
    add_pair(d, t, word(r, W_METHOD), r->out->method);
    add_pair(d, t, word(r, W_NOTE), r->note);
    for (int i = 0; i < r->out->n_notes; i++) {
        add_pair(d, t, word(r, W_NOTE), r->out->note[i]);
    }
    for (int k = 1; k < N_VALUE_STATES; k++) {
        if (r->out->missing[k]) {
            add_pair(d, t, word(r, W_LEFT_OUT),
                     doc_text(d, "%zu %s", r->out->missing[k], is_ja ? states[k].ja : states[k].en));
        }
    }
    add_pair(d, t, word(r, W_FORMULA), r->stat->formula);
    add_pair(d, t, word(r, W_ASSUMES), r->stat->assumptions);
    add_pair(d, t, word(r, W_SOURCE), r->stat->source);
    add_pair(d, t, word(r, W_R), r->stat->r);
}

/* ---- data -------------------------------------------------------------------------------------------------- */
static struct json *cell_json(const struct stat_value *v) {
    struct json *cell = json_new_object();
    json_set(cell, "value", json_new_real_if(v->e.status == STAT_OK, v->e.value));
    json_set(cell, "low", json_new_real_if(v->e.has_interval, v->e.low));
    json_set(cell, "high", json_new_real_if(v->e.has_interval, v->e.high));
    json_set(cell, "n", json_new_int((long long)v->e.n));
    json_set(cell, "status", json_new_text(stat_status_name(v->e.status)));
    if (v->e.se >= 0) {
        json_set(cell, "se", json_new_real(v->e.se));
    }
    if (v->e.df > 0 && v->e.df < 1e300) {
        json_set(cell, "df", json_new_real(v->e.df));
    }
    return cell;
}

static struct json *rows_json(const struct stat_report *r) {
    struct json *rows = json_new_list();
    for (size_t i = 0; i < r->out->n_values; i++) {
        struct json *row = json_new_object(), *cells = json_new_list();
        json_set(row, "key", json_new_text(r->out->value[i].key));
        json_set(row, "label", json_new_text(r->out->value[i].key));
        json_push(cells, cell_json(&r->out->value[i]));
        json_set(row, "cells", cells);
        json_push(rows, row);
    }
    return rows;
}

static struct json *table_json(const struct stat_report *r) {
    struct json *t = json_new_object(), *columns = json_new_list(), *missing = json_new_object(),
                *notes = json_new_list();
    json_set(t, "id", json_new_text(r->stat->name));
    json_set(t, "title", json_new_text(r->stat->title));
    json_set(t, "arguments", json_new_text(r->arguments));
    json_set(t, "question", json_new_null());
    json_set(t, "base", json_new_text("observations with a value in every column"));
    json_set(t, "n", json_new_int((long long)r->out->n));
    json_push(columns, json_new_text("value"));
    json_set(t, "columns", columns);
    json_set(t, "rows", rows_json(r));
    json_set(t, "method", json_new_text(r->out->method));
    for (int k = 1; k < N_VALUE_STATES; k++) {
        json_set(missing, states[k].key, json_new_int((long long)r->out->missing[k]));
    }
    json_set(t, "missing", missing);
    for (int i = 0; i < r->out->n_notes; i++) {
        json_push(notes, json_new_text(r->out->note[i]));
    }
    json_set(t, "notes", notes);
    json_set(t, "r", json_new_text(r->stat->r));
    return t;
}

static struct json *data_json(const struct stat_report *r) {
    struct json *j = json_new_object(), *run = json_new_object(), *inputs = json_new_list(), *tables = json_new_list();
    json_set(run, "date", json_new_text(r->date));
    json_set(run, "seed", json_new_int((long long)r->seed));
    if (r->file) {
        struct json *in = json_new_object();
        json_set(in, "file", json_new_text(r->file));
        json_set(in, "sha256", json_new_text(r->sha256));
        json_push(inputs, in);
    }
    json_push(tables, table_json(r));
    json_set(j, "program", json_new_text(r->program));
    json_set(j, "run", run);
    json_set(j, "inputs", inputs);
    json_set(j, "tables", tables);
    return j;
}

void stat_report_build(const struct stat_report *r, struct doc *d) {
    doc_init(d, r->stat->title, r->lang);
    d->author = r->program;
    d->created = r->created;
    struct sheet *s = doc_add_sheet(d, "stat", r->stat->name, SHEET_PAGE);
    add_heading(d, s, 1, r->stat->title);
    add_values(r, d, s);
    add_about(r, d, s);
    d->data = data_json(r);
}
