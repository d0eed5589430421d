/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes: every node then and now, with its layers, and how much of it is comparable. */
#include "report/change_part.h"

#define OUTLINE_FROM 3 /* depth from which rows fold away: below the services */

enum {
    C_ID,
    C_NODE,
    C_BEFORE,
    C_NOW,
    C_CHANGE,
    C_DIRECTION,
    C_RANGE_BEFORE,
    C_RANGE_NOW,
    C_COMPARABLE,
    C_REMARK,
    C_LAYERS,
    N_OF_LAYER = 2, /* columns of a layer: then, change */
    N_COLUMNS_MAX = C_LAYERS + N_OF_LAYER * LAYERS_MAX
};

static const struct score *score_of(const struct node_score *n, int layer) {
    return !n ? NULL : layer < 0 ? &n->total : &n->layer[layer];
}

static const char *range_of(const struct report *r, const struct node_score *n) {
    return n && score_is_shown(&n->total) ? score_range_text(r, &n->total) : "";
}

/* A layer that is asked about today and has no question that is the same: none of its scores can be told. */
static bool is_not_comparable(const struct report *r, const struct node_change *x, int layer) {
    const struct score *before = score_of(x->before, layer);
    return x->card >= 0 && before && before->status == SCORE_NOT_ASKED &&
           r->assessment->card[x->card].node[x->node].layer[layer].status != SCORE_NOT_ASKED;
}

static void fill_layers(const struct report *r, struct row *row, const struct node_change *x) {
    for (int l = 0, c = C_LAYERS; l < r->kit->model->n_layers; l++) {
        if (report_has_layer(r, l)) {
            const struct score *before = score_of(x->before, l), *now = score_of(x->now, l);
            row->cell[c++] = is_not_comparable(r, x, l) ? cell_none(W(r, CHANGE_NOT_COMPARABLE), NULL)
                                                        : cell_score_or_none(r, before);
            row->cell[c++] = cell_change(r, before, now);
        }
    }
}

static void fill(const struct report *r, struct row *row, const struct node_change *x) {
    const struct score *before = score_of(x->before, -1), *now = score_of(x->now, -1);
    row->cell[C_ID] = cell_toned(x->id, TONE_MUTED);
    row->cell[C_NODE] = cell_text(node_change_label(r, x));
    row->cell[C_BEFORE] = cell_score_or_none(r, before);
    row->cell[C_NOW] = cell_score_or_none(r, now);
    row->cell[C_CHANGE] = cell_change(r, before, now);
    row->cell[C_DIRECTION] = cell_direction(r, before, now);
    row->cell[C_RANGE_BEFORE] = cell_text(range_of(r, x->before));
    row->cell[C_RANGE_NOW] = cell_text(range_of(r, x->now));
    row->cell[C_COMPARABLE] = cell_number(x->comparable, UNIT_PERCENT);
    row->cell[C_REMARK] = cell_toned(node_remark(r, x), *node_remark(r, x) ? TONE_NOTICE : TONE_PLAIN);
    fill_layers(r, row, x);
}

static void add_fact_of(struct report *r, const struct node_change *x, int layer) {
    const struct score *before = score_of(x->before, layer), *now = score_of(x->now, layer);
    const char *column = layer < 0 ? "total" : r->kit->model->layer[layer].id;
    double change;
    if (layer >= 0 && (!now || now->status == SCORE_NOT_ASKED)) {
        return;
    }
    bool is_known = before && now && change_between(before, now, &change);
    struct fact f = {.sheet = "changes", .table = "nodes", .row = x->id, .column = column, .n = x->n_questions};
    f.statistic = "change";
    f.status = is_known ? direction_name(change_direction(before, now)) : fate_name(x->fate);
    if (is_known) {
        f.value = cell_number(change, UNIT_NONE);
    }
    doc_add_fact(r->doc, f);
    if (before && score_is_shown(before)) {
        f.statistic = "score_before";
        f.status = fate_name(x->fate);
        f.value = cell_number(before->value, UNIT_NONE);
        f.low = cell_number(before->low, UNIT_NONE);
        f.high = cell_number(before->high, UNIT_NONE);
        doc_add_fact(r->doc, f);
    }
}

