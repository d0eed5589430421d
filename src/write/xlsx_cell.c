/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One cell of a workbook. Texts are written as strings whatever they begin with: "=1+1", "+81 3…", "https://…" stay
   texts, since neither formulas nor links are ever guessed. */
#include "write/xlsx.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "doc/check.h"
#include "doc/palette.h"
#include "write/contrast.h"

#define URL_MAX 2079U
#define FORMATTED_TEXT_MAX 255U /* older Excel shows longer texts as #### when a format holds "@" */

void xlsx_try(struct xlsx_book *b, lxw_error error) {
    if (error != LXW_NO_ERROR && b->error == LXW_NO_ERROR) {
        b->error = error;
    }
}

/* ---- texts ------------------------------------------------------------------------------------------------- */
const char *xlsx_shown(struct xlsx_book *b, const struct cell *c) {
    char text[NUM_TEXT_MAX];
    if (c->kind == CELL_NUMBER) {
        return arena_strdup(&b->arena, isfinite(c->number) ? num_display(text, c->number, c->unit) : "–");
    }
    return c->kind == CELL_EMPTY || !c->text ? "" : c->text;
}

/* ---- measures ---------------------------------------------------------------------------------------------- */
/* Em of one column of text_width(): English text takes 0.40 on average in Calibri, ideographs 0.5 (1 em = 2 columns);
   the rest is slack for capitals and substitute fonts. */
static double em_per_column(const char *text, bool is_bold) {
    bool has_wide = (size_t)text_width(text) > doc_utf16_length(text);
    return (has_wide ? 0.51 : 0.44) + (is_bold ? 0.03 : 0);
}

/* Yu Gothic has tall lines. */
int xlsx_text_px(const struct xlsx_book *b, const char *text, int width_px, const struct xlsx_style *style) {
    double em = style->size10 / 10.0 * 4.0 / 3.0;
    int room = width_px - 6 - (int)style->indent * 9;
    int units = (int)(room / (em * em_per_column(text, style->is_bold)));
    int lines = text_lines(text, units < 1 ? 1 : units);
    return (int)ceil(lines * em * (b->is_cjk ? 1.7 : 1.25)) + 3;
}

/* Height of one line, a whole row of a list. */
int xlsx_line_px(const struct xlsx_book *b) { return b->is_cjk ? 26 : ROW_PX; }

/* ---- styles ------------------------------------------------------------------------------------------------ */
struct xlsx_style xlsx_style_plain(const struct xlsx_book *b) {
    return (struct xlsx_style){.size10 = SIZE10_TEXT, .ink = palette_tone(b->doc, TONE_PLAIN).ink, .paper = NO_PAPER};
}

void xlsx_style_add_tone(const struct xlsx_book *b, struct xlsx_style *style, enum tone tone) {
    if (tone == TONE_PLAIN) {
        return;
    }
    struct tone_colours c = palette_tone(b->doc, tone);
    style->ink = tone == TONE_ACCENT ? contrast_darken(c.ink, 0xFFFFFFU, CONTRAST_TEXT) : c.ink;
    if (c.paper != NO_PAPER) {
        style->paper = c.paper;
    }
    if (c.symbol[0]) {
        style->symbol = (uint32_t)tone;
    }
    if (tone == TONE_STRONG || tone == TONE_ACCENT) {
        style->is_bold = true;
    }
}

/* ---- writing ----------------------------------------------------------------------------------------------- */
const char *xlsx_quoted_sheet(struct arena *a, const char *name) {
    struct buf out;
    buf_init(&out, BUF_MAX_DEFAULT);
    for (; *name; name++) {
        if (*name == '\'') {
            buf_putc(&out, '\'');
        }
        buf_putc(&out, *name);
    }
    const char *quoted = arena_strndup(a, out.data, out.len);
    buf_clear(&out);
    return quoted;
}

