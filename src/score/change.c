/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/change.h"

#include <math.h>
#include <string.h>

#include "score/change_question.h"

#define SAME_MAX 1e-9 /* smaller differences are the arithmetic's */

const char *fate_name(enum fate f) {
    static const char *const names[N_FATES] = {"same", "partly", "changed", "new", "gone"};
    return names[f];
}

const char *direction_name(enum direction d) {
    static const char *const names[] = {NULL, "up", "same", "down", "open"};
    return names[d];
}

bool change_between(const struct score *before, const struct score *now, double *change) {
    bool is_known = before->status == SCORE_SCORED && now->status == SCORE_SCORED;
    *change = is_known ? now->value - before->value : 0;
    *change = fabs(*change) <= SAME_MAX ? 0 : *change;
    return is_known;
}

enum direction change_direction(const struct score *before, const struct score *now) {
    double change;
    if (!change_between(before, now, &change)) {
        return DIRECTION_NONE;
    }
    bool is_same_range = fabs(now->low - before->low) <= SAME_MAX && fabs(now->high - before->high) <= SAME_MAX;
    if (change == 0) {
        return is_same_range ? DIRECTION_SAME : DIRECTION_OPEN;
    }
    double margin = change > 0 ? now->low - before->high : before->low - now->high;
    return margin < -SAME_MAX ? DIRECTION_OPEN : change > 0 ? DIRECTION_UP : DIRECTION_DOWN;
}

const struct answer *change_answer_before(const struct changes *c, const struct question_change *q) {
    return q->before >= 0 ? &c->baseline->answers->answer[q->before] : NULL;
}

const struct questionnaire *changes_questionnaire(const struct changes *c, const struct assessment *now) {
    return c->baseline->kit ? c->baseline->kit->questionnaire : now->kit->questionnaire;
}

const struct node_change *changes_find(const struct changes *c, int card, int node) {
    for (int i = 0; i < c->n_nodes; i++) {
        if (c->node[i].card == card && c->node[i].node == node) {
            return &c->node[i];
        }
    }
    return NULL;
}

/* ---- scores of what is comparable -------------------------------------------------------------------------------- */

/* A kit that asks only what is comparable, and the answers of both times to it. */
struct common {
    struct kit kit;
    struct questionnaire questionnaire;
    struct answers before, now;
    const bool *is_same; /* by today's question */
    struct scorecard *card_before, *card_now;
};

static const bool *list_same(struct changes *c, const struct questionnaire *today) {
    bool *is_same = ARENA_ARRAY(&c->arena, (size_t)today->n_questions + 1, bool);
    for (int i = 0; i < c->n_questions; i++) {
        if (c->question[i].fate == FATE_SAME) {
            is_same[c->question[i].now] = true;
        }
    }
    return is_same;
}

/* Questions that are not comparable score nothing, and leave the chains of their node and layer. */
static void leave_out_others(struct common *m, const struct questionnaire *today, struct arena *a) {
    m->questionnaire = *today;
    m->questionnaire.question = ARENA_ARRAY(a, (size_t)today->n_questions + 1, struct question);
    for (int i = 0; i < today->n_questions; i++) {
        struct question *x = &m->questionnaire.question[i];
        *x = today->question[i];
        x->layer = m->is_same[i] ? x->layer : -1;
        while (x->next >= 0 && !m->is_same[x->next]) {
            x->next = today->question[x->next].next;
        }
    }
}

/* The earlier answers where today's questionnaire has their questions. */
static struct answer *earlier_answers(struct changes *c, const struct questionnaire *today) {
    struct answer *all = ARENA_ARRAY(&c->arena, (size_t)today->n_questions + 1, struct answer);
    for (int i = 0; i < today->n_questions; i++) {
        all[i] = answer_none;
    }
    for (int i = 0; i < c->n_questions; i++) {
        const struct question_change *q = &c->question[i];
        if (q->now >= 0 && q->before >= 0) {
            all[q->now] = c->baseline->answers->answer[q->before];
        }
    }
    return all;
}

