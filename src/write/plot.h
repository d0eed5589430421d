/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the kinds of chart share: the numbers behind a chart, its axis, texts that fit, the legend.

   1. plot_init() finds the table and sets the whole drawing as the area left … right, top … bottom (pixels).
   2. plot_draw_legend() takes its rows from the top of the area.
   3. A kind (svg_bar, svg_radar) takes room for its labels and draws.
   Ownership: texts made here live in p->arena until plot_clear(). */
#ifndef PG_WRITE_PLOT_H
#define PG_WRITE_PLOT_H

#include "doc/doc.h"

#define PLOT_FONT 12.0 /* px */
#define PLOT_SMALL 11.0
#define PLOT_LINE 1.25 /* line height in font sizes */
#define PLOT_INK 0x262626U
#define PLOT_GREY 0x595959U /* 7 : 1 on white */
#define PLOT_GRID 0xD9D9D9U
#define PLOT_AXIS 0x7F7F7FU
#define PLOT_WHITE 0xFFFFFFU

struct plot {
    const struct doc *d;
    const struct chart *c;
    const struct table *t;
    struct buf *out;
    struct arena arena;
    size_t first, n;        /* rows of the table */
    int category;           /* column of labels */
    int *column;            /* of each series */
    double low, high, step; /* axis */
    bool has_sides;         /* stacked to both sides of 0: the sign only names the side */
    double width, height;
    double left, right, top, bottom;
};
/* False when the table or a column is not there. */
bool plot_init(struct plot *p, const struct doc *d, const struct chart *c, double width, struct buf *out);
void plot_clear(struct plot *p);

/* ---- numbers ----------------------------------------------------------------------------------------------- */
const struct cell *plot_cell(const struct plot *p, int series, size_t i);
bool plot_value(const struct plot *p, int series, size_t i, double *value);
/* Place of 'value' on the axis, 0 … 1. */
double plot_fraction(const struct plot *p, double value);
int plot_n_ticks(const struct plot *p);
double plot_tick(const struct plot *p, int i);
bool plot_is_visible(const struct plot *p, int series);
int plot_n_visible(const struct plot *p);

/* ---- texts (plot_text.c) ----------------------------------------------------------------------------------- */
/* Nobody measures fonts here, so widths are estimates on the safe side: a display column is so many font sizes wide. */
#define PLOT_COLUMN 0.56
const char *plot_category(struct plot *p, size_t i);
/* The number as its cell shows it, or what stands in its place. */
const char *plot_value_text(struct plot *p, int series, size_t i);
const char *plot_tick_text(struct plot *p, double value);
double plot_text_width(const char *text, double size);

struct label {
    double x, y; /* baseline; of the middle of the lines when is_centred */
    double size;
    const char *anchor; /* start, middle, end */
    uint32_t colour;
    double room;     /* width in px: what does not fit is wrapped, then cut with an ellipsis; 0 = no limit */
    int max_lines;   /* 0 = 1 */
    bool is_centred; /* 'y' is the middle of all lines */
};
/* Lines that the text takes in the label's room. */
int plot_label_lines(const struct label *l, const char *text);
void plot_draw_text(struct plot *p, const struct label *l, const char *text);

/* ---- shapes ------------------------------------------------------------------------------------------------ */
uint32_t plot_colour(const struct plot *p, int series);
struct line {
    double x1, y1, x2, y2;
};
void plot_draw_line(struct plot *p, struct line at, uint32_t colour);
/* The tooltip of a shape: "category, series: number". */
void plot_draw_tip(struct plot *p, int series, size_t i);
void plot_draw_legend(struct plot *p);

#endif
