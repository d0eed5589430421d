/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening an answer file and what follows from its answers; reading the two layouts is in answers_read.c. */
#include "model/answers.h"

#include <math.h>
#include <string.h>

#include "model/answers_form.h"
#include "model/answers_read.h"
#include "model/name_clean.h"
#include "model/qtype.h"
#include "table/choice.h"

#define INFO(member) offsetof(struct answers_info, member)

static const struct field info_fields[] = {
    {"form_id", FIELD_ID, FIELD_OPTIONAL, INFO(form_id), .help = "id of the questionnaire"},
    {"version", FIELD_TEXT, FIELD_OPTIONAL, INFO(version), .help = "its version"},
    {"organisation", FIELD_TEXT, FIELD_OPTIONAL, INFO(organisation), .help = "who was assessed"},
    {"unit", FIELD_TEXT, FIELD_OPTIONAL, INFO(unit), .help = "which part of it"},
    {"scope", FIELD_TEXT, FIELD_OPTIONAL, INFO(scope), .help = "products and sites that the answers are about"},
    {"handling", FIELD_TEXT, FIELD_OPTIONAL, INFO(handling), .help = "handling label such as TLP:AMBER"},
    {"assessor", FIELD_TEXT, FIELD_OPTIONAL, INFO(assessor), .help = "who answered"},
    {"date", FIELD_TEXT, FIELD_OPTIONAL, INFO(date), .help = "when, such as 2026-11-24"},
};
const struct schema answers_info_schema = {
    "settings", info_fields, ARRAY_LEN(info_fields), sizeof(struct answers_info), "what the answers are about", true};

const char *answer_state_name(enum answer_state s) {
    static const char *const names[] = {"blank", "answered", "na", "dk", "alternate", "not_asked"};
    return names[s];
}

/* ---- opening ----------------------------------------------------------------------------------------------- */

static bool plain_sheet(struct answers *x, struct diags *ds) {
    size_t before = ds->n_errors;
    const struct table_text *t = choice_table(&x->book.input, "answers", ds);
    if (ds->n_errors > before) {
        return false;
    }
    if (!t || t->n_rows == 0) {
        struct place at = {.file = x->file};
        diag_add(ds, DIAG_FILE_EMPTY, &at, "a header row and answers");
        return false;
    }
    x->sheet = book_plain_sheet(t);
    x->sheet.name = "answers";
    return true;
}

static bool book_sheets(struct answers *x, struct diags *ds) {
    static const char *const known[] = {"settings", "answers", "about", "evidence"}; /* evidence: for the reader */
    book_check_sheets(&x->book, known, ARRAY_LEN(known), ds);
    int n;
    struct answers_info *info = schema_load_sheet(&answers_info_schema, &x->book, &x->arena, &n, ds);
    if (info && n > 0) {
        x->info = info[0];
    }
    const struct book_sheet *sheet = book_sheet(&x->book, "answers");
    if (!sheet) {
        struct place at = {.file = x->file};
        diag_add(ds, DIAG_SHEET_MISSING, &at, "answers");
        return false;
    }
    x->sheet = *sheet;
    return true;
}

static bool find_sheet(struct answers *x, struct diags *ds) {
    struct input input;
    struct input_hints hints = {.leave_out = FILLED_COMPUTED};
    if (!choice_open_hinted(&input, x->file, &hints, ds)) {
        return false;
    }
    x->file = input.path;
    if (filled_is_form(&input)) {
        x->book.input = input;
        answers_open_form(x);
        return true;
    }
    if (!book_is_book(&input)) {
        x->book.input = input;
        return plain_sheet(x, ds);
    }
    return book_from_input(&x->book, &input, ds) && book_sheets(x, ds);
}

static const char *header(const struct answers *x, int column) {
    return table_cell(x->sheet.table, x->sheet.header_row, column);
}

/* As the schema of the long layout finds it: whichever case the name is written in. */
static int column_called(struct answers *x, const char *name) {
    int found = -1;
    for (int c = x->sheet.first_column; c < x->sheet.end_column && found < 0; c++) {
        found = strcmp(text_fold(&x->arena, header(x, c)), name) == 0 ? c : -1;
    }
    return found;
}

