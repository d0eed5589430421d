/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/brand.h"

#include <ctype.h>
#include <string.h>

#include "base/image.h"

#define INFO(member) offsetof(struct brand_info, member)
#define LOGO_MAX ((size_t)2 << 20)

static const struct field info_fields[] = {
    {"name", FIELD_TEXT, FIELD_REQUIRED, INFO(name), .help = "who presents the report"},
    {"logo", FIELD_TEXT, FIELD_OPTIONAL, INFO(logo), .help = "PNG or JPEG file, relative to this one"},
    {"dark", FIELD_TEXT, FIELD_OPTIONAL, INFO(dark_text), .help = "dark colour such as #1F3A5F"},
    {"accent", FIELD_TEXT, FIELD_OPTIONAL, INFO(accent_text), .help = "accent colour such as #D55E00"},
    {"footer", FIELD_TEXT, FIELD_OPTIONAL, INFO(footer), .help = "line at the foot of every page"},
};
const struct schema brand_info_schema = {
    "settings", info_fields, ARRAY_LEN(info_fields), sizeof(struct brand_info), "who presents a report", false};

static uint32_t parse_color(struct brand_file *b, const char *field, const char *text, struct diags *ds) {
    const char *digits = text[0] == '#' ? text + 1 : text;
    if (!*text) {
        return 0;
    }
    if (strlen(digits) != 6 || strspn(digits, "0123456789abcdefABCDEF") != 6) {
        struct place at = schema_place(&b->info.ref, field, &b->arena);
        diag_add(ds, DIAG_COLOR_INVALID, &at, text);
        return 0;
    }
    uint32_t color = 0;
    for (const char *c = digits; *c; c++) {
        int digit = *c <= '9' ? *c - '0' : tolower((unsigned char)*c) - 'a' + 10;
        color = color * 16 + (uint32_t)digit;
    }
    return color ? color : 1; /* black is taken one step lighter, since 0 means that none is given */
}

static const char *pixels(struct brand_file *b, const struct image *image) {
    return arena_printf(&b->arena, "%ld × %ld", image->width, image->height);
}

static void check_logo(struct brand_file *b, struct diags *ds) {
    struct image image = image_look(b->logo.data, b->logo.len);
    struct place at = {.file = b->logo_path};
    bool is_sized =
        image.width >= 1 && image.width <= IMAGE_SIDE_MAX && image.height >= 1 && image.height <= IMAGE_SIDE_MAX;
    if (image.kind == IMAGE_NONE) {
        diag_add(ds, DIAG_IMAGE_UNKNOWN, &at);
    } else if (image.problem) {
        diag_add(ds, DIAG_IMAGE_BROKEN, &at, image_kind_name(image.kind), image.problem);
    } else if (!is_sized) {
        diag_add(ds, DIAG_IMAGE_SIZE, &at, pixels(b, &image), arena_printf(&b->arena, "%d", IMAGE_SIDE_MAX));
    } else {
        b->logo.len = image.size; /* without what some programs put behind it */
    }
}

static void load_logo(struct brand_file *b, struct diags *ds) {
    const char *book = b->book.input.path, *slash = strrchr(book, '/');
    const char *folder = slash ? arena_strndup(&b->arena, book, (size_t)(slash - book)) : "";
    b->logo_path = b->info.logo[0] == '/' ? b->info.logo : file_join(&b->arena, folder, b->info.logo);
    if (file_read(b->logo_path, LOGO_MAX, &b->logo, ds)) {
        file_sha256(b->logo.data, b->logo.len, b->logo_sha256);
        check_logo(b, ds);
    }
}

static void load_settings(struct brand_file *b, struct diags *ds) {
    static const char *const known[] = {"settings"};
    book_check_sheets(&b->book, known, ARRAY_LEN(known), ds);
    int n;
    struct brand_info *info = schema_load_sheet(&brand_info_schema, &b->book, &b->arena, &n, ds);
    if (!info || n == 0) {
        return;
    }
    b->info = info[0];
    b->dark = parse_color(b, "dark", b->info.dark_text, ds);
    b->accent = parse_color(b, "accent", b->info.accent_text, ds);
    if (*b->info.logo) {
        load_logo(b, ds);
    }
}

struct brand_file *brand_load(const char *path, struct diags *ds) {
    size_t before = ds->n_errors;
    struct brand_file *b = mem_alloc(1, sizeof *b);
    *b = (struct brand_file){0};
    buf_init(&b->logo, LOGO_MAX);
    if (book_open(&b->book, path, ds)) {
        load_settings(b, ds);
    }
    if (ds->n_errors > before) {
        brand_free(b);
        return NULL;
    }
    return b;
}

void brand_free(struct brand_file *b) {
    if (b) {
        buf_clear(&b->logo);
        book_close(&b->book);
        arena_clear(&b->arena);
        mem_free(b);
    }
}
