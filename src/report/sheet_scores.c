/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores: the whole tree with score, range, layers, coverage and counts. */
#include <ctype.h>
#include <string.h>

#include "report/explain.h"
#include "report/respondent.h"

#define OUTLINE_FROM 3 /* depth from which rows fold away: below the services */

enum {
    C_ID,
    C_NODE,
    C_LEVEL,
    C_SCORE,
    C_BAND,
    C_LOW,
    C_HIGH,
    C_LAYER_1,
    C_LAYER_2,
    C_COVERAGE,
    C_ANSWERED,
    C_BLANK,
    C_NA,
    C_CONFIDENCE,
    C_STAGE,
    C_LOWEST, /* of several assessors or units; not there without */
    C_HIGHEST,
    N_COLUMNS
};

static void fill_subnode(struct report *r, struct row *row, int card, int node) {
    bool is_na;
    int state = subnode_state(r, card, node, &is_na);
    if (is_na) {
        row->cell[C_BAND] = cell_toned(status_word(r, SCORE_NA), TONE_MUTED);
    } else if (state >= 0) {
        row->cell[C_BAND] = cell_toned(state ? W(r, SUB_DONE) : W(r, SUB_NOT_DONE), state ? TONE_GOOD : TONE_WEAK);
    } else {
        row->cell[C_BAND] = cell_toned(status_word(r, SCORE_BLANK), TONE_MUTED);
    }
}

/* Branches have a name that slides can be linked to: score_of, score_1, score_d_1; totals beside the first one, too. */
static const char *score_name(struct report *r, int card, int node) {
    const struct framework *f = r->kit->framework[card];
    if (f->node[node].depth > 1 || (card == 0 && node == 0)) {
        return NULL;
    }
    char *name = arena_printf(&r->doc->arena, "score_%s", f->node[node].id);
    for (char *c = name; *c; c++) {
        *c = isalnum((unsigned char)*c) ? (char)tolower((unsigned char)*c) : '_';
    }
    return name;
}

static void fill_scores(struct report *r, struct row *row, int card, int node) {
    const struct node_score *n = &r->assessment->card[card].node[node];
    row->cell[C_SCORE] = cell_score(r, &n->total);
    row->cell[C_SCORE].name = score_name(r, card, node);
    row->cell[C_BAND] = cell_text(band_label(r, r->kit->framework[card]->node[node].level, &n->total));
    row->cell[C_LOW] = cell_low(r, &n->total);
    row->cell[C_HIGH] = cell_high(r, &n->total);
    row->cell[C_LAYER_1] = cell_score(r, &n->layer[0]);
    row->cell[C_LAYER_2] = r->kit->model->n_layers > 1 ? cell_score(r, &n->layer[1]) : (struct cell){0};
    row->cell[C_COVERAGE] = n->total.status == SCORE_NA ? cell_none(status_word(r, SCORE_NA), NULL)
                                                        : cell_number(n->total.coverage, UNIT_PERCENT);
    row->cell[C_ANSWERED] = cell_number(n->n_answered, UNIT_COUNT);
    row->cell[C_BLANK] = cell_number(n->n_blank, UNIT_COUNT);
    row->cell[C_NA] = cell_number(n->n_na, UNIT_COUNT);
    if (n->n_confidence) {
        row->cell[C_CONFIDENCE] = cell_number(n->confidence, UNIT_SCORE1);
    }
}

static void fill_stage(struct report *r, struct row *row, int card, int node) {
    if (r->kit->n_profiles > 0 && r->kit->profile[0]->card == card) {
        int stage = profile_first_stage(r->kit->profile[0], r->kit->framework[card]->node[node].id);
        row->cell[C_STAGE] = cell_text(stage >= 0 ? stage_label(r, 0, stage) : "");
    }
}

/* How far several are apart: the lowest and the highest score that one of them gives the node. */
static void fill_spread(struct report *r, struct row *row, int card, int node) {
    const struct raters *x = respondents(r);
    const struct score *low = NULL, *high = NULL;
    for (int i = 0; x && i < x->n; i++) {
        const struct score *own = &x->rater[i].card[card].node[node].total;
        bool counts = score_is_shown(own) && x->rater[i].weight > 0;
        low = counts && (!low || own->value < low->value) ? own : low;
        high = counts && (!high || own->value > high->value) ? own : high;
    }
    if (low) {
        row->cell[C_LOWEST] = cell_score(r, low);
        row->cell[C_HIGHEST] = cell_score(r, high);
    }
}

