/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bars, columns and lines are one drawing: 'along' runs with the numbers, 'across' with the categories; an upright
   chart swaps them. First category on top or at the left. */
#include <math.h>

#include "doc/palette.h"
#include "write/contrast.h"
#include "write/markup.h"
#include "write/svg_kind.h"

#define SLOT_SHARE 0.72  /* of a category's slot that its bars fill */
#define MIN_BAR 7.0      /* px */
#define LABEL_SHARE 0.38 /* of the width, at most, for the labels of lying bars */
#define LABEL_LINES 3
#define AXIS_ROOM 22.0  /* under or beside the tick labels */
#define VALUE_ROOM 48.0 /* beyond the ends of clustered bars, for their numbers */
#define TILTED_ROOM 120.0
#define TILT_BELOW 44.0 /* slots narrower than this get tilted labels */

struct bar_chart {
    struct plot *p;
    bool is_upright, is_stacked, is_full, has_base;
    double slot;  /* px a category */
    double group; /* px of its bars */
};
/* A bar from 'start' to 'end' (values), lying at 'at' … 'at + thick' px across. */
struct bar {
    double start, end, at, thick;
};

static bool is_stacked_kind(enum chart_kind k) { return k == CHART_BAR_STACKED || k == CHART_BAR_FULL; }

static double label_lines_height(int n) { return n * PLOT_FONT * PLOT_LINE; }

/* Lines of the longest label beside lying bars. */
static int label_lines(struct plot *p) {
    struct label l = {.size = PLOT_FONT, .room = p->width * LABEL_SHARE, .max_lines = LABEL_LINES};
    int most = 1;
    for (size_t i = 0; i < p->n; i++) {
        int n = plot_label_lines(&l, plot_category(p, i));
        most = n > most ? n : most;
    }
    return most;
}

double svg_bar_height(struct plot *p) {
    if (p->c->kind == CHART_COLUMN || p->c->kind == CHART_LINE) {
        return 220;
    }
    int bars = is_stacked_kind(p->c->kind) ? 1 : plot_n_visible(p);
    double slot = bars * MIN_BAR / SLOT_SHARE, labels = label_lines_height(label_lines(p)) + 5;
    slot = slot > labels ? slot : labels;
    int legend_rows = plot_n_visible(p) < 2 ? 0 : (plot_n_visible(p) + 3) / 4;
    return slot * (double)p->n + AXIS_ROOM + legend_rows * 20.0 + 8;
}

/* ---- where things are -------------------------------------------------------------------------------------- */
static double along(const struct bar_chart *b, double value) {
    const struct plot *p = b->p;
    double f = plot_fraction(p, value);
    return b->is_upright ? p->bottom - f * (p->bottom - p->top) : p->left + f * (p->right - p->left);
}

static double slot_start(const struct bar_chart *b, size_t i) {
    return (b->is_upright ? b->p->left : b->p->top) + b->slot * (double)i;
}

/* Widest label of the categories, up to 'most' px. */
static double category_room(struct plot *p, double most) {
    double room = 40;
    for (size_t i = 0; i < p->n; i++) {
        double w = plot_text_width(plot_category(p, i), PLOT_FONT);
        room = w > room ? w : room;
    }
    return room < most ? room : most;
}

static double tick_room(struct plot *p) {
    double room = 20;
    for (int i = 0; i < plot_n_ticks(p); i++) {
        double w = plot_text_width(plot_tick_text(p, plot_tick(p, i)), PLOT_SMALL);
        room = w > room ? w : room;
    }
    return room;
}

static bool is_tilted(const struct bar_chart *b) { return b->slot < TILT_BELOW; }

static struct label upright_label(const struct bar_chart *b) {
    return (struct label){
        .size = PLOT_FONT, .anchor = "middle", .colour = PLOT_INK, .room = b->slot - 6, .max_lines = 3};
}

static double upright_label_room(const struct bar_chart *b) {
    if (is_tilted(b)) {
        return category_room(b->p, TILTED_ROOM) * 0.72 + 14;
    }
    struct label l = upright_label(b);
    int most = 1;
    for (size_t i = 0; i < b->p->n; i++) {
        int n = plot_label_lines(&l, plot_category(b->p, i));
        most = n > most ? n : most;
    }
    return label_lines_height(most) + 8;
}

