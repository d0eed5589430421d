/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/palette.h"

#define HOUSE_DARK 0x1F3A5FU
#define HOUSE_ACCENT 0x0072B2U

/* Okabe & Ito 2008, "Color Universal Design", reordered so that neighbours differ in lightness too; their yellow is
   darkened (it vanishes on white paper) and their black replaced by a grey. */
static const uint32_t series_colour[] = {
    HOUSE_ACCENT, 0xE69F00U, 0x009E73U, 0xD55E00U, 0x56B4E9U, 0xCC79A7U, 0xB8A800U, 0x8C8C8CU,
};

/* One hue; each step differs from the next by at least 1.4 : 1 in luminance, so that it survives a grey copier. */
static const uint32_t ramp_colour[PALETTE_RAMP_STEPS] = {0xF2F7FCU, 0xB7D3ECU, 0x7FB0DAU, 0x2E75B6U, 0x173A61U};
static const uint32_t ramp_ink[PALETTE_RAMP_STEPS] = {0x1A1A1AU, 0x1A1A1AU, 0x1A1A1AU, 0xFFFFFFU, 0xFFFFFFU};

/* Inks stand at least 4.5 : 1 on their papers (WCAG 2.2, 1.4.3). */
static const struct tone_colours tone_colours[N_TONES] = {
    [TONE_PLAIN] = {0x262626U, 0xFFFFFFU, ""},   [TONE_STRONG] = {0x1A1A1AU, 0xFFFFFFU, ""},
    [TONE_MUTED] = {0x666666U, 0xFFFFFFU, ""},   [TONE_GOOD] = {0x00543DU, 0xDDF1EAU, "●"},
    [TONE_FAIR] = {0x6B4A00U, 0xFCF0D2U, "◐"},   [TONE_WEAK] = {0x8A2F00U, 0xFBE3D6U, "×"},
    [TONE_NOTICE] = {0x6B2A52U, 0xF7E6F0U, "!"}, [TONE_ACCENT] = {HOUSE_ACCENT, 0xFFFFFFU, ""},
};

uint32_t palette_dark(const struct doc *d) { return d->brand.dark ? d->brand.dark : HOUSE_DARK; }

uint32_t palette_accent(const struct doc *d) { return d->brand.accent ? d->brand.accent : HOUSE_ACCENT; }

uint32_t palette_series(const struct doc *d, int place) {
    if (place >= PALETTE_PLACE_RAMP) {
        return palette_ramp(place - PALETTE_PLACE_RAMP);
    }
    int n = (int)ARRAY_LEN(series_colour);
    place = ((place % n) + n) % n;
    return place == 0 ? palette_accent(d) : series_colour[place];
}

static int clamp_step(int step) { return step < 0 ? 0 : step >= PALETTE_RAMP_STEPS ? PALETTE_RAMP_STEPS - 1 : step; }

uint32_t palette_ramp(int step) { return ramp_colour[clamp_step(step)]; }

uint32_t palette_ramp_ink(int step) { return ramp_ink[clamp_step(step)]; }

struct tone_colours palette_tone(const struct doc *d, enum tone tone) {
    struct tone_colours c = tone_colours[tone < N_TONES ? tone : TONE_PLAIN];
    if (tone == TONE_ACCENT) {
        c.ink = palette_accent(d);
    }
    return c;
}

int palette_ramp_step(double value, double low, double high) {
    if (!(high > low) || !(value > low)) {
        return 0;
    }
    if (value >= high) {
        return PALETTE_RAMP_STEPS - 1;
    }
    return clamp_step((int)((value - low) / (high - low) * PALETTE_RAMP_STEPS));
}
