/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables in aligned columns.

   1. Every cell becomes a text with its display width.
   2. A table that is too wide at the least widths of its columns is printed in parts, each with the first column in
      front.
   3. In each part columns get their natural widths; too wide a part first loses its bars, then its widest text columns
      are wrapped. */
#include <string.h>

#include "base/text.h"
#include "write/term.h"
#include "write/wrap.h"

#define GAP 2
#define BAR 10       /* columns of a data bar */
#define NATURAL 48   /* a text column wants no more than this */
#define NARROWEST 20 /* … and is wrapped to no less */
#define HEAD_LEAST 10

struct grid {
    struct term *t;
    const struct table *table;
    const char **text; /* rows × columns; the header is row 0 */
    int *natural, *least, *width;
    bool *is_number, *has_bar;
};
struct part {
    int from, to; /* columns besides the first */
};

static const char *text_at(const struct grid *g, size_t row, int c) {
    return g->text[row * (size_t)g->table->n_columns + (size_t)c];
}

/* A row that is indented nowhere itself shows its depth in the outline in the first column. */
static int indent_in(const struct grid *g, const struct row *r, int c) {
    for (int k = 0; k < g->table->n_columns; k++) {
        if (r->cell[k].indent > 0) {
            return r->cell[c].indent;
        }
    }
    return c == 0 && r->cell[0].kind == CELL_TEXT ? r->outline : 0;
}

static const char *body_text(const struct grid *g, const struct row *r, int c) {
    const struct cell *cell = &r->cell[c];
    int indent = indent_in(g, r, c);
    const char *text = term_cell(g->t, cell);
    return indent > 0 && *text ? arena_printf(&g->t->arena, "%*s%s", 2 * (indent < 8 ? indent : 8), "", text) : text;
}

static int widest_line(const char *s) {
    struct wrap_line line;
    int widest = 0;
    while (wrap_next(&s, 1 << 20, &line)) {
        widest = line.width > widest ? line.width : widest;
    }
    return widest;
}

static int larger(int a, int b) { return a > b ? a : b; }
static int smaller(int a, int b) { return a < b ? a : b; }

static int head_width(const struct grid *g, int c) {
    const char *head = text_at(g, 0, c);
    int whole = widest_line(head);
    int least = larger(wrap_longest_word(head), smaller(whole, HEAD_LEAST));
    return g->table->has_no_header ? 0 : smaller(g->is_number[c] ? least : whole, NATURAL);
}

static void measure_column(struct grid *g, int c) {
    const struct table *table = g->table;
    bool has_text = false, has_number = false;
    int widest = 0;
    for (size_t r = 0; r < table->n_rows; r++) {
        enum cell_kind kind = table->row[r].cell[c].kind;
        has_text = has_text || (kind == CELL_TEXT && table->row[r].role == ROW_BODY);
        has_number = has_number || kind == CELL_NUMBER || kind == CELL_NONE;
        widest = larger(widest, widest_line(text_at(g, r + 1, c)));
    }
    g->is_number[c] = has_number && !has_text;
    widest = g->is_number[c] ? widest : smaller(widest, NATURAL);
    g->natural[c] = larger(larger(widest, head_width(g, c)), 1);
    int least = smaller(NARROWEST, (g->t->width - GAP) / 2);
    g->least[c] = g->is_number[c] ? g->natural[c] : smaller(g->natural[c], least);
}

static void fill(struct grid *g) {
    const struct table *table = g->table;
    int n = table->n_columns;
    g->text = ARENA_ARRAY(&g->t->arena, (table->n_rows + 1) * (size_t)n + 1, const char *);
    g->natural = ARENA_ARRAY(&g->t->arena, (size_t)n + 1, int);
    g->width = ARENA_ARRAY(&g->t->arena, (size_t)n + 1, int);
    g->least = ARENA_ARRAY(&g->t->arena, (size_t)n + 1, int);
    g->is_number = ARENA_ARRAY(&g->t->arena, (size_t)n + 1, bool);
    g->has_bar = ARENA_ARRAY(&g->t->arena, (size_t)n + 1, bool);
    for (int c = 0; c < n; c++) {
        g->text[c] = table->has_no_header ? "" : term_clean(g->t, table->column[c].label);
        for (size_t r = 0; r < table->n_rows; r++) {
            g->text[(r + 1) * (size_t)n + (size_t)c] = body_text(g, &table->row[r], c);
        }
        measure_column(g, c);
    }
}

/* ---- widths ------------------------------------------------------------------------------------------------ */
static bool is_in(const struct part *p, int c) { return c == 0 || (c >= p->from && c < p->to); }

static int column_width(const struct grid *g, int c) { return g->width[c] + (g->has_bar[c] ? BAR + 1 : 0); }

static int part_width(const struct grid *g, const struct part *p) {
    int total = 0;
    for (int c = 0; c < g->table->n_columns; c++) {
        total += is_in(p, c) ? column_width(g, c) + (c ? GAP : 0) : 0;
    }
    return total;
}

/* The column that has most to give, or -1. */
static int widest_loose(const struct grid *g, const struct part *p) {
    int best = -1;
    for (int c = 0; c < g->table->n_columns; c++) {
        if (is_in(p, c) && g->width[c] > g->least[c] && (best < 0 || g->width[c] > g->width[best])) {
            best = c;
        }
    }
    return best;
}

