/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/plan.h"

#include <stdlib.h>
#include <string.h>

#define INFO(member) offsetof(struct plan_info, member)
#define SHEET(member) offsetof(struct plan_sheet, member)
#define WORD(member) offsetof(struct plan_word, member)

static const struct field info_fields[] = {
    {.name = "id", .type = FIELD_ID, .flags = FIELD_REQUIRED, .offset = INFO(id), .help = "id of the plan"},
    {.name = "version", .type = FIELD_TEXT, .offset = INFO(version), .help = "version of this file"},
    {.name = "label", .type = FIELD_I18N, .offset = INFO(label), .help = "title of the report"},
};
const struct schema plan_info_schema = {
    "settings", info_fields, ARRAY_LEN(info_fields), sizeof(struct plan_info), "what the plan is", false};

static const struct field sheet_fields[] = {
    {.name = "id", .type = FIELD_ID, .flags = FIELD_REQUIRED | FIELD_UNIQUE, .offset = SHEET(id), .help = "sheet of the report"},
    {.name = "used", .type = FIELD_BOOL, .offset = SHEET(is_used), .empty = 1, .help = "no leaves the sheet out"},
    {.name = "terminal", .type = FIELD_BOOL, .offset = SHEET(is_in_terminal), .help = "part of the summary on the terminal"},
    {.name = "label", .type = FIELD_I18N, .flags = FIELD_REQUIRED, .offset = SHEET(label), .help = "tab and title"},
    {.name = "intro", .type = FIELD_I18N, .offset = SHEET(intro), .help = "line under the title"},
};
const struct schema plan_sheet_schema = {
    "sheets", sheet_fields, ARRAY_LEN(sheet_fields), sizeof(struct plan_sheet),
    "the sheets of a report, in order", false};

static const struct field word_fields[] = {
    {.name = "key", .type = FIELD_ID, .flags = FIELD_REQUIRED | FIELD_UNIQUE, .offset = WORD(key), .help = "what the report asks for"},
    {.name = "text", .type = FIELD_I18N, .flags = FIELD_REQUIRED, .offset = WORD(text), .help = "the words; {1} … {4} are filled in"},
};
const struct schema plan_word_schema = {
    "words", word_fields, ARRAY_LEN(word_fields), sizeof(struct plan_word), "the words of a report", false};

const char *plan_word(const struct plan *p, const char *key, const char *lang) {
    int i = map_find(&p->word_by_key, key);
    return i >= 0 ? i18n_get(&p->word[i].text, lang) : key;
}

static void load_sheets(struct plan *p, struct diags *ds) {
    static const char *const known[] = {"settings", "sheets", "words"};
    book_check_sheets(&p->book, known, ARRAY_LEN(known), ds);
    int n;
    struct plan_info *info = schema_load_sheet(&plan_info_schema, &p->book, &p->arena, &n, ds);
    if (info && n > 0) {
        p->info = info[0];
    }
    p->sheet = schema_load_sheet(&plan_sheet_schema, &p->book, &p->arena, &p->n_sheets, ds);
    p->word = schema_load_sheet(&plan_word_schema, &p->book, &p->arena, &p->n_words, ds);
    for (int i = 0; i < p->n_words; i++) {
        map_add(&p->word_by_key, p->word[i].key, i);
    }
}

struct plan *plan_load(const char *path, struct diags *ds) {
    size_t before = ds->n_errors;
    struct plan *p = mem_alloc(1, sizeof *p);
    *p = (struct plan){0};
    if (book_open(&p->book, path, ds)) {
        load_sheets(p, ds);
    }
    if (ds->n_errors > before) {
        plan_free(p);
        return NULL;
    }
    return p;
}

void plan_free(struct plan *p) {
    if (p) {
        book_close(&p->book);
        map_clear(&p->word_by_key);
        arena_clear(&p->arena);
        mem_free(p);
    }
}
