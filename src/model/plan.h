/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report plan: which sheets a report has, in which order, under which titles, and all words it uses, by language.
   Sheets: settings, sheets, words. The report floor checks that all its words are there; plan_borrow() takes those that
   it lacks from the plan that its settings name. */
#ifndef PG_MODEL_PLAN_H
#define PG_MODEL_PLAN_H

#include "model/library.h"
#include "base/map.h"
#include "table/schema.h"

struct plan_sheet {
    struct row_ref ref;
    const char *id;      /* of the report's sheets: "scores" */
    bool is_used;        /* off: left out */
    bool is_in_terminal; /* part of the summary on the terminal */
    struct i18n label;   /* tab name and title */
    struct i18n intro;   /* line under the title; may be empty */
};
struct plan_word {
    struct row_ref ref;
    const char *key;
    struct i18n text; /* may hold {1} … {4} */
};
struct plan_info {
    struct row_ref ref;
    const char *id, *version, *words; /* words: another plan that has the words which this one lacks */
    struct i18n label;
};
struct plan {
    struct arena arena;
    struct book book;
    struct plan_info info;
    struct plan_sheet *sheet;
    int n_sheets;
    struct plan_word *word;
    int n_words;
    struct map word_by_key;
    const char **language; /* those that the title, all used sheets and all words have */
    struct map languages;
    struct plan *lender; /* owned; NULL */
};

/* Columns of the sheets. */
extern const struct schema plan_info_schema, plan_sheet_schema, plan_word_schema;

/* Checks besides the words' languages that the labels of used sheets can be the tabs of one workbook. */
struct plan *plan_load(const char *path, struct diags *ds);
/* Loads the plan that the settings name for words, if they do. False after errors. */
bool plan_borrow(struct plan *p, const struct library *l, struct diags *ds);
void plan_free(struct plan *p);
bool plan_has_language(const struct plan *p, const char *lang);
/* "en, ja" */
const char *plan_languages(const struct plan *p, struct arena *a);
bool plan_has_word(const struct plan *p, const char *key);
/* The words of 'key' in 'lang'; the key itself when the plan lacks it. */
const char *plan_word(const struct plan *p, const char *key, const char *lang);

#endif
