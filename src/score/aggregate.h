/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Joining parts into a whole: the point estimate from what is answered, the range from everything.

   A part without any answer has no value, low 0 and high 1. With every aggregate here low ≤ value ≤ high follows from
   the same for the parts, and nothing leaves 0–1. Weight 0 drops a part. Coverage is the share of the weight that is
   answered. All numbers are fractions of the parts' and the whole's scales. */
#ifndef PG_SCORE_AGGREGATE_H
#define PG_SCORE_AGGREGATE_H

#include "model/scoring.h"

struct part {
    bool has_value;
    double value, low, high, coverage; /* 0–1 */
    double weight;
    const struct scale *scale; /* NULL: 0–1 */
    int place;                 /* among the nodes below, from 1; gates name it */
    int node;                  /* which node or layer it is, for explanations */
};

/* How to join, and onto which scale. */
struct joining {
    enum aggregate how;
    double threshold;        /* COUNT, on the parts' scale */
    const struct gate *gate; /* GATES, GATE_HIGHEST: the model's gates, of which those of 'level' count */
    int n_gates, n_steps;
    const char *level;
    bool has_scale, has_low_end; /* 'scale' is stated, and its lower end; else SUM, and DEDUCT, find them */
    struct scale scale;
    double *sorted; /* scratch for the medians: as many as there are parts */
};

/* 'n' may be 0: the result then has no value and no weight. 'scale' gets the scale of the whole. */
struct part aggregate_parts(const struct joining *j, const struct part *part, int n, struct scale *scale);

#endif
