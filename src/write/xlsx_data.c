/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data sheets: one main table sets the column widths and is a real Excel table with filters; no cell of it is merged.
   Headings and texts stand above it, its header row is frozen and repeated in print. */
#include "write/xlsx_data.h"

#include <string.h>

#include "base/text.h"
#include "doc/palette.h"

#define TEXT_PX_MAX 1000

/* ---- widths ------------------------------------------------------------------------------------------------ */
static const struct table *main_table(const struct sheet *s) {
    const struct table *first = NULL;
    for (size_t i = 0; i < s->n_blocks; i++) {
        const struct table *t = s->block[i].kind == BLOCK_TABLE ? s->block[i].table : NULL;
        if (t && (t->is_data || t->has_filter)) {
            return t;
        }
        if (t && !first) {
            first = t;
        }
    }
    return first;
}

static void set_widths(struct data_sheet *d) {
    struct xlsx_sheet *s = d->s;
    xlsx_data_widths(d);
    int text_px = 0;
    for (int c = 0; c < d->n_columns; c++) {
        xlsx_try(s->book, worksheet_set_column_pixels(s->ws, (lxw_col_t)c, (lxw_col_t)c, (uint32_t)d->px[c], NULL));
        text_px += d->px[c];
        if (c == 0 || text_px <= TEXT_PX_MAX) {
            d->last_text_col = (lxw_col_t)c;
        }
    }
    if (xlsx_fit_pages(s, d->total_px) > 1) {
        xlsx_try(s->book, worksheet_repeat_columns(s->ws, 0, 0)); /* else nobody can tell whose the second page is */
    }
}

/* ---- texts ------------------------------------------------------------------------------------------------- */
static int text_room_px(const struct data_sheet *d) {
    int px = 0;
    for (int c = 0; c <= d->last_text_col; c++) {
        px += d->px[c];
    }
    return px;
}

void xlsx_next_row(struct data_sheet *d, int px) {
    xlsx_set_row(d->s, d->row++, px);
    d->above_px += px;
}

struct xlsx_area xlsx_one_cell(lxw_row_t row, int col) {
    return (struct xlsx_area){row, row, (lxw_col_t)col, (lxw_col_t)col};
}

void xlsx_data_line(struct data_sheet *d, const char *text, const struct xlsx_style *style, int pad_px) {
    struct xlsx_area at = xlsx_one_cell(d->row, 0);
    if (style->is_wrapped) {
        at.last_col = d->last_text_col;
    }
    int px = style->is_wrapped ? xlsx_text_px(d->s->book, text, text_room_px(d), style)
                               : xlsx_text_px(d->s->book, "", 100, style);
    xlsx_put_text(d->s, at, text, style);
    xlsx_next_row(d, (px > ROW_PX ? px : ROW_PX) + pad_px);
}

void xlsx_data_heading(struct data_sheet *d, int level, const char *text) {
    struct xlsx_style style = xlsx_heading_style(d->s, level);
    style.is_wrapped = false;
    if (d->row > 0 && level > 1) {
        xlsx_next_row(d, 10);
    }
    xlsx_data_line(d, text, &style, level == 1 ? 8 : 4);
}

static void write_list(struct data_sheet *d, const struct block *b) {
    struct xlsx_style style = xlsx_style_plain(d->s->book);
    style.is_wrapped = true;
    for (int i = 0; i < b->n_lines; i++) {
        xlsx_data_line(d, arena_printf(&d->s->book->arena, "•  %s", b->line[i]), &style, 0);
    }
}

