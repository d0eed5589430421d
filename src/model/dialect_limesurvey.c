/* SPDX-License-Identifier: GPL-3.0-or-later */
/* LimeSurvey: one header row of codes (Q1[SQ001], Q1_SQ001) or full texts (Wording [row or option]), or two rows
   with the wording over the first of its columns. Options of multiple answers are Yes, No, or N/A where they were
   not shown; submitdate is empty for records that were not finished. */
#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "model/dialect.h"
#include "model/draft_column.h"

#define SAMPLE_ROWS 50

/* Two header rows: the first has gaps, the second has none, and the cells below are Yes and No. */
static bool has_two_rows(const struct table_text *t) {
    int n_gaps = 0, n_flags = 0;
    if (t->n_rows < 3 || t->n_columns < 3) {
        return false;
    }
    for (int c = 0; c < t->n_columns; c++) {
        n_gaps += text_is_empty(table_cell(t, 0, c));
        if (text_is_empty(table_cell(t, 1, c))) {
            return false;
        }
        for (size_t row = 2; row < t->n_rows && row < SAMPLE_ROWS; row++) {
            n_flags += draft_flag(table_cell(t, row, c)) != DRAFT_NO_FLAG;
        }
    }
    return n_gaps * 3 >= t->n_columns && n_flags > 0 && !text_is_empty(table_cell(t, 0, 0));
}

static int count_brackets(const struct table_text *t) {
    int n = 0;
    for (int c = 0; c < t->n_columns; c++) {
        const char *header = table_cell(t, 0, c), *last = strrchr(header, ']');
        n += last && !last[1 + strspn(last + 1, " ")] && strchr(header, '[') != NULL;
    }
    return n;
}

static struct dialect_match recognise(const struct input *in, struct arena *a) {
    static const char *const words[] = {"submitdate",        "lastpage",     "date submitted", "last page",
                                        "datum abgeschickt", "letzte seite", "最終ページ",     "startlanguage"};
    static const char *const ids[] = {"answer id", "antwort id", "antwort-id", "response id", "回答id"};
    const struct table_text *t = &in->sheet[0];
    if (in->n_sheets == 0) {
        return (struct dialect_match){0};
    }
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (dialect_has_header(t, 0, words[i], a)) {
            return (struct dialect_match){93, words[i]};
        }
    }
    for (size_t i = 0; i < ARRAY_LEN(ids); i++) {
        if (dialect_has_header(t, 0, ids[i], a) && count_brackets(t) > 0) {
            return (struct dialect_match){85, ids[i]};
        }
    }
    if (has_two_rows(t)) {
        return (struct dialect_match){45, "Yes / No"};
    }
    return count_brackets(t) > 2 ? (struct dialect_match){30, "[ ]"} : (struct dialect_match){0};
}

/* ---- headers ----------------------------------------------------------------------------------------------------- */

struct lime_header {
    const char *code, *label; /* of the question: one of the two is "" */
    const char *inner;        /* code or wording of row or option; NULL: none */
};

static bool is_code(const char *s) {
    size_t n = strlen(s);
    return n > 0 && n <= 60 && isalpha((unsigned char)*s) &&
           strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == n;
}

static struct lime_header read_header(struct dialect_layout *l, int column) {
    const char *header = dialect_header(l, 0, column), *wording, *inner;
    struct lime_header h = {.code = "", .label = header};
    if (dialect_split_brackets(header, &wording, &inner, &l->arena)) {
        h = (struct lime_header){.code = "", .label = wording, .inner = inner};
    }
    if (is_code(h.label)) {
        const char *sub = strstr(h.label, "_SQ"); /* Q1_SQ001, as R and SPSS want it */
        h.code = sub && !h.inner ? arena_strndup(&l->arena, h.label, (size_t)(sub - h.label)) : h.label;
        h.inner = sub && !h.inner ? sub + 1 : h.inner;
        h.label = "";
    }
    return h;
}

static bool is_same(const struct dialect_block *b, const struct lime_header *h) {
    bool is_code_same = strcmp(b->code ? b->code : "", h->code) == 0;
    return b->role == ABOUT_QUESTION && is_code_same && strcmp(b->label, h->label) == 0 && (h->inner || *h->code);
}

