/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Joining parts into a whole: the point estimate from what is answered, the range from everything.

   A part without any answer has no value, low 0 and high 1. With every aggregate here low ≤ value ≤ high follows from
   the same for the parts, and nothing leaves 0–1. Weight 0 drops a part. Coverage is the share of the weight that is
   answered. */
#ifndef PG_SCORE_AGGREGATE_H
#define PG_SCORE_AGGREGATE_H

#include "model/scoring.h"

struct part {
    bool has_value;
    double value, low, high, coverage; /* 0–1 */
    double weight;
};

/* 'n' may be 0: the result then has no value and no weight. Parts are reordered by AGGREGATE_MEDIAN. */
struct part aggregate_parts(enum aggregate how, struct part *part, int n);

#endif
