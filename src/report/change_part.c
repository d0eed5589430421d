/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/change_part.h"

#include <string.h>

#include "base/file.h"

#define NONE "–"

bool report_has_changes(const struct report *r) { return r->request->changes != NULL; }

/* ---- scores ------------------------------------------------------------------------------------------------------ */

static enum unit change_unit(int decimals) {
    static const enum unit units[] = {UNIT_CHANGE0, UNIT_CHANGE1, UNIT_CHANGE, UNIT_CHANGE3};
    return units[decimals > 3 ? 3 : decimals];
}

static double change_on_scale(const struct score *now, double change) {
    return change * (now->scale->max - now->scale->min);
}

struct cell cell_change(const struct report *r, const struct score *before, const struct score *now) {
    double change;
    if (!before || !now || !change_between(before, now, &change)) {
        return cell_none(NONE, W(r, CHANGE_NO_SCORE));
    }
    return cell_number(change_on_scale(now, change), change_unit(now->scale->decimals));
}

struct cell cell_direction(const struct report *r, const struct score *before, const struct score *now) {
    switch (before && now ? change_direction(before, now) : DIRECTION_NONE) {
    case DIRECTION_UP:
        return cell_toned(W(r, DIRECTION_UP), TONE_STRONG);
    case DIRECTION_DOWN:
        return cell_toned(W(r, DIRECTION_DOWN), TONE_STRONG);
    case DIRECTION_SAME:
        return cell_toned(W(r, DIRECTION_SAME), TONE_MUTED);
    case DIRECTION_OPEN:
        return cell_toned(W(r, DIRECTION_OPEN), TONE_NOTICE);
    default:
        return (struct cell){0};
    }
}

struct cell cell_score_or_none(const struct report *r, const struct score *s) {
    return s ? cell_score(r, s) : cell_none(NONE, NULL);
}

/* ---- nodes ------------------------------------------------------------------------------------------------------- */

const char *fate_word(const struct report *r, enum fate f) {
    static const enum word words[N_FATES] = {WORD_FATE_SAME, WORD_FATE_PARTLY, WORD_FATE_CHANGED, WORD_FATE_NEW,
                                             WORD_FATE_GONE};
    return report_word(r, words[f]);
}

const char *fates_text(const struct report *r, int n_changed, int n_new, int n_gone) {
    const struct {
        int n;
        enum word word;
    } part[] = {{n_changed, WORD_CHANGE_N_CHANGED}, {n_new, WORD_CHANGE_N_NEW}, {n_gone, WORD_CHANGE_N_GONE}};
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    for (size_t i = 0; i < ARRAY_LEN(part); i++) {
        if (part[i].n > 0) {
            const char *const words[4] = {report_count(r, part[i].n), NULL};
            report_list_add(r, &b, report_fill_words(r, part[i].word, words));
        }
    }
    const char *text = arena_strndup(&r->doc->arena, b.data, b.len);
    buf_clear(&b);
    return text;
}

static const char *fate_remark(const struct report *r, const struct node_change *x) {
    if (x->fate == FATE_SAME) {
        return "";
    }
    if (x->fate != FATE_PARTLY) {
        return fate_word(r, x->fate);
    }
    const char *fates = fates_text(r, x->n_changed, x->n_new, x->n_gone);
    return x->n_changed + x->n_new == 0 ? FILL(r, CHANGE_ONLY_GONE, fates)
                                        : FILL(r, CHANGE_PARTLY, report_value(r, x->comparable, UNIT_PERCENT), fates);
}

const char *change_open_remark(const struct report *r, const struct node_change *x) {
    bool is_open = x->before && x->now && change_direction(&x->before->total, &x->now->total) == DIRECTION_OPEN;
    return is_open ? FILL(r, CHANGE_OPEN, report_count(r, x->before->n_blank), report_count(r, x->now->n_blank)) : "";
}

const char *node_remark(const struct report *r, const struct node_change *x) {
    const char *fate = fate_remark(r, x), *open = change_open_remark(r, x);
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    if (*fate) {
        report_list_add(r, &b, fate);
    }
    if (*open) {
        report_list_add(r, &b, open);
    }
    const char *text = arena_strndup(&r->doc->arena, b.data, b.len);
    buf_clear(&b);
    return text;
}

const char *node_change_label(const struct report *r, const struct node_change *x) {
    if (x->card >= 0) {
        return node_label(r, x->card, x->node);
    }
    const struct kit *then = r->request->changes->baseline->kit;
    int card, node;
    bool is_found = then && kit_find_node(then, x->id, &card, &node);
    return is_found ? report_text(r, &then->framework[card]->node[node].label) : "";
}

const char *node_change_title(const struct report *r, const struct node_change *x) {
    return x->card >= 0 ? node_title(r, x->card, x->node) : doc_text(r->doc, "%s %s", x->id, node_change_label(r, x));
}

