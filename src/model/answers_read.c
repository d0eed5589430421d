/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/answers_read.h"

#include <string.h>

#include "model/answers_aspect.h"
#include "model/qtype.h"
#include "model/question_hash.h"
#include "table/width.h"

#define LONG(member) offsetof(struct long_row, member)

/* A row of the long layout. The template that 'form' writes has wording, options and hint beside each id. */
struct long_row {
    struct row_ref ref;
    const char *question, *answer, *na_reason, *confidence, *comment, *evidence, *owner, *date;
    const char *label, *options, *hint, *hash;
};
static const struct field long_fields[] = {
    {"question", FIELD_ID, FIELD_REQUIRED, LONG(question), .help = "name of the question"},
    {"answer", FIELD_TEXT, FIELD_OPTIONAL, LONG(answer), .help = "choice, choices separated by blanks, number or text"},
    {"na_reason", FIELD_TEXT, FIELD_OPTIONAL, LONG(na_reason), .help = "why it is not applicable"},
    {"confidence", FIELD_TEXT, FIELD_OPTIONAL, LONG(confidence), .help = "1 (a guess) to 5 (evidence seen)"},
    {"comment", FIELD_TEXT, FIELD_OPTIONAL, LONG(comment), .help = "what the answer rests on"},
    {"evidence", FIELD_TEXT, FIELD_OPTIONAL, LONG(evidence), .help = "where the evidence is"},
    {"owner", FIELD_TEXT, FIELD_OPTIONAL, LONG(owner), .help = "who is responsible"},
    {"date", FIELD_TEXT, FIELD_OPTIONAL, LONG(date), .help = "date of the evidence, such as 2026-11-24"},
    {"label", FIELD_TEXT, FIELD_OPTIONAL, LONG(label), .help = "wording, for the reader; not used"},
    {"options", FIELD_TEXT, FIELD_OPTIONAL, LONG(options), .help = "the options, for the reader; not used"},
    {"hint", FIELD_TEXT, FIELD_OPTIONAL, LONG(hint), .help = "the hint, for the reader; not used"},
    {"hash", FIELD_TEXT, FIELD_OPTIONAL, LONG(hash), .help = "what was asked, as written by form; leave it as it is"},
};
const struct schema answers_long_schema = {"answers",
                                           long_fields,
                                           ARRAY_LEN(long_fields),
                                           sizeof(struct long_row),
                                           "answers of one organisation, a row a question",
                                           false};

/* ---- long -------------------------------------------------------------------------------------------------- */

/* Question of a row, or −1 after an error: unknown, a group, or answered by an earlier row. */
static int question_of(struct answers *x, const struct long_row *row, int *first_row, struct diags *ds) {
    struct place at = schema_place(&row->ref, "question", &x->arena);
    const struct questionnaire *q = x->questionnaire;
    int i = questionnaire_find(q, text_clean(&x->arena, row->question)); /* full-width letters too */
    if (i < 0 || !question_is_answered(&q->question[i])) {
        if (*row->question && answers_are_of_other_time(x)) {
            x->gone[x->n_gone++] = row->question;
        } else if (*row->question) {
            diag_add(ds, DIAG_QUESTION_UNKNOWN, &at, row->question, q->info.id,
                     diags_are_full(ds) ? "" : questionnaire_hint(q, row->question, &x->arena));
        }
        return -1;
    }
    if (first_row[i] > 0) {
        diag_add(ds, DIAG_ANSWER_TWICE, &at, row->question, arena_printf(&x->arena, "%d", first_row[i]));
        return -1;
    }
    first_row[i] = (int)at.line;
    return i;
}

static bool is_number(const struct answers *x, size_t row, const struct place *at) {
    return table_kind_of(x->sheet.table, row, at->column - 1) == TABLE_NUMBER;
}

static void read_row(struct answers *x, const struct long_row *row, int *first_row, struct diags *ds) {
    int i = question_of(x, row, first_row, ds);
    if (i < 0) {
        return;
    }
    struct answer *a = &x->answer[i];
    struct place at = schema_place(&row->ref, "answer", &x->arena);
    struct answer_cell answer = {row->answer, is_number(x, row->ref.row, &at), &at};
    answers_set_answer(x, i, &answer, ds);
    struct place at_confidence = schema_place(&row->ref, "confidence", &x->arena);
    struct answer_cell confidence = {row->confidence, false, &at_confidence};
    answers_set_confidence(x, a, &confidence, ds);
    struct place at_date = schema_place(&row->ref, "date", &x->arena);
    struct answer_cell date = {row->date, false, &at_date};
    answers_set_date(x, a, &date, ds);
    a->na_reason = row->na_reason;
    a->comment = row->comment;
    a->evidence = row->evidence;
    a->owner = row->owner;
    if (*row->hash) {
        struct place hash = schema_place(&row->ref, "hash", &x->arena);
        answers_check_hash(x, i, row->hash, &hash, ds);
    }
    answers_check_reason(x, i, ds);
}

