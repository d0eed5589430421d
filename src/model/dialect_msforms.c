/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Microsoft Forms: one header row, ID and two times before the wordings. Each of several answers ends with ";". */
#include <string.h>

#include "base/text.h"
#include "model/dialect.h"
#include "model/draft_column.h"

static struct dialect_match recognise(const struct input *in, struct arena *a) {
    static const char *const pairs[][2] = {{"start time", "completion time"},
                                           {"開始時刻", "完了時刻"},
                                           {"startzeit", "fertigstellungszeit"},
                                           {"startzeit", "abschlusszeit"},
                                           {"heure de début", "heure de fin"}};
    const struct table_text *t = &in->sheet[0];
    for (size_t i = 0; in->n_sheets > 0 && i < ARRAY_LEN(pairs); i++) {
        if (dialect_has_header(t, 0, pairs[i][0], a) && dialect_has_header(t, 0, pairs[i][1], a)) {
            return (struct dialect_match){92, arena_printf(a, "%s, %s", pairs[i][0], pairs[i][1])};
        }
    }
    return (struct dialect_match){0};
}

/* Whether every filled cell ends with ";". */
static bool is_joined(const struct dialect_layout *l, int column) {
    size_t n_filled = 0;
    for (size_t row = l->first_row; row < l->table->n_rows; row++) {
        size_t n;
        const char *s = draft_cell(l->table, row, column, &n);
        if (n > 0 && s[n - 1] != ';') {
            return false;
        }
        n_filled += n > 0;
    }
    return n_filled > 0;
}

/* Quizzes add points and feedback to each question. */
static bool is_quiz(const char *header) {
    static const char *const starts[] = {"Points - ",    "Feedback - ",   "点数 - ", "フィードバック - ",
                                         "Total points", "Quiz feedback", "合計点",  "テストのフィードバック"};
    for (size_t i = 0; i < ARRAY_LEN(starts); i++) {
        if (text_starts_with(header, starts[i])) {
            return true;
        }
    }
    return false;
}

static bool arrange(const struct input *in, struct dialect_layout *l, struct diags *ds) {
    (void)ds;
    dialect_arrange_plain(in, l);
    for (size_t i = 0; i < l->n_blocks; i++) {
        struct dialect_block *b = &l->block[i];
        bool is_id = strcmp(text_fold(&l->arena, b->label), "id") == 0;
        b->role = is_id ? ABOUT_RESPONDENT : is_quiz(b->label) ? ABOUT_TECHNICAL : b->role;
        if (b->role == ABOUT_QUESTION && is_joined(l, b->column[0].column)) {
            b->fill = FILL_JOINED;
            b->separator = ";";
            b->is_multiple = true;
        }
    }
    return true;
}

static const char *const examples[] = {
    "ID,Start time,Completion time,Email,Name,Do you have a PSIRT?,Which channels do you offer?\n"
    "1,5/24/21 12:01:10,5/24/21 12:05:53,anonymous,,Yes,E-mail;Web form;\n"
    "2,5/24/21 13:00:00,5/24/21 13:02:10,anonymous,,No,E-mail;\n"
    "3,5/25/21 08:00:00,5/25/21 08:07:00,anonymous,,Yes,Web form;Telephone;\n",
    "ID,開始時刻,完了時刻,メール,名前,PSIRTはありますか。,受付の窓口を選んでください。\n"
    "1,2021-05-24 12:01:10,2021-05-24 12:05:53,anonymous,,はい,メール;Webフォーム;\n"
    "2,2021-05-24 13:00:00,2021-05-24 13:02:10,anonymous,,いいえ,メール;\n"
    "3,2021-05-25 08:00:00,2021-05-25 08:07:00,anonymous,,はい,Webフォーム;電話;\n",
    NULL};

const struct dialect dialect_msforms = {
    .name = "msforms",
    .title = "Microsoft Forms",
    .summary = "one header row after ID, start and completion time",
    .layout = "one header row that begins with `ID`, `Start time`, `Completion time` (`開始時刻`, `完了時刻`), "
              "`Email`, `Name`; each of several answers ends with `;`",
    .example = examples,
    .recognise = recognise,
    .arrange = arrange,
};
