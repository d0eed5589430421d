/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Summary: one page for the board — score, stage, three strengths, three gaps, how complete the answers are. */
#include <stdlib.h>
#include <string.h>

#include "report/change_part.h"
#include "report/respondent.h"

#define N_BEST 3
#define TILES_MAX 6
#define CONDITIONS_SHOWN 8

static struct cell named(struct cell c, const char *name) {
    c.name = name;
    return c;
}

static const char *range_note(const struct report *r, const struct score *s) {
    char top[NUM_TEXT_MAX];
    const char *scale = arena_strdup(&r->doc->arena, num_shortest(top, s->scale->max));
    return s->low == s->high ? FILL(r, SUMMARY_SCALE, scale)
                             : FILL(r, SUMMARY_SCALE_RANGE, scale, score_range_text(r, s));
}

static const char *stage_note(const struct report *r, const struct profile_check *check) {
    if (check->reached_low != check->reached_high) {
        return FILL(r, SUMMARY_STAGE_RANGE, stage_label(r, 0, check->reached_low),
                    stage_label(r, 0, check->reached_high));
    }
    int next = next_stage(r);
    return next < 0 ? W(r, SUMMARY_STAGE_TOP) : FILL(r, SUMMARY_STAGE_NEXT, stage_label(r, 0, next));
}

static struct cell stage_cell(const struct report *r) {
    return named(cell_text(stage_label(r, 0, r->assessment->profile[0].reached)), "stage_reached");
}

struct counts {
    int answered, blank, na;
};

/* Over everything that is asked, the frameworks beside the first included. */
static struct counts count_all(const struct report *r) {
    struct counts c = {0};
    for (int i = 0; i < r->kit->n_frameworks; i++) {
        const struct node_score *total = &r->assessment->card[i].node[0];
        c.answered += total->n_answered;
        c.blank += total->n_blank;
        c.na += total->n_na;
    }
    return c;
}

static void add_headline(struct report *r, struct sheet *s) {
    const struct assessment *x = r->assessment;
    const struct score *total = &x->card[0].node[0].total;
    const struct counts c = count_all(r);
    struct tile tile[TILES_MAX];
    int n = 0;
    tile[n++] = (struct tile){W(r, SUMMARY_SCORE), named(cell_score(r, total), "overall_score"), range_note(r, total)};
    if (r->kit->n_profiles > 0) {
        tile[n++] = (struct tile){W(r, SUMMARY_STAGE), stage_cell(r), stage_note(r, &x->profile[0])};
    }
    for (int f = 1; f < r->kit->n_frameworks && n < TILES_MAX - 3; f++) {
        const struct score *other = &x->card[f].node[0].total;
        tile[n++] = (struct tile){node_label(r, f, 0), cell_score(r, other), range_note(r, other)};
    }
    tile[n++] = (struct tile){W(r, SUMMARY_ANSWERED), named(cell_number(c.answered, UNIT_COUNT), "n_answered"),
                              FILL(r, SUMMARY_OF, report_count(r, c.answered + c.blank + c.na))};
    tile[n++] = (struct tile){W(r, MIX_NA), named(cell_number(c.na, UNIT_COUNT), "n_not_applicable"), NULL};
    tile[n++] = (struct tile){W(r, MIX_BLANK), named(cell_number(c.blank, UNIT_COUNT), "n_blank"), NULL};
    add_tiles(r->doc, s, tile, n);
}

/* ---- strengths and gaps among the services ----------------------------------------------------------------- */

struct ranked {
    int node;
    double value;
    bool is_missed; /* a minimum of the next stage fails at or below it */
};

static bool is_missed(const struct report *r, int service) {
    int stage = next_stage(r);
    if (stage < 0 || r->kit->profile[0]->card != 0) {
        return false;
    }
    const struct profile_check *check = &r->assessment->profile[0];
    const struct framework *f = r->assessment->card[0].framework;
    for (int i = 0; i < check->profile->n_minima; i++) {
        const struct minimum_check *m = &check->minimum[i];
        bool is_inside = m->minimum->node >= service && m->minimum->node < f->node[service].end;
        if (is_inside && profile_asks(check->profile, m->minimum, stage) && (m->met == MET_NO || m->met == MET_OPEN)) {
            return true;
        }
    }
    return false;
}

