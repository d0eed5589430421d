/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Style that depends on the document: brand colours made readable, tones and ramp of the palette, running heads in
   print. */
#include <string.h>

#include "base/text.h"
#include "doc/palette.h"
#include "report_css.h"
#include "write/contrast.h"
#include "write/html.h"
#include "write/markup.h"

#define WHITE 0xFFFFFFU
#define BAR_TINT 0.32 /* of the accent in a data bar: dark text stays readable on it */

static const char *const tone_class[N_TONES] = {
    [TONE_PLAIN] = "t-plain", [TONE_STRONG] = "t-strong", [TONE_MUTED] = "t-muted",   [TONE_GOOD] = "t-good",
    [TONE_FAIR] = "t-fair",   [TONE_WEAK] = "t-weak",     [TONE_NOTICE] = "t-notice", [TONE_ACCENT] = "t-accent",
};

const char *html_tone_class(enum tone tone) { return tone_class[(unsigned)tone < N_TONES ? tone : TONE_PLAIN]; }

static void put_variable(struct html *h, const char *name, uint32_t colour) {
    buf_printf(h->out, "--%s:", name);
    markup_colour(h->out, colour);
    buf_putc(h->out, ';');
}

/* The colours that the Traffic Light Protocol 2.0 prescribes for its labels, on black; other labels: white. */
static uint32_t handling_ink(const char *label) {
    static const struct {
        const char *label;
        uint32_t ink;
    } tlp[] = {{"TLP:RED", 0xFF2B2BU}, {"TLP:AMBER", 0xFFC000U}, {"TLP:GREEN", 0x33FF00U}};
    for (size_t i = 0; i < ARRAY_LEN(tlp); i++) {
        if (label && text_starts_with(label, tlp[i].label)) {
            return tlp[i].ink;
        }
    }
    return WHITE;
}

static void put_colours(struct html *h) {
    uint32_t dark = palette_dark(h->d), accent = palette_accent(h->d);
    buf_puts(h->out, ":root{");
    put_variable(h, "dark", dark);
    put_variable(h, "dark-ink", contrast_ink(dark));
    put_variable(h, "head", contrast_darken(dark, WHITE, CONTRAST_TEXT));
    put_variable(h, "accent", accent);
    put_variable(h, "link", contrast_darken(accent, WHITE, CONTRAST_TEXT + 0.6));
    put_variable(h, "bar", contrast_tint(accent, BAR_TINT));
    put_variable(h, "handling", handling_ink(h->d->handling));
    buf_puts(h->out, "}\n");
}

static void put_tones(struct html *h) {
    for (int tone = 0; tone < N_TONES; tone++) {
        struct tone_colours c = palette_tone(h->d, (enum tone)tone);
        bool has_paper = c.paper != WHITE;
        buf_printf(h->out, ".%s{color:", tone_class[tone]);
        markup_colour(h->out, contrast_darken(c.ink, c.paper, CONTRAST_TEXT));
        if (has_paper) {
            buf_puts(h->out, ";background-color:");
            markup_colour(h->out, c.paper);
        }
        buf_puts(h->out, "}\n");
    }
}

static void put_ramp(struct html *h) {
    for (int step = 0; step < PALETTE_RAMP_STEPS; step++) {
        buf_printf(h->out, ".r%d{background-color:", step);
        markup_colour(h->out, palette_ramp(step));
        buf_puts(h->out, ";color:");
        markup_colour(h->out, palette_ramp_ink(step));
        buf_puts(h->out, "}\n");
    }
}

/* A corner of every printed page. */
static void put_corner(struct html *h, const char *corner, const char *text, const char *more) {
    if (text_is_empty(text)) {
        return;
    }
    buf_printf(h->out, "@%s{content:", corner);
    markup_css_string(h->out, text);
    buf_printf(h->out, ";%s}\n", more);
}

static void put_page(struct html *h) {
    buf_puts(h->out, "@page{font:7.5pt/1.3 sans-serif;color:#595959;\n");
    put_corner(h, "top-left", h->d->title, "text-align:left;vertical-align:bottom;padding-bottom:3mm;width:60%");
    put_corner(h, "top-right", h->d->handling,
               "text-align:right;vertical-align:bottom;padding-bottom:3mm;font-weight:700;font-size:9pt;color:#000");
    put_corner(h, "bottom-left", h->d->footer, "text-align:left;vertical-align:top;padding-top:3mm;width:85%");
    buf_puts(h->out, "@bottom-right{content:counter(page) \" / \" counter(pages);text-align:right;vertical-align:top;"
                     "padding-top:3mm}}\n");
}

void html_put_style(struct html *h) {
    buf_puts(h->out, "<style>\n");
    put_colours(h);
    buf_puts(h->out, report_css);
    put_tones(h);
    put_ramp(h);
    put_page(h);
    buf_puts(h->out, "</style>\n");
}
