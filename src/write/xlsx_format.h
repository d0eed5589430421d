/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cell formats of a workbook, each made once: 1. fill a struct xlsx_style (start from xlsx_style_of()), 2. ask for its
   format. The workbook owns the formats; the cache only finds them again. */
#ifndef PG_WRITE_XLSX_FORMAT_H
#define PG_WRITE_XLSX_FORMAT_H

#include <xlsxwriter.h>

#include "doc/doc.h"

enum xlsx_edge { EDGE_NONE, EDGE_HAIR, EDGE_THIN, EDGE_MEDIUM, EDGE_THICK };
enum xlsx_valign { VALIGN_TOP, VALIGN_CENTER, VALIGN_BOTTOM };
#define NO_PAPER 0xFFFFFFU

/* Only 32-bit members, so that equal styles are equal bytes. */
struct xlsx_style {
    uint32_t size10; /* tenths of a point */
    uint32_t is_bold, is_italic, is_wrapped, is_underlined;
    uint32_t ink, paper;
    uint32_t align; /* enum align */
    uint32_t valign;
    uint32_t indent;
    uint32_t top, bottom, left, right; /* enum xlsx_edge */
    uint32_t edge_ink;
    uint32_t number;                    /* 0 = text, else unit + 1 */
    uint32_t symbol;                    /* enum tone whose symbol goes in front; 0 = none */
    uint32_t is_open, is_date, is_text; /* not locked; what is entered is a date, a text */
};

struct xlsx_formats; /* opaque */
struct xlsx_formats *xlsx_formats_new(struct arena *a, lxw_workbook *wb, const char *font);
lxw_format *xlsx_format(struct xlsx_formats *f, const struct doc *d, const struct xlsx_style *style);

#endif