/* ---- answers ----------------------------------------------------------------------------------------------------- */

/* The report as it would be with another questionnaire: for the labels of its choices. */
static const char *words_of(const struct report *r, const struct questionnaire *q, int i, const struct answer *a) {
    struct kit kit = *r->kit;
    struct report other = *r;
    kit.questionnaire = (struct questionnaire *)q;
    other.kit = &kit;
    switch (a->state) {
    case ANSWER_BLANK:
        return *a->text ? a->text : status_word(r, SCORE_BLANK);
    case ANSWER_NOT_ASKED:
        return W(r, MIX_NOT_ASKED);
    default:
        return report_answer_text(&other, &q->question[i], a);
    }
}

const char *answer_words_before(const struct report *r, const struct question_change *q) {
    const struct changes *c = r->request->changes;
    const struct answer *a = change_answer_before(c, q);
    return a ? words_of(r, changes_questionnaire(c, r->assessment), q->before, a) : NONE;
}

const char *answer_words_now(const struct report *r, const struct question_change *q) {
    return q->now >= 0 ? words_of(r, r->kit->questionnaire, q->now, &r->assessment->answers->answer[q->now]) : NONE;
}

const char *question_wording(const struct report *r, const struct question_change *q) {
    const struct questionnaire *then = changes_questionnaire(r->request->changes, r->assessment);
    return q->now >= 0      ? report_text(r, &r->kit->questionnaire->question[q->now].label)
           : q->before >= 0 ? report_text(r, &then->question[q->before].label)
                            : "";
}

/* ---- the headline ------------------------------------------------------------------------------------------------ */

const char *baseline_date(const struct report *r) {
    const struct answers *then = r->request->changes->baseline->answers;
    return *then->info.date ? then->info.date : file_name(then->file);
}

static const char *since_stage(const struct report *r, const char *since) {
    const struct profile_check *then = &r->request->changes->profile[0];
    if (r->kit->n_profiles == 0 || !then->profile) {
        return since;
    }
    const char *now = stage_label(r, 0, r->assessment->profile[0].reached);
    const char *before =
        then->reached < 0 ? W(r, STAGE_NONE) : report_text(r, &then->profile->stage[then->reached].label);
    return text_equal(before, now) ? FILL(r, SUMMARY_SINCE_STAGE_SAME, since, now)
                                   : FILL(r, SUMMARY_SINCE_STAGE, since, before, now);
}

const char *report_since(const struct report *r) {
    const struct changes *c = r->request->changes;
    const struct node_change *total = c ? changes_find(c, 0, 0) : NULL;
    double change;
    if (!total) {
        return NULL;
    }
    bool is_known = total->before && change_between(&total->before->total, &total->now->total, &change);
    if (!is_known) {
        return since_stage(r, FILL(r, SUMMARY_SINCE_NONE, baseline_date(r)));
    }
    const struct score *now = &total->now->total;
    const char *shown = report_value(r, change_on_scale(now, change), change_unit(now->scale->decimals));
    return since_stage(r, total->fate == FATE_SAME ? FILL(r, SUMMARY_SINCE, baseline_date(r), shown)
                                                   : FILL(r, SUMMARY_SINCE_PARTLY, baseline_date(r), shown,
                                                          report_value(r, total->comparable, UNIT_PERCENT)));
}

/* Two that are both told, and are not the same. */
static bool differ(const char *a, const char *b) { return *a && *b && !text_equal(a, b); }

const char *report_since_caveats(const struct report *r) {
    const struct changes *c = r->request->changes;
    const struct answers_info *then = &c->baseline->answers->info, *now = &r->assessment->answers->info;
    const struct node_change *total = changes_find(c, 0, 0);
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    if (total && *change_open_remark(r, total)) {
        report_sentence_add(&b, FILL(r, SUMMARY_SINCE_OPEN, report_count(r, total->before->n_blank),
                                     report_count(r, total->now->n_blank)));
    }
    if (c->basis == BASIS_ASSUMED) {
        report_sentence_add(&b, W(r, HISTORY_ASSUMED));
    }
    if (differ(then->date, now->date) && strcmp(then->date, now->date) > 0) {
        report_sentence_add(&b, FILL(r, SUMMARY_SINCE_LATER, then->date, now->date));
    }
    if (differ(then->organisation, now->organisation)) {
        report_sentence_add(&b, FILL(r, SUMMARY_SINCE_OTHER, then->organisation, now->organisation));
    } else if (differ(then->unit, now->unit)) {
        report_sentence_add(&b, FILL(r, SUMMARY_SINCE_OTHER, then->unit, now->unit));
    }
    const char *text = arena_strndup(&r->doc->arena, b.data, b.len);
    buf_clear(&b);
    return text;
}
