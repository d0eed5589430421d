/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/raters.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/num.h"
#include "score/credit.h"
#include "score/raters_part.h"

/* ---- consolidating numbers --------------------------------------------------------------------------------------- */

static const char *const names[] = {"mean", "median", "min", "max"};

const char *consolidation_name(enum consolidation how) { return names[how]; }

bool consolidation_find(const char *name, enum consolidation *how) {
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        if (text_equal(names[i], name)) {
            *how = (enum consolidation)i;
            return true;
        }
    }
    return false;
}

static void sort_together(double *value, double *weight, int n) {
    for (int i = 1; i < n; i++) {
        for (int k = i;
             k > 0 && (value[k] < value[k - 1] || (weight && value[k] == value[k - 1] && weight[k] < weight[k - 1]));
             k--) {
            double v = value[k], w = weight ? weight[k] : 1;
            value[k] = value[k - 1];
            value[k - 1] = v;
            if (weight) {
                weight[k] = weight[k - 1];
                weight[k - 1] = w;
            }
        }
    }
}

/* From the smallest up, so that equal values give themselves. */
static double mean_of(const double *value, const double *weight, int n) {
    struct sum above = {0}, all = {0};
    for (int i = 0; i < n; i++) {
        sum_add(&above, (weight ? weight[i] : 1) * (value[i] - value[0]));
        sum_add(&all, weight ? weight[i] : 1);
    }
    double mean = sum_value(&all) > 0 ? value[0] + sum_value(&above) / sum_value(&all) : value[0];
    return mean > value[n - 1] ? value[n - 1] : mean;
}

double consolidate(enum consolidation how, double *value, double *weight, int n) {
    sort_together(value, weight, n);
    double low = value[(n - 1) / 2], high = value[n / 2];
    switch (how) {
    case CONSOLIDATE_MEDIAN:
        return low + (high - low) / 2;
    case CONSOLIDATE_MIN:
        return value[0];
    case CONSOLIDATE_MAX:
        return value[n - 1];
    default:
        return mean_of(value, weight, n);
    }
}

/* ---- ratings ----------------------------------------------------------------------------------------------------- */

/* The first question of the layer that decides about the node of a question; −1 where it is that layer itself. */
static int deciding_question(const struct raters *x, const struct question *q, const struct node_score *n) {
    for (int l = 0; l < x->kit->model->n_layers; l++) {
        if (n->question[l] >= 0 && x->kit->model->layer[l].role == ROLE_SCORE) {
            return l == q->layer ? -1 : n->question[l];
        }
    }
    return -1;
}

static bool is_na(const struct raters *x, const struct answers *a, const struct score *worth, int i) {
    const struct answer *own = &a->answer[i];
    return own->state != ANSWER_NOT_ASKED && (score_is_na(x->kit, own) || worth[i].status == SCORE_NA);
}

/* Not asked for sure: what that counts as is up to the layer that decides about the node. */
static enum rating_kind kind_not_asked(const struct raters *x, const struct answers *a, const struct score *worth,
                                       const struct node_score *n, const struct question *q) {
    int first = deciding_question(x, q, n);
    bool is_all_na = first >= 0, is_all_out = true;
    for (int i = first; i >= 0; i = x->kit->questionnaire->question[i].next) {
        is_all_na = is_all_na && is_na(x, a, worth, i);
        is_all_out = is_all_out && a->answer[i].state == ANSWER_NOT_ASKED;
    }
    return is_all_out ? RATING_OUT : is_all_na ? RATING_NA : RATING_ZERO;
}

static bool is_given(const struct answer *a) { return a->state == ANSWER_GIVEN || a->state == ANSWER_ALTERNATE; }

