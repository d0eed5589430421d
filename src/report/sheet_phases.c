/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Phases of an improvement plan: what each takes, what is reached after it, and what is still missing. */
#include <math.h>

#include "report/roadmap_part.h"

enum { C_PHASE, C_STEPS, C_EFFORT, C_CAPACITY, C_TOTAL, C_STAGE, C_MISSING, N_COLUMNS };

static bool has_content(const struct report *r) { return r->request->roadmap != NULL; }

/* Phases after the last that has steps are not told. */
static int last_used(const struct roadmap *m) {
    int last = m->n_phases - 1;
    while (last > 0 && m->phase[last].n_steps == 0) {
        last--;
    }
    return last;
}

/* phase −1: today */
static void add_phase(struct report *r, struct table *t, int phase) {
    const struct roadmap *m = r->request->roadmap;
    bool is_today = phase < 0;
    const struct roadmap_phase *p = &m->phase[is_today ? 0 : phase];
    double total = is_today ? m->total_before : p->total, capacity = m->request->capacity;
    int reached = is_today ? m->reached_before : p->reached, n_missing = is_today ? m->n_missing : p->n_missing;
    struct row *row = table_add_row(r->doc, t, doc_text(r->doc, "phase_%d", phase + 1));
    row->cell[C_PHASE] = cell_text(is_today ? W(r, PHASES_START) : roadmap_phase_name(r, phase));
    row->cell[C_TOTAL] = roadmap_total(r, total);
    if (!is_today) {
        row->cell[C_STEPS] = cell_number(p->n_steps, UNIT_COUNT);
        row->cell[C_EFFORT] = cell_number(p->effort, UNIT_STATISTIC);
        row->cell[C_CAPACITY] = isfinite(capacity) ? cell_number(capacity, UNIT_STATISTIC) : (struct cell){0};
    }
    if (m->request->profile >= 0) {
        row->cell[C_STAGE] = cell_text(stage_label(r, m->request->profile, reached));
        row->cell[C_MISSING] = cell_number(n_missing, UNIT_COUNT);
    }
    doc_add_fact(r->doc, (struct fact){.sheet = "phases",
                                       .table = "phases",
                                       .row = row->key,
                                       .column = "total",
                                       .statistic = "total",
                                       .n = n_missing,
                                       .value = cell_number(total, UNIT_NONE)});
}

static void add_phases(struct report *r, struct sheet *s) {
    const struct column columns[N_COLUMNS] = {
        [C_PHASE] = {.key = "phase", .label = W(r, COL_PHASE), .width = 20},
        [C_STEPS] = {.key = "steps", .label = W(r, COL_STEPS), .width = 12},
        [C_EFFORT] = {.key = "effort", .label = W(r, COL_EFFORT), .width = 14},
        [C_CAPACITY] = {.key = "capacity", .label = W(r, COL_CAPACITY), .width = 14},
        [C_TOTAL] = {.key = "total", .label = W(r, COL_TOTAL_AFTER), .width = 14},
        [C_STAGE] = {.key = "stage", .label = W(r, COL_STAGE), .width = 22},
        [C_MISSING] = {.key = "missing", .label = W(r, COL_STILL_MISSING), .width = 16}};
    struct table *t = add_table(r->doc, s, "phases", columns, N_COLUMNS);
    for (int p = -1; p < r->request->roadmap->n_phases; p++) {
        if (p <= 0 || p <= last_used(r->request->roadmap)) {
            add_phase(r, t, p);
        }
    }
}

static void add_line(struct report *r, struct sheet *s) {
    const struct roadmap *m = r->request->roadmap;
    const struct scale *scale = r->assessment->card[0].node[0].total.scale;
    double unit = (scale->max - scale->min) / 8; /* half a level of five */
    double low = scale->min + unit * floor(m->total_before * 8), high = scale->min + unit * ceil(m->total_after * 8);
    high = high > low ? high : low + unit;
    struct series series = {.label = W(r, COL_TOTAL_AFTER), .column = "total", .stroke = STROKE_LINE};
    struct chart chart = {
        .id = "phases_line",
        .title = W(r, PHASES_CHART),
        .alt = FILL(r, PHASES_ALT, roadmap_total_text(r, m->total_before), roadmap_total_text(r, m->total_after), NULL),
        .kind = CHART_LINE,
        .table = "phases",
        .category = "phase",
        .series = &series,
        .n_series = 1,
        .axis_min = low,
        .axis_max = high,
        .axis_step = (high - low) / 5,
        .unit = report_score_unit(r),
        .height = 14};
    add_chart(r->doc, s, &chart);
}

