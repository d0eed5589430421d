/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/respondent.h"

#include <string.h>

const struct raters *respondents(const struct report *r) {
    return r->assessment->units ? r->assessment->units->raters : r->assessment->raters;
}

const char *consolidation_word(const struct report *r, enum consolidation how) {
    static const enum word words[] = {WORD_RATERS_MEAN, WORD_RATERS_MEDIAN, WORD_RATERS_MIN, WORD_RATERS_MAX};
    return r->assessment->units ? W(r, AGGREGATE_MEAN) : report_word(r, words[how]);
}

const char *merged_text(const struct report *r, const struct merged *m) {
    const struct raters *x = respondents(r);
    struct buf list;
    buf_init(&list, BUF_MAX_DEFAULT);
    for (int i = 0; i < m->n; i++) {
        buf_printf(&list, "%s%s", i ? ", " : "", report_value(r, m->of[i], UNIT_SCORE3));
    }
    const char *all = arena_strndup(&r->doc->arena, list.data, list.len);
    buf_clear(&list);
    const char *how = consolidation_word(r, x->how), *n = report_count(r, m->n);
    return r->assessment->units ? FILL(r, UNITS_ANSWER, how, n, all) : FILL(r, RATERS_ANSWER, how, n, all);
}

const char *respondent_answer(const struct report *r, const struct question *q, const struct answer *a) {
    return a->state == ANSWER_BLANK       ? status_word(r, SCORE_BLANK)
           : a->state == ANSWER_NOT_ASKED ? W(r, MIX_NOT_ASKED)
                                          : report_answer_text(r, q, a);
}

int add_respondent_columns(const struct report *r, struct column *column, int width) {
    const struct raters *x = respondents(r);
    for (int i = 0; x && i < x->n; i++) {
        column[i] = (struct column){
            .key = doc_text(r->doc, "r%d", i + 1), .label = x->rater[i].name, .width = width, .is_wrapped = true};
    }
    return x ? x->n : 0;
}

struct cell cell_agreement(const struct report *r, const struct estimate *e, enum unit unit) {
    if (e->status == STAT_OK) {
        return cell_number(e->value, unit);
    }
    return cell_none(e->status == STAT_TOO_FEW    ? W(r, AGREEMENT_TOO_FEW)
                     : e->status == STAT_CONSTANT ? W(r, AGREEMENT_ALIKE)
                                                  : W(r, AGREEMENT_NONE),
                     stat_status_text(e->status));
}

/* ---- the summary's line ------------------------------------------------------------------------------------------ */

static const char *units_summary(const struct report *r) {
    const struct units *u = r->assessment->units;
    const char *n = report_count(r, u->raters->n);
    int weakest = units_weakest(u, 0, 0);
    if (weakest < 0) {
        return FILL(r, UNITS_SUMMARY_ONLY, n);
    }
    const struct score *s = units_score(u, weakest, 0, 0);
    return FILL(r, UNITS_SUMMARY, n, u->raters->rater[weakest].name,
                report_value(r, score_shown(s), report_score_unit(r)));
}

static const char *raters_summary(const struct report *r, const struct raters *x) {
    struct agreement g = raters_agreement(x, 0, 0);
    const struct estimate *same = &g.of[AGREEMENT_SAME], *kappa = &g.of[AGREEMENT_WEIGHTED];
    int n_settled = 0;
    for (int i = 0; i < x->n_divergences; i++) {
        n_settled += x->divergence[i].is_settled;
    }
    const char *first = FILL(r, RATERS_SUMMARY, report_count(r, x->n), consolidation_word(r, x->how),
                             report_count(r, x->n_divergences), report_count(r, n_settled));
    if (same->status != STAT_OK) {
        return first;
    }
    const char *share = report_value(r, same->value, UNIT_PERCENT), *n = report_count(r, (long)g.n);
    const char *second = kappa->status == STAT_OK
                             ? FILL(r, RATERS_SUMMARY_KAPPA, share, n, report_value(r, kappa->value, UNIT_SCORE3))
                             : FILL(r, RATERS_SUMMARY_SAME, share, n);
    bool is_latin = *first && (unsigned char)first[strlen(first) - 1] < 0x80; /* Japanese has no blank here */
    return doc_text(r->doc, "%s%s%s", first, is_latin ? " " : "", second);
}

const char *respondents_summary(const struct report *r) {
    const struct raters *x = respondents(r);
    return r->assessment->units ? units_summary(r) : x ? raters_summary(r, x) : NULL;
}

/* ---- how scores came about --------------------------------------------------------------------------------------- */

struct trace *report_traces(const struct report *r, int card) {
    const struct assessment *a = r->assessment;
    return a->units ? units_traces(a->units, card, &r->doc->arena)
                    : score_traces(&a->card[card], a->answers, &r->doc->arena);
}

struct score report_what_if(const struct report *r, int card, const struct what_if *w) {
    const struct assessment *a = r->assessment;
    return a->units ? units_what_if(a->units, card, w) : score_what_if(&a->card[card], a->answers, w);
}
