/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words for diagnostics: the nearest valid word, and lists of them. All results live in 'a'. */
#ifndef PG_MODEL_HINT_H
#define PG_MODEL_HINT_H

#include "base/text.h"

/* A proposal of the nearest word (diag_proposal), or "" when no word is near. */
const char *hint_nearest(const char *word, const char *const *words, size_t n, struct arena *a);
/* "a, b, c" — at most 'max' words, then "… (n in all)". */
const char *hint_list(const char *const *words, size_t n, size_t max, struct arena *a);

#endif
