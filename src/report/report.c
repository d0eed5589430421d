/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/report.h"

#include <string.h>

#include "model/hint.h"
#include "report/part.h"

#define REPORT_SHEET(name) extern const struct report_sheet report_sheet_##name;
#include "report/sheet.def"
#undef REPORT_SHEET

static const struct report_sheet *const sheets[] = {
#define REPORT_SHEET(name) &report_sheet_##name,
#include "report/sheet.def"
#undef REPORT_SHEET
};

size_t report_sheet_count(void) { return ARRAY_LEN(sheets); }
const struct report_sheet *report_sheet_at(size_t i) { return sheets[i]; }

static const struct report_sheet *find_sheet(const char *id) {
    for (size_t i = 0; i < ARRAY_LEN(sheets); i++) {
        if (strcmp(sheets[i]->id, id) == 0) {
            return sheets[i];
        }
    }
    return NULL;
}

static void check_sheets(const struct plan *p, struct arena *a, struct diags *ds) {
    const char *ids[ARRAY_LEN(sheets)];
    for (size_t i = 0; i < ARRAY_LEN(sheets); i++) {
        ids[i] = sheets[i]->id;
    }
    for (int i = 0; i < p->n_sheets; i++) {
        if (!find_sheet(p->sheet[i].id)) {
            struct place at = schema_place(&p->sheet[i].ref, "id", a);
            diag_add(ds, DIAG_SHEET_PLAN_UNKNOWN, &at, p->sheet[i].id,
                     hint_list(ids, ARRAY_LEN(sheets), ARRAY_LEN(sheets), a),
                     hint_nearest(p->sheet[i].id, ids, ARRAY_LEN(sheets), a));
        }
    }
}

static void check_words(const struct plan *p, struct diags *ds) {
    struct place at = {.file = p->book.input.path, .sheet = "words"};
    for (int w = 0; w < N_WORDS; w++) {
        if (!plan_has_word(p, word_key((enum word)w))) {
            diag_add(ds, DIAG_LABEL_MISSING, &at, word_key((enum word)w));
        }
    }
}

bool report_check_plan(const struct plan *p, struct diags *ds) {
    size_t before = ds->n_errors;
    struct arena scratch = {0};
    check_sheets(p, &scratch, ds);
    check_words(p, ds);
    arena_clear(&scratch);
    return ds->n_errors == before;
}

void report_dress(struct report *r) {
    const struct report_request *q = r->request;
    const struct answers_info *info = &r->assessment->answers->info;
    struct doc *d = r->doc;
    d->subject = info->organisation;
    d->author = q->brand ? q->brand->info.name : q->program;
    d->handling = *info->handling ? info->handling : NULL;
    d->created = q->created;
    const char *footer = report_text(r, &r->kit->framework[0]->info.footer);
    d->footer = *footer ? footer : NULL;
    if (q->brand) {
        d->brand = (struct brand){.name = q->brand->info.name,
                                  .logo = q->brand->logo.len ? q->brand->logo.data : NULL,
                                  .logo_size = q->brand->logo.len,
                                  .dark = q->brand->dark,
                                  .accent = q->brand->accent,
                                  .footer = *q->brand->info.footer ? q->brand->info.footer : NULL};
    }
    doc_add_property(d, "questionnaire",
                     doc_text(d, "%s %s", r->kit->questionnaire->info.id, r->kit->questionnaire->info.version));
    doc_add_property(d, "model", doc_text(d, "%s %s", r->kit->model->info.id, r->kit->model->info.version));
    if (*r->assessment->answers->sha256) { /* of several files, the sheet of inputs has each one's */
        doc_add_property(d, "answers-sha256", r->assessment->answers->sha256);
    }
    doc_add_property(d, "program", q->program);
}

/* Whether a sheet of the plan is to be in this document. */
static bool is_wanted(const struct report *r, const struct plan_sheet *p) {
    const struct report_sheet *sheet = find_sheet(p->id);
    bool is_asked = p->is_used && (!r->request->is_summary || p->is_in_terminal);
    return is_asked && sheet && (!sheet->has_content || sheet->has_content(r));
}

bool report_shows(const struct report *r, const char *sheet) {
    const struct plan *p = r->request->plan;
    for (int i = 0; i < p->n_sheets; i++) {
        if (text_equal(p->sheet[i].id, sheet)) {
            return is_wanted(r, &p->sheet[i]);
        }
    }
    return false;
}

/* False after an error: there is nothing to show. */
static bool build_sheets(struct report *r, struct diags *ds) {
    const struct plan *p = r->request->plan;
    for (int i = 0; i < p->n_sheets; i++) {
        const struct plan_sheet *wanted = &p->sheet[i];
        if (is_wanted(r, wanted)) {
            const struct report_sheet *sheet = find_sheet(wanted->id);
            struct sheet *s = doc_add_sheet(r->doc, sheet->id, report_text(r, &wanted->label), sheet->kind);
            s->is_landscape = sheet->is_landscape;
            sheet->build(r, s);
        }
    }
    if (r->doc->n_sheets == 0 && !r->request->is_summary) {
        struct place at = {.file = p->book.input.path, .sheet = "sheets"};
        diag_add(ds, DIAG_PLAN_NO_CONTENT, &at);
    }
    return r->doc->n_sheets > 0 || r->request->is_summary;
}

bool report_assessment(const struct report_request *request, struct doc *d, struct diags *ds) {
    if (!report_check_plan(request->plan, ds)) {
        return false;
    }
    const struct assessment *x = request->assessment;
    struct report r = {request, x, x->kit, d, request->lang};
    const char *organisation = x->answers->info.organisation,
               *title = i18n_get(&request->plan->info.label, request->lang);
    doc_init(d, title, request->lang);
    if (*organisation) {
        d->title = doc_text(d, "%s – %s", title, organisation);
    }
    report_dress(&r);
    if (!request->is_data_only && !build_sheets(&r, ds)) {
        doc_clear(d);
        return false;
    }
    d->data = report_json(&r);
    return true;
}
