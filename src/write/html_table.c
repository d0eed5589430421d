/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables: headers with their scope, fixed-end data bars and ramps, trees by indentation, reasons of missing numbers. */
#include <string.h>

#include "base/text.h"
#include "doc/palette.h"
#include "write/html.h"
#include "write/markup.h"

#define WIDE_COLUMNS 10 /* a table with more, … */
#define WIDE_WIDTH 110  /* … or wider than this, scrolls in its own box */
#define DENSE_COLUMNS 13
#define SHORT_WIDTH 14 /* texts up to this are never broken */
#define ROOMY_WIDTH 40 /* wrapped texts of such columns keep room in wide tables */
#define SHORT_HEAD 10
#define MAX_REASONS 6 /* distinct ones under a table */

static const char *const align_class[] = {
    [ALIGN_AUTO] = "", [ALIGN_LEFT] = "al", [ALIGN_CENTER] = "ac", [ALIGN_RIGHT] = "ar"};

static int total_width(const struct table *t) {
    int total = 0;
    for (int c = 0; c < t->n_columns; c++) {
        total += t->column[c].width > 0 ? t->column[c].width : 8;
    }
    return total;
}

static bool is_wide(const struct table *t) { return t->n_columns > WIDE_COLUMNS || total_width(t) > WIDE_WIDTH; }

/* Whether a column holds numbers (or what stands in their place) and no texts: its header goes to the right, too. */
static bool is_numeric(const struct table *t, int c) {
    bool has_number = false;
    for (size_t r = 0; r < t->n_rows; r++) {
        enum cell_kind kind = t->row[r].cell[c].kind;
        if (kind == CELL_TEXT && t->row[r].role == ROW_BODY) {
            return false;
        }
        has_number = has_number || kind == CELL_NUMBER || kind == CELL_NONE;
    }
    return has_number;
}

/* ---- frame ------------------------------------------------------------------------------------------------- */
static void begin_table(struct html *h, const struct table *t) {
    const char *label = t->title ? t->title : h->sheet->name;
    buf_puts(h->out,
             is_wide(t) ? "<div class=\"tablebox wide\" role=\"region\" tabindex=\"0\"" : "<div class=\"tablebox\"");
    if (is_wide(t)) {
        markup_attribute(h->out, "aria-label", label);
    }
    buf_puts(h->out, ">\n<table id=\"");
    markup_id(h->out, "table-", t->id);
    buf_printf(h->out, "\" class=\"%s%s%s\" style=\"--w:%d\">\n", t->is_data ? "data" : "list",
               t->has_no_header ? " keyed" : "",
               t->n_columns >= DENSE_COLUMNS ? " dense"
               : t->n_columns <= 3           ? " few"
                                             : "",
               total_width(t));
    if (!text_is_empty(t->title)) {
        buf_puts(h->out, "<caption>");
        markup_text(h->out, t->title);
        buf_puts(h->out, "</caption>\n");
    }
}

static void put_columns(struct html *h, const struct table *t) {
    double total = total_width(t);
    buf_puts(h->out, "<colgroup>");
    for (int c = 0; c < t->n_columns; c++) {
        double width = t->column[c].width > 0 ? t->column[c].width : 8;
        buf_printf(h->out, "<col style=\"width:%.3f%%\">", 100 * width / total);
    }
    buf_puts(h->out, "</colgroup>\n");
}

static void put_header(struct html *h, const struct table *t) {
    buf_puts(h->out, "<thead><tr>");
    for (int c = 0; c < t->n_columns; c++) {
        enum align align = t->column[c].align;
        const char *place = align == ALIGN_AUTO && is_numeric(t, c) ? "ar" : align_class[align];
        const char *label = t->column[c].label ? t->column[c].label : "";
        const char *is_short = text_width(label) <= SHORT_HEAD ? " nw" : "";
        buf_printf(h->out, "<th scope=\"col\" class=\"%s%s\">", place, is_short);
        markup_lines(h->out, label);
        buf_puts(h->out, "</th>");
    }
    buf_puts(h->out, "</tr></thead>\n");
}

/* ---- cells ------------------------------------------------------------------------------------------------- */
struct position {
    const struct table *t;
    const struct row *row;
    int column;
};

static const struct cell *cell_at(const struct position *at) { return &at->row->cell[at->column]; }

/* A row that is indented nowhere itself shows its depth in the outline at its first text. */
static int indent_of(const struct position *at) {
    const struct row *r = at->row;
    int first_text = -1;
    for (int c = at->t->n_columns - 1; c >= 0; c--) {
        if (r->cell[c].indent > 0) {
            return cell_at(at)->indent;
        }
        first_text = r->cell[c].kind == CELL_TEXT ? c : first_text;
    }
    return at->column == first_text ? r->outline : 0;
}

static bool is_ramp(const struct position *at) {
    return at->t->column[at->column].paint == PAINT_RAMP && cell_at(at)->kind == CELL_NUMBER;
}

static bool is_bar(const struct position *at) {
    return at->t->column[at->column].paint == PAINT_BAR && cell_at(at)->kind == CELL_NUMBER;
}

