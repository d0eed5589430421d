/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/explain.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/formula.h"
#include "report/respondent.h"
#include "score/credit.h"

#define MOVERS_SHOWN 15

const char *explain_name(const struct report *r, int card, int node) {
    char *name = arena_printf(&r->doc->arena, "explain_%d_%s", card, r->kit->framework[card]->node[node].id);
    for (char *c = name; *c; c++) {
        *c = isalnum((unsigned char)*c) ? *c : '_';
    }
    return name;
}

/* ---- nodes ------------------------------------------------------------------------------------------------------- */

static void add_explanation(struct report *r, struct table *t, int card, int node, const struct trace *trace) {
    const struct framework *f = r->kit->framework[card];
    const struct node_score *n = &r->assessment->card[card].node[node];
    struct row *row = table_add_row(r->doc, t, f->node[node].id);
    row->role = node == 0 ? ROW_TOTAL : f->node[node].depth == 1 ? ROW_GROUP : ROW_BODY;
    row->cell[0] = cell_toned(f->node[node].id, TONE_MUTED);
    row->cell[1] = cell_text(node_label(r, card, node));
    row->cell[0].name = explain_name(r, card, node);
    row->cell[1].indent = f->node[node].depth > 1 ? f->node[node].depth - 1 : 0;
    row->cell[2] = cell_text(formula_text(r, card, node, trace));
    row->cell[3] = cell_toned(formula_left_out(r, card, node, trace), TONE_MUTED);
    row->cell[4] = score_has_value(&n->total) ? cell_number(n->total.value, UNIT_SCORE3) : (struct cell){0};
    row->cell[5] = cell_score(r, &n->total);
    row->cell[6] = cell_number(n->share, UNIT_SHARE);
}

void add_explanations(struct report *r, struct sheet *s, const char *id, int card, int node) {
    const struct column columns[] = {
        {.key = "id", .label = W(r, COL_ID), .width = 9},
        {.key = "node", .label = W(r, COL_NODE), .width = 30, .is_wrapped = true},
        {.key = "formula", .label = W(r, EXAMPLE_FORMULA), .width = 60, .is_wrapped = true},
        {.key = "left_out", .label = W(r, EXPLAIN_LEFT_OUT), .width = 26, .is_wrapped = true},
        {.key = "fraction", .label = W(r, EXAMPLE_FRACTION), .width = 9, .align = ALIGN_RIGHT},
        {.key = "score", .label = W(r, COL_SCORE), .width = 9, .align = ALIGN_RIGHT},
        {.key = "share", .label = W(r, EXPLAIN_SHARE), .width = 8},
    };
    const struct scorecard *card_of = &r->assessment->card[card];
    struct trace *traces = report_traces(r, card);
    struct table *t = add_table(r->doc, s, id, columns, ARRAY_LEN(columns));
    for (int i = node; i < card_of->framework->node[node].end; i++) {
        if (i == node || card_of->node[i].total.status != SCORE_NOT_ASKED) {
            add_explanation(r, t, card, i, &traces[i]);
        }
    }
}

/* ---- answers ----------------------------------------------------------------------------------------------------- */

/* A later layer that is not asked counts 0; an item that is not asked, a weight, and what names parts do not. */
static const char *not_asked_words(const struct report *r, const struct question *q) {
    bool is_scored = q->layer != LAYER_NOT_APPLICABLE && r->kit->model->layer[q->layer].role == ROLE_SCORE;
    bool is_out = r->assessment->card[q->card].node[q->node].layer[is_scored ? q->layer : 0].status == SCORE_NOT_ASKED;
    return is_scored && !is_out ? W(r, EXAMPLE_NOT_ASKED) : W(r, EXAMPLE_NOT_ASKED_OUT);
}

static const char *answer_words(const struct report *r, const struct question *q, const struct answer *a) {
    if (a->state == ANSWER_BLANK) {
        return status_word(r, SCORE_BLANK);
    }
    if (a->state == ANSWER_NOT_ASKED) {
        return not_asked_words(r, q);
    }
    return a->merged ? merged_text(r, a->merged) : report_answer_text(r, q, a);
}