static void add_node(struct report *r, struct table *t, const struct node_change *x) {
    struct row *row = table_add_row(r->doc, t, x->id);
    int depth = x->card >= 0 ? r->kit->framework[x->card]->node[x->node].depth : 2;
    row->role = depth == 0 ? ROW_TOTAL : depth == 1 ? ROW_GROUP : ROW_BODY;
    row->outline = depth >= OUTLINE_FROM ? depth - OUTLINE_FROM + 1 : 0;
    fill(r, row, x);
    row->cell[C_NODE].indent = depth > 1 ? depth - 1 : 0;
    add_fact_of(r, x, -1);
    for (int l = 0; l < r->kit->model->n_layers; l++) {
        add_fact_of(r, x, l);
    }
}

static int add_layer_columns(const struct report *r, struct column *columns, int n) {
    static const char *const keys[] = {"before", "change"};
    const enum word words[] = {WORD_COL_LAYER_BEFORE, WORD_COL_LAYER_CHANGE};
    for (int l = 0; l < r->kit->model->n_layers; l++) {
        for (int i = 0; i < N_OF_LAYER && report_has_layer(r, l); i++) {
            const struct layer *layer = &r->kit->model->layer[l];
            const char *const label[4] = {report_text(r, &layer->label), NULL};
            columns[n++] = (struct column){.key = doc_text(r->doc, "%s_%s", layer->id, keys[i]),
                                           .label = report_fill_words(r, words[i], label),
                                           .width = 8};
        }
    }
    return n;
}

static void build(struct report *r, struct sheet *s) {
    const double top = r->kit->model->info.scale_max;
    struct column columns[N_COLUMNS_MAX] = {
        [C_ID] = {.key = "id", .label = W(r, COL_ID), .width = 10},
        [C_NODE] = {.key = "node", .label = W(r, COL_NODE), .width = 40, .is_wrapped = true},
        [C_BEFORE] = {.key = "before", .label = W(r, COL_BEFORE), .width = 8, .paint = PAINT_BAR, .paint_high = top},
        [C_NOW] = {.key = "now", .label = W(r, COL_NOW), .width = 8, .paint = PAINT_BAR, .paint_high = top},
        [C_CHANGE] = {.key = "change", .label = W(r, COL_CHANGE), .width = 8},
        [C_DIRECTION] = {.key = "direction", .label = W(r, COL_DIRECTION), .width = 11},
        [C_RANGE_BEFORE] = {.key = "range_before", .label = W(r, COL_RANGE_BEFORE), .width = 11, .align = ALIGN_CENTER},
        [C_RANGE_NOW] = {.key = "range_now", .label = W(r, COL_RANGE_NOW), .width = 11, .align = ALIGN_CENTER},
        [C_COMPARABLE] = {.key = "comparable", .label = W(r, COL_COMPARABLE), .width = 11},
        [C_REMARK] = {.key = "remark", .label = W(r, COL_REMARK), .width = 24, .is_wrapped = true}};
    const struct changes *c = r->request->changes;
    int n = add_layer_columns(r, columns, C_LAYERS);
    add_sheet_head(r, s);
    struct table *t = add_table(r->doc, s, "changes", columns, n);
    t->is_data = true;
    for (int i = 0; i < c->n_nodes; i++) {
        add_node(r, t, &c->node[i]);
    }
}

const struct report_sheet report_sheet_changes = {.id = "changes",
                                                  .summary = "every node then and now, since an earlier assessment",
                                                  .kind = SHEET_DATA,
                                                  .is_landscape = true,
                                                  .has_content = report_has_changes,
                                                  .build = build};
