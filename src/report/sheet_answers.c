/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers: every question with its answer in words, comment, evidence and owner. */
#include <string.h>

#include "report/part.h"
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
    return cell_text(report_answer_text(r, q, a));
}

static struct cell cell_credit(const struct report *r, const struct question *q, const struct answer *a) {
    double credit;
    int twin = r->assessment->card[q->card].node[q->node].question[LAYER_NOT_APPLICABLE];
    const struct answer *out = twin >= 0 ? &r->assessment->answers->answer[twin] : NULL;
    bool is_given = a->state == ANSWER_GIVEN && q->layer != LAYER_NOT_APPLICABLE;
    return is_given && score_credit(r->kit, q, a, out, &credit) ? cell_number(credit, UNIT_WEIGHT) : (struct cell){0};
}

static void fill(struct report *r, struct row *row, const struct question *q, const struct answer *a) {
    row->cell[C_QUESTION] = cell_toned(q->name, TONE_MUTED);
    row->cell[C_NODE] = cell_text(q->node_id);
    row->cell[C_WORDING] = cell_text(report_text(r, &q->label));
    row->cell[C_ANSWER] = cell_answer(r, q, a);
    row->cell[C_CREDIT] = q->layer >= 0 ? cell_credit(r, q, a) : (struct cell){0};
    row->cell[C_REASON] =
        a->state == ANSWER_NA && !*a->na_reason ? cell_toned(W(r, NO_REASON), TONE_NOTICE) : cell_text(a->na_reason);
    row->cell[C_CONFIDENCE] = a->confidence ? cell_number(a->confidence, UNIT_LEVEL) : (struct cell){0};
    row->cell[C_COMMENT] = cell_text(a->comment);
    row->cell[C_EVIDENCE] = cell_text(a->evidence);
    row->cell[C_OWNER] = cell_text(a->owner);
    row->cell[C_DATE] = cell_text(a->date);
}

static void build(struct report *r, struct sheet *s) {
    const struct column columns[N_COLUMNS] = {
        [C_QUESTION] = {.key = "question", .label = W(r, COL_QUESTION), .width = 12},
        [C_NODE] = {.key = "node", .label = W(r, COL_ID), .width = 9},
        [C_WORDING] = {.key = "wording", .label = W(r, COL_WORDING), .width = 44, .is_wrapped = true},
        [C_ANSWER] = {.key = "answer", .label = W(r, COL_ANSWER), .width = 44, .is_wrapped = true},
        [C_CREDIT] = {.key = "credit", .label = W(r, COL_CREDIT), .width = 9},
        [C_REASON] = {.key = "na_reason", .label = W(r, COL_NA_REASON), .width = 24, .is_wrapped = true},
        [C_CONFIDENCE] = {.key = "confidence", .label = W(r, COL_CONFIDENCE), .width = 11},
        [C_COMMENT] = {.key = "comment", .label = W(r, COL_COMMENT), .width = 40, .is_wrapped = true},
        [C_EVIDENCE] = {.key = "evidence", .label = W(r, COL_EVIDENCE), .width = 26, .is_wrapped = true},
        [C_OWNER] = {.key = "owner", .label = W(r, COL_OWNER), .width = 18, .is_wrapped = true},
        [C_DATE] = {.key = "date", .label = W(r, COL_DATE), .width = 11}};
    const struct questionnaire *q = r->kit->questionnaire;
    add_sheet_head(r, s);
    struct table *t = add_table(r->doc, s, "answers", columns, N_COLUMNS);
    t->is_data = true;
    for (int i = 0; i < q->n_questions; i++) {
        if (question_is_answered(&q->question[i])) {
            fill(r, table_add_row(r->doc, t, q->question[i].name), &q->question[i], &r->assessment->answers->answer[i]);
        }
    }
}

const struct report_sheet report_sheet_answers = {.id = "answers",
                                                  .summary = "every question with its answer, comment and evidence",
                                                  .kind = SHEET_DATA,
                                                  .is_landscape = true,
                                                  .build = build};
