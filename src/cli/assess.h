/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One assessment as commands make it: the files that the command line names, read against each other, and scored.

   1. Set run, date, created, and file and n_files of 'several'; assess_read() reads everything. All
      mistakes of the files are found in one go, as far
      as one does not hide another.
   2. assess_score() scores what was read; assess_request() is what a report of it begins with.
   3. assess_clear(), also after errors.
   The command's options must have about, plan, brand, those of options_inputs and of options_several. */
#ifndef PG_CLI_ASSESS_H
#define PG_CLI_ASSESS_H

#include "cli/earlier.h"
#include "cli/several.h"
#include "report/report.h"

/* Everything that one assessment holds, freed together. */
struct assess {
    struct run *run;
    struct outputs outputs;
    const char *date;
    int64_t created;
    const char *const *crosswalk; /* to be set before reading; none: no obligations */
    int n_crosswalks;
    struct several several; /* the files of answers */
    struct earlier earlier; /* its names are to be set before reading */
    struct answers *about;
    struct raters *raters; /* NULL: one file of answers */
    struct units *units;   /* NULL: no units */
    struct kit *kit;
    struct plan *plan;
    struct brand_file *brand;
    struct assessment *assessment;
    struct inputs inputs;
};

/* The files of answers and what belongs to them. False after errors. */
bool assess_read(struct assess *x);
void assess_score(struct assess *x);
struct report_request assess_request(const struct assess *x);
void assess_clear(struct assess *x);

#endif
