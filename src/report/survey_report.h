/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tabulated survey as a document: every count, mean and test once, for programs (CSV, JSON), and a table of the
   questions for readers.

   survey_report_build() fills 'd', which the caller doc_clear()s. Names of rows and columns are stable: an option, and
   "question=option" for a segment. */
#ifndef PG_REPORT_SURVEY_REPORT_H
#define PG_REPORT_SURVEY_REPORT_H

#include "doc/doc.h"
#include "survey/tabulate.h"

struct survey_report {
    const struct tabulation *tabulation;
    const char *program, *lang, *date;
    int64_t created;
    const char *filter, *weight; /* as given; NULL for none */
    bool has_data;               /* the tree for programs (JSON) is wanted */
    long respondent;             /* row of the one whose ranks are wanted; −1: none */
};
void survey_report_build(const struct survey_report *r, struct doc *d);

#endif
