/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "write/write_svg.h"

#include "write/markup.h"
#include "write/svg_kind.h"

#define ROW_HEIGHT 20.0 /* px of a chart's height unit */
#define RADAR_MIN_SPOKES 3

/* Two spokes are no radar: such a chart is drawn as bars. */
static bool is_radar(const struct plot *p) { return p->c->kind == CHART_RADAR && p->n >= RADAR_MIN_SPOKES; }

static double natural_height(struct plot *p) {
    double wanted = p->c->height * ROW_HEIGHT;
    double needed = is_radar(p) ? svg_radar_height(p) : svg_bar_height(p);
    return wanted > needed ? wanted : needed;
}

static void begin_svg(struct plot *p) {
    const struct chart *c = p->c;
    buf_puts(p->out, "<svg role=\"img\" aria-labelledby=\"");
    markup_id(p->out, "svg-title-", c->id);
    buf_putc(p->out, ' ');
    markup_id(p->out, "svg-desc-", c->id);
    buf_printf(p->out, "\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\">\n<title id=\"", p->width,
               p->height, p->width, p->height);
    markup_id(p->out, "svg-title-", c->id);
    buf_puts(p->out, "\">");
    markup_text(p->out, c->title);
    buf_puts(p->out, "</title>\n<desc id=\"");
    markup_id(p->out, "svg-desc-", c->id);
    buf_puts(p->out, "\">");
    markup_text(p->out, c->alt);
    buf_puts(p->out, "</desc>\n");
}

void svg_chart(const struct doc *d, const struct chart *c, double width, struct buf *out) {
    struct plot p;
    if (!plot_init(&p, d, c, width, out)) {
        return;
    }
    p.height = p.bottom = natural_height(&p);
    begin_svg(&p);
    plot_draw_legend(&p);
    if (is_radar(&p)) {
        svg_radar_draw(&p);
    } else {
        svg_bar_draw(&p);
    }
    buf_puts(out, "</svg>\n");
    plot_clear(&p);
}
