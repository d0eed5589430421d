/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of chart that write_svg.c chooses from. Each says how high it wants to be, then draws into the plot's
   area. */
#ifndef PG_WRITE_SVG_KIND_H
#define PG_WRITE_SVG_KIND_H

#include "write/plot.h"

/* Bars and columns: clustered, stacked (an unfilled base makes ranges), stacked to 100 %. */
double svg_bar_height(struct plot *p);
void svg_bar_draw(struct plot *p);

/* First filled series as an area, others as lines; a missing number opens the line. */
double svg_radar_height(const struct plot *p);
void svg_radar_draw(struct plot *p);

#endif
