/* SPDX-License-Identifier: GPL-3.0-or-later */
/* History: what has changed since an earlier assessment, on a few pages: the totals and stages, the areas as a chart,
   the answers that moved most, and what cannot be compared. */
#include <math.h>
#include <stdlib.h>

#include "doc/palette.h"
#include "report/change_part.h"

#define N_MOVERS 10

/* ---- what was compared ------------------------------------------------------------------------------------------- */

static void add_basis(struct report *r, struct sheet *s) {
    static const enum word words[] = {WORD_HISTORY_BY_QUESTIONNAIRES, WORD_HISTORY_BY_HASHES, WORD_HISTORY_BY_VERSION,
                                      WORD_HISTORY_ASSUMED};
    const struct changes *c = r->request->changes;
    const struct questionnaire_info *then = &changes_questionnaire(c, r->assessment)->info;
    const char *version = c->baseline->kit                      ? then->version
                          : *c->baseline->answers->info.version ? c->baseline->answers->info.version
                                                                : W(r, HISTORY_VERSION_UNKNOWN);
    const struct scoring_info *model = &r->kit->model->info;
    add_text(r->doc, s, FILL(r, HISTORY_COMPARED, baseline_date(r), c->baseline->answers->file, then->id, version),
             TONE_PLAIN);
    add_text(r->doc, s, report_word(r, words[c->basis]), c->basis == BASIS_ASSUMED ? TONE_NOTICE : TONE_PLAIN);
    add_text(r->doc, s, FILL(r, HISTORY_MODEL, doc_text(r->doc, "%s %s", model->id, model->version)), TONE_MUTED);
    if (c->n_of[FATE_CHANGED] + c->n_of[FATE_NEW] + c->n_of[FATE_GONE] > 0) {
        const struct node_change *total = changes_find(c, 0, 0);
        add_text(r->doc, s,
                 FILL(r, HISTORY_NOT_ALL, fates_text(r, c->n_of[FATE_CHANGED], c->n_of[FATE_NEW], c->n_of[FATE_GONE]),
                      report_value(r, total ? total->comparable : 0, UNIT_PERCENT)),
                 TONE_NOTICE);
    }
}

static void add_headline(struct report *r, struct sheet *s) {
    const struct node_change *total = changes_find(r->request->changes, 0, 0);
    if (!total) {
        return;
    }
    const struct score *before = total->before ? &total->before->total : NULL, *now = &total->now->total;
    const char *part = total->fate == FATE_SAME ? NULL : node_remark(r, total);
    struct cell change = cell_change(r, before, now);
    change.name = "score_change";
    const struct tile tile[] = {{FILL(r, HISTORY_SCORE_ON, baseline_date(r)), cell_score_or_none(r, before), NULL},
                                {W(r, HISTORY_SCORE_NOW), cell_score_or_none(r, before ? now : NULL), NULL},
                                {W(r, COL_CHANGE), change, part ? part : cell_direction(r, before, now).text}};
    add_tiles(r->doc, s, tile, ARRAY_LEN(tile));
}

/* ---- stages ------------------------------------------------------------------------------------------------------ */

static const char *stage_of(const struct report *r, const struct profile_check *check, int stage) {
    return stage < 0 ? W(r, STAGE_NONE) : report_text(r, &check->profile->stage[stage].label);
}

static void add_stages(struct report *r, struct sheet *s) {
    const struct column columns[] = {{.key = "profile", .label = W(r, COL_PROFILE), .width = 40, .is_wrapped = true},
                                     {.key = "before", .label = W(r, COL_BEFORE), .width = 20},
                                     {.key = "now", .label = W(r, COL_NOW), .width = 20}};
    const struct changes *c = r->request->changes;
    struct table *t =
        r->kit->n_profiles > 0 ? add_table(r->doc, s, "history_stages", columns, ARRAY_LEN(columns)) : NULL;
    for (int p = 0; p < r->kit->n_profiles; p++) {
        const struct profile_check *now = &r->assessment->profile[p];
        struct row *row = table_add_row(r->doc, t, now->profile->info.id);
        row->cell[0] = cell_text(report_text(r, &now->profile->info.label));
        row->cell[1] = c->profile[p].profile ? cell_text(stage_of(r, &c->profile[p], c->profile[p].reached))
                                             : cell_none("–", NULL);
        row->cell[2] = cell_text(stage_of(r, now, now->reached));
    }
    if (t && c->n_of[FATE_SAME] < c->n_questions) {
        t->note = W(r, HISTORY_STAGES_NOTE);
    }
}

/* ---- areas ------------------------------------------------------------------------------------------------------- */