static void fit(struct grid *g, const struct part *p) {
    for (int c = 0; c < g->table->n_columns; c++) {
        g->width[c] = g->natural[c];
        g->has_bar[c] = g->is_number[c] && g->table->column[c].paint == PAINT_BAR && g->table->column[c].paint_low >= 0;
    }
    for (int c = g->table->n_columns - 1; c >= 0 && part_width(g, p) > g->t->width; c--) {
        g->has_bar[c] = g->has_bar[c] && !is_in(p, c);
    }
    while (part_width(g, p) > g->t->width) {
        int c = widest_loose(g, p);
        if (c < 0) {
            return;
        }
        g->width[c]--;
    }
}

/* The next columns that fit beside the first; at least one. */
static bool next_part(const struct grid *g, struct part *p) {
    p->from = p->to;
    int used = g->least[0];
    while (p->to < g->table->n_columns) {
        used += GAP + g->least[p->to];
        if (used > g->t->width && p->to > p->from) {
            break;
        }
        p->to++;
    }
    return p->to > p->from;
}

/* ---- printing ---------------------------------------------------------------------------------------------- */
static bool is_right(const struct grid *g, int c) {
    enum align a = g->table->column[c].align;
    return a == ALIGN_RIGHT || (a == ALIGN_AUTO && g->is_number[c]);
}

static void put_bar(const struct grid *g, const struct row *r, int c) {
    const struct column *col = &g->table->column[c];
    buf_putc(g->t->out, ' ');
    bool is_number = r && r->cell[c].kind == CELL_NUMBER && col->paint_high > col->paint_low;
    double share = is_number ? (r->cell[c].number - col->paint_low) / (col->paint_high - col->paint_low) : 0;
    term_put_bar(g->t, share, BAR);
}

static void put_piece(const struct grid *g, int c, const struct wrap_line *line, enum tone tone) {
    int pad = g->width[c] - line->width;
    term_put_blanks(g->t, is_right(g, c) ? pad : 0);
    if (line->len > 0) {
        term_style_on(g->t, tone);
        buf_add(g->t->out, line->text, line->len);
        term_style_off(g->t, tone);
    }
    term_put_blanks(g->t, is_right(g, c) ? 0 : pad);
}

static enum tone tone_of(const struct row *r, int c) {
    enum tone tone = r ? r->cell[c].tone : TONE_STRONG;
    return tone == TONE_PLAIN && r && r->role != ROW_BODY ? TONE_STRONG : tone;
}

static void trim_line(struct buf *out) {
    while (out->len > 0 && out->data[out->len - 1] == ' ') {
        out->data[--out->len] = '\0';
    }
    buf_putc(out, '\n');
}

/* Leading blanks of a wrapped cell stay before its further lines. */
static int indent_of(const char *s) { return (int)strspn(s, " "); }

static bool next_piece(const struct grid *g, const char **rest, const char *whole, int c, struct wrap_line *line) {
    int indent = indent_of(whole);
    bool is_first = *rest == whole;
    *line = (struct wrap_line){.text = "", .len = 0};
    if (is_first || indent == 0 || indent >= g->width[c] - 2) {
        return wrap_next(rest, g->width[c], line);
    }
    if (!wrap_next(rest, g->width[c] - indent, line)) {
        return false;
    }
    line->text = arena_printf(&g->t->arena, "%*s%.*s", indent, "", (int)line->len, line->text);
    line->len += (size_t)indent;
    line->width += indent;
    return true;
}

/* Row 0 is the header; 'r' is NULL for it. */
static void put_row(const struct grid *g, const struct part *p, size_t row, const struct row *r) {
    int n = g->table->n_columns;
    const char **rest = ARENA_ARRAY(&g->t->arena, (size_t)n + 1, const char *);
    bool has_more = true;
    for (int c = 0; c < n; c++) {
        rest[c] = text_at(g, row, c);
    }
    for (bool is_first = true; has_more; is_first = false) {
        size_t before = g->t->out->len;
        has_more = false;
        for (int c = 0; c < n; c++) {
            struct wrap_line line;
            if (!is_in(p, c)) {
                continue;
            }
            term_put_blanks(g->t, c ? GAP : 0);
            has_more = next_piece(g, &rest[c], text_at(g, row, c), c, &line) || has_more;
            put_piece(g, c, &line, tone_of(r, c));
            if (g->has_bar[c]) {
                put_bar(g, is_first ? r : NULL, c);
            }
        }
        if (!has_more && !is_first) { /* nothing was left: take the blanks back */
            g->t->out->len = before;
            g->t->out->data[before] = '\0';
            return;
        }
        trim_line(g->t->out);
    }
}

static void put_rules(const struct grid *g, const struct part *p) {
    for (int c = 0; c < g->table->n_columns; c++) {
        if (is_in(p, c)) {
            term_put_blanks(g->t, c ? GAP : 0);
            for (int i = column_width(g, c); i > 0; i--) {
                buf_putc(g->t->out, '-');
            }
        }
    }
    buf_putc(g->t->out, '\n');
}

static void put_part(struct grid *g, const struct part *p) {
    fit(g, p);
    if (!g->table->has_no_header) {
        put_row(g, p, 0, NULL);
        put_rules(g, p);
    }
    for (size_t r = 0; r < g->table->n_rows; r++) {
        const struct row *row = &g->table->row[r];
        if (row->role == ROW_TOTAL && r > 0) {
            put_rules(g, p);
        }
        put_row(g, p, r + 1, row);
    }
}

void term_put_table(struct term *t, const struct table *table) {
    if (table->n_columns == 0) {
        return;
    }
    struct grid g = {.t = t, .table = table};
    fill(&g);
    struct part p = {.from = 1, .to = 1};
    if (table->n_columns == 1) {
        put_part(&g, &p);
        return;
    }
    for (bool is_first = true; next_part(&g, &p); is_first = false) {
        buf_puts(t->out, is_first ? "" : "\n");
        put_part(&g, &p);
    }
}