static void collect_names(struct answers *x) {
    int question = column_called(x, "question");
    x->layout = question >= 0 && column_called(x, "answer") >= 0 ? LAYOUT_LONG : LAYOUT_WIDE;
    bool is_long = x->layout == LAYOUT_LONG;
    size_t most = is_long ? x->sheet.end - x->sheet.first : (size_t)x->sheet.end_column;
    x->name = ARENA_ARRAY(&x->arena, most + 1, const char *);
    for (size_t i = 0; i < most; i++) {
        const char *cell = is_long ? table_cell(x->sheet.table, x->sheet.first + i, question) : header(x, (int)i);
        const char *name = text_trim(&x->arena, cell);
        if (*name) {
            x->name[x->n_names++] = name;
        }
    }
}

static const struct answers_info no_info = {.form_id = "",
                                            .version = "",
                                            .organisation = "",
                                            .unit = "",
                                            .scope = "",
                                            .handling = "",
                                            .assessor = "",
                                            .date = ""};

struct answers *answers_open(const char *path, struct diags *ds) {
    struct answers *x = mem_alloc(1, sizeof *x);
    *x = (struct answers){.file = path, .respondent_id = ""};
    x->info = no_info;
    if (!find_sheet(x, ds)) {
        answers_free(x);
        return NULL;
    }
    x->sha256 = x->book.input.sha256;
    if (x->layout != LAYOUT_FORM) {
        collect_names(x);
    }
    return x;
}

static bool has_about(const struct answers *x) {
    if (x->layout == LAYOUT_FORM) {
        return answers_form_has_about(x);
    }
    if (book_sheet(&x->book, "about")) {
        return true;
    }
    for (int i = 0; x->layout == LAYOUT_WIDE && i < x->n_names; i++) {
        if (answers_is_about_column(x->name[i])) {
            return true;
        }
    }
    return false;
}

struct answers *answers_about(const struct answers *x) {
    if (!has_about(x)) {
        return NULL;
    }
    struct answers *about = mem_alloc(1, sizeof *about);
    *about = (struct answers){.file = x->file,
                              .respondent_id = "",
                              .sha256 = x->sha256,
                              .book = x->book,
                              .layout = x->layout,
                              .sheet = x->sheet,
                              .name = x->name,
                              .n_names = x->n_names,
                              .form = x->form,
                              .info = x->info,
                              .is_about = true,
                              .is_borrowed = true};
    const struct book_sheet *own = x->layout == LAYOUT_FORM ? NULL : book_sheet(&x->book, "about");
    if (own) { /* a book, as web forms save it: long like its answers */
        about->sheet = *own;
        collect_names(about);
    }
    return about;
}

int answers_matches(const struct answers *x, const struct questionnaire *q, int *n_names) {
    int n = 0;
    for (int i = 0; i < x->n_names; i++) {
        bool is_wide = x->layout == LAYOUT_WIDE,
             is_skipped = is_wide && answers_is_about_column(x->name[i]) != x->is_about;
        n += !is_skipped && (is_wide ? answers_knows_column(q, x->name[i]) : questionnaire_find(q, x->name[i]) >= 0);
    }
    *n_names = x->n_names;
    return n;
}

void answers_free(struct answers *x) {
    if (x) {
        if (!x->is_borrowed) {
            book_close(&x->book);
        }
        arena_clear(&x->arena);
        mem_free(x);
    }
}

struct place answers_info_place(const struct answers *x, const char *name, struct arena *a) {
    if (x->layout == LAYOUT_FORM) {
        return answers_form_info_place(x, name, a);
    }
    return x->info.ref.sheet ? schema_place(&x->info.ref, name, a) : (struct place){.file = x->file, .field = name};
}

/* ---- what follows from the answers ------------------------------------------------------------------------- */

static bool has_answer(const struct answer *a) { return a->state != ANSWER_BLANK && a->state != ANSWER_NOT_ASKED; }

const char *answers_value(const void *answers, int question) {
    const struct answers *x = answers;
    return question >= 0 && has_answer(&x->answer[question]) ? x->answer[question].text : "";
}

struct self {
    const struct answers *x;
    int question;
};
static const char *value_or_self(const void *context, int question) {
    const struct self *s = context;
    return answers_value(s->x, question < 0 ? s->question : question);
}

static bool is_asked(const struct answers *x, int i, struct arena *scratch) {
    const struct question *question = &x->questionnaire->question[i];
    if (question->group >= 0 && x->answer[question->group].state == ANSWER_NOT_ASKED) {
        return false;
    }
    return !question->relevant || condition_is_true(question->relevant, answers_value, x, scratch);
}

