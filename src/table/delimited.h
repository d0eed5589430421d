/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delimited text, line by line: libcsv in strict mode with the positions that it does not report itself.

   1. delimited_guess_mark() finds the delimiter and how many first bytes are only a hint for spreadsheets ("sep=;").
   2. delimited_scan() calls the sink for every field, row and fault. Each row comes with the physical line it starts
      on, however many lines its quoted fields span; blank lines are no rows.
   After a fault the fields of the current row are to be dropped; the scan goes on behind the broken place: after a
   stray quotation mark with the next line, after one that was never closed with the line after the one where it was
   opened. Nothing is kept between calls, so parts of one file can be scanned side by side. */
#ifndef PG_TABLE_DELIMITED_H
#define PG_TABLE_DELIMITED_H

#include <stdbool.h>
#include <stddef.h>

struct delimited_text {
    const char *data;
    size_t n;
    char mark;       /* the delimiter */
    long first_line; /* number of the first line of 'data', 1 for a whole file */
};

enum delimited_fault { DELIMITED_UNCLOSED_QUOTE, DELIMITED_STRAY_QUOTE };
struct delimited_place {
    long line;
    int column;       /* 1-based field of the row */
    size_t character; /* 1-based character of the line; 0 for an unclosed quote */
};
struct delimited_sink {
    void *to; /* first argument of the calls */
    void (*field)(void *to, const char *s, size_t n);
    void (*row)(void *to, long line);
    void (*fault)(void *to, enum delimited_fault fault, const struct delimited_place *at);
};

#define DELIMITED_FAULTS_MAX 100 /* the scan ends after as many */

/* One of , ; and tab: the one whose number outside quotes agrees in most of the first rows, the comma when none
   stands there. A first line "sep=X" decides; *skip is then its length, else 0. */
char delimited_guess_mark(const char *data, size_t n, size_t *skip);

/* True when there was no fault. */
bool delimited_scan(const struct delimited_text *text, const struct delimited_sink *sink);

#endif
