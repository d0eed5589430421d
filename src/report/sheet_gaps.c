/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gaps: what could score more, most urgent first, with what to do next. */
#include <string.h>

#include "report/part.h"

enum {
    C_RANK,
    C_ID,
    C_NODE,
    C_STAGE,
    C_HAVE,
    C_NEED,
    C_GAIN,
    C_NEXT,
    C_MISSING,
    C_OWNER,
    C_PRIORITY,
    C_CLASS,
    N_COLUMNS
};

static const char *list_missing(const struct report *r, const struct node_score *n) {
    const struct choice **missing;
    struct buf b;
    int count = gap_missing_choices(r->kit, r->assessment->answers, n, &missing, &r->doc->arena);
    buf_init(&b, BUF_MAX_DEFAULT);
    for (int i = 0; i < count; i++) {
        report_list_add(r, &b, report_text(r, &missing[i]->label));
    }
    const char *text = arena_strndup(&r->doc->arena, b.data, b.len);
    buf_clear(&b);
    return text;
}

/* The layer of the minima that the gaps fall short of: 'mixed' where they differ, as where there are none. */
static int needed_layer(const struct report *r, int mixed) {
    int layer = mixed;
    for (int i = 0; i < r->assessment->gaps.n; i++) {
        const struct minimum_check *m = r->assessment->gaps.gap[i].minimum;
        if (m && layer != mixed && layer != m->minimum->layer) {
            return mixed;
        }
        layer = m ? m->minimum->layer : layer;
    }
    return layer;
}

/* What the minimum asks, on the scale of its layer; with the layer where the column is for several. */
static struct cell cell_need(const struct report *r, const struct node_score *n, const struct gap *g) {
    if (!g->minimum) {
        return (struct cell){0};
    }
    int layer = g->minimum->minimum->layer;
    const struct score *have = layer < 0 ? &n->total : &n->layer[layer];
    bool is_mixed = needed_layer(r, LAYERS_MAX) == LAYERS_MAX;
    return is_mixed ? cell_text(doc_text(r->doc, "%s %s", layer_label(r, layer), report_level(r, have, g->need)))
                    : cell_level(have, g->need);
}

static void add_gain_fact(struct report *r, const struct gap *g) {
    doc_add_fact(r->doc, (struct fact){.sheet = "gaps",
                                       .table = "gaps",
                                       .row = r->kit->framework[g->card]->node[g->node].id,
                                       .column = "gain",
                                       .statistic = "gain",
                                       .n = -1,
                                       .value = cell_number(g->gain, UNIT_NONE)});
}

static void fill(struct report *r, struct row *row, const struct gap *g, int rank) {
    const struct scorecard *card = &r->assessment->card[g->card];
    const struct node_score *n = &card->node[g->node];
    const struct scale *total = card->node[0].total.scale;
    row->cell[C_RANK] = cell_number(rank, UNIT_COUNT);
    row->cell[C_ID] = cell_toned(card->framework->node[g->node].id, TONE_MUTED);
    row->cell[C_NODE] = cell_text(node_label(r, g->card, g->node));
    row->cell[C_STAGE] = g->stage >= 0 ? cell_toned(stage_label(r, 0, g->stage), TONE_WEAK) : (struct cell){0};
    row->cell[C_HAVE] = cell_score(r, &n->total);
    row->cell[C_NEED] = cell_need(r, n, g);
    row->cell[C_GAIN] = cell_number(g->gain * (total->max - total->min), UNIT_SCORE3);
    row->cell[C_NEXT] = cell_text(g->advice ? report_text(r, &g->advice->text) : "");
    row->cell[C_MISSING] = cell_text(list_missing(r, n));
    row->cell[C_OWNER] = cell_text(r->assessment->answers->answer[g->question].owner);
    if (report_has_classes(r) && g->minimum) {
        row->cell[C_PRIORITY] = cell_number(g->minimum->priority, UNIT_SCORE3);
        row->cell[C_CLASS] = cell_text(class_label(r, g->minimum->priority_class));
    }
    add_gain_fact(r, g);
}

static void build(struct report *r, struct sheet *s) {
    int layer = needed_layer(r, LAYERS_MAX);
    const char *need = layer == LAYERS_MAX ? W(r, COL_NEED) : FILL(r, COL_NEED_OF, layer_label(r, layer));
    const struct column columns[N_COLUMNS] = {
        [C_RANK] = {.key = "rank", .label = W(r, COL_RANK), .width = 7},
        [C_ID] = {.key = "id", .label = W(r, COL_ID), .width = 9},
        [C_NODE] = {.key = "node", .label = W(r, COL_NODE), .width = 34, .is_wrapped = true},
        [C_STAGE] = {.key = "stage", .label = W(r, COL_BLOCKS), .width = 14},
        [C_HAVE] = {.key = "have",
                    .label = W(r, COL_SCORE),
                    .width = 10,
                    .paint = PAINT_BAR,
                    .paint_high = r->kit->model->info.scale_max},
        [C_NEED] = {.key = "need", .label = need, .width = layer == LAYERS_MAX ? 16 : 10},
        [C_GAIN] = {.key = "gain", .label = W(r, COL_GAIN), .width = 10},
        [C_NEXT] = {.key = "next", .label = W(r, COL_NEXT), .width = 56, .is_wrapped = true},
        [C_MISSING] = {.key = "missing", .label = W(r, COL_MISSING), .width = 48, .is_wrapped = true},
        [C_OWNER] = {.key = "owner", .label = W(r, COL_OWNER), .width = 18, .is_wrapped = true},
        [C_PRIORITY] = {.key = "priority", .label = W(r, COL_PRIORITY), .width = 10},
        [C_CLASS] = {.key = "class", .label = W(r, COL_CLASS), .width = 16}};
    add_sheet_head(r, s);
    struct table *t = add_table(r->doc, s, "gaps", columns, report_has_classes(r) ? N_COLUMNS : C_PRIORITY);
    t->is_data = true;
    for (int i = 0; i < r->assessment->gaps.n; i++) {
        const struct gap *g = &r->assessment->gaps.gap[i];
        fill(r, table_add_row(r->doc, t, r->kit->framework[g->card]->node[g->node].id), g, i + 1);
    }
}

const struct report_sheet report_sheet_gaps = {.id = "gaps",
                                               .summary = "what could score more, and what to do next",
                                               .kind = SHEET_DATA,
                                               .is_landscape = true,
                                               .build = build};
