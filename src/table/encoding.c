/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/encoding.h"

#include "base/convert.h"
#include "base/text.h"
#include "table/encoding_guess.h"

#include <string.h>
#include <strings.h>

#define UTF8_BOM "\xEF\xBB\xBF"

struct encoding_row {
    const char *name;    /* for people */
    const char *charset; /* of iconv; NULL: not converted */
};
static const struct encoding_row rows[N_ENCODINGS] = {
    [ENCODING_UTF8] = {"UTF-8", NULL},
    [ENCODING_UTF8_BOM] = {"UTF-8 with BOM", NULL},
    [ENCODING_UTF16LE] = {"UTF-16LE", "UTF-16LE"},
    [ENCODING_UTF16BE] = {"UTF-16BE", "UTF-16BE"},
    [ENCODING_UTF32] = {"UTF-32", NULL},
    [ENCODING_CP932] = {"Shift_JIS (CP932)", "CP932"},
    [ENCODING_EUCJP] = {"EUC-JP", "EUCJP-MS"},
    [ENCODING_ISO2022JP] = {"ISO-2022-JP", "ISO-2022-JP"},
    [ENCODING_CP1252] = {"Windows-1252", "CP1252"},
};

const char *encoding_name(enum encoding e) { return rows[e].name; }

bool encoding_find(const char *name, enum encoding *e) {
    static const struct {
        const char *name;
        enum encoding encoding;
    } names[] = {{"utf-8", ENCODING_UTF8},
                 {"utf8", ENCODING_UTF8},
                 {"utf-16le", ENCODING_UTF16LE},
                 {"utf-16", ENCODING_UTF16LE},
                 {"utf-16be", ENCODING_UTF16BE},
                 {"cp932", ENCODING_CP932},
                 {"shift_jis", ENCODING_CP932},
                 {"shift-jis", ENCODING_CP932},
                 {"sjis", ENCODING_CP932},
                 {"windows-31j", ENCODING_CP932},
                 {"euc-jp", ENCODING_EUCJP},
                 {"eucjp", ENCODING_EUCJP},
                 {"iso-2022-jp", ENCODING_ISO2022JP},
                 {"windows-1252", ENCODING_CP1252},
                 {"cp1252", ENCODING_CP1252},
                 {"latin1", ENCODING_CP1252}};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        if (strcasecmp(names[i].name, name) == 0) {
            *e = names[i].encoding;
            return true;
        }
    }
    return false;
}

const char *encoding_words(void) {
    return "utf-8, utf-16le, utf-16be, cp932 (shift_jis), euc-jp, iso-2022-jp, windows-1252";
}

/* Where the text 's' of n bytes ends: its line, and the characters of that line. */
struct text_end {
    long line;
    size_t characters;
};
static struct text_end end_of(const char *s, size_t n) {
    struct text_end end = {.line = 1};
    for (size_t i = 0; i < n; i++) {
        bool is_pair = s[i] == '\r' && i + 1 < n && s[i + 1] == '\n';
        if (s[i] == '\n' || (s[i] == '\r' && !is_pair)) {
            end = (struct text_end){.line = end.line + 1};
        } else {
            end.characters += ((unsigned char)s[i] & 0xC0) != 0x80;
        }
    }
    return end;
}

/* 'before' is the valid text before the bad byte. */
static bool invalid_byte(const char *file, const char *name, const struct encoding_text *before, unsigned char bad,
                         struct diags *ds) {
    struct arena a = {0};
    struct text_end end = end_of(before->data, before->n);
    struct place at = {.file = file, .line = end.line};
    diag_add(ds, DIAG_ENCODING_INVALID, &at, arena_printf(&a, "0x%02X", bad),
             arena_printf(&a, "%zu", end.characters + 1), name);
    arena_clear(&a);
    return false;
}

static bool add_plain(struct diags *ds, enum diag_id id, const struct place *at, const char *word) {
    diag_add(ds, id, at, word);
    return diag_severity(id) != SEVERITY_ERROR;
}

/* All of them: some programs write a second one in front of the first. */
static void skip_marks(struct encoding_text *t) {
    while (t->n >= 3 && memcmp(t->data, UTF8_BOM, 3) == 0) {
        t->data += 3;
        t->n -= 3;
    }
}

static bool convert(struct encoding_text *t, const char *file, struct buf *room, struct diags *ds) {
    const struct encoding_row *row = &rows[t->encoding];
    struct place at = {.file = file};
    size_t done = 0;
    if (!row->charset || !convert_to_utf8(row->charset, t->data, t->n, room, &done)) {
        return add_plain(ds, DIAG_ENCODING_OTHER, &at, row->name);
    }
    struct encoding_text converted = {.data = room->data, .n = room->len, .encoding = t->encoding};
    skip_marks(&converted);
    if (done < t->n) {
        return invalid_byte(file, row->name, &converted, (unsigned char)t->data[done], ds);
    }
    *t = converted;
    return add_plain(ds, DIAG_ENCODING_TAKEN, &at, row->name);
}

static bool check_utf8(const struct encoding_text *t, const char *file, struct diags *ds) {
    size_t valid = text_valid_prefix(t->data, t->n);
    if (valid == t->n) {
        return true;
    }
    struct encoding_text before = {.data = t->data, .n = valid, .encoding = t->encoding};
    return invalid_byte(file, "UTF-8", &before, (unsigned char)t->data[valid], ds);
}

static bool check_no_nul(const struct encoding_text *t, const char *file, struct diags *ds) {
    const char *nul = t->n ? memchr(t->data, '\0', t->n) : NULL;
    if (!nul) {
        return true;
    }
    struct place at = {.file = file, .line = end_of(t->data, (size_t)(nul - t->data)).line};
    return add_plain(ds, DIAG_FILE_BINARY, &at, "0x00");
}

bool encoding_decode(struct encoding_text *t, const char *file, struct buf *room, struct diags *ds) {
    if (!t->is_given) {
        t->encoding = encoding_guess(t->data, t->n);
    }
    skip_marks(t);
    bool is_utf8 = t->encoding == ENCODING_UTF8 || t->encoding == ENCODING_UTF8_BOM;
    if (!is_utf8 && !convert(t, file, room, ds)) {
        return false;
    }
    return check_no_nul(t, file, ds) && check_utf8(t, file, ds);
}
