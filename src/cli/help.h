/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help and version, made from the descriptors of commands, options and exit codes. */
#ifndef PG_CLI_HELP_H
#define PG_CLI_HELP_H

#include <stdio.h>

#include "cli/command.h"
#include "stats/stat.h"

void help_overview(FILE *out);
void help_command(const struct command *c, FILE *out);
void help_stat(const struct stat *s, FILE *out);
void help_version(FILE *out);

#endif
