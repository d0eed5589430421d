/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the .xlsx writer share: the workbook at work, its sheets, and where tables came to lie.

   write_xlsx.c        opens and closes the workbook, runs the steps
   xlsx_format.c       styles -> formats, each once
   xlsx_text.c         what a workbook can hold of a text
   xlsx_cell.c         one cell: texts as texts, numbers, links, names, merged areas
   xlsx_layout.c       page sheets: blocks -> bands of rows on a grid, page breaks
   xlsx_measure.c      page sheets: how high blocks are
   xlsx_page.c         page sheets: writes the bands
   xlsx_data.c         data sheets: widths, texts, charts around one main table
   xlsx_data_table.c   data sheets: the tables
   xlsx_table.c        the cells of tables, on both kinds of sheet
   xlsx_formula.c      what cells compute and what may be entered, when every table has its place
   xlsx_print.c        paper, margins, header, footer
   write_xlsx_chart.c  native charts, last, when every table has its place
   xlsx_verify.c       reads the finished file back
   xlsx_entries.c      … and whether its parts have all their entries */
#ifndef PG_WRITE_XLSX_H
#define PG_WRITE_XLSX_H

#include <xlsxwriter.h>

#include "base/diag.h"
#include "base/map.h"
#include "doc/doc.h"
#include "write/xlsx_format.h"

/* Grid of a page sheet: a gutter, then 12 twelfths of 3 sheet columns each. Three, so that columns of tables come near
   their proportions. A block leaves its last column free, as the space between neighbours; so equal blocks are equally
   wide, and the grid's last column is not printed. */
#define GRID_FIRST 1
#define GRID_PER_TWELFTH 3
#define GRID_COLUMNS (12 * GRID_PER_TWELFTH - 1)
#define GUTTER_PX 14

#define ROW_PX 20        /* standard height */
#define ROW_MAX_PX 540   /* Excel's is 409.5 pt */
#define SIZE10_TEXT 100U /* tenths of a point */
#define SIZE10_SMALL 90U

/* Where a table's rows and columns came to lie. */
struct xlsx_place {
    const struct sheet *sheet;
    const struct table *table;
    lxw_worksheet *ws;
    lxw_row_t first_row; /* of the table's row 0 */
    lxw_col_t *col;      /* per column of the table */
};

struct xlsx_cell_place {
    const struct sheet *sheet;
    lxw_row_t row;
    lxw_col_t col;
};
struct xlsx_formula {
    const struct sheet *sheet;
    lxw_worksheet *ws;
    lxw_row_t row;
    lxw_col_t col;
    const struct cell *cell;
    lxw_format *format;
};

struct xlsx_pending_chart {
    const struct chart *chart;
    lxw_worksheet *ws;
    lxw_row_t row;
    lxw_col_t col;
    int width_px, height_px;
};

struct xlsx_book {
    const struct doc *doc;
    lxw_workbook *wb;
    struct arena arena;
    struct xlsx_formats *formats;
    struct map place_of; /* table id -> index */
    struct xlsx_place *place;
    size_t n_places, cap_places;
    struct xlsx_pending_chart *pending;
    size_t n_pending, cap_pending;
    struct map cell_of; /* id of a cell -> index */
    struct xlsx_cell_place *cell;
    size_t n_cells, cap_cells;
    struct xlsx_formula *formula;
    size_t n_formulas, cap_formulas;
    struct map names; /* of cells, tables and properties ('p:…'), so that none stands twice */
    const char *font;
    bool is_cjk;     /* the language's own script is East Asian: taller lines, ideographs */
    lxw_error error; /* the first one */
};

struct xlsx_sheet {
    struct xlsx_book *book;
    const struct sheet *sheet;
    lxw_worksheet *ws;
    int column_px; /* of the grid; page sheets */
    int page_px;   /* printed height of a page at the sheet's scale */
    bool is_landscape;
};

/* Cells, ends included. */
struct xlsx_area {
    lxw_row_t row, last_row;
    lxw_col_t col, last_col;
};

