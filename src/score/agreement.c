/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/agreement.h"

#include <math.h>
#include <stdlib.h>

#include "model/qtype.h"
#include "score/credit.h"
#include "stats/estimate.h"
#include "stats/raters.h"

const char *agreement_name(enum agreement_id id) {
    static const char *const names[N_AGREEMENTS] = {"same",  "kappa", "weighted_kappa", "fleiss_kappa",
                                                    "icc_1", "icc_2", "icc_3",          "icc_2k"};
    return names[id];
}

struct subjects {
    const struct raters *x;
    struct arena arena;
    double *credit; /* n × raters, all questions */
    double *choice; /* n_choices × raters, of questions with one choice */
    double *level;  /* the credits that these can have, ascending */
    int n_levels;
};

static int by_value(const void *p, const void *q) {
    double a = *(const double *)p, b = *(const double *)q;
    return a < b ? -1 : a > b;
}

static void add_levels(struct subjects *s, const struct question *q) {
    const struct choice_list *list = question_list(s->x->kit->questionnaire, q);
    for (int i = 0; i < list->n; i++) {
        struct answer one = {.state = list->choice[i].state == CHOICE_ALTERNATE ? ANSWER_ALTERNATE : ANSWER_GIVEN,
                             .choice = i};
        double credit;
        bool is_level = list->choice[i].state == CHOICE_ORDINARY || list->choice[i].state == CHOICE_ALTERNATE;
        if (is_level && score_credit(s->x->kit, q, &one, NULL, &credit)) {
            s->level[s->n_levels++] = credit;
        }
    }
}

/* Sorted, each once. */
static void settle_levels(struct subjects *s) {
    int n = 0;
    qsort(s->level, (size_t)s->n_levels, sizeof *s->level, by_value);
    for (int i = 0; i < s->n_levels; i++) {
        if (n == 0 || s->level[i] - s->level[n - 1] > 1e-12) {
            s->level[n++] = s->level[i];
        }
    }
    s->n_levels = n;
}

static bool is_scored(const struct raters *x, const struct question *q) {
    return q->layer >= 0 && q->layer != LAYER_NOT_APPLICABLE && x->kit->model->layer[q->layer].role == ROLE_SCORE;
}

static void add_question(struct subjects *s, struct agreement *g, int i) {
    const struct question *q = &s->x->kit->questionnaire->question[i];
    bool is_choice = question_list(s->x->kit->questionnaire, q) && !q->type->is_multiple;
    int n = 0, n_asked = 0;
    for (int r = 0; r < s->x->n; r++) {
        const struct rating *rating = raters_rating(s->x, i, r);
        n += rating->kind == RATING_CREDIT;
        n_asked += s->x->rater[r].answers->answer[i].state != ANSWER_NOT_ASKED;
    }
    if (n < s->x->n) {
        g->n_left_out += n_asked > 0;
        return;
    }
    for (int r = 0; r < s->x->n; r++) {
        double credit = raters_rating(s->x, i, r)->credit;
        s->credit[g->n * (size_t)n + (size_t)r] = credit;
        if (is_choice) {
            s->choice[g->n_choices * (size_t)n + (size_t)r] = credit;
        }
    }
    g->n++;
    g->n_choices += is_choice;
    if (is_choice) {
        add_levels(s, q);
    }
}

static void collect(struct subjects *s, struct agreement *g, int card, int node) {
    const struct questionnaire *q = s->x->kit->questionnaire;
    size_t n = (size_t)q->n_questions * (size_t)s->x->n + 1, n_levels = 1;
    int end = s->x->kit->framework[card]->node[node].end;
    for (int i = 0; i < q->n_questions; i++) {
        const struct choice_list *list = question_list(q, &q->question[i]);
        n_levels += list ? (size_t)list->n : 0;
    }
    s->credit = ARENA_ARRAY(&s->arena, n, double);
    s->choice = ARENA_ARRAY(&s->arena, n, double);
    s->level = ARENA_ARRAY(&s->arena, n_levels, double);
    for (int i = 0; i < q->n_questions; i++) {
        const struct question *x = &q->question[i];
        if (is_scored(s->x, x) && x->card == card && x->node >= node && x->node < end) {
            add_question(s, g, i);
        }
    }
    settle_levels(s);
}

/* ---- statistics -------------------------------------------------------------------------------------------------- */

