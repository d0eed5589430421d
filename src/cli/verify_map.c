/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks of others, by a map of their cells. */
#include <string.h>

#include "cli/verify.h"
#include "model/answers_aspect.h"
#include "model/hint.h"
#include "model/qtype.h"

/* ---- answers ----------------------------------------------------------------------------------------------------- */

static void read_answer(struct run *r, const struct cell_map_row *row, const struct map_cell *cell, struct answers *x) {
    const struct questionnaire *q = x->questionnaire;
    int i = questionnaire_find(q, row->question);
    if (i < 0 || !question_is_answered(&q->question[i])) {
        struct place at = schema_place(&row->ref, "question", &r->arena);
        diag_add(&r->ds, DIAG_QUESTION_UNKNOWN, &at, row->question, q->info.id,
                 questionnaire_hint(q, row->question, &r->arena));
        return;
    }
    if (table_check_value(cell->table, cell->row, &cell->place, &r->ds)) {
        bool is_number = table_kind_of(cell->table, cell->row, cell->column) == TABLE_NUMBER;
        struct answer_cell text = {table_cell(cell->table, cell->row, cell->column), is_number, &cell->place};
        answers_set_answer(x, i, &text, &r->ds);
    }
}

struct answers *verify_answers(struct run *r, const struct cell_map *m, const struct kit *k, const struct input *in) {
    struct answers *x = answers_empty(k->questionnaire, in);
    size_t n = 0;
    for (size_t i = 0; i < m->n; i++) {
        struct map_cell cell;
        if (*m->row[i].question && cell_map_find(m, &m->row[i], in, &cell, &r->ds)) {
            read_answer(r, &m->row[i], &cell, x);
            n++;
        }
    }
    if (n == 0) {
        answers_free(x);
        return NULL;
    }
    if (!run_has_failed(r)) {
        answers_settle(x, &r->ds);
    }
    return x;
}

/* ---- scores ------------------------------------------------------------------------------------------------------ */

static bool find_layer(struct verify *v, const struct cell_map_row *row, int *layer) {
    const struct scoring *model = v->kit->model;
    const char *ids[LAYERS_MAX];
    *layer = -1;
    for (int i = 0; i < model->n_layers; i++) {
        ids[i] = model->layer[i].id;
        *layer = strcmp(ids[i], row->layer) == 0 ? i : *layer;
    }
    if (!*row->layer || *layer >= 0) {
        return true;
    }
    struct place at = schema_place(&row->ref, "layer", &v->run->arena);
    diag_add(&v->run->ds, DIAG_LAYER_UNKNOWN, &at, row->layer,
             hint_list(ids, (size_t)model->n_layers, LAYERS_MAX, &v->run->arena),
             hint_nearest(row->layer, ids, (size_t)model->n_layers, &v->run->arena));
    return false;
}

static bool find_wanted(struct verify *v, const struct cell_map_row *row, struct verify_wanted *w) {
    w->what = (enum cell_what)row->what;
    if (!kit_find_node(v->kit, row->node, &w->card, &w->node)) {
        struct place at = schema_place(&row->ref, "node", &v->run->arena);
        diag_add(&v->run->ds, DIAG_NODE_UNKNOWN, &at, row->node, v->kit->framework[0]->info.id,
                 frameworks_hint((const struct framework *const *)v->kit->framework, v->kit->n_frameworks, row->node,
                                 &v->run->arena));
        return false;
    }
    return find_layer(v, row, &w->layer);
}

bool verify_map(struct verify *v, const struct cell_map *m, const struct input *in) {
    size_t before = v->run->ds.n_errors;
    for (size_t i = 0; i < m->n; i++) {
        struct verify_wanted w;
        struct map_cell cell;
        if (*m->row[i].node && find_wanted(v, &m->row[i], &w) && cell_map_find(m, &m->row[i], in, &cell, &v->run->ds)) {
            verify_cell(v, &cell, &w);
        }
    }
    return v->run->ds.n_errors == before;
}
