/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of data sheets share: xlsx_data.c writes what stands around the tables, xlsx_data_table.c the tables,
   xlsx_data_widths.c says how wide the columns are. */
#ifndef PG_WRITE_XLSX_DATA_H
#define PG_WRITE_XLSX_DATA_H

#include "write/xlsx.h"

#define FILTER_PX 18 /* the filter's button in a header */
#define DATA_BREAKS_MAX 500

struct data_sheet {
    struct xlsx_sheet *s;
    const struct table *main;
    int *px; /* per column of the main table */
    int n_columns, total_px;
    lxw_col_t last_text_col; /* texts are merged from column 0 to here */
    lxw_row_t row;           /* next free */
    int above_px;            /* height of the rows so far */
    lxw_row_t breaks[DATA_BREAKS_MAX + 1];
    int n_breaks;
};

/* ---- xlsx_data.c ---- */
struct xlsx_area xlsx_one_cell(lxw_row_t row, int col);
/* Sets the height of the next free row and steps over it. */
void xlsx_next_row(struct data_sheet *d, int px);
/* One row; a wrapped text is merged over the columns of texts. */
void xlsx_data_line(struct data_sheet *d, const char *text, const struct xlsx_style *style, int pad_px);
void xlsx_data_heading(struct data_sheet *d, int level, const char *text);

/* ---- xlsx_data_widths.c ---- */
/* Fills px, n_columns and total_px, and decides whether the sheet lies across. */
void xlsx_data_widths(struct data_sheet *d);

/* ---- xlsx_data_table.c ---- */
void xlsx_data_table(struct data_sheet *d, const struct table *t);

#endif
