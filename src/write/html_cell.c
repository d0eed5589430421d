/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/text.h"
#include "doc/check.h"
#include "doc/palette.h"
#include "write/html.h"
#include "write/markup.h"

void html_put_linked(struct html *h, const char *text, const char *link) {
    bool is_web = doc_is_web_link(link), is_cell = link && *link == '#';
    bool is_sheet = !is_web && !is_cell && link && doc_find_sheet(h->d, link);
    if (is_web) {
        buf_puts(h->out, "<a");
        markup_attribute(h->out, "href", link);
        buf_puts(h->out, " rel=\"noopener noreferrer\">");
    } else if (is_cell) {
        buf_puts(h->out, "<a href=\"");
        markup_id(h->out, "#", link + 1);
        buf_puts(h->out, "\">");
    } else if (is_sheet) {
        buf_puts(h->out, "<a href=\"");
        markup_id(h->out, "#sheet-", link);
        buf_puts(h->out, "\">");
    }
    markup_lines(h->out, text);
    buf_puts(h->out, is_web || is_cell || is_sheet ? "</a>" : "");
}

/* Not doubled where the text brings it along. */
void html_put_tone_symbol(struct html *h, enum tone tone, const char *text) {
    const char *symbol = palette_tone(h->d, tone).symbol;
    if (*symbol && !(text && text_starts_with(text, symbol))) {
        buf_printf(h->out, "<span class=\"sym\" aria-hidden=\"true\">%s</span>", symbol);
    }
}

void html_put_cell(struct html *h, const struct cell *c) {
    char number[NUM_TEXT_MAX];
    if (c->kind == CELL_EMPTY) {
        return;
    }
    const char *text = c->kind == CELL_NUMBER ? num_display(number, c->number, c->unit) : c->text;
    if (!text_is_empty(text)) {
        html_put_tone_symbol(h, c->tone, text);
    }
    html_put_linked(h, text, c->link);
    if (c->kind == CELL_NONE && !text_is_empty(c->reason)) {
        buf_puts(h->out, "<span class=\"vh\"> (");
        markup_text(h->out, c->reason);
        buf_puts(h->out, ")</span>");
    }
}
