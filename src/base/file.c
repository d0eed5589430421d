/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

#define READ_STEP ((size_t)64 * 1024)
#define MEBI ((size_t)1 << 20)
#define LINKS_MAX 40 /* as in the kernel */

static struct place place_of(const char *path) { return (struct place){.file = path}; }

static bool read_error(const char *path, struct diags *ds) {
    struct place at = place_of(path);
    if (errno == ENOENT || errno == ENOTDIR) {
        diag_add(ds, DIAG_FILE_MISSING, &at);
    } else if (errno == EISDIR) {
        diag_add(ds, DIAG_FILE_IS_DIRECTORY, &at);
    } else {
        diag_add(ds, DIAG_FILE_UNREADABLE, &at, strerror(errno));
    }
    return false;
}

static bool too_large(const char *path, size_t max, struct diags *ds) {
    char text[80];
    if (max >= MEBI && max % MEBI == 0) {
        snprintf(text, sizeof text, "%zu MiB (%zu bytes)", max / MEBI, max);
    } else {
        snprintf(text, sizeof text, "%zu bytes", max);
    }
    struct place at = place_of(path);
    diag_add(ds, DIAG_FILE_TOO_LARGE, &at, text);
    return false;
}

static bool read_all(int fd, const char *path, size_t max, struct buf *b, struct diags *ds) {
    static _Thread_local char chunk[READ_STEP];
    for (;;) {
        ssize_t n = read(fd, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return read_error(path, ds);
        }
        if (n == 0) {
            return true;
        }
        if ((size_t)n > max - b->len) {
            return too_large(path, max, ds);
        }
        buf_add(b, chunk, (size_t)n);
    }
}

/* Before it is opened, since that waits on a pipe, and /dev/zero never ends. Makes room for what it holds. */
static bool is_readable_kind(const char *path, size_t max, struct buf *b, struct diags *ds) {
    struct stat st;
    if (stat(path, &st) != 0) {
        return read_error(path, ds);
    }
    if (S_ISDIR(st.st_mode)) {
        errno = EISDIR;
        return read_error(path, ds);
    }
    if (!S_ISREG(st.st_mode)) {
        struct place at = place_of(path);
        diag_add(ds, DIAG_INPUT_NOT_REGULAR, &at);
        return false;
    }
    if ((uintmax_t)st.st_size > max) {
        return too_large(path, max, ds);
    }
    buf_reserve(b, (size_t)st.st_size);
    return true;
}

bool file_read(const char *path, size_t max, struct buf *b, struct diags *ds) {
    bool is_stdin = strcmp(path, "-") == 0;
    if (!is_stdin && !is_readable_kind(path, max, b, ds)) {
        return false;
    }
    int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return read_error(path, ds);
    }
    bool is_read = read_all(fd, path, max, b, ds);
    if (!is_stdin) {
        close(fd);
    }
    return is_read;
}

void file_sha256_text(const uint8_t digest[SHA256_TEXT_LEN / 2], char text[SHA256_TEXT_LEN + 1]) {
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < SHA256_TEXT_LEN / 2; i++) {
        text[2 * i] = digits[digest[i] >> 4];
        text[2 * i + 1] = digits[digest[i] & 15];
    }
    text[SHA256_TEXT_LEN] = '\0';
}

void file_sha256(const void *data, size_t n, char text[SHA256_TEXT_LEN + 1]) {
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&context);
    sha256_update(&context, n, data);
    sha256_digest(&context, sizeof digest, digest);
    file_sha256_text(digest, text);
}

bool file_is_same(const char *a, const char *b) {
    struct stat x, y;
    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

bool file_exists(const char *path) { return access(path, F_OK) == 0; }

bool file_is_directory(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

const char *file_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

const char *file_extension(struct arena *a, const char *path) {
    const char *dot = strrchr(file_name(path), '.');
    char *extension = arena_strdup(a, dot ? dot + 1 : "");
    for (char *c = extension; *c; c++) {
        *c = (char)tolower((unsigned char)*c);
    }
    return extension;
}

const char *file_join(struct arena *a, const char *folder, const char *name) {
    return *folder ? arena_printf(a, "%s/%s", folder, name) : arena_strdup(a, name);
}

static int by_bytes(const void *x, const void *y) { return strcmp(*(const char *const *)x, *(const char *const *)y); }

size_t file_list(struct arena *a, const char *folder, const char *suffix, const char ***names) {
    const char **found = NULL;
    size_t n = 0, cap = 0;
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir)) != NULL;) {
        if (entry->d_name[0] != '.' && text_ends_with(entry->d_name, suffix) &&
            !file_is_directory(file_join(a, folder, entry->d_name))) {
            VEC_GROW(found, n, cap);
            found[n++] = arena_strdup(a, entry->d_name);
        }
    }
    if (dir) {
        closedir(dir);
    }
    *names = ARENA_ARRAY(a, n + 1, const char *);
    if (n) {
        qsort(found, n, sizeof *found, by_bytes);
        memcpy(*names, found, n * sizeof *found);
    }
    mem_free(found);
    return n;
}