/* ---- xlsx_text.c ---- */
/* Without the characters that XML cannot hold, each replaced by U+FFFD, and with LF as line end; 's' itself when it is
   clean. */
const char *xlsx_clean(struct arena *a, const char *s);
/* What a workbook can hold of a text: clean, at most 32,767 units, no "_x0041_" that Excel would decode. */
const char *xlsx_text(struct xlsx_book *b, const char *s);
/* The first 'max' characters, with "…" when something was cut. */
const char *xlsx_shorten(struct arena *a, const char *s, size_t max);

/* ---- xlsx_cell.c ---- */
void xlsx_try(struct xlsx_book *b, lxw_error error);
/* Writes a cell over an area, merged when it is more than one cell. */
void xlsx_put(struct xlsx_sheet *s, struct xlsx_area at, const struct cell *c, const struct xlsx_style *style);
void xlsx_put_text(struct xlsx_sheet *s, struct xlsx_area at, const char *text, const struct xlsx_style *style);
void xlsx_set_row(struct xlsx_sheet *s, lxw_row_t row, int px);
/* A plain style of the document: 10 pt, dark grey, top. */
struct xlsx_style xlsx_style_plain(const struct xlsx_book *b);
/* Ink, paper, weight and symbol of a tone laid over a style. */
void xlsx_style_add_tone(const struct xlsx_book *b, struct xlsx_style *style, enum tone tone);
/* The text as a reader sees it; lives in the book's arena. */
const char *xlsx_shown(struct xlsx_book *b, const struct cell *c);
/* Height of a text wrapped into 'width_px'. Excel does not size merged cells by itself. */
int xlsx_text_px(const struct xlsx_book *b, const char *text, int width_px, const struct xlsx_style *style);
int xlsx_line_px(const struct xlsx_book *b);
/* A sheet's name as it stands between the quotes of a formula. */
const char *xlsx_quoted_sheet(struct arena *a, const char *name);

/* ---- xlsx_formula.c ---- */
void xlsx_note_cell(struct xlsx_sheet *s, struct xlsx_area at, const char *id);
void xlsx_add_formula(struct xlsx_sheet *s, struct xlsx_area at, const struct cell *c, lxw_format *format);
void xlsx_write_formulas(struct xlsx_book *b);

/* ---- xlsx_table.c ---- */
struct xlsx_style xlsx_header_style(const struct xlsx_book *b, const struct table *t, int column);
struct xlsx_style xlsx_cell_style(const struct xlsx_book *b, const struct table *t, size_t row, int column);
bool xlsx_is_numeric(const struct table *t, int column);
/* Data bars over one column of cells. */
void xlsx_add_bars(struct xlsx_sheet *s, const struct column *column, struct xlsx_area at);
struct xlsx_place *xlsx_add_place(struct xlsx_sheet *s, const struct table *t, lxw_row_t first_row);
void xlsx_add_pending(struct xlsx_sheet *s, struct xlsx_pending_chart pending);

struct xlsx_style xlsx_heading_style(const struct xlsx_sheet *s, int level);

/* ---- the kinds of sheet, printing, charts ---- */
void xlsx_write_page(struct xlsx_sheet *s);
void xlsx_write_data(struct xlsx_sheet *s);
void xlsx_insert_logo(struct xlsx_sheet *s, lxw_row_t row, lxw_col_t col, int max_width_px, int max_height_px);
void xlsx_set_print(struct xlsx_sheet *s, lxw_col_t first_col, lxw_col_t last_col, lxw_row_t last_row);
int xlsx_printable_px(bool is_landscape); /* width between the margins at 100 % */
int xlsx_widest_px(bool is_landscape);    /* widest that one page takes with text at 7 pt or more */
/* Fits the width of the columns to the page (to several side by side, where text would fall under 7 pt), and says
   to how many; sets page_px. */
int xlsx_fit_pages(struct xlsx_sheet *s, int width_px);
void xlsx_write_charts(struct xlsx_book *b);
bool xlsx_verify(const char *path, struct diags *ds);

#endif
