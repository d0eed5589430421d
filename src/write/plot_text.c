/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "write/plot.h"

#include "base/text.h"
#include "write/markup.h"
#include "write/wrap.h"

#define ELLIPSIS "…"

double plot_text_width(const char *text, double size) { return text_width(text) * size * PLOT_COLUMN; }

static int columns_of(const struct label *l) {
    if (l->room <= 0) {
        return 10000;
    }
    int columns = (int)(l->room / (l->size * PLOT_COLUMN));
    return columns < 4 ? 4 : columns;
}

static int lines_allowed(const struct label *l) { return l->max_lines > 0 ? l->max_lines : 1; }

int plot_label_lines(const struct label *l, const char *text) {
    int n = wrap_count(text, columns_of(l)), most = lines_allowed(l);
    return n < 1 ? 1 : n > most ? most : n;
}

/* The line's text; the last one allowed is cut so that an ellipsis fits when more would follow. */
static const char *line_text(struct plot *p, const char **rest, int columns, bool is_last) {
    const char *start = *rest;
    struct wrap_line line;
    if (!wrap_next(rest, columns, &line)) {
        return "";
    }
    if (!is_last || !**rest) {
        return arena_strndup(&p->arena, line.text, line.len);
    }
    *rest = start;
    wrap_next(rest, columns - 1, &line);
    return arena_printf(&p->arena, "%.*s" ELLIPSIS, (int)line.len, line.text);
}

void plot_draw_text(struct plot *p, const struct label *l, const char *text) {
    int columns = columns_of(l), n = plot_label_lines(l, text);
    double y = l->is_centred ? l->y - (n - 1) * l->size * PLOT_LINE / 2 + l->size * 0.35 : l->y;
    buf_printf(p->out, "<text font-size=\"%.0f\" text-anchor=\"%s\" fill=\"", l->size, l->anchor);
    markup_colour(p->out, l->colour);
    buf_puts(p->out, "\">");
    bool is_cut = wrap_count(text, columns) > n;
    if (is_cut) {
        buf_puts(p->out, "<title>");
        markup_text(p->out, text);
        buf_puts(p->out, "</title>");
    }
    for (int i = 0; i < n; i++) {
        buf_printf(p->out, "<tspan x=\"%.1f\" y=\"%.1f\">", l->x, y + i * l->size * PLOT_LINE);
        markup_text(p->out, line_text(p, &text, columns, i + 1 == n));
        buf_puts(p->out, "</tspan>");
    }
    buf_puts(p->out, "</text>\n");
}
