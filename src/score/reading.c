/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each answer comes to, before policies: read once, however many layers, variants and cards look at it. */
#include <math.h>

#include "score/run.h"

/* ---- what is open ------------------------------------------------------------------------------------------------ */

struct open_search {
    const struct scoring_run *run;
    bool is_open;
};

static bool is_na_forbidden(const struct scoring_run *r, const struct question_in *in) {
    return in->place && run_na_policy(r, in->place->own) == NA_FORBID;
}

static bool is_missing(const struct scoring_run *r, int question) {
    const struct answer *a = &r->answers->answer[question];
    bool is_na = score_is_na(r->kit, a) && is_na_forbidden(r, &r->layout->question[question]);
    return is_na || score_is_missing(r->kit, a);
}

static void look_for_missing(void *context, const struct term *t) {
    struct open_search *s = context;
    s->is_open = s->is_open || s->run->open[t->question] || is_missing(s->run, t->question);
}

/* In the questions' order: a question is asked by what earlier ones say, and so are the groups it is in. */
void run_find_open(const struct scoring_run *r) {
    const struct questionnaire *q = r->kit->questionnaire;
    for (int i = 0; r->layout->has_conditions && i < q->n_questions; i++) {
        const struct question *x = &q->question[i];
        struct open_search s = {r, x->group >= 0 && r->open[x->group]};
        if (x->relevant) {
            condition_visit(x->relevant, look_for_missing, &s);
        }
        r->open[i] = s.is_open;
    }
}

/* ---- readings ---------------------------------------------------------------------------------------------------- */

static bool find_credit(const struct scoring_run *r, int i, double *credit) {
    const struct question_in *in = &r->layout->question[i];
    const struct answer *a = &r->answers->answer[i];
    if (in->credit && a->state != ANSWER_DK && !a->merged) {
        *credit = in->credit[a->choice];
        return !isnan(*credit);
    }
    const struct answer *twin = in->twin >= 0 ? &r->answers->answer[in->twin] : NULL;
    return score_credit(r->kit, &r->kit->questionnaire->question[i], a, twin, credit);
}

/* While an earlier answer is missing, the question may still come to be not asked, which counts 0: nothing is sure. A
   choice without a credit does not apply. */
static struct reading read_answer(const struct scoring_run *r, int i) {
    const struct question_in *in = &r->layout->question[i];
    const struct answer *a = &r->answers->answer[i];
    bool is_given = a->state == ANSWER_GIVEN || a->state == ANSWER_ALTERNATE || a->state == ANSWER_DK;
    bool is_open = r->open[i], is_forbidden = is_na_forbidden(r, in), is_na = score_is_na(r->kit, a);
    struct reading x = {.is_na = is_na && !is_forbidden,
                        .is_missing = score_is_missing(r->kit, a) || (is_na && is_forbidden),
                        .is_not_asked = a->state == ANSWER_NOT_ASKED};
    if (x.is_not_asked) { /* the first layer is looked at before */
        x.status = is_open ? SCORE_BLANK : SCORE_SCORED;
    } else if (x.is_missing) {
        x.status = SCORE_BLANK;
    } else if (is_given && find_credit(r, i, &x.credit)) {
        x.status = SCORE_SCORED;
        x.low_end = is_open ? 0 : x.credit;
    } else {
        x.status = is_open || is_forbidden ? SCORE_BLANK : SCORE_NA;
    }
    return x;
}

void run_read(const struct scoring_run *r) {
    for (int i = 0; i < r->kit->questionnaire->n_questions; i++) {
        if (r->layout->question[i].is_counted) {
            r->reading[i] = read_answer(r, i);
        }
    }
}
