/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers: every question with its answer in words, comment, evidence and owner. */
#include <string.h>

#include "report/respondent.h"
#include "score/credit.h"

enum {
    C_QUESTION,
    C_NODE,
    C_WORDING,
    C_ANSWER,
    C_CREDIT,
    C_REASON,
    C_CONFIDENCE,
    C_COMMENT,
    C_EVIDENCE,
    C_OWNER,
    C_DATE,
    N_COLUMNS
};

static struct cell cell_answer(const struct report *r, const struct question *q, const struct answer *a) {
    if (a->state == ANSWER_BLANK) {
        return cell_toned(status_word(r, SCORE_BLANK), TONE_NOTICE);
    }
    if (a->state == ANSWER_NOT_ASKED) {
        return cell_toned(W(r, MIX_NOT_ASKED), TONE_MUTED);
    }
    return cell_text(a->merged ? merged_text(r, a->merged) : report_answer_text(r, q, a));
}

static struct cell cell_credit(const struct report *r, const struct question *q, const struct answer *a) {
    double credit;
    int twin = r->assessment->card[q->card].node[q->node].question[LAYER_NOT_APPLICABLE];
    const struct answer *out = twin >= 0 ? &r->assessment->answers->answer[twin] : NULL;
    bool is_given = a->state == ANSWER_GIVEN && q->layer != LAYER_NOT_APPLICABLE;
    return is_given && score_credit(r->kit, q, a, out, &credit) ? cell_number(credit, UNIT_WEIGHT) : (struct cell){0};
}

/* The answers of several stand between the wording and what they come to. */
static struct cell *cell_at(const struct report *r, struct row *row, int column) {
    const struct raters *x = respondents(r);
    return &row->cell[x && column > C_WORDING ? column + x->n : column];
}

static void fill_respondents(struct report *r, struct row *row, int question) {
    const struct raters *x = respondents(r);
    const struct question *q = &r->kit->questionnaire->question[question];
    for (int i = 0; x && i < x->n; i++) {
        row->cell[C_WORDING + 1 + i] = cell_answer(r, q, &x->rater[i].answers->answer[question]);
    }
}

static void fill(struct report *r, struct row *row, const struct question *q, const struct answer *a) {
    row->cell[C_QUESTION] = cell_toned(q->name, TONE_MUTED);
    row->cell[C_NODE] = cell_text(q->node_id);
    row->cell[C_WORDING] = cell_text(report_text(r, &q->label));
    *cell_at(r, row, C_ANSWER) = cell_answer(r, q, a);
    *cell_at(r, row, C_CREDIT) = q->layer >= 0 ? cell_credit(r, q, a) : (struct cell){0};
    *cell_at(r, row, C_REASON) =
        a->state == ANSWER_NA && !*a->na_reason ? cell_toned(W(r, NO_REASON), TONE_NOTICE) : cell_text(a->na_reason);
    *cell_at(r, row, C_CONFIDENCE) = a->confidence ? cell_number(a->confidence, UNIT_LEVEL) : (struct cell){0};
    *cell_at(r, row, C_COMMENT) = cell_text(a->comment);
    *cell_at(r, row, C_EVIDENCE) = cell_text(a->evidence);
    *cell_at(r, row, C_OWNER) = cell_text(a->owner);
    *cell_at(r, row, C_DATE) = cell_text(a->date);
}

static const char *answer_label(const struct report *r) {
    const struct raters *x = respondents(r);
    return x ? FILL(r, RATERS_CONSOLIDATED, consolidation_word(r, x->how)) : W(r, COL_ANSWER);
}

/* In the order of the sheet, with the respondents'; returns how many. */
static int make_columns(const struct report *r, struct column *to) {
    const struct column columns[N_COLUMNS] = {
        [C_QUESTION] = {.key = "question", .label = W(r, COL_QUESTION), .width = 12},
        [C_NODE] = {.key = "node", .label = W(r, COL_ID), .width = 9},
        [C_WORDING] = {.key = "wording", .label = W(r, COL_WORDING), .width = 44, .is_wrapped = true},
        [C_ANSWER] = {.key = "answer", .label = answer_label(r), .width = 44, .is_wrapped = true},
        [C_CREDIT] = {.key = "credit", .label = W(r, COL_CREDIT), .width = 9},
        [C_REASON] = {.key = "na_reason", .label = W(r, COL_NA_REASON), .width = 24, .is_wrapped = true},
        [C_CONFIDENCE] = {.key = "confidence", .label = W(r, COL_CONFIDENCE), .width = 11},
        [C_COMMENT] = {.key = "comment", .label = W(r, COL_COMMENT), .width = 40, .is_wrapped = true},
        [C_EVIDENCE] = {.key = "evidence", .label = W(r, COL_EVIDENCE), .width = 26, .is_wrapped = true},
        [C_OWNER] = {.key = "owner", .label = W(r, COL_OWNER), .width = 18, .is_wrapped = true},
        [C_DATE] = {.key = "date", .label = W(r, COL_DATE), .width = 11}};
    int n = 0;
    for (int c = 0; c < N_COLUMNS; c++) {
        to[n++] = columns[c];
        n += c == C_WORDING ? add_respondent_columns(r, &to[n], 30) : 0;
    }
    return n;
}

static void build(struct report *r, struct sheet *s) {
    const struct questionnaire *q = r->kit->questionnaire;
    const struct raters *x = respondents(r);
    size_t most = N_COLUMNS + (x ? (size_t)x->n : 0);
    struct column *columns = ARENA_ARRAY(&r->doc->arena, most, struct column);
    int n = make_columns(r, columns);
    add_sheet_head(r, s);
    struct table *t = add_table(r->doc, s, "answers", columns, n);
    t->is_data = true;
    for (int i = 0; i < q->n_questions; i++) {
        if (question_is_answered(&q->question[i])) {
            struct row *row = table_add_row(r->doc, t, q->question[i].name);
            fill(r, row, &q->question[i], &r->assessment->answers->answer[i]);
            fill_respondents(r, row, i);
        }
    }
}

const struct report_sheet report_sheet_answers = {.id = "answers",
                                                  .summary = "every question with its answer, comment and evidence",
                                                  .kind = SHEET_DATA,
                                                  .is_landscape = true,
                                                  .build = build};
