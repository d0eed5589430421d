/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where assessors do not say the same. */
#include <stdlib.h>
#include <string.h>

#include "score/raters_part.h"

const char *divergence_kind_name(enum divergence_kind k) {
    static const char *const names[] = {"applies", "credit", "options"};
    return names[k];
}

static bool is_said(const struct rating *g) { return g->kind == RATING_CREDIT || g->kind == RATING_OTHER; }

static bool is_said_otherwise(const struct raters *x, int question) {
    const struct answer *first = NULL;
    const struct choice_list *list = question_list(x->kit->questionnaire, &x->kit->questionnaire->question[question]);
    for (int r = 0; r < x->n; r++) {
        const struct answer *own = &x->rater[r].answers->answer[question];
        if (!is_said(raters_rating(x, question, r))) {
            continue;
        }
        first = first ? first : own;
        for (int i = 0; list && first->chosen && own->chosen && i < list->n; i++) {
            if (first->chosen[i] != own->chosen[i]) {
                return true;
            }
        }
        if (!first->chosen && !answers_are_alike(first, own)) {
            return true;
        }
    }
    return false;
}

bool raters_differ(const struct raters *x, int question, const struct rating *rating, struct divergence *d) {
    double low = 0, high = 0;
    int n = 0, n_out = 0;
    for (int r = 0; r < x->n; r++) {
        const struct rating *g = &rating[question * x->n + r];
        bool counts = g->kind == RATING_CREDIT || g->kind == RATING_ZERO;
        n_out += g->kind == RATING_NA || g->kind == RATING_OUT;
        low = counts && (n == 0 || g->credit < low) ? g->credit : low;
        high = counts && (n == 0 || g->credit > high) ? g->credit : high;
        n += counts;
    }
    *d = (struct divergence){.question = question, .spread = high - low, .kind = DIVERGENCE_CREDIT};
    if (n > 0 && n_out > 0) {
        d->kind = DIVERGENCE_APPLIES;
        d->spread = 1;
        return true;
    }
    return n > 1 && high - low > 1e-12;
}

/* What applies at all goes first, then the widest spread; then the order of the questions. */
static int by_size(const void *p, const void *q) {
    const struct divergence *a = p, *b = q;
    if (a->kind != b->kind && (a->kind == DIVERGENCE_APPLIES || b->kind == DIVERGENCE_APPLIES)) {
        return a->kind == DIVERGENCE_APPLIES ? -1 : 1;
    }
    return a->spread != b->spread ? (a->spread < b->spread ? 1 : -1) : a->question - b->question;
}

void raters_diverge(struct raters *x, const struct rating *after) {
    int n = x->kit->questionnaire->n_questions;
    x->divergence = ARENA_ARRAY(&x->arena, (size_t)n + 1, struct divergence);
    x->n_divergences = 0;
    for (int i = 0; i < n; i++) {
        struct divergence d, now;
        bool is_one = raters_differ(x, i, x->rating, &d);
        if (!is_one && is_said_otherwise(x, i)) {
            d = (struct divergence){.question = i, .kind = DIVERGENCE_OPTIONS};
            is_one = true;
        }
        if (is_one) {
            bool is_gone = after && d.kind != DIVERGENCE_OPTIONS && !raters_differ(x, i, after, &now);
            d.is_settled = raters_is_agreed(x, i) || is_gone;
            x->divergence[x->n_divergences++] = d;
        }
    }
    qsort(x->divergence, (size_t)x->n_divergences, sizeof *x->divergence, by_size);
}