static struct cell chart_score(const struct report *r, const struct node_score *n) {
    const struct scale scale = scoring_scale(r->kit->model);
    return n && score_is_shown(&n->total) ? cell_number(scale_value(&scale, n->total.value), report_score_unit(r))
                                          : (struct cell){0};
}

static size_t fill_branches(struct report *r, struct table *t) {
    const struct changes *c = r->request->changes;
    for (int i = 0; i < c->n_nodes; i++) {
        const struct node_change *x = &c->node[i];
        if (x->card < 0 || r->kit->framework[x->card]->node[x->node].depth > (x->card == 0)) {
            continue; /* of the frameworks beside the first, the total only */
        }
        const struct score *before = x->before ? &x->before->total : NULL, *now = x->now ? &x->now->total : NULL;
        struct row *row = table_add_row(r->doc, t, x->id);
        row->role = x->node == 0 ? ROW_TOTAL : ROW_BODY;
        row->cell[0] = cell_text(node_change_title(r, x));
        row->cell[1] = chart_score(r, x->before);
        row->cell[2] = chart_score(r, x->now);
        row->cell[3] = cell_change(r, before, now);
        row->cell[4] = cell_direction(r, before, now);
        row->cell[5] = cell_toned(node_remark(r, x), *node_remark(r, x) ? TONE_NOTICE : TONE_PLAIN);
    }
    return t->n_rows;
}

static void add_areas(struct report *r, struct sheet *s) {
    const struct column columns[] = {{.key = "node", .label = W(r, COL_NODE), .width = 44, .is_wrapped = true},
                                     {.key = "before", .label = W(r, COL_BEFORE), .width = 10},
                                     {.key = "now", .label = W(r, COL_NOW), .width = 10},
                                     {.key = "change", .label = W(r, COL_CHANGE), .width = 10},
                                     {.key = "direction", .label = W(r, COL_DIRECTION), .width = 14},
                                     {.key = "remark", .label = W(r, COL_REMARK), .width = 36, .is_wrapped = true}};
    struct series series[] = {{FILL(r, HISTORY_SERIES, baseline_date(r)), "before", PALETTE_PLACE_GREY, STROKE_FILL},
                              {W(r, COL_NOW), "now", 0, STROKE_FILL}};
    struct chart chart = {.id = "history_chart",
                          .title = W(r, HISTORY_CHART),
                          .alt = W(r, HISTORY_CHART_ALT),
                          .kind = CHART_BAR,
                          .table = "history_areas",
                          .category = "node",
                          .series = series,
                          .n_series = ARRAY_LEN(series),
                          .axis_min = r->kit->model->info.scale_min,
                          .axis_max = r->kit->model->info.scale_max,
                          .axis_step = 1,
                          .unit = UNIT_LEVEL};
    add_page_break(r->doc, s);
    struct table *t = add_table(r->doc, s, "history_areas", columns, ARRAY_LEN(columns));
    chart.height = (int)fill_branches(r, t) * 2 + 6;
    add_chart(r->doc, s, &chart);
}

/* ---- answers ----------------------------------------------------------------------------------------------------- */

static bool has_both(const struct question_change *q) { return !isnan(q->credit_before) && !isnan(q->credit_now); }
static double credit_change(const struct question_change *q) {
    return has_both(q) ? q->credit_now - q->credit_before : 0;
}

/* The largest effect on the total first, then the largest change; else as asked. */
static int by_effect(const void *x, const void *y) {
    const struct question_change *a = *(const struct question_change *const *)x;
    const struct question_change *b = *(const struct question_change *const *)y;
    if (a->effect != b->effect) {
        return fabs(a->effect) > fabs(b->effect) ? -1 : fabs(a->effect) < fabs(b->effect) ? 1 : a->now - b->now;
    }
    double change_a = fabs(credit_change(a)), change_b = fabs(credit_change(b));
    return change_a != change_b ? (change_a > change_b ? -1 : 1) : a->now - b->now;
}

/* sign +1: what has risen; −1: what has fallen; 0: another answer that is worth the same, or not to be compared. */
static int list_moved(const struct report *r, int sign, const struct question_change ***list) {
    const struct changes *c = r->request->changes;
    int n = 0;
    *list = ARENA_ARRAY(&r->doc->arena, (size_t)c->n_questions + 1, const struct question_change *);
    for (int i = 0; i < c->n_questions; i++) {
        const struct question_change *q = &c->question[i];
        double change = credit_change(q);
        bool is_in = sign > 0 ? change > 0 : sign < 0 ? change < 0 : q->is_other_answer && change == 0;
        if (q->fate == FATE_SAME && is_in) {
            (*list)[n++] = q;
        }
    }
    if (sign != 0) {
        qsort(*list, (size_t)n, sizeof **list, by_effect);
    }
    return n;
}

