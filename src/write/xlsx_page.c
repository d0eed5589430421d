/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Page sheets: cover, summary, dashboard. Writes what xlsx_layout.c placed. */
#include "write/xlsx.h"

#include <string.h>

#include "base/text.h"
#include "doc/palette.h"
#include "write/contrast.h"
#include "write/xlsx_layout.h"

#define COLUMN_PX_PORTRAIT 19
#define COLUMN_PX_LANDSCAPE 29
#define COVER_TOP_PX 64
#define TILE_PAPER 0xF3F6F9U
#define BREAKS_MAX 500 /* Excel takes 1,023 */

/* ---- headings, texts, lists -------------------------------------------------------------------------------- */
struct xlsx_style xlsx_heading_style(const struct xlsx_sheet *s, int level) {
    static const uint32_t size10[] = {0, 180, 130, 110};
    struct xlsx_style style = xlsx_style_plain(s->book);
    style.is_bold = style.is_wrapped = true;
    style.size10 = size10[level >= 1 && level <= 3 ? level : 3];
    style.ink = contrast_darken(palette_dark(s->book->doc), 0xFFFFFFU, CONTRAST_TEXT);
    style.valign = VALIGN_CENTER;
    if (level != 1) {
        return style;
    }
    if (s->sheet->is_cover) {
        style.size10 = 260;
        style.paper = palette_dark(s->book->doc);
        style.ink = contrast_ink(style.paper);
        style.indent = 1;
    } else if (s->sheet->kind == SHEET_PAGE) {
        style.bottom = EDGE_MEDIUM;
        style.edge_ink = palette_accent(s->book->doc);
    }
    return style;
}

/* A rectangle of grid columns 'from' … 'from + n - 1' of a slot. */
static struct xlsx_area area(const struct slot *slot, lxw_row_t row, int from, int n) {
    lxw_col_t col = (lxw_col_t)(slot->first + from);
    return (struct xlsx_area){
        .row = row, .last_row = row, .col = col, .last_col = (lxw_col_t)(col + (n > 1 ? n - 1 : 0))};
}

/* A text, or a list as one text. */
static void write_text(struct xlsx_sheet *s, const struct slot *slot, lxw_row_t row, lxw_row_t last_row) {
    struct xlsx_style style = xlsx_style_plain(s->book);
    style.is_wrapped = true;
    xlsx_style_add_tone(s->book, &style, slot->block->tone);
    struct xlsx_area at = area(slot, row, 0, slot->n_columns);
    at.last_row = last_row;
    xlsx_put_text(s, at, slot->joined ? slot->joined : slot->block->text, &style);
}

static void write_list(struct xlsx_sheet *s, const struct slot *slot, lxw_row_t row) {
    struct xlsx_style text = xlsx_style_plain(s->book), bullet = text;
    text.is_wrapped = true;
    bullet.ink = palette_accent(s->book->doc);
    bullet.is_bold = true;
    bullet.align = ALIGN_CENTER;
    for (int i = 0; i < slot->block->n_lines; i++) {
        struct xlsx_area at = area(slot, row, 1, slot->n_columns - 1);
        int n_rows = xlsx_list_rows(s, slot, slot->block->line[i]);
        at.last_row = row + (lxw_row_t)n_rows - 1;
        xlsx_put_text(s, area(slot, row, 0, 1), "•", &bullet);
        xlsx_put_text(s, at, slot->block->line[i], &text);
        row += (lxw_row_t)n_rows;
    }
}

/* ---- tiles ------------------------------------------------------------------------------------------------- */
/* The largest size in which the value fits its tile on one line; else small, to be wrapped. */
static uint32_t value_size(struct xlsx_sheet *s, const struct cell *value, int width_px) {
    static const uint32_t size10[] = {240, 200, 160, 130, 110};
    struct xlsx_style style = {.is_bold = true, .indent = 1};
    const char *shown = xlsx_shown(s->book, value);
    for (size_t i = 0; i < ARRAY_LEN(size10); i++) {
        style.size10 = size10[i];
        if (xlsx_text_px(s->book, shown, width_px, &style) < (int)size10[i] / 10 * 3) {
            return size10[i];
        }
    }
    return SIZE10_TEXT;
}

