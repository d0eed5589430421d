/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands before and behind the questions: read me, profile, evidence, and fingerprints for programs. */
#include <string.h>

#include "model/qtype.h"
#include "model/question_hash.h"
#include "report/form_part.h"

#define EVIDENCE_LINES 40
#define TEXT_MOST 500

static const char *model_label(const struct form *f) { return form_text(f, &f->kit->model->info.label); }

static void add_pair(struct form *f, struct table *t, const char *what, const char *value) {
    struct row *row = table_add_row(f->doc, t, NULL);
    row->cell[0] = cell_text(what);
    row->cell[1] = cell_text(value && *value ? value : "–");
}

/* ---- read me ----------------------------------------------------------------------------------------------------- */

static void add_identity(struct form *f, struct sheet *s) {
    const struct column columns[] = {{.key = "what", .label = "", .width = 3},
                                     {.key = "value", .label = "", .width = 9}};
    const struct questionnaire *q = f->questionnaire;
    struct table *t = add_table(f->doc, s, "identity", columns, ARRAY_LEN(columns));
    t->has_no_header = true;
    add_pair(f, t, FW(f, FORM_ID), q->info.id);
    add_pair(f, t, FW(f, VERSION), q->info.version);
    if (f->is_live) {
        add_pair(f, t, FW(f, MODEL), doc_text(f->doc, "%s, %s", model_label(f), f->kit->model->info.version));
    }
    add_pair(f, t, FW(f, FINGERPRINT), q->book.input.sha256);
}

static const char *live_text(struct form *f) {
    if (f->problem) {
        return fw_fill(f, FORM_WORD_NOT_LIVE, f->problem, "");
    }
    return f->is_live ? fw_fill(f, FORM_WORD_LIVE, model_label(f), "") : FW(f, NO_SCORE);
}

static void add_sheet_links(struct form *f, struct sheet *s) {
    const struct column columns[] = {{.key = "sheet", .label = FW(f, SHEETS), .width = 8},
                                     {.key = "lines", .label = FW(f, LINES), .width = 2}};
    struct table *t = add_table(f->doc, s, "sheets", columns, ARRAY_LEN(columns));
    for (int i = 0; i < f->n_areas; i++) {
        const struct form_area *a = &f->area[i];
        struct row *row = table_add_row(f->doc, t, NULL);
        row->cell[0] =
            cell_text(a->group >= 0 ? form_text(f, &f->questionnaire->question[a->group].label) : FW(f, QUESTIONS));
        row->cell[0].link = a->sheet;
        row->cell[1] = cell_number((double)a->n_lines, UNIT_COUNT);
    }
}

void form_add_readme(struct form *f) {
    static const enum form_word how[] = {FORM_WORD_HOW_1, FORM_WORD_HOW_2, FORM_WORD_HOW_3, FORM_WORD_HOW_4,
                                         FORM_WORD_HOW_5, FORM_WORD_HOW_6, FORM_WORD_HOW_7};
    struct sheet *s = doc_add_sheet(f->doc, "readme", fw_first(f, FORM_WORD_README), SHEET_PAGE);
    s->is_locked = true;
    add_heading(f->doc, s, 1, form_text(f, &f->questionnaire->info.title));
    const char *line[ARRAY_LEN(how)];
    int n = 0;
    for (size_t i = 0; i < ARRAY_LEN(how); i++) {
        if (how[i] != FORM_WORD_HOW_7 || f->request->from) {
            line[n++] = fw(f, how[i]);
        }
    }
    for (int i = 0; i < n; i++) {
        add_text(f->doc, s, doc_text(f->doc, "%d.  %s", i + 1, line[i]), TONE_PLAIN);
    }
    add_text(f->doc, s, live_text(f), TONE_PLAIN);
    add_heading(f->doc, s, 2, FW(f, SHEETS));
    add_sheet_links(f, s);
    add_heading(f->doc, s, 2, FW(f, ABOUT_FORM));
    add_identity(f, s);
}

/* ---- profile ----------------------------------------------------------------------------------------------------- */