const char *file_folder(struct arena *a, const char *path) {
    const char *slash = strrchr(path, '/');
    return slash == path ? "/" : slash ? arena_strndup(a, path, (size_t)(slash - path)) : ".";
}

const char *file_resolve(struct arena *a, const char *path) {
    for (int i = 0; i < LINKS_MAX; i++) {
        char to[PATH_MAX];
        ssize_t n = readlink(path, to, sizeof to - 1);
        if (n < 0) {
            return path;
        }
        to[n] = '\0';
        path = to[0] == '/' ? arena_strdup(a, to) : file_join(a, file_folder(a, path), to);
    }
    return NULL;
}

static bool is_special(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && !S_ISREG(st.st_mode);
}

static bool begin_error(struct file_out *out, enum diag_id id, const char *word, struct diags *ds) {
    struct place at = place_of(out->path);
    diag_add(ds, id, &at, word);
    arena_clear(&out->arena);
    return false;
}

static struct file_out *unfinished;

static void remember(struct file_out *out) {
    out->next = unfinished;
    unfinished = out;
}

static void forget(struct file_out *out) {
    struct file_out **at = &unfinished;
    while (*at && *at != out) {
        at = &(*at)->next;
    }
    *at = *at ? out->next : NULL;
}

bool file_begin(struct file_out *out, const char *path, bool wants_stream, struct diags *ds) {
    *out = (struct file_out){.path = path};
    out->target = file_resolve(&out->arena, path);
    if (!out->target) {
        return begin_error(out, DIAG_FILE_NOT_WRITABLE, strerror(ELOOP), ds);
    }
    const char *folder = file_folder(&out->arena, out->target);
    if (!file_is_directory(folder)) {
        return begin_error(out, DIAG_FOLDER_MISSING, folder, ds);
    }
    if (file_is_directory(path)) {
        return begin_error(out, DIAG_FILE_IS_DIRECTORY, NULL, ds);
    }
    if (is_special(path)) { /* a rename would put a plain file in place of /dev/null */
        return begin_error(out, DIAG_FILE_NOT_REGULAR, NULL, ds);
    }
    if (file_exists(path) && access(path, W_OK) != 0) { /* a rename would get round what the file itself forbids */
        return begin_error(out, DIAG_FILE_NOT_WRITABLE, strerror(errno), ds);
    }
    char *temp = arena_printf(&out->arena, "%s/.%s.XXXXXX", folder, file_name(out->target));
    int fd = mkstemp(temp);
    if (fd < 0) {
        return begin_error(out, DIAG_FILE_NOT_WRITABLE, strerror(errno), ds);
    }
    mode_t mask = umask(0);
    umask(mask);
    fchmod(fd, 0666 & ~mask);
    out->temp_path = temp;
    remember(out);
    out->stream = wants_stream ? fdopen(fd, "wb") : NULL;
    if (!out->stream) {
        close(fd);
    }
    return true;
}

void file_remove_unfinished(void) {
    for (const struct file_out *out = unfinished; out; out = out->next) {
        unlink(out->temp_path);
    }
}

void file_abandon(struct file_out *out) {
    forget(out);
    if (out->stream) {
        fclose(out->stream);
    }
    if (out->temp_path) {
        unlink(out->temp_path);
    }
    arena_clear(&out->arena);
    *out = (struct file_out){0};
}

static bool write_error(const struct file_out *out, struct diags *ds) {
    struct place at = place_of(out->path);
    diag_add(ds, DIAG_WRITE_FAILED, &at, strerror(errno));
    return false;
}

bool file_complete(struct file_out *out, struct diags *ds) {
    if (!out->stream) {
        return true;
    }
    bool is_good = fflush(out->stream) == 0 && !ferror(out->stream);
    is_good = fclose(out->stream) == 0 && is_good;
    out->stream = NULL;
    return is_good || write_error(out, ds);
}

bool file_commit(struct file_out *out, struct diags *ds) {
    if (!file_complete(out, ds) || (rename(out->temp_path, out->target) != 0 && !write_error(out, ds))) {
        file_abandon(out);
        return false;
    }
    forget(out);
    arena_clear(&out->arena);
    *out = (struct file_out){0};
    return true;
}