/* A question that the scores do not take up by its credit: of a layer of weights, what cannot apply, or of no node. */
static struct rating rating_beside(const struct raters *x, const struct question *q, const struct answer *a) {
    bool is_factor = q->layer >= 0 && q->layer != LAYER_NOT_APPLICABLE;
    if (a->state == ANSWER_NOT_ASKED) {
        return (struct rating){RATING_OUT, 0};
    }
    if (is_factor) {
        return (struct rating){is_given(a) ? RATING_CREDIT : RATING_NONE, score_factor(x->kit, q, a)};
    }
    return (struct rating){is_given(a) ? RATING_OTHER : a->state == ANSWER_NA ? RATING_NA : RATING_NONE, 0};
}

static struct rating rating_of(const struct raters *x, const struct answers *a, const struct scorecard *cards,
                               const struct score *worth, int i) {
    const struct question *q = &x->kit->questionnaire->question[i];
    bool is_scored = q->layer >= 0 && q->layer != LAYER_NOT_APPLICABLE;
    if (!is_scored || x->kit->model->layer[q->layer].role != ROLE_SCORE) {
        return rating_beside(x, q, &a->answer[i]);
    }
    if (a->answer[i].state == ANSWER_NOT_ASKED) {
        bool is_open = worth[i].status == SCORE_BLANK;
        const struct node_score *n = &cards[q->card].node[q->node];
        return (struct rating){is_open ? RATING_NONE : kind_not_asked(x, a, worth, n, q), 0};
    }
    if (score_has_value(&worth[i])) {
        return (struct rating){RATING_CREDIT, worth[i].value};
    }
    bool is_left_out = score_is_na(x->kit, &a->answer[i]) || worth[i].status == SCORE_NA;
    return (struct rating){is_left_out ? RATING_NA : RATING_NONE, 0};
}

void raters_rate(const struct raters *x, const struct answers *answers, const struct scorecard *cards, int rater,
                 struct rating *rating) {
    struct arena scratch = {0};
    struct score *worth = score_questions(cards, answers, &scratch);
    for (int i = 0; i < x->kit->questionnaire->n_questions; i++) {
        rating[i * x->n + rater] = rating_of(x, answers, cards, worth, i);
    }
    arena_clear(&scratch);
}

const struct rating *raters_rating(const struct raters *x, int question, int rater) {
    return &x->rating[question * x->n + rater];
}

bool raters_is_agreed(const struct raters *x, int question) {
    enum answer_state s = x->consensus ? x->consensus->answer[question].state : ANSWER_BLANK;
    return s != ANSWER_BLANK && s != ANSWER_NOT_ASKED;
}

/* ---- names ------------------------------------------------------------------------------------------------------- */

static bool is_taken(const struct raters *x, int before, const char *name) {
    for (int r = 0; r < before; r++) {
        if (text_equal(x->rater[r].name, name)) {
            return true;
        }
    }
    return false;
}

static const char *base_name(const struct answers *a, struct arena *arena) {
    const char *file = file_name(a->file), *dot = strrchr(file, '.');
    return dot && dot > file ? arena_strndup(arena, file, (size_t)(dot - file)) : file;
}

static bool is_shared(const struct raters_request *q, int r, const char *name) {
    for (int other = 0; other < q->n; other++) {
        if (other != r && text_equal(q->answers[other]->info.assessor, name)) {
            return true;
        }
    }
    return false;
}

/* Two of one name are told apart by their files, then by number. */
static const char *name_of(struct raters *x, const struct raters_request *q, int r) {
    const char *own = q->name ? q->name[r] : q->answers[r]->info.assessor, *file = base_name(q->answers[r], &x->arena);
    const char *name = !*own                              ? file
                       : is_shared(q, r, own) && !q->name ? arena_printf(&x->arena, "%s (%s)", own, file)
                                                          : own;
    const char *told = name;
    for (int i = 2; is_taken(x, r, told); i++) {
        told = arena_printf(&x->arena, "%s [%d]", name, i);
    }
    return told;
}

/* ---- building ---------------------------------------------------------------------------------------------------- */

static void merge_all(struct raters *x, const struct answers *const *all, const struct rating *rating,
                      struct answer *to) {
    for (int i = 0; i < x->kit->questionnaire->n_questions; i++) {
        to[i] = raters_merge(x, i, all, &rating[i * x->n]);
    }
}

