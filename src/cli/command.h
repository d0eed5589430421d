/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands: one descriptor a file (cmd_*.c), one line each in command.def. Parsing, help and tests read the descriptor.

   1. psirtgauge_run() takes the program's arguments, finds the command, parses its options, runs it, prints its
      diagnostics and says with which code to exit.
   2. A command's run() gets all it needs in a struct run (run.h) and returns EXIT_DONE or EXIT_BELOW; what went wrong
      it adds to the run's diagnostics, which decide about the code in the end.
   Adding one: a file with a 'const struct command command_NAME' and a line in command.def. */
#ifndef PG_CLI_COMMAND_H
#define PG_CLI_COMMAND_H

#include "cli/exit.h"
#include "cli/options.h"

struct run;

/* A command line that a user can copy; a test runs each in a folder that has the examples/ of the source tree. */
struct example {
    const char *arguments; /* what follows "psirtgauge", as typed into a shell */
    const char *summary;
    enum exit_code code;
};

struct command {
    const char *name;
    const char *synopsis;                      /* "ANSWERS [options]" */
    const char *summary;                       /* one line */
    const char *text;                          /* what it does, in paragraphs parted by an empty line */
    const struct option_group *const *options; /* ends with NULL; options_general among them */
    const struct example *example;
    size_t n_examples;
    size_t min_files, max_files;
    enum exit_code (*run)(struct run *r);
};

size_t command_count(void);
const struct command *command_at(size_t i);
const struct command *command_find(const char *name); /* NULL when unknown */
/* "…— did you mean 'x'?" or ""; lives in 'a'. */
const char *command_hint(const char *name, struct arena *a);

int psirtgauge_run(char *const *argv);

#endif
