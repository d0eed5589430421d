/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "write/plot.h"

#include <math.h>

#include "doc/palette.h"
#include "write/markup.h"

#define MAX_TICKS 24
#define LEGEND_ROW 20.0
#define SWATCH 22.0 /* width of a legend's sample */

/* ---- the numbers behind ------------------------------------------------------------------------------------ */
static void find_axis(struct plot *p) {
    const struct chart *c = p->c;
    bool is_full = c->kind == CHART_BAR_FULL;
    bool is_range = isfinite(c->axis_min) && isfinite(c->axis_max) && c->axis_max > c->axis_min;
    p->low = is_full || !is_range ? 0 : c->axis_min;
    p->high = is_full || !is_range ? 1 : c->axis_max;
    double span = p->high - p->low;
    p->step = is_full && c->axis_step >= 1 ? c->axis_step / 100 : c->axis_step;
    if (!(p->step > 0) || !isfinite(p->step) || span / p->step > MAX_TICKS) {
        p->step = span / 5;
    }
    bool is_share = c->unit == UNIT_SHARE || c->unit == UNIT_PERCENT || c->unit == UNIT_COUNT;
    p->has_sides = c->kind == CHART_BAR_STACKED && p->low < 0 && p->high > 0 && is_share;
}

bool plot_init(struct plot *p, const struct doc *d, const struct chart *c, double width, struct buf *out) {
    *p = (struct plot){.d = d, .c = c, .out = out, .width = width, .right = width};
    p->t = doc_find_table(d, c->table, NULL);
    p->category = p->t ? table_find_column(p->t, c->category) : -1;
    if (p->category < 0 || c->first_row > p->t->n_rows) {
        return false;
    }
    p->first = c->first_row;
    size_t left = p->t->n_rows - p->first;
    p->n = c->n_rows && c->n_rows < left ? c->n_rows : left;
    p->column = ARENA_ARRAY(&p->arena, (size_t)c->n_series + 1, int);
    for (int s = 0; s < c->n_series; s++) {
        p->column[s] = table_find_column(p->t, c->series[s].column);
        if (p->column[s] < 0) {
            plot_clear(p);
            return false;
        }
    }
    find_axis(p);
    return true;
}

void plot_clear(struct plot *p) { arena_clear(&p->arena); }

const struct cell *plot_cell(const struct plot *p, int series, size_t i) {
    return &p->t->row[p->first + i].cell[p->column[series]];
}

bool plot_value(const struct plot *p, int series, size_t i, double *value) {
    const struct cell *c = plot_cell(p, series, i);
    if (c->kind != CELL_NUMBER || !isfinite(c->number)) {
        return false;
    }
    *value = c->number;
    return true;
}

double plot_fraction(const struct plot *p, double value) {
    double f = (value - p->low) / (p->high - p->low);
    return f < 0 ? 0 : f > 1 ? 1 : f;
}

int plot_n_ticks(const struct plot *p) { return (int)floor((p->high - p->low) / p->step + 1e-6) + 1; }

double plot_tick(const struct plot *p, int i) {
    double tick = p->low + i * p->step;
    return fabs(tick) < p->step * 1e-9 ? 0 : tick;
}

bool plot_is_visible(const struct plot *p, int series) { return p->c->series[series].stroke != STROKE_NONE; }

int plot_n_visible(const struct plot *p) {
    int n = 0;
    for (int s = 0; s < p->c->n_series; s++) {
        n += plot_is_visible(p, s);
    }
    return n;
}

/* ---- texts ------------------------------------------------------------------------------------------------- */
static const char *number_text(struct plot *p, double value, enum unit unit) {
    char text[NUM_TEXT_MAX];
    return arena_strdup(&p->arena, num_display(text, p->has_sides ? fabs(value) : value, unit));
}

static const char *cell_words(struct plot *p, const struct cell *c) {
    return c->kind == CELL_NUMBER ? number_text(p, c->number, c->unit) : c->text ? c->text : "";
}

const char *plot_category(struct plot *p, size_t i) {
    return cell_words(p, &p->t->row[p->first + i].cell[p->category]);
}

const char *plot_value_text(struct plot *p, int series, size_t i) { return cell_words(p, plot_cell(p, series, i)); }

