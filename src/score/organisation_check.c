/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/organisation_check.h"

const char *finding_kind_name(enum finding_kind k) {
    static const char *const names[] = {"stated", "described", "suggested"};
    return names[k];
}

const char *org_status_name(enum org_status s) {
    static const char *const names[] = {"found", "mixed", "undecided", "not_enough_facts"};
    return names[s];
}

struct facts {
    const struct answers *about;
    bool *is_seen; /* by question */
    int n_questions, n_known;
};

static void count_fact(void *context, const struct term *t) {
    struct facts *f = context;
    if (!f->is_seen[t->question]) {
        enum answer_state state = f->about->answer[t->question].state;
        f->is_seen[t->question] = true;
        f->n_questions++;
        f->n_known += state == ANSWER_GIVEN || state == ANSWER_ALTERNATE;
    }
}

static void weigh(const struct organisation *o, const struct answers *about, struct org_finding *x, struct arena *a) {
    struct facts facts = {about, ARENA_ARRAY(a, (size_t)about->questionnaire->n_questions, bool), 0, 0};
    for (int i = 0; i < o->n_criteria; i++) {
        const struct criterion *c = &o->criterion[i];
        if (c->finding != (int)x->kind) {
            continue;
        }
        condition_visit(c->when, count_fact, &facts);
        if (condition_is_true(c->when, answers_value, about, a)) {
            x->points[c->model] += c->points;
            x->reason[x->n_reasons++] = c;
        }
    }
    x->n_questions = facts.n_questions;
    x->n_known = facts.n_known;
}

static void decide(const struct organisation *o, struct org_finding *x) {
    double best = 0, second = 0;
    int leader = -1;
    for (int m = 0; m < o->n_models; m++) {
        if (x->points[m] > best) {
            second = best;
            best = x->points[m];
            leader = m;
        } else if (x->points[m] > second) {
            second = x->points[m];
        }
    }
    int needed = o->info.min_facts < x->n_questions ? (int)o->info.min_facts : x->n_questions;
    x->model = -1;
    if (x->n_known < needed || leader < 0) {
        x->status = ORG_FEW_FACTS;
    } else if (best - second >= o->info.min_lead) {
        x->status = ORG_FOUND;
        x->model = leader;
    } else {
        x->status = o->mixed >= 0 ? ORG_MIXED : ORG_UNDECIDED;
        x->model = o->mixed;
    }
}

struct org_finding *organisation_check(const struct organisation *o, const struct answers *about, struct arena *a) {
    struct org_finding *findings = ARENA_ARRAY(a, N_FINDINGS, struct org_finding);
    for (int k = 0; k < N_FINDINGS; k++) {
        struct org_finding *x = &findings[k];
        x->kind = (enum finding_kind)k;
        x->points = ARENA_ARRAY(a, (size_t)o->n_models, double);
        x->reason = ARENA_ARRAY(a, (size_t)o->n_criteria + 1, const struct criterion *);
        weigh(o, about, x, a);
        decide(o, x);
    }
    return findings;
}
