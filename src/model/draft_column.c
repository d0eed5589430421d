/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/draft_column.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/map.h"
#include "base/num.h"
#include "base/text.h"

#define LOOKS_LONGEST 100 /* longer texts are neither number nor date nor address nor code */

/* ---- one cell ---------------------------------------------------------------------------------------------------- */

static size_t blank_at(const char *s, size_t n) {
    if (n > 0 && (unsigned char)*s < 0x80) {
        return *s && strchr(" \t\n\r\f\v", *s) ? 1 : 0;
    }
    static const char *const wide[] = {"\xE3\x80\x80", "\xC2\xA0", "\xE2\x80\x8B"};
    for (size_t i = 0; i < ARRAY_LEN(wide); i++) {
        size_t len = strlen(wide[i]);
        if (n >= len && memcmp(s, wide[i], len) == 0) {
            return len;
        }
    }
    return 0;
}

static size_t blank_before(const char *s, size_t n) {
    if (n > 0 && (unsigned char)s[n - 1] < 0x80) {
        return blank_at(s + n - 1, 1);
    }
    size_t three = n >= 3 ? blank_at(s + n - 3, 3) : 0, two = n >= 2 ? blank_at(s + n - 2, 2) : 0;
    return three == 3 ? 3 : two == 2 ? 2 : 0;
}

const char *draft_cell(const struct table_text *t, size_t row, int column, size_t *n) {
    const char *s = table_cell(t, row, column);
    size_t len = strlen(s), step;
    while ((step = blank_at(s, len)) > 0) {
        s += step;
        len -= step;
    }
    while ((step = blank_before(s, len)) > 0) {
        len -= step;
    }
    *n = len;
    return s;
}

enum draft_flag draft_flag(const char *text) {
    static const struct {
        const char *word;
        enum draft_flag flag;
    } words[] = {
        {"1", DRAFT_FLAG_YES},        {"0", DRAFT_FLAG_NO},          {"yes", DRAFT_FLAG_YES},
        {"no", DRAFT_FLAG_NO},        {"y", DRAFT_FLAG_YES},         {"n", DRAFT_FLAG_NO},
        {"true", DRAFT_FLAG_YES},     {"false", DRAFT_FLAG_NO},      {"ja", DRAFT_FLAG_YES},
        {"nein", DRAFT_FLAG_NO},      {"oui", DRAFT_FLAG_YES},       {"non", DRAFT_FLAG_NO},
        {"はい", DRAFT_FLAG_YES},     {"いいえ", DRAFT_FLAG_NO},     {"checked", DRAFT_FLAG_YES},
        {"unchecked", DRAFT_FLAG_NO}, {"selected", DRAFT_FLAG_YES},  {"not selected", DRAFT_FLAG_NO},
        {"quoted", DRAFT_FLAG_YES},   {"not quoted", DRAFT_FLAG_NO}, {"n/a", DRAFT_FLAG_NA},
    };
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (strcasecmp(words[i].word, text) == 0) {
            return words[i].flag;
        }
    }
    return DRAFT_NO_FLAG;
}

static bool is_local_part(char c) { return isalnum((unsigned char)c) || (c && strchr("._%+-", c)); }
static bool is_domain(char c) { return isalnum((unsigned char)c) || c == '.' || c == '-'; }

bool draft_find_mail(const char *text, size_t *start, size_t *n) {
    for (const char *at = strchr(text, '@'); at; at = strchr(at + 1, '@')) {
        const char *from = at, *end = at + 1, *dot = NULL;
        while (from > text && is_local_part(from[-1])) {
            from--;
        }
        for (; is_domain(*end); end++) {
            dot = *end == '.' && is_domain(end[1]) && end > at + 1 ? end : dot;
        }
        if (from < at && dot) {
            *start = (size_t)(from - text);
            *n = (size_t)(end - from);
            return true;
        }
    }
    return false;
}

static bool is_mail(const char *s) {
    size_t start, n;
    return draft_find_mail(s, &start, &n) && start == 0 && !s[n];
}

