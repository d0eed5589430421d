/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Excel writer, on libxlsxwriter. Steps: 1. the workbook and its properties; 2. every sheet, so that tables get
   their places; 3. the charts, which refer to them; 4. closing, which writes the file; 5. xlsx_verify() reads it back,
   since the library reports success when its temporary folder is full. */
#include "write/xlsx.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "doc/check.h"
#include "doc/palette.h"
#include "write/writer.h"

#define PROPERTY_MAX 255U

/* ---- properties -------------------------------------------------------------------------------------------- */
static char *property_text(struct xlsx_book *b, const char *s) {
    return text_is_empty(s) ? NULL : arena_strdup(&b->arena, xlsx_shorten(&b->arena, xlsx_text(b, s), PROPERTY_MAX));
}

/* 'created' must be set for identical bytes: without it the library asks the clock. */
static void set_properties(struct xlsx_book *b) {
    const struct doc *d = b->doc;
    lxw_doc_properties p = {
        .title = property_text(b, d->title),
        .subject = property_text(b, d->subject),
        .author = property_text(b, d->author),
        .company = property_text(b, d->brand.name),
        .keywords = property_text(b, d->handling),
        .created = (time_t)(d->created > 0 ? d->created : 1),
    };
    xlsx_try(b, workbook_set_properties(b->wb, &p));
    for (size_t i = 0; i < d->n_properties; i++) {
        const char *name = property_text(b, d->property[i].name), *value = property_text(b, d->property[i].value);
        const char *key = name ? arena_printf(&b->arena, "p:%s", text_fold(&b->arena, name)) : NULL;
        if (name && value && map_add(&b->names, key, 0)) {
            xlsx_try(b, workbook_set_custom_property_string(b->wb, name, value));
        }
    }
}

/* ---- the logo ---------------------------------------------------------------------------------------------- */
static bool is_image(const struct brand *brand) {
    return brand->logo && ((brand->logo_size > 24 && memcmp(brand->logo, "\x89PNG\r\n\x1a\n", 8) == 0) ||
                           (brand->logo_size > 4 && memcmp(brand->logo, "\xFF\xD8\xFF", 3) == 0));
}

/* Scaled down to fit; a small one stays as it is. The library reads the size, so it is scaled after it was put in. */
void xlsx_insert_logo(struct xlsx_sheet *s, lxw_row_t row, lxw_col_t col, int max_width_px, int max_height_px) {
    const struct brand *brand = &s->book->doc->brand;
    if (!is_image(brand)) {
        return;
    }
    lxw_image_options options = {.object_position = LXW_OBJECT_MOVE_DONT_SIZE,
                                 .y_offset = 2,
                                 .description = property_text(s->book, brand->name ? brand->name : "logo")};
    lxw_error error = worksheet_insert_image_buffer_opt(s->ws, row, col, brand->logo, brand->logo_size, &options);
    xlsx_try(s->book, error);
    lxw_object_properties *image = STAILQ_FIRST(s->ws->image_props); /* the sheet's only one */
    if (error != LXW_NO_ERROR || !image) {
        return;
    }
    double width = image->width * (image->x_dpi > 0 ? 96.0 / image->x_dpi : 1.0);
    double height = image->height * (image->y_dpi > 0 ? 96.0 / image->y_dpi : 1.0);
    double scale = width > max_width_px ? max_width_px / width : 1.0;
    if (height * scale > max_height_px) {
        scale = max_height_px / height;
    }
    image->x_scale = image->y_scale = scale;
}

