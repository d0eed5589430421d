/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paper, margins, header and footer: A4, one page wide, title and handling label above, attribution and page number
   below. Header and footer texts are code strings: "&" is doubled, colours (6 digits) stand last before the text, so
   that a text that begins with digits is not taken for a size. Excel holds at most 255 characters of each. */
#include "write/xlsx.h"

#include <limits.h>
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "doc/check.h"
#include "doc/palette.h"

#define PAPER_A4 9
#define A4_SHORT_MM 210.0
#define A4_LONG_MM 297.0
#define MARGIN_SIDE_IN 0.55
#define MARGIN_TOP_IN 0.85
#define MARGIN_BOTTOM_IN 0.85
#define MARGIN_HEADER_IN 0.4
#define PX_PER_INCH 96.0
#define PX_PER_MM (PX_PER_INCH / 25.4)
#define SCALE_MIN 0.7 /* 10 pt text stays at 7 pt */
#define CODE_MAX 255U

int xlsx_printable_px(bool is_landscape) {
    double paper = (is_landscape ? A4_LONG_MM : A4_SHORT_MM) * PX_PER_MM;
    return (int)(paper - 2 * MARGIN_SIDE_IN * PX_PER_INCH);
}

/* ---- header and footer ------------------------------------------------------------------------------------- */
static const char *escaped(struct arena *a, const char *text, size_t max) {
    struct buf out;
    buf_init(&out, BUF_MAX_DEFAULT);
    for (const char *p = xlsx_shorten(a, xlsx_clean(a, text), max); *p; p++) {
        if (*p == '&') {
            buf_putc(&out, '&');
        }
        buf_putc(&out, *p == '\t' ? ' ' : *p);
    }
    const char *copy = arena_strndup(a, out.data, out.len);
    buf_clear(&out);
    return copy;
}

static void set_header(struct xlsx_sheet *s) {
    struct xlsx_book *b = s->book;
    struct arena *a = &b->arena;
    const char *left = escaped(a, b->doc->title ? b->doc->title : "", 90);
    const char *right = b->doc->handling ? escaped(a, b->doc->handling, 40) : "";
    const char *code = arena_printf(a, "&L&\"%s,Regular\"&8&K595959%s  |  &A&R&\"%s,Bold\"&9&K%06X%s", b->font, left,
                                    b->font, (unsigned)palette_dark(b->doc), right);
    lxw_header_footer_options options = {.margin = MARGIN_HEADER_IN};
    xlsx_try(b, worksheet_set_header_opt(s->ws, code, &options));
}

/* Breaks a long line once, at the last blank before 'width'. */
static const char *in_two_lines(struct arena *a, const char *text, int width) {
    if (text_width(text) <= width) {
        return text;
    }
    char *copy = arena_strdup(a, text), *best = NULL;
    for (char *p = strchr(copy, ' '); p && p - copy <= width; p = strchr(p + 1, ' ')) {
        best = p;
    }
    if (best) {
        *best = '\n';
    }
    return copy;
}

static void set_footer(struct xlsx_sheet *s) {
    struct xlsx_book *b = s->book;
    struct arena *a = &b->arena;
    const char *brand = b->doc->brand.footer, *attribution = b->doc->footer;
    int width = s->is_landscape ? 160 : 105;
    const char *seam = !brand || !attribution                                    ? ""
                       : text_width(brand) + text_width(attribution) + 5 > width ? "\n"
                                                                                 : "  |  ";
    const char *joined = arena_printf(a, "%s%s%s", brand ? brand : "", seam, attribution ? attribution : "");
    const char *fixed =
        arena_printf(a, "&L&\"%s,Regular\"&8&K595959&R&\"%s,Regular\"&8&K595959&P / &N", b->font, b->font);
    size_t room = CODE_MAX - doc_utf16_length(fixed);
    const char *left = escaped(a, joined, room);
    if (doc_utf16_length(left) > room) { /* doubled ampersands */
        left = escaped(a, joined, room - (doc_utf16_length(left) - room));
    }
    left = strchr(left, '\n') ? left : in_two_lines(a, left, width);
    const char *code =
        arena_printf(a, "&L&\"%s,Regular\"&8&K595959%s&R&\"%s,Regular\"&8&K595959&P / &N", b->font, left, b->font);
    lxw_header_footer_options options = {.margin = MARGIN_HEADER_IN};
    xlsx_try(b, worksheet_set_footer_opt(s->ws, code, &options));
}

/* ---- paper ------------------------------------------------------------------------------------------------- */
void xlsx_set_print(struct xlsx_sheet *s, lxw_col_t first_col, lxw_col_t last_col, lxw_row_t last_row) {
    worksheet_set_paper(s->ws, PAPER_A4);
    if (s->is_landscape) {
        worksheet_set_landscape(s->ws);
    }
    worksheet_set_margins(s->ws, MARGIN_SIDE_IN, MARGIN_SIDE_IN, MARGIN_TOP_IN, MARGIN_BOTTOM_IN);
    worksheet_center_horizontally(s->ws);
    xlsx_try(s->book, worksheet_print_area(s->ws, 0, first_col, last_row, last_col));
    set_header(s);
    set_footer(s);
}

/* Fits 'width_px' of columns to the page, as small as text stays readable; beyond that to more pages side by side. */
int xlsx_fit_pages(struct xlsx_sheet *s, int width_px) {
    int room = xlsx_printable_px(s->is_landscape);
    double scale = width_px > room ? (double)room / width_px : 1.0;
    int pages = scale < SCALE_MIN ? (int)ceil(width_px * SCALE_MIN / room) : 1;
    worksheet_fit_to_pages(s->ws, (uint16_t)pages, s->sheet->is_one_page ? 1 : 0);
    double height = (s->is_landscape ? A4_SHORT_MM : A4_LONG_MM) * PX_PER_MM;
    s->page_px = s->sheet->is_one_page ? INT_MAX / 2
                                       : (int)((height - (MARGIN_TOP_IN + MARGIN_BOTTOM_IN) * PX_PER_INCH) / scale);
    return pages;
}
int xlsx_widest_px(bool is_landscape) { return (int)(xlsx_printable_px(is_landscape) / SCALE_MIN); }