static void lay_out(struct bar_chart *b) {
    struct plot *p = b->p;
    double n = p->n > 0 ? (double)p->n : 1;
    if (b->is_upright) {
        p->left += tick_room(p) + 8;
        p->right -= 6;
        p->top += 16;
        b->slot = (p->right - p->left) / n;
        p->bottom -= upright_label_room(b);
    } else {
        p->left += category_room(p, p->width * LABEL_SHARE) + 10;
        p->right -= b->is_stacked ? 18 : VALUE_ROOM;
        p->top += 4;
        p->bottom -= AXIS_ROOM;
        b->slot = (p->bottom - p->top) / n;
    }
    b->group = b->slot * SLOT_SHARE;
}

/* ---- axis and labels --------------------------------------------------------------------------------------- */
static void draw_grid(const struct bar_chart *b) {
    struct plot *p = b->p;
    for (int i = 0; i < plot_n_ticks(p); i++) {
        double value = plot_tick(p, i), at = along(b, value);
        struct label l = {.x = at, .y = p->bottom + 15, .size = PLOT_SMALL, .anchor = "middle", .colour = PLOT_GREY};
        struct line line = {at, p->top, at, p->bottom};
        if (b->is_upright) {
            l = (struct label){.x = p->left - 6, .y = at + 4, .size = PLOT_SMALL, .anchor = "end", .colour = PLOT_GREY};
            line = (struct line){p->left, at, p->right, at};
        }
        plot_draw_line(p, line, PLOT_GRID);
        plot_draw_text(p, &l, plot_tick_text(p, value));
    }
}

static void draw_zero(const struct bar_chart *b) {
    struct plot *p = b->p;
    double at = along(b, p->low < 0 && p->high > 0 ? 0 : p->low);
    bool is_up = b->is_upright;
    plot_draw_line(p, is_up ? (struct line){p->left, at, p->right, at} : (struct line){at, p->top, at, p->bottom},
                   PLOT_AXIS);
}

static void draw_tilted(const struct bar_chart *b, double x, const char *text) {
    struct plot *p = b->p;
    struct label l = {.size = PLOT_SMALL, .anchor = "end", .colour = PLOT_INK, .room = x / 0.77};
    l.room = l.room < TILTED_ROOM ? l.room : TILTED_ROOM;
    buf_printf(p->out, "<g transform=\"translate(%.1f %.1f) rotate(-40)\">", x + 4, p->bottom + 12);
    plot_draw_text(p, &l, text);
    buf_puts(p->out, "</g>\n");
}

static void draw_category(const struct bar_chart *b, size_t i) {
    struct plot *p = b->p;
    double middle = slot_start(b, i) + b->slot / 2;
    const char *text = plot_category(p, i);
    if (b->is_upright && is_tilted(b)) {
        draw_tilted(b, middle, text);
        return;
    }
    struct label l = upright_label(b);
    l.x = middle;
    l.y = p->bottom + PLOT_FONT + 5;
    if (!b->is_upright) {
        int lines = (int)(b->slot / (PLOT_FONT * PLOT_LINE));
        l = (struct label){.x = p->left - 8,
                           .y = middle,
                           .size = PLOT_FONT,
                           .anchor = "end",
                           .colour = PLOT_INK,
                           .room = p->left - 8,
                           .max_lines = lines > LABEL_LINES ? LABEL_LINES : lines,
                           .is_centred = true};
    }
    plot_draw_text(p, &l, text);
}

/* ---- bars -------------------------------------------------------------------------------------------------- */
static void put_paint(const struct bar_chart *b, int series) {
    struct plot *p = b->p;
    const struct series *s = &p->c->series[series];
    uint32_t colour = plot_colour(p, series);
    if (s->stroke == STROKE_FILL) {
        bool is_faint = contrast_ratio(colour, PLOT_WHITE) < 1.6;
        buf_puts(p->out, " fill=\"");
        markup_colour(p->out, colour);
        buf_puts(p->out, "\" stroke=\"");
        markup_colour(p->out, is_faint ? PLOT_AXIS : PLOT_WHITE);
        buf_puts(p->out, "\" stroke-width=\".7\">");
        return;
    }
    buf_puts(p->out, " fill=\"none\" stroke-width=\"1.6\" stroke=\"");
    markup_colour(p->out, colour);
    buf_puts(p->out, s->stroke == STROKE_DASHED ? "\" stroke-dasharray=\"5 3\">" : "\">");
}