/* There is no grid for cards here: label and value side by side. */
static void write_tiles(struct data_sheet *d, const struct block *b) {
    struct xlsx_style label = xlsx_style_plain(d->s->book), value = label;
    label.ink = palette_tone(d->s->book->doc, TONE_MUTED).ink;
    value.is_bold = true;
    value.align = ALIGN_LEFT;
    for (int i = 0; i < b->n_tiles; i++) {
        value.number = b->tile[i].value.kind == CELL_NUMBER ? (uint32_t)b->tile[i].value.unit + 1 : 0;
        xlsx_put_text(d->s, xlsx_one_cell(d->row, 0), b->tile[i].label ? b->tile[i].label : "", &label);
        xlsx_put(d->s, xlsx_one_cell(d->row, 1), &b->tile[i].value, &value);
        xlsx_next_row(d, ROW_PX + (d->s->book->is_cjk ? 4 : 0));
    }
}

/* ---- charts ------------------------------------------------------------------------------------------------ */
static void place_chart(struct data_sheet *d, const struct block *b) {
    int width = xlsx_printable_px(d->s->is_landscape);
    width = (width > d->total_px && d->total_px > 480 ? d->total_px : width) * b->width / 12;
    int n_rows = b->chart->height > 0 ? b->chart->height : 14;
    if (b->chart->title) {
        xlsx_data_heading(d, 3, b->chart->title);
    }
    xlsx_add_pending(d->s, (struct xlsx_pending_chart){.chart = b->chart,
                                                       .ws = d->s->ws,
                                                       .row = d->row,
                                                       .col = 0,
                                                       .width_px = width,
                                                       .height_px = n_rows * ROW_PX});
    for (int i = 0; i <= n_rows; i++) {
        xlsx_next_row(d, ROW_PX);
    }
}

/* ---- the sheet --------------------------------------------------------------------------------------------- */
static void write_block(struct data_sheet *d, const struct block *b) {
    struct xlsx_style style = xlsx_style_plain(d->s->book);
    switch (b->kind) {
    case BLOCK_HEADING:
        xlsx_data_heading(d, b->level, b->text);
        break;
    case BLOCK_TEXT:
        style.is_wrapped = true;
        xlsx_style_add_tone(d->s->book, &style, b->tone);
        xlsx_data_line(d, b->text, &style, 2);
        break;
    case BLOCK_LIST:
        write_list(d, b);
        break;
    case BLOCK_TILES:
        write_tiles(d, b);
        break;
    case BLOCK_TABLE:
        xlsx_data_table(d, b->table);
        break;
    case BLOCK_CHART:
        place_chart(d, b);
        break;
    case BLOCK_PAGE_BREAK:
        if (d->row > 0 && d->n_breaks < DATA_BREAKS_MAX) {
            d->breaks[d->n_breaks++] = d->row;
        }
        break;
    }
}

static lxw_col_t last_column(const struct data_sheet *d) {
    int most = d->n_columns;
    for (size_t i = 0; i < d->s->sheet->n_blocks; i++) {
        const struct table *t = d->s->sheet->block[i].table;
        most = t && t->n_columns > most ? t->n_columns : most;
    }
    return (lxw_col_t)(most - 1);
}

void xlsx_write_data(struct xlsx_sheet *s) {
    struct data_sheet *d = ARENA_NEW(&s->book->arena, struct data_sheet);
    d->s = s;
    d->main = main_table(s->sheet);
    set_widths(d);
    worksheet_outline_settings(s->ws, LXW_TRUE, LXW_FALSE, LXW_TRUE, LXW_FALSE);
    worksheet_gridlines(s->ws, LXW_HIDE_ALL_GRIDLINES);
    for (size_t i = 0; i < s->sheet->n_blocks; i++) {
        write_block(d, &s->sheet->block[i]);
    }
    if (d->n_breaks > 0) {
        xlsx_try(s->book, worksheet_set_h_pagebreaks(s->ws, d->breaks));
    }
    /* ids such as "2.10" are texts on purpose: no green corners */
    (void)worksheet_ignore_errors(s->ws, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
    if (!s->sheet->is_hidden) { /* what has no print area is not printed where other sheets have one */
        xlsx_set_print(s, 0, last_column(d), d->row > 0 ? d->row - 1 : 0);
    }
}
