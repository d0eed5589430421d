/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of a data sheet: header, rows with their outline, data bars, filters, frozen header. */
#include "write/xlsx_data.h"

#include <string.h>

#include "base/text.h"
#include "doc/palette.h"

#define FROZEN_PX_MAX 360 /* more would leave a small screen no room */
#define WIDE_PX 1100      /* scrolls on most screens: the first columns stay */
#define FIRST_COLUMNS_PX 420
#define HEADER_MAX 255U
#define OUTLINE_MAX 7

static int header_px(struct data_sheet *d, const struct table *t) {
    int px = ROW_PX + 8;
    for (int c = 0; c < t->n_columns; c++) {
        struct xlsx_style style = xlsx_header_style(d->s->book, t, c);
        int room = (c < d->n_columns ? d->px[c] : 64) - (t->is_data || t->has_filter ? FILTER_PX : 0);
        int needed = 8 + xlsx_text_px(d->s->book, t->column[c].label ? t->column[c].label : "", room, &style);
        px = needed > px ? needed : px;
    }
    return px;
}

/* Excel wants headers that are there, on one line, at most 255 long and different without regard to case. */
static const char *unique_header(struct xlsx_book *b, struct map *seen, const char *label, int column) {
    char *line = arena_strdup(&b->arena, xlsx_shorten(&b->arena, xlsx_text(b, label ? label : ""), HEADER_MAX - 8));
    for (char *p = line; *p; p++) {
        *p = (unsigned char)*p < 0x20 ? ' ' : *p;
    }
    if (text_is_empty(line)) {
        line = arena_printf(&b->arena, "(%d)", column + 1);
    }
    const char *header = line;
    for (int n = 2; !map_add(seen, text_fold(&b->arena, header), column); n++) {
        header = arena_printf(&b->arena, "%s (%d)", line, n);
    }
    return header;
}

