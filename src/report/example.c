/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/example.h"

#include "report/formula.h"
#include "report/respondent.h"

/* The scored item with the most layers scored, the first of them; −1. */
static int choose_item(const struct report *r) {
    const struct scorecard *c = &r->assessment->card[0];
    int best = -1, best_layers = 0;
    for (int i = 0; i < c->framework->n_nodes; i++) {
        int layers = 0;
        for (int l = 0; c->node[i].is_item && c->node[i].total.status == SCORE_SCORED && l < r->kit->model->n_layers;
             l++) {
            const struct score *s = &c->node[i].layer[l];
            layers += s->status == SCORE_SCORED && s->value > 0 && s->value < 1 ? 2 : s->status == SCORE_SCORED;
        }
        if (layers > best_layers) {
            best = i;
            best_layers = layers;
        }
    }
    return best;
}

static void add_step(struct report *r, struct table *t, const char *what, const char *formula, const struct score *s) {
    struct row *row = table_add_row(r->doc, t, NULL);
    row->cell[0] = cell_text(what);
    row->cell[1] = cell_text(formula);
    row->cell[2] = cell_number(s->value, UNIT_SCORE3);
    row->cell[3] = cell_score(r, s);
}

static void add_layer_step(struct report *r, struct table *t, const struct node_score *n, int layer) {
    const struct questionnaire *q = r->kit->questionnaire;
    const struct question *question = &q->question[n->question[layer]];
    const struct answer *a = &r->assessment->answers->answer[n->question[layer]];
    const char *label = report_text(r, &r->kit->model->layer[layer].label);
    const char *what = FILL(r, EXAMPLE_ANSWER, label, question->name);
    const char *formula = a->state == ANSWER_NOT_ASKED ? W(r, EXAMPLE_NOT_ASKED)
                          : a->merged                  ? merged_text(r, a->merged)
                                                       : FILL(r, EXAMPLE_CREDIT, a->text);
    add_step(r, t, what, formula, &n->layer[layer]);
}

void add_worked_example(struct report *r, struct sheet *s) {
    const struct column columns[] = {
        {.key = "step", .label = W(r, EXAMPLE_STEP), .width = 40, .is_wrapped = true},
        {.key = "formula", .label = W(r, EXAMPLE_FORMULA), .width = 70, .is_wrapped = true},
        {.key = "fraction", .label = W(r, EXAMPLE_FRACTION), .width = 14},
        {.key = "score", .label = W(r, COL_SCORE), .width = 12}};
    const struct scorecard *c = &r->assessment->card[0];
    int item = choose_item(r);
    if (item < 0) {
        return;
    }
    const struct trace *traces = report_traces(r, 0);
    add_heading(r->doc, s, 2, FILL(r, EXAMPLE_TITLE, node_title(r, 0, item)));
    add_text(r->doc, s, W(r, EXAMPLE_TEXT), TONE_PLAIN);
    struct table *t = add_table(r->doc, s, "method_example", columns, ARRAY_LEN(columns));
    for (int l = 0; l < r->kit->model->n_layers && !r->assessment->units; l++) {
        if (c->node[item].layer[l].status == SCORE_SCORED) {
            add_layer_step(r, t, &c->node[item], l);
        }
    }
    for (int node = item; node >= 0; node = c->framework->node[node].parent) {
        add_step(r, t, node_title(r, 0, node), formula_text(r, 0, node, &traces[node]), &c->node[node].total);
    }
}