void answers_read_long(struct answers *x, struct diags *ds) {
    size_t n;
    int *first_row = ARENA_ARRAY(&x->arena, (size_t)x->questionnaire->n_questions, int);
    struct long_row *row = schema_load(&answers_long_schema, &x->book, &x->sheet, &x->arena, &n, ds);
    x->gone = ARENA_ARRAY(&x->arena, n + 1, const char *);
    for (size_t i = 0; row && i < n; i++) {
        x->has_hashes = x->has_hashes || question_hash_is_one(row[i].hash);
    }
    for (size_t i = 0; row && i < n; i++) {
        read_row(x, &row[i], first_row, ds);
    }
}

/* ---- wide -------------------------------------------------------------------------------------------------- */

/* What a column may tell of the question NAME: its name is the question's and, behind it, one of these endings. */
enum aspect {
    ASPECT_ANSWER,
    ASPECT_WHY,
    ASPECT_CONFIDENCE,
    ASPECT_COMMENT,
    ASPECT_EVIDENCE,
    ASPECT_OWNER,
    ASPECT_DATE
};
static const struct field wide_question_fields[] = {
    [ASPECT_ANSWER] = {.name = "NAME", .help = "choice, choices separated by blanks, number or text"},
    [ASPECT_WHY] = {.name = "NAME_why", .help = "why it is not applicable"},
    [ASPECT_CONFIDENCE] = {.name = "NAME_confidence", .help = "1 (a guess) to 5 (evidence seen)"},
    [ASPECT_COMMENT] = {.name = "NAME_comment", .help = "what the answer rests on"},
    [ASPECT_EVIDENCE] = {.name = "NAME_evidence", .help = "where the evidence is"},
    [ASPECT_OWNER] = {.name = "NAME_owner", .help = "who is responsible"},
    [ASPECT_DATE] = {.name = "NAME_date", .help = "date of the evidence, such as 2026-11-24"},
};
const struct schema answers_wide_question_schema = {
    "answers", wide_question_fields, ARRAY_LEN(wide_question_fields), 0, "a question called NAME", false};

/* What survey tools add; known so that it is not taken for a misspelt question. */
static const struct field wide_row_fields[] = {
    {.name = "respondent_id", .help = "who answered, as a code; not used in an assessment"},
    {.name = "submitted", .help = "when it was sent; not used in an assessment"},
    {.name = "wave", .help = "round of a survey; not used in an assessment"},
    {.name = "weight", .help = "weight of a respondent; not used in an assessment"},
    {.name = "language", .help = "language that was answered in; not used in an assessment"},
    {.name = "consent", .help = "consent to a survey; not used in an assessment"},
};
const struct schema answers_wide_row_schema = {"answers", wide_row_fields,         ARRAY_LEN(wide_row_fields),
                                               0,         "what survey tools add", false};

static const char *ending(size_t aspect) { return wide_question_fields[aspect].name + strlen("NAME"); }

/* Question and aspect of a column name: "d_2_1_1", "d_2_1_1_why". −1 when it is neither. */
static int question_called(const struct questionnaire *q, const char *name, enum aspect *aspect) {
    for (size_t s = 0; s < ARRAY_LEN(wide_question_fields); s++) {
        size_t n = strlen(name), m = strlen(ending(s));
        int i = n > m && strcmp(name + n - m, ending(s)) == 0 ? map_find_n(&q->by_name, name, n - m) : -1;
        if (i >= 0 && question_is_answered(&q->question[i])) {
            *aspect = (enum aspect)s;
            return i;
        }
    }
    return -1;
}

/* Survey tools put the groups in front: "a_2/s_2_1/d_2_1_1" or "a_2-s_2_1-d_2_1_1". The longest tail that is known
   counts. */
static int question_of_column(const struct questionnaire *q, const char *name, enum aspect *aspect) {
    int i = question_called(q, name, aspect);
    for (const char *mark = strpbrk(name, "/-"); i < 0 && mark; mark = strpbrk(mark + 1, "/-")) {
        i = question_called(q, mark + 1, aspect);
    }
    return i;
}

bool answers_is_about_column(const char *name) { return text_starts_with(name, ANSWERS_ABOUT); }

bool answers_knows_column(const struct questionnaire *q, const char *name) {
    enum aspect aspect;
    return question_of_column(q, name, &aspect) >= 0;
}

static const struct field *field_called(const struct schema *s, const char *name) {
    for (size_t i = 0; i < s->n_fields; i++) {
        if (strcmp(s->field[i].name, name) == 0) {
            return &s->field[i];
        }
    }
    return NULL;
}

