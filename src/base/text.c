/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <utf8proc.h>

#define IDEOGRAPHIC_SPACE "\xE3\x80\x80"
#define NEAREST_MAX_LEN 64

/* Bytes of the blank at 's', 0 when there is none. */
static size_t blank_at(const char *s) {
    if (*s == ' ' || *s == '\t' || *s == '\r' || *s == '\n') {
        return 1;
    }
    if (strncmp(s, "\xC2\xA0", 2) == 0) { /* no-break space */
        return 2;
    }
    return strncmp(s, IDEOGRAPHIC_SPACE, 3) == 0 ? 3 : 0;
}

static const char *skip_blanks(const char *s) {
    for (size_t n; (n = blank_at(s)) > 0;) {
        s += n;
    }
    return s;
}

/* Bytes of the blank that ends at 'end', 0 when there is none. 's' is where the text starts. */
static size_t blank_before(const char *s, const char *end) {
    for (size_t n = 1; n <= 3 && end >= s + n; n++) {
        if (blank_at(end - n) == n) {
            return n;
        }
    }
    return 0;
}

/* Length without blanks at the end. */
static size_t trimmed_length(const char *s) {
    const char *end = s + strlen(s);
    for (size_t n; (n = blank_before(s, end)) > 0;) {
        end -= n;
    }
    return (size_t)(end - s);
}

bool text_is_empty(const char *s) { return !s || !*skip_blanks(s); }

bool text_equal(const char *a, const char *b) { return strcmp(a ? a : "", b ? b : "") == 0; }

bool text_starts_with(const char *s, const char *prefix) { return strncmp(s, prefix, strlen(prefix)) == 0; }

bool text_ends_with(const char *s, const char *suffix) {
    size_t n = strlen(s), m = strlen(suffix);
    return n >= m && strcmp(s + n - m, suffix) == 0;
}

/* Whether the eight bytes at 's' are all ASCII. */
static bool are_ascii8(const char *s) {
    uint64_t word;
    memcpy(&word, s, sizeof word);
    return (word & UINT64_C(0x8080808080808080)) == 0;
}

size_t text_valid_prefix(const char *s, size_t n) {
    size_t i = 0;
    while (i < n) {
        if (n - i >= 8 && are_ascii8(s + i)) {
            i += 8;
            continue;
        }
        if ((unsigned char)s[i] < 0x80) {
            i++;
            continue;
        }
        utf8proc_int32_t code;
        utf8proc_ssize_t len = utf8proc_iterate((const utf8proc_uint8_t *)s + i, (utf8proc_ssize_t)(n - i), &code);
        if (len <= 0) {
            return i;
        }
        i += (size_t)len;
    }
    return n;
}

/* Next code point of valid UTF-8; steps over a broken byte as U+FFFD. */
static utf8proc_int32_t next_code(const char **s) {
    utf8proc_int32_t code;
    utf8proc_ssize_t len = utf8proc_iterate((const utf8proc_uint8_t *)*s, -1, &code);
    if (len <= 0) {
        *s += 1;
        return 0xFFFD;
    }
    *s += len;
    return code;
}

static int code_width(utf8proc_int32_t code) { return code < 0x20 ? 0 : utf8proc_charwidth(code); }

int text_width(const char *s) {
    int width = 0;
    while (*s) {
        width += code_width(next_code(&s));
    }
    return width;
}

const char *text_skip_columns(const char *s, int columns) {
    for (int n = 2 * columns; *s && columns > 0 && n > 0; n--) {
        columns -= code_width(next_code(&s));
    }
    return s;
}

int text_lines(const char *s, int width) {
    int lines = 1, used = 0, word = 0; /* columns of the line so far, and of the word at its end */
    width = width < 2 ? 2 : width;
    while (*s) {
        utf8proc_int32_t code = next_code(&s);
        if (code == '\n') {
            lines++;
            used = word = 0;
            continue;
        }
        int w = code_width(code);
        used += w;
        word = code == ' ' || w == 2 ? 0 : word + w;
        if (used > width &&
            code != ' ') { /* the word moves down if it fits a line, else it is cut; a blank hangs over */
            lines++;
            used = word > 0 && word <= width ? word : w;
            word = w == 2 ? 0 : used;
        }
    }
    return lines;
}

