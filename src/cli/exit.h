/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exit codes, and which of them a run's diagnostics ask for. */
#ifndef PG_CLI_EXIT_H
#define PG_CLI_EXIT_H

#include "base/diag.h"

enum exit_code {
#define EXIT_CODE(id, number, text) EXIT_##id = (number),
#include "cli/exit.def"
#undef EXIT_CODE
};
struct exit_row {
    int number;
    const char *text;
};
size_t exit_count(void);
const struct exit_row *exit_at(size_t i);

/* EXIT_DONE without errors; else the gravest: a fault of the program, then files, then usage, then input. What a file
   says is the input (3); that it is missing, a folder, or cannot be read or written is the file (4). */
enum exit_code exit_for(const struct diags *ds);

#endif
