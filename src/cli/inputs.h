/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All files that an assessment read, for the report's Audit sheet and so that no output replaces one of them. */
#ifndef PG_CLI_INPUTS_H
#define PG_CLI_INPUTS_H

#include "cli/outputs.h"
#include "report/report.h"

struct inputs {
    struct arena *arena;
    const struct library *library;
    struct report_input *item; /* as reports name them: data files below their folder, others as the user did */
    const char **path;         /* parallel: as opened */
    size_t n, max;
};

/* Room in 'a' for what a kit and the files beside it can be, and for 'n_more'. */
struct inputs inputs_new(struct arena *a, const struct library *l, size_t n_more);
/* A file that was read through a book. */
void inputs_add(struct inputs *x, const char *role, const struct input *file);
void inputs_add_brand(struct inputs *x, const struct brand_file *b);
void inputs_add_kit(struct inputs *x, const struct kit *k);
/* False after an error for each output that is an input. */
bool inputs_guard(struct run *r, const struct inputs *x, const struct outputs *o);

#endif