static void add_column(struct dialect_layout *l, struct dialect_block *b, int column, const struct lime_header *h) {
    bool has_code = h->inner && *h->code;
    struct dialect_column c = {.column = column};
    c.code = has_code ? h->inner : NULL;
    c.label = h->inner && !has_code ? h->inner : "";
    c.is_other = h->inner && (strcmp(h->inner, "other") == 0 || dialect_is_other(h->inner));
    dialect_add_column(l, b, c);
}

static void arrange_one_row(struct dialect_layout *l) {
    struct dialect_block *b = NULL;
    for (int c = 0; c < l->table->n_columns; c++) {
        struct lime_header h = read_header(l, c);
        const char *whole = dialect_header(l, 0, c);
        enum dialect_role role = h.inner ? ABOUT_QUESTION : dialect_role_of(whole, &l->arena);
        role = strcmp(whole, "id") == 0 ? ABOUT_RESPONDENT : role;
        if (!b || role != ABOUT_QUESTION || !is_same(b, &h)) {
            b = dialect_add_block(l, *h.code ? h.code : NULL, role == ABOUT_QUESTION ? h.label : whole);
            b->role = role;
        }
        add_column(l, b, c, &h);
    }
}

static void arrange_two_rows(struct dialect_layout *l) {
    struct dialect_block *b = NULL;
    for (int c = 0; c < l->table->n_columns; c++) {
        const char *wording = dialect_header(l, 0, c), *inner = dialect_header(l, 1, c);
        if (*wording || !b) {
            b = dialect_add_block(l, NULL, wording);
        }
        dialect_add_column(l, b,
                           (struct dialect_column){.column = c, .label = inner, .is_other = dialect_is_other(inner)});
    }
}

static bool arrange(const struct input *in, struct dialect_layout *l, struct diags *ds) {
    (void)ds;
    l->table = &in->sheet[0];
    bool is_two = has_two_rows(l->table);
    l->first_row = is_two ? 2 : 1;
    if (is_two) {
        arrange_two_rows(l);
    } else {
        arrange_one_row(l);
    }
    return true;
}

static const char *const examples[] = {
    "id;submitdate;lastpage;startlanguage;Q1;Q2[SQ001];Q2[SQ002];Q2[other];Q3[R1];Q3[R2]\n"
    "1;2021-05-24 12:05:53;3;en;A1;Y;;;A2;A1\n"
    "2;;1;en;A2;Y;Y;By fax;A1;A2\n"
    "3;2021-05-25 08:07:00;3;en;A1;;;;A2;A2\n"
    "4;2021-05-25 09:00:00;3;en;A2;;Y;;A1;A1\n",
    "\xEF\xBB\xBF回答ID;送信日;最終ページ;開始言語;どの窓口がありますか。 [メール];どの窓口がありますか。 "
    "[Webフォーム];どの窓口がありますか。 [その他]\n"
    "1;2021-05-24 12:05:53;3;ja;はい;いいえ;\n"
    "2;2021-05-24 13:02:10;3;ja;N/A;N/A;\n"
    "3;;1;ja;いいえ;はい;電話\n",
    "Which fields do you work in?;;;How often do you meet?;\n"
    "Mechanics;Electronics;Other;With vendors;With finders\n"
    "Yes;No;;often;never\n"
    "No;Yes;Law;never;often\n"
    "Yes;Yes;;often;often\n"
    "No;No;;never;often\n",
    NULL};

const struct dialect dialect_limesurvey = {
    .name = "limesurvey",
    .title = "LimeSurvey",
    .summary = "codes or full texts with rows and options in brackets",
    .layout = "one header row of codes (`Q1[SQ001]`, `Q1_SQ001`) or full texts (`Wording [option]`), or two rows with "
              "the wording "
              "over its first column; often with semicolons and a byte order mark; options are Yes, No or, where not "
              "shown, N/A; "
              "`submitdate` is empty for partial records",
    .example = examples,
    .recognise = recognise,
    .arrange = arrange,
};
