/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A statistic on a file of tests/reference/data, as the command line runs it.

   1. stat_line_run(&l, stat, "sleep", "--x extra --by group"); a refused input fails the test.
   2. Look at l.out, or one value of it by stat_line_value().
   3. stat_line_clear(&l), also before the next run. */
#ifndef PG_TESTS_STAT_LINE_H
#define PG_TESTS_STAT_LINE_H

#include "cli/stat_input.h"

struct stat_line {
    struct arena arena;
    struct arguments args;
    struct stat_source source;
    struct stat_output out;
};

/* Words are parted by blanks; single quotes keep them. Fails the test when they do not parse. */
void stat_line_parse(const char *line, struct arguments *args, struct arena *a);
/* 'data' is the file's name without .csv, "" for none. */
void stat_line_run(struct stat_line *l, const struct stat *s, const char *data, const char *args);
const struct stat_value *stat_line_value(const struct stat_line *l, const char *key); /* NULL when there is none */
void stat_line_clear(struct stat_line *l);

#endif
