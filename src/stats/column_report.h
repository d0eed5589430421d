/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the column tests of banner tables report, shared by stat_column.c and stat_overlap.c. */
#ifndef PG_STATS_COLUMN_REPORT_H
#define PG_STATS_COLUMN_REPORT_H

#include "stats/banner.h"

/* What a run works on: columns with their cells. */
struct columns {
    int k;
    const char **name;
    struct banner_cell *cell;
    bool is_share, is_weighted;
};

/* Makes x 1 where it is a success of variable v, else 0; false and a note when options.success names nothing. */
bool column_hits(const struct stat_input *in, struct stat_output *out, double *x, size_t n);
/* The correction that options.method names, Bonferroni's when it names none; a note when there is no such one. */
enum banner_correction column_correction(const char *method, struct stat_output *out);
const char *column_base_words(const struct columns *c);

void column_add_number(struct stat_output *out, const char *key, enum unit unit, double value, enum stat_status status);
/* share:NAME or mean:NAME, and base:NAME */
void column_add_cells(struct stat_output *out, const struct columns *c);
/* difference:SUFFIX, z or t, chi_square or df, p_value, raw_p_value */
void column_add_test(struct stat_output *out, const struct columns *c, const struct banner_test *t, const char *suffix,
                     bool is_census);
/* Corrects the tests of all pairs, adds cells and tests, and notes the letters. */
void column_add_pairs(const struct stat_input *in, struct stat_output *out, const struct columns *c,
                      struct banner_test *test, enum banner_correction correction);
/* All p values, when a success cannot be told. */
void column_add_wrong_success(struct stat_output *out);
struct banner_test *column_new_tests(struct stat_output *out, int n);

#endif
