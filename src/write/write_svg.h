/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts as SVG for HTML pages. Axis ends are the chart's own, never taken from the data; every shape carries a
   tooltip with its number; <title> and <desc> speak to screen readers. A number that cannot be had leaves a gap with
   what stands in its place. */
#ifndef PG_WRITE_WRITE_SVG_H
#define PG_WRITE_WRITE_SVG_H

#include "doc/doc.h"

/* Adds one <svg> element. 'width' is its natural width in pixels; its height follows from the chart. Nothing is added
   when the chart's table is not in 'd'. */
void svg_chart(const struct doc *d, const struct chart *c, double width, struct buf *out);

#endif