/* 192.0.2.1, or groups of hexadecimal digits with at least two colons. */
static bool is_address(const char *s) {
    size_t len = strlen(s), dots = 0, colons = 0;
    for (const char *c = s; *c; c++) {
        dots += *c == '.';
        colons += *c == ':';
    }
    bool is_v4 = dots == 3 && len >= 7 && len <= 15 && strspn(s, "0123456789.") == len && !strstr(s, "..");
    bool is_v6 = colons >= 2 && dots == 0 && strspn(s, "0123456789abcdefABCDEF:") == len && strstr(s, ":") != s + len;
    bool is_clock = colons == 2 && strspn(s, "0123456789:") == len && len <= 8;
    return is_v4 || (is_v6 && !is_clock);
}

static bool is_code(const char *s) {
    size_t n = strlen(s);
    return n > 0 && n <= 40 && strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-") == n;
}

unsigned draft_looks(const char *text) {
    double number;
    long whole;
    if (!*text || strlen(text) > LOOKS_LONGEST) {
        return 0;
    }
    unsigned looks = num_parse(text, &number) ? LOOKS_NUMBER : 0;
    looks |= looks && num_parse_int(text, &whole) ? LOOKS_INTEGER : 0;
    looks |= text_is_iso_date(text) ? LOOKS_DATE : 0;
    looks |= is_mail(text) ? LOOKS_MAIL : 0;
    looks |= is_address(text) ? LOOKS_ADDRESS : 0;
    return looks | (is_code(text) ? LOOKS_CODE : 0);
}

/* ---- a column ---------------------------------------------------------------------------------------------------- */

struct scanning {
    struct draft_column column;
    struct map map;
    struct arena *a;
    size_t cap;
};

static void count_looks(struct draft_column *c, unsigned looks) {
    c->n_integers += (looks & LOOKS_INTEGER) != 0;
    c->n_numbers += (looks & LOOKS_NUMBER) != 0;
    c->n_dates += (looks & LOOKS_DATE) != 0;
    c->n_mails += (looks & LOOKS_MAIL) != 0;
    c->n_addresses += (looks & LOOKS_ADDRESS) != 0;
    c->n_codes += (looks & LOOKS_CODE) != 0;
}

static struct draft_value *new_value(struct scanning *s, const char *text, size_t n, size_t row) {
    struct draft_column *c = &s->column;
    if (c->n_values >= DRAFT_VALUES_MAX) {
        c->is_open = true;
        return NULL;
    }
    VEC_GROW(c->value, c->n_values, s->cap);
    struct draft_value *v = &c->value[c->n_values];
    *v = (struct draft_value){.text = arena_strndup(s->a, text, n), .row = row};
    v->looks = draft_looks(v->text);
    map_add(&s->map, v->text, (int)c->n_values++);
    return v;
}

static unsigned looks_of_part(const char *s, size_t n) {
    char text[LOOKS_LONGEST + 1];
    if (n > LOOKS_LONGEST) {
        return 0;
    }
    memcpy(text, s, n);
    text[n] = '\0';
    return draft_looks(text);
}

static void scan_cell(struct scanning *s, const char *text, size_t n, size_t row) {
    struct draft_column *c = &s->column;
    int known = map_find_n(&s->map, text, n);
    struct draft_value *v = known >= 0 ? &c->value[known] : new_value(s, text, n, row);
    if (v) {
        v->n++;
    }
    c->n_filled++;
    c->longest = n > c->longest ? n : c->longest;
    count_looks(c, v ? v->looks : looks_of_part(text, n));
}

struct draft_column draft_column_scan(const struct table_text *t, size_t first_row, int column, struct arena *a) {
    struct scanning s = {.a = a};
    for (size_t row = first_row; row < t->n_rows; row++) {
        size_t n;
        const char *text = draft_cell(t, row, column, &n);
        if (n > 0) {
            scan_cell(&s, text, n, row);
        }
    }
    for (size_t i = 0; i < s.column.n_values; i++) {
        s.column.n_flags += draft_flag(s.column.value[i].text) ? s.column.value[i].n : 0;
    }
    struct draft_value *kept = ARENA_ARRAY(a, s.column.n_values + 1, struct draft_value);
    if (s.column.n_values) {
        memcpy(kept, s.column.value, s.column.n_values * sizeof *kept);
    }
    mem_free(s.column.value);
    map_clear(&s.map);
    s.column.value = kept;
    return s.column;
}