static const char *mapped(struct arena *a, const char *s, utf8proc_option_t options) {
    utf8proc_uint8_t *out = NULL;
    utf8proc_ssize_t n =
        utf8proc_map((const utf8proc_uint8_t *)s, 0, &out, UTF8PROC_NULLTERM | UTF8PROC_STABLE | options);
    const char *copy = n >= 0 ? arena_strndup(a, (const char *)out, (size_t)n) : arena_strdup(a, s);
    free(out); /* the library's own malloc */
    return copy;
}

static const char *trimmed(struct arena *a, const char *s) {
    s = skip_blanks(s);
    size_t n = trimmed_length(s);
    return s[n] ? arena_strndup(a, s, n) : s;
}

const char *text_trim(struct arena *a, const char *s) { return trimmed(a, s); }

static bool is_ascii(const char *s) {
    for (; *s; s++) {
        if ((unsigned char)*s >= 0x80) {
            return false;
        }
    }
    return true;
}

const char *text_clean(struct arena *a, const char *s) {
    return trimmed(a, is_ascii(s) ? s : mapped(a, s, UTF8PROC_COMPOSE | UTF8PROC_COMPAT));
}

const char *text_fold(struct arena *a, const char *s) {
    s = trimmed(a, is_ascii(s) ? s : mapped(a, s, UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD));
    char *folded = arena_strdup(a, s), *to = folded;
    for (const char *from = folded; *from;) {
        size_t n = blank_at(from);
        if (n) {
            from = skip_blanks(from);
            *to++ = ' ';
        } else {
            *to++ = (unsigned char)*from < 0x80 ? (char)tolower((unsigned char)*from) : *from;
            from++;
        }
    }
    *to = '\0';
    return folded;
}

/* Edits between a and b: insert, delete, replace, swap neighbours. More than NEAREST_MAX_LEN bytes: far. */
static size_t distance(const char *a, const char *b) {
    size_t n = strlen(a), m = strlen(b);
    if (n > NEAREST_MAX_LEN || m > NEAREST_MAX_LEN) {
        return NEAREST_MAX_LEN;
    }
    unsigned char d[NEAREST_MAX_LEN + 1][NEAREST_MAX_LEN + 1];
    for (size_t i = 0; i <= n; i++) {
        d[i][0] = (unsigned char)i;
    }
    for (size_t j = 0; j <= m; j++) {
        d[0][j] = (unsigned char)j;
    }
    for (size_t i = 1; i <= n; i++) {
        for (size_t j = 1; j <= m; j++) {
            bool same = tolower((unsigned char)a[i - 1]) == tolower((unsigned char)b[j - 1]);
            int best = d[i - 1][j - 1] + !same;
            best = d[i - 1][j] + 1 < best ? d[i - 1][j] + 1 : best;
            best = d[i][j - 1] + 1 < best ? d[i][j - 1] + 1 : best;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && d[i - 2][j - 2] + 1 < best) {
                best = d[i - 2][j - 2] + 1;
            }
            d[i][j] = (unsigned char)best;
        }
    }
    return d[n][m];
}

const char *text_nearest(const char *s, const char *const *words, size_t n_words) {
    const char *best = NULL;
    size_t best_distance = NEAREST_MAX_LEN;
    for (size_t i = 0; i < n_words; i++) {
        size_t d = distance(s, words[i]);
        size_t longer = strlen(s) > strlen(words[i]) ? strlen(s) : strlen(words[i]);
        size_t allowed = longer / 3 > 1 ? longer / 3 : 1;
        if (d < best_distance && d <= allowed && d < longer) {
            best = words[i];
            best_distance = d;
        }
    }
    return best;
}

