/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How high blocks are on the grid of a page sheet, and how tables and tiles share its columns. */
#include "write/xlsx_layout.h"

#define TILE_PX_MIN 125   /* narrower ones go to a second line of tiles */
#define BAR_PX 17         /* height that one bar with its label needs */
#define CHART_FRAME_PX 70 /* axis and legend */

static int max_int(int a, int b) { return a > b ? a : b; }

/* ---- shares of the grid ------------------------------------------------------------------------------------ */
static int wanted_width(const struct column *c) { return c->width > 0 ? c->width : 10; }

/* Each column gets one grid column; the others go one by one to the column that is furthest below its share. */
const int *xlsx_share_columns(struct arena *a, const struct table *t, int n_columns) {
    int *first = ARENA_ARRAY(a, (size_t)t->n_columns + 1, int);
    int *n = ARENA_ARRAY(a, (size_t)t->n_columns, int);
    for (int c = 0; c < t->n_columns; c++) {
        n[c] = 1;
    }
    for (int left = n_columns - t->n_columns; left > 0; left--) {
        int poorest = 0;
        for (int c = 1; c < t->n_columns; c++) {
            if ((double)wanted_width(&t->column[c]) / n[c] > (double)wanted_width(&t->column[poorest]) / n[poorest]) {
                poorest = c;
            }
        }
        n[poorest]++;
    }
    for (int c = 0; c < t->n_columns; c++) {
        first[c + 1] = first[c] + n[c];
    }
    return first;
}

int xlsx_tiles_per_row(const struct xlsx_sheet *s, const struct slot *slot) {
    int n = slot->block->n_tiles, most = max_int(1, (slot->n_columns + 1) * s->column_px / TILE_PX_MIN);
    int n_lines = (n + most - 1) / most;
    return n_lines > 0 ? (n + n_lines - 1) / n_lines : 1;
}

void xlsx_tile_columns(const struct xlsx_sheet *s, const struct slot *slot, int place, int *first, int *n_columns) {
    int per_row = xlsx_tiles_per_row(s, slot);
    int room = slot->n_columns + 1;
    *first = place * room / per_row;
    *n_columns = (place + 1) * room / per_row - 1 - *first;
}

/* ---- measuring --------------------------------------------------------------------------------------------- */
static int text_px(const struct xlsx_sheet *s, const char *text, int n_columns, const struct xlsx_style *style) {
    return xlsx_text_px(s->book, text ? text : "", n_columns * s->column_px, style);
}

static void add_row(struct slot *slot, int px) { slot->row_px[slot->n_rows++] = px > ROW_MAX_PX ? ROW_MAX_PX : px; }

static void reserve_rows(struct xlsx_sheet *s, struct slot *slot, size_t n) {
    slot->row_px = ARENA_ARRAY(&s->book->arena, n, int);
}

static int table_row_px(struct xlsx_sheet *s, const struct table *t, size_t row, const int *first) {
    int px = max_int(ROW_PX, s->book->is_cjk ? ROW_PX + 4 : ROW_PX);
    for (int c = 0; c < t->n_columns; c++) {
        struct xlsx_style style = xlsx_cell_style(s->book, t, row, c);
        const struct cell *cell = &t->row[row].cell[c];
        if (cell->kind == CELL_TEXT || cell->kind == CELL_NONE) {
            px = max_int(px, 2 + text_px(s, cell->text, first[c + 1] - first[c], &style));
        }
    }
    return px;
}

static int header_px(struct xlsx_sheet *s, const struct table *t, const int *first) {
    int px = ROW_PX + 6;
    for (int c = 0; c < t->n_columns; c++) {
        struct xlsx_style style = xlsx_header_style(s->book, t, c);
        px = max_int(px, 6 + text_px(s, t->column[c].label, first[c + 1] - first[c], &style));
    }
    return px;
}

static void measure_table(struct xlsx_sheet *s, struct slot *slot) {
    const struct table *t = slot->block->table;
    struct xlsx_style small = xlsx_style_plain(s->book);
    small.size10 = SIZE10_SMALL;
    const int *first = xlsx_share_columns(&s->book->arena, t, slot->n_columns);
    reserve_rows(s, slot, t->n_rows + 3);
    if (t->title) {
        add_row(slot, TABLE_TITLE_PX);
    }
    if (!t->has_no_header) {
        add_row(slot, header_px(s, t, first));
    }
    for (size_t r = 0; r < t->n_rows; r++) {
        add_row(slot, table_row_px(s, t, r, first));
    }
    if (t->note) {
        add_row(slot, 4 + text_px(s, t->note, slot->n_columns, &small));
    }
}