static void score_common(struct changes *c, struct common *m, const struct assessment *now) {
    m->is_same = list_same(c, now->kit->questionnaire);
    m->kit = *now->kit;
    leave_out_others(m, now->kit->questionnaire, &c->arena);
    m->kit.questionnaire = &m->questionnaire;
    m->before = (struct answers){.questionnaire = &m->questionnaire};
    m->before.answer = earlier_answers(c, now->kit->questionnaire);
    m->now = (struct answers){.questionnaire = &m->questionnaire, .answer = now->answers->answer};
    m->card_before = score_answers(&m->kit, &m->before, &c->arena);
    m->card_now = score_answers(&m->kit, &m->now, &c->arena);
}

/* ---- how much of a node is comparable ---------------------------------------------------------------------------- */

/* Of an item: the share of its layers' weights. */
static double share_of_item(const struct common *m, const struct kit *k, const struct node_score *n) {
    double same = 0, all = 0;
    for (int l = 0; l < k->model->n_layers; l++) {
        double weight = k->model->layer[l].role == ROLE_SCORE ? k->model->layer[l].weight : 0, of = 0, total = 0;
        for (int i = n->question[l]; i >= 0; i = k->questionnaire->question[i].next) {
            of += m->is_same[i] ? k->questionnaire->question[i].weight : 0;
            total += k->questionnaire->question[i].weight;
        }
        same += total > 0 ? weight * of / total : 0;
        all += total > 0 ? weight : 0;
    }
    return all > 0 ? same / all : 0;
}

/* Of each node, from below: what is not asked about does not count. −1 where there is no weight at all. */
static double *find_shares(const struct common *m, const struct assessment *now, int card, struct arena *a) {
    const struct scorecard *s = &now->card[card];
    const struct card_layout *layout = &s->layout->card[card];
    double *share = ARENA_ARRAY(a, (size_t)s->framework->n_nodes, double);
    for (int i = s->framework->n_nodes - 1; i >= 0; i--) {
        double same = 0, all = 0;
        for (int j = layout->first[i]; j < layout->first[i + 1]; j++) {
            int child = layout->child[j];
            double weight = share[child] < 0 ? 0 : s->node[child].weight;
            same += weight * (weight > 0 ? share[child] : 0);
            all += weight;
        }
        share[i] = s->node[i].is_item ? share_of_item(m, now->kit, &s->node[i]) : all > 0 ? same / all : -1;
    }
    return share;
}

/* ---- nodes ------------------------------------------------------------------------------------------------------- */

static void count_up(struct node_change *row, const struct framework *f, int node, enum fate fate) {
    for (; node >= 0; node = f->node[node].parent) {
        row[node].n_questions += fate != FATE_GONE;
        row[node].n_changed += fate == FATE_CHANGED;
        row[node].n_new += fate == FATE_NEW;
        row[node].n_gone += fate == FATE_GONE;
    }
}

/* Card and node that a question counts for today. */
static bool find_place(const struct changes *c, const struct assessment *now, const struct question_change *q,
                       int *card, int *node) {
    if (q->now >= 0) {
        const struct question *question = &now->kit->questionnaire->question[q->now];
        *card = question->card;
        *node = question->node;
        return question->layer >= 0;
    }
    const struct questionnaire *then = c->baseline->kit ? c->baseline->kit->questionnaire : NULL;
    return then && then->question[q->before].layer >= 0 &&
           kit_find_node(now->kit, then->question[q->before].node_id, card, node);
}

static void count_questions(const struct changes *c, const struct assessment *now, int card, struct node_change *row) {
    for (int i = 0; i < c->n_questions; i++) {
        int at, node;
        if (find_place(c, now, &c->question[i], &at, &node) && at == card) {
            count_up(row, now->kit->framework[card], node, c->question[i].fate);
        }
    }
}

static enum fate node_fate(const struct node_change *x) {
    if (x->n_questions > 0 && x->n_new == x->n_questions && x->n_gone == 0) {
        return FATE_NEW;
    }
    if (x->comparable <= 0) {
        return FATE_CHANGED;
    }
    return x->n_changed + x->n_new + x->n_gone > 0 ? FATE_PARTLY : FATE_SAME;
}

