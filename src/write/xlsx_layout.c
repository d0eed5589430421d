/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "write/xlsx_layout.h"

#include <string.h>

static int max_int(int a, int b) { return a > b ? a : b; }

static int sum_px(const int *px, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
        sum += px[i];
    }
    return sum;
}

/* ---- bands ------------------------------------------------------------------------------------------------- */
static int block_width(const struct block *b) {
    int width = b->width < 1 || b->width > 12 ? 12 : b->width;
    bool is_too_wide = b->kind == BLOCK_TABLE && b->table->n_columns >= width * GRID_PER_TWELFTH;
    return is_too_wide ? 12 : width;
}

/* Beside a table or tiles a list would be torn apart by their row heights: it becomes one text. */
static void join_lists(struct xlsx_sheet *s, struct band *band) {
    struct xlsx_style plain = xlsx_style_plain(s->book);
    bool has_rows = false;
    for (int i = 0; i < band->n_slots; i++) {
        enum block_kind kind = band->slot[i].block->kind;
        has_rows = has_rows || kind == BLOCK_TABLE || kind == BLOCK_TILES;
    }
    for (int i = 0; has_rows && i < band->n_slots; i++) {
        struct slot *slot = &band->slot[i];
        if (slot->block->kind != BLOCK_LIST) {
            continue;
        }
        slot->joined = "";
        for (int k = 0; k < slot->block->n_lines; k++) {
            slot->joined =
                arena_printf(&s->book->arena, "%s%s•  %s", slot->joined, k > 0 ? "\n" : "", slot->block->line[k]);
        }
        slot->n_rows = 0;
        slot->flexible_px = xlsx_text_px(s->book, slot->joined, slot->n_columns * s->column_px, &plain);
    }
}

/* The rows of a band: as high as the highest of its fixed rows, and as many more as charts and texts need. */
static void join_rows(struct xlsx_sheet *s, struct band *band) {
    join_lists(s, band);
    int most = 0;
    for (int i = 0; i < band->n_slots; i++) {
        most = max_int(most, band->slot[i].n_rows + band->slot[i].flexible_px / ROW_PX + 2);
    }
    band->row_px = ARENA_ARRAY(&s->book->arena, (size_t)max_int(1, most), int);
    for (int i = 0; i < band->n_slots; i++) {
        const struct slot *slot = &band->slot[i];
        for (int r = 0; r < slot->n_rows; r++) {
            band->row_px[r] = max_int(band->row_px[r], slot->row_px[r]);
        }
        band->n_rows = max_int(band->n_rows, slot->n_rows);
    }
    for (int i = 0; i < band->n_slots; i++) {
        const struct slot *slot = &band->slot[i];
        int missing = slot->flexible_px - sum_px(band->row_px, slot->n_rows, band->n_rows);
        for (; missing > 0; missing -= band->row_px[band->n_rows++]) {
            int step = slot->block->kind == BLOCK_CHART ? ROW_PX : ROW_MAX_PX;
            band->row_px[band->n_rows] = max_int(missing < step ? missing : step, ROW_PX);
        }
    }
}

static int gap_before(const struct layout *l, const struct block *b) {
    static const int heading_gap[] = {0, 16, 22, 14};
    if (l->n == 0) {
        return 0;
    }
    const struct block *before = l->band[l->n - 1].slot[0].block;
    if (b->kind == BLOCK_HEADING) {
        return heading_gap[b->level >= 1 && b->level <= 3 ? b->level : 3];
    }
    if (before->kind == BLOCK_HEADING) {
        return before->level == 1 ? 12 : 6;
    }
    return before->kind == BLOCK_TEXT && b->kind == BLOCK_TEXT ? 8 : 14;
}

static struct band *add_band(struct layout *l, struct arena *a, const struct block *b) {
    if (l->n == l->cap) {
        size_t cap = l->cap ? l->cap * 2 : 16;
        struct band *grown = ARENA_ARRAY(a, cap, struct band);
        if (l->n > 0) {
            memcpy(grown, l->band, l->n * sizeof *grown);
        }
        l->band = grown;
        l->cap = cap;
    }
    int gap = gap_before(l, b);
    l->band[l->n] = (struct band){.gap_px = gap};
    return &l->band[l->n++];
}

static void flow_blocks(struct xlsx_sheet *s, struct layout *l) {
    struct band *band = NULL;
    int used = 0;
    bool wants_break = false;
    for (size_t i = 0; i < s->sheet->n_blocks; i++) {
        const struct block *b = &s->sheet->block[i];
        int width = block_width(b);
        if (b->kind == BLOCK_PAGE_BREAK) {
            wants_break = l->n > 0;
            band = NULL;
            continue;
        }
        if (!band || used + width > 12) {
            band = add_band(l, &s->book->arena, b);
            band->has_break_before = wants_break;
            wants_break = false;
            used = 0;
        }
        struct slot *slot = &band->slot[band->n_slots++];
        *slot = (struct slot){.block = b, .first = (lxw_col_t)(GRID_FIRST + used * GRID_PER_TWELFTH)};
        used += width;
        slot->n_columns = width * GRID_PER_TWELFTH - 1;
        xlsx_measure(s, slot);
    }
}

/* ---- pages ------------------------------------------------------------------------------------------------- */
static int band_px(const struct band *band) { return band->gap_px + sum_px(band->row_px, 0, band->n_rows); }

/* A heading stays with what follows it; a table only needs its first rows on the page. */
static int kept_px(const struct layout *l, size_t i) {
    int px = band_px(&l->band[i]);
    const struct slot *slot = &l->band[i].slot[0];
    if (slot->block->kind == BLOCK_HEADING && i + 1 < l->n) {
        return px + kept_px(l, i + 1);
    }
    if (slot->block->kind == BLOCK_TABLE && l->band[i].n_slots == 1 && l->band[i].n_rows > 12) {
        return l->band[i].gap_px + sum_px(l->band[i].row_px, 0, 6);
    }
    return px;
}

static void break_pages(const struct xlsx_sheet *s, struct layout *l, int used_px) {
    int page = s->page_px / 100 * 97, y = used_px; /* printers and fonts differ a little */
    for (size_t i = 0; i < l->n; i++) {
        struct band *band = &l->band[i];
        int kept = kept_px(l, i);
        bool is_after_heading = i > 0 && l->band[i - 1].slot[0].block->kind == BLOCK_HEADING;
        if (!band->has_break_before && !is_after_heading && y > 0 && y + kept > page && kept <= page) {
            band->has_break_before = true;
        }
        if (band->has_break_before) {
            y = 0;
        }
        y += band_px(band);
        while (y > page) { /* a long table goes over several pages */
            y -= page;
        }
    }
}

struct layout xlsx_lay_out(struct xlsx_sheet *s, int used_px) {
    struct layout l = {0};
    flow_blocks(s, &l);
    for (size_t i = 0; i < l.n; i++) {
        join_rows(s, &l.band[i]);
    }
    break_pages(s, &l, used_px);
    return l;
}
