/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/finding.h"

#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "model/qtype.h"
#include "score/consistency.h"
#include "score/credit.h"

#define CLAIM_NEEDS_EVIDENCE 0.75 /* credit from which an answer claims consistent practice */
#define LOW_CONFIDENCE_MAX 2

const char *finding_name(enum finding_id id) {
    static const char *const names[N_FINDING_IDS] = {
#define FINDING(id, name, severity) name,
#include "score/finding.def"
#undef FINDING
    };
    return names[id];
}

enum finding_severity finding_severity(enum finding_id id) {
    static const enum finding_severity severities[N_FINDING_IDS] = {
#define FINDING(id, name, severity) FINDING_IS_##severity,
#include "score/finding.def"
#undef FINDING
    };
    return severities[id];
}

const char *finding_severity_name(enum finding_severity s) {
    static const char *const names[N_FINDING_SEVERITIES] = {"serious", "check", "note"};
    return names[s];
}

void findings_add(struct findings *all, struct finding f) {
    VEC_GROW(all->item, all->n, all->cap);
    all->item[all->n++] = f;
}

struct finding_run {
    const struct kit *kit;
    const struct answers *answers;
    const struct scorecard *cards;
    const char *today;
    bool has_evidence_at_all;
    struct findings found;
};

static void add(struct finding_run *r, struct finding f) { findings_add(&r->found, f); }

static void look_at_node(struct finding_run *r, int card, int node) {
    const struct scoring *m = r->kit->model;
    const struct node_score *n = &r->cards[card].node[node];
    const char *level = r->cards[card].framework->node[node].level;
    int asked = n->n_answered + n->n_blank + n->n_na;
    double na_share = asked ? (double)n->n_na / asked : 0;
    if (strcmp(level, m->info.na_level) == 0 && na_share > m->info.na_limit) {
        add(r, (struct finding){.id = FINDING_NA_SHARE, .card = card, .node = node, .question = -1, .share = na_share});
    }
    const struct rule *rule = r->cards[card].layout->card[card].node[node].own;
    if (rule && rule->na_max >= 0 && n->n_na > rule->na_max) {
        add(r, (struct finding){.id = FINDING_NA_MANY, .card = card, .node = node, .question = -1, .share = n->n_na});
    }
    bool is_parent_rated =
        node == 0 || r->cards[card].node[r->cards[card].framework->node[node].parent].total.status == SCORE_SCORED;
    if (!n->is_item && n->total.status == SCORE_NOT_RATED &&
        is_parent_rated) { /* the uppermost one speaks for those below */
        add(r, (struct finding){
                   .id = FINDING_NOT_RATED, .card = card, .node = node, .question = -1, .share = n->total.coverage});
    }
}

/* A year and a day before 'today' as text: the comparison of ISO dates is that of their texts. */
static bool is_old(const char *date, const char *today) {
    char limit[64];
    long year;
    if (!today || !*date || !num_parse_int((char[]){today[0], today[1], today[2], today[3], 0}, &year)) {
        return false;
    }
    snprintf(limit, sizeof limit, "%04ld%.8s", year - 1, today + 4);
    return strcmp(date, limit) < 0;
}

static double claimed_credit(const struct finding_run *r, int i) {
    double credit;
    const struct question *question = &r->kit->questionnaire->question[i];
    const struct answer *a = &r->answers->answer[i];
    bool is_single = !question->type->is_multiple && a->state == ANSWER_GIVEN;
    return is_single && score_credit(r->kit, question, a, NULL, &credit) ? credit : 0;
}

static void look_at_twin(struct finding_run *r, int i) {
    const struct question *twin = &r->kit->questionnaire->question[i];
    const struct answer *out = &r->answers->answer[i];
    const struct node_score *n = &r->cards[twin->card].node[twin->node];
    for (int l = 0; l < r->kit->model->n_layers && out->state == ANSWER_GIVEN; l++) {
        int q = n->question[l];
        if (q < 0 || !r->kit->questionnaire->question[q].type->is_multiple || !r->answers->answer[q].chosen) {
            continue;
        }
        const struct choice_list *list = question_list(r->kit->questionnaire, &r->kit->questionnaire->question[q]);
        for (int c = 0; c < list->n; c++) {
            bool has_credit = list->choice[c].credit > 0;
            if (has_credit && r->answers->answer[q].chosen[c] && text_has_word(out->text, list->choice[c].name)) {
                add(r, (struct finding){.id = FINDING_BOTH_WAYS,
                                        .card = twin->card,
                                        .node = twin->node,
                                        .question = i,
                                        .choice = &list->choice[c]});
            }
        }
    }
}

static void look_at_answer(struct finding_run *r, int i) {
    const struct question *question = &r->kit->questionnaire->question[i];
    const struct answer *a = &r->answers->answer[i];
    if (question->layer < 0) {
        return;
    }
    struct finding f = {.card = question->card, .node = question->node, .question = i};
    if (question->layer == LAYER_NOT_APPLICABLE) {
        look_at_twin(r, i);
        return;
    }
    const struct rule *rule = r->cards[question->card].layout->card[question->card].node[question->node].own;
    if (a->state == ANSWER_NA && rule && rule->na == NA_FORBID) {
        f.id = FINDING_NA_FORBIDDEN;
        add(r, f);
    }
    if (a->state == ANSWER_NA && !*a->na_reason) {
        f.id = FINDING_NA_NO_REASON;
        add(r, f);
    }
    if (a->state != ANSWER_GIVEN) {
        return;
    }
    if (r->has_evidence_at_all && !*a->evidence && claimed_credit(r, i) >= CLAIM_NEEDS_EVIDENCE) {
        f.id = FINDING_NO_EVIDENCE;
        add(r, f);
    }
    if (is_old(a->date, r->today)) {
        f.id = FINDING_OLD_EVIDENCE;
        add(r, f);
    }
    if (a->confidence > 0 && a->confidence <= LOW_CONFIDENCE_MAX) {
        f.id = FINDING_LOW_CONFIDENCE;
        add(r, f);
    }
}

static void sort_by_severity(struct findings *all) {
    struct findings sorted = {.arena = all->arena};
    for (int severity = 0; severity < N_FINDING_SEVERITIES; severity++) {
        for (size_t i = 0; i < all->n; i++) {
            if ((int)finding_severity(all->item[i].id) == severity) {
                findings_add(&sorted, all->item[i]);
            }
        }
    }
    mem_free(all->item);
    *all = sorted;
}

struct findings findings_collect(const struct kit *k, const struct answers *x, const struct scorecard *cards,
                                 const char *today) {
    struct finding_run r = {.kit = k, .answers = x, .cards = cards, .today = today};
    for (int i = 0; i < k->questionnaire->n_questions; i++) {
        r.has_evidence_at_all = r.has_evidence_at_all || *x->answer[i].evidence;
    }
    for (int c = 0; c < k->n_frameworks; c++) {
        for (int i = 0; i < cards[c].framework->n_nodes; i++) {
            look_at_node(&r, c, i);
        }
    }
    for (int i = 0; i < k->questionnaire->n_questions; i++) {
        look_at_answer(&r, i);
    }
    consistency_collect(k, x, cards, &r.found);
    sort_by_severity(&r.found);
    return r.found;
}

void findings_clear(struct findings *f) {
    mem_free(f->item);
    arena_clear(&f->arena);
    *f = (struct findings){0};
}