static void compare_card(struct changes *c, const struct common *m, const struct assessment *now, int card) {
    const struct framework *f = now->kit->framework[card];
    double *share = find_shares(m, now, card, &c->arena);
    struct node_change *row = ARENA_ARRAY(&c->arena, (size_t)f->n_nodes, struct node_change);
    count_questions(c, now, card, row);
    for (int i = 0; i < f->n_nodes; i++) {
        if (row[i].n_questions == 0) {
            continue; /* not asked about today */
        }
        row[i].card = card;
        row[i].node = i;
        row[i].id = f->node[i].id;
        row[i].comparable = share[i] > 0 ? share[i] : 0;
        row[i].fate = node_fate(&row[i]);
        bool is_all = row[i].fate == FATE_SAME || row[i].fate == FATE_NEW;
        bool is_none = row[i].fate == FATE_CHANGED || row[i].fate == FATE_NEW;
        row[i].before = is_none ? NULL : &m->card_before[card].node[i];
        row[i].now = is_all || is_none ? &now->card[card].node[i] : &m->card_now[card].node[i];
        c->node[c->n_nodes++] = row[i];
    }
}

/* Nodes of the earlier questionnaire that nothing asks about today. */
static void add_gone(struct changes *c, const struct assessment *now) {
    const struct kit *then = c->baseline->kit;
    for (int card = 0; then && card < then->n_frameworks; card++) {
        const struct framework *f = then->framework[card];
        for (int i = 0; i < f->n_nodes; i++) {
            int today_card, today_node;
            const struct node_score *n = &c->card_before[card].node[i];
            bool was_asked = n->n_answered + n->n_blank + n->n_na + n->n_not_asked > 0;
            bool is_there = kit_find_node(now->kit, f->node[i].id, &today_card, &today_node) &&
                            changes_find(c, today_card, today_node);
            if (was_asked && !is_there) {
                c->node[c->n_nodes++] =
                    (struct node_change){.fate = FATE_GONE, .card = -1, .node = i, .id = f->node[i].id, .before = n};
            }
        }
    }
}

static void compare_nodes(struct changes *c, const struct assessment *now) {
    const struct kit *then = c->baseline->kit ? c->baseline->kit : now->kit;
    struct common *m = ARENA_NEW(&c->arena, struct common);
    size_t most = 0;
    for (int i = 0; i < now->kit->n_frameworks; i++) {
        most += (size_t)now->kit->framework[i]->n_nodes;
    }
    for (int i = 0; i < then->n_frameworks; i++) {
        most += (size_t)then->framework[i]->n_nodes;
    }
    c->node = ARENA_ARRAY(&c->arena, most + 1, struct node_change);
    score_common(c, m, now);
    for (int i = 0; i < now->kit->n_frameworks; i++) {
        compare_card(c, m, now, i);
    }
    add_gone(c, now);
}

/* ---- stages ------------------------------------------------------------------------------------------------------ */

static const struct profile *profile_then(const struct kit *then, const char *id) {
    for (int i = 0; i < then->n_profiles; i++) {
        if (strcmp(then->profile[i]->info.id, id) == 0) {
            return then->profile[i];
        }
    }
    return NULL;
}

static void check_profiles(struct changes *c, const struct kit *k) {
    const struct kit *then = c->baseline->kit ? c->baseline->kit : k;
    c->profile = ARENA_ARRAY(&c->arena, (size_t)k->n_profiles + 1, struct profile_check);
    for (int p = 0; p < k->n_profiles; p++) {
        const struct profile *same = profile_then(then, k->profile[p]->info.id);
        if (same) {
            c->profile[p] = profile_check(same, &c->card_before[same->card], &c->arena);
        }
    }
}

struct changes *changes_new(const struct assessment *now, const struct baseline *then) {
    struct changes *c = mem_alloc(1, sizeof *c);
    *c = (struct changes){.baseline = then};
    c->card_before = score_answers(then->kit ? then->kit : now->kit, then->answers, &c->arena);
    change_match_questions(c, now);
    change_weigh_questions(c, now);
    compare_nodes(c, now);
    check_profiles(c, now->kit);
    return c;
}

void changes_free(struct changes *c) {
    if (c) {
        arena_clear(&c->arena);
        mem_free(c);
    }
}
