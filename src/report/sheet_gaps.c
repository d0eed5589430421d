/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gaps: what could score more, most urgent first, with what to do next. */
#include <string.h>

#include "report/part.h"

enum { C_RANK, C_ID, C_NODE, C_STAGE, C_HAVE, C_NEED, C_GAIN, C_NEXT, C_MISSING, C_OWNER, N_COLUMNS };

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

static void fill(struct report *r, struct row *row, const struct gap *g, int rank) {
    const struct node_score *n = &r->assessment->card[g->card].node[g->node];
    const struct answer *a = &r->assessment->answers->answer[g->question];
    row->cell[C_RANK] = cell_number(rank, UNIT_COUNT);
    row->cell[C_ID] = cell_toned(r->kit->framework[g->card]->node[g->node].id, TONE_MUTED);
    row->cell[C_NODE] = cell_text(node_label(r, g->card, g->node));
    row->cell[C_STAGE] = g->stage >= 0 ? cell_toned(stage_label(r, 0, g->stage), TONE_WEAK) : (struct cell){0};
    row->cell[C_HAVE] = cell_score(r, &n->total);
    row->cell[C_NEED] = g->stage >= 0 ? cell_level(&n->total, g->need) : (struct cell){0};
    row->cell[C_GAIN] =
        cell_number(g->gain * (r->kit->model->info.scale_max - r->kit->model->info.scale_min), UNIT_SCORE3);
    row->cell[C_NEXT] = cell_text(g->advice ? report_text(r, &g->advice->text) : "");
    row->cell[C_MISSING] = cell_text(list_missing(r, n));
    row->cell[C_OWNER] = cell_text(a->owner);
    doc_add_fact(r->doc, (struct fact){.sheet = "gaps",
                                       .table = "gaps",
                                       .row = r->kit->framework[g->card]->node[g->node].id,
                                       .column = "gain",
                                       .statistic = "gain",
                                       .n = -1,
                                       .value = cell_number(g->gain, UNIT_NONE)});
}

static void build(struct report *r, struct sheet *s) {
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
        [C_NEED] = {.key = "need", .label = W(r, COL_NEED_DEPTH), .width = 10},
        [C_GAIN] = {.key = "gain", .label = W(r, COL_GAIN), .width = 10},
        [C_NEXT] = {.key = "next", .label = W(r, COL_NEXT), .width = 56, .is_wrapped = true},
        [C_MISSING] = {.key = "missing", .label = W(r, COL_MISSING), .width = 48, .is_wrapped = true},
        [C_OWNER] = {.key = "owner", .label = W(r, COL_OWNER), .width = 18, .is_wrapped = true}};
    add_sheet_head(r, s);
    struct table *t = add_table(r->doc, s, "gaps", columns, N_COLUMNS);
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
