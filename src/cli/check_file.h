/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is this file, and is it right? Kinds are told apart by the sheets of the book; a plain table is answers,
   and so is standard input (-).

   check_file() adds its findings to the run's diagnostics and says what it took the file for. Adding a kind of file: a
   row in the table of check_file.c. */
#ifndef PG_CLI_CHECK_FILE_H
#define PG_CLI_CHECK_FILE_H

#include "cli/run.h"

/* "questionnaire psirt-full 2026.1"; "" when it was not told. Lives in the run. */
const char *check_file(struct run *r, const char *path);

#endif