static struct estimate share_same(const struct subjects *s, const struct agreement *g) {
    size_t m = (size_t)s->x->n, same = 0;
    for (size_t i = 0; i < g->n; i++) {
        bool is_same = true;
        for (size_t r = 1; r < m; r++) {
            double off = s->credit[i * m + r] - s->credit[i * m];
            is_same = is_same && off < 1e-12 && off > -1e-12;
        }
        same += is_same;
    }
    return g->n ? estimate_value((double)same / (double)g->n, g->n) : estimate_status(STAT_TOO_FEW, 0);
}

static int code_of(const struct subjects *s, double credit) {
    int code = 0;
    while (code + 1 < s->n_levels && credit > s->level[code] + 1e-12) {
        code++;
    }
    return code;
}

static struct kappa kappa_of_pair(struct subjects *s, const struct agreement *g, const int pair[2],
                                  enum kappa_weights weights) {
    size_t k = (size_t)s->n_levels, m = (size_t)s->x->n;
    double *count = ARENA_ARRAY(&s->arena, k * k + 1, double), *scratch = ARENA_ARRAY(&s->arena, 4 * k + 1, double);
    for (size_t i = 0; i < g->n_choices; i++) {
        int a = code_of(s, s->choice[i * m + (size_t)pair[0]]), b = code_of(s, s->choice[i * m + (size_t)pair[1]]);
        count[(size_t)a * k + (size_t)b]++;
    }
    return kappa_two(count, s->n_levels, weights, scratch);
}

/* Of two: Cohen's; of more the mean over pairs, each of which must have one. */
static struct estimate mean_kappa(struct subjects *s, const struct agreement *g, enum kappa_weights weights) {
    struct sum all = {0};
    int n = 0;
    if (g->n_choices == 0) {
        return estimate_status(STAT_TOO_FEW, 0);
    }
    for (int a = 0; a < s->x->n; a++) {
        for (int b = a + 1; b < s->x->n; b++) {
            struct kappa k = kappa_of_pair(s, g, (int[]){a, b}, weights);
            if (k.status != STAT_OK) {
                return estimate_status(k.status, g->n_choices);
            }
            sum_add(&all, k.kappa);
            n++;
        }
    }
    return n ? estimate_value(sum_value(&all) / n, g->n_choices) : estimate_status(STAT_TOO_FEW, 0);
}

static struct estimate fleiss_of(struct subjects *s, const struct agreement *g) {
    size_t n = g->n_choices * (size_t)s->x->n;
    int *code = ARENA_ARRAY(&s->arena, n + 1, int);
    for (size_t i = 0; i < n; i++) {
        code[i] = code_of(s, s->choice[i]);
    }
    struct fleiss f = fleiss_kappa(code, g->n_choices, s->x->n, s->n_levels, &s->arena);
    return f.status == STAT_OK ? estimate_value(f.kappa, g->n_choices) : estimate_status(f.status, g->n_choices);
}

/* Without any spread among the questions, a ratio of variances can be none. */
static struct estimate defined(struct estimate e) {
    return isfinite(e.value) ? e : estimate_status(STAT_UNDEFINED, e.n);
}

static void put_icc(const struct subjects *s, struct agreement *g) {
    struct icc r = icc_of(s->credit, g->n, s->x->n, 0.95);
    for (int i = 0; i < 3; i++) {
        g->of[AGREEMENT_ICC_1 + i] = r.status == STAT_OK ? defined(r.single[i]) : estimate_status(r.status, g->n);
    }
    g->of[AGREEMENT_ICC_2K] = r.status == STAT_OK ? defined(r.average[1]) : estimate_status(r.status, g->n);
}

struct agreement raters_agreement(const struct raters *x, int card, int node) {
    struct subjects s = {.x = x};
    struct agreement g = {0};
    collect(&s, &g, card, node);
    g.of[AGREEMENT_SAME] = share_same(&s, &g);
    g.of[AGREEMENT_KAPPA] = mean_kappa(&s, &g, KAPPA_NOMINAL);
    g.of[AGREEMENT_WEIGHTED] = mean_kappa(&s, &g, KAPPA_QUADRATIC);
    g.of[AGREEMENT_FLEISS] = fleiss_of(&s, &g);
    put_icc(&s, &g);
    arena_clear(&s.arena);
    return g;
}
