/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Printing diagnostics as compilers do: where, how bad, what; then the line of the file with a mark under the field.

       answers.csv:12:3 (answers: answer): error: '7' is not an answer to … [answer-unknown]
          12 | ,d_1_1_2,7,,4,SDL-03 gives the PSIRT a seat
             |          ^
   In the end a line counts them. */
#ifndef PG_CLI_DIAG_PRINT_H
#define PG_CLI_DIAG_PRINT_H

#include <stdio.h>

#include "base/diag.h"

struct diag_style {
    const char *lang;
    bool has_color;
    bool is_strict;  /* warnings are printed as errors */
    bool is_quiet;   /* errors only */
    bool is_verbose; /* all notes, however many */
    bool has_no_count;
};

void diag_print_all(const struct diags *ds, const struct diag_style *style, FILE *out);
/* "3 errors, 1 warning"; "" when there are none; lives in 'a'. */
const char *diag_count_text(size_t n_errors, size_t n_warnings, const char *lang, struct arena *a);

#endif