static void write_tile(struct xlsx_sheet *s, const struct tile *tile, struct xlsx_area at) {
    struct xlsx_style style = xlsx_style_plain(s->book);
    style.paper = TILE_PAPER;
    style.indent = 1;
    style.align = ALIGN_LEFT;
    style.edge_ink = palette_accent(s->book->doc);

    struct xlsx_style label = style, value = style, note = style;
    label.top = EDGE_MEDIUM;
    label.size10 = note.size10 = SIZE10_SMALL;
    label.is_wrapped = note.is_wrapped = true;
    label.valign = VALIGN_BOTTOM;
    label.ink = note.ink = palette_tone(s->book->doc, TONE_MUTED).ink;
    xlsx_put_text(s, at, tile->label ? tile->label : "", &label);

    value.is_bold = true;
    value.valign = VALIGN_CENTER;
    value.ink = contrast_darken(palette_dark(s->book->doc), TILE_PAPER, CONTRAST_TEXT);
    value.size10 = value_size(s, &tile->value, (at.last_col - at.col + 1) * s->column_px);
    value.is_wrapped = value.size10 == SIZE10_TEXT;
    value.number = tile->value.kind == CELL_NUMBER ? (uint32_t)tile->value.unit + 1 : 0;
    if (tile->value.tone != TONE_PLAIN || tile->value.kind == CELL_NONE) {
        xlsx_style_add_tone(s->book, &value, tile->value.kind == CELL_NONE ? TONE_MUTED : tile->value.tone);
        value.paper = TILE_PAPER;
        value.symbol = 0;
    }
    at.row = ++at.last_row;
    xlsx_put(s, at, &tile->value, &value);
    at.row = ++at.last_row;
    xlsx_put_text(s, at, tile->note ? tile->note : "", &note);
}

static void write_tiles(struct xlsx_sheet *s, const struct slot *slot, lxw_row_t row) {
    int per_row = xlsx_tiles_per_row(s, slot);
    for (int i = 0; i < slot->block->n_tiles; i++) {
        int first, n_columns;
        xlsx_tile_columns(s, slot, i % per_row, &first, &n_columns);
        lxw_row_t top = row + (lxw_row_t)(i / per_row * 4); /* label, value, note, gap */
        write_tile(s, &slot->block->tile[i], area(slot, top, first, n_columns));
    }
}

/* ---- tables ------------------------------------------------------------------------------------------------ */
static void write_title(struct xlsx_sheet *s, const struct slot *slot, lxw_row_t row, const char *title) {
    struct xlsx_style style = xlsx_heading_style(s, 3);
    style.is_wrapped = false;
    xlsx_put_text(s, area(slot, row, 0, slot->n_columns), title, &style);
}

static void write_table_rows(struct xlsx_sheet *s, const struct slot *slot, lxw_row_t row, const int *first) {
    const struct table *t = slot->block->table;
    struct xlsx_place *place = xlsx_add_place(s, t, row);
    for (int c = 0; c < t->n_columns; c++) {
        place->col[c] = (lxw_col_t)(slot->first + first[c]);
    }
    for (size_t r = 0; r < t->n_rows; r++) {
        for (int c = 0; c < t->n_columns; c++) {
            struct xlsx_style style = xlsx_cell_style(s->book, t, r, c);
            style.is_wrapped = t->row[r].cell[c].kind != CELL_NUMBER;
            style.valign = VALIGN_CENTER;
            xlsx_put(s, area(slot, row + (lxw_row_t)r, first[c], first[c + 1] - first[c]), &t->row[r].cell[c], &style);
        }
    }
}

static void add_bars(struct xlsx_sheet *s, const struct slot *slot, lxw_row_t row, const int *first) {
    const struct table *t = slot->block->table;
    for (int c = 0; c < t->n_columns; c++) {
        struct xlsx_area at = area(slot, row, first[c], first[c + 1] - first[c]);
        at.last_row = row + (lxw_row_t)t->n_rows - 1;
        if (t->column[c].paint == PAINT_BAR && t->n_rows > 0) {
            xlsx_add_bars(s, &t->column[c], at);
        }
    }
}

static void write_table(struct xlsx_sheet *s, const struct slot *slot, lxw_row_t row) {
    const struct table *t = slot->block->table;
    const int *first = xlsx_share_columns(&s->book->arena, t, slot->n_columns);
    if (t->title) {
        write_title(s, slot, row++, t->title);
    }
    for (int c = 0; c < t->n_columns && !t->has_no_header; c++) {
        struct xlsx_style style = xlsx_header_style(s->book, t, c);
        const char *label = t->column[c].label;
        xlsx_put_text(s, area(slot, row, first[c], first[c + 1] - first[c]), label ? label : "", &style);
    }
    row += t->has_no_header ? 0 : 1;
    write_table_rows(s, slot, row, first);
    add_bars(s, slot, row, first);
    if (t->note) {
        struct xlsx_style small = xlsx_style_plain(s->book);
        small.size10 = SIZE10_SMALL;
        small.is_wrapped = true;
        small.ink = palette_tone(s->book->doc, TONE_MUTED).ink;
        xlsx_put_text(s, area(slot, row + (lxw_row_t)t->n_rows, 0, slot->n_columns), t->note, &small);
    }
}

