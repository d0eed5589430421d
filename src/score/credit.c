/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "score/credit.h"

#include <math.h>

#include "model/qtype.h"

bool score_is_na(const struct kit *k, const struct answer *a) {
    if (a->state == ANSWER_NA) {
        return !k->model->info.na_unexplained || *a->na_reason;
    }
    return a->state == ANSWER_DK && k->model->info.dk == DK_NA;
}

bool score_is_missing(const struct kit *k, const struct answer *a) {
    bool is_dk = a->state == ANSWER_DK && k->model->info.dk == DK_BLANK;
    return a->state == ANSWER_BLANK || is_dk || (a->state == ANSWER_NA && !score_is_na(k, a));
}

static double fraction_of(const struct kit *k, double credit) {
    const struct scoring_info *m = &k->model->info;
    return fmin(fmax((credit - m->credit_min) / (m->credit_max - m->credit_min), 0), 1);
}

static bool is_choice_inapplicable(const struct choice *choice, const struct answer *not_applicable) {
    return not_applicable && not_applicable->state == ANSWER_GIVEN && text_has_word(not_applicable->text, choice->name);
}

bool score_stands_apart(const struct kit *k, const struct choice *choice) {
    return choice->state == CHOICE_ALTERNATE && (k->model->info.alternate != ALTERNATE_CREDIT || isnan(choice->credit));
}

static bool credit_of_several(const struct kit *k, const struct choice_list *list, const struct answer *a,
                              const struct answer *not_applicable, double *credit) {
    double got = 0, possible = 0;
    for (int i = 0; i < list->n; i++) {
        const struct choice *choice = &list->choice[i];
        bool is_apart = score_stands_apart(k, choice);
        bool is_out = isnan(choice->credit) || (!a->chosen[i] && is_choice_inapplicable(choice, not_applicable));
        if (is_apart && a->chosen[i]) {
            *credit = score_choice_credit(k, choice);
            return !isnan(*credit);
        }
        if (!is_apart && !is_out) {
            got += a->chosen[i] ? choice->credit : 0;
            possible += choice->credit;
        }
    }
    if (possible <= 0) {
        return false;
    }
    *credit = got / possible;
    return true;
}

/* From the number that is worth nothing to the one that is worth all; the first may be the larger. */
static bool credit_of_number(const struct question *question, double x, double *credit) {
    double from = question->credit_from, to = question->credit_to;
    if (isnan(x) || isnan(from) || isnan(to)) {
        return false;
    }
    *credit = fmin(fmax((x - from) / (to - from), 0), 1);
    return true;
}

double score_choice_credit(const struct kit *k, const struct choice *choice) {
    if (choice->state == CHOICE_ALTERNATE && k->model->info.alternate != ALTERNATE_CREDIT) {
        return k->model->info.alternate == ALTERNATE_FULL ? 1 : 0;
    }
    return isnan(choice->credit) ? NAN : fraction_of(k, choice->credit);
}

static bool credit_of_choice(const struct kit *k, const struct choice *choice, double *credit) {
    *credit = score_choice_credit(k, choice);
    return !isnan(*credit);
}

bool score_credit(const struct kit *k, const struct question *question, const struct answer *a,
                  const struct answer *not_applicable, double *credit) {
    const struct choice_list *list = question_list(k->questionnaire, question);
    if (a->merged) {
        *credit = a->merged->credit;
        return true;
    }
    if (a->state == ANSWER_DK) {
        *credit = 0;
        return k->model->info.dk == DK_ZERO;
    }
    if (!list) {
        return credit_of_number(question, a->number, credit);
    }
    if (question->type->is_multiple) {
        return credit_of_several(k, list, a, not_applicable, credit);
    }
    return credit_of_choice(k, &list->choice[a->choice], credit);
}

double score_lowest_credit(const struct kit *k, const struct question *question) {
    const struct choice_list *list = question_list(k->questionnaire, question);
    double lowest = NAN;
    for (int i = 0; list && !question->type->is_multiple && i < list->n; i++) {
        double credit;
        if (list->choice[i].state == CHOICE_ORDINARY && credit_of_choice(k, &list->choice[i], &credit)) {
            lowest = isnan(lowest) || credit < lowest ? credit : lowest;
        }
    }
    return isnan(lowest) ? 0 : lowest;
}

double score_factor(const struct kit *k, const struct question *question, const struct answer *a) {
    const struct choice_list *list = question_list(k->questionnaire, question);
    bool is_given = a->state == ANSWER_GIVEN || a->state == ANSWER_ALTERNATE;
    if (!is_given) {
        return 1;
    }
    double factor = a->merged                              ? a->merged->credit
                    : list && !question->type->is_multiple ? list->choice[a->choice].credit
                                                           : a->number;
    return isnan(factor) || factor < 0 ? 1 : factor;
}
