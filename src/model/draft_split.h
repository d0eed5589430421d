/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several answers in one cell: "Documentation, Marketing (blog), Social (Twitter, Mastodon)". Which pieces are options?

   1. draft_split_find() looks at the values of a column: the separator, and the options that occur again and again.
      A comma inside brackets parts nothing. Pieces that never stand without each other, twice or more, are one option
      with a separator inside.
   2. draft_split_next() takes a cell apart: the longest option that fits, else what stands before the next separator.
   Method: longest match over observed options; pieces seen once are free text, never options. */
#ifndef PG_MODEL_DRAFT_SPLIT_H
#define PG_MODEL_DRAFT_SPLIT_H

#include "base/map.h"
#include "model/draft_column.h"

#define SPLIT_OPTIONS_MAX 60

struct draft_split {
    const char *separator; /* ", " or ";"; NULL: several answers do not seem to stand in a cell */
    const char **option;   /* in order of first appearance */
    size_t n_options;
    const char **long_option; /* those with the separator inside, longest first */
    size_t n_long;
};
/* 'separator' NULL: whichever is used. 'known' (n_known texts) are options for sure. 'is_sure': the column does hold
   several answers. Lives in 'a'. */
struct split_request {
    const char *separator;
    const char *const *known;
    size_t n_known;
    bool is_sure;
};
struct draft_split draft_split_find(const struct draft_column *c, const struct split_request *request, struct arena *a);

struct draft_piece {
    const char *text; /* not ended by NUL */
    size_t n;
};
/* The next piece of *rest, blanks around it removed; false at the end. Empty pieces are left out. */
bool draft_split_next(const char **rest, const char *separator, const char *const *long_option, size_t n_long,
                      struct draft_piece *piece);

#endif
