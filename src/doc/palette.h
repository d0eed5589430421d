/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colours all writers share. Chosen to be told apart with colour-blind eyes and in grey print
   (after Okabe & Ito 2008 for series; a single-hue blue ramp for heat maps). */
#ifndef PG_DOC_PALETTE_H
#define PG_DOC_PALETTE_H

#include "doc/doc.h"

#define PALETTE_RAMP_STEPS 5
#define PALETTE_PLACE_GREY 7
#define PALETTE_PLACE_RAMP 100

struct tone_colours {
    uint32_t ink, paper; /* 0xRRGGBB; paper 0xFFFFFF = none */
    const char *symbol;  /* in front of the text in grey print; "" for none */
};
/* Colours of the document: the brand's where it has them. */
uint32_t palette_dark(const struct doc *d);
uint32_t palette_accent(const struct doc *d);
/* Colour of a series. Any place: wraps around. Places: 0 accent, 1 orange, 2 green, 3 vermilion, 4 sky, 5 purple,
   6 olive, 7 grey (peers, not applicable). PALETTE_PLACE_RAMP + step gives a step of the ramp, for ordered answers. */
uint32_t palette_series(const struct doc *d, int place);
uint32_t palette_ramp(int step);     /* 0 (light) … PALETTE_RAMP_STEPS-1 (dark) */
uint32_t palette_ramp_ink(int step); /* readable text on that step */
struct tone_colours palette_tone(const struct doc *d, enum tone tone);
/* Step of the ramp for a value on low … high. */
int palette_ramp_step(double value, double low, double high);

#endif
