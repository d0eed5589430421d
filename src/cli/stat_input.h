/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a table and the options of a command line to the input of a statistic.

   1. stat_options_check() refuses options that the statistic does not read.
   2. stat_input_open() reads the file, picks the columns that the options name, and sorts out numbers, levels and what
      is missing.
   3. Run the statistic on 'in'; stat_result_check() tells when the columns cannot be what it is for.
   4. stat_input_close() frees all.
   A column whose cells are all numbers is numeric; where the statistic wants levels, its distinct numbers become levels
   in their order. Other columns have levels in order of first appearance, or in the order that --levels gives. Empty
   cells are blank; NA and DK are kinds of their own. --freq repeats each row as often as its count says. */
#ifndef PG_CLI_STAT_INPUT_H
#define PG_CLI_STAT_INPUT_H

#include "cli/options.h"
#include "stats/stat.h"
#include "table/book.h"

struct stat_source {
    struct arena arena;
    struct input input;
    bool is_open;
    struct stat_input in;
    struct design design;
};

extern const struct option_group options_stat; /* columns and options of statistics */

/* Also of --method. False after errors. */
bool stat_options_check(const struct stat *stat, const struct arguments *args, struct diags *ds);
/* The options that it uses, as "--x, --weight, --level". */
const char *stat_used_options(const struct stat *stat, struct arena *a);
/* The options as the statistic takes them; mistakes are reported. Lists live in 'a'. */
void stat_options_read(const struct arguments *args, struct stat_options *o, struct arena *a, struct diags *ds);

/* 'path' may be NULL for statistics that need no table. False after errors, with file, line and column. */
bool stat_input_open(struct stat_source *s, const struct stat *stat, const char *path, const struct arguments *args,
                     struct diags *ds);
/* When nothing at all could be computed for want of the right levels: an error at the column, and false. */
bool stat_result_check(struct stat_source *s, const struct stat *stat, const struct stat_output *out, struct diags *ds);
void stat_input_close(struct stat_source *s);

#endif