static void put_classes(struct html *h, const struct position *at) {
    const struct cell *c = cell_at(at);
    const struct column *col = &at->t->column[at->column];
    buf_puts(h->out, " class=\"");
    buf_puts(h->out, c->kind == CELL_NUMBER ? "num " : c->kind == CELL_NONE ? "num none " : "");
    bool is_short = c->kind == CELL_TEXT && !col->is_wrapped && text_width(c->text) <= SHORT_WIDTH;
    buf_puts(h->out, is_short ? "nw " : "");
    buf_puts(h->out, col->is_wrapped && is_wide(at->t) && col->width >= ROOMY_WIDTH ? "wt " : "");
    if (col->align != ALIGN_AUTO) {
        buf_printf(h->out, "%s ", align_class[col->align]);
    }
    if (is_ramp(at)) {
        buf_printf(h->out, "r%d", palette_ramp_step(c->number, col->paint_low, col->paint_high));
    } else {
        buf_printf(h->out, "%s%s", is_bar(at) ? "bar " : "", html_tone_class(c->tone));
    }
    buf_putc(h->out, '"');
}

static double share_between(double value, double low, double high) {
    double f = high > low ? (value - low) / (high - low) : 0;
    return f < 0 ? 0 : f > 1 ? 1 : f;
}

/* Where a data bar begins and ends; it grows from 0 when 0 lies between the column's ends. */
static void put_place(struct html *h, const struct position *at) {
    const struct column *col = &at->t->column[at->column];
    int indent = indent_of(at);
    bool has_bar = is_bar(at);
    if (!has_bar && indent == 0) {
        return;
    }
    buf_puts(h->out, " style=\"");
    if (has_bar) {
        double zero = share_between(0, col->paint_low, col->paint_high);
        double end = share_between(cell_at(at)->number, col->paint_low, col->paint_high);
        buf_printf(h->out, "--a:%.1f%%;--b:%.1f%%;", 100 * (zero < end ? zero : end), 100 * (zero < end ? end : zero));
    }
    if (indent > 0) {
        buf_printf(h->out, "--i:%d", indent);
    }
    buf_putc(h->out, '"');
}

static void put_cell_element(struct html *h, const struct position *at) {
    const struct cell *c = cell_at(at);
    bool is_head = at->column == 0 && c->kind == CELL_TEXT && !text_is_empty(c->text);
    buf_puts(h->out, is_head ? "<th scope=\"row\"" : "<td");
    if (c->name) {
        buf_puts(h->out, " id=\"");
        markup_id(h->out, "", c->name);
        buf_putc(h->out, '"');
    }
    put_classes(h, at);
    put_place(h, at);
    if (c->kind == CELL_NONE) {
        markup_attribute(h->out, "title", c->reason);
    }
    buf_putc(h->out, '>');
    html_put_cell(h, c);
    buf_puts(h->out, is_head ? "</th>" : "</td>");
}

static void put_row(struct html *h, const struct table *t, const struct row *r) {
    static const char *const role[] = {
        [ROW_BODY] = "", [ROW_GROUP] = " class=\"group\"", [ROW_TOTAL] = " class=\"total\""};
    buf_printf(h->out, "<tr%s>", role[r->role]);
    for (int c = 0; c < t->n_columns; c++) {
        struct position at = {.t = t, .row = r, .column = c};
        put_cell_element(h, &at);
    }
    buf_puts(h->out, "</tr>\n");
}

/* ---- reasons ----------------------------------------------------------------------------------------------- */
struct reasons {
    const struct cell *cell[MAX_REASONS];
    int n;
    bool has_more;
};

static void note_reason(struct reasons *all, const struct cell *c) {
    if (c->kind != CELL_NONE || text_is_empty(c->reason)) {
        return;
    }
    for (int i = 0; i < all->n; i++) {
        if (text_equal(all->cell[i]->reason, c->reason) && text_equal(all->cell[i]->text, c->text)) {
            return;
        }
    }
    if (all->n < MAX_REASONS) {
        all->cell[all->n++] = c;
    } else {
        all->has_more = true;
    }
}

/* For paper and phones, where no tooltip opens. */
static void put_reasons(struct html *h, const struct table *t) {
    struct reasons all = {.n = 0};
    for (size_t r = 0; r < t->n_rows; r++) {
        for (int c = 0; c < t->n_columns; c++) {
            note_reason(&all, &t->row[r].cell[c]);
        }
    }
    if (all.n == 0) {
        return;
    }
    buf_puts(h->out, "<p class=\"note reasons\">");
    for (int i = 0; i < all.n; i++) {
        buf_puts(h->out, i ? " · " : "");
        markup_text(h->out, all.cell[i]->text);
        buf_puts(h->out, ": ");
        markup_text(h->out, all.cell[i]->reason);
    }
    buf_puts(h->out, all.has_more ? " · …</p>\n" : "</p>\n");
}

void html_put_table(struct html *h, const struct table *t) {
    begin_table(h, t);
    put_columns(h, t);
    if (!t->has_no_header) {
        put_header(h, t);
    }
    buf_puts(h->out, "<tbody>\n");
    for (size_t r = 0; r < t->n_rows; r++) {
        put_row(h, t, &t->row[r]);
    }
    buf_puts(h->out, "</tbody>\n</table>\n</div>\n");
    put_reasons(h, t);
    if (!text_is_empty(t->note)) {
        buf_puts(h->out, "<p class=\"note\">");
        markup_lines(h->out, t->note);
        buf_puts(h->out, "</p>\n");
    }
}
