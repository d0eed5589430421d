/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pack.h"

#include "check.h"

#include <zip.h>

void pack_zip(const struct pack_entry *entry, size_t n, struct buf *out) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *bytes = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip = zip_open_from_source(bytes, ZIP_TRUNCATE, &error);
    assert_non_null(zip);
    zip_source_keep(bytes);
    for (size_t i = 0; i < n; i++) {
        zip_source_t *source = zip_source_buffer(zip, entry[i].data, entry[i].n, 0);
        assert_true(zip_file_add(zip, entry[i].name, source, 0) >= 0);
    }
    assert_int_equal(zip_close(zip), 0);
    assert_int_equal(zip_source_open(bytes), 0);
    char piece[4096];
    zip_int64_t got;
    buf_reset(out);
    while ((got = zip_source_read(bytes, piece, sizeof piece)) > 0) {
        buf_add(out, piece, (size_t)got);
    }
    zip_source_close(bytes);
    zip_source_free(bytes);
    zip_error_fini(&error);
}