static void draw_bar(const struct bar_chart *b, const struct bar *bar, int series, size_t i) {
    struct plot *p = b->p;
    double from = along(b, bar->start), to = along(b, bar->end);
    double low = from < to ? from : to, length = fabs(to - from);
    if (b->is_upright) {
        buf_printf(p->out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"", bar->at, low, bar->thick,
                   length);
    } else {
        buf_printf(p->out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"", low, bar->at, length,
                   bar->thick);
    }
    put_paint(b, series);
    plot_draw_tip(p, series, i);
    buf_puts(p->out, "</rect>\n");
}

/* The number at the end of a clustered bar, or what stands in place of a missing one. */
static void draw_end_text(const struct bar_chart *b, const struct bar *bar, int series, size_t i) {
    struct plot *p = b->p;
    const char *text = plot_value_text(p, series, i);
    bool is_negative = bar->end < bar->start, is_number = plot_cell(p, series, i)->kind == CELL_NUMBER;
    double middle = bar->at + bar->thick / 2, at = along(b, bar->end), size = bar->thick < 10 ? 9 : PLOT_SMALL;
    struct label l = {.y = middle + size * 0.36,
                      .x = at + (is_negative ? -4 : 4),
                      .size = size,
                      .anchor = is_negative ? "end" : "start",
                      .colour = is_number ? PLOT_INK : PLOT_GREY};
    if (b->is_upright) {
        bool fits = plot_text_width(text, size) <= bar->thick + 4;
        text = fits ? text : is_number ? "" : "–"; /* what is missing is to be seen */
        l.x = middle;
        l.y = is_negative ? at + size + 2 : at - 4;
        l.anchor = "middle";
    }
    plot_draw_text(p, &l, text);
}

static void draw_cluster(const struct bar_chart *b, size_t i) {
    struct plot *p = b->p;
    int n = plot_n_visible(p), place = 0;
    double thick = n > 0 ? b->group / n : 0, zero = p->low < 0 && p->high > 0 ? 0 : p->low;
    thick = thick > 34 ? 34 : thick;
    double at = slot_start(b, i) + (b->slot - thick * n) / 2;
    for (int s = 0; s < p->c->n_series; s++) {
        if (!plot_is_visible(p, s)) {
            continue;
        }
        struct bar bar = {.start = zero, .end = zero, .at = at + place++ * thick, .thick = thick};
        if (plot_value(p, s, i, &bar.end)) {
            draw_bar(b, &bar, s, i);
        }
        draw_end_text(b, &bar, s, i);
    }
}

/* The number inside a segment, when it fits and means what it says (a range's length does not). */
static void draw_segment_text(const struct bar_chart *b, const struct bar *bar, int series, size_t i) {
    struct plot *p = b->p;
    const char *text = plot_value_text(p, series, i);
    double from = along(b, bar->start), to = along(b, bar->end);
    bool fits = fabs(to - from) > plot_text_width(text, PLOT_SMALL) + 4 && bar->thick >= PLOT_SMALL;
    if (b->has_base || !fits || p->c->series[series].stroke != STROKE_FILL) {
        return;
    }
    uint32_t ink = contrast_ink(plot_colour(p, series));
    struct label l = {.x = (from + to) / 2,
                      .y = bar->at + bar->thick / 2,
                      .size = PLOT_SMALL,
                      .anchor = "middle",
                      .colour = ink,
                      .is_centred = true};
    plot_draw_text(p, &l, text);
}

/* What 100 % is of a category: the sum of its numbers; 1 in other charts. */
static double whole_of(const struct bar_chart *b, size_t i) {
    double whole = 0, value;
    for (int s = 0; b->is_full && s < b->p->c->n_series; s++) {
        whole += plot_value(b->p, s, i, &value) ? fabs(value) : 0;
    }
    return b->is_full ? whole : 1;
}

/* Whether the unfilled base of a range is missing: what stands on it cannot be placed then. */
static bool has_no_base(const struct bar_chart *b, size_t i) {
    double value;
    for (int s = 0; s < b->p->c->n_series; s++) {
        if (!plot_is_visible(b->p, s) && !plot_value(b->p, s, i, &value)) {
            return true;
        }
    }
    return false;
}

