/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes in an encoding that somebody names (the first byte), or that is guessed. What is decoded is UTF-8 without
   NUL or byte order mark; what cannot be decoded is an error with its place, and never both. */
#include "base/text.h"
#include "table/encoding.h"

#include <assert.h>
#include <string.h>

static void check_error(const struct diags *ds) {
    struct arena a = {0};
    assert(diags_has_errors(ds));
    for (size_t i = 0; i < ds->n; i++) {
        assert(ds->item[i].place.file);
        diag_place(&a, &ds->item[i].place);
        diag_text(&a, &ds->item[i], "ja");
    }
    arena_clear(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    struct encoding_text t = {0};
    struct diags ds = {0};
    struct buf room;
    if (n == 0) {
        return 0;
    }
    t.is_given = data[0] < N_ENCODINGS;
    t.encoding = t.is_given ? (enum encoding)data[0] : ENCODING_UTF8;
    t.data = (const char *)data + 1;
    t.n = n - 1;
    buf_init(&room, BUF_MAX_DEFAULT);
    if (encoding_decode(&t, "fuzz.csv", &room, &ds)) {
        assert(!diags_has_errors(&ds) && t.encoding < N_ENCODINGS);
        assert(text_valid_prefix(t.data, t.n) == t.n && !memchr(t.data, 0, t.n));
    } else {
        check_error(&ds);
    }
    buf_clear(&room);
    diags_clear(&ds);
    return 0;
}