/* ---- sheets ------------------------------------------------------------------------------------------------ */
static void write_sheet(struct xlsx_book *b, const struct sheet *sheet) {
    struct xlsx_sheet s = {.book = b, .sheet = sheet, .is_landscape = sheet->is_landscape};
    lxw_error error = workbook_validate_sheet_name(b->wb, sheet->name);
    xlsx_try(b, error);
    s.ws = error == LXW_NO_ERROR ? workbook_add_worksheet(b->wb, sheet->name) : NULL;
    if (!s.ws) {
        return;
    }
    worksheet_set_tab_color(s.ws, sheet->kind == SHEET_PAGE ? palette_accent(b->doc) : 0xA6ADB5U);
    if (sheet->kind == SHEET_PAGE) {
        xlsx_write_page(&s);
    } else {
        xlsx_write_data(&s);
    }
    if (sheet->is_locked) {
        lxw_protection allowed = {
            .format_columns = LXW_TRUE, .format_rows = LXW_TRUE, .sort = LXW_TRUE, .autofilter = LXW_TRUE};
        worksheet_protect(s.ws, NULL, &allowed);
    }
    if (sheet->is_hidden) {
        worksheet_hide(s.ws);
    }
}

/* Fonts that Excel has in each language; LibreOffice substitutes. */
static void choose_font(struct xlsx_book *b) {
    static const struct {
        const char *lang, *font;
    } fonts[] = {{"ja", "Yu Gothic"}, {"zh", "Microsoft YaHei"}, {"ko", "Malgun Gothic"}};
    b->font = "Calibri";
    for (size_t i = 0; b->doc->lang && i < ARRAY_LEN(fonts); i++) {
        if (text_starts_with(b->doc->lang, fonts[i].lang)) {
            b->font = fonts[i].font;
            b->is_cjk = true;
        }
    }
}

static void fill_workbook(struct xlsx_book *b) {
    choose_font(b);
    b->formats = xlsx_formats_new(&b->arena, b->wb, b->font);
    set_properties(b);
    for (size_t i = 0; i < b->doc->n_sheets && b->error == LXW_NO_ERROR; i++) {
        write_sheet(b, b->doc->sheet[i]);
    }
    if (b->error == LXW_NO_ERROR) {
        xlsx_write_formulas(b);
        xlsx_write_charts(b);
    }
}

static void book_clear(struct xlsx_book *b) {
    mem_free(b->place);
    mem_free(b->pending);
    mem_free(b->cell);
    mem_free(b->formula);
    map_clear(&b->cell_of);
    map_clear(&b->place_of);
    map_clear(&b->names);
    arena_clear(&b->arena);
}

/* The library prints its own lines on standard error when a disk is full, with the temporary name; ours say it better.
   'reason' is then the system's. */
static lxw_error close_quietly(lxw_workbook *wb, int *reason) {
    int kept = dup(STDERR_FILENO), nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (kept >= 0 && nowhere >= 0) {
        dup2(nowhere, STDERR_FILENO);
    }
    errno = 0;
    lxw_error error = workbook_close(wb);
    *reason = error == LXW_NO_ERROR ? 0 : errno;
    if (kept >= 0 && nowhere >= 0) {
        dup2(kept, STDERR_FILENO);
    }
    if (kept >= 0) {
        close(kept);
    }
    if (nowhere >= 0) {
        close(nowhere);
    }
    return error;
}

static bool write_file(const struct doc *d, const struct writer_options *o, const char *temp_path, struct diags *ds) {
    (void)o;
    if (!doc_check(d, ds)) {
        return false;
    }
    int reason = 0;
    struct xlsx_book b = {.doc = d, .wb = workbook_new(temp_path)};
    if (b.wb) {
        fill_workbook(&b);
    } else {
        b.error = LXW_ERROR_MEMORY_MALLOC_FAILED;
    }
    if (b.error == LXW_NO_ERROR) {
        b.error = close_quietly(b.wb, &reason);
    } else if (b.wb) {
        lxw_workbook_free(b.wb);
    }
    bool is_good = b.error == LXW_NO_ERROR;
    if (!is_good) {
        diag_add(ds, DIAG_WRITE_FAILED, NULL, reason ? strerror(reason) : lxw_strerror(b.error));
    }
    book_clear(&b);
    return is_good;
}

static const char *library(struct arena *a) { return arena_printf(a, "libxlsxwriter %s", lxw_version()); }

const struct writer writer_xlsx = {
    .name = "xlsx",
    .extensions = "xlsx",
    .summary = "Excel workbook with tables, charts and print layout",
    .is_binary = true,
    .library = library,
    .write_file = write_file,
    .verify = xlsx_verify,
};
