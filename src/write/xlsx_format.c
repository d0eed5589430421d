/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "write/xlsx_format.h"

#include <string.h>

#include "doc/palette.h"

#define N_SLOTS 2048 /* far more than formats: a report has about a hundred */

struct slot {
    struct xlsx_style style;
    lxw_format *format; /* NULL = free */
};
struct xlsx_formats {
    struct arena *arena;
    lxw_workbook *wb;
    const char *font;
    struct slot slot[N_SLOTS];
    size_t n;
};

struct xlsx_formats *xlsx_formats_new(struct arena *a, lxw_workbook *wb, const char *font) {
    struct xlsx_formats *f = ARENA_NEW(a, struct xlsx_formats);
    f->arena = a;
    f->wb = wb;
    f->font = font;
    return f;
}

/* ---- finding ----------------------------------------------------------------------------------------------- */
/* FNV-1a over the style's words. */
static size_t hash_style(const struct xlsx_style *style) {
    const uint32_t *word = (const uint32_t *)style;
    uint32_t hash = 2166136261U;
    for (size_t i = 0; i < sizeof *style / sizeof *word; i++) {
        hash = (hash ^ word[i]) * 16777619U;
    }
    return (hash ^ hash >> 15) % N_SLOTS;
}

/* The slot with this style, or the free one where it belongs. A full table gives whatever is there last. */
static struct slot *find_slot(struct xlsx_formats *f, const struct xlsx_style *style) {
    size_t i = hash_style(style);
    while (f->slot[i].format && memcmp(&f->slot[i].style, style, sizeof *style) != 0 && f->n < N_SLOTS - 1) {
        i = (i + 1) % N_SLOTS;
    }
    return &f->slot[i];
}

/* ---- making ------------------------------------------------------------------------------------------------ */
/* The library takes 0 for "not set" and has an own word for black. */
static lxw_color_t ink(uint32_t rgb) { return rgb == 0 ? LXW_COLOR_BLACK : rgb; }

/* Number format: the unit's, with the tone's symbol in front of texts and numbers alike, so that the stored value stays
   what it is: sorting, filters and links see no symbol. */
static const char *number_format(struct xlsx_formats *f, const struct doc *d, const struct xlsx_style *s) {
    const char *number = s->number ? unit_info((enum unit)(s->number - 1))->excel : "@";
    if (s->is_date || s->is_text) {
        return s->is_date ? "yyyy\\-mm\\-dd" : "@";
    }
    const char *symbol = s->symbol ? palette_tone(d, (enum tone)s->symbol).symbol : "";
    if (!symbol[0]) {
        return s->number ? number : NULL;
    }
    if (!s->number) {
        return arena_printf(f->arena, "\"%s \"@", symbol);
    }
    return arena_printf(f->arena, "\"%s \"%s;\"%s \"-%s", symbol, number, symbol, number);
}

static void set_font(lxw_format *x, const struct xlsx_formats *f, const struct xlsx_style *s) {
    format_set_font_name(x, f->font);
    format_set_font_size(x, s->size10 / 10.0);
    format_set_font_color(x, ink(s->ink));
    if (s->is_bold) {
        format_set_bold(x);
    }
    if (s->is_italic) {
        format_set_italic(x);
    }
    if (s->is_underlined) {
        format_set_underline(x, LXW_UNDERLINE_SINGLE);
    }
}

static void set_edges(lxw_format *x, const struct xlsx_style *s) {
    static const uint8_t edge[] = {
        [EDGE_NONE] = LXW_BORDER_NONE,     [EDGE_HAIR] = LXW_BORDER_HAIR,   [EDGE_THIN] = LXW_BORDER_THIN,
        [EDGE_MEDIUM] = LXW_BORDER_MEDIUM, [EDGE_THICK] = LXW_BORDER_THICK,
    };
    format_set_top(x, edge[s->top]);
    format_set_bottom(x, edge[s->bottom]);
    format_set_left(x, edge[s->left]);
    format_set_right(x, edge[s->right]);
    if (s->top || s->bottom || s->left || s->right) {
        format_set_border_color(x, ink(s->edge_ink));
    }
}

static void set_alignment(lxw_format *x, const struct xlsx_style *s) {
    static const uint8_t across[] = {LXW_ALIGN_NONE, LXW_ALIGN_LEFT, LXW_ALIGN_CENTER, LXW_ALIGN_RIGHT};
    static const uint8_t down[] = {LXW_ALIGN_VERTICAL_TOP, LXW_ALIGN_VERTICAL_CENTER, LXW_ALIGN_VERTICAL_BOTTOM};
    if (s->align) {
        format_set_align(x, across[s->align]);
    }
    format_set_align(x, down[s->valign]);
    if (s->is_wrapped) {
        format_set_text_wrap(x);
    }
    if (s->indent) {
        format_set_indent(x, (uint8_t)(s->indent > 15 ? 15 : s->indent));
    }
}

static lxw_format *make_format(struct xlsx_formats *f, const struct doc *d, const struct xlsx_style *s) {
    lxw_format *x = workbook_add_format(f->wb);
    set_font(x, f, s);
    set_edges(x, s);
    set_alignment(x, s);
    if (s->paper != NO_PAPER) {
        format_set_pattern(x, LXW_PATTERN_SOLID);
        format_set_fg_color(x, ink(s->paper));
    }
    if (s->is_open) {
        format_set_unlocked(x);
    }
    const char *number = number_format(f, d, s);
    if (number) {
        format_set_num_format(x, number);
    }
    return x;
}

lxw_format *xlsx_format(struct xlsx_formats *f, const struct doc *d, const struct xlsx_style *style) {
    struct slot *slot = find_slot(f, style);
    if (!slot->format) {
        slot->style = *style;
        slot->format = make_format(f, d, style);
        f->n++;
    }
    return slot->format;
}
