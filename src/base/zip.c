/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/zip.h"

#include <zip.h>

#include "base/map.h"

#define PIECE_BYTES 65536

struct unzip {
    struct arena arena;
    zip_t *zip;
    struct place place; /* of the archive, for messages */
    struct unzip_limits limits;
    struct map names;
    size_t n_entries;
    uint64_t n_packed; /* of the archive */
    uint64_t n_read;
};

static bool fail(const struct unzip *u, enum diag_id id, const char *what, struct diags *ds) {
    diag_add(ds, id, &u->place, what);
    return false;
}

static bool fail_zip(const struct unzip *u, zip_error_t *error, const char *entry, struct diags *ds) {
    struct arena a = {0};
    const char *why = zip_error_strerror(error);
    fail(u, DIAG_ZIP_INVALID, entry ? arena_printf(&a, "%s: %s", entry, why) : why, ds);
    arena_clear(&a);
    return false;
}

/* ---- opening ----------------------------------------------------------------------------------------------- */
static bool list_entries(struct unzip *u, struct diags *ds) {
    zip_int64_t n = zip_get_num_entries(u->zip, 0);
    if (n < 0 || (uint64_t)n > u->limits.max_entries) {
        return fail(u, DIAG_ZIP_TOO_LARGE, "too many entries", ds);
    }
    if (n == 0) { /* libzip opens an empty file too */
        return fail(u, DIAG_ZIP_INVALID, "it holds nothing", ds);
    }
    u->n_entries = (size_t)n;
    for (size_t i = 0; i < u->n_entries; i++) {
        const char *name = zip_get_name(u->zip, i, 0);
        if (!name) {
            return fail_zip(u, zip_get_error(u->zip), NULL, ds);
        }
        if (!map_add(&u->names, name, (int)i)) {
            return fail(u, DIAG_ZIP_INVALID, arena_printf(&u->arena, "'%s' stands twice", name), ds);
        }
    }
    return true;
}

/* Takes over 'source'; NULL when it could not be made, with the reason in 'error'. */
static struct unzip *open_source(zip_source_t *source, zip_error_t *error, struct unzip proto, struct diags *ds) {
    struct unzip *u = mem_alloc(1, sizeof *u);
    *u = proto;
    zip_stat_t stat;
    if (source && zip_source_stat(source, &stat) == 0 && (stat.valid & ZIP_STAT_SIZE)) {
        u->n_packed = stat.size;
    }
    if (source) {
        u->zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, error);
    }
    if (source && !u->zip) {
        zip_source_free(source);
    }
    if (!u->zip) {
        fail_zip(u, error, NULL, ds);
    }
    zip_error_fini(error);
    if (u->zip && list_entries(u, ds)) {
        return u;
    }
    unzip_close(u);
    return NULL;
}

struct unzip *unzip_open(const char *path, struct unzip_limits limits, struct diags *ds) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_file_create(path, 0, 0, &error);
    return open_source(source, &error, (struct unzip){.place.file = path, .limits = limits}, ds);
}

struct unzip *unzip_open_bytes(const void *data, size_t n, const char *label, struct unzip_limits limits,
                               struct diags *ds) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(data, n, 0, &error);
    return open_source(source, &error, (struct unzip){.place.file = label, .limits = limits}, ds);
}

void unzip_close(struct unzip *u) {
    if (!u) {
        return;
    }
    if (u->zip) {
        zip_discard(u->zip);
    }
    map_clear(&u->names);
    arena_clear(&u->arena);
    mem_free(u);
}

size_t unzip_count(const struct unzip *u) { return u->n_entries; }

const char *unzip_name(const struct unzip *u, size_t i) { return i < u->n_entries ? zip_get_name(u->zip, i, 0) : NULL; }

long unzip_find(const struct unzip *u, const char *name) { return map_find(&u->names, name); }

/* ---- reading ----------------------------------------------------------------------------------------------- */
static bool is_within(struct unzip *u, uint64_t n_entry, size_t n_piece) {
    u->n_read += n_piece;
    bool is_bomb = u->limits.max_ratio > 0 && u->n_read > UNZIP_GRACE &&
                   (u->n_read - UNZIP_GRACE) / u->limits.max_ratio > u->n_packed;
    return n_entry + n_piece <= u->limits.max_entry && u->n_read <= u->limits.max_total && !is_bomb;
}

/* libzip compares the CRC when the end is reached, so the loop goes on until it reads 0 bytes. */
static bool pump(struct unzip *u, zip_file_t *file, const char *name, unzip_take_fn *take, void *ctx,
                 struct diags *ds) {
    char *piece = mem_alloc(PIECE_BYTES, 1);
    uint64_t n_entry = 0;
    bool is_good = true;
    while (is_good) {
        zip_int64_t n = zip_fread(file, piece, PIECE_BYTES);
        if (n == 0) {
            break;
        }
        if (n < 0) {
            is_good = fail_zip(u, zip_file_get_error(file), name, ds);
        } else if (!is_within(u, n_entry, (size_t)n)) {
            is_good = fail(u, DIAG_ZIP_TOO_LARGE, name, ds);
        } else {
            is_good = take(ctx, piece, (size_t)n);
        }
        n_entry += (uint64_t)(n > 0 ? n : 0);
    }
    mem_free(piece);
    return is_good;
}

bool unzip_stream(struct unzip *u, size_t i, unzip_take_fn *take, void *ctx, struct diags *ds) {
    zip_stat_t stat;
    if (zip_stat_index(u->zip, i, 0, &stat) != 0) {
        return fail_zip(u, zip_get_error(u->zip), NULL, ds);
    }
    const char *name = unzip_name(u, i);
    if ((stat.valid & ZIP_STAT_SIZE) && stat.size > u->limits.max_entry) {
        return fail(u, DIAG_ZIP_TOO_LARGE, name, ds);
    }
    zip_file_t *file = zip_fopen_index(u->zip, i, 0);
    if (!file) {
        return fail_zip(u, zip_get_error(u->zip), name, ds);
    }
    bool is_good = pump(u, file, name, take, ctx, ds);
    zip_fclose(file);
    return is_good;
}

static bool take_into_buf(void *ctx, const char *piece, size_t n) {
    struct buf *b = ctx;
    buf_add(b, piece, n);
    return !b->is_over;
}

bool unzip_read(struct unzip *u, size_t i, struct buf *b, struct diags *ds) {
    bool is_good = unzip_stream(u, i, take_into_buf, b, ds);
    if (b->is_over) {
        fail(u, DIAG_ZIP_TOO_LARGE, unzip_name(u, i), ds);
    }
    return is_good;
}
