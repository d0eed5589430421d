/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "write/wrap.h"

#include <string.h>

#include "base/text.h"

static const char not_first[] =
    "、。，．・：；？！）」』】〉》〕］｝ー々ゝヽぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ…‥”’%％,.!?:;)]}";
static const char not_last[] = "（「『【〈《〔［｛“‘([{";

struct glyph {
    char text[5];
    size_t len;
    int width;
};

/* The character at 's'; a broken byte counts as one. */
static struct glyph glyph_at(const char *s) {
    struct glyph g = {.len = 1};
    while (g.len < 4 && ((unsigned char)s[g.len] & 0xC0) == 0x80) {
        g.len++;
    }
    memcpy(g.text, s, g.len);
    g.width = text_width(g.text);
    return g;
}

static bool is_blank(const struct glyph *g) { return g->text[0] == ' ' || g->text[0] == '\t'; }

static bool is_one_of(const struct glyph *g, const char *list) { return strstr(list, g->text) != NULL; }

/* U+30A1 to U+30FC but the middle dot: a word in katakana is kept whole. */
static bool is_katakana(const struct glyph *g) {
    const unsigned char *c = (const unsigned char *)g->text;
    bool is_first_half = c[0] == 0xE3 && c[1] == 0x82 && c[2] >= 0xA1;
    return is_first_half || (c[0] == 0xE3 && c[1] == 0x83 && c[2] <= 0xBC && c[2] != 0xBB);
}

/* Whether a line may end after 'before' and the next one begin with 'after'. */
static bool may_break(const struct glyph *before, const struct glyph *after) {
    if (is_blank(before)) {
        return true;
    }
    if (before->width < 2 && after->width < 2) {
        return false;
    }
    if (is_katakana(before) && is_katakana(after)) {
        return false;
    }
    return !is_blank(after) && !is_one_of(after, not_first) && !is_one_of(before, not_last);
}

static const char *skip_blanks(const char *s) { return s + strspn(s, " \t"); }

static struct wrap_line line_of(const char *start, const char *end) {
    while (end > start && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r')) {
        end--;
    }
    struct wrap_line line = {.text = start, .len = (size_t)(end - start)};
    for (const char *s = start; s < end;) {
        struct glyph g = glyph_at(s);
        line.width += g.width;
        s += g.len;
    }
    return line;
}

/* Where a line that starts at 's' has to end. */
static const char *line_end(const char *s, int width) {
    const char *best = NULL;
    struct glyph before = {.len = 0};
    int used = 0;
    bool has_ink = false; /* blanks alone are no line */
    for (const char *at = s; *at && *at != '\n';) {
        struct glyph g = glyph_at(at);
        if (has_ink && may_break(&before, &g)) {
            best = at;
        }
        if (used + g.width > width && !is_blank(&g) && at > s) {
            return best ? best : at;
        }
        used += g.width;
        has_ink = has_ink || !is_blank(&g);
        before = g;
        at += g.len;
    }
    return strchr(s, '\n') ? strchr(s, '\n') : s + strlen(s);
}

bool wrap_next(const char **rest, int width, struct wrap_line *line) {
    const char *s = *rest;
    if (!*s) {
        return false;
    }
    const char *end = line_end(s, width < 2 ? 2 : width);
    *line = line_of(s, end);
    *rest = *end == '\n' ? end + 1 : skip_blanks(end);
    return true;
}

int wrap_count(const char *s, int width) {
    struct wrap_line line;
    int n = 0;
    while (wrap_next(&s, width, &line)) {
        n++;
    }
    return n;
}

int wrap_longest_word(const char *s) {
    int longest = 0, run = 0;
    struct glyph before = {.len = 0};
    while (*s) {
        struct glyph g = glyph_at(s);
        bool is_new = *s == '\n' || (before.len && may_break(&before, &g));
        run = is_new ? 0 : run;
        run += is_blank(&g) ? 0 : g.width;
        longest = run > longest ? run : longest;
        before = g;
        s += g.len;
    }
    return longest;
}
