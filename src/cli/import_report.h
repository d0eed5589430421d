/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import did, in lines: counts, columns that were left out and why, cells to look at. The same lines go to
   standard error and, with every finding and its row behind them, into a file. */
#ifndef PG_CLI_IMPORT_REPORT_H
#define PG_CLI_IMPORT_REPORT_H

#include "cli/run.h"
#include "model/responses.h"

/* 'r' NULL: the draft has no responses. */
struct import_result {
    const struct draft *draft;
    const struct responses *responses;
    const char *what;   /* "LimeSurvey", "LimeSurvey .lss" */
    const char *reason; /* why it was taken for that; "" when the user said so */
};
void import_report_say(struct run *r, const struct import_result *x);
void import_report_print(struct run *r, const struct import_result *x, struct buf *out);

#endif
