/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/brand.h"

#include <stdlib.h>
#include <string.h>

#define INFO(member) offsetof(struct brand_info, member)
#define LOGO_MAX ((size_t)2 << 20)

static const struct field info_fields[] = {
    {.name = "name", .type = FIELD_TEXT, .flags = FIELD_REQUIRED, .offset = INFO(name), .help = "who presents the report"},
    {.name = "logo", .type = FIELD_TEXT, .offset = INFO(logo), .help = "PNG or JPEG file, relative to this one"},
    {.name = "dark", .type = FIELD_TEXT, .offset = INFO(dark_text), .help = "dark colour such as #1F3A5F"},
    {.name = "accent", .type = FIELD_TEXT, .offset = INFO(accent_text), .help = "accent colour such as #D55E00"},
    {.name = "footer", .type = FIELD_TEXT, .offset = INFO(footer), .help = "line at the foot of every page"},
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
    uint32_t color = (uint32_t)strtoul(digits, NULL, 16);
    return color ? color : 1; /* black is taken one step lighter, since 0 means that none is given */
}

static bool is_image(const struct buf *b) {
    bool is_png = b->len > 8 && memcmp(b->data, "\x89PNG\r\n\x1a\n", 8) == 0;
    bool is_jpeg = b->len > 3 && memcmp(b->data, "\xff\xd8\xff", 3) == 0;
    return is_png || is_jpeg;
}

static void load_logo(struct brand_file *b, struct diags *ds) {
    const char *book = b->book.input.path, *slash = strrchr(book, '/');
    const char *folder = slash ? arena_strndup(&b->arena, book, (size_t)(slash - book)) : "";
    const char *path = b->info.logo[0] == '/' ? b->info.logo : file_join(&b->arena, folder, b->info.logo);
    if (!file_read(path, LOGO_MAX, &b->logo, ds)) {
        return;
    }
    if (!is_image(&b->logo)) {
        struct place at = {.file = path};
        diag_add(ds, DIAG_IMAGE_UNKNOWN, &at);
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
