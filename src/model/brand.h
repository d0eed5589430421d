/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A brand: who presents a report. A book with one sheet, settings (name, logo, dark, accent, footer); the logo is a
   PNG or JPEG file named relative to the book. A brand owns its book, arena and the logo's bytes. */
#ifndef PG_MODEL_BRAND_H
#define PG_MODEL_BRAND_H

#include "base/file.h"
#include "table/schema.h"

struct brand_info {
    struct row_ref ref;
    const char *name, *logo, *dark_text, *accent_text, *footer;
};
struct brand_file {
    struct arena arena;
    struct book book;
    struct brand_info info;
    struct buf logo;       /* len 0: none */
    const char *logo_path; /* NULL: none */
    char logo_sha256[SHA256_TEXT_LEN + 1];
    uint32_t dark, accent; /* 0xRRGGBB; 0 = not given */
};
/* Columns of the sheet. */
extern const struct schema brand_info_schema;

struct brand_file *brand_load(const char *path, struct diags *ds);
void brand_free(struct brand_file *b);

#endif
