/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compiled.h"

#include <math.h>

#include "check.h"

#define EPS 1e-9

static bool is_near(double x, double y) { return fabs(x - y) <= EPS; }

static void compare(const char *what, const struct score *engine, const struct score *form) {
    const struct scale *a = engine->scale, *b = form->scale;
    bool counts = engine->status != SCORE_NA && engine->status != SCORE_NOT_ASKED;
    bool is_same = engine->status == form->status && is_near(engine->value, form->value);
    is_same = is_same && (!counts || (is_near(engine->low, form->low) && is_near(engine->high, form->high)));
    is_same = is_same && (!counts || is_near(engine->coverage, form->coverage));
    is_same = is_same && (!counts || (is_near(a->min, b->min) && is_near(a->max, b->max)));
    if (!is_same) {
        print_message("%s: engine %s %.12g %.12g..%.12g %.12g on %g..%g, form %s %.12g %.12g..%.12g %.12g on %g..%g\n",
                      what, score_status_name(engine->status), engine->value, engine->low, engine->high,
                      engine->coverage, a->min, a->max, score_status_name(form->status), form->value, form->low,
                      form->high, form->coverage, b->min, b->max);
    }
    check_true(is_same);
}

static void compare_card(const struct compiled *c, const struct expr_value *value, const struct scorecard *cards,
                         int card) {
    const struct framework *f = c->kit->framework[card];
    for (int i = 0; i < f->n_nodes; i++) {
        for (int l = -1; l < c->kit->model->n_layers; l++) {
            const struct node_score *n = &cards[card].node[i];
            const struct compiled_node *x = &c->card[card][i];
            struct scale scale;
            struct score s = compiled_read(l < 0 ? &x->total : &x->layer[l], value, &scale);
            char what[200];
            snprintf(what, sizeof what, "node %s, layer %d", f->node[i].id, l);
            compare(what, l < 0 ? &n->total : &n->layer[l], &s);
        }
    }
}

static void compare_asked(const struct compiled *c, const struct expr_value *value, const struct answers *answers) {
    for (int i = 0; i < c->kit->questionnaire->n_questions; i++) {
        bool is_asked = answers->answer[i].state != ANSWER_NOT_ASKED;
        check_int(compiled_number(c->question[i].asked, value) != 0, is_asked);
    }
}

void compiled_agrees(const struct compiled *c, const struct answers *answers, const struct scorecard *cards) {
    struct expr_value *value = calloc((size_t)c->program.n + 1, sizeof *value);
    compiled_fill(c, answers, value);
    program_run(&c->program, value);
    for (int i = 0; i < c->kit->n_frameworks; i++) {
        compare_card(c, value, cards, i);
    }
    compare_asked(c, value, answers);
    free(value);
}
