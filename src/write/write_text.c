/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text for a terminal, a mail or a pipe: headings, paragraphs, tables in aligned columns; a chart becomes its message
   and, where one series says it, bars of block characters. */
#include <string.h>

#include "base/text.h"
#include "doc/palette.h"
#include "write/term.h"
#include "write/wrap.h"
#include "write/writer.h"

#define WIDTH_DEFAULT 100
#define WIDTH_LEAST 40
#define CHART_BAR_WIDTH 30
#define CHART_LABEL_WIDTH 36
#define CHART_MOST_ROWS 30

static void put_heading(struct term *t, int level, const char *text) {
    static const char marks[] = "==-";
    const char *rest = term_clean(t, text);
    int widest = 0;
    struct wrap_line line;
    while (wrap_next(&rest, t->width, &line)) {
        widest = line.width > widest ? line.width : widest;
    }
    term_put_paragraph(t, "", text, TONE_STRONG);
    if (level <= 2) {
        term_put_rule(t, marks[level], widest);
    }
}

static void put_text(struct term *t, const struct block *b) {
    const char *symbol = palette_tone(t->d, b->tone).symbol;
    bool is_bare = !*symbol || text_starts_with(b->text, symbol);
    term_put_paragraph(t, is_bare ? "" : arena_printf(&t->arena, "%s ", symbol), b->text, b->tone);
}

/* "Label    value  (note)", the values from column 'room' + 2 on; a longer label stands on a line of its own. */
static void put_tile(struct term *t, const struct tile *tile, int room) {
    const char *label = term_clean(t, tile->label);
    int pad = room - text_width(label);
    if (pad < 0 || strchr(label, '\n')) {
        term_put_paragraph(t, "", label, TONE_PLAIN);
        label = "";
        pad = room;
    }
    const char *first = arena_printf(&t->arena, "%s%*s  ", label, pad, "");
    const char *reason = tile->value.kind == CELL_NONE ? tile->value.reason : NULL;
    const char *note = tile->note ? tile->note : reason;
    const char *value = term_cell(t, &tile->value);
    value = text_is_empty(note) ? value : arena_printf(&t->arena, "%s  (%s)", value, term_clean(t, note));
    term_put_paragraph(t, first, value, tile->value.tone);
}

static void put_tiles(struct term *t, const struct block *b) {
    int widest = 0;
    for (int i = 0; i < b->n_tiles; i++) {
        int width = text_width(term_clean(t, b->tile[i].label));
        widest = width > widest && width <= t->width / 2 ? width : widest;
    }
    for (int i = 0; i < b->n_tiles; i++) {
        put_tile(t, &b->tile[i], widest);
    }
}

static void put_table(struct term *t, const struct table *table) {
    if (!text_is_empty(table->title)) {
        term_put_paragraph(t, "", table->title, TONE_STRONG);
    }
    term_put_table(t, table);
    if (!text_is_empty(table->note)) {
        term_put_paragraph(t, "", table->note, TONE_MUTED);
    }
}

/* ---- charts ------------------------------------------------------------------------------------------------ */
/* The column that bars can show: the first filled series of a chart that does not stack; -1 for none. */
static int bar_column(const struct chart *c, const struct table *table) {
    bool is_stacked = c->kind == CHART_BAR_STACKED || c->kind == CHART_BAR_FULL;
    for (int s = 0; s < c->n_series && !is_stacked; s++) {
        if (c->series[s].stroke == STROKE_FILL) {
            return table_find_column(table, c->series[s].column);
        }
    }
    return -1;
}

static size_t last_row(const struct chart *c, const struct table *table) {
    return c->n_rows && c->first_row + c->n_rows < table->n_rows ? c->first_row + c->n_rows : table->n_rows;
}

/* Whether an earlier chart of the sheet has shown the same numbers as bars. */
static bool is_shown(const struct sheet *s, const struct chart *c, const struct table *table) {
    for (size_t i = 0; i < s->n_blocks && s->block[i].chart != c; i++) {
        const struct chart *other = s->block[i].kind == BLOCK_CHART ? s->block[i].chart : NULL;
        if (other && text_equal(other->table, c->table) && other->first_row == c->first_row &&
            last_row(other, table) == last_row(c, table) && bar_column(other, table) == bar_column(c, table)) {
            return true;
        }
    }
    return false;
}

/* A label that is broken for a radar, whole again; letters of Japanese need no blank between them. */
static const char *on_one_line(struct term *t, const char *s) {
    char *whole = arena_strdup(&t->arena, s), *to = whole;
    for (const char *from = s; *from; from++) {
        bool is_between_letters = from > s && (from[-1] & 0x80 || from[1] & 0x80);
        if (*from != '\n') {
            *to++ = *from;
        } else if (!is_between_letters) {
            *to++ = ' ';
        }
    }
    *to = '\0';
    return whole;
}

