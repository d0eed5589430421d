/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "write/contrast.h"

#include <math.h>

#define NEAR_BLACK 0x1A1A1AU
#define WHITE 0xFFFFFFU

static double channel(uint32_t colour, int shift) {
    double c = (double)(colour >> shift & 0xFFU) / 255;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t colour) {
    return 0.2126 * channel(colour, 16) + 0.7152 * channel(colour, 8) + 0.0722 * channel(colour, 0);
}

double contrast_ratio(uint32_t a, uint32_t b) {
    double x = luminance(a), y = luminance(b);
    return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

uint32_t contrast_ink(uint32_t paper) {
    return contrast_ratio(WHITE, paper) >= contrast_ratio(NEAR_BLACK, paper) ? WHITE : NEAR_BLACK;
}

/* Each channel is 'share' of the colour and the rest of 'other'. */
static uint32_t mix(uint32_t colour, uint32_t other, double share) {
    uint32_t mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        double c = share * (double)(colour >> shift & 0xFFU) + (1 - share) * (double)(other >> shift & 0xFFU);
        mixed |= (uint32_t)(c + 0.5) << shift;
    }
    return mixed;
}

uint32_t contrast_darken(uint32_t ink, uint32_t paper, double ratio) {
    for (int i = 0; i < 20 && contrast_ratio(ink, paper) < ratio; i++) {
        ink = mix(ink, 0, 0.9);
    }
    return ink;
}

uint32_t contrast_tint(uint32_t colour, double share) { return mix(colour, WHITE, share); }