/* Nothing to stack: says so at the base. */
static void draw_nothing(const struct bar_chart *b, size_t i, double at) {
    for (int s = 0; s < b->p->c->n_series; s++) {
        if (plot_cell(b->p, s, i)->kind == CELL_NONE) {
            struct bar none = {.start = 0, .end = 0, .at = at, .thick = b->group};
            draw_end_text(b, &none, s, i);
            return;
        }
    }
}

static void draw_stack(const struct bar_chart *b, size_t i) {
    struct plot *p = b->p;
    double whole = whole_of(b, i), up = 0, down = 0, value, thick = b->group > 34 ? 34 : b->group;
    struct bar bar = {.at = slot_start(b, i) + (b->slot - thick) / 2, .thick = thick};
    int n_drawn = 0;
    bool is_open = has_no_base(b, i);
    for (int s = 0; s < p->c->n_series; s++) {
        if (is_open || !plot_value(p, s, i, &value) || !(whole > 0)) {
            continue;
        }
        value = b->is_full ? fabs(value) / whole : value;
        double *side = value < 0 ? &down : &up;
        bar.start = *side;
        bar.end = *side += value;
        if (plot_is_visible(p, s) && value != 0) {
            draw_bar(b, &bar, s, i);
            draw_segment_text(b, &bar, s, i);
        }
        n_drawn++;
    }
    if (n_drawn == 0) {
        draw_nothing(b, i, bar.at);
    }
}

/* A point in the middle of a category's slot. */
static void draw_point(const struct bar_chart *b, int series, size_t i, double value) {
    struct plot *p = b->p;
    double x = slot_start(b, i) + b->slot / 2, y = along(b, value);
    buf_printf(p->out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"#%06X\">", x, y,
               (unsigned)plot_colour(p, series));
    plot_draw_tip(p, series, i);
    buf_puts(p->out, "</circle>\n");
    if (plot_n_visible(p) == 1) {
        struct label l = {.x = x, .y = y - 8, .size = PLOT_SMALL, .anchor = "middle", .colour = PLOT_INK};
        plot_draw_text(p, &l, plot_value_text(p, series, i));
    }
}

/* Where a value is missing the line is broken. */
static void draw_line(const struct bar_chart *b, int series) {
    struct plot *p = b->p;
    bool is_dashed = p->c->series[series].stroke == STROKE_DASHED, is_down = true;
    double value;
    buf_puts(p->out, "<path d=\"");
    for (size_t i = 0; i < p->n; i++) {
        bool has_value = plot_value(p, series, i, &value);
        if (has_value) {
            buf_printf(p->out, "%c%.1f %.1f", is_down ? 'M' : 'L', slot_start(b, i) + b->slot / 2, along(b, value));
        }
        is_down = !has_value;
    }
    buf_printf(p->out, "\" fill=\"none\" stroke=\"#%06X\" stroke-width=\"2\"%s/>\n", (unsigned)plot_colour(p, series),
               is_dashed ? " stroke-dasharray=\"5 3\"" : "");
    for (size_t i = 0; i < p->n; i++) {
        if (plot_value(p, series, i, &value)) {
            draw_point(b, series, i, value);
        }
    }
}

static void draw_lines(const struct bar_chart *b) {
    for (size_t i = 0; i < b->p->n; i++) {
        draw_category(b, i);
    }
    for (int s = 0; s < b->p->c->n_series; s++) {
        if (plot_is_visible(b->p, s)) {
            draw_line(b, s);
        }
    }
}

void svg_bar_draw(struct plot *p) {
    struct bar_chart b = {.p = p,
                          .is_upright = p->c->kind == CHART_COLUMN || p->c->kind == CHART_LINE,
                          .is_stacked = is_stacked_kind(p->c->kind),
                          .is_full = p->c->kind == CHART_BAR_FULL,
                          .has_base = plot_n_visible(p) < p->c->n_series};
    lay_out(&b);
    draw_grid(&b);
    if (p->c->kind == CHART_LINE) {
        draw_lines(&b);
        return;
    }
    for (size_t i = 0; i < p->n; i++) {
        draw_category(&b, i);
        if (b.is_stacked) {
            draw_stack(&b, i);
        } else {
            draw_cluster(&b, i);
        }
    }
    draw_zero(&b);
}
