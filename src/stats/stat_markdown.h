/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The documentation of statistics, made from their descriptors. */
#ifndef PG_STATS_STAT_MARKDOWN_H
#define PG_STATS_STAT_MARKDOWN_H

#include "stats/stat.h"

/* doc/statistics.md, whole. */
void stat_markdown(struct buf *out);
/* The families in their order: "descriptives", …; NULL from the end on. */
const char *stat_family_at(size_t i);

#endif
