/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings: what an assessor should look at before the scores are believed, the most serious first, with the questions
   that they are about and their answers side by side. */
#include "report/finding_text.h"

#define MOST_QUESTIONS 3 /* in a cell; of a long row of the same answers the first and the last tell enough */

enum { C_SEVERITY, C_KIND, C_ID, C_TEXT, C_QUESTION, C_ANSWER, C_OTHER_QUESTION, C_OTHER_ANSWER, N_COLUMNS };

static bool has_content(const struct report *r) { return r->assessment->findings.n > 0; }

static const char *answer_of(const struct report *r, int question) {
    const struct answer *a = &r->assessment->answers->answer[question];
    if (a->state == ANSWER_BLANK) {
        return status_word(r, SCORE_BLANK);
    }
    return a->state == ANSWER_NOT_ASKED ? W(r, MIX_NOT_ASKED)
                                        : report_answer_text(r, &r->kit->questionnaire->question[question], a);
}

/* The questions, and their answers, each on lines of its own. */
static void fill_questions(struct report *r, struct cell *question, struct cell *answer, const int *list, int n) {
    const char *questions = "", *answers = "";
    for (int i = 0; i < n; i++) {
        const struct question *q = &r->kit->questionnaire->question[list[i]];
        const char *mark = i > 0 ? "\n" : "", *which = n > 1 ? doc_text(r->doc, "%s: ", q->name) : "";
        questions = doc_text(r->doc, "%s%s%s %s", questions, mark, q->name, report_text(r, &q->label));
        answers = doc_text(r->doc, "%s%s%s%s", answers, mark, which, answer_of(r, list[i]));
    }
    *question = cell_text(questions);
    *answer = cell_text(answers);
}

/* What a rule looks at, and what that asks for; of a long row its two ends. */
static void fill_sides(struct report *r, struct row *row, const struct finding *f) {
    const int *list;
    int n = finding_questions(f, &list), n_left = f->rule ? f->rule->n_of_when : n > 1 ? 1 : n, from = n_left;
    if (!f->rule && n > 1) {
        from = n - 1;
    }
    n_left = n_left > MOST_QUESTIONS ? MOST_QUESTIONS : n_left;
    int n_right = n - from > MOST_QUESTIONS ? MOST_QUESTIONS : n - from;
    if (n_left > 0) {
        fill_questions(r, &row->cell[C_QUESTION], &row->cell[C_ANSWER], list, n_left);
    }
    if (n_right > 0) {
        fill_questions(r, &row->cell[C_OTHER_QUESTION], &row->cell[C_OTHER_ANSWER], list + from, n_right);
    }
}

static void add_finding(struct report *r, struct table *t, const struct finding *f) {
    enum finding_severity severity = finding_severity(f->id);
    struct row *row = table_add_row(r->doc, t, finding_name(f->id));
    row->cell[C_SEVERITY] = cell_toned(finding_severity_word(r, severity), severity == FINDING_IS_SERIOUS ? TONE_WEAK
                                                                           : severity == FINDING_IS_CHECK ? TONE_FAIR
                                                                                                          : TONE_MUTED);
    row->cell[C_KIND] = cell_toned(finding_title(r, f->id), TONE_STRONG);
    row->cell[C_ID] = cell_text(r->kit->framework[f->card]->node[f->node].id);
    row->cell[C_TEXT] = cell_text(finding_text(r, f));
    fill_sides(r, row, f);
}

static void build(struct report *r, struct sheet *s) {
    const struct column columns[N_COLUMNS] = {
        [C_SEVERITY] = {.key = "severity", .label = W(r, AUDIT_SEVERITY), .width = 10},
        [C_KIND] = {.key = "finding", .label = W(r, COL_FINDING), .width = 20, .is_wrapped = true},
        [C_ID] = {.key = "id", .label = W(r, COL_ID), .width = 9},
        [C_TEXT] = {.key = "text", .label = W(r, COL_TEXT), .width = 46, .is_wrapped = true},
        [C_QUESTION] = {.key = "question", .label = W(r, COL_QUESTION), .width = 34, .is_wrapped = true},
        [C_ANSWER] = {.key = "answer", .label = W(r, COL_ANSWER), .width = 28, .is_wrapped = true},
        [C_OTHER_QUESTION] = {.key = "other_question",
                              .label = W(r, COL_OTHER_QUESTION),
                              .width = 34,
                              .is_wrapped = true},
        [C_OTHER_ANSWER] = {.key = "other_answer", .label = W(r, COL_OTHER_ANSWER), .width = 28, .is_wrapped = true}};
    const struct findings *f = &r->assessment->findings;
    add_sheet_head(r, s);
    struct table *t = add_table(r->doc, s, "findings", columns, N_COLUMNS);
    t->is_data = true;
    for (int id = 0; id < N_FINDING_IDS; id++) { /* kind by kind, the serious ones first */
        for (size_t i = 0; i < f->n; i++) {
            if (f->item[i].id == (enum finding_id)id) {
                add_finding(r, t, &f->item[i]);
            }
        }
    }
}

const struct report_sheet report_sheet_findings = {.id = "findings",
                                                   .summary = "what to look at before the scores are believed",
                                                   .kind = SHEET_DATA,
                                                   .is_landscape = true,
                                                   .has_content = has_content,
                                                   .build = build};