static int by_strength(const void *x, const void *y) {
    const struct ranked *a = x, *b = y;
    return a->value != b->value ? (a->value < b->value ? 1 : -1) : a->node - b->node;
}

static int by_need(const void *x, const void *y) {
    const struct ranked *a = x, *b = y;
    if (a->is_missed != b->is_missed) {
        return a->is_missed ? -1 : 1;
    }
    return a->value != b->value ? (a->value > b->value ? 1 : -1) : a->node - b->node;
}

static void add_ranking(struct report *r, struct sheet *s, const char *id, const char *title, const struct ranked *best,
                        int n) {
    const struct column columns[] = {{.key = "node", .label = title, .width = 46, .is_wrapped = true},
                                     {.key = "score", .label = W(r, COL_SCORE), .width = 10, .align = ALIGN_RIGHT}};
    struct block *block;
    struct table *t = add_table_block(r->doc, s, id, columns, ARRAY_LEN(columns), &block);
    block->width = 6;
    for (int i = 0; i < n; i++) {
        struct row *row = table_add_row(r->doc, t, r->kit->framework[0]->node[best[i].node].id);
        row->cell[0] = cell_text(node_title(r, 0, best[i].node));
        row->cell[1] = cell_score(r, &r->assessment->card[0].node[best[i].node].total);
    }
}

static void add_best_and_worst(struct report *r, struct sheet *s) {
    const int *services;
    int n_services = list_services(r, 0, &services), n = 0;
    struct ranked *ranked = ARENA_ARRAY(&r->doc->arena, (size_t)n_services + 1, struct ranked);
    for (int i = 0; i < n_services; i++) {
        const struct score *score = &r->assessment->card[0].node[services[i]].total;
        if (score_is_shown(score)) {
            ranked[n++] = (struct ranked){services[i], score->value, is_missed(r, services[i])};
        }
    }
    if (n < 2 * N_BEST) {
        return; /* too few to call some strong and others weak */
    }
    qsort(ranked, (size_t)n, sizeof *ranked, by_strength);
    add_ranking(r, s, "strengths", W(r, SUMMARY_STRENGTHS), ranked, N_BEST);
    qsort(ranked + N_BEST, (size_t)(n - N_BEST), sizeof *ranked, by_need);
    add_ranking(r, s, "weaknesses", W(r, SUMMARY_GAPS), ranked + N_BEST, N_BEST);
}

/* ---- areas ------------------------------------------------------------------------------------------------- */

static void add_area_row(struct report *r, struct table *t, int card, int node) {
    const struct node_score *n = &r->assessment->card[card].node[node];
    struct row *row = table_add_row(r->doc, t, r->kit->framework[card]->node[node].id);
    row->role = node == 0 ? ROW_TOTAL : ROW_BODY;
    row->cell[0] = cell_text(node_title(r, card, node));
    row->cell[1] = cell_score(r, &n->total);
    row->cell[2] = cell_text(score_is_shown(&n->total) ? score_range_text(r, &n->total) : "");
    row->cell[3] = cell_text(band_label(r, r->kit->framework[card]->node[node].level, &n->total));
    for (int l = 0, c = 4; l < r->kit->model->n_layers && report_asked_layers(r) > 1; l++) {
        if (report_has_layer(r, l)) {
            row->cell[c++] = cell_score(r, &n->layer[l]);
        }
    }
}

/* What has to be said of the rows: of layers only where there are several, of frameworks likewise. */
static const char *areas_note(struct report *r) {
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    report_sentence_add(&b, W(r, SUMMARY_AREAS_RANGE));
    if (report_asked_layers(r) > 1) {
        report_sentence_add(&b, W(r, SUMMARY_AREAS_LAYERS));
    }
    for (int c = 1; c < r->kit->n_frameworks; c++) {
        report_sentence_add(&b, FILL(r, SUMMARY_AREAS_APART, node_label(r, c, 0)));
    }
    const char *text = arena_strndup(&r->doc->arena, b.data, b.len);
    buf_clear(&b);
    return text;
}