static const char *link_target(struct xlsx_book *b, const char *link) {
    if (doc_is_web_link(link)) {
        return strlen(link) <= URL_MAX && xlsx_clean(&b->arena, link) == link ? link : NULL;
    }
    if (*link == '#') {
        return doc_is_defined_name(link + 1) ? arena_printf(&b->arena, "internal:%s", link + 1) : NULL;
    }
    const struct sheet *to = doc_find_sheet(b->doc, link);
    return to ? arena_printf(&b->arena, "internal:'%s'!A1", xlsx_quoted_sheet(&b->arena, to->name)) : NULL;
}

/* A text with its link. Links are a convenience: with one too many or too long this is false, and the text alone is to
   be written. Never both: a text written over another would be counted twice in the file. */
static bool put_link(struct xlsx_sheet *s, struct xlsx_area at, const struct cell *c, lxw_format *format) {
    const char *target = c->link && c->kind == CELL_TEXT && c->text[0] ? link_target(s->book, c->link) : NULL;
    if (!target) {
        return false;
    }
    const char *text = xlsx_text(s->book, xlsx_shown(s->book, c));
    return worksheet_write_url_opt(s->ws, at.row, at.col, target, format, text, NULL) == LXW_NO_ERROR;
}

static void define_name(struct xlsx_sheet *s, struct xlsx_area at, const char *name) {
    struct xlsx_book *b = s->book;
    if (!doc_is_defined_name(name) || !map_add(&b->names, text_fold(&b->arena, name), 0)) {
        return;
    }
    char cell[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell_abs(cell, at.row, at.col, LXW_TRUE, LXW_TRUE);
    const char *formula = arena_printf(&b->arena, "='%s'!%s", xlsx_quoted_sheet(&b->arena, s->sheet->name), cell);
    xlsx_try(b, workbook_define_name(b->wb, name, formula));
}

static void put_value(struct xlsx_sheet *s, struct xlsx_area at, const struct cell *c, lxw_format *format) {
    const char *text = c->kind == CELL_NUMBER && isfinite(c->number) ? NULL : xlsx_shown(s->book, c);
    if (!text) {
        xlsx_try(s->book, worksheet_write_number(s->ws, at.row, at.col, c->number, format));
    } else if (text[0]) {
        xlsx_try(s->book, worksheet_write_string(s->ws, at.row, at.col, xlsx_text(s->book, text), format));
    } else {
        xlsx_try(s->book, worksheet_write_blank(s->ws, at.row, at.col, format));
    }
}

void xlsx_put(struct xlsx_sheet *s, struct xlsx_area at, const struct cell *c, const struct xlsx_style *style) {
    struct xlsx_style own = *style;
    if (own.symbol && c->kind == CELL_TEXT && strlen(c->text) > FORMATTED_TEXT_MAX) {
        own.symbol = 0;
    }
    if (c->link && link_target(s->book, c->link)) {
        own.ink = contrast_darken(palette_accent(s->book->doc), 0xFFFFFFU, CONTRAST_TEXT);
        own.is_underlined = true;
    }
    lxw_format *format = xlsx_format(s->book->formats, s->book->doc, &own);
    if (at.last_row > at.row || at.last_col > at.col) {
        xlsx_try(s->book, worksheet_merge_range(s->ws, at.row, at.col, at.last_row, at.last_col, "", format));
    }
    if (c->id) {
        xlsx_note_cell(s, at, c->id);
    }
    if (c->formula) {
        xlsx_add_formula(s, at, c, format);
    } else if (!put_link(s, at, c, format)) {
        put_value(s, at, c, format);
    }
    if (c->name) {
        define_name(s, at, c->name);
    }
}

void xlsx_put_text(struct xlsx_sheet *s, struct xlsx_area at, const char *text, const struct xlsx_style *style) {
    struct cell c = cell_text(text);
    xlsx_put(s, at, &c, style);
}

void xlsx_set_row(struct xlsx_sheet *s, lxw_row_t row, int px) {
    xlsx_try(s->book, worksheet_set_row_pixels(s->ws, row, (uint32_t)(px > ROW_MAX_PX ? ROW_MAX_PX : px), NULL));
}
