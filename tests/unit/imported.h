/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An export, imported in memory: for tests of dialects, drafts and responses.

   1. import_text() (or import_file(), for what lies on the disk); 2. look; 3. imported_clear().
   Everything lives in the struct. */
#ifndef PG_TESTS_IMPORTED_H
#define PG_TESTS_IMPORTED_H

#include "model/responses.h"

struct imported {
    struct arena arena;
    struct diags ds;
    struct input input;
    struct dialect_match match;
    const struct dialect *dialect; /* NULL: none recognised it, or the input is broken */
    struct dialect_layout layout;
    struct structure structure;
    struct draft draft;
    struct responses responses;
    const char *csv, *book; /* canonical responses and questionnaire */
};
struct import_choice {
    const char *structure; /* text of an .lss or .qsf; NULL: none */
    const char *const *keep;
    size_t n_keep;
    bool drops_partial;
};
/* 'choice' may be NULL. A path may name a sheet: FILE.xlsx#SHEET. */
void import_bytes(struct imported *x, const char *data, size_t n, const struct import_choice *choice);
void import_text(struct imported *x, const char *text, const struct import_choice *choice);
void import_file(struct imported *x, const char *path, const struct import_choice *choice);
void imported_clear(struct imported *x);
/* The question of this name, or NULL. */
const struct draft_question *imported_question(const struct imported *x, const char *name);
/* The canonical cell of record 'row' (from 0), read back from the CSV; NULL when there is no such column or record. */
const char *imported_cell(struct imported *x, size_t row, const char *name);

#endif