static void check_constraint(struct answers *x, int i, struct arena *scratch, struct diags *ds) {
    const struct question *question = &x->questionnaire->question[i];
    struct answer *a = &x->answer[i];
    struct self self = {x, i};
    if (has_answer(a) && a->fit == ANSWER_FITS && question->constraint &&
        !condition_is_true(question->constraint, value_or_self, &self, scratch)) {
        const char *en = i18n_get(&question->constraint_message, "en"),
                   *ja = i18n_get(&question->constraint_message, "ja");
        diag_add(ds, DIAG_ANSWER_CONSTRAINT, &a->place, a->text, question->name, *en ? en : question->constraint_text,
                 *ja ? ja : question->constraint_text);
    }
}

/* Of a file with errors: what can be said of each answer by itself, so that one run names all mistakes. */
static void check_constraints(struct answers *x, struct diags *ds) {
    struct arena scratch = {0};
    for (int i = 0; i < x->questionnaire->n_questions; i++) {
        check_constraint(x, i, &scratch, ds);
    }
    arena_clear(&scratch);
}

static void count(struct answers *x, enum answer_state state) {
    x->n_given += state == ANSWER_GIVEN || state == ANSWER_ALTERNATE;
    x->n_na += state == ANSWER_NA;
    x->n_blank += state == ANSWER_BLANK || state == ANSWER_DK;
    x->n_not_asked += state == ANSWER_NOT_ASKED;
}

/* In the questions' order, since a question is relevant by the answers before it. */
static void settle(struct answers *x, struct diags *ds) {
    struct arena scratch = {0};
    for (int i = 0; i < x->questionnaire->n_questions; i++) {
        struct answer *a = &x->answer[i];
        const struct question *question = &x->questionnaire->question[i];
        if (!is_asked(x, i, &scratch)) {
            if (has_answer(a)) {
                diag_add(ds, DIAG_ANSWER_NOT_ASKED, &a->place, question->name);
            }
            a->state = ANSWER_NOT_ASKED;
        }
        check_constraint(x, i, &scratch, ds);
        if (question_is_answered(question)) {
            count(x, a->state);
        }
    }
    arena_clear(&scratch);
}

void answers_ask_again(struct answers *x) {
    struct arena scratch = {0};
    for (int i = 0; i < x->questionnaire->n_questions; i++) {
        struct answer *a = &x->answer[i];
        if (!is_asked(x, i, &scratch)) {
            a->state = ANSWER_NOT_ASKED;
        } else if (a->state == ANSWER_NOT_ASKED) {
            a->state = ANSWER_BLANK;
        }
    }
    arena_clear(&scratch);
}

const struct answer answer_none = {
    .choice = -1, .number = NAN, .text = "", .na_reason = "", .comment = "", .evidence = "", .owner = "", .date = ""};

/* A TLP label that does not exist protects nobody. Source: FIRST, Traffic Light Protocol 2.0; WHITE is 1.0's CLEAR. */
static void check_handling(struct answers *x, struct diags *ds) {
    static const char *const labels[] = {"TLP:RED",   "TLP:AMBER", "TLP:AMBER+STRICT",
                                         "TLP:GREEN", "TLP:CLEAR", "TLP:WHITE"};
    bool is_known = !text_starts_with(x->info.handling, "TLP");
    for (size_t i = 0; i < ARRAY_LEN(labels); i++) {
        is_known = is_known || strcmp(labels[i], x->info.handling) == 0;
    }
    if (!is_known) {
        struct place at = answers_info_place(x, "handling", &x->arena);
        diag_add(ds, DIAG_HANDLING_UNKNOWN, &at, x->info.handling);
    }
}

static void check_version(struct answers *x, struct diags *ds) {
    const struct questionnaire *q = x->questionnaire;
    if (x->is_about) {
        return; /* told of the whole file */
    }
    bool is_other = *x->info.form_id && !text_equal(x->info.form_id, q->info.id);
    if (is_other) {
        struct place id = answers_info_place(x, "form_id", &x->arena);
        diag_add(ds, DIAG_FORM_ID_OTHER, &id, x->info.form_id, q->info.id);
    }
    if (*x->info.date && !text_is_iso_date(x->info.date)) {
        struct place date = answers_info_place(x, "date", &x->arena);
        diag_add(ds, DIAG_VALUE_NOT_DATE, &date, x->info.date);
    }
    if (!x->is_earlier && !is_other && *x->info.version && *q->info.version &&
        strcmp(x->info.version, q->info.version) != 0) {
        struct place at = answers_info_place(x, "version", &x->arena);
        diag_add(ds, DIAG_QUESTIONNAIRE_OTHER_VERSION, &at, x->info.version, q->info.version);
    }
}

