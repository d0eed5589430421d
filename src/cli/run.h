/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run of a command: its arguments, and all that only the command line may ask — clock, environment, terminal.

   1. run_begin() after the options are parsed: language, date, colours.
   2. run_library() when the data files are needed.
   3. run_finish() prints the diagnostics and gives the exit code; run_clear() frees. */
#ifndef PG_CLI_RUN_H
#define PG_CLI_RUN_H

#include <stdio.h>

#include "cli/command.h"
#include "cli/diag_print.h"
#include "model/library.h"

struct run {
    struct arena arena;
    const struct command *command;
    struct arguments args;
    struct diags ds;
    struct library library; /* root NULL until it was found */
    const char *lang;
    bool is_quiet, is_verbose, is_strict;
    bool has_color_out, has_color_err;
    int width; /* columns of the terminal; 0 when there is none */
};

/* Needs the command's arguments parsed; adds errors for bad values. */
void run_begin(struct run *r);
/* NULL after an error that names the places looked in. */
const struct library *run_library(struct run *r);
/* library_find() for an id that stands in a file at 'at' (NULL: on the command line), which the error then names. NULL
   after an error. Lives in the run. */
const char *run_find(struct run *r, enum library_kind kind, const char *id, const struct place *at);
/* The date of a report, "2026-11-24", and its midnight UTC in seconds since 1970; for commands with --date. NULL after
   an error. */
const char *run_date(struct run *r, int64_t *created);
/* True after errors; with --strict after warnings too. */
bool run_has_failed(const struct run *r);
/* How its diagnostics are printed on standard output or standard error; with a count of them at the end. */
struct diag_style run_diag_style(const struct run *r, const FILE *out);
/* A line on standard error, unless --quiet: a note of diag.def without place. */
void run_say(const struct run *r, enum diag_id id, const char *const words[4]);
#define RUN_SAY(r, id, ...) run_say((r), (id), (const char *const[5]){__VA_ARGS__})

/* 'code' is what the command returned. */
enum exit_code run_finish(struct run *r, enum exit_code code);
void run_clear(struct run *r);

#endif