bool text_next_word(const char **rest, const char **word, size_t *len) {
    const char *s = skip_blanks(*rest);
    size_t n = 0;
    while (s[n] && !blank_at(s + n)) {
        n++;
    }
    *word = s;
    *len = n;
    *rest = s + n;
    return n > 0;
}

bool text_has_word(const char *list, const char *word) {
    const char *w;
    size_t len;
    while (text_next_word(&list, &w, &len)) {
        if (len == strlen(word) && strncmp(w, word, len) == 0) {
            return true;
        }
    }
    return false;
}

static size_t digits_at(const char *s) { return strspn(s, "0123456789"); }

/* "Feb", "feb-01", but not "february" or "day". */
static bool starts_with_month(const char *s) {
    static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    for (size_t i = 0; i < sizeof months - 1; i += 3) {
        if (strncasecmp(s, months + i, 3) == 0 && !isalpha((unsigned char)s[3])) {
            return true;
        }
    }
    return false;
}

/* Jan-02: 2.1 in a spreadsheet that writes the month first. */
static bool is_month_and_day(const char *s) {
    return starts_with_month(s) && (s[3] == '-' || s[3] == ' ') && digits_at(s + 4) > 0;
}

bool text_looks_like_date(const char *s) {
    size_t first = digits_at(s);
    if (first == 0) {
        return is_month_and_day(s);
    }
    char mark = s[first];
    const char *rest = s + first + 1;
    size_t second = mark ? digits_at(rest) : 0;
    if ((mark == '-' || mark == '/' || mark == '.') && second >= 1 && second <= 2 && rest[second] == mark) {
        size_t third = digits_at(rest + second + 1);
        return (first == 4 || third == 4) && third >= 1; /* 2001-01-01, 1.1.2001, 1/1/2001 */
    }
    bool is_japanese = strncmp(s + first, "月", 3) == 0 || strncmp(s + first, "年", 3) == 0;
    return is_japanese || (mark == '-' && starts_with_month(rest)); /* 1-Feb */
}

bool text_is_iso_date(const char *s) {
    static const int month_days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (strlen(s) != 10 || s[4] != '-' || s[7] != '-' || digits_at(s) != 4 || digits_at(s + 5) != 2 ||
        digits_at(s + 8) != 2) {
        return false;
    }
    int year = (int)strtol(s, NULL, 10), month = (int)strtol(s + 5, NULL, 10), day = (int)strtol(s + 8, NULL, 10);
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month >= 1 && month <= 12 && day >= 1 && day <= month_days[month - 1] + (month == 2 && is_leap);
}

void i18n_set(struct arena *a, struct i18n *x, const char *lang, const char *text) {
    for (int i = 0; i < x->n; i++) {
        if (strcmp(x->item[i].lang, lang) == 0) {
            x->item[i].text = text;
            return;
        }
    }
    struct i18n_item *grown = ARENA_ARRAY(a, (size_t)x->n + 1, struct i18n_item);
    if (x->n) {
        memcpy(grown, x->item, (size_t)x->n * sizeof *grown);
    }
    grown[x->n] = (struct i18n_item){lang, text};
    x->item = grown;
    x->n++;
}

static const char *text_in(const struct i18n *x, const char *lang) {
    for (int i = 0; i < x->n; i++) {
        if (strcmp(x->item[i].lang, lang) == 0 && *x->item[i].text) {
            return x->item[i].text;
        }
    }
    return NULL;
}

const char *i18n_get(const struct i18n *x, const char *lang) {
    const char *const order[] = {lang, "en", ""};
    for (size_t i = 0; i < ARRAY_LEN(order); i++) {
        const char *text = order[i] ? text_in(x, order[i]) : NULL;
        if (text) {
            return text;
        }
    }
    for (int i = 0; i < x->n; i++) {
        if (*x->item[i].text) {
            return x->item[i].text;
        }
    }
    return "";
}

bool i18n_is_empty(const struct i18n *x) { return *i18n_get(x, NULL) == '\0'; }
