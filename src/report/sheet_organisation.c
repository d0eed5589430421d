/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Organisation: the three findings on the organisational model, and the facts of the profile. */
#include "report/part.h"

static bool has_content(const struct report *r) { return r->assessment->organisation != NULL; }

static const char *verdict(const struct report *r, const struct org_finding *f) {
    if (f->status == ORG_FEW_FACTS) {
        return W(r, ORG_FEW_FACTS);
    }
    return f->model >= 0 ? report_text(r, &r->kit->organisation->model[f->model].label) : W(r, ORG_UNDECIDED);
}

static const char *points_text(const struct report *r, const struct org_finding *f) {
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    for (int m = 0; m < r->kit->organisation->n_models; m++) {
        const char *label = report_text(r, &r->kit->organisation->model[m].label);
        report_list_add(r, &b, doc_text(r->doc, "%s %s", label, report_value(r, f->points[m], UNIT_COUNT)));
    }
    const char *text = arena_strndup(&r->doc->arena, b.data, b.len);
    buf_clear(&b);
    return text;
}

static void add_verdicts(struct report *r, struct sheet *s) {
    static const enum word kinds[N_FINDINGS] = {WORD_ORG_STATED, WORD_ORG_DESCRIBED, WORD_ORG_SUGGESTED};
    const struct column columns[] = {{.key = "finding", .label = W(r, ORG_FINDING), .width = 40, .is_wrapped = true},
                                     {.key = "model", .label = W(r, ORG_MODEL), .width = 22},
                                     {.key = "rests_on", .label = W(r, ORG_RESTS_ON), .width = 22},
                                     {.key = "points", .label = W(r, ORG_POINTS), .width = 40, .is_wrapped = true}};
    struct table *t = add_table(r->doc, s, "organisation", columns, ARRAY_LEN(columns));
    for (int k = 0; k < N_FINDINGS; k++) {
        const struct org_finding *f = &r->assessment->organisation[k];
        struct row *row = table_add_row(r->doc, t, finding_kind_name(f->kind));
        row->cell[0] = cell_text(report_word(r, kinds[k]));
        row->cell[1] = cell_toned(verdict(r, f), f->model >= 0 ? TONE_STRONG : TONE_MUTED);
        row->cell[2] = cell_text(FILL(r, ORG_FACTS, report_count(r, f->n_known), report_count(r, f->n_questions)));
        row->cell[3] = cell_text(f->n_reasons ? points_text(r, f) : "");
        doc_add_fact(r->doc, (struct fact){.sheet = "organisation",
                                           .table = "model",
                                           .row = finding_kind_name(f->kind),
                                           .column = f->model >= 0 ? r->kit->organisation->model[f->model].id : "",
                                           .statistic = "finding",
                                           .status = org_status_name(f->status),
                                           .n = f->n_known});
    }
}

static void add_reasons(struct report *r, struct sheet *s) {
    static const enum word kinds[N_FINDINGS] = {WORD_ORG_STATED, WORD_ORG_DESCRIBED, WORD_ORG_SUGGESTED};
    const struct column columns[] = {{.key = "finding", .label = W(r, ORG_FINDING), .width = 30, .is_wrapped = true},
                                     {.key = "reason", .label = W(r, ORG_REASON), .width = 66, .is_wrapped = true},
                                     {.key = "model", .label = W(r, ORG_SPEAKS_FOR), .width = 20},
                                     {.key = "points", .label = W(r, ORG_WEIGHT), .width = 10}};
    add_heading(r->doc, s, 2, W(r, ORG_REASONS));
    struct table *t = add_table(r->doc, s, "organisation_reasons", columns, ARRAY_LEN(columns));
    for (int k = 0; k < N_FINDINGS; k++) {
        const struct org_finding *f = &r->assessment->organisation[k];
        for (int i = 0; i < f->n_reasons; i++) {
            struct row *row = table_add_row(r->doc, t, NULL);
            row->cell[0] = cell_text(report_word(r, kinds[k]));
            row->cell[1] = cell_text(report_text(r, &f->reason[i]->reason));
            row->cell[2] = cell_text(report_text(r, &r->kit->organisation->model[f->reason[i]->model].label));
            row->cell[3] = cell_number(f->reason[i]->points, UNIT_COUNT);
        }
    }
    t->note = report_text(r, &r->kit->organisation->info.source);
}

static void add_models(struct report *r, struct sheet *s) {
    const struct column columns[] = {
        {.key = "model", .label = W(r, ORG_MODEL), .width = 20},
        {.key = "description", .label = W(r, ORG_MEANS), .width = 100, .is_wrapped = true}};
    add_heading(r->doc, s, 2, W(r, ORG_MODELS));
    struct table *t = add_table(r->doc, s, "organisation_models", columns, ARRAY_LEN(columns));
    for (int m = 0; m < r->kit->organisation->n_models; m++) {
        struct row *row = table_add_row(r->doc, t, r->kit->organisation->model[m].id);
        row->cell[0] = cell_text(report_text(r, &r->kit->organisation->model[m].label));
        row->cell[1] = cell_text(report_text(r, &r->kit->organisation->model[m].description));
    }
}

static const char *answer_text(const struct report *r, const struct question *q, const struct answer *a) {
    const struct choice_list *list = question_list(r->kit->about, q);
    return list ? report_chosen_labels(r, list, a) : a->text;
}

static void add_facts(struct report *r, struct sheet *s) {
    const struct column columns[] = {{.key = "question", .label = W(r, COL_WORDING), .width = 60, .is_wrapped = true},
                                     {.key = "answer", .label = W(r, COL_ANSWER), .width = 60, .is_wrapped = true}};
    const struct questionnaire *q = r->kit->about;
    add_heading(r->doc, s, 2, W(r, ORG_PROFILE));
    struct table *t = add_table(r->doc, s, "organisation_profile", columns, ARRAY_LEN(columns));
    for (int i = 0; i < q->n_questions; i++) {
        const struct answer *a = &r->assessment->about->answer[i];
        if (question_is_answered(&q->question[i]) && a->state != ANSWER_BLANK && a->state != ANSWER_NOT_ASKED) {
            struct row *row = table_add_row(r->doc, t, q->question[i].name);
            row->cell[0] = cell_text(report_text(r, &q->question[i].label));
            row->cell[1] = cell_text(answer_text(r, &q->question[i], a));
        }
    }
}

static void build(struct report *r, struct sheet *s) {
    add_sheet_head(r, s);
    add_verdicts(r, s);
    add_reasons(r, s);
    add_models(r, s);
    add_facts(r, s);
}

const struct report_sheet report_sheet_organisation = {.id = "organisation",
                                                       .summary = "three findings on the organisational model",
                                                       .kind = SHEET_PAGE,
                                                       .has_content = has_content,
                                                       .build = build};
