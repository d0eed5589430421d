/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Placing the blocks of a page sheet on its grid.

   1. xlsx_lay_out() flows the blocks from left to right into bands, measures them and decides where pages end.
   2. xlsx_page.c walks the bands and writes.
   A band is a run of sheet rows that its blocks share, side by side. A block brings rows of fixed height (a table's)
   and then, for charts and texts, a height that the remaining rows of the band must give together. */
#ifndef PG_WRITE_XLSX_LAYOUT_H
#define PG_WRITE_XLSX_LAYOUT_H

#include "write/xlsx.h"

struct slot {
    const struct block *block;
    lxw_col_t first;
    int n_columns; /* of the grid */
    int *row_px;   /* fixed rows */
    int n_rows;
    int flexible_px;    /* needed below them */
    const char *joined; /* a list as one text, where a table dictates the rows; else NULL */
};
struct band {
    struct slot slot[12];
    int n_slots;
    int gap_px; /* an own row above; 0 = none */
    int *row_px;
    int n_rows;
    bool has_break_before;
};
struct layout {
    struct band *band;
    size_t n, cap;
};

/* 'used_px' of the first page are taken already. The result lives in the book's arena. */
struct layout xlsx_lay_out(struct xlsx_sheet *s, int used_px);

/* ---- xlsx_measure.c ---- */
/* Fills the slot's fixed rows and flexible height. */
void xlsx_measure(struct xlsx_sheet *s, struct slot *slot);
/* first[c] … first[c + 1] are the grid columns of table column c, in proportion to the widths, at least one each. */
const int *xlsx_share_columns(struct arena *a, const struct table *t, int n_columns);
/* Sheet rows that one line of a list takes. */
int xlsx_list_rows(struct xlsx_sheet *s, const struct slot *slot, const char *line);
/* Tiles side by side in one line, and the grid columns of one; one column is free between. */
int xlsx_tiles_per_row(const struct xlsx_sheet *s, const struct slot *slot);
void xlsx_tile_columns(const struct xlsx_sheet *s, const struct slot *slot, int place, int *first, int *n_columns);

#define TILE_LABEL_PX 24
#define TILE_VALUE_PX 46
#define TILE_GAP_PX 12
#define TABLE_TITLE_PX 26

#endif
