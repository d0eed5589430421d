/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/finding_text.h"

static const enum word titles[N_FINDING_IDS] = {
#define FINDING(id, name, severity) WORD_FINDING_##id,
#include "score/finding.def"
#undef FINDING
};
static const enum word texts[N_FINDING_IDS] = {
#define FINDING(id, name, severity) WORD_FINDING_##id##_TEXT,
#include "score/finding.def"
#undef FINDING
};

const char *finding_title(const struct report *r, enum finding_id id) { return report_word(r, titles[id]); }

/* The second word of each kind; the first is always the node. */
static const char *detail(const struct report *r, const struct finding *f) {
    const struct answer *a = f->question >= 0 ? &r->assessment->answers->answer[f->question] : NULL;
    switch (f->id) {
    case FINDING_NA_SHARE:
    case FINDING_NOT_RATED:
        return report_value(r, f->share, UNIT_PERCENT);
    case FINDING_NA_MANY:
        return report_count(r, (long)f->share);
    case FINDING_CONTRADICTION:
        return report_text(r, &f->rule->message);
    case FINDING_SAME_AS_EXAMPLE:
    case FINDING_STRAIGHT_RUN:
    case FINDING_STRAIGHT_SHARE:
        return f->word;
    case FINDING_BOTH_WAYS:
        return report_text(r, &f->choice->label);
    case FINDING_OLD_EVIDENCE:
        return a->date;
    case FINDING_LOW_CONFIDENCE:
        return report_count(r, a->confidence);
    default:
        return a ? a->text : "";
    }
}

/* Whether no rule makes not applicable a number. */
static bool leaves_na_out(const struct report *r) {
    for (int i = 0; i < r->kit->model->n_rules; i++) {
        if (r->kit->model->rule[i].na != NA_EXCLUDE) {
            return false;
        }
    }
    return true;
}

static const char *with_sentence(const struct report *r, const char *text, const char *sentence) {
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    report_sentence_add(&b, text);
    report_sentence_add(&b, sentence);
    const char *both = arena_strndup(&r->doc->arena, b.data, b.len);
    buf_clear(&b);
    return both;
}

/* "0.0004", "less than 0.0001" */
static const char *chance_text(const struct report *r, double rows) {
    char text[NUM_TEXT_MAX];
    return rows < 0.0001 ? W(r, FINDING_LESS_THAN) : arena_strdup(&r->doc->arena, num_fixed(text, rows, 4));
}

/* The third and fourth word. */
static const char *amount(const struct report *r, const struct finding *f) {
    const struct rule *rule = r->assessment->card[f->card].layout->card[f->card].node[f->node].own;
    switch (f->id) {
    case FINDING_NA_MANY:
        return report_count(r, rule->na_max);
    case FINDING_STRAIGHT_RUN:
        return report_count(r, f->n_questions);
    case FINDING_STRAIGHT_SHARE:
    case FINDING_SAME_AS_EXAMPLE:
        return report_count(r, (long)f->share);
    default:
        return report_value(r, r->kit->model->info.na_limit, UNIT_PERCENT);
    }
}

const char *finding_text(const struct report *r, const struct finding *f) {
    const char *of = f->id == FINDING_STRAIGHT_RUN ? chance_text(r, f->share) : report_count(r, f->n_of);
    const char *const words[4] = {node_title(r, f->card, f->node), detail(r, f), amount(r, f), of};
    const char *text = report_fill_words(r, texts[f->id], words);
    return f->id == FINDING_NA_SHARE && leaves_na_out(r) ? with_sentence(r, text, W(r, FINDING_NA_SHARE_LEFT)) : text;
}

const char *finding_severity_word(const struct report *r, enum finding_severity s) {
    static const enum word words[N_FINDING_SEVERITIES] = {WORD_FINDING_SERIOUS, WORD_FINDING_CHECK, WORD_FINDING_NOTE};
    return report_word(r, words[s]);
}

int finding_questions(const struct finding *f, const int **questions) {
    *questions = f->questions ? f->questions : &f->question;
    return f->questions ? f->n_questions : f->question >= 0;
}
