/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/response_book.h"

#include <string.h>

#include "model/answers.h"
#include "model/qtype.h"

#define INFO(member) offsetof(struct response_book_info, member)
#define META(member) offsetof(struct response_meta, member)

static const char *const reconstructions[] = {"no", "margins", NULL};
static const struct field info_fields[] = {
    {"form_id", FIELD_ID, FIELD_REQUIRED, INFO(form_id), .help = "id of the questionnaire"},
    {"version", FIELD_TEXT, FIELD_OPTIONAL, INFO(version), .help = "its version"},
    {"title", FIELD_I18N, FIELD_OPTIONAL, INFO(title), .help = "what the survey is called"},
    {"organisation", FIELD_TEXT, FIELD_OPTIONAL, INFO(organisation), .help = "who asked, such as a council"},
    {"wave", FIELD_TEXT, FIELD_OPTIONAL, INFO(wave),
     .help = "round of the survey; a column of that name goes before it"},
    {"period", FIELD_TEXT, FIELD_OPTIONAL, INFO(period), .help = "when it was in the field: 2026-10-01/2026-10-14"},
    {"population", FIELD_INT, FIELD_OPTIONAL, INFO(population), .max = 2000000000,
     .help = "how many could answer, such as all members"},
    {"date", FIELD_TEXT, FIELD_OPTIONAL, INFO(date), .help = "as of when, such as 2026-11-24"},
    {"reconstructed", FIELD_WORD, FIELD_OPTIONAL, INFO(reconstructed), .words = reconstructions,
     .help = "margins: respondents are made so that the totals are those published"},
    {"source", FIELD_TEXT, FIELD_OPTIONAL, INFO(source), .help = "where the answers or totals come from"},
    {"note", FIELD_I18N, FIELD_OPTIONAL, INFO(note), .help = "what every report on it says"},
};
const struct schema response_book_info_schema = {
    "settings", info_fields, ARRAY_LEN(info_fields), sizeof(struct response_book_info), "what was asked, and of whom",
    true};

static const struct field meta_fields[] = {
    {"respondent_id", FIELD_TEXT, FIELD_OPTIONAL, META(respondent_id),
     .help = "who answered, as a code; each once a wave"},
    {"submitted", FIELD_TEXT, FIELD_OPTIONAL, META(submitted), .help = "when it was sent"},
    {"wave", FIELD_TEXT, FIELD_OPTIONAL, META(wave), .help = "round of the survey"},
    {"weight", FIELD_TEXT, FIELD_OPTIONAL, META(weight), .help = "weight of the respondent, above 0"},
    {"language", FIELD_TEXT, FIELD_OPTIONAL, META(language), .help = "language that was answered in"},
    {"consent", FIELD_TEXT, FIELD_OPTIONAL, META(consent), .help = "yes or no: may the answers be passed on"},
};
const struct schema response_meta_schema = {"responses",
                                            meta_fields,
                                            ARRAY_LEN(meta_fields),
                                            sizeof(struct response_meta),
                                            "a row a respondent; beside these, a column a question",
                                            true};

bool response_book_info(const struct book *b, struct response_book_info *info, struct arena *a, struct diags *ds) {
    size_t before = ds->n_errors;
    int n;
    const struct response_book_info *row = schema_load_sheet(&response_book_info_schema, b, a, &n, ds);
    bool is_read = row && n > 0 && ds->n_errors == before;
    if (is_read) {
        *info = row[0];
    }
    return is_read;
}

/* ---- columns and cells ------------------------------------------------------------------------------------------- */

static bool is_meta(const char *name) {
    for (size_t i = 0; i < ARRAY_LEN(meta_fields); i++) {
        if (strcmp(meta_fields[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* Question of a column; −1: none, which is told unless the column is known otherwise. */
static int question_of(const struct book_sheet *s, int column, const struct questionnaire *q, struct arena *a,
                       struct diags *ds) {
    const char *name = text_trim(a, table_cell(s->table, s->header_row, column));
    int i = questionnaire_find(q, name);
    if (i >= 0 && question_is_answered(&q->question[i])) {
        return i;
    }
    struct place at = book_place(s, s->header_row, column, name, a);
    const char *hint = *name && !is_meta(name) ? questionnaire_hint(q, name, a) : "";
    if (*hint || i >= 0) {
        diag_add(ds, DIAG_QUESTION_UNKNOWN, &at, name, q->info.id, hint);
    } else if (*name && !is_meta(name)) {
        diag_add(ds, DIAG_COLUMN_UNKNOWN, &at, name, "");
    }
    return -1;
}

static void check_column(const struct book_sheet *s, int column, const struct questionnaire *q, struct diags *ds) {
    struct arena scratch = {0};
    int i = question_of(s, column, q, &scratch, ds);
    for (size_t row = s->first; i >= 0 && row < s->end; row++) {
        struct place at = book_place(s, row, column, q->question[i].name, &scratch);
        bool is_number = table_kind_of(s->table, row, column) == TABLE_NUMBER;
        struct answer_text text = {text_clean(&scratch, table_cell(s->table, row, column)), &at, &scratch, is_number};
        struct answer answer = answer_none;
        if (*text.text) {
            q->question[i].type->read(q, &q->question[i], text, &answer, ds);
        }
    }
    arena_clear(&scratch);
}

static bool is_filled(const struct book_sheet *s, size_t row) {
    for (int c = s->first_column; c < s->end_column; c++) {
        if (!text_is_empty(table_cell(s->table, row, c))) {
            return true;
        }
    }
    return false;
}

size_t response_book_check(const struct book *b, const struct questionnaire *q, struct diags *ds) {
    const struct book_sheet *s = book_sheet(b, "responses");
    size_t n = 0;
    for (size_t row = s ? s->first : 0; s && row < s->end; row++) {
        n += is_filled(s, row);
    }
    if (n == 0) {
        struct place at = {.file = b->input.path, .sheet = "responses"};
        diag_add(ds, s ? DIAG_SHEET_EMPTY : DIAG_SHEET_MISSING, &at, "responses", "");
    }
    for (int c = s ? s->first_column : 0; n > 0 && c < s->end_column; c++) {
        check_column(s, c, q, ds);
    }
    return n;
}
