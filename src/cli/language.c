/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/language.h"

#include <string.h>

#define LANGUAGES_MAX 50 /* listed */

struct languages languages_of_program(struct run *r) {
    return (struct languages){.run = r, .names = "en, ja", .n = 2};
}

static bool has(const struct languages *x, const char *lang) {
    size_t len = strlen(lang);
    for (const char *at = x->names; at; at = strchr(at, ' ')) {
        at += *at == ' ';
        if (strncmp(at, lang, len) == 0 && (at[len] == ',' || !at[len])) {
            return true;
        }
    }
    return false;
}

void languages_add(struct languages *x, const struct i18n *text) {
    for (int i = 0; i < text->n && x->n < LANGUAGES_MAX; i++) {
        const char *lang = text->item[i].lang;
        if (*lang && !has(x, lang)) {
            x->names = arena_printf(&x->run->arena, "%s, %s", x->names, lang);
            x->n++;
        }
    }
}

bool languages_check(const struct languages *x) {
    bool is_there = has(x, x->run->lang);
    if (!is_there) {
        diag_add(&x->run->ds, DIAG_LANGUAGE_UNKNOWN, NULL, x->run->lang, x->names);
    }
    return is_there;
}
