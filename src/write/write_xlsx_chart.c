/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Native charts, only of kinds that Excel and LibreOffice draw alike. Written last: they refer to the cells where
   tables came to lie. Titles stand in cells above the charts, in the typography of the page. */
#include "write/xlsx.h"

#include <string.h>

#include "doc/palette.h"

#define CHART_DEFAULT_WIDTH_PX 480.0 /* the library scales from these */
#define CHART_DEFAULT_HEIGHT_PX 288.0
#define LABELLED_ROWS_MAX 20 /* bars that carry their value */
#define GRID_INK 0xD9DDE2U
#define LABEL_INK 0x404040U

struct drawing {
    struct xlsx_book *b;
    const struct chart *c;
    const struct table *t;
    const struct xlsx_place *place;
    lxw_chart *chart;
    lxw_row_t first_row, last_row;
    lxw_chart_font font; /* 9 pt, for all labels */
};

static bool is_bar(const struct chart *c) {
    return c->kind == CHART_BAR || c->kind == CHART_BAR_STACKED || c->kind == CHART_BAR_FULL;
}

static bool is_stacked(const struct chart *c) { return c->kind == CHART_BAR_STACKED || c->kind == CHART_BAR_FULL; }

static uint8_t library_kind(const struct chart *c) {
    switch (c->kind) {
    case CHART_RADAR:
        return c->n_series > 0 && c->series[0].stroke == STROKE_FILL ? LXW_CHART_RADAR_FILLED : LXW_CHART_RADAR;
    case CHART_BAR:
        return LXW_CHART_BAR;
    case CHART_BAR_STACKED:
        return LXW_CHART_BAR_STACKED;
    case CHART_COLUMN:
        return LXW_CHART_COLUMN;
    case CHART_BAR_FULL:
        return LXW_CHART_BAR_STACKED_PERCENT;
    case CHART_LINE:
        return LXW_CHART_LINE;
    }
    return LXW_CHART_BAR;
}

/* ---- series ------------------------------------------------------------------------------------------------ */
static lxw_color_t ink(uint32_t rgb) { return rgb == 0 ? LXW_COLOR_BLACK : rgb; }

static void paint_series(const struct drawing *g, lxw_chart_series *x, const struct series *s) {
    bool is_filled = s->stroke == STROKE_FILL;
    bool is_line = s->stroke == STROKE_LINE || s->stroke == STROKE_DASHED;
    lxw_color_t colour = ink(palette_series(g->b->doc, s->colour));
    lxw_chart_fill fill = {.color = colour, .none = !is_filled};
    lxw_chart_line line = {.color = colour, .width = 2.0F, .none = !is_line};
    if (s->stroke == STROKE_DASHED) {
        line.dash_type = LXW_CHART_LINE_DASH_DASH;
    }
    if (g->c->kind == CHART_RADAR && is_filled) {
        fill.transparency = 55;
        line.none = LXW_FALSE;
    } else if (is_filled && is_stacked(g->c)) { /* a white seam between segments, for grey print */
        line = (lxw_chart_line){.color = 0xFFFFFFU, .width = 0.75F};
    }
    if (g->c->kind == CHART_LINE) {
        chart_series_set_marker_type(x, LXW_CHART_MARKER_CIRCLE);
        chart_series_set_marker_size(x, 7);
        chart_series_set_marker_fill(x, &(lxw_chart_fill){.color = colour});
        chart_series_set_marker_line(x, &(lxw_chart_line){.color = colour});
    }
    chart_series_set_fill(x, &fill);
    chart_series_set_line(x, &line);
}

static void label_series(const struct drawing *g, lxw_chart_series *x) {
    bool is_single = g->c->kind == CHART_BAR || g->c->kind == CHART_COLUMN || g->c->kind == CHART_LINE;
    bool is_clear = is_single && g->c->n_series == 1;
    if (!is_clear || g->last_row - g->first_row >= LABELLED_ROWS_MAX) {
        return;
    }
    lxw_chart_font font = g->font;
    chart_series_set_labels(x);
    chart_series_set_labels_num_format(x, unit_info(g->c->unit)->excel);
    chart_series_set_labels_font(x, &font);
    chart_series_set_labels_position(x, g->c->kind == CHART_LINE ? LXW_CHART_LABEL_POSITION_ABOVE
                                                                 : LXW_CHART_LABEL_POSITION_OUTSIDE_END);
}

static void add_series(const struct drawing *g, const struct series *s) {
    int category = table_find_column(g->t, g->c->category), values = table_find_column(g->t, s->column);
    if (category < 0 || values < 0) {
        return;
    }
    const char *sheet = g->place->sheet->name;
    lxw_col_t category_col = g->place->col[category], values_col = g->place->col[values];
    lxw_chart_series *x = chart_add_series(g->chart, NULL, NULL);
    chart_series_set_categories(x, sheet, g->first_row, category_col, g->last_row, category_col);
    chart_series_set_values(x, sheet, g->first_row, values_col, g->last_row, values_col);
    if (s->label) { /* a name that begins with "=" would be a formula */
        const char *name = xlsx_text(g->b, s->label);
        chart_series_set_name(x, arena_printf(&g->b->arena, "%s%s", name[0] == '=' ? " " : "", name));
    }
    paint_series(g, x, s);
    label_series(g, x);
}

