/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two columns of an input crossed into a table, and what may be said about it.

   1. cross_pick() tabulates x[0] by y (weights when there are any), drops empty rows and columns with a note.
   2. When 'status' is not STAT_OK, cross_refuse() gives every key of the statistic that status.
   3. cross_put_p() and cross_put_interval() know that a full enumeration has no p value and intervals of width
      0, and that a weighted, stratified or clustered sample needs tests made for designs. */
#ifndef PG_STATS_CROSS_H
#define PG_STATS_CROSS_H

#include "stats/pick.h"
#include "stats/table2.h"

enum inference {
    INFERENCE_SIMPLE, /* simple random sample */
    INFERENCE_CENSUS, /* everybody was asked: nothing to infer */
    INFERENCE_DESIGN, /* weights, strata or clusters: formulas for simple random samples do not hold */
};

struct cross {
    struct table2 table;
    struct picked picked;
    int *x, *y; /* codes 0 … r − 1, 0 … c − 1 of the picked observations, before empty ones were dropped */
    enum inference inference;
    enum stat_status
        status; /* TOO_FEW: n = 0; NO_WEIGHT; CONSTANT: fewer than two rows or columns; WRONG_LEVEL: too many levels */
};
struct cross cross_pick(const struct stat_input *in, struct stat_output *out);
/* The same on a square table: x and y share their levels (by name) or their distinct numbers; no row is dropped. */
struct cross cross_pick_square(const struct stat_input *in, struct stat_output *out);
/* Inference that n used observations allow. */
enum inference inference_of(const struct stat_input *in, size_t n);

/* Codes 0 … k − 1 of a variable at the picked rows: its levels, or its distinct numbers in ascending order.
   Returns k. */
int codes_of(const struct variable *v, const struct picked *p, int *code, struct arena *a);
/* Codes of n numbers by their distinct values in ascending order, which go to 'distinct' (room for n) when not
   NULL. */
int codes_of_numbers(const double *x, size_t n, int *code, double *distinct, struct arena *a);
/* Every key of a blank-separated list gets the status. */
void cross_refuse(struct stat_output *out, const char *keys, enum stat_status status);
/* Unit of a key: p values, degrees of freedom, plain numbers. */
enum unit cross_unit(const char *key);
void cross_put(struct stat_output *out, const char *key, double value);
void cross_put_p(struct stat_output *out, enum inference inference, const char *key, double p);
/* value with interval and standard error as far as the inference allows them; se < 0 = none; low > high = no
   interval. */
void cross_put_interval(struct stat_output *out, enum inference inference, const char *key, struct estimate e);

#endif
