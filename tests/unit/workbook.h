/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks made for tests from the XML of their parts, in memory. */
#ifndef PG_TESTS_WORKBOOK_H
#define PG_TESTS_WORKBOOK_H

#include "base/mem.h"
#include "table/book.h"

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

/* The same table or book as a workbook, with a sheet for each of its sheets: whole numbers as a program writes them are
   number cells, every other text is a string, every second one shared. A table's sheet is called "Sheet1". */
void workbook_pack_book(const struct book *b, struct buf *out);
/* Reads the CSV file 'from' and writes the workbook 'to'; false when either cannot be done. */
bool workbook_convert(const char *from, const char *to);

#endif
