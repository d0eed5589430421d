/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file read piece by piece and fingerprinted on the way: for files too large to be held whole.

   1. stream_open(), or NULL after an error: missing, a folder, a device or pipe, no permission.
   2. stream_read() until it gives fewer bytes than were asked for: that is the end, or has_failed is set.
   3. stream_close() gives the SHA-256 of what was read. */
#ifndef PG_BASE_STREAM_H
#define PG_BASE_STREAM_H

#include "base/file.h"

struct stream {
    const char *path; /* borrowed */
    size_t size;      /* as the file system says */
    size_t n_read;
    int error; /* errno of a read that failed; 0 */
    struct stream_state *state;
};
bool stream_open(struct stream *s, const char *path, struct diags *ds);
size_t stream_read(struct stream *s, void *to, size_t n);
/* False after an error when a read failed. 'sha256' may be NULL. */
bool stream_close(struct stream *s, char sha256[SHA256_TEXT_LEN + 1], struct diags *ds);

#endif
