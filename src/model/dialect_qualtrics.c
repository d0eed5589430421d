/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Qualtrics: names, wordings and, in newer files, ImportIds as JSON or in Python's style: two or three header rows. The
   ImportId QID4-1-2 tells question, row and option; without it, what stands before the last number of a name does. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/dialect.h"

static bool has_import_ids(const struct table_text *t) {
    return t->n_rows > 2 && strstr(table_cell(t, 2, 0), "ImportId") != NULL;
}

static bool is_legacy_name(const char *name) {
    return *name == 'V' && name[1] && strspn(name + 1, "0123456789") == strlen(name + 1);
}

static struct dialect_match recognise(const struct input *in, struct arena *a) {
    const struct table_text *t = &in->sheet[0];
    if (in->n_sheets == 0 || t->n_rows < 2) {
        return (struct dialect_match){0};
    }
    if (has_import_ids(t)) {
        return (struct dialect_match){98, "ImportId"};
    }
    bool has_second = dialect_has_header(t, 1, "responseid", a) || dialect_has_header(t, 1, "response id", a);
    if (has_second && is_legacy_name(table_cell(t, 0, 0))) {
        return (struct dialect_match){96, "V1, ResponseID"};
    }
    bool has_first = dialect_has_header(t, 0, "responseid", a) && dialect_has_header(t, 0, "finished", a);
    return has_first ? (struct dialect_match){88, "ResponseID, Finished"} : (struct dialect_match){0};
}

/* ---- one column -------------------------------------------------------------------------------------------------- */

struct qualtrics_column {
    const char *name, *wording;
    const char *id;          /* "QID4"; NULL: not told */
    const char *row;         /* of a matrix with several answers a row; NULL: none */
    const char *key;         /* equal for columns of one block */
    const char *stem, *code; /* of the name: what stands before the last _, and behind it; code NULL: whole name */
    bool is_text;
};

/* {"ImportId":"QID4-1-2"} and {'ImportId': 'QID4-1-2'} give QID4-1-2; "" otherwise. */
static const char *import_id(struct dialect_layout *l, int column) {
    const char *cell = dialect_header(l, 2, column), *at = strstr(cell, "ImportId");
    at = at ? strchr(at, ':') : NULL;
    at = at ? at + 1 + strspn(at + 1, " ") : NULL;
    const char *end = at && (*at == '"' || *at == '\'') ? strchr(at + 1, *at) : NULL;
    return end ? arena_strndup(&l->arena, at + 1, (size_t)(end - at) - 1) : "";
}

/* Cuts "_TEXT" or "-TEXT" off. */
static const char *without_text(struct dialect_layout *l, const char *s, bool *is_text) {
    *is_text = text_ends_with(s, "_TEXT") || text_ends_with(s, "-TEXT");
    return *is_text ? arena_strndup(&l->arena, s, strlen(s) - 5) : s;
}

/* "Q9_3" gives Q9 and 3, "Q23_mangos" only where an ImportId says that it has a part. */
static void split_name(struct dialect_layout *l, struct qualtrics_column *c, bool has_part) {
    bool is_text;
    const char *name = without_text(l, c->name, &is_text), *mark = strrchr(name, '_');
    const char *tail = mark ? mark + 1 + (mark[1] == '-') : "";
    bool is_number = *tail && strspn(tail, "0123456789") == strlen(tail);
    c->is_text = is_text;
    c->stem = name;
    if (mark && mark > name && (is_number || has_part)) {
        c->stem = arena_strndup(&l->arena, name, (size_t)(mark - name));
        c->code = mark + 1;
    }
}

/* QID4#1-2-3 → question QID4 (with #1), row 2, option 3. */
static void split_id(struct dialect_layout *l, struct qualtrics_column *c, const char *import) {
    bool is_text;
    const char *id = without_text(l, import, &is_text);
    size_t n = 3 + strspn(id + 3, "0123456789");
    n += id[n] == '#' ? 1 + strspn(id + n + 1, "0123456789") : 0;
    const char *rest = id[n] ? id + n + 1 : "", *last = strrchr(rest, '-');
    last = last ? last : strrchr(rest, '_');
    c->id = arena_strndup(&l->arena, id, n);
    c->row = last && !is_text ? arena_strndup(&l->arena, rest, (size_t)(last - rest)) : NULL;
    c->key = c->row ? arena_printf(&l->arena, "%s %s", c->id, c->row) : c->id;
    split_name(l, c, *rest != '\0' && !is_text);
    c->is_text = is_text;
}

static struct qualtrics_column read_column(struct dialect_layout *l, int column) {
    struct qualtrics_column c = {.name = dialect_header(l, 0, column), .wording = dialect_header(l, 1, column)};
    const char *import = has_import_ids(l->table) ? import_id(l, column) : "";
    bool is_question = strncmp(import, "QID", 3) == 0;
    if (is_question) {
        split_id(l, &c, import);
    } else {
        split_name(l, &c, false);
        c.key = c.stem;
    }
    return c;
}

static enum dialect_role role_of(struct dialect_layout *l, const struct qualtrics_column *c) {
    bool is_derived =
        strstr(c->name, " - Topics") || strstr(c->name, " - Parent Topics") || strstr(c->name, "Sentiment");
    const char *header = is_legacy_name(c->name) ? c->wording : c->name;
    return c->id && !is_derived ? ABOUT_QUESTION : is_derived ? ABOUT_TECHNICAL : dialect_role_of(header, &l->arena);
}

/* ---- blocks ------------------------------------------------------------------------------------------------------ */

static struct dialect_block *last_block(struct dialect_layout *l, const char *key, const char *const *keys) {
    struct dialect_block *b = l->n_blocks ? &l->block[l->n_blocks - 1] : NULL;
    return b && b->role == ABOUT_QUESTION && keys[l->n_blocks - 1] && strcmp(keys[l->n_blocks - 1], key) == 0 ? b
                                                                                                              : NULL;
}

