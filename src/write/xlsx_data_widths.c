/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How wide the columns of a data sheet are.

   1. A column is as wide as its report wishes, or its contents; the longest word of its header fits in any case.
   2. Too wide a table for one page loses width where it costs the fewest lines, from the wrapped column whose long
      texts take the fewest; no such column goes below MINIMUM_SHARE of what was wished.
   3. One that is still too wide keeps its wishes and goes over several pages side by side. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "write/xlsx_data.h"

#define CHAR_PX 7 /* Excel's unit of width at its standard font */
#define PAD_PX 12
#define AUTO_WIDTH_MAX 50
#define WRAPPED_PX_MIN 120
#define MINIMUM_SHARE 0.55
#define LONG_SHARE 0.9 /* of the texts of a column are shorter than what counts as a long one */

static int contents_width(struct xlsx_book *b, const struct table *t, int c) {
    int widest = 6;
    for (size_t r = 0; r < t->n_rows; r++) {
        const struct cell *cell = &t->row[r].cell[c];
        int width = text_width(xlsx_shown(b, cell)) + 2 * cell->indent;
        widest = width > widest ? width : widest;
    }
    return widest > AUTO_WIDTH_MAX ? AUTO_WIDTH_MAX : widest;
}

/* The longest word of a header, with the filter's button beside it, must fit a line. */
static int header_word_px(const struct xlsx_book *b, const char *label) {
    int longest = 0;
    const char *rest = label, *word;
    size_t len;
    struct arena a = {0};
    while (text_next_word(&rest, &word, &len)) {
        int width = text_width(arena_strndup(&a, word, len));
        longest = width > longest ? width : longest;
    }
    arena_clear(&a);
    if (b->is_cjk && longest > 8) { /* ideographs break anywhere */
        longest = 8;
    }
    return (longest > 24 ? 24 : longest) * 8 + FILTER_PX + 8;
}

static int column_px(struct xlsx_book *b, const struct table *t, int c) {
    const struct column *col = &t->column[c];
    int px = (col->width > 0 ? col->width : contents_width(b, t, c)) * CHAR_PX + PAD_PX;
    int least = col->label && !t->has_no_header ? header_word_px(b, col->label) : 0;
    return px > least ? px : least;
}

static int sum_columns(const struct data_sheet *d) {
    int sum = 0;
    for (int c = 0; c < d->n_columns; c++) {
        sum += d->px[c];
    }
    return sum;
}

/* ---- what narrowing costs ---------------------------------------------------------------------------------- */
static int by_size(const void *a, const void *b) {
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

/* Width in one line of a text than which LONG_SHARE of the column's are shorter. */
static int long_px(struct xlsx_book *b, const struct table *t, int c) {
    int *width = ARENA_ARRAY(&b->arena, t->n_rows + 1, int);
    size_t n = 0;
    for (size_t r = 0; r < t->n_rows; r++) {
        const struct cell *cell = &t->row[r].cell[c];
        const char *text = cell->kind == CELL_TEXT ? cell->text : NULL;
        if (text && *text) {
            width[n++] = text_width(text) * CHAR_PX;
        }
    }
    qsort(width, n, sizeof *width, by_size);
    return n > 0 ? width[(size_t)((double)(n - 1) * LONG_SHARE)] : 0;
}

static int least_px(int px) {
    int least = (int)(px * MINIMUM_SHARE);
    return least > WRAPPED_PX_MIN ? least : WRAPPED_PX_MIN;
}

struct narrowing {
    int *least, *text; /* per column, pixels; 'least' 0: not to be narrowed */
};

static struct narrowing start_narrowing(struct data_sheet *d) {
    struct xlsx_book *b = d->s->book;
    struct narrowing x = {ARENA_ARRAY(&b->arena, (size_t)d->n_columns, int),
                          ARENA_ARRAY(&b->arena, (size_t)d->n_columns, int)};
    for (int c = 0; c < d->n_columns; c++) {
        if (d->main && d->main->column[c].is_wrapped) {
            x.least[c] = least_px(d->px[c]);
            x.text[c] = long_px(b, d->main, c);
        }
    }
    return x;
}

/* -1: no column can be narrowed any more. */
static int cheapest(const struct data_sheet *d, const struct narrowing *x) {
    int best = -1;
    double fewest = 0;
    for (int c = 0; c < d->n_columns; c++) {
        int px = d->px[c] - CHAR_PX;
        double lines = px > PAD_PX ? (double)x->text[c] / (px - PAD_PX) : 0;
        if (x->least[c] > 0 && px >= x->least[c] && (best < 0 || lines < fewest)) {
            best = c;
            fewest = lines;
        }
    }
    return best;
}

static void narrow(struct data_sheet *d, int most_px) {
    size_t size = (size_t)d->n_columns * sizeof *d->px;
    int *wished = ARENA_ARRAY(&d->s->book->arena, (size_t)d->n_columns, int);
    memcpy(wished, d->px, size);
    struct narrowing x = start_narrowing(d);
    int c = 0;
    while (d->total_px > most_px && (c = cheapest(d, &x)) >= 0) {
        d->px[c] -= CHAR_PX;
        d->total_px -= CHAR_PX;
    }
    if (d->total_px > most_px) {
        memcpy(d->px, wished, size);
        d->total_px = sum_columns(d);
    }
}

void xlsx_data_widths(struct data_sheet *d) {
    struct xlsx_sheet *s = d->s;
    d->n_columns = d->main ? d->main->n_columns : 1;
    d->px = ARENA_ARRAY(&s->book->arena, (size_t)d->n_columns, int);
    for (int c = 0; c < d->n_columns; c++) {
        d->px[c] = d->main ? column_px(s->book, d->main, c) : xlsx_printable_px(s->sheet->is_landscape);
    }
    d->total_px = sum_columns(d);
    s->is_landscape = s->sheet->is_landscape || d->total_px > xlsx_widest_px(false);
    narrow(d, xlsx_widest_px(s->is_landscape));
}