static const char *reason(const struct report *r, enum missing_reason x) {
    static const enum word words[] = {WORD_REASON_NO_ROOM, WORD_REASON_NO_STEP, WORD_REASON_BLOCKED};
    return report_word(r, words[x]);
}

static bool is_missing_in_the_end(const struct roadmap *m, const struct minimum *minimum) {
    const struct roadmap_phase *last = &m->phase[m->n_phases - 1];
    for (int i = 0; i < last->n_missing; i++) {
        if (last->missing[i].minimum == minimum) {
            return true;
        }
    }
    return false;
}

static void add_missing_row(struct report *r, struct table *t, int phase, const struct roadmap_missing *x) {
    const struct profile *p = r->request->roadmap->c->profile;
    const struct minimum *m = x->minimum;
    const struct node_score *n = &r->assessment->card[p->card].node[m->node];
    const struct score *score = m->layer < 0 ? &n->total : &n->layer[m->layer];
    bool is_later = x->reason == MISSING_ROOM && !is_missing_in_the_end(r->request->roadmap, m);
    struct row *row = table_add_row(r->doc, t, NULL);
    row->cell[0] = cell_text(roadmap_phase_name(r, phase));
    row->cell[1] = cell_toned(m->node_id, TONE_MUTED);
    row->cell[2] = cell_text(node_label(r, p->card, m->node));
    row->cell[3] = cell_text(m->layer < 0 ? "" : report_text(r, &r->kit->model->layer[m->layer].label));
    row->cell[4] = cell_level(score, x->have);
    row->cell[5] = cell_level(score, x->need);
    row->cell[6] = is_later ? cell_toned(W(r, REASON_LATER), TONE_MUTED) : cell_text(reason(r, x->reason));
}

static void add_missing(struct report *r, struct sheet *s) {
    const struct roadmap *m = r->request->roadmap;
    const struct column columns[] = {
        {.key = "phase", .label = W(r, COL_PHASE), .width = 14},
        {.key = "id", .label = W(r, COL_ID), .width = 10},
        {.key = "node", .label = W(r, COL_NODE), .width = 40, .is_wrapped = true},
        {.key = "layer", .label = W(r, COL_LAYER), .width = 12},
        {.key = "have", .label = W(r, COL_HAVE), .width = 10, .align = ALIGN_RIGHT},
        {.key = "need", .label = W(r, COL_NEED), .width = 10, .align = ALIGN_RIGHT},
        {.key = "reason", .label = W(r, COL_REASON), .width = 34, .is_wrapped = true},
    };
    add_heading(r->doc, s, 2, W(r, PHASES_MISSING));
    if (m->phase[m->n_phases - 1].n_missing == 0) {
        add_text(r->doc, s, W(r, PHASES_NONE_MISSING), TONE_PLAIN);
    }
    struct table *t = NULL;
    for (int p = 0; p <= last_used(m); p++) {
        for (int i = 0; i < m->phase[p].n_missing; i++) {
            t = t ? t : add_table(r->doc, s, "missing", columns, ARRAY_LEN(columns));
            add_missing_row(r, t, p, &m->phase[p].missing[i]);
        }
    }
}

static void build(struct report *r, struct sheet *s) {
    add_sheet_head(r, s);
    add_phases(r, s);
    if (r->request->roadmap->n_steps > 0) {
        add_line(r, s);
    }
    if (r->request->roadmap->stage >= 0) {
        add_missing(r, s);
    }
}

const struct report_sheet report_sheet_phases = {.id = "phases",
                                                 .summary =
                                                     "phases of an improvement plan, and what is missing after each",
                                                 .kind = SHEET_PAGE,
                                                 .is_landscape = true,
                                                 .has_content = has_content,
                                                 .build = build};
