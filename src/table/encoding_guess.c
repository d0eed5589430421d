/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/encoding_guess.h"

#include "base/text.h"

#include <string.h>

static bool is_within(unsigned char c, unsigned char low, unsigned char high) { return c >= low && c <= high; }

static bool starts_with(const char *data, size_t n, const char *bytes, size_t n_bytes) {
    return n >= n_bytes && memcmp(data, bytes, n_bytes) == 0;
}

/* ---- byte order marks, and UTF-16 without one ---- */

static bool guess_by_mark(const char *data, size_t n, enum encoding *e) {
    static const struct {
        const char *mark;
        size_t n;
        enum encoding encoding;
    } marks[] = {{"\xEF\xBB\xBF", 3, ENCODING_UTF8_BOM},
                 {"\xFF\xFE\0\0", 4, ENCODING_UTF32},
                 {"\0\0\xFE\xFF", 4, ENCODING_UTF32},
                 {"\xFF\xFE", 2, ENCODING_UTF16LE},
                 {"\xFE\xFF", 2, ENCODING_UTF16BE}};
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        if (starts_with(data, n, marks[i].mark, marks[i].n)) {
            *e = marks[i].encoding;
            return true;
        }
    }
    return false;
}

/* Latin letters, digits, marks and line ends of UTF-16 have a zero byte, always in the same half. Fewer zeros than
   Western text has could as well be a stray NUL, so that other text needs its byte order mark. */
static bool guess_utf16(const char *data, size_t n, enum encoding *e) {
    size_t zero[2] = {0};
    for (size_t i = 0; i < n; i++) {
        zero[i % 2] += data[i] == '\0';
    }
    bool is_little = zero[1] > 0 && zero[0] == 0, is_big = zero[0] > 0 && zero[1] == 0;
    if (n % 2 != 0 || (!is_little && !is_big) || (zero[0] + zero[1]) * 4 <= n) {
        return false;
    }
    *e = is_little ? ENCODING_UTF16LE : ENCODING_UTF16BE;
    return true;
}

/* ---- seven bits ---- */

/* Escapes to a Japanese character set: ESC $ @, ESC $ B, ESC ( J. */
static bool has_japanese_escape(const char *data, size_t n) {
    for (const char *c = data; (c = memchr(c, 0x1B, n - (size_t)(c - data))) != NULL; c++) {
        size_t left = n - (size_t)(c - data);
        if (starts_with(c, left, "\x1B$@", 3) || starts_with(c, left, "\x1B$B", 3) ||
            starts_with(c, left, "\x1B(J", 3)) {
            return true;
        }
    }
    return false;
}

/* ---- UTF-8 that is not all valid ---- */

struct utf8_signs {
    size_t good; /* bytes of valid sequences beyond ASCII */
    size_t bad;  /* other bytes beyond ASCII */
};
static struct utf8_signs utf8_signs(const char *data, size_t n) {
    struct utf8_signs signs = {0};
    for (size_t i = 0; i < n;) {
        size_t valid = text_valid_prefix(data + i, n - i);
        for (size_t k = i; k < i + valid; k++) {
            signs.good += (unsigned char)data[k] >= 0x80;
        }
        signs.bad += i + valid < n;
        i += valid + 1;
    }
    return signs;
}

/* ---- eight bits ---- */

struct signs {
    bool is_valid;
    size_t usual; /* characters that are frequent in real text */
    size_t odd;   /* characters that are rare there */
    size_t inner; /* Latin only: single accents and apostrophes behind a letter */
};

static struct signs eucjp_signs(const unsigned char *s, size_t n) {
    struct signs signs = {.is_valid = true};
    for (size_t i = 0; i < n && signs.is_valid;) {
        size_t len = s[i] < 0x80 ? 1 : s[i] == 0x8F ? 3 : 2;
        bool is_lead = s[i] < 0x80 || s[i] == 0x8E || s[i] == 0x8F || is_within(s[i], 0xA1, 0xFE);
        signs.is_valid = is_lead && i + len <= n;
        for (size_t k = 1; k < len && signs.is_valid; k++) {
            signs.is_valid = is_within(s[i + k], 0xA1, 0xFE);
        }
        bool is_usual = is_within(s[i], 0xA1, 0xA5) || is_within(s[i], 0xB0, 0xCF); /* marks, kana, first-level kanji */
        signs.usual += is_usual;
        signs.odd += s[i] >= 0x80 && !is_usual;
        i += len;
    }
    return signs;
}

