/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/answer_code.h"

#include <string.h>

#include "base/text.h"

/* Hyphen, non-breaking hyphen, figure, en and em dash, horizontal bar, minus, vertical and Japanese long marks. */
static size_t dash_at(const char *s) {
    static const char *const dashes[] = {"-", "‐", "‑", "‒", "–", "—", "―", "−", "─", "ー"};
    for (size_t i = 0; i < ARRAY_LEN(dashes); i++) {
        size_t n = strlen(dashes[i]);
        if (strncmp(s, dashes[i], n) == 0) {
            return n;
        }
    }
    return 0;
}

const char *answer_code(const char *text, const char **wording, struct arena *a) {
    const char *rest = text, *code, *dash;
    size_t n_code, n_dash;
    if (!text_next_word(&rest, &code, &n_code) || !text_next_word(&rest, &dash, &n_dash) || dash_at(dash) != n_dash) {
        return NULL;
    }
    *wording = rest;
    return arena_strndup(a, code, n_code);
}
