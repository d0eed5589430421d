/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The library: the data folders of the product, where an id becomes a file.
   An id is looked up as NAME.csv, then NAME.xlsx, in the kind's folder; what contains a '/' or
   ends in .csv or .xlsx, or in another extension and exists, is a path. */
#ifndef PG_MODEL_LIBRARY_H
#define PG_MODEL_LIBRARY_H

#include "base/diag.h"

enum library_kind {
    LIBRARY_FRAMEWORK,
    LIBRARY_QUESTIONNAIRE,
    LIBRARY_MODEL,
    LIBRARY_PROFILE,
    LIBRARY_CROSSWALK,
    LIBRARY_REPORT,
    N_LIBRARY_KINDS
};

/* A file of the user's that stands for its id before any of the data folders. */
struct library_file {
    enum library_kind kind;
    const char *id, *path;
    const char *version; /* "" where it tells none */
};

struct library {
    const char *root;               /* the folder that holds frameworks/, questionnaires/, reports/ */
    const struct library_file *own; /* borrowed; the first of an id counts */
    size_t n_own;
};

const char *library_kind_name(enum library_kind k); /* "framework" */
/* The path for an id or a path, in 'a'; NULL after an error that names what there is. */
const char *library_find(const struct library *l, enum library_kind kind, const char *id_or_path, struct arena *a,
                         struct diags *ds);
/* All files of a kind as paths, the user's own first, the others sorted; in 'a'. */
size_t library_list(const struct library *l, enum library_kind kind, struct arena *a, const char ***paths);

#endif
