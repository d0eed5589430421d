/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/plan.h"

#include <string.h>

#include "base/tab.h"

#define PARTLY_TOLD_MAX 5 /* languages that are not offered, each with the first text it lacks */

#define INFO(member) offsetof(struct plan_info, member)
#define SHEET(member) offsetof(struct plan_sheet, member)
#define WORD(member) offsetof(struct plan_word, member)

static const struct field info_fields[] = {
    {"id", FIELD_ID, FIELD_REQUIRED, INFO(id), .help = "id of the plan"},
    {"version", FIELD_TEXT, FIELD_OPTIONAL, INFO(version), .help = "version of this file"},
    {"label", FIELD_I18N, FIELD_OPTIONAL, INFO(label), .help = "title of the report"},
    {"words", FIELD_ID, FIELD_OPTIONAL, INFO(words),
     .help = "another report plan that has the words which this one lacks"},
};
const struct schema plan_info_schema = {
    "settings", info_fields, ARRAY_LEN(info_fields), sizeof(struct plan_info), "what the plan is", false};

static const struct field sheet_fields[] = {
    {"id", FIELD_ID, FIELD_REQUIRED | FIELD_UNIQUE, SHEET(id), .help = "sheet of the report"},
    {"used", FIELD_BOOL, FIELD_OPTIONAL, SHEET(is_used), .empty = 1, .help = "no leaves the sheet out"},
    {"terminal", FIELD_BOOL, FIELD_OPTIONAL, SHEET(is_in_terminal), .help = "part of the summary on the terminal"},
    {"label", FIELD_I18N, FIELD_REQUIRED, SHEET(label), .help = "tab and title"},
    {"intro", FIELD_I18N, FIELD_OPTIONAL, SHEET(intro), .help = "line under the title"},
};
const struct schema plan_sheet_schema = {
    "sheets", sheet_fields, ARRAY_LEN(sheet_fields), sizeof(struct plan_sheet), "the sheets of a report, in order",
    false};

static const struct field word_fields[] = {
    {"key", FIELD_ID, FIELD_REQUIRED | FIELD_UNIQUE, WORD(key), .help = "what the report asks for"},
    {.name = "text",
     .type = FIELD_I18N,
     .flags = FIELD_REQUIRED,
     .offset = WORD(text),
     .help = "the words; {1} … {4} are filled in"},
};
const struct schema plan_word_schema = {
    "words", word_fields, ARRAY_LEN(word_fields), sizeof(struct plan_word), "the words of a report", false};

const char *plan_word(const struct plan *p, const char *key, const char *lang) {
    int i = map_find(&p->word_by_key, key);
    return i >= 0 ? i18n_get(&p->word[i].text, lang) : p->lender ? plan_word(p->lender, key, lang) : key;
}

bool plan_has_word(const struct plan *p, const char *key) {
    return map_find(&p->word_by_key, key) >= 0 || (p->lender && plan_has_word(p->lender, key));
}

/* ---- languages --------------------------------------------------------------------------------------------------- */

static bool has_item(const struct i18n *x, const char *lang) {
    for (int i = 0; i < x->n; i++) {
        if (strcmp(x->item[i].lang, lang) == 0) {
            return true;
        }
    }
    return false;
}

/* Words without a language count as English. */
static bool has_language(const struct i18n *x, const char *lang) {
    return has_item(x, lang) || (strcmp(lang, "en") == 0 && has_item(x, ""));
}

/* The first row whose text lacks the language; *field is what lacks it. NULL when all have it. */
static const struct row_ref *first_without(const struct plan *p, const char *lang, const char **field) {
    *field = "label";
    if (p->info.label.n > 0 && !has_language(&p->info.label, lang)) {
        return &p->info.ref;
    }
    for (int i = 0; i < p->n_sheets; i++) {
        const struct plan_sheet *s = &p->sheet[i];
        *field = has_language(&s->label, lang) ? "intro" : "label";
        bool has_all = has_language(&s->label, lang) && (s->intro.n == 0 || has_language(&s->intro, lang));
        if (s->is_used && !has_all) {
            return &s->ref;
        }
    }
    *field = "text";
    for (int i = 0; i < p->n_words; i++) {
        if (!has_language(&p->word[i].text, lang)) {
            return &p->word[i].ref;
        }
    }
    return NULL;
}

bool plan_has_language(const struct plan *p, const char *lang) {
    return map_find(&p->languages, lang) >= 0 && (!p->lender || plan_has_language(p->lender, lang));
}

const char *plan_languages(const struct plan *p, struct arena *a) {
    const char *all = "";
    for (size_t i = 0; i < p->languages.n; i++) {
        bool is_offered = plan_has_language(p, p->language[i]);
        all = is_offered ? arena_printf(a, "%s%s%s", all, *all ? ", " : "", p->language[i]) : all;
    }
    return all;
}

struct language_count {
    const char *lang;
    int n_texts;
};
struct languages {
    struct map index;
    struct language_count *item;
    size_t n, cap;
    int n_texts; /* that a language must have */
};

static void count_text(struct languages *x, const struct i18n *text) {
    x->n_texts += text->n > 0;
    for (int i = 0; i < text->n; i++) {
        const char *lang = text->item[i].lang;
        lang = *lang ? lang : "en";
        bool is_double = lang != text->item[i].lang && has_item(text, "en");
        if (map_add(&x->index, lang, (int)x->n)) {
            VEC_GROW(x->item, x->n, x->cap);
            x->item[x->n++] = (struct language_count){.lang = lang};
        }
        x->item[map_find(&x->index, lang)].n_texts += !is_double;
    }
}

