/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A progress bar on a terminal, for what takes over a second: none before, none with --quiet, none in a file.

   1. progress_begin(); 2. progress_show() as often as one likes; 3. progress_end() takes it away. */
#ifndef PG_CLI_PROGRESS_H
#define PG_CLI_PROGRESS_H

#include "cli/run.h"

struct progress {
    bool is_on, is_shown;
    int permille;
    double began; /* seconds */
};
void progress_begin(struct progress *p, const struct run *r);
/* 'progress' is a struct progress. */
void progress_show(void *progress, size_t done, size_t size);
void progress_end(struct progress *p);

#endif