/* ---- axes -------------------------------------------------------------------------------------------------- */
/* The library's x axis is the one at the bottom, for bars as well: there it holds the values. */
static void set_value_axis(const struct drawing *g, lxw_chart_axis *axis) {
    lxw_chart_font font = g->font;
    lxw_chart_line grid = {.color = GRID_INK, .width = 0.75F}, hidden = {.none = LXW_TRUE};
    bool is_full = g->c->kind == CHART_BAR_FULL;
    chart_axis_set_min(axis, is_full ? 0 : g->c->axis_min);
    chart_axis_set_max(axis, is_full ? 1 : g->c->axis_max);
    if (is_full || g->c->axis_step > 0) {
        chart_axis_set_major_unit(axis, is_full ? 0.25 : g->c->axis_step);
    }
    chart_axis_set_num_format(axis, is_full ? "0%" : unit_info(g->c->unit)->excel);
    chart_axis_set_num_font(axis, &font);
    chart_axis_set_line(axis, &hidden);
    chart_axis_set_major_tick_mark(axis, LXW_CHART_AXIS_TICK_MARK_NONE);
    chart_axis_major_gridlines_set_visible(axis, LXW_TRUE);
    chart_axis_major_gridlines_set_line(axis, &grid);
}

static void set_category_axis(const struct drawing *g, lxw_chart_axis *axis) {
    lxw_chart_font font = g->font;
    lxw_chart_line line = {.color = 0xA6ADB5U, .width = 0.75F};
    if (g->c->kind == CHART_COLUMN ||
        g->c->kind == CHART_LINE) { /* 360 is the library's word for "level": long labels wrap */
        font.rotation = 360;
    }
    chart_axis_set_num_font(axis, &font);
    if (g->c->kind == CHART_RADAR) {
        return;
    }
    chart_axis_set_line(axis, &line);
    chart_axis_set_major_tick_mark(axis, LXW_CHART_AXIS_TICK_MARK_NONE);
    chart_axis_major_gridlines_set_visible(axis, LXW_FALSE);
    chart_axis_set_interval_unit(axis, 1);
    chart_axis_set_label_position(axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
}

static void set_axes(const struct drawing *g) {
    lxw_chart_axis *bottom = g->chart->x_axis, *left = g->chart->y_axis;
    if (!is_bar(g->c)) {
        set_category_axis(g, bottom);
        set_value_axis(g, left);
        return;
    }
    set_value_axis(g, bottom);
    set_category_axis(g, left);
    chart_axis_set_reverse(left); /* first row on top, as in the table */
    chart_axis_set_label_position(bottom, LXW_CHART_AXIS_LABEL_POSITION_HIGH);
}

/* ---- frame ------------------------------------------------------------------------------------------------- */
static void set_legend(const struct drawing *g) {
    int16_t hidden[64];
    int n_hidden = 0, n_shown = 0;
    for (int i = 0; i < g->c->n_series; i++) {
        if (g->c->series[i].stroke != STROKE_NONE) {
            n_shown++;
        } else if (n_hidden < (int)ARRAY_LEN(hidden) - 1) {
            hidden[n_hidden++] = (int16_t)i;
        }
    }
    if (n_shown <= 1) {
        chart_legend_set_position(g->chart, LXW_CHART_LEGEND_NONE);
        return;
    }
    lxw_chart_font font = g->font;
    chart_legend_set_position(g->chart, LXW_CHART_LEGEND_BOTTOM);
    chart_legend_set_font(g->chart, &font);
    hidden[n_hidden] = -1;
    if (n_hidden > 0) {
        (void)chart_legend_delete_series(g->chart, hidden);
    }
}

static void set_frame(const struct drawing *g) {
    lxw_chart_line hidden = {.none = LXW_TRUE};
    lxw_chart_fill white = {.color = 0xFFFFFFU};
    chart_title_off(g->chart);
    chart_chartarea_set_line(g->chart, &hidden);
    chart_chartarea_set_fill(g->chart, &white);
    if (is_bar(g->c) || g->c->kind == CHART_COLUMN) {
        chart_set_series_gap(g->chart, 50);
    }
    if (is_stacked(g->c)) {
        chart_set_series_overlap(g->chart, 100);
    }
}

static void draw(struct drawing *g, const struct xlsx_pending_chart *p) {
    for (int i = 0; i < g->c->n_series; i++) {
        add_series(g, &g->c->series[i]);
    }
    set_axes(g);
    set_legend(g);
    set_frame(g);
    lxw_chart_options options = {.x_scale = p->width_px / CHART_DEFAULT_WIDTH_PX,
                                 .y_scale = p->height_px / CHART_DEFAULT_HEIGHT_PX,
                                 .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
                                 .description =
                                     g->c->alt ? arena_strdup(&g->b->arena, xlsx_text(g->b, g->c->alt)) : NULL};
    xlsx_try(g->b, worksheet_insert_chart_opt(p->ws, p->row, p->col, g->chart, &options));
}

static void write_chart(struct xlsx_book *b, const struct xlsx_pending_chart *p) {
    const struct chart *c = p->chart;
    const struct table *t = doc_find_table(b->doc, c->table, NULL);
    int place = t ? map_find(&b->place_of, t->id) : -1;
    size_t n_rows = !t ? 0 : c->n_rows > 0 ? c->n_rows : t->n_rows - c->first_row;
    if (place < 0 || n_rows == 0 || c->n_series < 1) {
        return;
    }
    struct drawing g = {
        .b = b, .c = c, .t = t, .place = &b->place[place], .chart = workbook_add_chart(b->wb, library_kind(c))};
    g.first_row = g.place->first_row + (lxw_row_t)c->first_row;
    g.last_row = g.first_row + (lxw_row_t)n_rows - 1;
    g.font = (lxw_chart_font){.name = arena_strdup(&b->arena, b->font), .size = 9, .color = LABEL_INK};
    draw(&g, p);
}

void xlsx_write_charts(struct xlsx_book *b) {
    for (size_t i = 0; i < b->n_pending; i++) {
        write_chart(b, &b->pending[i]);
    }
}
