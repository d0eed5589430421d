/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plan: the steps to take, in order, with effort, gain and bars that show the phase. */
#include <math.h>

#include "report/roadmap_part.h"

enum {
    C_RANK,
    C_PHASE,
    C_ID,
    C_NODE,
    C_DONE,
    C_FROM,
    C_TO,
    C_OWNER,
    C_EFFORT,
    C_REQUIRES,
    C_GAIN,
    C_EFFORT_SUM,
    C_TOTAL,
    C_BARS /* the first of the phases */
};
#define PHASES_SHOWN 24

static bool has_content(const struct report *r) { return r->request->roadmap != NULL; }

static int n_bars(const struct report *r) {
    int n = r->request->roadmap->n_phases;
    return n < 2 ? 0 : n > PHASES_SHOWN ? PHASES_SHOWN : n;
}

static struct table *start_table(struct report *r, struct sheet *s) {
    struct column columns[C_BARS + PHASES_SHOWN] = {
        [C_RANK] = {.key = "rank", .label = W(r, COL_RANK), .width = 6},
        [C_PHASE] = {.key = "phase", .label = W(r, COL_PHASE), .width = 8},
        [C_ID] = {.key = "id", .label = W(r, COL_ID), .width = 10},
        [C_NODE] = {.key = "node", .label = W(r, COL_NODE), .width = 30, .is_wrapped = true},
        [C_DONE] = {.key = "done", .label = W(r, COL_DONE), .width = 54, .is_wrapped = true},
        [C_FROM] = {.key = "from", .label = W(r, COL_FROM), .width = 7, .align = ALIGN_RIGHT},
        [C_TO] = {.key = "to", .label = W(r, COL_TO), .width = 7, .align = ALIGN_RIGHT},
        [C_OWNER] = {.key = "owner", .label = W(r, COL_OWNER), .width = 20, .is_wrapped = true},
        [C_EFFORT] = {.key = "effort", .label = W(r, COL_EFFORT), .width = 9},
        [C_REQUIRES] = {.key = "requires", .label = W(r, COL_REQUIRES), .width = 18, .is_wrapped = true},
        [C_GAIN] = {.key = "gain", .label = W(r, COL_GAIN), .width = 9},
        [C_EFFORT_SUM] = {.key = "effort_sum", .label = W(r, COL_EFFORT_SUM), .width = 10},
        [C_TOTAL] = {.key = "total", .label = W(r, COL_TOTAL_AFTER), .width = 9}};
    for (int t = 0; t < n_bars(r); t++) {
        columns[C_BARS + t] = (struct column){
            .key = doc_text(r->doc, "p%d", t + 1), .label = report_count(r, t + 1), .width = 4, .align = ALIGN_CENTER};
    }
    return add_table(r->doc, s, "plan", columns, C_BARS + n_bars(r));
}

static void add_fact(struct report *r, const char *row, const char *column, struct cell value) {
    doc_add_fact(r->doc, (struct fact){.sheet = "plan",
                                       .table = "plan",
                                       .row = row,
                                       .column = column,
                                       .statistic = column,
                                       .n = -1,
                                       .value = value});
}

static void add_facts(struct report *r, const struct roadmap_step *step, const char *name) {
    add_fact(r, name, "phase", cell_number(step->phase + 1, UNIT_COUNT));
    add_fact(r, name, "effort", cell_number(roadmap_item(r, step->item)->step->effort, UNIT_STATISTIC));
    add_fact(r, name, "gain", cell_number(step->gain, UNIT_NONE));
    add_fact(r, name, "total", cell_number(step->total, UNIT_NONE));
}

static double width_of_total(const struct report *r) {
    const struct scale *s = r->assessment->card[0].node[0].total.scale;
    return s->max - s->min;
}

static void add_step(struct report *r, struct table *t, int i) {
    const struct roadmap_step *step = &r->request->roadmap->step[i];
    const struct step_item *x = roadmap_item(r, step->item);
    const struct step_place *p = roadmap_place(r, step->item);
    const char *name = step_name(r->kit, r->request->roadmap->c->set, step->item, &r->doc->arena);
    struct row *row = table_add_row(r->doc, t, name);
    row->cell[C_RANK] = cell_number(i + 1, UNIT_COUNT);
    row->cell[C_PHASE] = cell_number(step->phase + 1, UNIT_COUNT);
    row->cell[C_ID] = cell_toned(r->kit->framework[p->card]->node[p->node].id, TONE_MUTED);
    row->cell[C_NODE] = cell_text(node_label(r, p->card, p->node));
    row->cell[C_DONE] = cell_text(roadmap_done(r, step->item));
    row->cell[C_FROM] = cell_number(x->step->from, UNIT_STATISTIC);
    row->cell[C_TO] = cell_number(x->step->to, UNIT_STATISTIC);
    row->cell[C_OWNER] = cell_text(roadmap_owner(r, step->item));
    row->cell[C_EFFORT] = cell_number(x->step->effort, UNIT_STATISTIC);
    row->cell[C_REQUIRES] = cell_toned(roadmap_requires(r, step->item), TONE_MUTED);
    row->cell[C_GAIN] = cell_number(step->gain * width_of_total(r), UNIT_SCORE3);
    row->cell[C_EFFORT_SUM] = cell_number(round(step->effort * 100) / 100, UNIT_STATISTIC);
    row->cell[C_TOTAL] = roadmap_total(r, step->total);
    if (step->phase < n_bars(r)) {
        row->cell[C_BARS + step->phase] = cell_toned("■", TONE_ACCENT);
    }
    add_facts(r, step, name);
}

static void build(struct report *r, struct sheet *s) {
    add_sheet_head(r, s);
    add_roadmap_result(r, s);
    if (r->request->roadmap->n_steps == 0) {
        return;
    }
    struct table *t = start_table(r, s);
    t->is_data = true;
    for (int i = 0; i < r->request->roadmap->n_steps; i++) {
        add_step(r, t, i);
    }
}

const struct report_sheet report_sheet_plan = {.id = "plan",
                                               .summary = "the steps of an improvement plan, with effort and phases",
                                               .kind = SHEET_DATA,
                                               .is_landscape = true,
                                               .has_content = has_content,
                                               .build = build};
