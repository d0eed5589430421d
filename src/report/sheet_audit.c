/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Audit: what was read (with hashes), with which versions, and every note and warning of the run. */
#include "report/respondent.h"

static const char *role_word(const struct report *r, const char *role) {
    static const struct named_word known[] = {{"answers", WORD_ROLE_ANSWERS},
                                              {"about", WORD_ROLE_ABOUT},
                                              {"consensus", WORD_ROLE_CONSENSUS},
                                              {"units", WORD_ROLE_UNITS},
                                              {"baseline", WORD_ROLE_BASELINE},
                                              {"baseline_questionnaire", WORD_ROLE_BASELINE_QUESTIONNAIRE},
                                              {"questionnaire", WORD_COVER_QUESTIONNAIRE},
                                              {"framework", WORD_COVER_FRAMEWORK},
                                              {"overlay", WORD_ROLE_OVERLAY},
                                              {"model", WORD_COVER_MODEL},
                                              {"profile", WORD_COVER_PROFILE},
                                              {"crosswalk", WORD_ROLE_CROSSWALK},
                                              {"standard", WORD_ROLE_STANDARD},
                                              {"profile_questionnaire", WORD_ROLE_ABOUT_QUESTIONNAIRE},
                                              {"organisation", WORD_ROLE_CRITERIA},
                                              {"plan", WORD_AUDIT_PLAN},
                                              {"brand", WORD_ROLE_BRAND},
                                              {"steps", WORD_ROLE_STEPS},
                                              {"logo", WORD_ROLE_LOGO}};
    return report_named_word(r, known, ARRAY_LEN(known), role);
}

static void add_inputs(struct report *r, struct sheet *s) {
    const struct column columns[] = {{.key = "role", .label = W(r, AUDIT_ROLE), .width = 22},
                                     {.key = "file", .label = W(r, AUDIT_FILE), .width = 46, .is_wrapped = true},
                                     {.key = "sha256", .label = "SHA-256", .width = 68}};
    add_heading(r->doc, s, 2, W(r, AUDIT_INPUTS));
    struct table *t = add_table(r->doc, s, "inputs", columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < r->request->n_inputs; i++) {
        const struct report_input *in = &r->request->input[i];
        struct row *row = table_add_row(r->doc, t, in->role);
        row->cell[0] = cell_text(role_word(r, in->role));
        row->cell[1] = cell_text(in->path);
        row->cell[2] = cell_toned(in->sha256, TONE_MUTED);
    }
}

static void add_pair(struct report *r, struct table *t, const char *label, const char *value) {
    struct row *row = table_add_row(r->doc, t, NULL);
    row->cell[0] = cell_toned(label, TONE_MUTED);
    row->cell[1] = cell_text(value);
}

static void add_version(struct report *r, struct table *t, enum word what, const char *id, const char *version) {
    add_pair(r, t, report_word(r, what), doc_text(r->doc, "%s %s", id, version));
}

static void add_run(struct report *r, struct sheet *s) {
    const struct column columns[] = {{.key = "what", .label = "", .width = 40},
                                     {.key = "value", .label = "", .width = 96, .is_wrapped = true}};
    const struct kit *k = r->kit;
    add_heading(r->doc, s, 2, W(r, AUDIT_RUN));
    struct table *t = add_table(r->doc, s, "run", columns, ARRAY_LEN(columns));
    t->has_no_header = true;
    add_pair(r, t, W(r, COVER_PROGRAM), r->request->program);
    add_pair(r, t, W(r, COVER_DATE), r->request->date);
    add_pair(r, t, W(r, AUDIT_SEED), doc_text(r->doc, "%llu", (unsigned long long)r->request->seed));
    add_version(r, t, WORD_COVER_QUESTIONNAIRE, k->questionnaire->info.id, k->questionnaire->info.version);
    for (int c = 0; c < k->n_frameworks; c++) {
        add_version(r, t, WORD_COVER_FRAMEWORK, k->framework[c]->info.id, k->framework[c]->info.version);
    }
    add_version(r, t, WORD_COVER_MODEL, k->model->info.id, k->model->info.version);
    for (int p = 0; p < k->n_profiles; p++) {
        add_version(r, t, WORD_COVER_PROFILE, k->profile[p]->info.id, k->profile[p]->info.version);
    }
    add_version(r, t, WORD_AUDIT_PLAN, r->request->plan->info.id, r->request->plan->info.version);
}

