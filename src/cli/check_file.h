/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is this file, and is it right? Kinds are told apart by the sheets of the book; a plain table is answers,
   and so is standard input (-).

   1. check_own() for each file: where another names its id, it is meant, whatever the data folders hold.
   2. check_file() adds its findings to the run's diagnostics and says what it took the file for.

   Adding a kind of file: a row in the table of check_file.c. */
#ifndef PG_CLI_CHECK_FILE_H
#define PG_CLI_CHECK_FILE_H

#include "cli/run.h"

/* Fills *own and returns true when the file is of a kind that others name; leaves all complaints to check_file(). What
   it holds lives in the run. */
bool check_own(struct run *r, const char *path, struct library_file *own);
/* "questionnaire psirt-full 2026.1"; "" when it was not told. Lives in the run. */
const char *check_file(struct run *r, const char *path);

#endif
