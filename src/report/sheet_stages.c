/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stages: every minimum of every profile, with what the organisation has and whether that is enough. */
#include "report/part.h"

enum { C_STAGE, C_ID, C_NODE, C_LAYER, C_HAVE, C_RANGE, C_NEED, C_MET, C_BASIS, C_PRIORITY, C_CLASS, N_COLUMNS };

static bool has_content(const struct report *r) { return r->kit->n_profiles > 0; }

static struct cell cell_met(const struct report *r, enum met met) {
    static const struct {
        enum word word;
        enum tone tone;
    } looks[] = {[MET_YES] = {WORD_MET_YES, TONE_GOOD},
                 [MET_NO] = {WORD_MET_NO, TONE_WEAK},
                 [MET_OPEN] = {WORD_MET_OPEN, TONE_FAIR},
                 [MET_EXCUSED] = {WORD_MET_EXCUSED, TONE_MUTED}};
    return cell_toned(report_word(r, looks[met].word), looks[met].tone);
}

static void add_overview(struct report *r, struct sheet *s, int p) {
    const struct column columns[] = {{.key = "stage", .label = W(r, COL_STAGE), .width = 24},
                                     {.key = "met", .label = W(r, COL_MET), .width = 14},
                                     {.key = "n", .label = W(r, STAGES_ASKED), .width = 14},
                                     {.key = "yes", .label = W(r, MET_YES), .width = 14},
                                     {.key = "no", .label = W(r, MET_NO), .width = 14},
                                     {.key = "open", .label = W(r, MET_OPEN), .width = 14},
                                     {.key = "excused", .label = W(r, MET_EXCUSED), .width = 14}};
    const struct profile_check *check = &r->assessment->profile[p];
    struct table *t = add_table(r->doc, s, doc_text(r->doc, "stages_%d", p + 1), columns, ARRAY_LEN(columns));
    for (int i = 0; i < check->profile->n_stages; i++) {
        const struct stage_check *stage = &check->stage[i];
        struct row *row = table_add_row(r->doc, t, stage->stage->id);
        row->cell[0] = cell_text(stage_label(r, p, i));
        row->cell[1] = cell_met(r, stage->met);
        row->cell[2] = cell_number(stage->n_minima, UNIT_COUNT);
        row->cell[3] = cell_number(stage->n_met, UNIT_COUNT);
        row->cell[4] = cell_number(stage->n_missed, UNIT_COUNT);
        row->cell[5] = cell_number(stage->n_open, UNIT_COUNT);
        row->cell[6] = cell_number(stage->n_excused, UNIT_COUNT);
        doc_add_fact(r->doc, (struct fact){.sheet = "stages",
                                           .table = check->profile->info.id,
                                           .row = stage->stage->id,
                                           .column = "met",
                                           .statistic = "count",
                                           .status = met_name(stage->met),
                                           .n = stage->n_minima,
                                           .value = cell_number(stage->n_met, UNIT_COUNT)});
    }
}

/* How much of all that is asked is there, and what is missing. */
static void add_distance(struct report *r, struct sheet *s, const struct profile_check *check) {
    const char *reached = report_value(r, check->to_target, UNIT_PERCENT);
    const char *missing = report_value(r, 1 - check->to_target, UNIT_PERCENT);
    add_text(r->doc, s, FILL(r, STAGE_TO_TARGET, reached, missing), TONE_PLAIN);
    doc_add_fact(r->doc, (struct fact){.sheet = "stages",
                                       .table = check->profile->info.id,
                                       .row = "profile",
                                       .column = "to_target",
                                       .statistic = "share",
                                       .n = -1,
                                       .value = cell_number(check->to_target, UNIT_NONE)});
}

static void fill_minimum(struct report *r, struct row *row, const struct profile *p, const struct minimum_check *m) {
    const struct stage *stage = &p->stage[m->minimum->stage];
    row->cell[C_STAGE] = cell_text(report_label(r, &stage->label, stage->id));
    row->cell[C_ID] = cell_toned(m->minimum->node_id, TONE_MUTED);
    row->cell[C_NODE] = cell_text(node_label(r, p->card, m->minimum->node));
    row->cell[C_LAYER] = cell_text(layer_label(r, m->minimum->layer));
    row->cell[C_HAVE] = cell_score(r, &m->have);
    row->cell[C_RANGE] = cell_text(m->met == MET_EXCUSED ? "" : score_range_text(r, &m->have));
    row->cell[C_NEED] = cell_level(&m->have, m->need);
    row->cell[C_MET] = cell_met(r, m->met);
    row->cell[C_BASIS] = cell_toned(report_text(r, &m->minimum->basis), TONE_MUTED);
    if (report_has_classes(r) && m->met != MET_EXCUSED) {
        row->cell[C_PRIORITY] = cell_number(m->priority, UNIT_SCORE3);
        row->cell[C_CLASS] = cell_text(class_label(r, m->priority_class));
    }
}

static void add_minima(struct report *r, struct sheet *s, int p) {
    const struct column columns[N_COLUMNS] = {
        [C_STAGE] = {.key = "stage", .label = W(r, COL_STAGE), .width = 14},
        [C_ID] = {.key = "id", .label = W(r, COL_ID), .width = 10},
        [C_NODE] = {.key = "node", .label = W(r, COL_NODE), .width = 46, .is_wrapped = true},
        [C_LAYER] = {.key = "layer", .label = W(r, COL_LAYER), .width = 10},
        [C_HAVE] = {.key = "have", .label = W(r, COL_HAVE), .width = 9},
        [C_RANGE] = {.key = "range", .label = W(r, COL_RANGE), .width = 12, .align = ALIGN_CENTER},
        [C_NEED] = {.key = "need", .label = W(r, COL_NEED), .width = 9},
        [C_MET] = {.key = "met", .label = W(r, COL_MET), .width = 12},
        [C_BASIS] = {.key = "basis", .label = W(r, COL_BASIS), .width = 60, .is_wrapped = true},
        [C_PRIORITY] = {.key = "priority", .label = W(r, COL_PRIORITY), .width = 10},
        [C_CLASS] = {.key = "class", .label = W(r, COL_CLASS), .width = 16}};
    const struct profile *profile = r->kit->profile[p];
    struct table *t = add_table(r->doc, s, doc_text(r->doc, "minima_%d", p + 1), columns,
                                report_has_classes(r) ? N_COLUMNS : C_PRIORITY);
    t->is_data = true;
    for (int stage = 0; stage < profile->n_stages; stage++) {
        for (int i = 0; i < profile->n_minima; i++) {
            if (profile->minimum[i].stage == stage) {
                fill_minimum(r, table_add_row(r->doc, t, profile->minimum[i].node_id), profile,
                             &r->assessment->profile[p].minimum[i]);
            }
        }
    }
}

static void build(struct report *r, struct sheet *s) {
    add_sheet_head(r, s);
    for (int p = 0; p < r->kit->n_profiles; p++) {
        const struct profile *profile = r->kit->profile[p];
        add_heading(r->doc, s, 2, report_label(r, &profile->info.label, profile->info.id));
        if (!i18n_is_empty(&profile->info.note)) {
            add_text(r->doc, s, report_text(r, &profile->info.note), TONE_MUTED);
        }
        add_overview(r, s, p);
        add_distance(r, s, &r->assessment->profile[p]);
        add_minima(r, s, p);
    }
}

const struct report_sheet report_sheet_stages = {.id = "stages",
                                                 .summary = "what each stage asks, what there is, what is missing",
                                                 .kind = SHEET_DATA,
                                                 .is_landscape = true,
                                                 .has_content = has_content,
                                                 .build = build};
