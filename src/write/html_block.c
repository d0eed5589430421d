/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks of a sheet. On a page sheet they flow over 12 columns; a data sheet is one column. */
#include <string.h>

#include "base/text.h"
#include "write/html.h"
#include "write/markup.h"
#include "write/write_svg.h"

#define PAGE_WIDTH 1000.0 /* px of the 12 columns, for the natural size of charts */
#define GAP 22.0
#define TILE_LONG 7           /* a text with more columns is set smaller */
#define CHART_MAX_WIDTH 900.0 /* as in report.css */

bool html_has_title(const struct sheet *s) {
    for (size_t i = 0; i < s->n_blocks; i++) {
        if (s->block[i].kind == BLOCK_HEADING && s->block[i].level <= 1) {
            return true;
        }
    }
    return false;
}

/* The report's title is <h1>, on its cover or above all; so a sheet's own is <h2>, but the cover's. */
void html_put_heading(struct html *h, int level, const char *text, bool names_sheet) {
    int deeper = h->sheet && h->sheet == h->cover && level == 1 ? 0 : 1;
    level = level < 1 ? 1 : level > 3 ? 3 : level;
    buf_printf(h->out, "<h%d", level + deeper);
    if (names_sheet) {
        buf_puts(h->out, " id=\"");
        markup_id(h->out, "title-", h->sheet->id);
        buf_putc(h->out, '"');
    }
    buf_putc(h->out, '>');
    markup_lines(h->out, text);
    buf_printf(h->out, "</h%d>\n", level + deeper);
}

/* An empty line in the text parts paragraphs. */
static void put_text(struct html *h, const struct block *b) {
    const char *rest = b->text;
    bool has_more = true;
    struct arena a = {0};
    buf_printf(h->out, "<div class=\"text %s\">", html_tone_class(b->tone));
    for (bool is_first = true; has_more; is_first = false) {
        const char *end = strstr(rest, "\n\n");
        has_more = end != NULL;
        buf_puts(h->out, "<p>");
        if (is_first) {
            html_put_tone_symbol(h, b->tone, rest);
        }
        markup_lines(h->out, has_more ? arena_strndup(&a, rest, (size_t)(end - rest)) : rest);
        buf_puts(h->out, "</p>\n");
        rest = has_more ? end + 2 : rest;
    }
    buf_puts(h->out, "</div>\n");
    arena_clear(&a);
}

static void put_list(struct html *h, const struct block *b) {
    buf_puts(h->out, "<ul>\n");
    for (int i = 0; i < b->n_lines; i++) {
        buf_puts(h->out, "<li>");
        markup_lines(h->out, b->line[i]);
        buf_puts(h->out, "</li>\n");
    }
    buf_puts(h->out, "</ul>\n");
}

static void put_tile(struct html *h, const struct tile *t) {
    bool is_none = t->value.kind == CELL_NONE;
    buf_printf(h->out, "<div class=\"tile %s\"><dt>", html_tone_class(t->value.tone));
    markup_lines(h->out, t->label);
    buf_puts(h->out, "</dt><dd class=\"value");
    bool is_long = t->value.kind == CELL_TEXT && text_width(t->value.text) > TILE_LONG;
    buf_puts(h->out, is_none ? " none\"" : is_long ? " long\"" : "\"");
    if (t->value.name) {
        buf_puts(h->out, " id=\"");
        markup_id(h->out, "", t->value.name);
        buf_putc(h->out, '"');
    }
    if (is_none) {
        markup_attribute(h->out, "title", t->value.reason);
    }
    buf_putc(h->out, '>');
    html_put_cell(h, &t->value);
    buf_puts(h->out, "</dd>");
    if (!text_is_empty(t->note)) {
        buf_puts(h->out, "<dd class=\"note\">");
        markup_lines(h->out, t->note);
        buf_puts(h->out, "</dd>");
    }
    buf_puts(h->out, "</div>\n");
}

static void put_tiles(struct html *h, const struct block *b) {
    buf_puts(h->out, "<dl class=\"tiles\">\n");
    for (int i = 0; i < b->n_tiles; i++) {
        put_tile(h, &b->tile[i]);
    }
    buf_puts(h->out, "</dl>\n");
}

static void put_chart(struct html *h, const struct block *b) {
    double width = PAGE_WIDTH * b->width / 12 - GAP;
    width = width < 300 ? 300 : width > CHART_MAX_WIDTH ? CHART_MAX_WIDTH : width;
    buf_puts(h->out, "<figure id=\"");
    markup_id(h->out, "chart-", b->chart->id);
    buf_puts(h->out, "\">\n<figcaption>");
    markup_lines(h->out, b->chart->title);
    buf_puts(h->out, "</figcaption>\n<div class=\"plot\">\n");
    svg_chart(h->d, b->chart, width, h->out);
    buf_puts(h->out, "</div>\n</figure>\n");
}

static void put_content(struct html *h, const struct block *b, bool names_sheet) {
    switch (b->kind) {
    case BLOCK_HEADING:
        html_put_heading(h, b->level, b->text, names_sheet);
        break;
    case BLOCK_TEXT:
        put_text(h, b);
        break;
    case BLOCK_LIST:
        put_list(h, b);
        break;
    case BLOCK_TILES:
        put_tiles(h, b);
        break;
    case BLOCK_TABLE:
        html_put_table(h, b->table);
        break;
    case BLOCK_CHART:
        put_chart(h, b);
        break;
    case BLOCK_PAGE_BREAK:
        break;
    }
}

void html_put_blocks(struct html *h) {
    static const char *const kind[] = {
        [BLOCK_HEADING] = "heading", [BLOCK_TEXT] = "words",  [BLOCK_LIST] = "words",       [BLOCK_TILES] = "numbers",
        [BLOCK_TABLE] = "table",     [BLOCK_CHART] = "chart", [BLOCK_PAGE_BREAK] = "break",
    };
    bool is_named = false;
    for (size_t i = 0; i < h->sheet->n_blocks; i++) {
        const struct block *b = &h->sheet->block[i];
        bool names_sheet = !is_named && b->kind == BLOCK_HEADING && b->level <= 1;
        is_named = is_named || names_sheet;
        int width = h->sheet->kind == SHEET_PAGE && b->width >= 1 && b->width <= 12 ? b->width : 12;
        buf_printf(h->out, "<div class=\"block %s w%d\">\n", kind[b->kind], width);
        put_content(h, b, names_sheet);
        buf_puts(h->out, "</div>\n");
    }
}
