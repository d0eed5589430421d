/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several assessors or units as data. */
#include "report/respondent.h"

static struct json *total_json(const struct score *s) {
    struct json *j = json_new_object();
    bool has_range = s->status != SCORE_NA && s->status != SCORE_NOT_ASKED;
    json_set(j, "score", s->status == SCORE_SCORED ? json_new_real(s->value) : json_new_null());
    json_set(j, "low", has_range ? json_new_real(s->low) : json_new_null());
    json_set(j, "high", has_range ? json_new_real(s->high) : json_new_null());
    json_set(j, "status", json_new_text(score_status_name(s->status)));
    return j;
}

static struct json *rater_json(const struct report *r, const struct raters *x, int i) {
    const struct rater *rater = &x->rater[i];
    struct json *j = json_new_object(), *nodes = json_new_list();
    json_set(j, "name", json_new_text(rater->name));
    json_set(j, "file", json_new_text(rater->answers->file));
    json_set(j, "weight", json_new_real(rater->weight));
    json_set(j, "date", json_new_filled(rater->answers->info.date));
    for (int c = 0; c < r->kit->n_frameworks; c++) {
        for (int n = 0; n < r->kit->framework[c]->n_nodes; n++) {
            if (rater->card[c].node[n].total.status != SCORE_NOT_ASKED) {
                struct json *node = total_json(&rater->card[c].node[n].total);
                json_set(node, "id", json_new_text(r->kit->framework[c]->node[n].id));
                json_push(nodes, node);
            }
        }
    }
    json_set(j, "nodes", nodes);
    return j;
}

static struct json *raters_json(const struct report *r, const struct raters *x) {
    struct json *list = json_new_list();
    for (int i = 0; i < x->n; i++) {
        json_push(list, rater_json(r, x, i));
    }
    return list;
}

static struct json *area_json(const struct report *r, const struct raters *x, int card, int node) {
    struct agreement g = raters_agreement(x, card, node);
    struct json *j = json_new_object();
    json_set(j, "node", json_new_text(r->kit->framework[card]->node[node].id));
    json_set(j, "questions", json_new_int((long long)g.n));
    json_set(j, "with_one_choice", json_new_int((long long)g.n_choices));
    json_set(j, "left_out", json_new_int((long long)g.n_left_out));
    for (int i = 0; i < N_AGREEMENTS; i++) {
        struct json *e = json_new_object();
        bool is_known = g.of[i].status == STAT_OK;
        json_set(e, "value", is_known ? json_new_real(g.of[i].value) : json_new_null());
        json_set(e, "status", json_new_text(stat_status_name(g.of[i].status)));
        json_set(j, agreement_name((enum agreement_id)i), e);
    }
    return j;
}

static struct json *agreement_json(const struct report *r, const struct raters *x) {
    struct json *list = json_new_list();
    for (int c = 0; c < r->kit->n_frameworks; c++) {
        const int *branches;
        int n = list_branches(r, c, &branches);
        json_push(list, area_json(r, x, c, 0));
        for (int i = 0; i < n; i++) {
            json_push(list, area_json(r, x, c, branches[i]));
        }
    }
    return list;
}

static struct json *answer_json(const struct raters *x, int question, int i) {
    static const char *const kinds[] = {"left_out", "not_asked", "not_applicable", "zero", "answered", "other"};
    const struct rating *g = raters_rating(x, question, i);
    const struct answer *a = &x->rater[i].answers->answer[question];
    bool counts = g->kind == RATING_CREDIT || g->kind == RATING_ZERO;
    struct json *j = json_new_object();
    json_set(j, "answer", json_new_filled(a->state == ANSWER_NOT_ASKED ? "" : a->text));
    json_set(j, "counts_as", json_new_text(kinds[g->kind]));
    json_set(j, "credit", counts ? json_new_real(g->credit) : json_new_null());
    return j;
}

static struct json *divergence_json(const struct report *r, const struct raters *x, const struct divergence *d) {
    const struct question *q = &r->kit->questionnaire->question[d->question];
    const struct answer *before = x->before ? &x->before[d->question] : &x->answers->answer[d->question];
    struct json *j = json_new_object(), *answers = json_new_list();
    json_set(j, "question", json_new_text(q->name));
    json_set(j, "node", json_new_filled(q->node_id));
    json_set(j, "kind", json_new_text(divergence_kind_name(d->kind)));
    json_set(j, "spread", json_new_real(d->spread));
    for (int i = 0; i < x->n; i++) {
        json_push(answers, answer_json(x, d->question, i));
    }
    json_set(j, "answers", answers);
    json_set(j, "consolidated", before->merged ? json_new_real(before->merged->credit) : json_new_null());
    json_set(j, "settled", json_new_bool(d->is_settled));
    return j;
}

static struct json *consensus_json(const struct report *r, const struct raters *x) {
    struct json *list = json_new_list();
    for (int i = 0; i < r->kit->questionnaire->n_questions; i++) {
        if (!raters_is_agreed(x, i)) {
            continue;
        }
        const struct answer *before = &x->before[i];
        struct json *j = json_new_object(), *answers = json_new_list();
        json_set(j, "question", json_new_text(r->kit->questionnaire->question[i].name));
        for (int k = 0; k < x->n; k++) {
            json_push(answers, answer_json(x, i, k));
        }
        json_set(j, "answers", answers);
        json_set(j, "consolidated", before->merged ? json_new_real(before->merged->credit) : json_new_null());
        json_set(j, "agreed", json_new_filled(x->consensus->answer[i].text));
        json_push(list, j);
    }
    return list;
}

void set_respondents_json(const struct report *r, struct json *j) {
    const struct raters *x = r->assessment->raters;
    if (r->assessment->units) {
        json_set(j, "units", raters_json(r, r->assessment->units->raters));
    }
    if (!x) {
        return;
    }
    struct json *divergences = json_new_list();
    for (int i = 0; i < x->n_divergences; i++) {
        json_push(divergences, divergence_json(r, x, &x->divergence[i]));
    }
    json_set(j, "consolidation", json_new_text(consolidation_name(x->how)));
    json_set(j, "raters", raters_json(r, x));
    json_set(j, "agreement", agreement_json(r, x));
    json_set(j, "divergences", divergences);
    json_set(j, "consensus", consensus_json(r, x));
}
