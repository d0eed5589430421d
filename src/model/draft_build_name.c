/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a question is called: by its structure, its tool, the number before its wording, or its first words. */
#include <ctype.h>
#include <string.h>

#include "model/draft_build.h"

/* "1. Satisfaction: …", "Q1: …", "問1 …" give "q1"; NULL when there is no number. */
static const char *number_name(struct arena *a, const char *label) {
    const char *s = label;
    bool has_word =
        *s == 'Q' || *s == 'q' || strncmp(s, "問", strlen("問")) == 0 || strncmp(s, "設問", strlen("設問")) == 0;
    s += *s == 'Q' || *s == 'q'                    ? 1
         : strncmp(s, "設問", strlen("設問")) == 0 ? strlen("設問")
         : has_word                                ? strlen("問")
                                                   : 0;
    size_t n = strspn(s, "0123456789");
    while (n > 0 && (s[n] == '-' || s[n] == '_' || s[n] == '.') && isdigit((unsigned char)s[n + 1])) {
        n += 1 + strspn(s + n + 1, "0123456789");
    }
    static const char *const ends[] = {".", ")", ":", "．", "）", "：", "、"};
    bool is_ended = has_word && (s[n] == ' ' || !s[n] || strncmp(s + n, "\xE3\x80\x80", 3) == 0);
    for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
        is_ended = is_ended || strncmp(s + n, ends[i], strlen(ends[i])) == 0;
    }
    return n > 0 && n <= 8 && is_ended ? arena_printf(a, "q%.*s", (int)n, s) : NULL;
}

/* The first words of a wording, in small letters; "" when it has no ASCII letters to speak of. */
static const char *word_name(struct arena *a, const char *label) {
    char *name = arena_alloc(a, 40, 1);
    size_t n = 0, n_other = 0;
    const char *s = draft_ascii(a, label);
    for (; *s && n < 30; s++) {
        n_other += (unsigned char)*s >= 0x80;
        if (isalnum((unsigned char)*s) && (unsigned char)*s < 0x80) {
            name[n++] = (char)tolower((unsigned char)*s);
        } else if (n > 0 && name[n - 1] != '_') {
            name[n++] = '_';
        }
    }
    n -= n > 0 && name[n - 1] == '_';
    name[n] = '\0';
    char *last = *s ? strrchr(name, '_') : NULL;
    if (last && last > name + 12) {
        *last = '\0';
    }
    return n_other > n ? "" : name;
}

const char *draft_wanted_name(struct draft_building *x) {
    const struct dialect_block *b = x->block;
    if (x->known && *x->known->code) {
        return x->known->code;
    }
    if (b->code && *b->code) {
        return b->code;
    }
    const char *name = number_name(&x->arena, b->label);
    name = name ? name : word_name(&x->arena, b->label);
    return *name ? name : arena_printf(&x->arena, "q%zu", x->number);
}
