/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the statistics of family "designs" share: from a stat_input to a sampling, an estimator and domains, and back
   to values.

   1. design_open() checks the design, counts what is missing; false when it has already said why nothing can be
      computed.
   2. For g from 0 to design_groups() − 1: design_enter() makes group g the estimator's domain and returns the
      suffix of its keys.
   3. design_add() adds an estimate with its standard error, degrees of freedom and design effects; design_close() at
      the end.
   Ownership: masks and texts live in the output's arena. */
#ifndef PG_STATS_DESIGN_INPUT_H
#define PG_STATS_DESIGN_INPUT_H

#include "stats/taylor.h"

struct design_input {
    const struct stat_input *in;
    struct stat_output *out;
    struct sampling s;
    struct taylor t;
    uint8_t *valid;  /* observations that have every value asked for */
    uint8_t *mask;   /* of the group at hand */
    int *group;      /* of each observation; −1 = none; NULL without groups */
    const char *key; /* the main value's key, which also takes the status when all fails */
    enum unit unit;
};

/* 'wants' is NEEDS_X, NEEDS_Y, NEEDS_BY or-ed: variables that must have a value (those not given are not asked for). */
bool design_open(struct design_input *d, const struct stat_input *in, struct stat_output *out, int wants);
void design_close(struct design_input *d);
int design_groups(const struct design_input *d);
const char *design_enter(struct design_input *d, int group);
/* Every observation's level of a variable, −1 where it has none. */
int *design_codes(const struct variable *v, struct arena *a);
/* The text of the design for a method: "weights, 3 strata, 15 clusters, finite population correction; lonely strata:
   fail". */
const char *design_words(const struct design_input *d);

enum design_parts { PART_DEFF = 1 };
/* key[:suffix], se[:suffix], df[:suffix] and, with PART_DEFF, deff and deff_replace; 'infix' goes between ("" or
   ":level"). */
void design_add(struct design_input *d, const char *infix, const char *suffix, const struct sampled *e, int parts);
/* The status of everything, with a note. */
void design_fail(struct stat_output *out, const char *key, enum stat_status status, const char *why);

#endif
