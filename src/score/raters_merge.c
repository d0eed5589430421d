/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One answer of several, and what an answer has beside it. */
#include <math.h>
#include <string.h>

#include "base/num.h"
#include "model/qtype.h"
#include "score/credit.h"
#include "score/raters_part.h"

/* Answers to one question as they are put together. */
struct merging {
    struct raters *x;
    const struct question *question;
    const struct answers *const *all; /* of each rater */
    const struct answer **of;         /* to this question */
    const struct rating *rating;
};

static bool counts(const struct rating *g) { return g->kind == RATING_CREDIT || g->kind == RATING_ZERO; }
/* Answered in a way that can be put together with others. */
static bool is_said(const struct rating *g) { return g->kind == RATING_CREDIT || g->kind == RATING_OTHER; }

bool answers_are_alike(const struct answer *a, const struct answer *b) {
    return a->state == b->state && a->choice == b->choice && text_equal(a->text, b->text);
}

static bool are_chosen_alike(const struct choice_list *list, const struct answer *a, const struct answer *b) {
    for (int i = 0; list && a->chosen && b->chosen && i < list->n; i++) {
        if (a->chosen[i] != b->chosen[i]) {
            return false;
        }
    }
    return true;
}

/* ---- texts beside an answer -------------------------------------------------------------------------------------- */

enum beside { BESIDE_REASON, BESIDE_COMMENT, BESIDE_EVIDENCE, BESIDE_OWNER };

static const char *text_beside(const struct answer *a, enum beside what) {
    const char *const all[] = {a->na_reason, a->comment, a->evidence, a->owner};
    return all[what];
}

static bool is_said_before(const struct merging *m, int r, enum beside what) {
    for (int other = 0; other < r; other++) {
        if (text_equal(text_beside(m->of[other], what), text_beside(m->of[r], what))) {
            return true;
        }
    }
    return false;
}

/* Each different text once; a comment with who made it, where more than one did. */
static const char *join_beside(const struct merging *m, enum beside what) {
    int n = 0;
    const char *all = "";
    for (int r = 0; r < m->x->n; r++) {
        n += *text_beside(m->of[r], what) && !is_said_before(m, r, what);
    }
    for (int r = 0; r < m->x->n; r++) {
        const char *text = text_beside(m->of[r], what);
        if (!*text || is_said_before(m, r, what)) {
            continue;
        }
        bool is_named = what == BESIDE_COMMENT && n > 1;
        text = is_named ? arena_printf(&m->x->arena, "%s: %s", m->x->rater[r].name, text) : text;
        all = *all ? arena_printf(&m->x->arena, "%s; %s", all, text) : text;
    }
    return all;
}

/* The oldest: evidence is as good as its oldest part. */
static const char *oldest_date(const struct merging *m) {
    const char *oldest = "";
    for (int r = 0; r < m->x->n; r++) {
        const char *date = m->of[r]->date;
        oldest = *date && (!*oldest || strcmp(date, oldest) < 0) ? date : oldest;
    }
    return oldest;
}

/* Consolidated like the credits, and rounded down. */
static int join_confidence(const struct merging *m) {
    int n = 0;
    double *value = ARENA_ARRAY(&m->x->arena, 2 * (size_t)m->x->n, double), *weight = value + m->x->n;
    for (int r = 0; r < m->x->n; r++) {
        if (m->of[r]->confidence > 0) {
            value[n] = m->of[r]->confidence;
            weight[n++] = m->x->rater[r].weight;
        }
    }
    return n ? (int)floor(consolidate(m->x->how, value, weight, n) + 1e-9) : 0;
}

static void put_beside(const struct merging *m, struct answer *a) {
    a->na_reason = join_beside(m, BESIDE_REASON);
    a->comment = join_beside(m, BESIDE_COMMENT);
    a->evidence = join_beside(m, BESIDE_EVIDENCE);
    a->owner = join_beside(m, BESIDE_OWNER);
    a->date = oldest_date(m);
    a->confidence = join_confidence(m);
}

/* ---- choices ----------------------------------------------------------------------------------------------------- */

/* Whether an assessor speaks about the options of what cannot apply: by naming some, or by answering the question that
   has them as options. */
static bool speaks_of_twin(const struct merging *m, int r) {
    const struct node_score *n = &m->x->rater[r].card[m->question->card].node[m->question->node];
    for (int l = 0; l < m->x->kit->model->n_layers; l++) {
        int i = n->question[l];
        bool is_several = i >= 0 && m->x->kit->questionnaire->question[i].type->is_multiple;
        if (is_several && m->all[r]->answer[i].state == ANSWER_GIVEN) {
            return true;
        }
    }
    return is_said(&m->rating[r]);
}

