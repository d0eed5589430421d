/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a part of a finished workbook has all its entries. A write to a temporary file that fails once leaves a part
   that lacks a block in its middle and can still be well-formed; what the part says about itself then no longer fits:
   the counts of lists, the order of rows and cells, the number of shared strings that cells refer to, the number of
   sheets and defined names.

   1. struct xlsx_entries e = {.arena = a}; for each part: xlsx_entries_begin(&e, its name), and xlsx_entries_events
   with &e.
   2. After a part, e.problem is NULL or says what does not fit (in the arena).
   3. After all parts, xlsx_entries_fit_together(). */
#ifndef PG_WRITE_XLSX_ENTRIES_H
#define PG_WRITE_XLSX_ENTRIES_H

#include "base/xml.h"

struct xlsx_entries {
    struct arena *arena;
    const char *problem;
    struct {
        long declared, n; /* entries: −1 when the element says none; so far */
    } open[XML_DEPTH_MAX + 1];
    int depth;
    bool is_sheet, is_chart, is_workbook, is_app;
    long row, column, n_series; /* the last ones met in the part */
    long n_strings,
        n_strings_due;           /* cells that refer to a shared string, in all parts; what the list of strings says */
    long n_titles, n_titles_due; /* sheets and defined names of the workbook; what docProps/app.xml says, 0 = nothing */
};

extern const struct xml_events xlsx_entries_events;

void xlsx_entries_begin(struct xlsx_entries *e, const char *part);
bool xlsx_entries_fit_together(struct xlsx_entries *e);

#endif