static void add_answer(struct report *r, struct table *t, const struct question *q, const struct answer *a) {
    const struct node_score *n = &r->assessment->card[q->card].node[q->node];
    int twin = n->question[LAYER_NOT_APPLICABLE];
    const struct answer *out = twin >= 0 ? &r->assessment->answers->answer[twin] : NULL;
    bool is_given = a->state == ANSWER_GIVEN || a->state == ANSWER_ALTERNATE;
    double credit;
    struct row *row = table_add_row(r->doc, t, q->name);
    row->cell[0] = cell_toned(q->node_id, TONE_MUTED);
    row->cell[1] = cell_toned(q->name, TONE_MUTED);
    row->cell[2] = cell_text(report_text(r, &q->label));
    row->cell[3] = cell_text(answer_words(r, q, a));
    bool has_credit = is_given && q->layer != LAYER_NOT_APPLICABLE && score_credit(r->kit, q, a, out, &credit);
    row->cell[4] = has_credit ? cell_number(credit, UNIT_SCORE3) : (struct cell){0};
    row->cell[5] = cell_toned(a->na_reason, TONE_MUTED);
}

void add_explained_answers(struct report *r, struct sheet *s, const char *id, int card, int node) {
    const struct column columns[] = {
        {.key = "node", .label = W(r, COL_ID), .width = 9},
        {.key = "question", .label = W(r, COL_QUESTION), .width = 12},
        {.key = "wording", .label = W(r, COL_WORDING), .width = 50, .is_wrapped = true},
        {.key = "answer", .label = W(r, COL_ANSWER), .width = 50, .is_wrapped = true},
        {.key = "credit", .label = W(r, COL_CREDIT), .width = 9, .align = ALIGN_RIGHT},
        {.key = "reason", .label = W(r, COL_NA_REASON), .width = 24, .is_wrapped = true},
    };
    const struct questionnaire *q = r->kit->questionnaire;
    int end = r->kit->framework[card]->node[node].end;
    struct table *t = add_table(r->doc, s, id, columns, ARRAY_LEN(columns));
    for (int i = 0; i < q->n_questions; i++) {
        const struct question *x = &q->question[i];
        if (x->card == card && x->layer >= 0 && x->node >= node && x->node < end) {
            add_answer(r, t, x, &r->assessment->answers->answer[i]);
        }
    }
}

/* ---- sensitivity ------------------------------------------------------------------------------------------------- */

static void add_policy(struct report *r, struct table *t, enum na_policy policy, enum word word) {
    const struct scorecard *card = &r->assessment->card[0];
    struct what_if w = {.na = (int)policy, .item = -1};
    struct score total = report_what_if(r, 0, &w);
    const struct score *own = &card->node[0].total;
    struct row *row = table_add_row(r->doc, t, na_policy_name(policy));
    row->cell[0] = cell_text(report_word(r, word));
    row->cell[1] = cell_score(r, &total);
    bool has_both = score_is_shown(&total) && score_is_shown(own);
    double width = own->scale->max - own->scale->min;
    row->cell[2] = has_both ? cell_number((total.value - own->value) * width, report_score_unit(r)) : (struct cell){0};
}

static void add_policies(struct report *r, struct sheet *s) {
    const struct column columns[] = {
        {.key = "policy", .label = W(r, EXPLAIN_NA_RULE), .width = 60, .is_wrapped = true},
        {.key = "total", .label = W(r, METHOD_TOTAL), .width = 14, .align = ALIGN_RIGHT},
        {.key = "difference", .label = W(r, METHOD_DIFFERENCE), .width = 14, .align = ALIGN_RIGHT},
    };
    struct table *t = add_table(r->doc, s, "explain_na", columns, ARRAY_LEN(columns));
    add_policy(r, t, NA_EXCLUDE, WORD_EXPLAIN_NA_EXCLUDE);
    add_policy(r, t, NA_ZERO, WORD_EXPLAIN_NA_ZERO);
    add_policy(r, t, NA_FULL, WORD_EXPLAIN_NA_FULL);
    if (r->kit->n_profiles > 0) {
        add_policy(r, t, NA_TARGET, WORD_EXPLAIN_NA_TARGET);
    }
}

struct mover {
    int node;
    struct score low, high;
};