static void put_chart_row(struct term *t, const struct chart *c, const struct cell *label, const struct cell *value) {
    const char *rest = on_one_line(t, term_cell(t, label));
    struct wrap_line line = {.text = ""};
    wrap_next(&rest, CHART_LABEL_WIDTH, &line);
    buf_puts(t->out, "  ");
    buf_add(t->out, line.text, line.len);
    term_put_blanks(t, CHART_LABEL_WIDTH - line.width + 1);
    if (value->kind == CELL_NUMBER && c->axis_max > c->axis_min) {
        term_put_bar(t, (value->number - c->axis_min) / (c->axis_max - c->axis_min), CHART_BAR_WIDTH);
        buf_putc(t->out, ' ');
    }
    buf_puts(t->out, term_cell(t, value));
    buf_putc(t->out, '\n');
}

static bool wants_bars(const struct term *t, const struct sheet *s, const struct chart *c, const struct table *table) {
    bool has_room = t->width >= CHART_LABEL_WIDTH + CHART_BAR_WIDTH + 12;
    return has_room && table_find_column(table, c->category) >= 0 && bar_column(c, table) >= 0 &&
           !is_shown(s, c, table) && last_row(c, table) <= c->first_row + CHART_MOST_ROWS;
}

static void put_chart(struct term *t, const struct sheet *s, const struct chart *c) {
    const struct table *table = doc_find_table(t->d, c->table, NULL);
    term_put_paragraph(t, "", c->title ? c->title : "", TONE_STRONG);
    if (!text_is_empty(c->alt)) {
        term_put_paragraph(t, "  ", c->alt, TONE_PLAIN);
    }
    if (!table || !wants_bars(t, s, c, table)) {
        return;
    }
    int label = table_find_column(table, c->category), value = bar_column(c, table);
    for (size_t i = c->first_row; i < last_row(c, table); i++) {
        put_chart_row(t, c, &table->row[i].cell[label], &table->row[i].cell[value]);
    }
}

/* ---- blocks and sheets ------------------------------------------------------------------------------------- */
static void put_block(struct term *t, const struct sheet *s, const struct block *b) {
    switch (b->kind) {
    case BLOCK_HEADING:
        put_heading(t, b->level < 1 ? 1 : b->level, b->text);
        break;
    case BLOCK_TEXT:
        put_text(t, b);
        break;
    case BLOCK_LIST:
        for (int i = 0; i < b->n_lines; i++) {
            term_put_paragraph(t, "- ", b->line[i], TONE_PLAIN);
        }
        break;
    case BLOCK_TILES:
        put_tiles(t, b);
        break;
    case BLOCK_TABLE:
        put_table(t, b->table);
        break;
    case BLOCK_CHART:
        put_chart(t, s, b->chart);
        break;
    case BLOCK_PAGE_BREAK:
        return;
    }
    buf_putc(t->out, '\n');
}

static bool has_title(const struct sheet *s) {
    for (size_t i = 0; i < s->n_blocks; i++) {
        if (s->block[i].kind == BLOCK_HEADING && s->block[i].level <= 1) {
            return true;
        }
    }
    return false;
}

static void put_sheet(struct term *t, const struct sheet *s) {
    if (!has_title(s)) {
        put_heading(t, 1, s->name);
        buf_putc(t->out, '\n');
    }
    for (size_t i = 0; i < s->n_blocks; i++) {
        put_block(t, s, &s->block[i]);
    }
    buf_putc(t->out, '\n');
}

static bool render_text(const struct doc *d, const struct writer_options *o, struct buf *out, struct diags *ds) {
    (void)ds;
    int width = o->terminal_width > 0 ? o->terminal_width : WIDTH_DEFAULT;
    struct term t = {.d = d, .out = out, .width = width < WIDTH_LEAST ? WIDTH_LEAST : width, .has_color = o->has_color};
    const char *const foot[] = {d->handling, d->brand.footer, d->footer};
    if (!text_is_empty(d->handling)) {
        term_put_paragraph(&t, "", d->handling, TONE_STRONG);
        buf_putc(out, '\n');
    }
    for (size_t i = 0; i < d->n_sheets; i++) {
        put_sheet(&t, d->sheet[i]);
    }
    for (size_t i = 0; i < ARRAY_LEN(foot); i++) {
        term_put_paragraph(&t, "", foot[i] ? foot[i] : "", TONE_MUTED);
    }
    arena_clear(&t.arena);
    return true;
}

const struct writer writer_text = {
    .name = "text",
    .extensions = "txt",
    .summary = "plain text for a terminal or a mail",
    .render = render_text,
};
