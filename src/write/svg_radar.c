/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Radar: spokes clockwise from the top, grid polygons at the axis steps, the fixed maximum at the rim. */
#include <math.h>

#include "write/markup.h"
#include "write/svg_kind.h"
#include "write/wrap.h"

#define LABEL_GAP 10.0
#define LABEL_LINES 3
#define ON_TOP 0.2     /* |sine| of spokes whose labels stand above or below */
#define TOP_GAP 7.0    /* px more there: the axis ends in a number */
#define TOP_ROOM 180.0 /* px for those labels */
#define PI 3.14159265358979323846

struct radar {
    struct plot *p;
    double x, y, radius;
};
struct spot {
    double x, y;
};

double svg_radar_height(const struct plot *p) { return p->n > 8 ? 400 : 340; }

static struct spot spot_at(const struct radar *r, size_t i, double fraction) {
    double angle = 2 * PI * (double)i / (double)r->p->n;
    return (struct spot){r->x + sin(angle) * r->radius * fraction, r->y - cos(angle) * r->radius * fraction};
}

static struct spot spot_of(const struct radar *r, int series, size_t i) {
    double value = r->p->low;
    plot_value(r->p, series, i, &value);
    return spot_at(r, i, plot_fraction(r->p, value));
}

/* ---- grid and labels --------------------------------------------------------------------------------------- */
static void draw_ring(const struct radar *r, double fraction, uint32_t colour) {
    struct buf *out = r->p->out;
    buf_puts(out, "<polygon fill=\"none\" stroke=\"");
    markup_colour(out, colour);
    buf_puts(out, "\" points=\"");
    for (size_t i = 0; i < r->p->n; i++) {
        struct spot s = spot_at(r, i, fraction);
        buf_printf(out, "%s%.1f,%.1f", i ? " " : "", s.x, s.y);
    }
    buf_puts(out, "\"/>\n");
}

static void draw_grid(const struct radar *r) {
    for (size_t i = 0; i < r->p->n; i++) {
        struct spot s = spot_at(r, i, 1);
        plot_draw_line(r->p, (struct line){r->x, r->y, s.x, s.y}, PLOT_GRID);
    }
    for (int k = 1; k < plot_n_ticks(r->p); k++) {
        draw_ring(r, plot_fraction(r->p, plot_tick(r->p, k)), PLOT_GRID);
    }
    draw_ring(r, 1, PLOT_AXIS);
}

/* The axis' numbers beside the upright spoke, on a white halo over the areas. */
static void draw_ticks(const struct radar *r) {
    struct plot *p = r->p;
    buf_puts(p->out, "<g stroke=\"#FFFFFF\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\">\n");
    for (int k = 0; k < plot_n_ticks(p); k++) {
        struct spot s = spot_at(r, 0, plot_fraction(p, plot_tick(p, k)));
        struct label l = {.x = s.x - 4, .y = s.y + 4, .size = 10, .anchor = "end", .colour = PLOT_GREY};
        plot_draw_text(p, &l, plot_tick_text(p, plot_tick(p, k)));
    }
    buf_puts(p->out, "</g>\n");
}

/* The category, and what is missing there: "Triage (n/a)". */
static const char *spoke_text(struct plot *p, size_t i) {
    for (int s = 0; s < p->c->n_series; s++) {
        const struct cell *c = plot_cell(p, s, i);
        if (c->kind == CELL_NONE && p->c->series[s].stroke == STROKE_FILL) {
            return arena_printf(&p->arena, "%s (%s)", plot_category(p, i), plot_value_text(p, s, i));
        }
    }
    return plot_category(p, i);
}

static struct label spoke_label(const struct radar *r, size_t i) {
    double angle = 2 * PI * (double)i / (double)r->p->n, side = sin(angle);
    struct spot s = spot_at(r, i, 1);
    struct label l = {.x = s.x + side * LABEL_GAP,
                      .y = s.y - cos(angle) * LABEL_GAP,
                      .size = PLOT_FONT,
                      .anchor = fabs(side) < ON_TOP ? "middle"
                                : side > 0          ? "start"
                                                    : "end",
                      .colour = PLOT_INK,
                      .max_lines = LABEL_LINES,
                      .is_centred = true};
    l.room = fabs(side) < ON_TOP ? TOP_ROOM : side > 0 ? r->p->right - l.x : l.x - r->p->left;
    return l;
}

static void draw_labels(const struct radar *r) {
    for (size_t i = 0; i < r->p->n; i++) {
        struct label l = spoke_label(r, i);
        const char *text = spoke_text(r->p, i);
        double extra = (plot_label_lines(&l, text) - 1) * PLOT_FONT * PLOT_LINE / 2;
        double angle = 2 * PI * (double)i / (double)r->p->n;
        l.y -= fabs(sin(angle)) < ON_TOP ? cos(angle) * (extra + TOP_GAP)
                                         : 0; /* above the top spoke, below the bottom one */
        plot_draw_text(r->p, &l, text);
    }
}

