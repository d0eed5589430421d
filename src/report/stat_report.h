/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result of a statistic as a document: values with intervals, what was left out, the method, its source.
   Labels are in English or Japanese; titles, methods and notes of statistics are in English. */
#ifndef PG_REPORT_STAT_REPORT_H
#define PG_REPORT_STAT_REPORT_H

#include "doc/doc.h"
#include "stats/stat.h"

struct stat_report {
    const struct stat *stat;
    const struct stat_output *out;
    const char *file, *sha256; /* NULL where no table was read */
    const char *program, *date, *lang;
    const char *arguments, *note; /* what was asked for; a remark of the caller's, or NULL */
    uint64_t seed;
    int64_t created;
};
void stat_report_build(const struct stat_report *r, struct doc *d);

#endif
