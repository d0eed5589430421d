/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Obligations: readiness for the clauses of the standards whose crosswalks were asked for, clause by clause, with what
   it rests on and whose judgement that is. */
#include "report/part.h"

enum { C_CLAUSE, C_TITLE, C_READY, C_SCORE, C_RANGE, C_WEAKEST, C_WEAKEST_SCORE, C_RESTS_ON, C_ASKS, N_COLUMNS };

static const struct {
    enum word word;
    enum tone tone;
} looks[N_READINESS] = {[READY_WHOLE] = {WORD_OBLIGATION_READY, TONE_GOOD},
                        [READY_MAPPED] = {WORD_OBLIGATION_MAPPED_READY, TONE_GOOD},
                        [READY_PARTLY] = {WORD_OBLIGATION_PARTLY, TONE_FAIR},
                        [READY_NOT] = {WORD_OBLIGATION_NOT_READY, TONE_WEAK},
                        [READY_OPEN] = {WORD_OBLIGATION_OPEN, TONE_FAIR},
                        [READY_UNKNOWN] = {WORD_OBLIGATION_UNKNOWN, TONE_MUTED},
                        [READY_NA] = {WORD_STATUS_NA, TONE_MUTED},
                        [READY_NO_COUNTERPART] = {WORD_OBLIGATION_NONE, TONE_NOTICE}};

static bool has_content(const struct report *r) { return r->kit->n_crosswalks > 0; }

static const char *standard_label(const struct report *r, const struct crosswalk *c) {
    const char *label = report_text(r, &c->standard->info.label);
    return *label ? label : c->standard->info.id;
}

/* ---- overview ---------------------------------------------------------------------------------------------------- */

/* A row for each verdict that a standard's clauses have; the columns are those of the clauses below. */
static void add_overview(struct report *r, struct sheet *s) {
    const struct column columns[] = {
        {.key = "id", .label = W(r, COL_ID), .width = 15},
        {.key = "standard", .label = W(r, OBLIGATION_STANDARD), .width = 26, .is_wrapped = true},
        {.key = "ready", .label = W(r, COL_READY), .width = 15, .is_wrapped = true},
        {.key = "clauses", .label = W(r, OBLIGATION_CLAUSES), .width = 10}};
    struct table *t = add_table(r->doc, s, "obligations", columns, ARRAY_LEN(columns));
    for (int c = 0; c < r->kit->n_crosswalks; c++) {
        const struct obligations *o = &r->assessment->obligation[c];
        for (int k = 0; k < N_READINESS; k++) {
            if (o->n_of[k] > 0) {
                struct row *row = table_add_row(r->doc, t, readiness_name((enum readiness)k));
                row->cell[0] = cell_toned(o->crosswalk->standard->info.id, TONE_MUTED);
                row->cell[1] = cell_text(standard_label(r, o->crosswalk));
                row->cell[2] = cell_toned(report_word(r, looks[k].word), looks[k].tone);
                row->cell[3] = cell_number(o->n_of[k], UNIT_COUNT);
            }
        }
    }
}

/* ---- clauses ----------------------------------------------------------------------------------------------------- */

/* What there is to say of a part beside its extent; NULL for nothing. */
static const char *part_remark(const struct report *r, const struct obligation_part *p) {
    if (p->score.status == SCORE_NOT_ASKED || p->score.status == SCORE_NA) {
        return status_word(r, p->score.status);
    }
    if (!p->is_counted) {
        return W(r, OBLIGATION_ONCE);
    }
    if (p->is_stand_in) {
        return FILL(r, OBLIGATION_READ_FROM, r->kit->framework[p->card]->node[p->node].id);
    }
    return p->is_apart ? W(r, OBLIGATION_APART) : NULL;
}

/* "2.3.1 (partly): why", "2.3.1 (partly, read from 2.3): why" */
static const char *part_text(const struct report *r, const struct obligation_part *p) {
    const char *extent = p->row->extent == EXTENT_FULL ? W(r, OBLIGATION_FULL) : W(r, OBLIGATION_PART);
    const char *remark = part_remark(r, p), *basis = report_text(r, &p->row->basis);
    return remark ? FILL(r, OBLIGATION_ROW_MORE, p->row->to_id, extent, remark, basis)
                  : FILL(r, OBLIGATION_ROW, p->row->to_id, extent, basis);
}

/* A line for each row of the crosswalk. */
static const char *rests_on(const struct report *r, const struct obligation *o) {
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    if (o->none) {
        buf_puts(&b, FILL(r, OBLIGATION_NO_NODE, report_text(r, &o->none->basis)));
    }
    for (int i = 0; i < o->n_parts; i++) {
        buf_puts(&b, b.len > 0 ? "\n" : "");
        buf_puts(&b, part_text(r, &o->part[i]));
    }
    const char *text = arena_strndup(&r->doc->arena, b.data, b.len);
    buf_clear(&b);
    return text;
}

static const char *node_of(const struct report *r, const struct crosswalk *c, const struct obligation_part *p) {
    const struct node *n = &c->framework[p->row->framework]->node[p->row->to];
    return doc_text(r->doc, "%s %s", n->id, report_text(r, &n->label));
}

static void fill_weakest(const struct report *r, struct row *row, const struct crosswalk *c,
                         const struct obligation *o) {
    const struct obligation_part *p = &o->part[o->weakest];
    row->cell[C_WEAKEST] = cell_text(node_of(r, c, p));
    row->cell[C_WEAKEST_SCORE] = cell_level(&p->score, p->score.value);
}

