/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Assumptions of an improvement plan: what it counts on, how it was chosen, what its efforts mean. */
#include <math.h>

#include "report/roadmap_part.h"

static bool has_content(const struct report *r) { return r->request->roadmap != NULL; }

static const char *days(const struct report *r, double x) {
    char text[NUM_TEXT_MAX];
    return arena_strdup(&r->doc->arena, num_shortest(text, x));
}

static void add_choice(struct report *r, struct sheet *s) {
    const struct roadmap *m = r->request->roadmap;
    double room = isinf(m->request->capacity) ? INFINITY : m->request->capacity * m->request->n_phases;
    double most = fmin(m->request->budget, room);
    const char *text;
    if (!m->is_for_total) {
        text = FILL(r, ASSUME_STAGE, roadmap_stage(r), NULL);
    } else if (m->stage >= 0) {
        text = FILL(r, ASSUME_BUDGET, days(r, most), roadmap_stage(r), NULL);
    } else {
        text = FILL(r, ASSUME_TOTAL, days(r, most), NULL);
    }
    add_heading(r->doc, s, 2, W(r, ASSUME_HOW));
    if (m->is_for_total || m->stage >= 0) {
        add_text(r->doc, s, text, TONE_PLAIN);
    }
    if (isfinite(m->request->budget) && isfinite(room)) {
        const char *phases = report_count(r, m->n_phases);
        add_text(r->doc, s,
                 FILL(r, ASSUME_LIMITS, days(r, m->request->budget), phases, days(r, m->request->capacity),
                      days(r, room), NULL),
                 TONE_PLAIN);
    }
    if (m->n_phases > 1) {
        add_text(r->doc, s, FILL(r, ASSUME_PHASES, days(r, m->request->capacity), NULL), TONE_PLAIN);
    }
    if (!m->is_exact) {
        add_text(r->doc, s, FILL(r, ASSUME_CUTS, report_count(r, m->n_cuts), NULL), TONE_PLAIN);
    }
    add_text(r->doc, s, W(r, ASSUME_CHECK), TONE_PLAIN);
}

static void add_count(struct report *r, struct table *t, const char *label, int n) {
    struct row *row = table_add_row(r->doc, t, NULL);
    row->cell[0] = cell_text(label);
    row->cell[1] = cell_number(n, UNIT_COUNT);
}

static void add_counts(struct report *r, struct sheet *s) {
    const struct roadmap *m = r->request->roadmap;
    const struct column columns[] = {{.key = "state", .label = "", .width = 60},
                                     {.key = "n", .label = "", .width = 12, .align = ALIGN_RIGHT}};
    add_heading(r->doc, s, 2, W(r, ASSUME_STEPS));
    struct table *t = add_table(r->doc, s, "step_states", columns, ARRAY_LEN(columns));
    t->has_no_header = true;
    add_count(r, t, W(r, ASSUME_STEPS_OPEN), m->n_open);
    add_count(r, t, W(r, ASSUME_STEPS_DONE), m->n_done);
    add_count(r, t, W(r, ASSUME_STEPS_OUT), m->n_out);
    add_count(r, t, W(r, ASSUME_STEPS_BLOCKED), m->n_blocked);
}

static void build(struct report *r, struct sheet *s) {
    const char *note = report_text(r, &r->kit->model->info.steps_note);
    add_sheet_head(r, s);
    add_text(r->doc, s, W(r, ASSUME_BLANK), TONE_PLAIN);
    add_choice(r, s);
    if (*note) {
        add_heading(r->doc, s, 2, W(r, ASSUME_EFFORT));
        add_text(r->doc, s, note, TONE_PLAIN);
    }
    add_counts(r, s);
}

const struct report_sheet report_sheet_assumptions = {.id = "assumptions",
                                                      .summary = "what an improvement plan rests on",
                                                      .kind = SHEET_PAGE,
                                                      .has_content = has_content,
                                                      .build = build};
