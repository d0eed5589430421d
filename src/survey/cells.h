/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loops over rows behind tabulate.h: counts and sums of weights by choice, and by segment and choice. */
#ifndef PG_SURVEY_CELLS_H
#define PG_SURVEY_CELLS_H

#include "survey/tabulate.h"

struct cells_source {
    const struct response_column *column;
    const uint8_t *in;    /* NULL: all rows */
    const double *weight; /* NULL: 1 each */
    size_t n;             /* rows */
};
/* 'cell' has a place for each choice; choices that are states of their own ("na") are counted too, but not in 'base'.
   All places are zero before. */
void cells_tally(const struct cells_source *of, struct tally_cell *cell, struct tally_cell *base,
                 size_t state[N_RESPONSE_STATES]);
/* 'by' is a question of one answer; cells of answers only. */
void cells_cross(const struct cells_source *of, const struct response_column *by, struct tally_cell *cell,
                 struct tally_cell *base);

#endif