/* Decimals that all ticks need: 0, 1, 2 for an axis 0–4, 0.5 for one in halves. */
static int tick_decimals(const struct plot *p, double factor) {
    for (int decimals = 0; decimals < 4; decimals++) {
        bool is_step = fabs(num_round(p->step * factor, decimals) - p->step * factor) < 1e-9;
        if (is_step && fabs(num_round(p->low * factor, decimals) - p->low * factor) < 1e-9) {
            return decimals;
        }
    }
    return 4;
}

const char *plot_tick_text(struct plot *p, double value) {
    const struct unit_info *u = unit_info(p->c->kind == CHART_BAR_FULL ? UNIT_PERCENT : p->c->unit);
    char text[NUM_TEXT_MAX];
    value = p->has_sides ? fabs(value) : value;
    num_fixed(text, num_round(value * u->factor, 10), tick_decimals(p, u->factor));
    return arena_printf(&p->arena, "%s%s", text, u->suffix);
}

/* ---- shapes ------------------------------------------------------------------------------------------------ */
uint32_t plot_colour(const struct plot *p, int series) { return palette_series(p->d, p->c->series[series].colour); }

void plot_draw_line(struct plot *p, struct line at, uint32_t colour) {
    buf_printf(p->out, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"", at.x1, at.y1, at.x2, at.y2);
    markup_colour(p->out, colour);
    buf_puts(p->out, "\"/>");
}

void plot_draw_tip(struct plot *p, int series, size_t i) {
    const struct cell *c = plot_cell(p, series, i);
    buf_puts(p->out, "<title>");
    markup_text(p->out, plot_category(p, i));
    buf_puts(p->out, ", ");
    markup_text(p->out, p->c->series[series].label);
    buf_puts(p->out, ": ");
    markup_text(p->out, plot_value_text(p, series, i));
    if (c->kind == CELL_NONE && c->reason) {
        buf_puts(p->out, " (");
        markup_text(p->out, c->reason);
        buf_puts(p->out, ")");
    }
    buf_puts(p->out, "</title>");
}

/* ---- legend ------------------------------------------------------------------------------------------------ */
static bool is_area(const struct plot *p, int series) {
    return p->c->series[series].stroke == STROKE_FILL || p->c->kind != CHART_RADAR;
}

static void draw_swatch(struct plot *p, int series, double x, double y) {
    const struct series *s = &p->c->series[series];
    bool is_filled = s->stroke == STROKE_FILL;
    if (is_area(p, series)) {
        buf_printf(p->out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"14\" height=\"11\"", x + 3, y - 9.5);
    } else {
        buf_printf(p->out, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"", x, y - 4, x + SWATCH - 4, y - 4);
    }
    buf_puts(p->out, " fill=\"");
    if (is_filled) {
        markup_colour(p->out, plot_colour(p, series));
    } else {
        buf_puts(p->out, "none");
    }
    bool is_radar = p->c->kind == CHART_RADAR;
    buf_printf(p->out, "\"%s stroke=\"", is_filled && is_radar ? " fill-opacity=\".3\"" : "");
    markup_colour(p->out, is_filled && !is_radar ? PLOT_AXIS : plot_colour(p, series));
    buf_printf(p->out, "\" stroke-width=\"%s\"%s/>", is_filled && !is_radar ? ".5" : "2",
               s->stroke == STROKE_DASHED ? " stroke-dasharray=\"6 4\"" : "");
}

void plot_draw_legend(struct plot *p) {
    if (plot_n_visible(p) < 2) {
        return;
    }
    double x = p->left, y = p->top + LEGEND_ROW - 6;
    for (int s = 0; s < p->c->n_series; s++) {
        const char *text = p->c->series[s].label ? p->c->series[s].label : "";
        double wide = SWATCH + plot_text_width(text, PLOT_FONT) + 18;
        if (!plot_is_visible(p, s)) {
            continue;
        }
        if (x + wide > p->right + 18 && x > p->left) {
            x = p->left;
            y += LEGEND_ROW;
        }
        draw_swatch(p, s, x, y);
        struct label l = {.x = x + SWATCH, .y = y, .size = PLOT_FONT, .anchor = "start", .colour = PLOT_INK};
        l.room = p->right - l.x;
        plot_draw_text(p, &l, text);
        x += wide;
    }
    p->top = y + 14;
}
