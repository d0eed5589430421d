/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "write/term.h"

#include <string.h>

#include "base/text.h"
#include "doc/palette.h"
#include "write/wrap.h"

static const char *const colour[N_TONES] = {
    [TONE_PLAIN] = NULL, [TONE_STRONG] = "1", [TONE_MUTED] = "2",   [TONE_GOOD] = "32",
    [TONE_FAIR] = "33",  [TONE_WEAK] = "31",  [TONE_NOTICE] = "35", [TONE_ACCENT] = "36",
};

/* Bytes of a control character at 's' (C0 but line feed, DEL, C1), else 0. */
static size_t control_at(const char *s) {
    unsigned char c = (unsigned char)*s;
    if ((c < 0x20 && c != '\n') || c == 0x7F) {
        return 1;
    }
    return c == 0xC2 && (unsigned char)s[1] >= 0x80 && (unsigned char)s[1] < 0xA0 ? 2 : 0;
}

const char *term_clean(struct term *t, const char *s) {
    if (!s) {
        return "";
    }
    bool is_clean = true;
    for (const char *c = s; *c && is_clean; c++) {
        is_clean = control_at(c) == 0;
    }
    if (is_clean) {
        return s;
    }
    char *clean = arena_strdup(&t->arena, s), *to = clean;
    for (const char *from = s; *from;) {
        size_t n = control_at(from);
        *to++ = n ? ' ' : *from;
        from += n ? n : 1;
    }
    *to = '\0';
    return clean;
}

const char *term_cell(struct term *t, const struct cell *c) {
    char number[NUM_TEXT_MAX];
    if (c->kind == CELL_EMPTY) {
        return "";
    }
    const char *text = c->kind == CELL_NUMBER ? num_display(number, c->number, c->unit) : term_clean(t, c->text);
    const char *symbol = palette_tone(t->d, c->tone).symbol;
    bool is_bare = !*symbol || !*text || text_starts_with(text, symbol);
    return arena_printf(&t->arena, "%s%s%s", is_bare ? "" : symbol, is_bare ? "" : " ", text);
}

void term_style_on(struct term *t, enum tone tone) {
    if (t->has_color && colour[tone]) {
        buf_printf(t->out, "\033[%sm", colour[tone]);
    }
}

void term_style_off(struct term *t, enum tone tone) {
    if (t->has_color && colour[tone]) {
        buf_puts(t->out, "\033[0m");
    }
}

void term_put_blanks(struct term *t, int n) {
    for (int i = 0; i < n; i++) {
        buf_putc(t->out, ' ');
    }
}

void term_put_rule(struct term *t, char mark, int width) {
    for (int i = 0; i < width && i < t->width; i++) {
        buf_putc(t->out, mark);
    }
    buf_putc(t->out, '\n');
}

void term_put_paragraph(struct term *t, const char *first, const char *text, enum tone tone) {
    int indent = text_width(first);
    const char *rest = term_clean(t, text);
    struct wrap_line line;
    for (bool is_first = true; wrap_next(&rest, t->width - indent, &line); is_first = false) {
        if (is_first) {
            buf_puts(t->out, first);
        } else if (line.len > 0) {
            term_put_blanks(t, indent);
        }
        term_style_on(t, tone);
        buf_add(t->out, line.text, line.len);
        term_style_off(t, tone);
        buf_putc(t->out, '\n');
    }
}

void term_put_bar(struct term *t, double share, int columns) {
    double filled = (share < 0 ? 0 : share > 1 ? 1 : share) * columns;
    int halves = (int)(filled * 2 + 0.5);
    for (int i = 0; i < halves / 2; i++) {
        buf_puts(t->out, "█");
    }
    buf_puts(t->out, halves % 2 ? "▌" : "");
    term_put_blanks(t, columns - halves / 2 - halves % 2);
}