/* Letters, digits and "_" of the id, behind "t_", so that it is never like a cell. */
static char *table_name(struct xlsx_book *b, const char *id) {
    char *name = arena_printf(&b->arena, "t_%s", id);
    for (char *p = name; *p; p++) {
        if (!((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9'))) {
            *p = '_';
        }
    }
    return map_add(&b->names, text_fold(&b->arena, name), 0) ? name : NULL;
}

static void add_excel_table(struct data_sheet *d, const struct table *t) {
    struct xlsx_book *b = d->s->book;
    struct map seen = {0};
    lxw_table_column *column = ARENA_ARRAY(&b->arena, (size_t)t->n_columns, lxw_table_column);
    lxw_table_column **columns = ARENA_ARRAY(&b->arena, (size_t)t->n_columns + 1, lxw_table_column *);
    for (int c = 0; c < t->n_columns; c++) {
        struct xlsx_style style = xlsx_header_style(b, t, c);
        column[c].header = arena_strdup(&b->arena, unique_header(b, &seen, t->column[c].label, c));
        column[c].header_format = xlsx_format(b->formats, b->doc, &style);
        columns[c] = &column[c];
    }
    lxw_table_options options = {.name = table_name(b, t->id),
                                 .columns = columns,
                                 .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
                                 .style_type_number = 0};
    lxw_row_t last = d->row + (lxw_row_t)(t->n_rows > 0 ? t->n_rows : 1);
    xlsx_try(b, worksheet_add_table(d->s->ws, d->row, 0, last, (lxw_col_t)(t->n_columns - 1), &options));
    map_clear(&seen);
}

static void write_plain_header(struct data_sheet *d, const struct table *t) {
    for (int c = 0; c < t->n_columns; c++) {
        struct xlsx_style style = xlsx_header_style(d->s->book, t, c);
        xlsx_put_text(d->s, xlsx_one_cell(d->row, c), t->column[c].label ? t->column[c].label : "", &style);
    }
}

/* The keys of the columns, for programs, in a hidden row above the header. */
static void write_keys(struct data_sheet *d, const struct table *t) {
    struct xlsx_style style = xlsx_style_plain(d->s->book);
    lxw_row_col_options hidden = {.hidden = LXW_TRUE};
    for (int c = 0; c < t->n_columns; c++) {
        xlsx_put_text(d->s, xlsx_one_cell(d->row, c), t->column[c].key, &style);
    }
    xlsx_try(d->s->book, worksheet_set_row_opt(d->s->ws, d->row, LXW_DEF_ROW_HEIGHT, NULL, &hidden));
    d->row++;
}

static void add_filter(struct data_sheet *d, const struct table *t, lxw_row_t header_row) {
    if (t->has_filter && t->n_rows > 0) {
        lxw_row_t last = header_row + (lxw_row_t)t->n_rows;
        xlsx_try(d->s->book, worksheet_autofilter(d->s->ws, header_row, 0, last, (lxw_col_t)(t->n_columns - 1)));
    }
}

/* Heights only where one line does not do; LibreOffice does not fit them on loading. */
static int row_px(struct data_sheet *d, const struct table *t, size_t row) {
    int px = d->s->book->is_cjk ? xlsx_line_px(d->s->book) - 2 : 0;
    for (int c = 0; c < t->n_columns; c++) {
        const struct cell *cell = &t->row[row].cell[c];
        if (!t->column[c].is_wrapped || (cell->kind != CELL_TEXT && cell->kind != CELL_NONE)) {
            continue;
        }
        struct xlsx_style style = xlsx_cell_style(d->s->book, t, row, c);
        int needed = xlsx_text_px(d->s->book, cell->text, c < d->n_columns ? d->px[c] : 64, &style);
        px = needed > px && needed > ROW_PX ? needed : px;
    }
    return px > ROW_MAX_PX ? ROW_MAX_PX : px;
}

static void set_row(struct data_sheet *d, const struct table *t, size_t row) {
    int level = t->row[row].outline < OUTLINE_MAX ? t->row[row].outline : OUTLINE_MAX, px = row_px(d, t, row);
    lxw_row_col_options fold = {.level = (uint8_t)(level > 0 ? level : 0)};
    double height = px > 0 ? px * 0.75 : LXW_DEF_ROW_HEIGHT;
    if (level > 0 || px > 0) {
        xlsx_try(d->s->book, worksheet_set_row_opt(d->s->ws, d->row, height, NULL, &fold));
    }
}

static void write_rows(struct data_sheet *d, const struct table *t) {
    struct xlsx_place *place = xlsx_add_place(d->s, t, d->row);
    for (int c = 0; c < t->n_columns; c++) {
        place->col[c] = (lxw_col_t)c;
    }
    for (size_t r = 0; r < t->n_rows; r++, d->row++) {
        set_row(d, t, r);
        for (int c = 0; c < t->n_columns; c++) {
            struct xlsx_style style = xlsx_cell_style(d->s->book, t, r, c);
            xlsx_put(d->s, xlsx_one_cell(d->row, c), &t->row[r].cell[c], &style);
        }
    }
}

static void add_bars(struct data_sheet *d, const struct table *t, lxw_row_t first_row) {
    for (int c = 0; c < t->n_columns; c++) {
        if (t->column[c].paint == PAINT_BAR && t->n_rows > 0) {
            struct xlsx_area at = {first_row, first_row + (lxw_row_t)t->n_rows - 1, (lxw_col_t)c, (lxw_col_t)c};
            xlsx_add_bars(d->s, &t->column[c], at);
        }
    }
}

/* Columns that say what a row is: the first, and the second when both are narrow. */
static lxw_col_t frozen_columns(const struct data_sheet *d) {
    if (d->total_px < WIDE_PX || d->n_columns < 3) {
        return 0;
    }
    if (d->px[0] < 110 && d->px[0] + d->px[1] <= FIRST_COLUMNS_PX) {
        return 2;
    }
    return d->px[0] <= FIRST_COLUMNS_PX ? 1 : 0;
}

static void freeze(struct data_sheet *d, lxw_row_t header_row) {
    if (d->above_px <= FROZEN_PX_MAX) {
        worksheet_freeze_panes(d->s->ws, header_row + 1, frozen_columns(d));
    }
    xlsx_try(d->s->book, worksheet_repeat_rows(d->s->ws, header_row, header_row));
}

void xlsx_data_table(struct data_sheet *d, const struct table *t) {
    if (d->row > 0) {
        xlsx_next_row(d, 8);
    }
    if (t->title) {
        xlsx_data_heading(d, 3, t->title);
    }
    if (t->is_form) {
        write_keys(d, t);
    }
    if (!t->has_no_header) {
        lxw_row_t header_row = d->row;
        add_filter(d, t, header_row);
        if (t->is_data) {
            add_excel_table(d, t);
        } else {
            write_plain_header(d, t);
        }
        xlsx_next_row(d, header_px(d, t));
        if (t == d->main) {
            freeze(d, header_row);
        }
    }
    lxw_row_t first_row = d->row;
    write_rows(d, t);
    if (t->n_rows == 0) {
        d->row++;
    }
    add_bars(d, t, first_row);
    if (t->note) {
        struct xlsx_style small = xlsx_style_plain(d->s->book);
        small.size10 = SIZE10_SMALL;
        small.is_wrapped = true;
        small.ink = palette_tone(d->s->book->doc, TONE_MUTED).ink;
        xlsx_data_line(d, t->note, &small, 2);
    }
}
