/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text: UTF-8, display width, compatibility forms, near words, texts in several languages.

   1. All text inside the program is valid UTF-8; readers convert and check before it gets here.
   2. Words that people type are compared after text_fold() (NFKC, lower case, trimmed).
   3. A text for people is a struct i18n: the same words in any number of languages, asked for with i18n_get(). */
#ifndef PG_BASE_TEXT_H
#define PG_BASE_TEXT_H

#include "base/mem.h"

bool text_is_empty(const char *s);             /* NULL or only blanks, ideographic blanks included */
bool text_equal(const char *a, const char *b); /* byte for byte; NULL equals "" */
bool text_starts_with(const char *s, const char *prefix);
bool text_ends_with(const char *s, const char *suffix);

/* Length of the longest valid UTF-8 prefix, in bytes; 'n' when all is valid. */
size_t text_valid_prefix(const char *s, size_t n);

/* Columns that 's' takes on a terminal or in a monospaced cell: 2 for East Asian wide, 0 for combining. */
int text_width(const char *s);

/* Where the first 'columns' columns of 's' end, a character that stands across the edge included; at most twice as
   many characters, so that those without width do not count for nothing. */
const char *text_skip_columns(const char *s, int columns);

/* Lines that 's' needs in 'width' columns, breaking at blanks or between wide characters; at least 1. */
int text_lines(const char *s, int width);

/* NFKC, lower case, outer blanks removed, inner runs of blanks made one. Lives in 'a'. */
const char *text_fold(struct arena *a, const char *s);
/* NFKC and outer blanks removed, case kept: '３ ' gives '3'. Lives in 'a'. */
const char *text_clean(struct arena *a, const char *s);
/* Without outer blanks; 's' itself when there are none. Lives in 'a' or is 's'. */
const char *text_trim(struct arena *a, const char *s);

/* The word of 'words' with the fewest edits from 's' (optimal string alignment), or NULL when none is near enough
   to be worth proposing (more edits than a third of the longer word). */
const char *text_nearest(const char *s, const char *const *words, size_t n_words);

/* One word of a blank-separated list. Starts with *rest = list; false at the end. */
bool text_next_word(const char **rest, const char **word, size_t *len);
/* Whether the blank-separated 'list' holds 'word'. */
bool text_has_word(const char *list, const char *word);

/* An id of dotted numbers that a spreadsheet may have turned into a date or number: "2001/1/1", "1.1.2001", "43831". */
bool text_looks_like_date(const char *s);

/* A calendar date of the form 2026-11-24 that exists. */
bool text_is_iso_date(const char *s);

struct i18n_item {
    const char *lang; /* "en", "ja", …; "" when the book gives no language */
    const char *text;
};
struct i18n {
    struct i18n_item *item;
    int n;
};
/* Adds or replaces. Borrows 'lang' and 'text'; the array lives in 'a'. */
void i18n_set(struct arena *a, struct i18n *x, const char *lang, const char *text);
/* The text in 'lang', else in "en", else the one without language, else the first; "" when there is none. Never NULL.
   */
const char *i18n_get(const struct i18n *x, const char *lang);
bool i18n_is_empty(const struct i18n *x);

#endif
