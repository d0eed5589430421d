/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of a table as variables of a statistic: what stat_input.h is made of.

   A struct stat_reading holds the table and which of its rows count; the functions read one column each, report every
   bad cell with its line and column, and return something usable even then. All memory is the source's arena. */
#ifndef PG_CLI_STAT_READING_H
#define PG_CLI_STAT_READING_H

#include "cli/stat_input.h"

struct stat_reading {
    struct stat_source *s;
    const struct stat *stat;
    const struct arguments *args;
    struct book_sheet sheet;
    size_t *row; /* row of the table per observation: --freq repeats */
    size_t n;
    struct diags *ds;
};

struct place stat_place(const struct stat_reading *r, size_t row, int column, const char *name);
const char *stat_cell(const struct stat_reading *r, size_t row, int column);
/* Reports a name that is no column, or several; < 0 then. */
int stat_find_column(const struct stat_reading *r, const char *name);

/* The numbers of a column; cells that are none are errors. Missing ones are NAN, or errors unless they may be. */
double *stat_read_numbers(struct stat_reading *r, const char *name, int column, bool may_be_missing);
/* In levels: distinct numbers in their order, other cells in order of first appearance, or as --levels gives them.
   Codes, such as those of clusters, may have any number of levels. */
struct variable stat_read_levels(struct stat_reading *r, const char *name, int column, bool is_first_x, bool is_code);
enum wanted { WANTS_ANY, WANTS_NUMBERS, WANTS_LEVELS };
struct variable stat_read_variable(struct stat_reading *r, const char *name, enum wanted wanted, bool is_first_x);
/* Weights, strata, clusters and sizes of the population, as the options name them. */
void stat_read_design(struct stat_reading *r);

#endif