static void fill_clause(struct report *r, struct row *row, const struct crosswalk *c, const struct obligation *o) {
    row->cell[C_READY] = cell_toned(report_word(r, looks[o->readiness].word), looks[o->readiness].tone);
    if (o->n_parts > 0) {
        row->cell[C_SCORE] = cell_score(r, &o->score);
        row->cell[C_RANGE] = cell_text(o->score.status == SCORE_NA ? "" : score_range_text(r, &o->score));
    }
    if (o->weakest >= 0) {
        fill_weakest(r, row, c, o);
    }
    row->cell[C_RESTS_ON] = cell_text(rests_on(r, o));
}

static void add_facts(struct report *r, const struct crosswalk *c, const struct obligation *o) {
    const char *clause = c->standard->node[o->clause].id;
    add_fact_score(r, "obligations", c->info.id, clause, "readiness", &o->score, o->n_parts);
    doc_add_fact(r->doc, (struct fact){.sheet = "obligations",
                                       .table = c->info.id,
                                       .row = clause,
                                       .column = "verdict",
                                       .statistic = "finding",
                                       .status = readiness_name(o->readiness),
                                       .n = o->n_parts});
}

static void add_clause(struct report *r, struct table *t, const struct crosswalk *c, int node,
                       const struct obligation *o) {
    const struct node *n = &c->standard->node[node];
    struct row *row = table_add_row(r->doc, t, n->id);
    row->role = o ? ROW_BODY : ROW_GROUP;
    row->cell[C_CLAUSE] = cell_toned(n->id, o ? TONE_MUTED : TONE_STRONG);
    row->cell[C_TITLE] = cell_toned(report_text(r, &n->label), o ? TONE_PLAIN : TONE_STRONG);
    row->cell[C_ASKS] = cell_toned(report_text(r, &n->purpose), TONE_MUTED);
    if (o) {
        fill_clause(r, row, c, o);
        add_facts(r, c, o);
    }
}

static void add_clauses(struct report *r, struct sheet *s, int which) {
    const struct column columns[N_COLUMNS] = {
        [C_CLAUSE] = {.key = "clause", .label = W(r, COL_CLAUSE), .width = 15},
        [C_TITLE] = {.key = "title", .label = W(r, COL_TITLE), .width = 26, .is_wrapped = true},
        [C_READY] = {.key = "ready", .label = W(r, COL_READY), .width = 15, .is_wrapped = true},
        [C_SCORE] = {.key = "readiness",
                     .label = W(r, COL_READINESS),
                     .width = 10,
                     .paint = PAINT_BAR,
                     .paint_low = r->kit->model->info.scale_min,
                     .paint_high = r->kit->model->info.scale_max},
        [C_RANGE] = {.key = "range", .label = W(r, COL_RANGE), .width = 10, .align = ALIGN_CENTER},
        [C_WEAKEST] = {.key = "weakest", .label = W(r, COL_WEAKEST), .width = 24, .is_wrapped = true},
        [C_WEAKEST_SCORE] = {.key = "weakest_score", .label = W(r, COL_WEAKEST_SCORE), .width = 8},
        [C_RESTS_ON] = {.key = "rests_on", .label = W(r, COL_RESTS_ON), .width = 50, .is_wrapped = true},
        [C_ASKS] = {.key = "asks", .label = W(r, COL_ASKS), .width = 40, .is_wrapped = true}};
    const struct obligations *all = &r->assessment->obligation[which];
    struct table *t = add_table(r->doc, s, doc_text(r->doc, "clauses_%d", which + 1), columns, N_COLUMNS);
    t->is_data = true;
    t->note = i18n_is_empty(&all->crosswalk->info.note) ? NULL : report_text(r, &all->crosswalk->info.note);
    for (int i = 1, o = 0; i < all->crosswalk->standard->n_nodes; i++) {
        bool is_clause = o < all->n && all->item[o].clause == i;
        add_clause(r, t, all->crosswalk, i, is_clause ? &all->item[o++] : NULL);
    }
}

static void add_line(struct report *r, struct sheet *s, const struct i18n *text) {
    if (!i18n_is_empty(text)) {
        add_text(r->doc, s, report_text(r, text), TONE_MUTED);
    }
}

static void add_standard(struct report *r, struct sheet *s, int which) {
    const struct crosswalk *c = r->kit->crosswalk[which];
    add_heading(r->doc, s, 2, standard_label(r, c));
    if (!i18n_is_empty(&c->info.judge)) {
        add_text(r->doc, s, FILL(r, OBLIGATION_JUDGE, report_text(r, &c->info.judge)), TONE_PLAIN);
    }
    add_line(r, s, &c->info.attribution);
    add_line(r, s, &c->info.translation);
    add_clauses(r, s, which);
}

static void build(struct report *r, struct sheet *s) {
    const char *enough = report_value(r, r->kit->model->info.ready_from, report_score_unit(r));
    add_sheet_head(r, s);
    add_text(r->doc, s, W(r, OBLIGATION_NO_ADVICE), TONE_STRONG);
    if (!r->request->is_summary) {
        add_text(r->doc, s, FILL(r, OBLIGATION_RULE, enough, report_scale(r)), TONE_PLAIN);
        add_text(r->doc, s, FILL(r, OBLIGATION_WORDS, enough), TONE_PLAIN);
    }
    add_overview(r, s);
    for (int c = 0; c < r->kit->n_crosswalks && !r->request->is_summary; c++) {
        add_standard(r, s, c);
    }
}

const struct report_sheet report_sheet_obligations = {.id = "obligations",
                                                      .summary = "readiness for the clauses of standards",
                                                      .kind = SHEET_DATA,
                                                      .is_landscape = true,
                                                      .has_content = has_content,
                                                      .build = build};