/* An option is chosen when chosen (1) and not (0), consolidated, come to a half; one cannot apply when all who speak
   about it say so. */
static bool is_chosen(const struct merging *m, int option) {
    bool is_twin = m->question->layer == LAYER_NOT_APPLICABLE;
    double *value = ARENA_ARRAY(&m->x->arena, 2 * (size_t)m->x->n, double), *weight = value + m->x->n;
    int n = 0;
    for (int r = 0; r < m->x->n; r++) {
        if (is_said(&m->rating[r]) || (is_twin && speaks_of_twin(m, r))) {
            value[n] = m->of[r]->chosen && m->of[r]->chosen[option];
            weight[n++] = m->x->rater[r].weight;
        }
    }
    return n && consolidate(is_twin ? CONSOLIDATE_MIN : m->x->how, value, weight, n) >= 0.5;
}

static void put_chosen(const struct merging *m, const struct choice_list *list, struct answer *a) {
    a->chosen = ARENA_ARRAY(&m->x->arena, (size_t)list->n + 1, bool);
    a->text = "";
    for (int i = 0; i < list->n; i++) {
        a->chosen[i] = is_chosen(m, i);
        if (a->chosen[i]) {
            a->text = arena_printf(&m->x->arena, "%s%s%s", a->text, *a->text ? " " : "", list->choice[i].name);
        }
    }
}

/* The ordinary choice with the highest credit that is not above; of equals the first. Where all are above, the
   lowest. */
static int choice_below(const struct merging *m, const struct choice_list *list, double credit) {
    int best = -1;
    double best_credit = 0;
    for (int i = 0; i < list->n; i++) {
        struct answer one = {.state = ANSWER_GIVEN, .choice = i};
        double own;
        if (list->choice[i].state != CHOICE_ORDINARY || !score_credit(m->x->kit, m->question, &one, NULL, &own)) {
            continue;
        }
        bool is_below = own <= credit + 1e-9, is_best_below = best >= 0 && best_credit <= credit + 1e-9;
        if (best < 0 || (is_below && (!is_best_below || own > best_credit)) ||
            (!is_below && !is_best_below && own < best_credit)) {
            best = i;
            best_credit = own;
        }
    }
    return best;
}

static void put_number(const struct merging *m, struct answer *a) {
    double *value = ARENA_ARRAY(&m->x->arena, 2 * (size_t)m->x->n, double), *weight = value + m->x->n;
    char text[NUM_TEXT_MAX];
    int n = 0;
    for (int r = 0; r < m->x->n; r++) {
        if (is_said(&m->rating[r]) && !isnan(m->of[r]->number)) {
            value[n] = m->of[r]->number;
            weight[n++] = m->x->rater[r].weight;
        }
    }
    if (n > 0) {
        a->number = consolidate(m->x->how, value, weight, n);
        a->text = arena_strdup(&m->x->arena, num_shortest(text, a->number));
    }
}

static void put_answer(const struct merging *m, double credit, struct answer *a) {
    const struct choice_list *list = question_list(m->x->kit->questionnaire, m->question);
    if (list && m->question->type->is_multiple) {
        put_chosen(m, list, a);
        return;
    }
    a->choice = list ? choice_below(m, list, credit) : -1;
    a->text = a->choice >= 0 ? list->choice[a->choice].name : a->text;
    if (!list) {
        put_number(m, a);
    }
}

/* ---- one answer -------------------------------------------------------------------------------------------------- */

/* The first rater whose rating is of the kind; −1. */
static int first_of(const struct merging *m, enum rating_kind kind) {
    for (int r = 0; r < m->x->n; r++) {
        if (m->rating[r].kind == kind) {
            return r;
        }
    }
    return -1;
}

static int first_in_state(const struct merging *m, enum answer_state state) {
    for (int r = 0; r < m->x->n; r++) {
        if (m->of[r]->state == state) {
            return r;
        }
    }
    return -1;
}

/* The answer of one of them that stands for all, since nobody's counts. */
static int one_for_all(const struct merging *m) {
    static const enum answer_state order[] = {ANSWER_NA, ANSWER_DK, ANSWER_GIVEN, ANSWER_ALTERNATE};
    bool has_na = first_of(m, RATING_NA) >= 0, has_out = first_of(m, RATING_OUT) >= 0;
    for (size_t s = 0; s < ARRAY_LEN(order); s++) {
        for (int r = 0; r < m->x->n; r++) {
            bool is_fit = has_na ? m->rating[r].kind == RATING_NA : !has_out;
            if (is_fit && m->of[r]->state == order[s]) {
                return r;
            }
        }
    }
    if (has_na || has_out) {
        return first_in_state(m, ANSWER_NOT_ASKED);
    }
    int blank = first_in_state(m, ANSWER_BLANK);
    return blank >= 0 ? blank : 0;
}

