/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/change_question.h"

#include <math.h>
#include <string.h>

#include "model/question_hash.h"
#include "score/credit.h"

/* ---- which are the same ------------------------------------------------------------------------------------------ */

static bool is_same_version(const struct answers *x, const struct questionnaire *q) {
    return *x->info.version ? strcmp(x->info.version, q->info.version) == 0 : !x->has_hashes;
}

static enum change_basis find_basis(const struct baseline *b, const struct questionnaire *today) {
    if (b->kit) {
        return BASIS_QUESTIONNAIRES;
    }
    if (b->answers->has_hashes) {
        return BASIS_HASHES;
    }
    return *b->answers->info.version && is_same_version(b->answers, today) ? BASIS_VERSION : BASIS_ASSUMED;
}

static bool is_named(const struct answers *x, const char *name) {
    for (int i = 0; i < x->n_names; i++) {
        if (strcmp(x->name[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* By both questionnaires. */
static enum fate fate_by_hash(const struct questionnaire *then, int before, const struct questionnaire *today,
                              int now) {
    char hash[2][SHA256_TEXT_LEN + 1];
    if (before < 0) {
        return FATE_NEW;
    }
    question_hash(then, &then->question[before], hash[0]);
    question_hash(today, &today->question[now], hash[1]);
    return strcmp(hash[0], hash[1]) == 0 ? FATE_SAME : FATE_CHANGED;
}

/* Whether the earlier answers themselves led past a question: one before it in its node was there, and skips it. */
static bool was_skipped(const struct answers *x, int now) {
    const struct questionnaire *today = x->questionnaire;
    for (int i = 0; i < now && x->answer[now].state == ANSWER_NOT_ASKED; i++) {
        const struct question *q = &today->question[i];
        bool is_beside = q->layer >= 0 && q->card == today->question[now].card && q->node == today->question[now].node;
        if (is_beside && x->answer[i].fit == ANSWER_FITS && is_named(x, q->name)) {
            return true;
        }
    }
    return false;
}

/* By what the file of the earlier answers tells. A file of another version lists all that was asked then. */
static enum fate fate_by_file(const struct answers *x, int now) {
    const struct questionnaire *today = x->questionnaire;
    if (x->answer[now].fit != ANSWER_FITS) {
        return FATE_CHANGED;
    }
    bool is_new =
        x->has_hashes && !is_same_version(x, today) && !is_named(x, today->question[now].name) && !was_skipped(x, now);
    return is_new ? FATE_NEW : FATE_SAME;
}

static struct question_change *add(struct changes *c, enum fate fate, const char *name) {
    struct question_change *q = &c->question[c->n_questions++];
    *q = (struct question_change){
        .fate = fate, .now = -1, .before = -1, .name = name, .credit_before = NAN, .credit_now = NAN};
    c->n_of[fate]++;
    return q;
}

static void match_today(struct changes *c, const struct questionnaire *today) {
    const struct baseline *b = c->baseline;
    for (int i = 0; i < today->n_questions; i++) {
        if (!question_is_answered(&today->question[i])) {
            continue;
        }
        const char *name = today->question[i].name;
        int before = b->kit ? questionnaire_find(b->kit->questionnaire, name) : i;
        enum fate fate = b->kit ? fate_by_hash(b->kit->questionnaire, before, today, i) : fate_by_file(b->answers, i);
        struct question_change *q = add(c, fate, name);
        q->now = i;
        q->before = fate == FATE_NEW ? -1 : before;
    }
}

static void match_gone(struct changes *c, const struct questionnaire *today) {
    const struct questionnaire *then = c->baseline->kit ? c->baseline->kit->questionnaire : NULL;
    for (int i = 0; then && i < then->n_questions; i++) {
        if (question_is_answered(&then->question[i]) && questionnaire_find(today, then->question[i].name) < 0) {
            add(c, FATE_GONE, then->question[i].name)->before = i;
        }
    }
    for (int i = 0; !then && i < c->baseline->answers->n_gone; i++) {
        add(c, FATE_GONE, c->baseline->answers->gone[i]);
    }
}

void change_match_questions(struct changes *c, const struct assessment *now) {
    const struct questionnaire *today = now->kit->questionnaire;
    const struct baseline *b = c->baseline;
    int n_then = b->kit ? b->kit->questionnaire->n_questions : b->answers->n_gone;
    c->question = ARENA_ARRAY(&c->arena, (size_t)(today->n_questions + n_then) + 1, struct question_change);
    c->basis = find_basis(b, today);
    match_today(c, today);
    match_gone(c, today);
}

/* ---- what they are worth ----------------------------------------------------------------------------------------- */

static double credit_of(const struct kit *k, const struct scorecard *cards, const struct answer *all, int i) {
    const struct question *question = &k->questionnaire->question[i];
    const struct answer *a = &all[i];
    int twin = cards[question->card].node[question->node].question[LAYER_NOT_APPLICABLE];
    double credit;
    bool is_given = a->state == ANSWER_GIVEN || a->state == ANSWER_ALTERNATE;
    if (a->state == ANSWER_NOT_ASKED) {
        return 0; /* as an earlier answer says: none of it is done */
    }
    return is_given && score_credit(k, question, a, twin >= 0 ? &all[twin] : NULL, &credit) ? credit : NAN;
}

static bool is_scored(const struct kit *k, const struct question *question) {
    return question->layer >= 0 && question->layer != LAYER_NOT_APPLICABLE &&
           k->model->layer[question->layer].role == ROLE_SCORE;
}

/* The share of a question in its node: that of its layer, times its own in the layer. */
static double share_in_node(const struct kit *k, const struct node_score *n, const struct question *question) {
    double layers = 0, questions = 0;
    for (int l = 0; l < k->model->n_layers; l++) {
        layers += n->question[l] >= 0 && k->model->layer[l].role == ROLE_SCORE ? k->model->layer[l].weight : 0;
    }
    for (int i = n->question[question->layer]; i >= 0; i = k->questionnaire->question[i].next) {
        questions += k->questionnaire->question[i].weight;
    }
    bool is_none = layers <= 0 || questions <= 0;
    return is_none ? 0 : k->model->layer[question->layer].weight / layers * question->weight / questions;
}

static bool is_other(const struct answer *a, const struct answer *b) {
    return a->state != b->state || strcmp(a->text, b->text) != 0;
}

void change_weigh_questions(struct changes *c, const struct assessment *now) {
    const struct kit *k = now->kit;
    for (int i = 0; i < c->n_questions; i++) {
        struct question_change *q = &c->question[i];
        const struct answer *before = change_answer_before(c, q);
        if (q->fate != FATE_SAME || !before) {
            continue;
        }
        const struct question *question = &k->questionnaire->question[q->now];
        q->is_other_answer = is_other(before, &now->answers->answer[q->now]);
        if (!is_scored(k, question)) {
            continue;
        }
        const struct kit *k_before = c->baseline->kit ? c->baseline->kit : k;
        bool is_scored_then = is_scored(k_before, &k_before->questionnaire->question[q->before]);
        const struct node_score *n = &now->card[question->card].node[question->node];
        q->credit_now = credit_of(k, now->card, now->answers->answer, q->now);
        q->credit_before =
            is_scored_then ? credit_of(k_before, c->card_before, c->baseline->answers->answer, q->before) : NAN;
        double change = q->credit_now - q->credit_before;
        q->effect = isnan(change) ? 0 : change * n->share * share_in_node(k, n, question);
    }
}