struct setting {
    const char *key;
    enum form_word word;
    size_t offset;
};
#define SETTING(key, word)                                                                                             \
    { #key, FORM_WORD_##word, offsetof(struct answers_info, key) }

static void add_settings(struct form *f, struct sheet *s) {
    static const struct setting settings[] = {
        SETTING(organisation, ORGANISATION), SETTING(unit, UNIT),         SETTING(scope, SCOPE),
        SETTING(handling, HANDLING),         SETTING(assessor, ASSESSOR), SETTING(date, DATE_FILLED)};
    const struct column columns[] = {
        {.key = "key", .label = FW(f, ID), .width = 24},
        {.key = "label", .label = FW(f, WHAT), .width = 56, .is_wrapped = true},
        {.key = "value", .label = FW(f, YOUR_ENTRY), .width = 44, .is_wrapped = true, .is_entry = true}};
    struct table *t = add_table(f->doc, s, "settings", columns, ARRAY_LEN(columns));
    t->is_form = true;
    for (size_t i = 0; i < ARRAY_LEN(settings); i++) {
        struct row *row = table_add_row(f->doc, t, settings[i].key);
        const char *old =
            f->request->from ? *(const char *const *)((const char *)&f->request->from->info + settings[i].offset) : "";
        bool is_date = strcmp(settings[i].key, "date") == 0, is_name = strcmp(settings[i].key, "organisation") == 0;
        old = is_name && f->request->organisation ? f->request->organisation : is_date ? "" : old;
        row->cell[0] = cell_toned(settings[i].key, TONE_MUTED);
        row->cell[1] = cell_text(fw(f, settings[i].word));
        row->cell[2] = cell_text(old);
        row->cell[2].entry = is_date ? form_date_rule(f)
                             : strcmp(settings[i].key, "handling") == 0
                                 ? form_handling_rule(f)
                                 : form_text_rule(f, settings[i].word, NULL, TEXT_MOST);
    }
}

static void add_choices(struct form *f, const struct choice_list *list, const char *key) {
    for (int i = 0; i < list->n; i++) {
        struct row *row = table_add_row(f->doc, f->list, NULL);
        row->cell[0] = cell_text(key);
        row->cell[1] = cell_text(list->choice[i].name);
        row->cell[2] = cell_text(doc_text(f->doc, "%s/%s", key, list->choice[i].name));
        row->cell[3] = cell_text(form_options_text(f, list->choice[i].name, &list->choice[i].label));
    }
}

/* The rules of a sheet's lines are made for the form's questionnaire: these are for another. */
static const struct entry_rule *about_rule(struct form *f, int i, bool is_option) {
    struct form other = *f;
    other.questionnaire = f->request->about;
    struct form_line line = {.kind = is_option ? LINE_OPTION : LINE_QUESTION, .question = i};
    const struct choice_list *list = question_list(other.questionnaire, &other.questionnaire->question[i]);
    if (is_option) {
        line.first = f->yes_no;
        line.n = 2;
    } else if (list) {
        line.first = (int)f->list->n_rows;
        line.n = list->n;
        add_choices(f, list, doc_text(f->doc, "about:%s", list->name));
    }
    return form_line_rule(&other, &line);
}

static void add_about_row(struct form *f, struct table *t, const char *id, const char *label,
                          const struct entry_rule *rule) {
    struct row *row = table_add_row(f->doc, t, id);
    row->cell[0] = cell_toned(id, TONE_MUTED);
    row->cell[1] = cell_text(label);
    row->cell[2].entry = rule;
    row->cell[2].is_entry = rule != NULL;
}

static void add_about_question(struct form *f, struct table *t, int i) {
    const struct questionnaire *q = f->request->about;
    const struct question *x = &q->question[i];
    const struct choice_list *list = question_list(q, x);
    bool is_several = x->type->is_multiple;
    add_about_row(f, t, x->name, form_text(f, &x->label), is_several ? NULL : about_rule(f, i, false));
    for (int c = 0; is_several && c < list->n; c++) {
        if (strcmp(list->choice[c].name, "none") != 0) {
            const char *label = doc_text(f->doc, "•  %s", form_text(f, &list->choice[c].label));
            add_about_row(f, t, doc_text(f->doc, "%s/%s", x->name, list->choice[c].name), label,
                          about_rule(f, i, true));
        }
    }
}

static void add_about(struct form *f, struct sheet *s) {
    const struct column columns[] = {{.key = "question", .label = FW(f, ID), .width = 24},
                                     {.key = "label", .label = FW(f, QUESTION), .width = 56, .is_wrapped = true},
                                     {.key = "answer", .label = FW(f, ANSWER), .width = 44, .is_wrapped = true}};
    struct table *t = add_table(f->doc, s, "about", columns, ARRAY_LEN(columns));
    t->title = FW(f, ABOUT_ORGANISATION);
    t->is_form = true;
    for (int i = 0; i < f->request->about->n_questions; i++) {
        if (question_is_answered(&f->request->about->question[i])) {
            add_about_question(f, t, i);
        }
    }
}

void form_add_profile(struct form *f) {
    struct sheet *s = doc_add_sheet(f->doc, "profile", fw_first(f, FORM_WORD_PROFILE), SHEET_DATA);
    s->is_locked = true;
    add_heading(f->doc, s, 1, FW(f, PROFILE));
    add_settings(f, s);
    if (f->request->about && f->request->about != f->questionnaire) {
        add_about(f, s);
    }
}

/* ---- evidence ---------------------------------------------------------------------------------------------------- */

void form_add_evidence(struct form *f) {
    const struct entry_rule *text = form_text_rule(f, FORM_WORD_EVIDENCE, NULL, TEXT_MOST), *date = form_date_rule(f);
    const struct column columns[] = {
        {.key = "no", .label = FW(f, NUMBER), .width = 6, .is_entry = true, .entry = form_fixed_rule(f)},
        {.key = "title",
         .label = FW(f, EVIDENCE_TITLE),
         .width = 44,
         .is_wrapped = true,
         .is_entry = true,
         .entry = text},
        {.key = "kind",
         .label = FW(f, EVIDENCE_KIND),
         .width = 16,
         .is_wrapped = true,
         .is_entry = true,
         .entry = text},
        {.key = "place",
         .label = FW(f, EVIDENCE_PLACE),
         .width = 44,
         .is_wrapped = true,
         .is_entry = true,
         .entry = text},
        {.key = "date", .label = FW(f, EVIDENCE_DATE), .width = 12, .is_entry = true, .entry = date},
        {.key = "owner", .label = FW(f, OWNER), .width = 18, .is_wrapped = true, .is_entry = true, .entry = text},
        {.key = "reviewer",
         .label = FW(f, REVIEWER),
         .width = 18,
         .is_wrapped = true,
         .is_entry = true,
         .entry = text}};
    struct sheet *s = doc_add_sheet(f->doc, "evidence", fw_first(f, FORM_WORD_EVIDENCE), SHEET_DATA);
    s->is_landscape = s->is_locked = true;
    add_heading(f->doc, s, 1, FW(f, EVIDENCE));
    add_text(f->doc, s, FW(f, EVIDENCE_TEXT), TONE_PLAIN);
    struct table *t = add_table(f->doc, s, "evidence", columns, ARRAY_LEN(columns));
    t->is_form = t->has_filter = true;
    for (int i = 0; i < EVIDENCE_LINES; i++) {
        table_add_row(f->doc, t, NULL)->cell[0] = cell_number(i + 1, UNIT_COUNT);
    }
    form_set_age(f, t, "date");
}

/* ---- fingerprints ------------------------------------------------------------------------------------------------ */

static void add_fact(struct form *f, struct table *t, const char *key, const char *value) {
    add_pair(f, t, key, value);
    doc_add_property(f->doc, doc_text(f->doc, "psirtgauge.%s", key), value && *value ? value : "–");
}

static void add_question(struct form *f, struct table *t, const struct form_line *line) {
    const struct question *question = form_question(f, line);
    char hash[SHA256_TEXT_LEN + 1];
    question_hash(f->questionnaire, question, hash);
    struct row *row = table_add_row(f->doc, t, NULL);
    row->cell[0] = cell_text(doc_text(f->doc, "question:%s", line->id));
    row->cell[1] = cell_text(doc_text(f->doc, "%s", hash));
    for (int part = 0; part < N_QUESTION_PARTS; part++) {
        question_hash_part(f->questionnaire, question, (enum question_part)part, hash);
        row->cell[2 + part] = cell_text(doc_text(f->doc, "%s", hash));
    }
}

void form_add_meta(struct form *f) {
    const struct column columns[] = {{.key = "key", .label = "key", .width = 30},
                                     {.key = "value", .label = "value", .width = 70},
                                     {.key = "wording", .label = "wording", .width = 20},
                                     {.key = "choices", .label = "choices", .width = 20},
                                     {.key = "credits", .label = "credits", .width = 20}};
    const struct questionnaire *q = f->questionnaire;
    struct sheet *s = doc_add_sheet(f->doc, "meta", "_meta", SHEET_DATA);
    s->is_hidden = s->is_locked = true;
    struct table *t = add_table(f->doc, s, "meta", columns, ARRAY_LEN(columns));
    add_fact(f, t, "format", "1");
    add_fact(f, t, "program", f->request->program);
    add_fact(f, t, "form_id", q->info.id);
    add_fact(f, t, "version", q->info.version);
    add_fact(f, t, "questionnaire_sha256", q->book.input.sha256);
    for (int i = 0; i < f->kit->n_frameworks; i++) {
        const struct framework *x = f->kit->framework[i];
        add_fact(f, t, doc_text(f->doc, "framework_%d", i + 1), x->info.id);
        add_fact(f, t, doc_text(f->doc, "framework_%d_sha256", i + 1), x->book.input.sha256);
    }
    if (f->is_live) {
        add_fact(f, t, "model", f->kit->model->info.id);
        add_fact(f, t, "model_version", f->kit->model->info.version);
        add_fact(f, t, "model_sha256", f->kit->model->book.input.sha256);
    }
    for (size_t i = 0; i < f->n_lines; i++) {
        if (f->line[i].kind != LINE_OPTION) {
            add_question(f, t, &f->line[i]);
        }
    }
}
