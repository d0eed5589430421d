/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the cells of a table look like, on page sheets and data sheets alike. */
#include "write/xlsx.h"

#include <string.h>

#include "base/text.h"
#include "doc/palette.h"
#include "write/contrast.h"

#define GROUP_PAPER 0xEEF2F6U
#define LINE_INK 0xD0D5DBU
#define BOLD_WIDTH_MAX 80 /* longer texts of a group or total row are remarks, not its name */

/* By its first cell that holds anything: a column of "n/a" and numbers is one of numbers. */
bool xlsx_is_numeric(const struct table *t, int column) {
    for (size_t r = 0; r < t->n_rows; r++) {
        enum cell_kind kind = t->row[r].cell[column].kind;
        if (kind == CELL_NUMBER || kind == CELL_NONE) {
            return true;
        }
        if (kind == CELL_TEXT && t->row[r].role == ROW_BODY) {
            return false;
        }
    }
    return false;
}

static uint32_t column_align(const struct table *t, int column) {
    enum align align = t->column[column].align;
    if (align != ALIGN_AUTO) {
        return align;
    }
    if (t->column[column].paint == PAINT_RAMP) {
        return ALIGN_CENTER;
    }
    return xlsx_is_numeric(t, column) ? ALIGN_RIGHT : ALIGN_LEFT;
}

/* One step of air before texts, so that they do not touch the number on their left; key-value lists stay flush left.
   None behind numbers: LibreOffice 7.4 forgets it for a number that follows another. */
static uint32_t column_indent(const struct table *t, uint32_t align) {
    return t->has_no_header || align != ALIGN_LEFT ? 0 : 1;
}

/* Numbers' headers are centred in filtered tables: the filter's button sits in their right corner. */
struct xlsx_style xlsx_header_style(const struct xlsx_book *b, const struct table *t, int column) {
    struct xlsx_style style = xlsx_style_plain(b);
    uint32_t align = column_align(t, column);
    style.is_bold = style.is_wrapped = true;
    style.paper = palette_dark(b->doc);
    style.ink = contrast_ink(style.paper);
    style.align = t->is_data && align == ALIGN_RIGHT ? ALIGN_CENTER : align;
    style.indent = column_indent(t, style.align);
    style.valign = VALIGN_CENTER;
    return style;
}

static void add_role(const struct xlsx_book *b, struct xlsx_style *style, enum row_role role, const struct cell *c) {
    if (role == ROW_BODY) {
        return;
    }
    style->is_bold = c->kind != CELL_TEXT || text_width(c->text) <= BOLD_WIDTH_MAX;
    if (role == ROW_GROUP) {
        style->paper = GROUP_PAPER;
    } else {
        style->top = EDGE_THIN;
        style->edge_ink = palette_dark(b->doc);
    }
}

/* Ramp colours are fills, not a conditional format: Excel and LibreOffice blend three-colour scales differently and
   neither changes the ink, so that dark steps would carry dark digits. A report's numbers do not change either. */
static void add_ramp(struct xlsx_style *style, const struct column *column, const struct cell *c) {
    if (column->paint != PAINT_RAMP || c->kind != CELL_NUMBER) {
        return;
    }
    int step = palette_ramp_step(c->number, column->paint_low, column->paint_high);
    style->paper = palette_ramp(step);
    style->ink = palette_ramp_ink(step);
    style->symbol = 0;
    style->left = style->right = EDGE_THIN;
    style->edge_ink = 0xFFFFFFU;
}

/* Cells to fill in are open and have edges; what is typed there stays the text that it is. */
static void add_entry(struct xlsx_style *style, const struct column *column, const struct cell *c) {
    const struct entry_rule *rule = c->entry ? c->entry : column->entry;
    style->is_open = column->is_entry || c->is_entry;
    if (style->is_open) {
        style->left = style->right = EDGE_THIN;
        style->is_date = rule && rule->kind == ENTRY_DATE;
        style->is_text = !rule || rule->kind == ENTRY_TEXT || rule->kind == ENTRY_LIST || rule->kind == ENTRY_NONE;
        style->is_text = style->is_text && c->kind != CELL_NUMBER;
    }
}

struct xlsx_style xlsx_cell_style(const struct xlsx_book *b, const struct table *t, size_t row, int column) {
    const struct cell *c = &t->row[row].cell[column];
    struct xlsx_style style = xlsx_style_plain(b);
    style.align = column_align(t, column);
    style.is_wrapped = t->column[column].is_wrapped && c->kind != CELL_NUMBER;
    style.indent = column_indent(t, style.align) + (c->indent > 0 ? (uint32_t)c->indent : 0);
    bool is_number = c->kind == CELL_NUMBER || (c->formula && c->unit != UNIT_NONE); /* or may come to be one */
    style.number = is_number ? (uint32_t)c->unit + 1 : 0;
    style.bottom = EDGE_THIN;
    style.edge_ink = LINE_INK;
    if (t->has_no_header && column == 0 && c->tone == TONE_PLAIN) {
        style.ink = palette_tone(b->doc, TONE_MUTED).ink;
    }
    add_entry(&style, &t->column[column], c);
    add_role(b, &style, t->row[row].role, c);
    xlsx_style_add_tone(b, &style, c->kind == CELL_NONE ? TONE_MUTED : c->tone);
    add_ramp(&style, &t->column[column], c);
    return style;
}

/* Fixed ends; the 2010 extension makes the bars solid and keeps 0 without a bar. */
void xlsx_add_bars(struct xlsx_sheet *s, const struct column *column, struct xlsx_area at) {
    lxw_conditional_format bar = {
        .type = LXW_CONDITIONAL_DATA_BAR,
        .data_bar_2010 = LXW_TRUE,
        .bar_solid = LXW_TRUE,
        .bar_no_border = LXW_TRUE,
        .bar_color = contrast_tint(palette_accent(s->book->doc), 0.4),
        .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
        .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
        .min_value = column->paint_low,
        .max_value = column->paint_high,
    };
    xlsx_try(s->book, worksheet_conditional_format_range(s->ws, at.row, at.col, at.last_row, at.last_col, &bar));
}

/* ---- where things lie -------------------------------------------------------------------------------------- */
/* The array may move with the next one: fill it at once. */
struct xlsx_place *xlsx_add_place(struct xlsx_sheet *s, const struct table *t, lxw_row_t first_row) {
    struct xlsx_book *b = s->book;
    VEC_GROW(b->place, b->n_places, b->cap_places);
    struct xlsx_place *p = &b->place[b->n_places];
    *p = (struct xlsx_place){.sheet = s->sheet, .table = t, .ws = s->ws, .first_row = first_row};
    p->col = ARENA_ARRAY(&b->arena, (size_t)t->n_columns, lxw_col_t);
    (void)map_add(&b->place_of, t->id, (int)b->n_places++);
    return p;
}

void xlsx_add_pending(struct xlsx_sheet *s, struct xlsx_pending_chart pending) {
    struct xlsx_book *b = s->book;
    VEC_GROW(b->pending, b->n_pending, b->cap_pending);
    b->pending[b->n_pending++] = pending;
}
