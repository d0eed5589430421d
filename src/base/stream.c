/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct stream_state {
    int fd;
    struct sha256_ctx hash;
};

static bool cannot_open(const char *path, bool is_regular, struct diags *ds) {
    int error = errno;
    struct place at = {.file = path};
    struct buf none;
    if (is_regular) {
        diag_add(ds, DIAG_FILE_UNREADABLE, &at, strerror(error));
        return false;
    }
    buf_init(&none, 1);
    file_read(path, 0, &none, ds); /* says what it is instead */
    buf_clear(&none);
    return false;
}

bool stream_open(struct stream *s, const char *path, struct diags *ds) {
    struct stat st;
    *s = (struct stream){.path = path};
    bool is_regular = stat(path, &st) == 0 && S_ISREG(st.st_mode);
    int fd = is_regular ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (fd < 0) {
        return cannot_open(path, is_regular, ds);
    }
    s->size = (size_t)st.st_size;
    s->state = mem_alloc(1, sizeof *s->state);
    s->state->fd = fd;
    sha256_init(&s->state->hash);
    return true;
}

size_t stream_read(struct stream *s, void *to, size_t n) {
    size_t done = 0;
    while (done < n && s->error == 0) {
        ssize_t got = read(s->state->fd, (char *)to + done, n - done);
        if (got == 0) {
            break;
        }
        s->error = got < 0 && errno != EINTR ? errno : 0;
        done += got > 0 ? (size_t)got : 0;
    }
    sha256_update(&s->state->hash, done, to);
    s->n_read += done;
    return done;
}

bool stream_close(struct stream *s, char sha256[SHA256_TEXT_LEN + 1], struct diags *ds) {
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(&s->state->hash, sizeof digest, digest);
    if (sha256) {
        file_sha256_text(digest, sha256);
    }
    close(s->state->fd);
    mem_free(s->state);
    s->state = NULL;
    if (s->error) {
        struct place at = {.file = s->path};
        diag_add(ds, DIAG_FILE_UNREADABLE, &at, strerror(s->error));
    }
    return s->error == 0;
}
