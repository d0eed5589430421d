/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The items of a scale, picked and correlated: what the statistics of scales share. */
#ifndef PG_STATS_SCALE_INPUT_H
#define PG_STATS_SCALE_INPUT_H

#include "stats/covariance.h"
#include "stats/cross.h"

struct scale {
    struct picked picked;
    double *x;           /* n × k */
    struct covariance c; /* status CONSTANT: some item does not vary, the covariances are good all the same */
    double *r;           /* correlations; NULL unless c.status is OK */
    enum inference inference;
};
struct scale scale_pick(const struct stat_input *in, struct stat_output *out);
bool scale_varies(const struct scale *s, int item);
/* "key:ITEM" with a status, or a value where the status is OK. */
void scale_put(struct stat_output *out, const char *key, const struct variable *item, enum stat_status status,
               double value);

#endif