static struct signs cp932_signs(const unsigned char *s, size_t n) {
    struct signs signs = {.is_valid = true};
    for (size_t i = 0; i < n && signs.is_valid;) {
        bool is_half = is_within(s[i], 0xA1, 0xDF); /* half-width katakana: usual when they come in rows */
        bool is_lead = is_within(s[i], 0x81, 0x9F) || is_within(s[i], 0xE0, 0xFC);
        bool has_trail = is_lead && i + 1 < n && s[i + 1] != 0x7F && is_within(s[i + 1], 0x40, 0xFC);
        signs.is_valid = s[i] < 0x80 || is_half || has_trail;
        bool is_row =
            is_half && ((i + 1 < n && is_within(s[i + 1], 0xA1, 0xDF)) || (i > 0 && is_within(s[i - 1], 0xA1, 0xDF)));
        bool is_usual = is_row || is_within(s[i], 0x81, 0x83) || is_within(s[i], 0x88, 0x97);
        signs.usual += is_usual;
        signs.odd += s[i] >= 0x80 && !is_usual;
        i += is_lead ? 2 : 1;
    }
    return signs;
}

static bool is_ascii_letter(unsigned char c) { return is_within(c | 0x20, 'a', 'z'); }

/* Latin letters with accents and typographic marks, one or two at a time. */
static struct signs cp1252_signs(const unsigned char *s, size_t n) {
    struct signs signs = {.is_valid = true};
    size_t run = 0;
    for (size_t i = 0; i < n && signs.is_valid; i++) {
        run = s[i] < 0x80 ? 0 : run + 1;
        signs.is_valid = (s[i] < 0x80 || !memchr("\x81\x8D\x8F\x90\x9D", s[i], 5)) && s[i] < 0xFE && run <= 4;
        bool is_word_part = s[i] >= 0xC0 || is_within(s[i], 0x91, 0x94);
        bool is_single = run == 1 && !(i + 1 < n && s[i + 1] >= 0x80);
        signs.usual += s[i] >= 0x80 && run <= 2;
        signs.odd += run > 2;
        signs.inner += is_word_part && is_single && i > 0 && is_ascii_letter(s[i - 1]);
    }
    return signs;
}

/* ENCODING_UTF8 when the bytes look like none of them. */
static enum encoding guess_eight_bits(const char *data, size_t n) {
    const unsigned char *s = (const unsigned char *)data;
    struct signs euc = eucjp_signs(s, n), sjis = cp932_signs(s, n), latin = cp1252_signs(s, n);
    bool is_latin_word = latin.is_valid && latin.inner == latin.usual && latin.odd == 0;
    if (euc.is_valid && euc.usual > euc.odd) {
        return ENCODING_EUCJP;
    }
    if (sjis.is_valid && sjis.usual > sjis.odd && !is_latin_word) {
        return ENCODING_CP932;
    }
    return latin.is_valid && latin.usual > latin.odd ? ENCODING_CP1252 : ENCODING_UTF8;
}

/* Not valid as UTF-8. In text of other encodings up to two thirds of the bytes happen to form sequences of UTF-8; in
   UTF-8 with a few broken places nearly all do. */
static enum encoding guess_invalid(const char *data, size_t n) {
    struct utf8_signs utf8 = utf8_signs(data, n);
    enum encoding e = utf8.good > 4 * utf8.bad ? ENCODING_UTF8 : guess_eight_bits(data, n);
    bool is_japanese = e == ENCODING_UTF8 && utf8.good == 0 && cp932_signs((const unsigned char *)data, n).is_valid;
    return is_japanese ? ENCODING_CP932 : e;
}

enum encoding encoding_guess(const char *data, size_t n) {
    enum encoding e = ENCODING_UTF8;
    if (n == 0 || guess_by_mark(data, n, &e)) {
        return e;
    }
    bool has_nul = memchr(data, '\0', n) != NULL;
    if (has_nul) {
        guess_utf16(data, n, &e);
        return e;
    }
    if (text_valid_prefix(data, n) == n) {
        return has_japanese_escape(data, n) ? ENCODING_ISO2022JP : ENCODING_UTF8;
    }
    return guess_invalid(data, n);
}
