/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outputs that -o names: found to be writable before the work, written after it.

   1. outputs_plan() finds each one's writer and tries its folder.
   2. outputs_keep_off() for each input: no output may replace it.
   3. outputs_write() writes the document to all of them. */
#ifndef PG_CLI_OUTPUTS_H
#define PG_CLI_OUTPUTS_H

#include "cli/run.h"
#include "write/writer.h"

struct output {
    const char *path; /* "-": standard output */
    const struct writer *writer;
};
struct outputs {
    struct output *item; /* in the run's arena */
    size_t n;
};

/* False after errors. */
bool outputs_plan(struct run *r, struct outputs *o);
/* For commands that print when nothing is named: standard output, in the format that --format names. */
void outputs_or_stdout(struct run *r, struct outputs *o);
bool outputs_keep_off(struct run *r, const struct outputs *o, const char *input);
/* Whether no output needs the document's sheets. */
bool outputs_are_data_only(const struct outputs *o);
/* All or none, as far as a disk allows: every file is made and checked before the first is put in its place. */
bool outputs_write(struct run *r, const struct outputs *o, const struct doc *d);
/* A file that -o of another kind of command names: folder and place are tried. */
bool output_try(struct run *r, const char *path);
/* Writes such a file whole, and says so; '-' is standard output. False after an error. */
bool output_put(struct run *r, const char *path, const struct buf *text);

#endif
