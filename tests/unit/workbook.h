/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks made for tests from the XML of their parts, in memory. */
#ifndef PG_TESTS_WORKBOOK_H
#define PG_TESTS_WORKBOOK_H

#include "base/mem.h"

/* What is NULL has nothing special in it; 'rows' alone is the inside of <sheetData>. */
struct workbook_xml {
    const char *rows;     /* of the first sheet */
    const char *after;    /* behind its <sheetData> */
    const char *second;   /* inside of the <sheetData> of a second sheet, "Second" */
    const char *strings;  /* inside of <sst> */
    const char *styles;   /* inside of <styleSheet> */
    const char *workbook; /* the whole part */
    const char *rels;     /* the whole part of the workbook's relationships */
    const char *sheet;    /* the whole part of the first sheet */
};
/* The bytes of the workbook, replacing what 'out' holds. Its first sheet is "Data". */
void workbook_pack(const struct workbook_xml *x, struct buf *out);

#endif