static void measure_tiles(struct xlsx_sheet *s, struct slot *slot) {
    const struct block *b = slot->block;
    struct xlsx_style small = xlsx_style_plain(s->book);
    small.size10 = SIZE10_SMALL;
    small.indent = 1;
    int per_row = xlsx_tiles_per_row(s, slot);
    reserve_rows(s, slot, 4 * (size_t)max_int(1, b->n_tiles));
    for (int i = 0; i < b->n_tiles; i += per_row) {
        if (i > 0) {
            add_row(slot, TILE_GAP_PX);
        }
        int note_px = 8, label_px = TILE_LABEL_PX;
        for (int k = i; k < b->n_tiles && k < i + per_row; k++) {
            int first, n_columns;
            xlsx_tile_columns(s, slot, k - i, &first, &n_columns);
            label_px = max_int(label_px, 8 + text_px(s, b->tile[k].label, n_columns, &small));
            if (b->tile[k].note) {
                note_px = max_int(note_px, 6 + text_px(s, b->tile[k].note, n_columns, &small));
            }
        }
        add_row(slot, label_px);
        add_row(slot, TILE_VALUE_PX);
        add_row(slot, note_px);
    }
}

static void measure_chart(struct xlsx_sheet *s, struct slot *slot) {
    const struct chart *c = slot->block->chart;
    reserve_rows(s, slot, 1);
    if (c->title) {
        add_row(slot, TABLE_TITLE_PX);
    }
    slot->flexible_px = (c->height > 0 ? c->height : 14) * ROW_PX;
    const struct table *t = doc_find_table(s->book->doc, c->table, NULL);
    size_t n = c->n_rows > 0 ? c->n_rows : t ? t->n_rows : 0;
    bool is_bar = c->kind == CHART_BAR || c->kind == CHART_BAR_STACKED || c->kind == CHART_BAR_FULL;
    if (is_bar && n < 200) {
        slot->flexible_px = max_int(slot->flexible_px, (int)n * BAR_PX + CHART_FRAME_PX);
    }
}

static void measure_heading(struct xlsx_sheet *s, struct slot *slot) {
    const struct block *b = slot->block;
    struct xlsx_style style = xlsx_heading_style(s, b->level);
    reserve_rows(s, slot, 1);
    bool is_banner = s->sheet->is_cover && b->level == 1;
    add_row(slot, text_px(s, b->text, slot->n_columns, &style) + (is_banner ? 40 : b->level == 1 ? 10 : 4));
}

/* Items take whole rows of one line each, so that two lists side by side keep their own spacing. */
int xlsx_list_rows(struct xlsx_sheet *s, const struct slot *slot, const char *line) {
    struct xlsx_style plain = xlsx_style_plain(s->book);
    int px = text_px(s, line, slot->n_columns - 1, &plain), row_px = xlsx_line_px(s->book);
    return max_int(1, (px + row_px - 1) / row_px);
}

static void measure_list(struct xlsx_sheet *s, struct slot *slot) {
    int n_rows = 0;
    for (int i = 0; i < slot->block->n_lines; i++) {
        n_rows += xlsx_list_rows(s, slot, slot->block->line[i]);
    }
    reserve_rows(s, slot, (size_t)max_int(1, n_rows));
    for (int i = 0; i < n_rows; i++) {
        add_row(slot, xlsx_line_px(s->book));
    }
}

void xlsx_measure(struct xlsx_sheet *s, struct slot *slot) {
    struct xlsx_style text = xlsx_style_plain(s->book);
    switch (slot->block->kind) {
    case BLOCK_HEADING:
        measure_heading(s, slot);
        break;
    case BLOCK_TEXT:
        xlsx_style_add_tone(s->book, &text, slot->block->tone);
        slot->flexible_px = max_int(ROW_PX, text_px(s, slot->block->text, slot->n_columns, &text) + 2);
        break;
    case BLOCK_LIST:
        measure_list(s, slot);
        break;
    case BLOCK_TILES:
        measure_tiles(s, slot);
        break;
    case BLOCK_TABLE:
        measure_table(s, slot);
        break;
    case BLOCK_CHART:
        measure_chart(s, slot);
        break;
    case BLOCK_PAGE_BREAK:
        break;
    }
}
