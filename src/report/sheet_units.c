/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Units: every node in every business unit, what they roll up to, and which is weakest. */
#include "report/respondent.h"

#define OUTLINE_FROM 3

static bool has_content(const struct report *r) { return r->assessment->units != NULL; }

static void add_overview(struct report *r, struct sheet *s, const struct units *x) {
    const struct column columns[] = {
        {.key = "unit", .label = W(r, UNITS_ONE), .width = 44, .is_wrapped = true},
        {.key = "weight", .label = W(r, COL_WEIGHT), .width = 12, .align = ALIGN_CENTER},
        {.key = "score", .label = W(r, COL_SCORE), .width = 12, .align = ALIGN_CENTER},
        {.key = "range", .label = W(r, COL_RANGE), .width = 12, .align = ALIGN_CENTER},
        {.key = "weakest", .label = "", .width = 30},
    };
    struct table *t = add_table(r->doc, s, "units", columns, ARRAY_LEN(columns));
    int weakest_unit = units_weakest(x, 0, 0);
    for (int u = 0; u < x->raters->n; u++) {
        const struct score *total = units_score(x, u, 0, 0);
        const char *name = x->raters->rater[u].name;
        struct row *row = table_add_row(r->doc, t, doc_text(r->doc, "r%d", u + 1));
        row->cell[0] = cell_text(name);
        row->cell[1] = cell_number(x->raters->rater[u].weight, UNIT_WEIGHT);
        row->cell[2] = cell_score(r, total);
        row->cell[3] = cell_text(score_is_shown(total) ? score_range_text(r, total) : "");
        row->cell[4] = u == weakest_unit ? cell_toned(W(r, UNITS_WEAKEST), TONE_WEAK) : (struct cell){0};
        add_fact_score(r, "units", "units", name, "total", total, x->raters->rater[u].card[0].node[0].n_answered);
    }
    const struct score *all = &r->assessment->card[0].node[0].total;
    struct row *row = table_add_row(r->doc, t, "all");
    row->role = ROW_TOTAL;
    row->cell[0] = cell_text(W(r, UNITS_ALL));
    row->cell[2] = cell_score(r, all);
    row->cell[3] = cell_text(score_is_shown(all) ? score_range_text(r, all) : "");
}

static void add_node(struct report *r, struct table *t, const struct units *x, const int at[2]) {
    const struct framework *f = r->kit->framework[at[0]];
    const struct node *n = &f->node[at[1]];
    int weakest = units_weakest(x, at[0], at[1]), c = 1;
    struct row *row = table_add_row(r->doc, t, n->id);
    row->role = n->depth == 0 ? ROW_TOTAL : n->depth == 1 ? ROW_GROUP : ROW_BODY;
    row->outline = n->depth >= OUTLINE_FROM ? n->depth - OUTLINE_FROM + 1 : 0;
    row->cell[0] = cell_text(node_title(r, at[0], at[1]));
    row->cell[0].indent = n->depth > 1 ? n->depth - 1 : 0;
    row->cell[c++] = cell_score(r, &r->assessment->card[at[0]].node[at[1]].total);
    for (int u = 0; u < x->raters->n; u++) {
        const struct score *s = units_score(x, u, at[0], at[1]);
        row->cell[c++] = cell_score(r, s);
        add_fact_score(r, "units", "nodes", n->id, x->raters->rater[u].name, s, -1);
    }
    row->cell[c] = cell_text(weakest >= 0 ? x->raters->rater[weakest].name : "");
}

static void add_nodes(struct report *r, struct sheet *s, const struct units *x) {
    struct column *columns = ARENA_ARRAY(&r->doc->arena, 3 + (size_t)x->raters->n, struct column);
    const struct scoring_info *m = &r->kit->model->info;
    int n = 0;
    columns[n++] = (struct column){.key = "node", .label = W(r, COL_NODE), .width = 44, .is_wrapped = true};
    columns[n++] = (struct column){.key = "all", .label = W(r, UNITS_ALL), .width = 14};
    n += add_respondent_columns(r, &columns[n], 14);
    for (int c = 1; c < n; c++) {
        columns[c].align = ALIGN_CENTER;
        columns[c].paint = PAINT_RAMP;
        columns[c].paint_low = m->scale_min;
        columns[c].paint_high = m->scale_max;
    }
    columns[n++] = (struct column){.key = "weakest", .label = W(r, UNITS_WEAKEST), .width = 30, .is_wrapped = true};
    add_heading(r->doc, s, 2, W(r, UNITS_NODES));
    struct table *t = add_table(r->doc, s, "units_nodes", columns, n);
    t->is_data = true;
    for (int c = 0; c < r->kit->n_frameworks; c++) {
        for (int i = 0; i < r->kit->framework[c]->n_nodes; i++) {
            if (r->assessment->card[c].node[i].total.status != SCORE_NOT_ASKED) {
                add_node(r, t, x, (int[]){c, i});
            }
        }
    }
}

static void build(struct report *r, struct sheet *s) {
    const struct units *x = r->assessment->units;
    add_sheet_head(r, s);
    add_overview(r, s, x);
    if (!r->request->is_summary) {
        add_text(r->doc, s, W(r, UNITS_RULE), TONE_PLAIN);
        add_nodes(r, s, x);
    }
}

const struct report_sheet report_sheet_units = {.id = "units",
                                                .summary = "every node in every business unit, and the weakest",
                                                .kind = SHEET_DATA,
                                                .is_landscape = true,
                                                .has_content = has_content,
                                                .build = build};