/* A column that is about the whole row; false when it is not one. */
static bool set_info(struct answers *x, const char *name, const char *text) {
    const struct field *f = field_called(&answers_info_schema, name);
    if (f) {
        *(const char **)((char *)&x->info + f->offset) = text_trim(&x->arena, text);
    }
    if (strcmp(name, "respondent_id") == 0) {
        x->respondent_id = text_trim(&x->arena, text);
    }
    return f || field_called(&answers_wide_row_schema, name);
}

/* A name near a question's is a mistake; another is a column that some tool has added. */
static void unknown_column(struct answers *x, const char *name, const struct place *at, struct diags *ds) {
    const char *hint = questionnaire_hint(x->questionnaire, name, &x->arena);
    if (*hint && !answers_are_of_other_time(x)) {
        diag_add(ds, DIAG_QUESTION_UNKNOWN, at, name, x->questionnaire->info.id, hint);
    } else {
        diag_add(ds, DIAG_COLUMN_UNKNOWN, at, name, "");
    }
}

static void set_aspect(struct answers *x, int i, enum aspect aspect, const struct answer_cell *cell, struct diags *ds) {
    struct answer *a = &x->answer[i];
    const char *text = text_trim(&x->arena, cell->text);
    switch (aspect) {
    case ASPECT_ANSWER:
        answers_set_answer(x, i, cell, ds);
        break;
    case ASPECT_WHY:
        a->na_reason = text;
        break;
    case ASPECT_CONFIDENCE:
        answers_set_confidence(x, a, cell, ds);
        break;
    case ASPECT_COMMENT:
        a->comment = text;
        break;
    case ASPECT_EVIDENCE:
        a->evidence = text;
        break;
    case ASPECT_OWNER:
        a->owner = text;
        break;
    case ASPECT_DATE:
        answers_set_date(x, a, cell, ds);
        break;
    }
}

static void read_column(struct answers *x, size_t row, int column, struct map *seen, struct diags *ds) {
    const struct table_text *t = x->sheet.table;
    const char *name = text_trim(&x->arena, table_cell(t, x->sheet.header_row, column));
    const char *cell = table_cell(t, row, column);
    struct place header = table_place(t, x->sheet.header_row, column, name, &x->arena);
    struct place at = table_place(t, row, column, name, &x->arena);
    enum aspect aspect;
    if (!*name) {
        if (!text_is_empty(cell)) {
            diag_add(ds, DIAG_COLUMN_UNNAMED, &at);
        }
        return;
    }
    if (!map_add(seen, name, column)) {
        diag_add(ds, DIAG_COLUMN_DUPLICATE, &header, name);
        return;
    }
    if (answers_is_about_column(name) != x->is_about) {
        return; /* for the other questionnaire */
    }
    int i = question_of_column(x->questionnaire, name, &aspect);
    if (i >= 0 && !table_check_value(t, row, &at, ds)) {
        return;
    }
    if (i >= 0) {
        struct answer_cell answer = {cell, is_number(x, row, &at), &at};
        set_aspect(x, i, aspect, &answer, ds);
    } else if (!set_info(x, name, cell)) {
        unknown_column(x, name, &header, ds);
    }
}

static size_t count_rows(const struct answers *x, size_t *only) {
    size_t n = 0;
    for (size_t row = x->sheet.first; row < x->sheet.end; row++) {
        if (!table_row_is_empty(x->sheet.table, row)) {
            *only = row;
            n++;
        }
    }
    return n;
}

/* The questionnaire is that of the organisation's part. */
static bool has_about_alone(const struct answers *x) {
    int n_about = 0, n = 0;
    for (int i = 0; i < x->n_names; i++) {
        bool is_known = answers_knows_column(x->questionnaire, x->name[i]);
        bool is_about = answers_is_about_column(x->name[i]);
        n_about += is_known && is_about;
        n += is_known && !is_about;
    }
    return n_about > n;
}

void answers_read_wide(struct answers *x, struct diags *ds) {
    size_t row = 0, n = count_rows(x, &row);
    struct place at = table_place(x->sheet.table, x->sheet.header_row, -1, NULL, &x->arena);
    int n_names;
    x->is_about = x->is_about || has_about_alone(x);
    if (answers_matches(x, x->questionnaire, &n_names) == 0) {
        diag_add(ds, DIAG_ANSWERS_LAYOUT_UNKNOWN, &at, "");
    } else if (n == 0) {
        diag_add(ds, DIAG_SHEET_EMPTY, &at, "answers");
    } else if (n > 1) {
        diag_add(ds, DIAG_RESPONDENTS_MANY, &at, arena_printf(&x->arena, "%zu", n));
    } else {
        width_check(&x->sheet, ds);
        struct map seen = {0};
        for (int c = x->sheet.first_column; c < x->sheet.end_column; c++) {
            read_column(x, row, c, &seen, ds);
        }
        map_clear(&seen);
        for (int i = 0; i < x->questionnaire->n_questions; i++) {
            answers_check_reason(x, i, ds);
        }
    }
}
