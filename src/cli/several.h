/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answers of one assessment: one file, those of several assessors, or those of business units.

   1. several_plan() holds the options against each other and lists the files.
   2. several_open() opens them all; each[0] tells which questionnaire it is.
   3. several_read() reads them against it, with the consensus, and finds what cannot go together.
   4. several_clear(), also after errors. */
#ifndef PG_CLI_SEVERAL_H
#define PG_CLI_SEVERAL_H

#include "cli/inputs.h"
#include "model/answers.h"
#include "model/unit_list.h"
#include "score/raters.h"

struct several {
    struct run *run;
    const char *const *file; /* what the command line names, n_files of them */
    size_t n_files;
    bool is_one; /* the command takes one file, and has no options of options_several */
    enum consolidation how;
    struct unit_list *units; /* NULL: assessors */
    const char **path;       /* of each file of answers */
    struct answers **each;
    size_t n;
    struct answers *consensus; /* NULL: none */
};

/* --consolidate, --consensus, --units: of the commands that take several files. */
extern const struct option_group options_several;

/* Set run, file and n_files before. False after errors, also of a list of units. */
bool several_plan(struct several *x);
bool several_open(struct several *x);
void several_read(struct several *x, const struct questionnaire *q);
/* What the first file that says anything says about the organisation; NULL. To be freed before 'x' is cleared. Not of
   units, each of which is another. */
struct answers *several_about(const struct several *x);
bool several_has_about(const struct several *x);
void several_list(const struct several *x, struct inputs *inputs);
void several_clear(struct several *x);

#endif