static int by_span(const void *x, const void *y) {
    const struct mover *a = x, *b = y;
    double p = a->high.value - a->low.value, q = b->high.value - b->low.value;
    return fabs(p - q) > 1e-12 ? (p < q ? 1 : -1) : a->node - b->node;
}

static int find_movers(const struct report *r, struct mover *mover) {
    const struct scorecard *card = &r->assessment->card[0];
    int n = 0;
    for (int i = 0; i < card->framework->n_nodes; i++) {
        enum score_status status = card->node[i].total.status;
        if (card->node[i].is_item && status != SCORE_NA && status != SCORE_NOT_ASKED) {
            struct what_if low = {-1, i, 0}, high = {-1, i, 1};
            mover[n++] = (struct mover){i, report_what_if(r, 0, &low), report_what_if(r, 0, &high)};
        }
    }
    qsort(mover, (size_t)n, sizeof *mover, by_span);
    return n;
}

static void add_movers(struct report *r, struct sheet *s) {
    const struct column columns[] = {
        {.key = "id", .label = W(r, COL_ID), .width = 9},
        {.key = "node", .label = W(r, COL_NODE), .width = 50, .is_wrapped = true},
        {.key = "have", .label = W(r, COL_HAVE), .width = 12, .align = ALIGN_RIGHT},
        {.key = "low", .label = W(r, EXPLAIN_IF_LOW), .width = 18, .align = ALIGN_RIGHT},
        {.key = "high", .label = W(r, EXPLAIN_IF_HIGH), .width = 18, .align = ALIGN_RIGHT},
    };
    const struct scorecard *card = &r->assessment->card[0];
    struct mover *mover = ARENA_ARRAY(&r->doc->arena, (size_t)card->framework->n_nodes, struct mover);
    int n = find_movers(r, mover);
    struct table *t = add_table(r->doc, s, "explain_movers", columns, ARRAY_LEN(columns));
    for (int i = 0; i < n && i < MOVERS_SHOWN; i++) {
        struct row *row = table_add_row(r->doc, t, card->framework->node[mover[i].node].id);
        row->cell[0] = cell_toned(card->framework->node[mover[i].node].id, TONE_MUTED);
        row->cell[1] = cell_text(node_label(r, 0, mover[i].node));
        row->cell[2] = cell_score(r, &card->node[mover[i].node].total);
        row->cell[3] = cell_score(r, &mover[i].low);
        row->cell[4] = cell_score(r, &mover[i].high);
    }
}

void add_sensitivity(struct report *r, struct sheet *s) {
    add_heading(r->doc, s, 2, W(r, EXPLAIN_SENSITIVITY));
    add_text(r->doc, s, W(r, EXPLAIN_SENSITIVITY_TEXT), TONE_PLAIN);
    add_policies(r, s);
    add_heading(r->doc, s, 2, W(r, EXPLAIN_MOVERS));
    add_text(r->doc, s, W(r, EXPLAIN_MOVERS_TEXT), TONE_PLAIN);
    add_movers(r, s);
}

/* ---- one node ---------------------------------------------------------------------------------------------------- */

void report_explain(const struct report_request *request, int card, int node, struct doc *d) {
    struct report r = {request, request->assessment, request->assessment->kit, d, request->lang};
    doc_init(d, "", request->lang);
    d->title = node_title(&r, card, node);
    report_dress(&r);
    struct sheet *s = doc_add_sheet(d, "explain", "explain", SHEET_PAGE);
    s->is_landscape = true;
    const struct score *total = &r.assessment->card[card].node[node].total;
    add_heading(d, s, 1, node_title(&r, card, node));
    if (score_is_shown(total)) {
        char shown[NUM_TEXT_MAX], top[NUM_TEXT_MAX];
        num_fixed(shown, score_shown(total), total->scale->decimals);
        num_shortest(top, total->scale->max);
        add_text(d, s, FILL(&r, EXPLAIN_SCORE, shown, top, score_range_text(&r, total)), TONE_STRONG);
    } else {
        add_text(d, s, status_word(&r, total->status), TONE_STRONG);
    }
    add_explanations(&r, s, "explain", card, node);
    add_heading(d, s, 2, W(&r, EXPLAIN_ANSWERS));
    add_explained_answers(&r, s, "explain_answers", card, node);
    d->data = report_json(&r);
}