/* ---- series ------------------------------------------------------------------------------------------------ */
static bool is_there(const struct radar *r, int series, size_t i) {
    double value;
    return plot_value(r->p, series, i % r->p->n, &value);
}

/* Draws the neighbours from 'from' on that are all there as one path; an area is closed over the centre. */
static void draw_run(const struct radar *r, int series, size_t from, size_t n) {
    struct buf *out = r->p->out;
    bool is_whole = n == r->p->n, is_area = r->p->c->series[series].stroke == STROKE_FILL;
    for (size_t k = 0; k < n; k++) {
        struct spot s = spot_of(r, series, (from + k) % r->p->n);
        buf_printf(out, "%s%.1f %.1f", k ? "L" : "M", s.x, s.y);
    }
    if (is_whole) {
        buf_putc(out, 'Z');
    } else if (is_area && n > 1) {
        buf_printf(out, "L%.1f %.1fZ", r->x, r->y);
    }
}

/* All runs of spokes that have a number, as path data. */
static void put_path(const struct radar *r, int series) {
    size_t n = r->p->n, start = 0;
    while (start < n && is_there(r, series, start)) {
        start++;
    }
    if (start == n) {
        draw_run(r, series, 0, n);
        return;
    }
    for (size_t k = 1; k <= n;) {
        size_t length = 0;
        while (k + length <= n && is_there(r, series, start + k + length)) {
            length++;
        }
        if (length > 0) {
            draw_run(r, series, (start + k) % n, length);
        }
        k += length + 1;
    }
}

static void draw_markers(const struct radar *r, int series) {
    struct buf *out = r->p->out;
    for (size_t i = 0; i < r->p->n; i++) {
        if (!is_there(r, series, i)) {
            continue;
        }
        struct spot s = spot_of(r, series, i);
        buf_printf(out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.2\" stroke=\"#FFFFFF\" fill=\"", s.x, s.y);
        markup_colour(out, plot_colour(r->p, series));
        buf_puts(out, "\">");
        plot_draw_tip(r->p, series, i);
        buf_puts(out, "</circle>\n");
    }
}

static void draw_series(const struct radar *r, int series) {
    struct buf *out = r->p->out;
    enum stroke stroke = r->p->c->series[series].stroke;
    buf_puts(out, "<path d=\"");
    put_path(r, series);
    buf_puts(out, "\" stroke-linejoin=\"round\" stroke-width=\"2\" stroke=\"");
    markup_colour(out, plot_colour(r->p, series));
    buf_puts(out, "\" fill=\"");
    if (stroke == STROKE_FILL) {
        markup_colour(out, plot_colour(r->p, series));
        buf_puts(out, "\" fill-opacity=\".25\"/>\n");
    } else {
        buf_puts(out, stroke == STROKE_DASHED ? "none\" stroke-dasharray=\"6 4\"/>\n" : "none\"/>\n");
    }
    draw_markers(r, series);
}

/* Width that a label needs in LABEL_LINES lines, unbroken words kept. */
static double least_label_width(struct plot *p, size_t i) {
    const char *text = spoke_text(p, i);
    double third = plot_text_width(text, PLOT_FONT) / LABEL_LINES * 1.25;
    double word = wrap_longest_word(text) * PLOT_FONT * PLOT_COLUMN, least = third > word ? third : word;
    double most = p->width * 0.3;
    return (least < most ? least : most) + 6;
}

/* The largest radius at which the label of spoke 'i' still stands inside the drawing. */
static double radius_beside(const struct radar *r, size_t i) {
    double angle = 2 * PI * (double)i / (double)r->p->n, side = fabs(sin(angle)), rise = fabs(cos(angle));
    double across = (r->p->right - r->p->left) / 2 - LABEL_GAP, upright = (r->p->bottom - r->p->top) / 2 - LABEL_GAP;
    if (side < ON_TOP) {
        struct label l = {.size = PLOT_FONT, .room = TOP_ROOM, .max_lines = LABEL_LINES};
        return upright - TOP_GAP - plot_label_lines(&l, spoke_text(r->p, i)) * PLOT_FONT * PLOT_LINE;
    }
    double by_width = (across - least_label_width(r->p, i)) / side;
    double by_height = (upright - LABEL_LINES * PLOT_FONT * PLOT_LINE / 2) / (rise > 0.05 ? rise : 0.05);
    return by_width < by_height ? by_width : by_height;
}

void svg_radar_draw(struct plot *p) {
    struct radar r = {.p = p, .x = (p->left + p->right) / 2, .y = (p->top + p->bottom) / 2};
    r.radius = (p->bottom - p->top) / 2 - LABEL_GAP;
    for (size_t i = 0; i < p->n; i++) {
        double most = radius_beside(&r, i);
        r.radius = most < r.radius ? most : r.radius;
    }
    r.radius = r.radius < 40 ? 40 : r.radius;
    draw_grid(&r);
    for (int s = 0; s < p->c->n_series; s++) {
        if (plot_is_visible(p, s)) {
            draw_series(&r, s);
        }
    }
    draw_ticks(&r);
    draw_labels(&r);
}