static void add_facts(struct report *r, int card, int node) {
    const struct node_score *n = &r->assessment->card[card].node[node];
    const char *id = r->kit->framework[card]->node[node].id;
    add_fact_score(r, "scores", "nodes", id, "total", &n->total, n->n_answered);
    for (int l = 0; l < r->kit->model->n_layers; l++) {
        if (n->layer[l].status != SCORE_NOT_ASKED) {
            add_fact_score(r, "scores", "nodes", id, r->kit->model->layer[l].id, &n->layer[l], n->n_answered);
        }
    }
}

static void add_node(struct report *r, struct table *t, int card, int node) {
    const struct framework *f = r->kit->framework[card];
    bool is_sub = f->node[node].parent >= 0 && r->assessment->card[card].node[f->node[node].parent].is_item;
    if (!is_sub && r->assessment->card[card].node[node].total.status == SCORE_NOT_ASKED) {
        return;
    }
    struct row *row = table_add_row(r->doc, t, f->node[node].id);
    int depth = f->node[node].depth;
    row->role = depth == 0 ? ROW_TOTAL : depth == 1 ? ROW_GROUP : ROW_BODY;
    row->outline = depth >= OUTLINE_FROM ? depth - OUTLINE_FROM + 1 : 0;
    row->cell[C_ID] = cell_toned(f->node[node].id, TONE_MUTED);
    row->cell[C_ID].link =
        is_sub || !report_shows(r, "explain") ? NULL : doc_text(r->doc, "#%s", explain_name(r, card, node));
    row->cell[C_NODE] = cell_toned(node_label(r, card, node), depth <= 2 ? TONE_STRONG : TONE_PLAIN);
    row->cell[C_NODE].indent = depth > 1 ? depth - 1 : 0;
    row->cell[C_LEVEL] = cell_toned(level_word(r, f->node[node].level), TONE_MUTED);
    if (is_sub) {
        fill_subnode(r, row, card, node);
        return;
    }
    fill_scores(r, row, card, node);
    fill_stage(r, row, card, node);
    fill_spread(r, row, card, node);
    add_facts(r, card, node);
}

static void build(struct report *r, struct sheet *s) {
    const struct scoring *m = r->kit->model;
    const struct column columns[N_COLUMNS] = {
        [C_ID] = {.key = "id", .label = W(r, COL_ID), .width = 10},
        [C_NODE] = {.key = "node", .label = W(r, COL_NODE), .width = 52, .is_wrapped = true},
        [C_LEVEL] = {.key = "level", .label = W(r, COL_LEVEL), .width = 12},
        [C_SCORE] = {.key = "score",
                     .label = W(r, COL_SCORE),
                     .width = 10,
                     .paint = PAINT_BAR,
                     .paint_high = m->info.scale_max},
        [C_BAND] = {.key = "band", .label = W(r, COL_BAND), .width = 14},
        [C_LOW] = {.key = "low", .label = W(r, COL_LOW), .width = 8},
        [C_HIGH] = {.key = "high", .label = W(r, COL_HIGH), .width = 8},
        [C_LAYER_1] = {.key = "layer_1", .label = layer_label(r, 0), .width = 8},
        [C_LAYER_2] = {.key = "layer_2", .label = m->n_layers > 1 ? layer_label(r, 1) : "–", .width = 8},
        [C_COVERAGE] = {.key = "coverage", .label = W(r, COL_COVERAGE), .width = 9},
        [C_ANSWERED] = {.key = "answered", .label = W(r, MIX_ANSWERED), .width = 9},
        [C_BLANK] = {.key = "blank", .label = W(r, MIX_BLANK), .width = 9},
        [C_NA] = {.key = "na", .label = W(r, MIX_NA), .width = 10},
        [C_CONFIDENCE] = {.key = "confidence", .label = W(r, COL_CONFIDENCE), .width = 10},
        [C_STAGE] = {.key = "stage", .label = W(r, COL_FIRST_STAGE), .width = 13},
        [C_LOWEST] = {.key = "lowest",
                      .label = r->assessment->units ? W(r, UNITS_LOWEST) : W(r, RATERS_LOWEST),
                      .width = 10,
                      .is_wrapped = true},
        [C_HIGHEST] = {.key = "highest",
                       .label = r->assessment->units ? W(r, UNITS_HIGHEST) : W(r, RATERS_HIGHEST),
                       .width = 10,
                       .is_wrapped = true}};
    add_sheet_head(r, s);
    struct table *t = add_table(r->doc, s, "scores", columns, respondents(r) ? N_COLUMNS : C_LOWEST);
    t->is_data = true;
    for (int c = 0; c < r->kit->n_frameworks; c++) {
        for (int i = 0; i < r->kit->framework[c]->n_nodes; i++) {
            add_node(r, t, c, i);
        }
    }
}

const struct report_sheet report_sheet_scores = {.id = "scores",
                                                 .summary = "the whole tree with score, range, layers and counts",
                                                 .kind = SHEET_DATA,
                                                 .is_landscape = true,
                                                 .build = build};
