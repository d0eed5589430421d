/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a workbook can hold of a text. Everything that reaches the library passes xlsx_clean(): XML has no control
   characters but tab and line end, no U+FFFE and U+FFFF, and no broken UTF-8; one of them anywhere, in a cell, a
   chart's name, a property or a footer, makes Excel refuse the whole file. */
#include "write/xlsx.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "doc/check.h"

#define TEXT_MAX_UNITS 32767U
#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

/* ---- characters -------------------------------------------------------------------------------------------- */
/* U+FFFE and U+FFFF are valid UTF-8 but no XML. */
static bool is_no_character(const char *s) {
    return (unsigned char)s[0] == 0xEF && (unsigned char)s[1] == 0xBF &&
           ((unsigned char)s[2] == 0xBE || (unsigned char)s[2] == 0xBF);
}

/* Bytes of the character at 's'; 0 when XML cannot hold it. */
static size_t character_length(const char *s) {
    unsigned char c = (unsigned char)*s;
    if (c < 0x80) {
        return c >= 0x20 || c == '\t' || c == '\n';
    }
    size_t n = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
    return strnlen(s, n) < n || is_no_character(s) || text_valid_prefix(s, n) < n ? 0 : n;
}

static const char *first_unclean(const char *s) {
    for (size_t n; *s; s += n) {
        n = character_length(s);
        if (n == 0) {
            return s;
        }
    }
    return NULL;
}

/* Bytes that one replacement stands for: a whole character, or one byte of what is no UTF-8. */
static size_t unclean_length(const char *s) { return is_no_character(s) ? 3 : 1; }

const char *xlsx_clean(struct arena *a, const char *s) {
    const char *bad = first_unclean(s);
    if (!bad) {
        return s;
    }
    struct buf out;
    buf_init(&out, BUF_MAX_DEFAULT);
    for (; bad; bad = first_unclean(s)) {
        buf_add(&out, s, (size_t)(bad - s));
        if (*bad != '\r') {
            buf_puts(&out, REPLACEMENT);
        } else if (bad[1] != '\n') {
            buf_putc(&out, '\n');
        }
        s = bad + unclean_length(bad);
    }
    buf_puts(&out, s);
    const char *text = arena_strndup(a, out.data, out.len);
    buf_clear(&out);
    return text;
}

/* ---- escapes ----------------------------------------------------------------------------------------------- */
static bool is_excel_escape(const char *s) {
    return s[0] == '_' && s[1] == 'x' && isxdigit((unsigned char)s[2]) && isxdigit((unsigned char)s[3]) &&
           isxdigit((unsigned char)s[4]) && isxdigit((unsigned char)s[5]) && s[6] == '_';
}

static const char *first_escape(const char *s) {
    while ((s = strchr(s, '_')) && !is_excel_escape(s)) {
        s++;
    }
    return s;
}

static const char *escaped(struct arena *a, const char *s) {
    struct buf out;
    buf_init(&out, BUF_MAX_DEFAULT);
    for (const char *at; (at = first_escape(s)); s = at + 1) {
        buf_add(&out, s, (size_t)(at - s));
        buf_puts(&out, "_x005F_");
    }
    buf_puts(&out, s);
    const char *text = arena_strndup(a, out.data, out.len);
    buf_clear(&out);
    return text;
}

/* ---- length ------------------------------------------------------------------------------------------------ */
/* Bytes of 's' that make at most 'units' UTF-16 units. */
static size_t bytes_of_units(const char *s, size_t units) {
    size_t i = 0, n = 0;
    while (s[i]) {
        size_t step = (unsigned char)s[i] >= 0xF0 ? 2 : 1;
        if (n + step > units) {
            break;
        }
        n += step;
        do {
            i++;
        } while (((unsigned char)s[i] & 0xC0) == 0x80);
    }
    return i;
}

const char *xlsx_shorten(struct arena *a, const char *s, size_t max) {
    if (doc_utf16_length(s) <= max) {
        return s;
    }
    return arena_printf(a, "%.*s…", (int)bytes_of_units(s, max - 1), s);
}

const char *xlsx_text(struct xlsx_book *b, const char *s) {
    s = xlsx_clean(&b->arena, s);
    if (strlen(s) > TEXT_MAX_UNITS && doc_utf16_length(s) > TEXT_MAX_UNITS) {
        const char *note = b->is_cjk ? " …〔以下省略〕" : " … [cut]";
        s = arena_printf(&b->arena, "%.*s%s", (int)bytes_of_units(s, TEXT_MAX_UNITS - 16), s, note);
    }
    return first_escape(s) ? escaped(&b->arena, s) : s;
}
