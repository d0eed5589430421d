/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Diagnostics: what is wrong with an input, where, and what to do.

   1. A fallible function takes 'struct diags *ds' last and adds to it with diag_add().
   2. Each kind has one row in diag.def: a stable id, a severity, a text per language with {1} … {4} for its words.
   3. cli prints them with diag_print_all(); reports list them on the Audit sheet.
   Loaders go on after an error; 'max_per_file' (0 = no cap) keeps a broken file from flooding the screen: what is over
   is counted in n_hidden. Nothing here prints or exits. */
#ifndef PG_BASE_DIAG_H
#define PG_BASE_DIAG_H

#include "base/mem.h"

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

enum diag_id {
#define DIAG(id, name, severity, en, ja) DIAG_##id,
#include "base/diag.def"
#undef DIAG
    N_DIAGS
};

/* A place in an input. Unknown parts are 0 or NULL. */
struct place {
    const char *file;
    const char *sheet; /* of a workbook or a book */
    long line;         /* 1-based, physical line of a CSV or row of a sheet */
    int column;        /* 1-based field of the record */
    const char *field; /* the column's header */
    const char *cell;  /* "B12", where the file is a workbook */
};

struct diag {
    enum diag_id id;
    enum severity severity;
    struct place place;
    const char *arg[4];
};

struct diags {
    struct arena arena;
    struct diag *item;
    size_t n, cap;
    size_t n_errors, n_warnings, n_hidden;
    size_t max; /* errors kept; 0 = DIAGS_MAX_DEFAULT */
};
#define DIAGS_MAX_DEFAULT 200

/* Adds one. 'at' may be NULL; its texts and the words are copied, long ones cut with "…". The words end with NULL: use
   the macro. */
void diag_add_words(struct diags *ds, enum diag_id id, const struct place *at, const char *const words[4]);
#define diag_add(ds, id, at, ...) diag_add_words((ds), (id), (at), (const char *const[5]){__VA_ARGS__})

/* A word of a diagnostic that proposes 'near' ("— did you mean 'x'?" in the reader's language); "" for NULL. Lives in
   'a'. */
const char *diag_proposal(struct arena *a, const char *near);

const char *diag_name(enum diag_id id); /* "unknown-question" */
enum severity diag_severity(enum diag_id id);
const char *diag_template(enum diag_id id, const char *lang);

/* The message without its place; lives in 'a'. */
const char *diag_text(struct arena *a, const struct diag *d, const char *lang);
/* "answers.csv:12:3 (answer)" or "form.xlsx [Answers!C12]"; "" when unknown; lives in 'a'. */
const char *diag_place(struct arena *a, const struct place *at);
const char *severity_name(enum severity s, const char *lang);

/* Copies all of 'from' to the end of 'to'. */
void diags_append(struct diags *to, const struct diags *from);
/* Whether a further one would only be counted: callers then spare themselves costly proposals. */
bool diags_are_full(const struct diags *ds);
bool diags_has_errors(const struct diags *ds);
void diags_clear(struct diags *ds);

#endif
