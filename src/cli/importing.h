/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One import on its way from arguments to files.

   1. import_plan_outputs() and import_read_hints() look at the arguments.
   2. import_open() reads the export, takes its sheet, finds the dialect, and the structure that goes with it.
   3. cmd_import.c builds and converts; import_write() puts all outputs in place, or none.
   The struct owns what it holds; cmd_import.c clears it. */
#ifndef PG_CLI_IMPORTING_H
#define PG_CLI_IMPORTING_H

#include "cli/import_report.h"
#include "model/draft_build.h"

/* One import on its way. */
struct importing {
    struct run *run;
    const char *path;                               /* as named */
    const char *file;                               /* without "#SHEET" */
    const char *responses, *questionnaire, *report; /* outputs; NULL: none; "-": standard output */
    struct input input;
    bool is_open;
    const struct dialect *dialect;
    struct dialect_match match;
    struct dialect_layout layout;
    struct structure structure;
    bool has_structure;
    struct draft draft;
    struct responses converted;
    struct buf text; /* of the responses */
    int64_t created;
};

/* The outputs that the arguments name; false after an error. */
bool import_plan_outputs(struct importing *x);
/* Whether the responses go to an SPSS file. */
bool import_is_sav(struct importing *x);
/* Writes responses (x->text), questionnaire and report: all of them, or none. */
void import_write(struct importing *x, const struct import_result *result);

/* The argument of an option; NULL when it is not given. */
const char *import_option(struct run *r, const char *option);
/* --dialect; false after an error. */
bool import_check_dialect(struct run *r);
/* --encoding and --separator; false after an error. */
bool import_read_hints(struct run *r, struct input_hints *hints);
/* Reads the export; false after an error. */
bool import_open(struct importing *x, const struct input_hints *hints);
/* Reads a structure file into x->structure; false after an error. */
bool import_read_structure(struct importing *x, const char *path);

#endif
