/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "write/markup.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

/* Bytes at 's' that HTML forbids in text: C0 controls but tab and line breaks, DEL, the C1 block U+0080 to U+009F. */
static size_t forbidden_at(const char *s) {
    unsigned char c = (unsigned char)*s;
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F) {
        return 1;
    }
    return c == 0xC2 && (unsigned char)s[1] >= 0x80 && (unsigned char)s[1] < 0xA0 ? 2 : 0;
}

static const char *entity(char c) {
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

/* One character or one forbidden run; returns the bytes taken. */
static size_t put_one(struct buf *out, const char *s) {
    size_t forbidden = forbidden_at(s);
    if (forbidden) {
        buf_puts(out, REPLACEMENT);
        return forbidden;
    }
    const char *e = entity(*s);
    if (e) {
        buf_puts(out, e);
    } else {
        buf_putc(out, *s);
    }
    return 1;
}

/* 'breaks' stands for a line break, or NULL to keep the character. */
static void put_text(struct buf *out, const char *s, const char *breaks) {
    size_t n = s ? strlen(s) : 0;
    while (n > 0) {
        size_t valid = text_valid_prefix(s, n);
        for (size_t i = 0; i < valid;) {
            bool is_break = breaks && s[i] == '\n';
            if (is_break) {
                buf_puts(out, breaks);
            }
            i += is_break ? 1 : put_one(out, s + i);
        }
        s += valid;
        n -= valid;
        if (n > 0) {
            buf_puts(out, REPLACEMENT);
            s++;
            n--;
        }
    }
}

void markup_text(struct buf *out, const char *s) { put_text(out, s, NULL); }

void markup_lines(struct buf *out, const char *s) { put_text(out, s, "<br>"); }

void markup_attribute(struct buf *out, const char *name, const char *value) {
    if (value) {
        buf_printf(out, " %s=\"", name);
        markup_text(out, value);
        buf_putc(out, '"');
    }
}

/* Bytes of a letter at 's' that is harmless anywhere: an ASCII letter or digit, or a whole character beyond ASCII. */
static size_t plain_at(const char *s) {
    if ((unsigned char)*s < 0x80) {
        return isalnum((unsigned char)*s) ? 1 : 0;
    }
    size_t n = 1;
    while (n < 4 && ((unsigned char)s[n] & 0xC0) == 0x80) {
        n++;
    }
    return forbidden_at(s) == 0 && text_valid_prefix(s, n) == n ? n : 0;
}

void markup_id(struct buf *out, const char *prefix, const char *id) {
    buf_puts(out, prefix);
    for (const char *c = id ? id : ""; *c;) {
        size_t n = strchr("_.-", *c) ? 1 : plain_at(c);
        buf_add(out, n ? c : "-", n ? n : 1);
        c += n ? n : 1;
    }
}

void markup_css_string(struct buf *out, const char *s) {
    buf_putc(out, '"');
    for (const char *c = s ? s : ""; *c;) {
        size_t n = *c == ' ' ? 1 : plain_at(c);
        if (n) {
            buf_add(out, c, n);
        } else {
            bool is_sign = (unsigned char)*c >= 0x20 && (unsigned char)*c < 0x7F;
            buf_printf(out, "\\%x ", is_sign ? (unsigned)(unsigned char)*c : 0xFFFDU);
        }
        c += n ? n : 1;
    }
    buf_putc(out, '"');
}

void markup_colour(struct buf *out, uint32_t colour) { buf_printf(out, "#%06X", (unsigned)(colour & 0xFFFFFFU)); }

void markup_base64(struct buf *out, const void *data, size_t n) {
    static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *p = data;
    for (size_t i = 0; i < n; i += 3) {
        size_t left = n - i;
        uint32_t three = (uint32_t)p[i] << 16 | (left > 1 ? (uint32_t)p[i + 1] << 8 : 0) | (left > 2 ? p[i + 2] : 0);
        buf_putc(out, digit[three >> 18]);
        buf_putc(out, digit[three >> 12 & 63]);
        buf_putc(out, left > 1 ? digit[three >> 6 & 63] : '=');
        buf_putc(out, left > 2 ? digit[three & 63] : '=');
    }
}