static void count_texts(const struct plan *p, struct languages *x) {
    count_text(x, &p->info.label);
    for (int i = 0; i < p->n_sheets; i++) {
        if (p->sheet[i].is_used) {
            count_text(x, &p->sheet[i].label);
            count_text(x, &p->sheet[i].intro);
        }
    }
    for (int i = 0; i < p->n_words; i++) {
        count_text(x, &p->word[i].text);
    }
}

static void tell_partly(struct plan *p, const char *lang, struct diags *ds) {
    const char *field;
    const struct row_ref *lacks = first_without(p, lang, &field);
    if (lacks) {
        struct place at = schema_place_in(lacks, field, lang, &p->arena);
        diag_add(ds, DIAG_PLAN_LANGUAGE_PARTLY, &at, lang);
    }
}

/* A language that only some texts have would give a report in two languages: it is not offered. */
static void find_languages(struct plan *p, struct diags *ds) {
    struct languages x = {0};
    int n_partly = 0;
    count_texts(p, &x);
    p->language = ARENA_ARRAY(&p->arena, x.n + 1, const char *);
    for (size_t i = 0; i < x.n; i++) {
        if (x.item[i].n_texts == x.n_texts) {
            map_add(&p->languages, x.item[i].lang, 0);
            p->language[p->languages.n - 1] = x.item[i].lang;
        } else if (n_partly++ < PARTLY_TOLD_MAX) {
            tell_partly(p, x.item[i].lang, ds);
        }
    }
    if (x.n > 0 && p->languages.n == 0) {
        struct place at = {.file = p->book.input.path};
        diag_add(ds, DIAG_PLAN_NO_LANGUAGE, &at);
    }
    map_clear(&x.index);
    mem_free(x.item);
}

/* ---- tabs -------------------------------------------------------------------------------------------------------- */

static void check_tab(struct plan *p, const struct plan_sheet *s, const char *lang, struct map *tabs,
                      struct diags *ds) {
    const char *label = i18n_get(&s->label, lang), *folded = text_fold(&p->arena, label);
    struct place at = schema_place_in(&s->ref, "label", lang, &p->arena);
    if (tab_name_problem(label)) {
        diag_add(ds, DIAG_PLAN_TAB_INVALID, &at, label);
    } else if (!map_add(tabs, folded, (int)s->ref.row)) {
        long line = s->ref.table->line[map_find(tabs, folded)];
        diag_add(ds, DIAG_PLAN_TAB_TWICE, &at, label, arena_printf(&p->arena, "%ld", line));
    }
}

/* The tabs as they stand in a report of each language. */
static void check_tabs(struct plan *p, struct diags *ds) {
    for (size_t l = 0; l < p->languages.n; l++) {
        struct map tabs = {0};
        for (int i = 0; i < p->n_sheets; i++) {
            if (p->sheet[i].is_used && p->sheet[i].label.n > 0) {
                check_tab(p, &p->sheet[i], p->language[l], &tabs, ds);
            }
        }
        map_clear(&tabs);
    }
}

static void check_used(struct plan *p, struct diags *ds) {
    bool has_used = false;
    for (int i = 0; i < p->n_sheets; i++) {
        has_used = has_used || p->sheet[i].is_used;
    }
    if (p->n_sheets > 0 && !has_used) {
        struct place at = schema_place(&p->sheet[0].ref, "used", &p->arena);
        diag_add(ds, DIAG_PLAN_NO_SHEET, &at);
    }
}

/* ---- loading ----------------------------------------------------------------------------------------------------- */

static void load_sheets(struct plan *p, struct diags *ds) {
    static const char *const known[] = {"settings", "sheets", "words"};
    book_check_sheets(&p->book, known, ARRAY_LEN(known), ds);
    int n;
    struct plan_info *info = schema_load_sheet(&plan_info_schema, &p->book, &p->arena, &n, ds);
    if (info && n > 0) {
        p->info = info[0];
    }
    p->sheet = schema_load_sheet(&plan_sheet_schema, &p->book, &p->arena, &p->n_sheets, ds);
    bool has_lender = info && n > 0 && *p->info.words;
    p->word = has_lender ? schema_load_optional(&plan_word_schema, &p->book, &p->arena, &p->n_words, ds)
                         : schema_load_sheet(&plan_word_schema, &p->book, &p->arena, &p->n_words, ds);
    for (int i = 0; i < p->n_words; i++) {
        map_add(&p->word_by_key, p->word[i].key, i);
    }
    find_languages(p, ds);
    check_used(p, ds);
    check_tabs(p, ds);
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

bool plan_borrow(struct plan *p, const struct library *l, struct diags *ds) {
    if (!*p->info.words) {
        return true;
    }
    const char *path = library_find(l, LIBRARY_REPORT, p->info.words, &p->arena, ds);
    p->lender = path ? plan_load(path, ds) : NULL;
    if (p->lender && *p->lender->info.words) { /* one lends, or one could borrow in a circle */
        struct place at = schema_place(&p->info.ref, "words", &p->arena);
        diag_add(ds, DIAG_PLAN_WORDS_LENT, &at, p->info.words, p->lender->info.words);
        return false;
    }
    return p->lender != NULL;
}

void plan_free(struct plan *p) {
    if (p) {
        plan_free(p->lender);
        book_close(&p->book);
        map_clear(&p->word_by_key);
        map_clear(&p->languages);
        arena_clear(&p->arena);
        mem_free(p);
    }
}
