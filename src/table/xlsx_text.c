/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/xlsx_text.h"

#include <ctype.h>
#include <string.h>

#define TEXT_MAX ((size_t)16 << 20) /* a cell holds 32767 characters; other programs have written more */
#define ESCAPE_LEN 7                /* _xHHHH_ */
#define REPLACEMENT 0xFFFDu

/* ---- escapes ----------------------------------------------------------------------------------------------- */

/* The unit of an escape that starts at 's', or −1. */
static long escape_at(const char *s, size_t n) {
    if (n < ESCAPE_LEN || s[0] != '_' || s[1] != 'x' || s[6] != '_') {
        return -1;
    }
    long unit = 0;
    for (int i = 2; i < 6; i++) {
        if (!isxdigit((unsigned char)s[i])) {
            return -1;
        }
        unit = unit * 16 + (isdigit((unsigned char)s[i]) ? s[i] - '0' : (s[i] | 32) - 'a' + 10);
    }
    return unit;
}

static char *put_utf8(char *to, unsigned long c) {
    if (c < 0x80) {
        *to++ = (char)c;
    } else if (c < 0x800) {
        *to++ = (char)(0xC0 | c >> 6);
        *to++ = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        *to++ = (char)(0xE0 | c >> 12);
        *to++ = (char)(0x80 | (c >> 6 & 0x3F));
        *to++ = (char)(0x80 | (c & 0x3F));
    } else {
        *to++ = (char)(0xF0 | c >> 18);
        *to++ = (char)(0x80 | (c >> 12 & 0x3F));
        *to++ = (char)(0x80 | (c >> 6 & 0x3F));
        *to++ = (char)(0x80 | (c & 0x3F));
    }
    return to;
}

size_t text_unescape(char *s, size_t n) {
    char *to = s;
    size_t from = 0;
    while (from < n) {
        long unit = escape_at(s + from, n - from);
        if (unit < 0) {
            *to++ = s[from++];
            continue;
        }
        from += ESCAPE_LEN;
        unsigned long c = (unsigned long)unit;
        long low = c >= 0xD800 && c < 0xDC00 ? escape_at(s + from, n - from) : -1;
        if (low >= 0xDC00 && low < 0xE000) {
            c = 0x10000 + ((c - 0xD800) << 10) + ((unsigned long)low - 0xDC00);
            from += ESCAPE_LEN;
        }
        bool is_letter = c > 0 && (c < 0xD800 || c >= 0xE000);
        to = put_utf8(to, is_letter ? c : REPLACEMENT);
    }
    return (size_t)(to - s);
}

/* ---- runs -------------------------------------------------------------------------------------------------- */

void text_run_init(struct text_run *t) {
    *t = (struct text_run){0};
    buf_init(&t->text, TEXT_MAX);
}

static bool is_not_read(const char *name) {
    return strcmp(name, "rPh") == 0 || strcmp(name, "rPr") == 0 || strcmp(name, "extLst") == 0;
}

void text_run_start(struct text_run *t, const char *name) {
    if (t->skipped > 0 || is_not_read(name)) {
        t->skipped++;
    } else if (strcmp(name, "t") == 0) {
        t->is_in_t = true;
    }
}

void text_run_end(struct text_run *t, const char *name) {
    if (t->skipped > 0) {
        t->skipped--;
    } else if (strcmp(name, "t") == 0) {
        t->is_in_t = false;
    }
}

void text_run_add(struct text_run *t, const char *s, size_t n) {
    if (t->is_in_t && t->skipped == 0) {
        buf_add(&t->text, s, n);
    }
}

void text_run_finish(struct text_run *t) {
    if (memchr(t->text.data, '_', t->text.len)) {
        t->text.len = text_unescape(t->text.data, t->text.len);
        t->text.data[t->text.len] = '\0';
    }
}

void text_run_reset(struct text_run *t) {
    buf_reset(&t->text);
    t->skipped = 0;
    t->is_in_t = false;
}

void text_run_clear(struct text_run *t) { buf_clear(&t->text); }
