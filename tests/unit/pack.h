/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zip archives made for tests, in memory. */
#ifndef PG_TESTS_PACK_H
#define PG_TESTS_PACK_H

#include "base/mem.h"

struct pack_entry {
    const char *name;
    const void *data;
    size_t n;
};
/* The bytes of an archive of these entries, deflated, replacing what 'out' holds. */
void pack_zip(const struct pack_entry *entry, size_t n, struct buf *out);

#endif
