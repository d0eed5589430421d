/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SurveyMonkey: two header rows (condensed: wording, option) or three (expanded: id, wording, option). A wording
   stands over the first of its columns only. Expanded, even a single answer has a column an option, and a grid a
   column for each row and scale point. Blank records may follow the data. */
#include <string.h>

#include "base/text.h"
#include "model/dialect.h"

#define HEADERS_MAX 3

/* The header row that has both, or −1. */
static int wording_row(const struct table_text *t, struct arena *a) {
    static const char *const pairs[][2] = {{"respondent id", "collector id"},
                                           {"respondentid", "collectorid"},
                                           {"回答者id", "コレクターid"},
                                           {"respondent_id", "collector_id"}};
    for (size_t row = 0; row < HEADERS_MAX && row < t->n_rows; row++) {
        for (size_t i = 0; i < ARRAY_LEN(pairs); i++) {
            if (dialect_has_header(t, row, pairs[i][0], a) && dialect_has_header(t, row, pairs[i][1], a)) {
                return (int)row;
            }
        }
    }
    return -1;
}

static struct dialect_match recognise(const struct input *in, struct arena *a) {
    int row = in->n_sheets > 0 ? wording_row(&in->sheet[0], a) : -1;
    if (row < 0) {
        return (struct dialect_match){0};
    }
    return (struct dialect_match){95, "Respondent ID, Collector ID"};
}

/* What stands where there is no option. */
static const char *option_label(struct dialect_layout *l, size_t row, int column) {
    static const char *const none[] = {"response", "open-ended response", "回答", "自由回答", "réponse", "antwort"};
    const char *label = dialect_header(l, row, column);
    for (size_t i = 0; i < ARRAY_LEN(none); i++) {
        if (strcmp(text_fold(&l->arena, label), none[i]) == 0) {
            return "";
        }
    }
    return label;
}

/* Condensed files have a second header row, which is blank under the ids. */
static bool has_options(const struct table_text *t, size_t row) {
    return row < t->n_rows && text_is_empty(table_cell(t, row, 0)) && !table_row_is_empty(t, row);
}

static bool arrange(const struct input *in, struct dialect_layout *l, struct diags *ds) {
    (void)ds;
    l->table = &in->sheet[0];
    size_t wording = (size_t)wording_row(l->table, &l->arena), options = wording + 1;
    bool is_two = has_options(l->table, options);
    l->first_row = is_two ? options + 1 : options;
    struct dialect_block *b = NULL;
    for (int c = 0; c < l->table->n_columns; c++) {
        const char *label = dialect_header(l, wording, c);
        const char *code = wording > 0 ? dialect_header(l, wording - 1, c) : "";
        if (*label || *code || !b) {
            b = dialect_add_block(l, *code ? code : NULL, label);
            b->zero_is_code = true;
            b->role = *code ? ABOUT_QUESTION : dialect_role_of(label, &l->arena);
        }
        const char *option = is_two ? option_label(l, options, c) : "";
        dialect_add_column(l, b, (struct dialect_column){.column = c, .label = option});
    }
    return true;
}

static const char *const examples[] = {
    "Respondent ID,Collector ID,Start Date,End Date,IP Address,Do you have a PSIRT?,Which channels?,,,How often?,\n"
    ",,,,,Response,E-mail,Web form,Other (please specify),Advisories,Fixes\n"
    "101,9,05/24/2021 12:01:10 PM,05/24/2021 12:05:53 PM,192.0.2.1,Yes,E-mail,Web form,,Often,Never\n"
    "102,9,05/24/2021 01:00:00 PM,05/24/2021 01:02:10 PM,192.0.2.2,No,E-mail,,By fax,Never,Often\n"
    "103,9,05/25/2021 08:00:00 AM,05/25/2021 08:07:00 AM,192.0.2.3,Yes,,Web form,,Often,Often\n"
    "104,9,05/25/2021 08:00:00 AM,05/25/2021 08:07:00 AM,192.0.2.3,No,,,,Never,Often\n"
    ",,,,,,,,,,\n",
    ",,,,q1,,q2,,,\n"
    "回答者ID,コレクターID,開始日,終了日,PSIRTはありますか。,,窓口(複数回答),,,\n"
    ",,,,はい,いいえ,メール,Webフォーム,その他(具体的に),\n"
    "101,9,2021/05/24 12:01:10,2021/05/24 12:05:53,はい,,メール,Webフォーム,,\n"
    "102,9,2021/05/24 13:00:00,2021/05/24 13:02:10,,いいえ,メール,,電話とFAX,\n",
    NULL};

const struct dialect dialect_surveymonkey = {
    .name = "surveymonkey",
    .title = "SurveyMonkey",
    .summary = "two or three header rows over respondent and collector ids",
    .layout = "condensed: two header rows, wording and option or row; expanded: three, with ids above, and a column an "
              "option "
              "even for single answers; a wording stands over its first column only; blank records may follow",
    .example = examples,
    .recognise = recognise,
    .arrange = arrange,
};
