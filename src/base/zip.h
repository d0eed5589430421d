/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading zip archives (libzip inside) with ceilings against bombs.

   1. unzip_open() lists the entries; it refuses archives that are empty or cut off, have a name twice or
      too many entries.
   2. unzip_find() gives an entry's place, unzip_read() its bytes, unzip_stream() the same in pieces.
   3. unzip_close().
   Each read checks the entry's CRC and counts the bytes that really come out: sizes in the archive are only claims.
   Ownership: names belong to the archive; what unzip_read() fills belongs to the caller's buf. */
#ifndef PG_BASE_ZIP_H
#define PG_BASE_ZIP_H

#include "base/diag.h"

struct unzip_limits {
    size_t max_entries;
    uint64_t max_entry; /* bytes of one entry, unpacked */
    uint64_t max_total; /* bytes of all entries that were read */
    uint64_t max_ratio; /* bytes read for each byte of the archive, beyond the first UNZIP_GRACE; 0 = any */
};
#define UNZIP_GRACE ((uint64_t)64 << 20)
#define UNZIP_LIMITS_DEFAULT ((struct unzip_limits){10000, (uint64_t)1 << 30, (uint64_t)2 << 30, 200})

struct unzip;
/* NULL after adding an error. The caller closes the result with unzip_close(). */
struct unzip *unzip_open(const char *path, struct unzip_limits limits, struct diags *ds);
/* The same for an archive in memory, which must outlive the result; 'label' stands for it in messages. */
struct unzip *unzip_open_bytes(const void *data, size_t n, const char *label, struct unzip_limits limits,
                               struct diags *ds);
void unzip_close(struct unzip *u);

size_t unzip_count(const struct unzip *u);
const char *unzip_name(const struct unzip *u, size_t i);
/* The place of the entry with exactly this name, or -1. */
long unzip_find(const struct unzip *u, const char *name);

/* Hands each piece of entry 'i' to 'take', which stops it by returning false. False after an error or a stop. */
typedef bool unzip_take_fn(void *ctx, const char *piece, size_t n);
bool unzip_stream(struct unzip *u, size_t i, unzip_take_fn *take, void *ctx, struct diags *ds);
/* Appends entry 'i' to 'b', whose maximum is a ceiling too. */
bool unzip_read(struct unzip *u, size_t i, struct buf *b, struct diags *ds);

#endif