/* Whether two mean the same by the options that they chose: what cannot apply is the same for both. */
static bool have_same_twin(const struct merging *m, int r, int other) {
    const struct node_score *n = &m->x->rater[r].card[m->question->card].node[m->question->node];
    int twin = m->question->layer >= 0 && m->question->type->is_multiple ? n->question[LAYER_NOT_APPLICABLE] : -1;
    return twin < 0 || answers_are_alike(&m->all[r]->answer[twin], &m->all[other]->answer[twin]);
}

static bool are_same(const struct merging *m, int r, int other) {
    const struct choice_list *list = question_list(m->x->kit->questionnaire, m->question);
    return m->rating[r].credit == m->rating[other].credit && answers_are_alike(m->of[r], m->of[other]) &&
           are_chosen_alike(list, m->of[r], m->of[other]) && have_same_twin(m, r, other);
}

/* The first that counts, when all that count say the same; −1. */
static int same_for_all(const struct merging *m) {
    int first = -1;
    for (int r = 0; r < m->x->n; r++) {
        if (is_said(&m->rating[r])) {
            first = first < 0 ? r : first;
        }
        if (m->rating[r].kind == RATING_ZERO || (is_said(&m->rating[r]) && !are_same(m, first, r))) {
            return -1;
        }
    }
    return first;
}

static struct answer with_credit(const struct merging *m) {
    struct merged *merged = ARENA_NEW(&m->x->arena, struct merged);
    double *of = ARENA_ARRAY(&m->x->arena, 3 * (size_t)m->x->n, double), *value = of + m->x->n,
           *weight = value + m->x->n;
    for (int r = 0; r < m->x->n; r++) {
        if (counts(&m->rating[r])) {
            of[merged->n] = value[merged->n] = m->rating[r].credit;
            weight[merged->n++] = m->x->rater[r].weight;
        }
    }
    merged->of = of;
    merged->credit = consolidate(m->x->how, value, weight, merged->n);
    struct answer a = *m->of[first_of(m, RATING_CREDIT)];
    a.state = ANSWER_GIVEN;
    a.merged = merged;
    put_answer(m, merged->credit, &a);
    return a;
}

/* Without a credit: what all chose, or what was written, each text once, in the order of the alphabet. */
static struct answer without_credit(const struct merging *m) {
    const struct choice_list *list = question_list(m->x->kit->questionnaire, m->question);
    struct answer a = *m->of[first_of(m, RATING_OTHER)];
    if (list && m->question->type->is_multiple) {
        put_chosen(m, list, &a);
        return a;
    }
    const char *last = NULL, *all = "";
    for (;;) {
        const char *next = NULL;
        for (int r = 0; r < m->x->n; r++) {
            const char *text = m->of[r]->text;
            bool is_later = is_said(&m->rating[r]) && (!last || strcmp(text, last) > 0);
            next = is_later && (!next || strcmp(text, next) < 0) ? text : next;
        }
        if (!next) {
            break;
        }
        all = *all ? arena_printf(&m->x->arena, "%s | %s", all, next) : next;
        last = next;
    }
    a.choice = -1;
    a.number = NAN;
    a.text = all;
    return a;
}

struct answer raters_merge(struct raters *x, int question, const struct answers *const *all,
                           const struct rating *rating) {
    const struct answer **of = ARENA_ARRAY(&x->arena, (size_t)x->n, const struct answer *);
    struct merging m = {x, &x->kit->questionnaire->question[question], all, of, rating};
    for (int r = 0; r < x->n; r++) {
        of[r] = &all[r]->answer[question];
    }
    bool has_credit = first_of(&m, RATING_CREDIT) >= 0, has_other = first_of(&m, RATING_OTHER) >= 0;
    int same = same_for_all(&m);
    struct answer a;
    if (m.question->layer == LAYER_NOT_APPLICABLE && has_other) {
        a = without_credit(&m);
    } else if (same >= 0) {
        a = *of[same];
    } else if (has_credit) {
        a = with_credit(&m);
    } else if (has_other) {
        a = without_credit(&m);
    } else {
        int zero = first_of(&m, RATING_ZERO);
        a = *of[zero >= 0 ? zero : one_for_all(&m)];
    }
    put_beside(&m, &a);
    return a;
}
