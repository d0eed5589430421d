/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/example.h"

#define VALUES_SHOWN 14

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

static const char *fraction(const struct report *r, double x) { return report_value(r, x, UNIT_SCORE3); }

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
    const char *formula = a->state == ANSWER_NOT_ASKED ? W(r, EXAMPLE_NOT_ASKED) : FILL(r, EXAMPLE_CREDIT, a->text);
    add_step(r, t, what, formula, &n->layer[layer]);
}

static const char *item_formula(const struct report *r, const struct node_score *n) {
    struct buf b;
    double weight = 0;
    char text[NUM_TEXT_MAX];
    buf_init(&b, BUF_MAX_DEFAULT);
    buf_puts(&b, "(");
    for (int l = 0; l < r->kit->model->n_layers; l++) {
        if (n->layer[l].status == SCORE_SCORED) {
            double w = r->kit->model->layer[l].weight;
            buf_printf(&b, "%s%s × ", weight > 0 ? " + " : "", num_shortest(text, w));
            buf_puts(&b, fraction(r, n->layer[l].value));
            weight += w;
        }
    }
    buf_printf(&b, ") ÷ %s", num_shortest(text, weight));
    const char *formula = arena_strndup(&r->doc->arena, b.data, b.len);
    buf_clear(&b);
    return formula;
}

static bool has_value(const struct scorecard *c, int node) {
    enum score_status status = c->node[node].total.status;
    return c->framework->node[node].weight > 0 && (status == SCORE_SCORED || status == SCORE_NOT_RATED);
}

/* Whether the children that count all weigh 1, as they mostly do; then no weights are shown. */
static bool is_plain_mean(const struct scorecard *c, int node) {
    for (int child = framework_child(c->framework, node); child >= 0; child = framework_next(c->framework, child)) {
        if (has_value(c, child) && c->framework->node[child].weight != 1) {
            return false;
        }
    }
    return true;
}

/* "(A 0.333 + B 1.000) ÷ 2", or with weights "(A 1 × 0.333 + B 2 × 1.000) ÷ 3". */
static const char *mean_formula(const struct report *r, int node) {
    const struct scorecard *c = &r->assessment->card[0];
    bool is_plain = is_plain_mean(c, node);
    struct buf b;
    int n = 0;
    double weight = 0;
    char text[NUM_TEXT_MAX];
    buf_init(&b, BUF_MAX_DEFAULT);
    for (int child = framework_child(c->framework, node); child >= 0; child = framework_next(c->framework, child)) {
        const struct node *f = &c->framework->node[child];
        if (!has_value(c, child)) {
            continue;
        }
        if (n < VALUES_SHOWN) {
            buf_printf(&b, "%s%s ", n ? " + " : "", f->id);
            buf_printf(&b, "%s%s", is_plain ? "" : num_shortest(text, f->weight), is_plain ? "" : " × ");
            buf_puts(&b, fraction(r, c->node[child].total.value));
        }
        weight += f->weight;
        n++;
    }
    const char *sum = arena_strndup(&r->doc->arena, b.data, b.len);
    buf_clear(&b);
    return doc_text(r->doc, "(%s%s) ÷ %s", sum, n > VALUES_SHOWN ? " + …" : "", num_shortest(text, weight));
}

/* Formulas can be written out for means only; other aggregates are named. */
static const char *node_formula(const struct report *r, int node) {
    const struct scorecard *c = &r->assessment->card[0];
    enum rule_input input = c->node[node].is_item ? INPUT_LAYERS : INPUT_CHILDREN;
    const struct rule *rule = scoring_rule(r->kit->model, c->framework->node[node].level, input);
    if (rule && rule->aggregate != AGGREGATE_MEAN) {
        return aggregate_name((enum aggregate)rule->aggregate);
    }
    return c->node[node].is_item ? item_formula(r, &c->node[node]) : mean_formula(r, node);
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
    add_heading(r->doc, s, 2, FILL(r, EXAMPLE_TITLE, node_title(r, 0, item)));
    add_text(r->doc, s, W(r, EXAMPLE_TEXT), TONE_PLAIN);
    struct table *t = add_table(r->doc, s, "method_example", columns, ARRAY_LEN(columns));
    for (int l = 0; l < r->kit->model->n_layers; l++) {
        if (c->node[item].layer[l].status == SCORE_SCORED) {
            add_layer_step(r, t, &c->node[item], l);
        }
    }
    for (int node = item; node >= 0; node = c->framework->node[node].parent) {
        add_step(r, t, node_title(r, 0, node), node_formula(r, node), &c->node[node].total);
    }
}
