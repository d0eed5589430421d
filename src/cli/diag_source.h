/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line of a text file that a diagnostic is about, cut to fit, with the columns of its field.

   diag_source_find() reads the file of the place, unless it is the one it read before; diag_source_clear() frees. */
#ifndef PG_CLI_DIAG_SOURCE_H
#define PG_CLI_DIAG_SOURCE_H

#include "base/diag.h"

struct diag_source {
    struct arena arena; /* of the text kept */
    const char *file;   /* NULL: none kept */
    const char *text;   /* valid UTF-8; NULL when it cannot be shown */
    char mark;          /* the delimiter */
};
struct source_line {
    const char *text; /* without control characters; lives in the arena */
    int start, width; /* display columns of the field in 'text'; width 0: no field */
};

/* False when there is no line to show. */
bool diag_source_find(struct diag_source *s, const struct place *at, struct source_line *line);
void diag_source_clear(struct diag_source *s);

#endif