static void warn_not_asked(const struct raters *x, struct diags *ds) {
    for (int i = 0; i < x->kit->questionnaire->n_questions; i++) {
        if (raters_is_agreed(x, i) && x->answers->answer[i].state == ANSWER_NOT_ASKED) {
            diag_add(ds, DIAG_ANSWER_NOT_ASKED, &x->consensus->answer[i].place,
                     x->kit->questionnaire->question[i].name);
        }
    }
}

/* Each assessor's answers with the agreed ones in place of theirs, consolidated. */
static void agree(struct raters *x, struct diags *ds) {
    size_t n = (size_t)x->kit->questionnaire->n_questions;
    struct answers **of = ARENA_ARRAY(&x->arena, (size_t)x->n, struct answers *);
    struct rating *after = ARENA_ARRAY(&x->arena, n * (size_t)x->n + 1, struct rating);
    for (int r = 0; r < x->n; r++) {
        of[r] = answers_replaced(x->rater[r].answers, x->consensus);
        struct scorecard *cards = score_answers(x->kit, of[r], &x->arena);
        raters_rate(x, of[r], cards, r, after);
    }
    x->before = x->answers->answer;
    x->answers->answer = ARENA_ARRAY(&x->arena, n + 1, struct answer);
    merge_all(x, (const struct answers *const *)of, after, x->answers->answer);
    raters_diverge(x, after);
    warn_not_asked(x, ds);
    for (int r = 0; r < x->n; r++) {
        answers_free(of[r]);
    }
}

static void count_answers(struct answers *x) {
    for (int i = 0; i < x->questionnaire->n_questions; i++) {
        enum answer_state s = x->answer[i].state;
        bool is_one = question_is_answered(&x->questionnaire->question[i]);
        x->n_given += is_one && (s == ANSWER_GIVEN || s == ANSWER_ALTERNATE);
        x->n_na += is_one && s == ANSWER_NA;
        x->n_blank += is_one && (s == ANSWER_BLANK || s == ANSWER_DK);
        x->n_not_asked += is_one && s == ANSWER_NOT_ASKED;
    }
}

static void take_raters(struct raters *x, const struct raters_request *q) {
    for (int r = 0; r < x->n; r++) {
        x->rater[r] = (struct rater){.answers = q->answers[r], .weight = q->weight ? q->weight[r] : 1};
        x->rater[r].name = name_of(x, q, r);
        x->rater[r].card = score_answers(x->kit, q->answers[r], &x->arena);
        raters_rate(x, q->answers[r], x->rater[r].card, r, x->rating);
    }
}

struct raters *raters_new(const struct raters_request *request, struct diags *ds) {
    struct raters *x = mem_alloc(1, sizeof *x);
    size_t n_questions = (size_t)request->kit->questionnaire->n_questions;
    *x = (struct raters){.kit = request->kit, .how = request->how, .n = request->n, .consensus = request->consensus};
    x->rater = ARENA_ARRAY(&x->arena, (size_t)x->n, struct rater);
    x->rating = ARENA_ARRAY(&x->arena, n_questions * (size_t)x->n + 1, struct rating);
    take_raters(x, request);
    x->answers = ARENA_NEW(&x->arena, struct answers);
    *x->answers = (struct answers){.file = request->answers[0]->file,
                                   .sha256 = x->n == 1 ? request->answers[0]->sha256 : "",
                                   .questionnaire = request->kit->questionnaire,
                                   .answer = ARENA_ARRAY(&x->arena, n_questions + 1, struct answer)};
    x->answers->info = raters_merge_info(x);
    const struct answers *const *of = (const struct answers *const *)request->answers;
    merge_all(x, of, x->rating, x->answers->answer);
    if (x->consensus) {
        agree(x, ds);
    } else {
        raters_diverge(x, NULL);
    }
    count_answers(x->answers);
    return x;
}

void raters_free(struct raters *x) {
    if (x) {
        arena_clear(&x->arena);
        mem_free(x);
    }
}
