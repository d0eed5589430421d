/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contrast of colours (WCAG 2.2: relative luminance), so that a brand's colours stay readable. Colours are 0xRRGGBB. */
#ifndef PG_WRITE_CONTRAST_H
#define PG_WRITE_CONTRAST_H

#include <stdint.h>

#define CONTRAST_TEXT 4.5 /* level AA for text */

/* 1 (same) … 21 (black on white). */
double contrast_ratio(uint32_t a, uint32_t b);
/* White or near-black, whichever reads better on 'paper'. */
uint32_t contrast_ink(uint32_t paper);
/* 'ink', darkened as far as it must be to reach 'ratio' on 'paper'. */
uint32_t contrast_darken(uint32_t ink, uint32_t paper, double ratio);
/* 'colour' mixed with white: share 1 is the colour itself, 0 is white. */
uint32_t contrast_tint(uint32_t colour, double share);

#endif
