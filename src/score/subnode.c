/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/subnode.h"

#include "model/qtype.h"

struct subnode subnode_find(const struct kit *k, const struct answers *x, const struct scorecard *card, int node) {
    const struct framework *f = card->framework;
    const struct node_score *parent = &card->node[f->node[node].parent];
    const struct questionnaire *q = k->questionnaire;
    int twin = parent->question ? parent->question[LAYER_NOT_APPLICABLE] : -1;
    struct subnode s = {.layer = -1, .state = -1};
    s.is_na = twin >= 0 && text_has_word(answers_value(x, twin), f->node[node].id);
    for (int l = 0; parent->question && l < k->model->n_layers; l++) {
        int i = parent->question[l];
        int choice =
            i >= 0 && q->question[i].type->is_multiple ? question_choice(q, &q->question[i], f->node[node].id) : -1;
        if (choice >= 0) {
            const struct answer *a = &x->answer[i];
            bool is_open = a->state == ANSWER_BLANK || a->state == ANSWER_DK;
            s.layer = l;
            s.is_na = s.is_na || parent->total.status == SCORE_NA;
            s.state = is_open ? -1 : a->state != ANSWER_NOT_ASKED && a->chosen && a->chosen[choice];
            return s;
        }
    }
    return s;
}