/* The wordings of a block are "Question-Option": the part that all share, up to a hyphen, is the question's. */
static void split_wordings(struct dialect_layout *l, struct dialect_block *b) {
    const char *first = b->column[0].label;
    size_t same = strlen(first);
    for (size_t i = 1; i < b->n; i++) {
        size_t k = 0;
        while (k < same && first[k] == b->column[i].label[k]) {
            k++;
        }
        same = b->column[i].is_other ? same : k;
    }
    while (same > 0 && first[same - 1] != '-') {
        same--;
    }
    bool has_parts = b->n > 1 && same > 1;
    b->label = has_parts ? text_trim(&l->arena, arena_strndup(&l->arena, first, same - 1)) : first;
    for (size_t i = 0; i < b->n; i++) {
        const char *label = b->column[i].label;
        b->column[i].label = has_parts && strlen(label) > same ? text_trim(&l->arena, label + same)
                             : has_parts                       ? label
                                                               : "";
    }
}

/* A text alone is a question, not what was written beside an option. */
static void finish_block(struct dialect_layout *l, struct dialect_block *b) {
    bool has_answer = false;
    for (size_t i = 0; i < b->n; i++) {
        has_answer = has_answer || !b->column[i].is_other;
    }
    for (size_t i = 0; i < b->n; i++) {
        b->column[i].is_other = b->column[i].is_other && has_answer;
    }
    split_wordings(l, b);
    if (b->n == 1 && !b->id && b->column[0].code) { /* Q5_1 alone: its number parts nothing */
        b->code = arena_printf(&l->arena, "%s_%s", b->code, b->column[0].code);
        b->column[0].code = NULL;
    }
}

static bool arrange(const struct input *in, struct dialect_layout *l, struct diags *ds) {
    (void)ds;
    l->table = &in->sheet[0];
    l->first_row = has_import_ids(l->table) ? 3 : 2;
    const char **keys = ARENA_ARRAY(&l->arena, (size_t)l->table->n_columns + 1, const char *);
    for (int i = 0; i < l->table->n_columns; i++) {
        struct qualtrics_column c = read_column(l, i);
        enum dialect_role role = *c.name || *c.wording ? role_of(l, &c) : ABOUT_QUESTION;
        struct dialect_block *b = role == ABOUT_QUESTION && *c.key ? last_block(l, c.key, keys) : NULL;
        if (!b || (!c.id && !c.code && !c.is_text)) {
            b = dialect_add_block(l, role == ABOUT_QUESTION ? c.stem : NULL,
                                  is_legacy_name(c.name) ? c.wording : c.name);
            b->id = c.id;
            b->row = c.row;
            b->role = role;
            keys[l->n_blocks - 1] = c.key;
        }
        dialect_add_column(
            l, b, (struct dialect_column){.column = i, .code = c.code, .label = c.wording, .is_other = c.is_text});
    }
    for (size_t i = 0; i < l->n_blocks; i++) {
        if (l->block[i].role == ABOUT_QUESTION) {
            finish_block(l, &l->block[i]);
        }
    }
    return true;
}

static const char *const examples[] = {
    "StartDate,EndDate,Status,IPAddress,Finished,ResponseId,RecipientEmail,Q1,Q2_1,Q2_2,Q2_2_TEXT,Q3\n"
    "Start Date,End Date,Response Type,IP Address,Finished,Response ID,Recipient Email,Do you have a PSIRT?,"
    "Which channels? - E-mail,Which channels? - Other,Which channels? - Other - Text,Anything else?\n"
    "\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"endDate\"\"}\",\"{\"\"ImportId\"\":"
    "\"\"status\"\"}\","
    "\"{\"\"ImportId\"\":\"\"ipAddress\"\"}\",\"{\"\"ImportId\"\":\"\"finished\"\"}\",\"{\"\"ImportId\"\":\"\"_"
    "recordId\"\"}\","
    "\"{\"\"ImportId\"\":\"\"recipientEmail\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2_"
    "1\"\"}\","
    "\"{\"\"ImportId\"\":\"\"QID2_2\"\"}\",\"{\"\"ImportId\"\":\"\"QID2_2_TEXT\"\"}\",\"{\"\"ImportId\"\":\"\"QID3_"
    "TEXT\"\"}\"\n"
    "2021-05-24 12:01:10,2021-05-24 12:05:53,0,192.0.2.1,1,R_1,,1,1,1,By fax,None\n"
    "2021-05-24 13:00:00,2021-05-24 13:02:10,0,192.0.2.2,0,R_2,,2,,1,Letters,\n",
    "V1,V2,V6,V8,V9,V10,Q1,Q2_1,Q2_2\n"
    "ResponseID,ResponseSet,IPAddress,StartDate,EndDate,Finished,PSIRTはありますか。,窓口-メール,窓口-Webフォーム\n"
    "R_1,Default,192.0.2.1,2021-05-24 12:01:10,2021-05-24 12:05:53,1,1,1,\n"
    "R_2,Default,192.0.2.2,2021-05-24 13:00:00,2021-05-24 13:02:10,1,2,1,1\n",
    NULL};

const struct dialect dialect_qualtrics = {
    .name = "qualtrics",
    .title = "Qualtrics",
    .summary = "two or three header rows: names, wordings, ImportIds",
    .layout = "names, wordings and, in newer files, ImportIds in JSON or Python style; legacy files call the first "
              "columns `V1`, "
              "`V2`, …; answers are codes, options of multiple answers a column each",
    .example = examples,
    .recognise = recognise,
    .arrange = arrange,
};
