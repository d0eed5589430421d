/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings: what an assessor should look at before the scores are believed. */
#include "report/finding_text.h"

enum { C_KIND, C_ID, C_QUESTION, C_TEXT, N_COLUMNS };

static bool has_content(const struct report *r) { return r->assessment->findings.n > 0; }

static void build(struct report *r, struct sheet *s) {
    const struct column columns[N_COLUMNS] = {
        [C_KIND] = {.key = "finding", .label = W(r, COL_FINDING), .width = 30, .is_wrapped = true},
        [C_ID] = {.key = "id", .label = W(r, COL_ID), .width = 10},
        [C_QUESTION] = {.key = "question", .label = W(r, COL_QUESTION), .width = 14},
        [C_TEXT] = {.key = "text", .label = W(r, COL_TEXT), .width = 92, .is_wrapped = true}};
    const struct findings *f = &r->assessment->findings;
    add_sheet_head(r, s);
    struct table *t = add_table(r->doc, s, "findings", columns, N_COLUMNS);
    t->is_data = true;
    for (int id = 0; id < N_FINDING_IDS; id++) { /* kind by kind */
        for (size_t i = 0; i < f->n; i++) {
            if (f->item[i].id != (enum finding_id)id) {
                continue;
            }
            const struct finding *x = &f->item[i];
            struct row *row = table_add_row(r->doc, t, finding_name(x->id));
            row->cell[C_KIND] = cell_toned(finding_title(r, x->id), TONE_NOTICE);
            row->cell[C_ID] = cell_text(r->kit->framework[x->card]->node[x->node].id);
            row->cell[C_QUESTION] =
                cell_toned(x->question >= 0 ? r->kit->questionnaire->question[x->question].name : "", TONE_MUTED);
            row->cell[C_TEXT] = cell_text(finding_text(r, x));
        }
    }
}

const struct report_sheet report_sheet_findings = {.id = "findings",
                                                   .summary = "what to look at before the scores are believed",
                                                   .kind = SHEET_DATA,
                                                   .is_landscape = true,
                                                   .has_content = has_content,
                                                   .build = build};
