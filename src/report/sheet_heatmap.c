/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Heat map: every service (and branch of the other frameworks) by layer, in colour and in figures. */
#include "report/part.h"

static void add_node(struct report *r, struct table *t, int card, int node, bool is_group) {
    const struct node_score *n = &r->assessment->card[card].node[node];
    const struct scoring *m = r->kit->model;
    struct row *row = table_add_row(r->doc, t, r->kit->framework[card]->node[node].id);
    row->role = is_group ? ROW_GROUP : ROW_BODY;
    row->cell[0] = cell_toned(r->kit->framework[card]->node[node].id, TONE_MUTED);
    row->cell[1] = cell_text(node_label(r, card, node));
    int c = 2;
    for (int l = 0; l < m->n_layers; l++) {
        if (report_has_layer(r, l)) {
            row->cell[c++] = cell_score(r, &n->layer[l]);
        }
    }
    row->cell[c++] = cell_score(r, &n->total);
    row->cell[c] = cell_text(band_label(r, r->kit->framework[card]->node[node].level, &n->total));
}

static void add_card(struct report *r, struct table *t, int card) {
    const struct scorecard *c = &r->assessment->card[card];
    for (int i = 1; i < c->framework->n_nodes; i++) {
        int depth = c->framework->node[i].depth;
        if (depth <= 2 && c->node[i].total.status != SCORE_NOT_ASKED) {
            add_node(r, t, card, i, depth == 1);
        }
    }
}

static void build(struct report *r, struct sheet *s) {
    const struct scoring *m = r->kit->model;
    struct column columns[LAYERS_MAX + 4] = {{.key = "id", .label = W(r, COL_ID), .width = 9},
                                             {.key = "node", .label = W(r, COL_NODE), .width = 58, .is_wrapped = true}};
    int n = 2;
    for (int l = 0; l < m->n_layers; l++) {
        if (report_has_layer(r, l)) {
            columns[n++] = (struct column){.key = m->layer[l].id,
                                           .label = layer_label(r, l),
                                           .width = 14,
                                           .align = ALIGN_CENTER,
                                           .paint = PAINT_RAMP,
                                           .paint_high = m->info.scale_max};
        }
    }
    columns[n++] = (struct column){.key = "score",
                                   .label = W(r, COL_SCORE),
                                   .width = 14,
                                   .align = ALIGN_CENTER,
                                   .paint = PAINT_RAMP,
                                   .paint_high = m->info.scale_max};
    columns[n++] = (struct column){.key = "band", .label = W(r, COL_BAND), .width = 18};
    add_sheet_head(r, s);
    struct table *t = add_table(r->doc, s, "heatmap", columns, n);
    for (int c = 0; c < r->kit->n_frameworks; c++) {
        add_card(r, t, c);
    }
}

const struct report_sheet report_sheet_heatmap = {
    .id = "heatmap", .summary = "services by layer, in colour and figures", .kind = SHEET_DATA, .build = build};