static void place_chart(struct xlsx_sheet *s, const struct slot *slot, lxw_row_t row, const struct band *band) {
    const struct chart *c = slot->block->chart;
    if (c->title) {
        write_title(s, slot, row++, c->title);
    }
    int height = 0;
    for (int r = slot->n_rows; r < band->n_rows; r++) {
        height += band->row_px[r];
    }
    int most = slot->flexible_px * 3 / 2; /* fills a band that a longer table makes, within reason */
    xlsx_add_pending(s, (struct xlsx_pending_chart){.chart = c,
                                                    .ws = s->ws,
                                                    .row = row,
                                                    .col = slot->first,
                                                    .width_px = slot->n_columns * s->column_px,
                                                    .height_px = height < most ? height : most});
}

/* ---- bands ------------------------------------------------------------------------------------------------- */
static void write_slot(struct xlsx_sheet *s, const struct slot *slot, lxw_row_t row, const struct band *band) {
    const struct block *b = slot->block;
    struct xlsx_style heading;
    switch (b->kind) {
    case BLOCK_HEADING:
        heading = xlsx_heading_style(s, b->level);
        xlsx_put_text(s, area(slot, row, 0, slot->n_columns), b->text, &heading);
        break;
    case BLOCK_TEXT:
        write_text(s, slot, row, row + (lxw_row_t)band->n_rows - 1);
        break;
    case BLOCK_LIST:
        if (slot->joined) {
            write_text(s, slot, row, row + (lxw_row_t)band->n_rows - 1);
        } else {
            write_list(s, slot, row);
        }
        break;
    case BLOCK_TILES:
        write_tiles(s, slot, row);
        break;
    case BLOCK_TABLE:
        write_table(s, slot, row);
        break;
    case BLOCK_CHART:
        place_chart(s, slot, row, band);
        break;
    case BLOCK_PAGE_BREAK:
        break;
    }
}

static lxw_row_t write_band(struct xlsx_sheet *s, const struct band *band, lxw_row_t row) {
    if (band->gap_px > 0) {
        xlsx_set_row(s, row++, band->gap_px);
    }
    for (int r = 0; r < band->n_rows; r++) {
        xlsx_set_row(s, row + (lxw_row_t)r, band->row_px[r]);
    }
    for (int i = 0; i < band->n_slots; i++) {
        write_slot(s, &band->slot[i], row, band);
    }
    return row + (lxw_row_t)band->n_rows;
}

/* Logo or name on the left, handling label on the right. Returns the next free row. */
static lxw_row_t write_cover_top(struct xlsx_sheet *s) {
    const struct doc *d = s->book->doc;
    struct slot top = {.first = GRID_FIRST, .n_columns = GRID_COLUMNS};
    struct xlsx_style name = xlsx_heading_style(s, 2), label = name;
    xlsx_set_row(s, 0, COVER_TOP_PX);
    xlsx_set_row(s, 1, 24);
    if (d->brand.logo) {
        xlsx_insert_logo(s, 0, GRID_FIRST, GRID_COLUMNS / 2 * s->column_px, COVER_TOP_PX - 4);
    } else if (d->brand.name) {
        xlsx_put_text(s, area(&top, 0, 0, 24), d->brand.name, &name);
    }
    if (d->handling) {
        label.size10 = 120;
        label.align = ALIGN_RIGHT;
        xlsx_put_text(s, area(&top, 0, 25, 10), d->handling, &label);
    }
    return 2;
}

static void set_grid(struct xlsx_sheet *s) {
    s->column_px = s->is_landscape ? COLUMN_PX_LANDSCAPE : COLUMN_PX_PORTRAIT;
    xlsx_try(s->book, worksheet_set_column_pixels(s->ws, 0, 0, GUTTER_PX, NULL));
    xlsx_try(s->book, worksheet_set_column_pixels(s->ws, GRID_FIRST, GRID_FIRST + GRID_COLUMNS - 1,
                                                  (uint32_t)s->column_px, NULL));
    worksheet_gridlines(s->ws, LXW_HIDE_ALL_GRIDLINES);
}

void xlsx_write_page(struct xlsx_sheet *s) {
    lxw_row_t breaks[BREAKS_MAX + 1] = {0};
    int n_breaks = 0;
    s->is_landscape = s->sheet->is_landscape;
    set_grid(s);
    xlsx_fit_pages(s, GRID_COLUMNS * s->column_px);
    lxw_row_t row = s->sheet->is_cover ? write_cover_top(s) : 0;
    struct layout l = xlsx_lay_out(s, s->sheet->is_cover ? COVER_TOP_PX + 24 : 0);
    for (size_t i = 0; i < l.n; i++) {
        if (l.band[i].has_break_before && row > 0 && n_breaks < BREAKS_MAX) {
            breaks[n_breaks++] = row;
        }
        row = write_band(s, &l.band[i], row);
    }
    if (n_breaks > 0) {
        xlsx_try(s->book, worksheet_set_h_pagebreaks(s->ws, breaks));
    }
    xlsx_set_print(s, GRID_FIRST, GRID_FIRST + GRID_COLUMNS - 1, row > 0 ? row - 1 : 0);
}