static void clean_names(struct answers *x, struct diags *ds) {
    const struct {
        const char *field, **text;
    } names[] = {{"organisation", &x->info.organisation}, {"unit", &x->info.unit}, {"assessor", &x->info.assessor}};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        struct place at = answers_info_place(x, names[i].field, &x->arena);
        *names[i].text = name_clean(*names[i].text, &at, &x->arena, ds);
    }
}

static void start(struct answers *x, const struct questionnaire *q) {
    x->questionnaire = q;
    x->answer = ARENA_ARRAY(&x->arena, (size_t)q->n_questions, struct answer);
    for (int i = 0; i < q->n_questions; i++) {
        x->answer[i] = answer_none;
    }
}

struct answers *answers_empty(const struct questionnaire *q, const struct input *in) {
    struct answers *x = mem_alloc(1, sizeof *x);
    *x = (struct answers){
        .file = in->path, .sha256 = in->sha256, .respondent_id = "", .info = no_info, .is_borrowed = true};
    start(x, q);
    return x;
}

bool answers_settle(struct answers *x, struct diags *ds) {
    size_t before = ds->n_errors;
    settle(x, ds);
    return ds->n_errors == before;
}

static bool read_sheet(struct answers *x, const struct questionnaire *q, struct diags *ds) {
    size_t before = ds->n_errors;
    start(x, q);
    if (x->layout == LAYOUT_FORM) {
        answers_read_form(x, ds);
    } else if (x->layout == LAYOUT_LONG) {
        answers_read_long(x, ds);
    } else {
        answers_read_wide(x, ds);
    }
    check_version(x, ds);
    clean_names(x, ds);
    return ds->n_errors == before;
}

bool answers_read(struct answers *x, const struct questionnaire *q, struct diags *ds) {
    size_t before = ds->n_errors;
    if (read_sheet(x, q, ds)) {
        settle(x, ds);
    } else {
        check_constraints(x, ds);
    }
    check_handling(x, ds);
    return ds->n_errors == before;
}

static void tell_earlier(const struct answers *x, struct diags *ds) {
    struct place at = {.file = x->file};
    for (int i = 0; i < x->n_gone; i++) {
        diag_add(ds, DIAG_FORM_QUESTION_GONE, &at, x->gone[i]);
    }
    for (int i = 0; i < x->questionnaire->n_questions; i++) {
        const struct answer *a = &x->answer[i];
        const char *name = x->questionnaire->question[i].name;
        if (a->fit == ANSWER_UNREADABLE) {
            diag_add(ds, DIAG_FORM_ANSWER_GONE, &a->place, a->text, name);
        } else if (a->fit == ANSWER_OTHER_QUESTION && a->state != ANSWER_BLANK) {
            diag_add(ds, DIAG_QUESTION_CHANGED, &a->place, name);
        }
    }
}

bool answers_read_earlier(struct answers *x, const struct questionnaire *q, struct diags *ds) {
    if (x->layout == LAYOUT_FORM) {
        return answers_read(x, q, ds); /* which tells by itself */
    }
    x->is_earlier = true;
    bool is_good = answers_read(x, q, ds);
    if (is_good) {
        tell_earlier(x, ds);
    }
    return is_good;
}

bool answers_read_part(struct answers *x, const struct questionnaire *q, struct diags *ds) {
    size_t before = ds->n_errors;
    read_sheet(x, q, ds);
    check_constraints(x, ds);
    check_handling(x, ds);
    for (int i = 0; i < q->n_questions; i++) {
        if (question_is_answered(&q->question[i])) {
            count(x, x->answer[i].state);
        }
    }
    return ds->n_errors == before;
}

/* ---- answers that replace others --------------------------------------------------------------------------- */

static struct answer replaced(const struct answer *own, const struct answer *over) {
    struct answer blank = answer_none;
    blank.place = own->place;
    return has_answer(over) ? *over : own->state == ANSWER_NOT_ASKED ? blank : *own;
}

struct answers *answers_replaced(const struct answers *x, const struct answers *over) {
    const struct questionnaire *q = x->questionnaire;
    struct answers *copy = mem_alloc(1, sizeof *copy);
    struct diags quiet = {0}; /* what is overruled has been agreed on */
    *copy = (struct answers){.file = x->file, .sha256 = x->sha256, .info = x->info, .questionnaire = q};
    copy->answer = ARENA_ARRAY(&copy->arena, (size_t)q->n_questions, struct answer);
    for (int i = 0; i < q->n_questions; i++) {
        copy->answer[i] = replaced(&x->answer[i], &over->answer[i]);
    }
    settle(copy, &quiet);
    diags_clear(&quiet);
    return copy;
}