static void fill_answer(struct report *r, struct row *row, const struct question_change *q) {
    row->cell[0] = cell_toned(q->name, TONE_MUTED);
    row->cell[1] = cell_text(question_wording(r, q));
    row->cell[2] = cell_text(answer_words_before(r, q));
    row->cell[3] = cell_text(answer_words_now(r, q));
}

static void add_moved(struct report *r, struct sheet *s, int sign, const char *id, enum word title) {
    const struct column columns[] = {{.key = "question", .label = W(r, COL_QUESTION), .width = 13},
                                     {.key = "wording", .label = W(r, COL_WORDING), .width = 46, .is_wrapped = true},
                                     {.key = "before", .label = W(r, COL_BEFORE), .width = 34, .is_wrapped = true},
                                     {.key = "now", .label = W(r, COL_NOW), .width = 34, .is_wrapped = true},
                                     {.key = "credit", .label = W(r, COL_CREDIT_CHANGE), .width = 10}};
    const struct question_change **list;
    int n = list_moved(r, sign, &list), n_shown = sign != 0 && n > N_MOVERS ? N_MOVERS : n;
    if (n == 0) {
        return;
    }
    const char *const counts[4] = {report_count(r, n), report_count(r, n_shown), NULL};
    add_heading(r->doc, s, 2, report_fill_words(r, title, counts));
    struct table *t = add_table(r->doc, s, id, columns, (int)ARRAY_LEN(columns) - (sign == 0));
    for (int i = 0; i < n_shown; i++) {
        struct row *row = table_add_row(r->doc, t, list[i]->name);
        fill_answer(r, row, list[i]);
        if (sign != 0) {
            row->cell[4] = cell_number(credit_change(list[i]), UNIT_CHANGE);
        }
    }
}

static void add_not_comparable(struct report *r, struct sheet *s) {
    const struct column columns[] = {{.key = "question", .label = W(r, COL_QUESTION), .width = 13},
                                     {.key = "wording", .label = W(r, COL_WORDING), .width = 46, .is_wrapped = true},
                                     {.key = "before", .label = W(r, COL_BEFORE), .width = 30, .is_wrapped = true},
                                     {.key = "now", .label = W(r, COL_NOW), .width = 30, .is_wrapped = true},
                                     {.key = "why", .label = W(r, COL_REMARK), .width = 18, .is_wrapped = true}};
    const struct changes *c = r->request->changes;
    if (c->n_of[FATE_SAME] == c->n_questions) {
        return;
    }
    add_heading(r->doc, s, 2, W(r, HISTORY_NOT_COMPARABLE));
    struct table *t = add_table(r->doc, s, "history_not_comparable", columns, ARRAY_LEN(columns));
    for (int i = 0; i < c->n_questions; i++) {
        if (c->question[i].fate != FATE_SAME) {
            struct row *row = table_add_row(r->doc, t, c->question[i].name);
            fill_answer(r, row, &c->question[i]);
            row->cell[4] = cell_toned(fate_word(r, c->question[i].fate), TONE_NOTICE);
        }
    }
}

/* Every changed credit, for other programs. */
static void add_facts(struct report *r) {
    const struct changes *c = r->request->changes;
    for (int i = 0; i < c->n_questions; i++) {
        const struct question_change *q = &c->question[i];
        bool is_compared = q->fate == FATE_SAME && has_both(q);
        struct fact f = {.sheet = "history", .table = "answers", .row = q->name, .column = "credit", .n = -1};
        f.statistic = "change";
        f.status = fate_name(q->fate);
        if (is_compared) {
            f.value = cell_number(credit_change(q), UNIT_NONE);
        }
        if (q->fate != FATE_SAME || q->is_other_answer) {
            doc_add_fact(r->doc, f);
        }
    }
}

static void build(struct report *r, struct sheet *s) {
    add_sheet_head(r, s);
    add_basis(r, s);
    add_headline(r, s);
    add_stages(r, s);
    add_areas(r, s);
    add_moved(r, s, 1, "history_risen", WORD_HISTORY_RISEN);
    add_moved(r, s, -1, "history_fallen", WORD_HISTORY_FALLEN);
    add_moved(r, s, 0, "history_other", WORD_HISTORY_OTHER);
    add_not_comparable(r, s);
    add_facts(r);
}

const struct report_sheet report_sheet_history = {.id = "history",
                                                  .summary = "what has changed since an earlier assessment",
                                                  .kind = SHEET_PAGE,
                                                  .is_landscape = true,
                                                  .has_content = report_has_changes,
                                                  .build = build};