static void add_messages(struct report *r, struct sheet *s) {
    const struct column columns[] = {{.key = "severity", .label = W(r, AUDIT_SEVERITY), .width = 12},
                                     {.key = "place", .label = W(r, AUDIT_PLACE), .width = 36, .is_wrapped = true},
                                     {.key = "text", .label = W(r, COL_TEXT), .width = 66, .is_wrapped = true},
                                     {.key = "id", .label = W(r, COL_ID), .width = 22}};
    const struct diags *ds = r->request->diags;
    add_heading(r->doc, s, 2, W(r, AUDIT_MESSAGES));
    if (!ds || ds->n == 0) {
        add_text(r->doc, s, W(r, AUDIT_NO_MESSAGES), TONE_PLAIN);
        return;
    }
    struct table *t = add_table(r->doc, s, "messages", columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < ds->n; i++) {
        struct row *row = table_add_row(r->doc, t, diag_name(ds->item[i].id));
        row->cell[0] = cell_text(severity_name(ds->item[i].severity, r->lang));
        row->cell[1] = cell_text(diag_place(&r->doc->arena, &ds->item[i].place));
        row->cell[2] = cell_text(diag_text(&r->doc->arena, &ds->item[i], r->lang));
        row->cell[3] = cell_toned(diag_name(ds->item[i].id), TONE_MUTED);
    }
}

/* What the assessors had said where the consensus decides. */
static void add_consensus(struct report *r, struct sheet *s) {
    const struct raters *x = r->assessment->raters;
    if (!x || !x->consensus) {
        return;
    }
    struct column *columns = ARENA_ARRAY(&r->doc->arena, 3 + (size_t)x->n, struct column);
    columns[0] = (struct column){.key = "question", .label = W(r, COL_QUESTION), .width = 12};
    int n = 1 + add_respondent_columns(r, &columns[1], 28);
    columns[n++] = (struct column){.key = "before",
                                   .label = FILL(r, RATERS_CONSOLIDATED, consolidation_word(r, x->how)),
                                   .width = 20,
                                   .is_wrapped = true};
    columns[n++] = (struct column){.key = "agreed", .label = W(r, AUDIT_AGREED), .width = 28, .is_wrapped = true};
    add_heading(r->doc, s, 2, W(r, AUDIT_CONSENSUS));
    struct table *t = add_table(r->doc, s, "consensus", columns, n);
    for (int i = 0; i < r->kit->questionnaire->n_questions; i++) {
        const struct question *q = &r->kit->questionnaire->question[i];
        if (!raters_is_agreed(x, i)) {
            continue;
        }
        const struct answer *before = &x->before[i];
        struct row *row = table_add_row(r->doc, t, q->name);
        row->cell[0] = cell_toned(q->name, TONE_MUTED);
        for (int k = 0; k < x->n; k++) {
            row->cell[1 + k] = cell_text(respondent_answer(r, q, &x->rater[k].answers->answer[i]));
        }
        row->cell[1 + x->n] =
            cell_text(before->merged ? merged_text(r, before->merged) : respondent_answer(r, q, before));
        row->cell[2 + x->n] = cell_text(respondent_answer(r, q, &x->consensus->answer[i]));
    }
}

static void build(struct report *r, struct sheet *s) {
    s->is_landscape = true;
    add_sheet_head(r, s);
    add_run(r, s);
    add_inputs(r, s);
    add_consensus(r, s);
    add_messages(r, s);
}

const struct report_sheet report_sheet_audit = {.id = "audit",
                                                .summary = "inputs with hashes, versions, notes and warnings",
                                                .kind = SHEET_PAGE,
                                                .is_landscape = true,
                                                .build = build};
