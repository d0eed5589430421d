/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/hint.h"

#include "base/diag.h"

const char *hint_nearest(const char *word, const char *const *words, size_t n, struct arena *a) {
    return diag_proposal(a, text_nearest(word, words, n));
}

const char *hint_list(const char *const *words, size_t n, size_t max, struct arena *a) {
    struct buf b;
    buf_init(&b, BUF_MAX_DEFAULT);
    for (size_t i = 0; i < n && i < max; i++) {
        buf_printf(&b, "%s%s", i ? ", " : "", words[i]);
    }
    if (n > max) {
        buf_printf(&b, ", … (%zu in all)", n);
    }
    const char *list = arena_strndup(a, b.data, b.len);
    buf_clear(&b);
    return list;
}