static void add_areas(struct report *r, struct sheet *s) {
    const struct scoring *m = r->kit->model;
    struct column columns[4 + LAYERS_MAX] = {
        {.key = "node", .label = W(r, COL_NODE), .width = 44, .is_wrapped = true},
        {.key = "score", .label = W(r, COL_SCORE), .width = 12, .paint = PAINT_BAR, .paint_high = m->info.scale_max},
        {.key = "range", .label = W(r, COL_RANGE), .width = 13, .align = ALIGN_CENTER},
        {.key = "band", .label = W(r, COL_BAND), .width = 16}};
    int n_columns = 4;
    for (int l = 0; l < m->n_layers && report_asked_layers(r) > 1; l++) {
        if (report_has_layer(r, l)) {
            columns[n_columns++] =
                (struct column){.key = m->layer[l].id, .label = layer_label(r, l), .width = 10, .align = ALIGN_RIGHT};
        }
    }
    struct table *t = add_table(r->doc, s, "areas", columns, n_columns);
    for (int c = 0; c < r->kit->n_frameworks; c++) {
        const int *branches;
        int n = c == 0 ? list_branches(r, c, &branches) : 0;
        for (int i = 0; i < n; i++) {
            add_area_row(r, t, c, branches[i]);
        }
        if (r->assessment->card[c].node[0].total.status != SCORE_NOT_ASKED) {
            add_area_row(r, t, c, 0);
        }
    }
    t->note = areas_note(r);
}

/* ---- the next stage ---------------------------------------------------------------------------------------- */

static void add_next_stage(struct report *r, struct sheet *s) {
    int stage = next_stage(r), n = 0, n_missing = 0;
    if (stage < 0) {
        return;
    }
    const struct profile_check *check = &r->assessment->profile[0];
    const char **line = ARENA_ARRAY(&r->doc->arena, CONDITIONS_SHOWN + 1, const char *);
    for (int i = 0; i < check->profile->n_minima; i++) {
        const struct minimum_check *m = &check->minimum[i];
        if (!profile_asks(check->profile, m->minimum, stage) || m->met == MET_YES || m->met == MET_EXCUSED) {
            continue;
        }
        n_missing++;
        if (n < CONDITIONS_SHOWN) {
            const char *have =
                m->have.status == SCORE_BLANK ? status_word(r, SCORE_BLANK) : score_range_text(r, &m->have);
            line[n++] = FILL(r, SUMMARY_CONDITION, node_title(r, check->profile->card, m->minimum->node), have,
                             report_level(r, &m->have, m->need), layer_label(r, m->minimum->layer));
        }
    }
    add_heading(r->doc, s, 2,
                report_fill_words(r, n_missing == 1 ? WORD_SUMMARY_TO_REACH_ONE : WORD_SUMMARY_TO_REACH,
                                  (const char *const[5]){stage_label(r, 0, stage), report_count(r, n_missing)}));
    if (n_missing > n) {
        line[n++] = FILL(r, SUMMARY_MORE, report_count(r, n_missing - CONDITIONS_SHOWN));
    }
    add_list(r->doc, s, line, n);
}

static void build(struct report *r, struct sheet *s) {
    s->is_one_page = true;
    add_sheet_head(r, s);
    add_headline(r, s);
    if (respondents_summary(r)) {
        add_text(r->doc, s, respondents_summary(r), TONE_PLAIN);
    }
    if (report_since(r)) {
        add_text(r->doc, s, report_since(r), TONE_STRONG);
    }
    if (report_has_changes(r) && *report_since_caveats(r)) {
        add_text(r->doc, s, report_since_caveats(r), TONE_NOTICE);
    }
    add_best_and_worst(r, s);
    add_areas(r, s);
    add_next_stage(r, s);
    if (r->assessment->findings.n > 0) {
        add_text(r->doc, s,
                 r->assessment->findings.n == 1
                     ? W(r, SUMMARY_FINDING_ONE)
                     : FILL(r, SUMMARY_FINDINGS, report_count(r, (long)r->assessment->findings.n)),
                 TONE_NOTICE);
    }
}

const struct report_sheet report_sheet_summary = {.id = "summary",
                                                  .summary =
                                                      "score, stage, strengths, gaps and completeness on one page",
                                                  .kind = SHEET_PAGE,
                                                  .build = build};
