/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/convert.h"

#include <errno.h>
#include <iconv.h>

#define CHUNK_SIZE 4096

/* Converts until the input ends or cannot go on; bytes left over. */
static size_t convert_all(iconv_t converter, char *from, size_t left, struct buf *out) {
    char chunk[CHUNK_SIZE];
    bool is_going_on = true;
    while (left > 0 && is_going_on) {
        char *to = chunk;
        size_t room = sizeof chunk;
        size_t rc = iconv(converter, &from, &left, &to, &room);
        is_going_on = rc != (size_t)-1 || errno == E2BIG;
        buf_add(out, chunk, sizeof chunk - room);
    }
    return left;
}

bool convert_to_utf8(const char *charset, const char *data, size_t n, struct buf *out, size_t *n_done) {
    iconv_t converter = iconv_open("UTF-8", charset);
    if (converter == (iconv_t)-1) {
        return false;
    }
    *n_done = n - convert_all(converter, (char *)(uintptr_t)data, n, out); /* iconv does not write to its input */
    iconv_close(converter);
    return true;
}
